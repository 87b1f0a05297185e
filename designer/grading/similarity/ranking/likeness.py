"""How much alike two drawings are, as a share that can be counted on the page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from designer.grading.similarity.matching import Matching, match_shapes
from designer.grading.similarity.ranking.own_work import OwnWork
from designer.model.ids import ElementId, LinkId

_ELSEWHERE = 0.5  # the same service in another box
_STAND_IN = 0.5  # a link to a group that is one to its member in the other drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two drawings share of what is their authors' own.

    Attributes:
        elements, links: how many are the same; one in another box, or a link to a group for one to
            its member, counts half.
        left_elements, right_elements, left_links, right_links: how many there are.
    """

    elements: float
    links: float
    left_elements: int
    right_elements: int
    left_links: int
    right_links: int

    @property
    def share(self) -> float:
        """Twice what is the same over all there is in both (Dice), 0 to 1; 0 when there is nothing.

        Source: L. R. Dice, Measures of the amount of ecologic association, Ecology 26 (1945).
        """
        total = self.left_elements + self.right_elements + self.left_links + self.right_links
        return 2.0 * (self.elements + self.links) / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two drawings side by side.

    Attributes:
        elements: own elements that are the same, with whether they stand in the same place.
        links: own links that are the same.
    """

    likeness: Likeness
    elements: tuple[tuple[ElementId, ElementId, bool], ...]
    links: tuple[tuple[LinkId, LinkId], ...]


def compare(left: OwnWork, right: OwnWork) -> Compared:
    """Return what is the same in two drawings; names, places on the page and looks do not matter.

    Which of several twins is the template's is a matter of chance, so twins that only one side
    calls its own stand in for each other.
    """
    found = match_shapes(left.shape, right.shape)
    elements = _elements(found, left, right)
    links = [pair for pair in found.links if pair.left in left.links and pair.right in right.links]
    worth = sum(1.0 if in_place else _ELSEWHERE for _, _, in_place in elements)
    likeness = Likeness(
        elements=worth + _twins(found, left, right),
        links=sum(1.0 if pair.exact else _STAND_IN for pair in links)
        + _twin_links(found, left, right),
        left_elements=len(left.elements),
        right_elements=len(right.elements),
        left_links=len(left.links),
        right_links=len(right.links),
    )
    return Compared(
        likeness=likeness,
        elements=tuple(elements),
        links=tuple((pair.left, pair.right) for pair in links),
    )


def _elements(
    found: Matching, left: OwnWork, right: OwnWork
) -> list[tuple[ElementId, ElementId, bool]]:
    return [
        (pair.left, pair.right, pair.in_place)
        for pair in found.pairs
        if pair.service == 1.0 and pair.left in left.elements and pair.right in right.elements
    ]


def _twins(found: Matching, left: OwnWork, right: OwnWork) -> int:
    """Return how many elements are own on one side only, and evened out by one of the other."""
    labels = left.shape.labels
    pairs = [pair for pair in found.pairs if pair.service == 1.0]
    ours = [p for p in pairs if p.left in left.elements and p.right not in right.elements]
    theirs = [p for p in pairs if p.left not in left.elements and p.right in right.elements]
    return _evened((labels[p.left] for p in ours), (labels[p.left] for p in theirs))


def _twin_links(found: Matching, left: OwnWork, right: OwnWork) -> int:
    exact = [pair for pair in found.links if pair.exact]

    def ends(key: LinkId) -> tuple[str, str]:
        link = left.shape.topology.links[key]
        return left.shape.labels[link.source], left.shape.labels[link.target]

    ours = [p for p in exact if p.left in left.links and p.right not in right.links]
    theirs = [p for p in exact if p.left not in left.links and p.right in right.links]
    return _evened((ends(p.left) for p in ours), (ends(p.left) for p in theirs))


def _evened(ours: Iterable[object], theirs: Iterable[object]) -> int:
    return (Counter(ours) & Counter(theirs)).total()
