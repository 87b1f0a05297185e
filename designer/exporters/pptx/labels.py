"""Sets the labels of lines: at their place, or where they fit when they cannot shrink with it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from designer.exporters.pptx.lettering import LINE, Letterer, Lettering, shown
from designer.exporters.pptx.page import Fit
from designer.exporters.pptx.parts import Part, Use
from designer.model.layout import Box, Point
from designer.model.links import Link
from designer.render.link_labels import WIDEST
from designer.render.obstacles import CellIndex, rectangle_of
from designer.render.paths import segments
from designer.render.primitives import DisplayList, Line, Rect, Text
from designer.render.text import text_width, wrap

_LINES = 3
_GAP = 3.0
_PADDING = 2.0
_SHARES = (0.5, 0.3, 0.7, 0.15, 0.85)
_ON_SHAPE, _ON_LINE, _ON_BORDER = 50.0, 10.0, 4.0


class LabelSetter:
    """Sets one label after the other, each clear of what is there already if it can be.

    Args:
        parts: the shapes of every element, whose pictures and captions are kept free.
    """

    def __init__(
        self, fit: Fit, drawing: DisplayList, parts: Mapping[str, tuple[Part, ...]]
    ) -> None:
        self._fit = fit
        self._letterer = Letterer(fit)
        self._courses: dict[str, tuple[Point, ...]] = {}
        self._strokes, self._borders, self._taken = CellIndex(), CellIndex(), CellIndex()
        for item in drawing.items:
            if isinstance(item, Line):
                spots = tuple((point.x, point.y) for point in item.points)
                self._courses[item.owner] = item.points
                self._strokes.put(item.owner, segments(spots))
            elif isinstance(item, Rect) and item.stroke is not None:
                self._borders.put(item.owner, segments(_around_box(item.box)))
        for owner, own in parts.items():
            solid = [fit.box(part.frame) for part in own if part.use in (Use.ICON, Use.CAPTION)]
            solid += [part.written for part in own if part.written is not None]
            self._taken.put(owner, map(rectangle_of, solid))

    def set(self, link: Link, lines: Sequence[Text]) -> Lettering:
        """Return the label of ``link``, which was drawn as ``lines``."""
        text = " ".join(link.label.split())
        drawn = _around(lines)
        size = self._letterer.size(lines[0].size)
        if size == lines[0].size:
            return self._kept(link, lines, drawn, size)
        broken = wrap(text, WIDEST, size, _LINES)
        width = max(text_width(line, size) for line in broken) + 2 * _PADDING
        height = len(broken) * LINE * size
        places = list(_places(self._courses[link.id], width, height))
        best = min(
            enumerate(places),
            key=lambda place: (self._cost(place[1], link.id), _far(place[1], drawn), place[0]),
        )[1]
        self._taken.put(link.id, [rectangle_of(best)])
        return Lettering(shown(text, broken), best, self._fit.points(size))

    def _kept(self, link: Link, lines: Sequence[Text], drawn: Box, size: float) -> Lettering:
        broken = [line.text for line in lines]
        box = drawn.grown(_PADDING)
        height = len(lines) * LINE * size
        box = Box(box.x, drawn.centre.y - height / 2, box.width, height)
        self._taken.put(link.id, [rectangle_of(box)])
        text = shown(" ".join(link.label.split()), broken)
        return Lettering(text, box, self._fit.points(size))

    def _cost(self, box: Box, own: str) -> float:
        area = rectangle_of(box)
        cost = _ON_SHAPE * len(self._taken.touching(area))
        for owner, _ in self._strokes.touching(area):
            cost += _ON_LINE * (1 if owner != own else 2)
        return cost + _ON_BORDER * len(self._borders.touching(area))


def _around_box(box: Box) -> tuple[tuple[float, float], ...]:
    left, top, right, bottom = rectangle_of(box)
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


def _around(lines: Sequence[Text]) -> Box:
    box = lines[0].box
    for line in lines[1:]:
        box = box.united(line.box)
    return box


def _far(box: Box, drawn: Box) -> float:
    return abs(box.centre.x - drawn.centre.x) + abs(box.centre.y - drawn.centre.y)


def _places(points: tuple[Point, ...], width: float, height: float) -> list[Box]:
    """Return places beside every stroke of a line."""
    found = []
    for a, b in pairwise(points):
        for share in _SHARES:
            x, y = a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)
            if a.y == b.y:
                found.append(Box(x - width / 2, y - _GAP - height, width, height))
                found.append(Box(x - width / 2, y + _GAP, width, height))
            else:
                found.append(Box(x + _GAP, y - height / 2, width, height))
                found.append(Box(x - _GAP - width, y - height / 2, width, height))
    return found
