"""The single shapes that an element consists of on a slide, and the sites where lines are glued."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from designer.exporters.pptx.captions import called
from designer.exporters.pptx.lettering import (
    ASCENT,
    LINE,
    SLACK,
    Letterer,
    Lettering,
    free_room,
)
from designer.exporters.pptx.markup import STANDARD_SITES, Site, Stroke, Words
from designer.exporters.pptx.page import Fit, Frame
from designer.exporters.pptx.pieces import Piece, blocks
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.model.layout import Box, Layout
from designer.render.primitives import Align, DisplayList, Icon, Line, Rect, Text
from designer.render.text import elided, text_width, wrap
from designer.render.theme import BOX_SIDE, ICON_SIZE

_SAME_EMU = 4
_LEAST_ROOM = 56.0
_LEAST_LINES = 2
_MANY = 99
_WIDEN = 1.2
_INSET = 6.0


class Use(Enum):
    """What a part of an element is."""

    FRAME = "frame"
    PLATE = "plate"
    ICON = "icon"
    CAPTION = "caption"


@dataclass(slots=True)
class Part:
    """One shape of an element.

    Attributes:
        icon: name of its picture, for an icon.
        written: where its words stand if they do not fill it, in scene units.
        sites: further places where lines are glued to it, beside the usual four.
    """

    id: int
    use: Use
    frame: Frame
    icon: str = ""
    fill: str | None = None
    stroke: Stroke | None = None
    radius: int = 0
    words: Words | None = None
    written: Box | None = None
    sites: list[Site] = field(default_factory=list)

    def site(self, x: int, y: int) -> int:
        """Return the number of the site at a place on its border, made if there is none."""
        frame, place = self.frame, (x - self.frame.left, y - self.frame.top)
        middle_x, middle_y = frame.width // 2, frame.height // 2
        usual = ((middle_x, 0), (0, middle_y), (middle_x, frame.height), (frame.width, middle_y))
        for number, (left, top) in enumerate(usual):
            if abs(place[0] - left) <= _SAME_EMU and abs(place[1] - top) <= _SAME_EMU:
                return number
        if place not in self.sites:
            self.sites.append(place)
        return STANDARD_SITES + self.sites.index(place)


class PartsMaker:
    """Makes the parts of the elements of one drawing."""

    def __init__(self, fit: Fit, drawing: DisplayList, layout: Layout, first_id: int) -> None:
        self._fit = fit
        self._letterer = Letterer(fit)
        self._layout = layout
        self._next = first_id
        icons = [one for one in drawing.items if isinstance(one, Icon)]
        self._icons = {one.owner: one.box for one in icons if one.owner in layout.boxes}
        self._frames = [
            one.box for one in drawing.items if isinstance(one, Rect) and one.owner in layout.boxes
        ]
        self._strokes = tuple(_upright(drawing))
        # A line has no width of its own to overlap with.
        self._crossing = tuple(stroke.grown(1.0) for stroke in self._strokes)

    def id(self) -> int:
        """Return an id that no shape has."""
        self._next += 1
        return self._next

    def parts(self, piece: Piece, element: Element) -> tuple[Part, ...]:
        """Return the parts of one element, the lowest first."""
        made: list[Part] = []
        for item in piece.items:
            if isinstance(item, Rect):
                made.append(self._rect(item))
            elif isinstance(item, Icon):
                frame = self._fit.frame(item.box)
                made.append(Part(self.id(), Use.ICON, frame, icon=item.name))
        texts = tuple(blocks(piece.items))
        ground = piece.items[0]
        if not isinstance(ground, Rect) or made[0].use is not Use.FRAME:
            made.extend(self._caption(self._below(lines, element), lines[0]) for lines in texts)
        elif element.kind.is_container and len(texts) == 1:
            self._title(ground.box, texts[0][0], element, made)
        elif len(texts) == 1:
            made[0].words = self._inside(ground.box, texts[0], element)
        else:
            beside = (self._beside(lines, ground.box, lines is texts[-1]) for lines in texts)
            made.extend(map(self._caption, beside, (lines[0] for lines in texts)))
        return tuple(made)

    def _rect(self, item: Rect) -> Part:
        stroke = None
        if item.stroke is not None:
            stroke = Stroke(colour=item.stroke, width=self._fit.length(item.width), dash=item.dash)
        return Part(
            self.id(),
            Use.PLATE if stroke is None else Use.FRAME,
            self._fit.frame(item.box),
            fill=item.fill,
            stroke=stroke,
            radius=self._fit.length(item.radius),
        )

    def _caption(self, lettering: Lettering, first: Text) -> Part:
        words = Words(
            text=lettering.text,
            points=lettering.points,
            colour=first.colour,
            align=first.align,
            bold=first.bold,
        )
        frame = self._fit.frame(lettering.box)
        return Part(self.id(), Use.CAPTION, frame, fill=first.patch, words=words)

    def _below(self, lines: Sequence[Text], element: Element) -> Lettering:
        """Set the caption under an icon, in the room between its neighbours."""
        first, box = lines[0], self._layout.boxes[element.id]
        height = box.bottom - (first.anchor.y - ASCENT * first.size)
        text, least = called(element), max(_LEAST_LINES, len(lines))
        size = self._letterer.size(first.size)
        most = max(box.width * _WIDEN, BOX_SIDE)
        drawn = max(*(line.extent for line in lines), _LEAST_ROOM * box.width / BOX_SIDE)
        if size == first.size:
            return self._letterer.set(text, lines, max(most, drawn), height, least)
        top = first.anchor.y - first.size
        beside = [one for one in self._strokes if abs(one.x - first.anchor.x) > ICON_SIZE / 2]
        beside += self._neighbours(first)

        def free(others: Sequence[Box]) -> float:
            wish, bottom = most * size / first.size, top + 2 * LINE * size
            return max(drawn, free_room(first.anchor.x, top, bottom, others, wish))

        room = free([*beside, *self._frames])
        if len(wrap(text, room, size, _MANY)) > len(lines):
            # Rather over a border than in more lines.
            room = free(beside)
        return self._letterer.set(text, lines, room, height, least)

    def _neighbours(self, first: Text) -> Iterator[Box]:
        own = first.anchor.x
        for owner, icon in self._icons.items():
            if owner != first.owner and abs(icon.centre.x - own) > 1:
                space = self._layout.boxes[ElementId(owner)]
                if icon.width >= ICON_SIZE / 2:
                    yield Box((icon.centre.x + own) / 2, space.y, 0.0, space.height)

    def _beside(self, lines: Sequence[Text], box: Box, is_last: bool) -> Lettering:
        """Set a text that stands in a box beside others; the last one may fill the box."""
        text = " ".join(line.text for line in lines)
        room = box.right - lines[0].anchor.x - 4.0
        first = lines[0]
        height = len(lines) * LINE * first.size
        if is_last:
            height = max(height, box.bottom - first.anchor.y + ASCENT * first.size - SLACK)
        return self._letterer.set(text, lines, room, height)

    def _title(self, box: Box, drawn: Text, element: Element, made: Sequence[Part]) -> None:
        """Set a container's title into its frame, so that both are edited and moved as one.

        A title that is larger than drawn, and does not stand in the corner, grows to the side on
        which the fewest lines cross it; its icon goes along.
        """
        frame, *icons = made
        size, before = self._letterer.size(drawn.size), drawn.anchor.x - box.x
        start = self._fit.units_from(icons[0].frame.left) - box.x if icons else before
        text = elided(called(element), box.width - before + start - 2 * _INSET, size)
        width = text_width(text, size)
        top = drawn.anchor.y - 0.35 * drawn.size - LINE * size / 2
        grown = width - drawn.extent
        # It grows to the left by this much.
        choices = [0.0] if start <= _INSET + 1 else [grown / 2, 0.0, grown]

        def area(shift: float) -> Box:
            return Box(box.x + start - shift, top, before - start + width, LINE * size)

        within = [shift for shift in choices if start - shift >= _INSET] or [start - _INSET]
        fits = [shift for shift in within if area(shift).right <= box.right - SLACK] or within[-1:]
        shift = min(fits, key=lambda one: sum(area(one).overlaps(s) for s in self._crossing))
        for part in icons:
            part.frame = part.frame.moved(-self._fit.length(shift))
        middle = area(shift).centre.x - box.centre.x
        is_alone = not icons and abs(middle) < 1.0
        left = 0.0 if is_alone else before - shift
        frame.written = area(shift)
        frame.words = Words(
            text=text,
            points=self._fit.points(size),
            colour=drawn.colour,
            align=Align.CENTRE if is_alone else Align.LEFT,
            insets=(self._fit.length(left), self._fit.length(max(top - box.y, 0.0)), 0, 0),
        )

    def _inside(self, box: Box, lines: Sequence[Text], element: Element) -> Words:
        """Set the text of a note into its paper."""
        first = lines[0]
        left, top = first.anchor.x - box.x, first.anchor.y - ASCENT * first.size - box.y
        room = box.width - 2 * left
        set_ = self._letterer.set(called(element), lines, room, box.height - 2 * top)
        return Words(
            text=set_.text,
            points=set_.points,
            colour=first.colour,
            insets=(
                self._fit.length(left),
                self._fit.length(top),
                self._fit.length(max(left - SLACK, 0.0)),
                0,
            ),
        )


def _upright(drawing: DisplayList) -> Iterator[Box]:
    for item in drawing.items:
        if isinstance(item, Line):
            for a, b in zip(item.points, item.points[1:], strict=False):
                if a.x == b.x:
                    yield Box(a.x, min(a.y, b.y), 0.0, abs(a.y - b.y))
