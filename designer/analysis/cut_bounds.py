"""A guaranteed bracket of the unavailability of what is too entangled to be solved exactly.

Failure is put together from below as combinations of events; a combination less likely than a
cut-off is laid aside. What is kept fails for certain, so its probability is a lower bound. Where
nothing laid aside happens the kept ones tell the truth, so both together are an upper bound. This
holds for loops and k-of-n too.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from designer.analysis.circuit import Circuit, Loop, NodeId
from designer.analysis.evaluation import evaluate

Cut = frozenset[int]
Cuts = frozenset[Cut]
_NOTHING: Cut = frozenset()

CUT_OFFS = tuple(10.0**-power for power in range(6, 19))
WIDEST = 1.25  # a bracket whose upper end is further above the lower says too little
_NARROW = 1.02  # near enough to stop
_WORK = 100_000  # combinations formed in all before the effort ends
_ORDER = 7  # longer combinations are laid aside whatever their probability
_SIFTED = 5_000  # more combinations laid aside are counted without taking out supersets
_PAIRED = 300  # most likely cuts whose overlaps are subtracted one by one


class TooManyCutsError(Exception):
    """More combinations than the effort allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """Bounds of an unavailability, both certain.

    Attributes:
        low, high: 0 to 1.
        cuts: the minimal cut sets found, by event number, the most likely first.
        slopes: by event, how much the cuts found grow with its unavailability.
    """

    low: float
    high: float
    cuts: tuple[Cut, ...]
    slopes: dict[int, float]

    @property
    def width(self) -> float:
        """The upper end over the lower one, 1 or more."""
        return max(1.0, self.high / self.low) if self.low > 0 else math.inf

    @property
    def is_informative(self) -> bool:
        """Tell whether the two ends are near enough to be worth telling."""
        return self.width <= WIDEST


def bracket(
    circuit: Circuit, top: NodeId, down: Sequence[float], work: int = _WORK
) -> Bracket | None:
    """Return the narrowest bracket of ``top`` that ``work`` allows; None when there is none.

    Args:
        down: unavailability by event, each below 1.
        work: combinations to form at most.
    """
    restricted = _restricted(circuit, top)
    best: Bracket | None = None
    for cut_off in CUT_OFFS:
        algebra = _Failures(down, cut_off, work)
        events = [algebra.event(number) for number in range(len(circuit.events))]
        try:
            kept = evaluate(restricted, algebra, events)[top]
        except TooManyCutsError:
            break
        work = algebra.work
        found = _bracket(kept, algebra, down)
        if best is None or found.width < best.width:
            best = found
        if best.width <= _NARROW:
            break
    return best


def _restricted(circuit: Circuit, top: NodeId) -> Circuit:
    """Return the circuit without the steps that ``top`` does not depend on."""
    cone = circuit.cone((top,))
    steps = []
    for step in circuit.steps:
        # A loop is in the cone as a whole or not at all.
        if isinstance(step, int):
            inside = step in cone
        else:
            inside = not cone.isdisjoint(step.choices if isinstance(step, Loop) else step.nodes)
        if inside:
            steps.append(step)
    return Circuit(
        ops=circuit.ops,
        args=circuit.args,
        k=circuit.k,
        weights=circuit.weights,
        events=circuit.events,
        steps=steps,
    )


class _Failures:
    """The algebra of failure combinations: a value holds the minimal ones that make it false."""

    false: Cuts = frozenset((_NOTHING,))
    true: Cuts = frozenset()

    def __init__(self, down: Sequence[float], cut_off: float, work: int) -> None:
        self.down = down
        self._cut_off = cut_off
        self.work = work
        self._chance: dict[Cut, float] = {_NOTHING: 1.0}
        self.aside: set[Cut] = set()

    def event(self, number: int) -> Cuts:
        """Return the value of an event; what never fails is true."""
        return frozenset((frozenset((number,)),)) if self.down[number] > 0 else self.true

    def chance(self, cut: Cut) -> float:
        """Return the probability that all of ``cut`` is down."""
        found = self._chance.get(cut)
        if found is None:
            found = self._chance[cut] = math.prod(self.down[number] for number in cut)
        return found

    def all_of(self, values: Sequence[Cuts]) -> Cuts:
        """Return the conjunction: it fails when one of ``values`` does."""
        united = frozenset().union(*values)
        return _minimal(united) if len(values) > 1 else united

    def any_of(self, values: Sequence[Cuts]) -> Cuts:
        """Return the disjunction: it fails when all of ``values`` do."""
        result = self.false
        for value in sorted(set(values), key=len):
            result = self._both(result, value)
        return result

    def at_least(self, k: int, values: Sequence[Cuts], weights: Sequence[int] | None) -> Cuts:
        """Return where the weights (1 each) of the true ``values`` reach ``k``."""
        # short[r]: what has been seen so far weighs less than r.
        short = [self.true] + [self.false] * k
        for value, weight in zip(values, weights or [1] * len(values), strict=True):
            for r in range(k, 0, -1):
                short[r] = self.all_of((short[max(0, r - weight)], self._both(value, short[r])))
        return short[k]

    def _both(self, one: Cuts, other: Cuts) -> Cuts:
        """Return the combinations that make both fail; lays the unlikely ones aside."""
        if one == other or other == self.false:
            return one
        if one == self.false:
            return other
        self.work -= len(one) * len(other)
        if self.work < 0:
            raise TooManyCutsError
        kept: set[Cut] = set()
        unlikely: set[Cut] = set()
        for first in one:
            for second in other:
                both = first | second
                likely = len(both) <= _ORDER and self.chance(both) >= self._cut_off
                (kept if likely else unlikely).add(both)
        found = _minimal(kept)
        self.aside.update(cut for cut in unlikely if not _holds_one(found, cut))
        return found


def _minimal(cuts: Iterable[Cut]) -> Cuts:
    found: set[Cut] = set()
    for cut in sorted(cuts, key=len):
        if not _holds_one(found, cut):
            found.add(cut)
    return frozenset(found)


def _holds_one(cuts: set[Cut] | Cuts, cut: Cut) -> bool:
    """Tell whether a member of ``cuts`` is a subset of ``cut``."""
    if len(cuts) < 1 << min(len(cut), _ORDER + 1):
        return any(other <= cut for other in cuts)
    subsets = [_NOTHING]
    for number in cut:
        subsets += [part | {number} for part in subsets]
    return any(part in cuts for part in subsets)


def _bracket(kept: Cuts, algebra: _Failures, down: Sequence[float]) -> Bracket:
    cuts = sorted(kept, key=lambda cut: (-algebra.chance(cut), len(cut), sorted(cut)))
    aside: Iterable[Cut] = [cut for cut in algebra.aside if not _holds_one(kept, cut)]
    if len(algebra.aside) <= _SIFTED:
        aside = _minimal(aside)
    low = _union_at_least(cuts, algebra)
    high = _union_at_most([*(algebra.chance(cut) for cut in cuts), *map(algebra.chance, aside)])
    slopes: dict[int, float] = {}
    for cut in cuts:
        for number in cut:
            slopes[number] = slopes.get(number, 0.0) + algebra.chance(cut) / down[number]
    return Bracket(low=min(low, high), high=high, cuts=tuple(cuts), slopes=slopes)


def _union_at_most(chances: Iterable[float]) -> float:
    """Return an upper bound of the probability that one of several combinations happens.

    Combinations of independent failures never exclude each other, so that none of them happens is
    at least as likely as if they were independent. Source: Esary and Proschan (1963).
    """
    total = 0.0
    for chance in chances:
        if chance >= 1:
            return 1.0
        total += math.log1p(-chance)
    return -math.expm1(total)


def _union_at_least(cuts: Sequence[Cut], algebra: _Failures) -> float:
    """Return a lower bound of the same: single events exactly, the others after Bonferroni."""
    single = _union_at_most(algebra.chance(cut) for cut in cuts if len(cut) == 1)
    several = [cut for cut in cuts if len(cut) != 1][:_PAIRED]
    total = best = 0.0
    for position, cut in enumerate(several):
        own = algebra.chance(cut)
        total += own
        for other in several[:position]:
            # No cache: every pair is met once.
            rest = algebra.chance(other)
            for number in cut - other:
                rest *= algebra.down[number]
            total -= rest
        best = max(best, total)
    # Minimal cuts of several events hold no single one, so the two parts are independent.
    return single + (1 - single) * min(1.0, best)
