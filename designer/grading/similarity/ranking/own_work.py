"""What of a drawing is the student's own: all of it, less what the handed-out template holds.

The template's elements stay in the drawing, since what is drawn beside them is told by them; they
are only not counted.
"""

from dataclasses import dataclass

from designer.grading.similarity.matching import match_shapes
from designer.grading.similarity.shape import Shape, Tolerance
from designer.model.ids import ElementId, LinkId
from designer.model.topology import Topology

UNNAMED = Tolerance(names=False)
"""Renaming changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWork:
    """One drawing with the parts that count.

    Attributes:
        key: names the submission in the class.
        elements, links: what is not the template's, in the drawing's order; without notes.
    """

    key: str
    shape: Shape
    elements: frozenset[ElementId]
    links: frozenset[LinkId]

    @property
    def size(self) -> int:
        """How many elements and links count."""
        return len(self.elements) + len(self.links)


def shape_of(topology: Topology) -> Shape:
    """Return the shape of a drawing as the ranking compares it."""
    return Shape(topology, UNNAMED)


def own_work(key: str, topology: Topology, template: Shape | None = None) -> OwnWork:
    """Return what is the student's own in ``topology``.

    Args:
        key: names the submission.
        topology: what was handed in.
        template: what was handed out; its elements are found by service, place and links.
    """
    shape = shape_of(topology)
    elements = set(shape.nodes)
    links = {
        key
        for key, link in topology.links.items()
        if link.source in elements and link.target in elements
    }
    if template is not None:
        found = match_shapes(template, shape)
        elements -= {pair.right for pair in found.pairs if pair.service == 1.0}
        links -= {pair.right for pair in found.links if pair.exact}
    return OwnWork(key=key, shape=shape, elements=frozenset(elements), links=frozenset(links))
