"""The prefilter: every drawing as a bag of Weisfeiler–Lehman colours, all compared with all.

A colour tells an element with what is around it, one to three steps far (Shervashidze et al.,
Weisfeiler–Lehman graph kernels, JMLR 12, 2011). The n-th element of a colour is a feature of its
own, so that what two bags share is a product of two rows of ones, and weighs by how rare it is.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from designer.grading.similarity.ranking.own_work import OwnWork
from designer.grading.similarity.shape import ROUNDS
from designer.model.ids import ElementId

_ROWS, _COLUMNS = 512, 2048  # the largest block in memory is rows of floats by the class
_LEAST_WEIGHT = 0.05  # what everybody has drawn tells little, but not nothing

Bag = tuple[int, ...]


@dataclass(slots=True)
class ClassFeatures:
    """The features of a class, in its order.

    Attributes:
        colours: of each work, the colours of its own elements by round.
        bags: of each work, its features, sorted; equal for drawings that nothing tells apart.
        holders: of each colour, how many works have it.
    """

    colours: list[dict[ElementId, tuple[int, ...]]] = field(default_factory=list)
    bags: list[Bag] = field(default_factory=list)
    holders: Counter[int] = field(default_factory=Counter)

    def commonness(self, colour: int) -> float:
        """Return the share of the other works, two given, that have ``colour`` too; 0 to 1."""
        others = len(self.bags) - 2
        return max(0, self.holders[colour] - 2) / others if others > 0 else 0.0

    def rarity(self, colour: int) -> float:
        """Return log(n / holders) for ``colour``: 0 where all n works have it.

        What a single work has counts as if two had it, so that nothing is rarer than a pair.
        """
        return max(0.0, math.log(len(self.bags) / max(2, self.holders[colour])))


def features_of(works: Sequence[OwnWork]) -> ClassFeatures:
    """Return the features of ``works``."""
    made = ClassFeatures()
    interned: dict[object, int] = {}
    features: dict[tuple[int, int], int] = {}
    for work in works:
        colours = work.shape.colours(interned)
        own = {key: colours[key] for key in work.shape.nodes if key in work.elements}
        counts = Counter(colour for history in own.values() for colour in history)
        bag = (
            features.setdefault((colour, number), len(features))
            for colour, count in counts.items()
            for number in range(count)
        )
        made.colours.append(own)
        made.bags.append(tuple(sorted(bag)))
        made.holders.update(counts.keys())
    return made


def nearest(bags: Sequence[Bag], wanted: int) -> Iterator[tuple[int, int]]:
    """Yield, for each of ``bags``, its ``wanted`` nearest ones, as pairs of places, each once.

    Nearness is the Dice share of features weighted by log(n / holders). Of equally near ones those
    that come first are taken. Time grows with the square of the number of bags, memory does not.
    """
    count = len(bags)
    if count < 2:
        return
    matrix = _Incidence(bags)
    seen: set[tuple[int, int]] = set()
    for first in range(0, count, _ROWS):
        shares = matrix.shares(first, min(count, first + _ROWS))
        for row, line in enumerate(shares, first):
            line[row] = -1.0
            for other in _largest(line, wanted):
                pair = (min(row, other), max(row, other))
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _largest(line: NDArray[np.float32], wanted: int) -> list[int]:
    if len(line) > 4 * wanted:
        bar = np.partition(line, -wanted)[-wanted]
        places = np.flatnonzero(line >= bar)
    else:
        places = np.arange(len(line))
    ranked = sorted((-float(line[place]), int(place)) for place in places)
    return [place for share, place in ranked[:wanted] if share < 0]


class _Incidence:
    """Which bag has which feature, multiplied block by block."""

    def __init__(self, bags: Sequence[Bag]) -> None:
        self._count = len(bags)
        rows = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
        columns = np.fromiter((f for bag in bags for f in bag), dtype=np.int64, count=len(rows))
        holders = np.bincount(columns) if len(columns) else np.zeros(1, dtype=np.int64)
        weights = np.maximum(np.log(len(bags) / np.maximum(holders, 1)), _LEAST_WEIGHT)
        self._sums = np.bincount(rows, weights[columns], minlength=len(bags))
        # A feature of a single bag counts in its sum alone.
        shared = holders >= 2
        kept = shared[columns]
        renumbered = np.cumsum(shared) - 1
        order = np.argsort(renumbered[columns[kept]], kind="stable")
        self._rows = rows[kept][order]
        self._columns = renumbered[columns[kept]][order]
        self._roots = np.sqrt(weights[shared]).astype(np.float32)

    def shares(self, first: int, last: int) -> NDArray[np.float32]:
        """Return how near the bags from ``first`` to ``last`` are to all; rows by bags."""
        common = np.zeros((last - first, self._count), dtype=np.float32)
        for start in range(0, len(self._roots), _COLUMNS):
            end = min(len(self._roots), start + _COLUMNS)
            low, high = np.searchsorted(self._columns, [start, end])
            columns = self._columns[low:high]
            block = np.zeros((self._count, end - start), dtype=np.float32)
            block[self._rows[low:high], columns - start] = self._roots[columns]
            common += block[first:last] @ block.T
        totals = self._sums[first:last, None] + self._sums[None, :]
        found: NDArray[np.float32] = (2.0 * common / np.maximum(totals, 1e-9)).astype(np.float32)
        return found


def rarest_shared(left: tuple[int, ...], right: tuple[int, ...]) -> int | None:
    """Return the last colour that two histories share: the most they have in common around them."""
    for step in range(ROUNDS, -1, -1):
        if left[step] == right[step]:
            return left[step]
    return None
