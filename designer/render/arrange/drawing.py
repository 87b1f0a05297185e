"""What all arrangements of one topology have in common, and how good each of them is."""

from collections.abc import Mapping

from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.model.layout import Box, bounds
from designer.model.topology import Topology
from designer.render.arrange.flow import Pull, depths, pulls
from designer.render.arrange.joints import Home, Joints
from designer.render.arrange.measures import leaf_size
from designer.render.arrange.spanning import Spans, spans
from designer.render.arrange.strain import Line, strain
from designer.render.obstacles import rectangle_of
from designer.render.shapes import icon_box

_INSET = 20.0  # how far from the corners of a box links end

Sizes = Mapping[ElementId, tuple[float, float]]
"""Width and height in px."""


class Drawing:
    """What all arrangements of one topology have in common.

    Attributes:
        spans: the groups drawn over what they hold.
        pulls: what each link asks for.
        depths: how many links lie before each element.
        joints: what the links mean in each container.
        children: what stands in each container when spanning groups are looked through.
    """

    def __init__(self, topology: Topology, sizes: Sizes | None = None) -> None:
        """Find all of that in ``topology``; ``sizes`` are those of leaves that are not usual."""
        self.topology = topology
        self._sizes = {} if sizes is None else sizes
        self.spans: Spans = spans(topology)
        self.pulls = pulls(topology)
        self.depths = depths(topology, self.pulls)
        self.joints = Joints(topology, self.spans, self.pulls)
        self.children: dict[Home, list[ElementId]] = {}
        for key in topology.elements:
            if key not in self.spans.members:
                self.children.setdefault(self.spans.parents[key], []).append(key)

    def size_of(self, element: Element) -> tuple[float, float]:
        """Return the width and height in px of what is no container."""
        return self._sizes.get(element.id) or leaf_size(element)

    def strain(self, boxes: dict[ElementId, Box]) -> float:
        """Return how good ``boxes`` are; less is better."""
        whole = bounds(boxes.values())
        if whole is None:
            return 0.0
        elements = self.topology.elements
        obstacles = [
            rectangle_of(box) for key, box in boxes.items() if not elements[key].kind.is_container
        ]
        lines = [self._line(pull, boxes) for pull in self.pulls]
        return strain(lines, obstacles, whole.width, whole.height)

    def _line(self, pull: Pull, boxes: dict[ElementId, Box]) -> Line:
        one, other = self._outline(pull.source, boxes), self._outline(pull.target, boxes)
        x1, x2 = _facing((one.x, one.right), (other.x, other.right))
        y1, y2 = _facing((one.y, one.bottom), (other.y, other.bottom))
        return pull.weight, x1, y1, x2, y2

    def _outline(self, key: ElementId, boxes: dict[ElementId, Box]) -> Box:
        """Return where links end: a box, or the middle of an icon."""
        if self.topology.elements[key].kind.is_container:
            return boxes[key].grown(-_INSET)
        middle = icon_box(boxes[key]).centre
        return Box(middle.x, middle.y, 0.0, 0.0)


def _facing(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Return the nearest points of two ranges; one point where they share some."""
    if one[1] < other[0]:
        return one[1], other[0]
    if other[1] < one[0]:
        return one[0], other[1]
    middle = (max(one[0], other[0]) + min(one[1], other[1])) / 2
    return middle, middle
