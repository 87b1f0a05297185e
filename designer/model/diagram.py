"""Diagram: the whole document as one value."""

from dataclasses import dataclass, field, replace

from designer.model.elements import NO_EXTRA
from designer.model.frozen import FrozenMap
from designer.model.layout import Layout
from designer.model.review import NO_REVIEW, Review
from designer.model.topology import Topology
from designer.model.workload import Workload


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """Everything that is saved.

    Attributes:
        title: plain text, at most 200 characters.
        description: plain text, at most 10,000 characters.
        topology: what is scored.
        workload: the goals it is scored against.
        layout: where it is drawn; never scored.
        waivers: accepted findings: the finding's key -> the reason given.
        review: answers and milestones of reviews; not scored.
        extra: fields of a newer file version, kept as JSON text.
    """

    title: str = "Untitled"
    description: str = ""
    topology: Topology = field(default_factory=Topology)
    workload: Workload = field(default_factory=Workload)
    layout: Layout = field(default_factory=Layout)
    waivers: FrozenMap[str, str] = field(default_factory=FrozenMap)
    review: Review = NO_REVIEW
    extra: FrozenMap[str, str] = field(default=NO_EXTRA)

    def with_topology(self, topology: Topology) -> "Diagram":
        """Return the diagram with another topology."""
        return self if topology is self.topology else replace(self, topology=topology)

    def with_layout(self, layout: Layout) -> "Diagram":
        """Return the diagram with another layout."""
        return self if layout is self.layout else replace(self, layout=layout)


EMPTY = Diagram()
