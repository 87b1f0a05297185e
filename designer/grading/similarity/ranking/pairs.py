"""The pairs of a class, the most alike first, with what is usual in that class beside them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, median

from designer.grading.similarity.ranking.features import (
    Bag,
    ClassFeatures,
    features_of,
    nearest,
    rarest_shared,
)
from designer.grading.similarity.ranking.likeness import Compared, Likeness, compare
from designer.grading.similarity.ranking.own_work import OwnWork

NEAR_IDENTICAL = 0.95
"""From this likeness on drawings belong to one group."""

_NEAREST = 4  # of each different drawing are compared in full
_SAMPLED = 300  # pairs tell what is usual
_MOST_EQUAL = 20_000  # pairs of drawings that nothing tells apart
_SMALL = 0.25

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePair:
    """Two works of a class.

    Attributes:
        left, right: their places in the class, the smaller first.
        commonness: the share of the rest of the class, 0 to 1, that has what these two share, on
            average over what they share.
        rare_share: the likeness of the elements with what is around them, each weighing by how rare
            that is in the class, 0 to 1.
    """

    left: int
    right: int
    likeness: Likeness
    commonness: float
    rare_share: float

    @property
    def share(self) -> float:
        """The likeness, 0 to 1."""
        return self.likeness.share

    @property
    def weight(self) -> float:
        """By what pairs are ranked, 0 to 1: likeness, less where it is common or rests on little.

        The likeness, times ``rare_share``, times 1 - commonness² / 2, times n / (n + 1/4) for n
        things shared: what half the class has drawn alike counts an eighth less, what all have
        half.
        """
        shared = self.likeness.elements + self.likeness.links
        rarity = 1.0 - 0.5 * self.commonness**2
        factor = self.rare_share * rarity
        return self.share * factor * shared / (shared + _SMALL) if shared else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The likeness of a class.

    Attributes:
        keys: of the works compared, in the order of the class.
        empty: keys of those with nothing of their own, which are compared with nobody.
        pairs: by weight. Every work's nearest are among them, not all of the class's pairs.
        usual: the median likeness of any two; None for fewer than two works.
        usual_nearest: the median over the works of the likeness with the one most alike.
        groups: places of works that are nearly identical, directly or by way of others, each with
            two at least; the largest group first.
    """

    keys: tuple[str, ...]
    empty: tuple[str, ...]
    pairs: tuple[AlikePair, ...]
    usual: float | None
    usual_nearest: float | None
    groups: tuple[tuple[int, ...], ...]

    def most_alike(self) -> dict[int, AlikePair]:
        """Return, for each place, the pair it is most alike in; the one first ranked of equals."""
        best: dict[int, AlikePair] = {}
        for pair in self.pairs:
            for place in (pair.left, pair.right):
                known = best.get(place)
                if known is None or pair.share > known.share:
                    best[place] = pair
        return best


def ranked(works: Sequence[OwnWork], progress: Progress | None = None) -> Ranking:
    """Return the likeness of ``works``, in whatever order they come.

    Each different drawing is compared in full with its four nearest by the prefilter, and with
    whoever has drawn the same; a sample of the other pairs tells what is usual.
    """
    compared = [work for work in works if work.elements]
    run = _Ranked(compared, features_of(compared), progress)
    pairs = sorted(run.pairs(), key=lambda pair: (-pair.weight, -pair.share, pair.left, pair.right))
    best: dict[int, float] = {}
    for pair in pairs:
        for place in (pair.left, pair.right):
            best[place] = max(best.get(place, 0.0), pair.share)
    return Ranking(
        keys=tuple(work.key for work in compared),
        empty=tuple(work.key for work in works if not work.elements),
        pairs=tuple(pairs),
        usual=run.usual(),
        usual_nearest=median(best.values()) if best else None,
        groups=_groups(pairs),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What comparing two drawings has given; see ``AlikePair``."""

    likeness: Likeness
    commonness: float
    rare_share: float


class _Ranked:
    """Compares what is worth comparing; two drawings that are the same are compared once."""

    def __init__(
        self, works: Sequence[OwnWork], features: ClassFeatures, progress: Progress | None
    ) -> None:
        self._works, self._features = works, features
        self._progress = progress
        self._found: dict[tuple[Bag, Bag], _Found] = {}
        self._alike: dict[Bag, list[int]] = {}
        for place, bag in enumerate(features.bags):
            self._alike.setdefault(bag, []).append(place)

    def pairs(self) -> Iterator[AlikePair]:
        """Yield the pairs that may be alike."""
        chosen = [*self._equal(), *self._near()]
        for done, (left, right) in enumerate(chosen, 1):
            found = self._compared(left, right)
            yield AlikePair(
                left=left,
                right=right,
                likeness=found.likeness,
                commonness=found.commonness,
                rare_share=found.rare_share,
            )
            if self._progress is not None:
                self._progress(done, len(chosen))

    def _equal(self) -> Iterator[tuple[int, int]]:
        """Yield pairs of drawings that are the same, the rarest drawings first."""
        left = _MOST_EQUAL
        for places in sorted(self._alike.values(), key=lambda places: (len(places), places)):
            for pair in combinations(places, 2):
                if left == 0:
                    return
                left -= 1
                yield pair

    def _near(self) -> Iterator[tuple[int, int]]:
        """Yield pairs of different drawings: everybody's of the first, with one of the other."""
        bags = list(self._alike)
        for one, other in nearest(bags, _NEAREST):
            ours, theirs = self._alike[bags[one]], self._alike[bags[other]]
            for place in range(max(len(ours), len(theirs))):
                left = ours[min(place, len(ours) - 1)]
                right = theirs[min(place, len(theirs) - 1)]
                yield min(left, right), max(left, right)

    def usual(self) -> float | None:
        """Return the median likeness of any two works, by a sample spread over the class."""
        count = len(self._works)
        if count < 2:
            return None
        every = count * (count - 1) // 2
        places: Iterator[tuple[int, int]] = combinations(range(count), 2)
        if every > _SAMPLED:
            # Steps of all sizes from one end of the class to the other, the same each time.
            places = (
                (number % count, (number % count + 1 + number * 7919 % (count - 1)) % count)
                for number in range(_SAMPLED)
            )
        return median(self._compared(left, right).likeness.share for left, right in places)

    def _compared(self, left: int, right: int) -> "_Found":
        key = (self._features.bags[left], self._features.bags[right])
        found = self._found.get(key)
        if found is None:
            compared = compare(self._works[left], self._works[right])
            shared = [*self._shared(compared, left, right)]
            found = self._found[key] = _Found(
                likeness=compared.likeness,
                commonness=fmean(map(self._features.commonness, shared)) if shared else 0.0,
                rare_share=self._rare_share(shared, left, right),
            )
        return found

    def _shared(self, compared: Compared, left: int, right: int) -> Iterator[int]:
        """Yield, for each element that is the same, what it has most in common around it."""
        ours, theirs = self._features.colours[left], self._features.colours[right]
        for one, other, _ in compared.elements:
            colour = rarest_shared(ours[one], theirs[other])
            if colour is not None:
                yield colour

    def _rare_share(self, shared: Sequence[int], left: int, right: int) -> float:
        rarity = self._features.rarity
        total = sum(
            rarity(history[-1])
            for place in (left, right)
            for history in self._features.colours[place].values()
        )
        # Where all have drawn the same, nothing is rare, and nothing tells pairs apart.
        return min(1.0, 2.0 * sum(map(rarity, shared)) / total) if total else 1.0


def _groups(pairs: Sequence[AlikePair]) -> tuple[tuple[int, ...], ...]:
    """Return the works that near-identical pairs join."""
    first: dict[int, int] = {}

    def root(place: int) -> int:
        while first.setdefault(place, place) != place:
            first[place] = first[first[place]]
            place = first[place]
        return place

    for pair in pairs:
        if pair.share >= NEAR_IDENTICAL:
            one, other = sorted((root(pair.left), root(pair.right)))
            first[other] = one
    groups: dict[int, list[int]] = {}
    for place in sorted(first):
        groups.setdefault(root(place), []).append(place)
    return tuple(tuple(group) for group in sorted(groups.values(), key=lambda g: (-len(g), g)))
