"""Draws a student's design with numbers where something was found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from designer.exporters.svg import svg_of
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box, Point, bounds
from designer.render import shapes
from designer.render.folding import folded
from designer.render.primitives import Align, DisplayList, Primitive, Rect, Text, extent_of
from designer.render.scene import SceneOptions, display_list
from designer.render.text import text_width
from designer.render.theme import LIGHT

MARK_COLOUR, MARK_TEXT, MARK_RING = "#B3261E", "#FFFFFF", "#FFFFFF"
_SIZE = 20.0
_TEXT_SIZE = 12.0
_EDGE = 12.0

Mark = tuple[int, Sequence[str]]
"""A number, and the ids of the elements that bear it."""


def marked_drawing(diagram: Diagram, marks: Iterable[Mark]) -> DisplayList:
    """Return the drawing of ``diagram`` with the numbers of ``marks`` on its elements."""
    drawing = display_list(diagram, LIGHT, SceneOptions(heading=False))
    items = tuple(_marks(diagram, marks))
    if not items:
        return drawing
    reach = bounds(extent_of(item) for item in items)
    area = drawing.area if reach is None else drawing.area.united(reach.grown(_EDGE))
    return replace(drawing, items=(*drawing.items, *items), area=area)


def picture_of(diagram: Diagram, marks: Iterable[Mark]) -> bytes:
    """Return ``marked_drawing`` as an SVG document."""
    return svg_of(marked_drawing(diagram, marks), title=diagram.title).encode()


def _marks(diagram: Diagram, marks: Iterable[Mark]) -> Iterator[Primitive]:
    numbers: dict[ElementId, list[int]] = {}
    fold = folded(diagram).diagram
    for number, keys in marks:
        for key in dict.fromkeys(_seen(diagram, fold, key) for key in keys):
            if key is not None:
                numbers.setdefault(key, []).append(number)
    for key, found in numbers.items():
        element = fold.topology.elements[key]
        box = shapes.frame(element, fold.layout.boxes[key])
        for index, number in enumerate(sorted(found, reverse=True)):
            yield from _mark(number, box, index)


def _seen(diagram: Diagram, fold: Diagram, key: str) -> ElementId | None:
    """Return the element that shows ``key``: itself, or the collapsed container around it."""
    element = ElementId(key)
    if element not in diagram.topology.elements:
        return None
    if element in fold.topology.elements:
        return element
    around = (box.id for box in diagram.topology.ancestors(element))
    return next((box for box in around if box in fold.topology.elements), None)


def _mark(number: int, box: Box, index: int) -> Iterator[Primitive]:
    """Yield a disc on the upper right corner; further ones follow to the left."""
    centre = Point(box.x + box.width - index * (_SIZE + 2.0), box.y)
    disc = Box(centre.x - _SIZE / 2, centre.y - _SIZE / 2, _SIZE, _SIZE)
    yield Rect(
        box=disc, fill=MARK_COLOUR, stroke=MARK_RING, width=1.5, radius=_SIZE / 2, owner="mark"
    )
    yield Text(
        anchor=Point(centre.x, centre.y + 0.36 * _TEXT_SIZE),
        text=str(number),
        size=_TEXT_SIZE,
        colour=MARK_TEXT,
        extent=text_width(str(number), _TEXT_SIZE),
        bold=True,
        align=Align.CENTRE,
        owner="mark",
    )
