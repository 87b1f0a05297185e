"""Exact unavailability of a circuit's node, computed directly and never as 1 - availability.

Shared needs are pulled out of conjunctions and choices first. What then shares no event is
independent and multiplies. What shares only Regions and zones is solved for each of their states:
given the state, a fleet is a Poisson-binomial sum. What remains goes to a decision diagram.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from designer.analysis.circuit import EventKind, Op
from designer.analysis.formula import Formula, NotDecomposableError
from designer.analysis.poisson_binomial import Part, tail

Gradient = dict[int, float]
_WORK = 3_000_000  # node evaluations before the states are too many
_DOMAINS = 14


@dataclass(frozen=True, slots=True)
class Solution:
    """Unavailability, and its derivative by the unavailability of each event (Birnbaum)."""

    down: float
    gradient: Gradient


class Solver:
    """Solves one formula for given unavailabilities of events."""

    def __init__(self, made: Formula, down: Sequence[float], kinds: Sequence[EventKind]) -> None:
        """Solve ``made``; ``down`` and ``kinds`` go by event number."""
        self._f = made
        self._down = down
        self._domains = 0
        for number, kind in enumerate(kinds):
            if kind in (EventKind.REGION, EventKind.ZONE):
                self._domains |= 1 << number
        self._kinds = kinds
        self._known: dict[int, Solution] = {}
        self._sums: dict[tuple[object, ...], tuple[float, dict[Part, float]]] = {}

    def solve(self, node: int) -> Solution:
        """Return the solution of ``node``; raises NotDecomposableError."""
        found = self._known.get(node)
        if found is None:
            found = self._known[node] = self._solved(node)
        return found

    def _solved(self, node: int) -> Solution:
        f = self._f
        op = f.ops[node]
        if op is Op.CONST:
            return Solution(1.0 - f.k[node], {})
        if op is Op.VAR:
            return Solution(self._down[f.k[node]], {f.k[node]: 1.0})
        if op is Op.ATLEAST:
            groups = [list(group) for group in _clusters(f, f.args[node])]
            if len(groups) < len(f.args[node]):
                return self._by_states([node])
            parts = [self.solve(arg) for arg in f.args[node]]
            return self._sum(node, parts)
        groups = _clusters(f, f.args[node])
        parts = [
            self.solve(group[0]) if len(group) == 1 else self._cluster(node, group)
            for group in groups
        ]
        return _combined(op, parts)

    def _cluster(self, node: int, group: list[int]) -> Solution:
        f = self._f
        if f.ops[node] is Op.AND:
            return self._by_states(group)
        return self._by_states([f.add(Op.OR, tuple(group))])

    def _sum(self, node: int, parts: list[Solution]) -> Solution:
        down, slopes = self._tail(node, [part.down for part in parts])
        gradient: Gradient = {}
        for part, slope in zip(parts, slopes, strict=True):
            for event, value in part.gradient.items():
                gradient[event] = gradient.get(event, 0.0) + slope * value
        return Solution(down, gradient)

    def _tail(self, node: int, down: list[float]) -> tuple[float, list[float]]:
        """Return P(weights of what is up < k) and its derivative by each argument's ``down``."""
        k, weights = self._f.k[node], self._f.weights[node]
        kinds = list(zip(down, weights or (1,) * len(down), strict=True))
        counts = Counter(kinds)
        key = (k, frozenset(counts.items()))
        if key not in self._sums:
            self._sums[key] = tail(k, counts)
        value, slopes = self._sums[key]
        return value, [slopes[kind] for kind in kinds]

    def _by_states(self, nodes: list[int]) -> Solution:
        """Solve the conjunction of ``nodes`` for each state of the domains they share."""
        f = self._f
        order = _below(f, nodes)
        fixed = self._conditions(order, nodes)
        events = sorted((n for n in _bits(fixed)), key=lambda n: (self._kinds[n], n))
        if len(order) << len(events) > _WORK * 8:
            raise NotDecomposableError
        tally = _Tally(events, self._down)
        budget = _WORK
        pending: list[tuple[int, float, dict[int, int]]] = [(0, 1.0, {})]
        while pending:
            position, weight, state = pending.pop()
            lost = position and self._kinds[events[position - 1]] is EventKind.REGION
            lost = lost and not state[events[position - 1]]
            if position < len(events) and not lost:
                pending += _branches(position, weight, state, events[position], self._down)
                continue
            budget -= len(order)
            if budget < 0:
                raise NotDecomposableError
            # With a Region lost, mostly all is lost, whatever becomes of the rest.
            best = {**dict.fromkeys(events, 1), **state}
            value, slopes = self._given(order, nodes, best)
            if value < 1 and position < len(events):
                pending += _branches(position, weight, state, events[position], self._down)
            else:
                tally.count(weight, state, value, slopes)
        return tally.solution()

    def _conditions(self, order: list[int], nodes: list[int]) -> int:
        """Return the events to fix, as a mask, so that all arguments become independent."""
        f = self._f
        whole = 0
        for node in nodes:
            whole |= f.support[node]
        fixed = whole & self._domains
        for _ in range(_DOMAINS):
            overlap: Counter[int] = Counter()
            for args in (*(f.args[node] for node in order), tuple(nodes)):
                seen = shared = 0
                for arg in args:
                    mask = f.support[arg] & ~fixed
                    shared |= seen & mask
                    seen |= mask
                overlap.update(_bits(shared))
            if not overlap:
                return fixed
            if fixed.bit_count() >= _DOMAINS:
                break
            most = max(overlap.values())
            fixed |= 1 << min(event for event, times in overlap.items() if times == most)
        raise NotDecomposableError

    def _given(
        self, order: list[int], nodes: list[int], state: dict[int, int]
    ) -> tuple[float, Gradient]:
        """Return unavailability and gradient under fixed events; arguments are independent."""
        f = self._f
        value: dict[int, float] = {}
        slopes: dict[int, list[float]] = {}
        for node in order:
            op = f.ops[node]
            if op is Op.VAR:
                event = f.k[node]
                value[node] = 1.0 - state[event] if event in state else self._down[event]
            elif op is Op.CONST:
                value[node] = 1.0 - f.k[node]
            else:
                downs = [value[arg] for arg in f.args[node]]
                if op is Op.ATLEAST:
                    value[node], slopes[node] = self._tail(node, downs)
                else:
                    value[node], slopes[node] = _product(op, downs)
        total, tops = _product(Op.AND, [value[node] for node in nodes])
        flow = dict.fromkeys(order, 0.0)
        for node, slope in zip(nodes, tops, strict=True):
            flow[node] += slope
        gradient: Gradient = {}
        for node in reversed(order):
            if not flow[node]:
                continue
            if f.ops[node] is Op.VAR:
                event = f.k[node]
                if event not in state:
                    gradient[event] = gradient.get(event, 0.0) + flow[node]
            elif f.args[node]:
                for arg, slope in zip(f.args[node], slopes[node], strict=True):
                    flow[arg] += flow[node] * slope
        return total, gradient


def _branches(
    position: int, weight: float, state: dict[int, int], event: int, down: Sequence[float]
) -> list[tuple[int, float, dict[int, int]]]:
    q = down[event]
    both = ((q, 0), (1 - q, 1))
    return [(position + 1, weight * p, {**state, event: up}) for p, up in both if p > 0]


class _Tally:
    """Adds up the states of the fixed events."""

    def __init__(self, events: Sequence[int], down: Sequence[float]) -> None:
        self._events = events
        self._down = down
        self._sums = {event: [0.0, 0.0] for event in events}
        self._value = 0.0
        self._gradient: Gradient = {}

    def count(self, weight: float, state: dict[int, int], value: float, slopes: Gradient) -> None:
        """Add one state; events it leaves open have no influence on ``value``."""
        self._value += weight * value
        for event, slope in slopes.items():
            self._gradient[event] = self._gradient.get(event, 0.0) + weight * slope
        for event in self._events:
            q = self._down[event]
            parts = (q, 1 - q) if event not in state else (1 - state[event], state[event])
            for up, part in enumerate(parts):
                self._sums[event][up] += weight * value * part

    def solution(self) -> Solution:
        """Return the sum."""
        for event, (low, high) in self._sums.items():
            q = self._down[event]
            if 0 < q < 1:
                self._gradient[event] = low / q - high / (1 - q)
        return Solution(self._value, self._gradient)


def _product(op: Op, downs: list[float]) -> tuple[float, list[float]]:
    """Return the unavailability of a conjunction or choice of one, and its derivatives."""
    n = len(downs)
    if n == 2:
        # By far the most common: a part with the domain it stands in.
        one, other = downs
        if op is Op.AND:
            return one + other - one * other, [1 - other, 1 - one]
        return one * other, [other, one]
    factors = [1 - d for d in downs] if op is Op.AND else downs
    before = [1.0] * (n + 1)
    for i, factor in enumerate(factors):
        before[i + 1] = before[i] * factor
    after = 1.0
    slopes = [0.0] * n
    for i in range(n - 1, -1, -1):
        slopes[i] = before[i] * after
        after *= factors[i]
    if op is Op.OR:
        return before[n], slopes
    if 1.0 in downs:
        return 1.0, slopes
    total = 0.0
    for d in downs:
        total += d * (1 - total)
    return total, slopes


def _combined(op: Op, parts: list[Solution]) -> Solution:
    down, slopes = _product(op, [part.down for part in parts])
    gradient: Gradient = {}
    for part, slope in zip(parts, slopes, strict=True):
        for event, value in part.gradient.items():
            gradient[event] = gradient.get(event, 0.0) + slope * value
    return Solution(down, gradient)


def _clusters(f: Formula, nodes: Sequence[int]) -> list[list[int]]:
    """Return ``nodes`` in groups that share no event."""
    groups: list[tuple[int, list[int]]] = []
    for node in nodes:
        mask, members = f.support[node], [node]
        rest = []
        for other, theirs in groups:
            if other & mask:
                mask |= other
                members = theirs + members
            else:
                rest.append((other, theirs))
        groups = [*rest, (mask, members)]
    return [sorted(members) for _, members in groups]


def _below(f: Formula, nodes: Iterable[int]) -> list[int]:
    seen = set(nodes)
    pending = list(seen)
    while pending:
        for arg in f.args[pending.pop()]:
            if arg not in seen:
                seen.add(arg)
                pending.append(arg)
    return sorted(seen)


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
