"""The likeness of a class with the drawings it was worked out from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from designer.grading.difference import ends_text
from designer.grading.similarity.ranking.likeness import Compared, compare
from designer.grading.similarity.ranking.own_work import OwnWork, own_work, shape_of
from designer.grading.similarity.ranking.pairs import AlikePair, Ranking, ranked
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.topology import Topology

NOTHING_OWN = "It holds nothing beyond the template."

Stage = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLikeness:
    """A class, compared.

    Attributes:
        works: those that were compared; pairs name them by their places.
        diagrams: what was handed in, by key.
        names: what the submissions are called for people, by their keys.
        not_compared: by key, why not.
        has_template: a template was taken off.
    """

    ranking: Ranking
    works: tuple[OwnWork, ...]
    diagrams: Mapping[str, Diagram]
    names: Mapping[str, str] = field(default_factory=dict)
    not_compared: Mapping[str, str] = field(default_factory=dict)
    has_template: bool = False

    def name(self, place: int) -> str:
        """Return what the work at ``place`` is called."""
        key = self.works[place].key
        return self.names.get(key, key)

    def beside(self, pair: AlikePair) -> "SideBySide":
        """Return a pair with everything that is the same in both, worked out anew."""
        left, right = self.works[pair.left], self.works[pair.right]
        return SideBySide(
            left=left.shape.topology, right=right.shape.topology, compared=compare(left, right)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """Two drawings and what is the same in them."""

    left: Topology
    right: Topology
    compared: Compared

    @property
    def elements(self) -> tuple[tuple[Element, Element, bool], ...]:
        """The elements that are the same, with whether they stand in the same place; boxes last."""
        found = [
            (self.left.elements[one], self.right.elements[other], in_place)
            for one, other, in_place in self.compared.elements
        ]
        return tuple(sorted(found, key=lambda pair: pair[0].kind.is_container))

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The links that are the same, in words."""
        return tuple(
            (
                ends_text(self.left, self.left.links[one]),
                ends_text(self.right, self.right.links[other]),
            )
            for one, other in self.compared.links
        )


def compare_class(
    diagrams: Mapping[str, Diagram],
    template: Diagram | None = None,
    *,
    names: Mapping[str, str] | None = None,
    unread: Mapping[str, str] | None = None,
    stage: Stage | None = None,
) -> ClassLikeness:
    """Return the likeness of a class.

    Args:
        diagrams: what was handed in, by key, in the order of the class.
        template: what was handed out; its parts are not counted.
        names: what the submissions are called for people, by key.
        unread: by key, why there is no drawing.
        stage: is told how far it is.
    """
    start = None if template is None else shape_of(template.topology)
    works = tuple(own_work(key, one.topology, start) for key, one in diagrams.items())

    def progress(done: int, total: int) -> None:
        if stage is not None:
            stage("Comparing", done, total)

    ranking = ranked(works, progress)
    return ClassLikeness(
        ranking=ranking,
        works=tuple(work for work in works if work.elements),
        diagrams=diagrams,
        names=names or {},
        not_compared={**(unread or {}), **dict.fromkeys(ranking.empty, NOTHING_OWN)},
        has_template=template is not None,
    )
