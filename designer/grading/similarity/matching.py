"""Matches the elements and links of two drawings: what is what, and what only one of them has.

Candidates are elements of one class. How well two fit is told by their Weisfeiler–Lehman colours,
their neighbours, the boxes around them and, where asked for, their names. A first matching grows
from the best pair along common neighbours, so that of twins the right ones go together; then the
assignment with the largest sum is looked for around it, as long as that improves the whole.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from designer.catalog.loader import catalog
from designer.grading.similarity.assignment import best_assignment
from designer.grading.similarity.fleets import absorbed
from designer.grading.similarity.link_matching import LinkPair, compared, match_links
from designer.grading.similarity.shape import EXACT, PARENT, Shape, Tolerance, overlap
from designer.model.ids import ElementId, LinkId
from designer.model.topology import Topology

_COLOURS, _NEIGHBOURS, _PLACE, _NAME = 0.3, 0.35, 0.2, 0.15
_AGREEMENT = 1.0  # what a common neighbour is worth beside all of these
_SAME_ID = 4.0
_SIBLING = 0.5  # a service of the same category
_POLISHES = 4
_GAIN = 1e-9

_Candidate = tuple[float, int, int, ElementId, ElementId]
"""Minus its score, the places of both in their drawings, and the two elements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two elements that are the same thing.

    Attributes:
        score: how well they fit, 0 to 1: the service first of all, then what is around them.
        service: 1 for one class of services, less for one category only.
        in_place: the boxes they stand in belong together too, or neither stands in one.
        name: the share of words their names have in common, 0 to 1.
    """

    left: ElementId
    right: ElementId
    score: float
    service: float
    in_place: bool
    name: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """What is what in two drawings, each side in its drawing's order.

    Attributes:
        absorbed_left, absorbed_right: elements without a partner of their own, for which one of
            the other drawing stands: the instances of a group that is one service there.
    """

    pairs: tuple[Pair, ...]
    only_left: tuple[ElementId, ...]
    only_right: tuple[ElementId, ...]
    links: tuple[LinkPair, ...]
    only_left_links: tuple[LinkId, ...]
    only_right_links: tuple[LinkId, ...]
    absorbed_left: tuple[ElementId, ...] = ()
    absorbed_right: tuple[ElementId, ...] = ()

    @property
    def partner(self) -> dict[ElementId, ElementId]:
        """The right partner of each matched left element."""
        return {pair.left: pair.right for pair in self.pairs}


def match(left: Topology, right: Topology, tolerance: Tolerance = EXACT) -> Matching:
    """Return the matching of two drawings under ``tolerance``.

    Time grows with the number of pairs of elements of one class. Without names and ids the result
    is that of the structure alone; elements that nothing tells apart are paired in file order.
    """
    return match_shapes(Shape(left, tolerance), Shape(right, tolerance))


def match_shapes(left: Shape, right: Shape) -> Matching:
    """Return the matching of two shapes read under one tolerance."""
    fit = _Fit(left, right)
    partner = fit.polished(fit.grown())
    fit.add_siblings(partner)
    pairs = tuple(fit.pair(node, partner[node], partner) for node in left.nodes if node in partner)
    back = {other: one for one, other in partner.items()}
    instead, for_right = absorbed(left, right, partner), absorbed(right, left, back)
    links = tuple(match_links(left, right, partner, instead))
    left_links = {pair.left for pair in links}
    right_links = {pair.right for pair in links}
    return Matching(
        pairs=pairs,
        only_left=tuple(n for n in left.nodes if n not in partner and n not in instead),
        only_right=tuple(n for n in right.nodes if n not in back and n not in for_right),
        links=links,
        only_left_links=tuple(key for key in compared(left) if key not in left_links),
        only_right_links=tuple(key for key in compared(right) if key not in right_links),
        absorbed_left=tuple(instead),
        absorbed_right=tuple(for_right),
    )


class _Fit:
    """How well elements of two shapes fit, by themselves and given what is matched already."""

    def __init__(self, left: Shape, right: Shape) -> None:
        self._left, self._right = left, right
        interned: dict[object, int] = {}
        self._left_colours = left.colours(interned)
        self._right_colours = right.colours(interned)
        self._tolerance = left.tolerance
        self._left_words = {n: self._words(left, n) for n in left.nodes}
        self._right_words = {n: self._words(right, n) for n in right.nodes}
        self._of_class: dict[str, list[ElementId]] = {}
        for node in right.nodes:
            self._of_class.setdefault(right.labels[node], []).append(node)
        self._alone: dict[tuple[ElementId, ElementId], float] = {}

    def _words(self, shape: Shape, node: ElementId) -> frozenset[str]:
        return self._tolerance.words_of(shape.topology.elements[node].name)

    def name(self, one: ElementId, other: ElementId) -> float:
        """Return the share of words that two names have in common."""
        left, right = self._left_words[one], self._right_words[other]
        union = left | right
        return len(left & right) / len(union) if union else 1.0

    def alone(self, one: ElementId, other: ElementId) -> float:
        """Return how well two elements fit by themselves, 0 to 1, the class apart."""
        key = (one, other)
        found = self._alone.get(key)
        if found is None:
            found = self._alone[key] = self._fitting(one, other)
        return found

    def _fitting(self, one: ElementId, other: ElementId) -> float:
        mine, theirs = self._left_colours[one][1:], self._right_colours[other][1:]
        same = sum(a == b for a, b in zip(mine, theirs, strict=True)) / len(mine)
        around = overlap(self._left.surroundings[one], self._right.surroundings[other])
        place = overlap(self._left.outside[one], self._right.outside[other])
        total = _COLOURS * same + _NEIGHBOURS * around + _PLACE * place
        if self._tolerance.names:
            return total + _NAME * self.name(one, other)
        return total / (1.0 - _NAME)

    def _bonus(self, one: ElementId, other: ElementId) -> float:
        return _SAME_ID if self._tolerance.ids and one == other else 0.0

    def grown(self) -> dict[ElementId, ElementId]:
        """Return a matching within the classes that grows along common neighbours.

        The best pair goes first among those that nothing rivals: which of two twins is which is
        told by their surroundings once these are matched, and guessed only when nothing tells.
        """
        growth = _Growth(self._left, self._right)
        for node, label in self._left.labels.items():
            for other in self._of_class.get(label, ()):
                growth.offer(node, other, self.alone(node, other) + self._bonus(node, other))
        while (pair := growth.next()) is not None:
            for near, far in self._common(*pair):
                growth.raise_by(near, far, self._step(near, far))
        return growth.partner

    def _common(self, node: ElementId, other: ElementId) -> Iterator[tuple[ElementId, ElementId]]:
        theirs = self._right.neighbours[other]
        for relation, ends in self._left.neighbours[node].items():
            for near in ends:
                for far in theirs.get(relation, ()):
                    yield near, far

    def _step(self, one: ElementId, other: ElementId) -> float:
        most = max(_degree(self._left, one), _degree(self._right, other))
        return _AGREEMENT / most if most else 0.0

    def agreement(
        self, one: ElementId, other: ElementId, partner: dict[ElementId, ElementId]
    ) -> float:
        """Return the share of neighbours of two elements that are matched with each other."""
        theirs = self._right.neighbours[other]
        hits = sum(
            partner.get(near) in theirs.get(relation, ())
            for relation, ends in self._left.neighbours[one].items()
            for near in ends
        )
        return hits * self._step(one, other)

    def polished(self, partner: dict[ElementId, ElementId]) -> dict[ElementId, ElementId]:
        """Return ``partner``, or a matching found around it whose whole fits better."""
        best, value = partner, self._whole(partner)
        for _ in range(_POLISHES):
            tried = self._assigned(best)
            worth = self._whole(tried)
            if worth <= value + _GAIN:
                return best
            best, value = tried, worth
        return best

    def _whole(self, partner: dict[ElementId, ElementId]) -> float:
        return sum(self._given(one, other, partner) for one, other in partner.items())

    def _given(
        self, one: ElementId, other: ElementId, partner: dict[ElementId, ElementId]
    ) -> float:
        alone = self.alone(one, other) + self._bonus(one, other)
        return alone + self.agreement(one, other, partner)

    def _assigned(self, partner: dict[ElementId, ElementId]) -> dict[ElementId, ElementId]:
        found: dict[ElementId, ElementId] = {}
        rows: dict[str, list[ElementId]] = {}
        for node, label in self._left.labels.items():
            rows.setdefault(label, []).append(node)
        for label, nodes in rows.items():
            others = self._of_class.get(label, [])
            if len(nodes) == len(others) == 1:
                found[nodes[0]] = others[0]
                continue
            scores = [[self._given(one, other, partner) for other in others] for one in nodes]
            for row, column in best_assignment(scores):
                found[nodes[row]] = others[column]
        return found

    def add_siblings(self, partner: dict[ElementId, ElementId]) -> None:
        """Match what is left over with services of the same category where a neighbour agrees."""
        taken = set(partner.values())
        left = [node for node in self._left.nodes if node not in partner]
        right = [node for node in self._right.nodes if node not in taken]
        for one in left:
            best, value = None, 0.0
            for other in right:
                if other in taken or not self._is_sibling(one, other):
                    continue
                agreed = self.agreement(one, other, partner)
                if agreed and agreed + self.alone(one, other) > value:
                    best, value = other, agreed + self.alone(one, other)
            if best is not None:
                partner[one] = best
                taken.add(best)

    def _is_sibling(self, one: ElementId, other: ElementId) -> bool:
        mine = self._left.topology.elements[one]
        theirs = self._right.topology.elements[other]
        if mine.kind is not theirs.kind or mine.kind.is_container:
            return False
        row, twin = catalog().get(mine.service), catalog().get(theirs.service)
        return row is not None and twin is not None and row.category is twin.category

    def pair(self, one: ElementId, other: ElementId, partner: dict[ElementId, ElementId]) -> Pair:
        """Return the pair with its figures."""
        service = 1.0 if self._left.labels[one] == self._right.labels[other] else _SIBLING
        box = self._left.neighbours[one].get(PARENT, ())
        theirs = self._right.neighbours[other].get(PARENT, ())
        around = 0.5 * self.alone(one, other) + 0.5 * min(1.0, self.agreement(one, other, partner))
        return Pair(
            left=one,
            right=other,
            score=service * (0.5 + 0.5 * around),
            service=service,
            in_place=[partner.get(outer) for outer in box] == list(theirs),
            name=self.name(one, other),
        )


class _Growth:
    """Candidates by how well they fit so far, and the pairs taken from them one by one."""

    def __init__(self, left: Shape, right: Shape) -> None:
        self.partner: dict[ElementId, ElementId] = {}
        self._taken: set[ElementId] = set()
        self._score: dict[tuple[ElementId, ElementId], float] = {}
        self._others: dict[ElementId, list[ElementId]] = {}
        self._ones: dict[ElementId, list[ElementId]] = {}
        self._place = {node: number for number, node in enumerate(left.nodes)}
        self._order = {node: number for number, node in enumerate(right.nodes)}
        self._heap: list[_Candidate] = []
        self._rivalled: list[_Candidate] = []

    def offer(self, one: ElementId, other: ElementId, score: float) -> None:
        """Let two elements be a candidate."""
        self._score[one, other] = score
        self._others.setdefault(one, []).append(other)
        self._ones.setdefault(other, []).append(one)
        self._push(one, other)

    def raise_by(self, one: ElementId, other: ElementId, gain: float) -> None:
        """Raise the score of a candidate; others are left alone."""
        if (one, other) in self._score and one not in self.partner and other not in self._taken:
            self._score[one, other] += gain
            self._push(one, other)

    def _push(self, one: ElementId, other: ElementId) -> None:
        score = self._score[one, other]
        heapq.heappush(self._heap, (-score, self._place[one], self._order[other], one, other))

    def next(self) -> tuple[ElementId, ElementId] | None:
        """Take the best pair without a rival, else the best of all; None when none is left."""
        while self._heap:
            candidate = heapq.heappop(self._heap)
            if not self._is_live(candidate):
                continue
            if self._is_rivalled(candidate):
                self._rivalled.append(candidate)
            else:
                return self._take(candidate)
        live = [candidate for candidate in self._rivalled if self._is_live(candidate)]
        self._rivalled = []
        if not live:
            return None
        # Taking one of them may settle who goes with whom among the others.
        self._heap = sorted(live)
        return self._take(heapq.heappop(self._heap))

    def _take(self, candidate: _Candidate) -> tuple[ElementId, ElementId]:
        one, other = candidate[3], candidate[4]
        self.partner[one] = other
        self._taken.add(other)
        return one, other

    def _is_live(self, candidate: _Candidate) -> bool:
        score, _, _, one, other = candidate
        is_free = one not in self.partner and other not in self._taken
        return is_free and -score == self._score[one, other]

    def _is_rivalled(self, candidate: _Candidate) -> bool:
        score, _, _, one, other = candidate
        least = -score - _GAIN
        return any(
            found != other and found not in self._taken and self._score[one, found] >= least
            for found in self._others[one]
        ) or any(
            found != one and found not in self.partner and self._score[found, other] >= least
            for found in self._ones[other]
        )


def _degree(shape: Shape, node: ElementId) -> int:
    return sum(len(ends) for ends in shape.neighbours[node].values())
