"""Turns a drawing's display list into the shapes of a slide, each native and in its own order."""

from collections.abc import Callable, Iterable, Mapping

from designer.exporters.pptx.captions import called, element_words, link_words, service_of
from designer.exporters.pptx.elbows import Spot, elbow
from designer.exporters.pptx.gluing import glueable, glued
from designer.exporters.pptx.labels import LabelSetter
from designer.exporters.pptx.lettering import SLACK, Letterer
from designer.exporters.pptx.markup import (
    Named,
    Stroke,
    Words,
    connector,
    either,
    group,
    picture,
    polyline,
    rectangle,
)
from designer.exporters.pptx.page import Fit, Frame
from designer.exporters.pptx.parts import Part, PartsMaker, Use
from designer.exporters.pptx.pieces import Piece, Role, pieces
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, bounds
from designer.render.paths import simplified
from designer.render.primitives import DisplayList, Icon, Line, Primitive, Rect, Text, extent_of

FIRST_ID = 100
"""Below are the slide's own: its title and the badge."""

Relation = Callable[[str], str]
"""Gives the id by which a slide knows the picture of an icon."""


class Sketch:
    """The shapes of one drawing.

    Args:
        diagram: what is drawn, as it is seen (``folded``).
        drawing: its display list.
        relation: gives the id of a picture by the icon's name.
    """

    def __init__(
        self, diagram: Diagram, drawing: DisplayList, fit: Fit, relation: Relation
    ) -> None:
        self._diagram = diagram
        self._fit = fit
        self._relation = relation
        self._letterer = Letterer(fit)
        self._pieces = pieces(drawing, diagram.topology.elements, diagram.topology.links)
        self._maker = PartsMaker(fit, drawing, diagram.layout, FIRST_ID)
        self._parts: Mapping[str, tuple[Part, ...]] = {
            piece.owner: self._maker.parts(piece, self._element(piece.owner))
            for piece in self._pieces
            if piece.role is Role.ELEMENT
        }
        self._labels = LabelSetter(fit, drawing, self._parts)

    def shapes(self) -> list[str]:
        """Return the XML of all shapes, the lowest first."""
        # Lines first: where they end decides on the sites of what they are glued to.
        lines = {
            piece.owner: self._line(piece) for piece in self._pieces if piece.role is Role.LINE
        }
        made: list[str] = []
        for piece in self._pieces:
            if piece.role is Role.LINE:
                made.append(lines[piece.owner])
            elif piece.role is Role.ELEMENT:
                made.append(self._whole(piece.owner))
            elif piece.role is Role.LABEL:
                made.append(self._label(piece))
            else:
                made.append(self._mark(piece))
        return made

    def _element(self, key: str) -> Element:
        return self._diagram.topology.elements[ElementId(key)]

    def _whole(self, key: str) -> str:
        element, parts = self._element(key), self._parts[key]
        words = element_words(self._diagram, element)
        if len(parts) == 1:
            return self._part(parts[0], Named(id=parts[0].id, name=called(element), words=words))
        frame = parts[0].frame
        for part in parts[1:]:
            frame = frame.united(part.frame)
        inner = [self._part(part, self._named(part, element)) for part in parts]
        return group(Named(id=self._maker.id(), name=called(element), words=words), frame, inner)

    def _named(self, part: Part, element: Element) -> Named:
        name, service = called(element), service_of(element)
        said = {
            Use.FRAME: (f"{name}: box", f"{service}: {name}"),
            Use.PLATE: (f"{name}: ground", f"Ground behind the icon of {name}"),
            Use.ICON: (f"{name}: icon", f"Icon: {service}"),
            Use.CAPTION: (f"{name}: caption", name),
        }[part.use]
        return Named(id=part.id, name=said[0], words=said[1])

    def _part(self, part: Part, named: Named) -> str:
        if part.use is Use.ICON:
            return picture(named, part.frame, self._relation(part.icon), part.sites)
        return rectangle(
            named,
            part.frame,
            fill=part.fill,
            stroke=part.stroke,
            radius=part.radius,
            sites=part.sites,
            words=part.words,
        )

    def _line(self, piece: Piece) -> str:
        line = next(item for item in piece.items if isinstance(item, Line))
        link = self._diagram.topology.links[LinkId(piece.owner)]
        course = _course(self._fit.spot(point) for point in line.points)
        start, first = glued(course, glueable(self._parts[link.source]), at_end=False)
        end, last = glued(course, glueable(self._parts[link.target]), at_end=True)
        course = _course((start, *course[1:-1], end))
        named = Named(
            id=self._maker.id(),
            name=f"{called(self._element(link.source))} to {called(self._element(link.target))}",
            words=link_words(self._diagram, link),
        )
        bent, stroke = elbow(course), self._stroke(line)
        made = connector(named, bent or course, stroke, (first, last), arrow=line.arrow)
        if bent is not None and (
            bent.is_straight or (bent.is_usual and first.is_firm and last.is_firm)
        ):
            return made
        return either(made, polyline(named, course, stroke, arrow=line.arrow))

    def _stroke(self, line: Line) -> Stroke:
        return Stroke(colour=line.stroke, width=self._fit.length(line.width), dash=line.dash)

    def _label(self, piece: Piece) -> str:
        lines = [item for item in piece.items if isinstance(item, Text)]
        link = self._diagram.topology.links[LinkId(piece.owner)]
        label = self._labels.set(link, lines)
        words = Words(
            text=label.text,
            points=label.points,
            colour=lines[0].colour,
            align=lines[0].align,
        )
        named = Named(
            id=self._maker.id(), name=f"Label: {label.text}", words=" ".join(link.label.split())
        )
        return rectangle(named, self._fit.frame(label.box), fill=lines[0].patch, words=words)

    def _mark(self, piece: Piece) -> str:
        """Return what is no part of the design, in one group, as much larger as its words are."""
        around = bounds(extent_of(item) for item in piece.items)
        texts = [item for item in piece.items if isinstance(item, Text)]
        name = piece.owner.capitalize() or "Drawing"
        words = " ".join(text.text for text in texts) or name
        if around is None:
            return ""
        middle, grown = around.centre, 1.0
        if texts:
            grown = self._letterer.size(texts[0].size) / texts[0].size

        def place(box: Box) -> Frame:
            x, y = (box.x - middle.x) * grown, (box.y - middle.y) * grown
            size = (box.width * grown, box.height * grown)
            return self._fit.frame(Box(middle.x + x, middle.y + y, *size))

        inner = [self._loose(item, place, name) for item in piece.items]
        named = Named(id=self._maker.id(), name=name, words=words)
        return group(named, place(around), inner)

    def _loose(self, item: Primitive, place: Callable[[Box], Frame], name: str) -> str:
        words = item.text if isinstance(item, Text) else name
        named = Named(id=self._maker.id(), name=name, words=words)
        if isinstance(item, Rect):
            frame, stroke = place(item.box), None
            if item.stroke is not None:
                width = self._fit.length(item.width)
                stroke = Stroke(colour=item.stroke, width=width, dash=item.dash)
            share = item.radius / max(min(item.box.width, item.box.height), 1.0)
            radius = round(min(frame.width, frame.height) * share)
            return rectangle(named, frame, fill=item.fill, stroke=stroke, radius=radius)
        if isinstance(item, Icon):
            return picture(named, place(item.box), self._relation(item.name))
        if isinstance(item, Line):
            corners = (place(Box(point.x, point.y, 0.0, 0.0)) for point in item.points)
            course = [(corner.left, corner.top) for corner in corners]
            return polyline(named, course, self._stroke(item), arrow=item.arrow)
        return self._loose_text(item, place, named)

    def _loose_text(self, item: Text, place: Callable[[Box], Frame], named: Named) -> str:
        size = self._letterer.size(item.size)
        words = Words(
            text=item.text,
            points=self._fit.points(size),
            colour=item.colour,
            align=item.align,
            bold=item.bold,
            middle=True,
        )
        frame = place(item.box.grown(SLACK))
        return rectangle(named, frame, fill=item.patch, words=words)


def _course(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Return corners without those at which nothing turns; at least two."""
    kept = simplified((float(x), float(y)) for x, y in spots)
    course = tuple((round(x), round(y)) for x, y in kept)
    return course if len(course) > 1 else course * 2
