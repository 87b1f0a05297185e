"""Exact unavailability of a circuit's node, computed directly and never as 1 - availability.

Shared needs are pulled out of conjunctions and choices first. What then shares no event is
independent and multiplies. What shares only Regions and zones is solved for each of their states:
given the state, a fleet is a Poisson-binomial sum. What remains goes to a decision diagram.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from designer.analysis.circuit import EventKind, Op
from designer.analysis.conditioned import Conditioned, Layout, all_down, any_down, others
from designer.analysis.formula import Formula, NotDecomposableError
from designer.analysis.poisson_binomial import Part, tail

Gradient = dict[int, float]
# By nodes: how their conjunction is computed, and the events to fix, as a mask.
Layouts = dict[tuple[int, ...], tuple[Layout, int]]
_WORK = 3_000_000  # node evaluations before the states are too many
_DOMAINS = 14


@dataclass(frozen=True, slots=True)
class Solution:
    """Unavailability, and its derivative by the unavailability of each event (Birnbaum)."""

    down: float
    gradient: Gradient


class Solver:
    """Solves one formula for given unavailabilities of events."""

    def __init__(
        self,
        made: Formula,
        down: Sequence[float],
        kinds: Sequence[EventKind],
        *,
        importance: bool = True,
        layouts: Layouts | None = None,
    ) -> None:
        """Solve ``made``; ``down`` and ``kinds`` go by event number.

        Without ``importance`` gradients stay empty, which takes half the time. ``layouts`` keeps
        how parts of the formula are solved, for other figures of its events.
        """
        self._f = made
        self._importance = importance
        self._layouts: Layouts = {} if layouts is None else layouts
        self._down = down
        self._domains = 0
        domains = (EventKind.REGION, EventKind.ZONE)
        for number, kind in enumerate(kinds):
            if kind in domains:
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
        key = tuple(nodes)
        if key not in self._layouts:
            order = _below(f, nodes)
            fixed = self._conditions(order, nodes)
            self._layouts[key] = (Layout(f, order, nodes), fixed)
        layout, fixed = self._layouts[key]
        events = sorted((n for n in _bits(fixed)), key=lambda n: (self._kinds[n], n))
        if len(layout) << len(events) > _WORK * 8:
            raise NotDecomposableError
        part = Conditioned(layout, self._down, self._tail)
        tally = _Tally(events, self._down, part, slopes=self._importance)
        budget = _WORK
        pending: list[tuple[int, float, dict[int, int]]] = [(0, 1.0, {})]
        while pending:
            position, weight, state = pending.pop()
            lost = position and self._kinds[events[position - 1]] is EventKind.REGION
            lost = lost and not state[events[position - 1]]
            if position < len(events) and not lost:
                pending += _branches(position, weight, state, events[position], self._down)
                continue
            budget -= len(layout)
            if budget < 0:
                raise NotDecomposableError
            # With a Region lost, mostly all is lost, whatever becomes of the rest.
            best = {**dict.fromkeys(events, 1), **state}
            value = part.down(best)
            if value < 1 and position < len(events):
                pending += _branches(position, weight, state, events[position], self._down)
            else:
                tally.count(weight, state, value)
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
                if shared:
                    overlap.update(_bits(shared))
            if not overlap:
                return fixed
            if fixed.bit_count() >= _DOMAINS:
                break
            most = max(overlap.values())
            fixed |= 1 << min(event for event, times in overlap.items() if times == most)
        raise NotDecomposableError


def _branches(
    position: int, weight: float, state: dict[int, int], event: int, down: Sequence[float]
) -> list[tuple[int, float, dict[int, int]]]:
    q = down[event]
    both = ((q, 0), (1 - q, 1))
    return [(position + 1, weight * p, {**state, event: up}) for p, up in both if p > 0]


class _Tally:
    """Adds up the states of the fixed events."""

    def __init__(
        self, events: Sequence[int], down: Sequence[float], part: Conditioned, *, slopes: bool
    ) -> None:
        self._events = events
        self._down = down
        self._part = part
        self._sums = {event: [0.0, 0.0] for event in events}
        self._value = 0.0
        self._places = list(part.events.values())
        self._flow = [0.0] * len(self._places) if slopes else None

    def count(self, weight: float, state: dict[int, int], value: float) -> None:
        """Add the state solved last; events it leaves open have no influence on ``value``."""
        self._value += weight * value
        if self._flow is not None:
            slopes = self._part.slopes()
            pairs = zip(self._flow, self._places, strict=True)
            self._flow = [known + weight * slopes[at] for known, at in pairs]
        for event in self._events:
            q = self._down[event]
            parts = (q, 1 - q) if event not in state else (1 - state[event], state[event])
            for up, share in enumerate(parts):
                self._sums[event][up] += weight * value * share

    def solution(self) -> Solution:
        """Return the sum."""
        flow = self._flow
        if flow is None:
            return Solution(self._value, {})
        events = zip(self._part.events, flow, strict=True)
        gradient = {event: slope for event, slope in events if slope}
        for event, (low, high) in self._sums.items():
            q = self._down[event]
            # Fixed events have been taken out of the flow; their slope is that of the two sums.
            gradient[event] = low / q - high / (1 - q) if 0 < q < 1 else 0.0
        return Solution(self._value, gradient)


def _combined(op: Op, parts: list[Solution]) -> Solution:
    downs = [part.down for part in parts]
    down = any_down(downs) if op is Op.AND else all_down(downs)
    slopes = others(op, downs)
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
