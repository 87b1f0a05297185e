"""Arranges a whole diagram: tries several arrangements and keeps the best."""

from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.layout import Box, Layout
from designer.render.arrange.assembly import Assembly
from designer.render.arrange.drawing import Drawing, Sizes

_MOST_SEARCHED = 150  # elements of a drawing for which several arrangements are tried
_GAIN = 0.02


def arranged(diagram: Diagram, sizes: Sizes | None = None) -> Layout:
    """Return new positions and sizes for all of ``diagram``, with every link routed anew.

    It depends on the topology alone, so it is the same however the diagram was laid out before.
    What stands in one container never overlaps, and lies in that container; the box of a group
    whose members stand elsewhere covers those that stand in the group's own container.
    ``sizes`` are those of components and notes that are not drawn as large as usual.
    """
    return Layout(boxes=FrozenMap(_best(Drawing(diagram.topology, sizes))))


def _best(drawing: Drawing) -> dict[ElementId, Box]:
    """Return the best boxes found by turning the flow of one container after the other."""
    first = Assembly(drawing, frozenset())
    boxes = first.boxes()
    if len(boxes) > _MOST_SEARCHED:
        return boxes
    least, turned = drawing.strain(boxes), first.turned
    for home in first.flowing:
        tried = Assembly(drawing, turned ^ {home})
        found = tried.boxes()
        strain_found = drawing.strain(found)
        if strain_found < least - _GAIN:
            boxes, least, turned = found, strain_found, tried.turned
    return boxes
