"""Gives every element of an imported diagram a box: boxes packed in boxes, side by side."""

from math import ceil, sqrt

from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.layout import Box, Layout
from designer.model.topology import Topology

_SIDE = 96.0
_EMPTY = (200.0, 140.0)
_GAP = 40.0
_MARGIN = 24.0
_TITLE = 36.0


def arranged(diagram: Diagram) -> Diagram:
    """Return ``diagram`` with boxes for all elements, none overlapping, and no bends."""
    packer = _Packer(diagram.topology)
    packer.pack(None)
    packer.place(None, _GAP, _GAP)
    return diagram.with_layout(Layout(boxes=FrozenMap(packer.boxes)))


class _Packer:
    """Sizes from the inside out, places from the outside in."""

    def __init__(self, topology: Topology) -> None:
        self._topology = topology
        self._spots: dict[ElementId | None, dict[ElementId, tuple[float, float]]] = {}
        self._sizes: dict[ElementId, tuple[float, float]] = {}
        self.boxes: dict[ElementId, Box] = {}

    def pack(self, outer: ElementId | None) -> tuple[float, float]:
        """Return the size of ``outer``, with the spots of its children settled."""
        children = [self._topology.elements[key] for key in self._topology.children(outer)]
        if not children:
            return _size(self._topology.elements[outer]) if outer else (0.0, 0.0)
        children.sort(key=lambda child: not child.kind.is_container)
        sizes: dict[ElementId, tuple[float, float]] = {
            child.id: self.pack(child.id) for child in children
        }
        columns = max(1, ceil(sqrt(len(children))))
        spots: dict[ElementId, tuple[float, float]] = {}
        x = width = _MARGIN
        y, tallest = _MARGIN + _TITLE, 0.0
        for number, child in enumerate(children):
            if number and number % columns == 0:
                x, y, tallest = _MARGIN, y + tallest + _GAP, 0.0
            spots[child.id] = (x, y)
            x += sizes[child.id][0] + _GAP
            width, tallest = max(width, x - _GAP), max(tallest, sizes[child.id][1])
        self._spots[outer], size = spots, (width + _MARGIN, y + tallest + _MARGIN)
        self._sizes.update(sizes)
        return size

    def place(self, outer: ElementId | None, x: float, y: float) -> None:
        """Give what stands in ``outer``, whose corner is at ``x``, ``y``, its boxes."""
        for key, (dx, dy) in self._spots.get(outer, {}).items():
            self.boxes[key] = Box(x + dx, y + dy, *self._sizes[key])
            self.place(key, x + dx, y + dy)


def _size(element: Element) -> tuple[float, float]:
    if element.kind.is_container:
        return _EMPTY
    return (2 * _SIDE, _SIDE) if element.kind is Kind.NOTE else (_SIDE, _SIDE)
