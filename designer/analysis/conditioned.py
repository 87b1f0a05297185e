"""A part of a formula laid out flat, to be solved again and again with some events fixed.

What the parts share is fixed by the caller; given that, arguments are independent and a gate's
unavailability is a product, a sum or a Poisson-binomial tail of those below it. The same few
hundred gates are run once for each state of Regions and zones, so they are lists of numbers here.
"""

from collections.abc import Callable, Sequence
from enum import IntEnum

from designer.analysis.circuit import Op
from designer.analysis.formula import Formula

Tail = Callable[[int, list[float]], tuple[float, list[float]]]


class _Gate(IntEnum):
    """How a gate is computed; pairs are written out, being by far the most common."""

    BOTH = 0
    EITHER = 1
    ALL = 2
    ANY = 3
    AT_LEAST = 4


class Layout:
    """The order in which to compute the conjunction of ``nodes`` of a formula.

    It depends on the formula alone, so it serves every reading of its events.
    """

    def __init__(self, made: Formula, order: Sequence[int], nodes: Sequence[int]) -> None:
        """Lay out ``order``, the nodes below ``nodes`` with arguments first."""
        place = {node: position for position, node in enumerate(order)}
        self.tops = [place[node] for node in nodes]
        self.start = [0.0] * len(order)
        self.gates: list[tuple[_Gate, int, int, int, tuple[int, ...], int]] = []
        self.events: dict[int, int] = {}  # place by event
        ops, event, constant = made.ops, Op.VAR, Op.CONST
        for at, node in enumerate(order):
            op = ops[node]
            if op is event:
                self.events[made.k[node]] = at
            elif op is constant:
                self.start[at] = 1.0 - made.k[node]
            else:
                args = tuple([place[arg] for arg in made.args[node]])
                self.gates.append((_kind(op, len(args)), at, args[0], args[-1], args, node))

    def __len__(self) -> int:
        return len(self.start)


class Conditioned:
    """The conjunction a layout is for, as a function of fixed events."""

    def __init__(self, layout: Layout, down: Sequence[float], tail: Tail) -> None:
        """Read the events of ``layout``.

        Args:
            down: unavailability by event.
            tail: value and slopes of a k-of-n node for the unavailabilities of its arguments.
        """
        self._layout = layout
        self._tail = tail
        self.events = layout.events
        self._start = layout.start[:]
        for event, at in layout.events.items():
            self._start[at] = down[event]
        self._value: list[float] = []
        self._sloped: dict[int, list[float]] = {}

    def __len__(self) -> int:
        return len(self._start)

    def down(self, state: dict[int, int]) -> float:
        """Return the unavailability when the events of ``state`` are up (1) or down (0)."""
        value = self._start[:]
        for event, up in state.items():
            at = self.events.get(event)
            if at is not None:
                value[at] = 1.0 - up
        self._sloped.clear()
        both, either, at_least, any_ = _Gate.BOTH, _Gate.EITHER, _Gate.AT_LEAST, _Gate.ANY
        for kind, at, first, second, args, node in self._layout.gates:
            if kind is both:
                one = value[first]
                value[at] = one + value[second] * (1 - one)
            elif kind is either:
                value[at] = value[first] * value[second]
            elif kind is at_least:
                value[at], self._sloped[at] = self._tail(node, [value[arg] for arg in args])
            else:
                value[at] = (all_down if kind is any_ else any_down)([value[arg] for arg in args])
        self._value = value
        return any_down([value[top] for top in self._layout.tops])

    def slopes(self) -> list[float]:
        """Return the derivative of the last ``down`` by what stands at each place."""
        layout, value, flow = self._layout, self._value, [0.0] * len(self._start)
        tops = [value[top] for top in layout.tops]
        for top, slope in zip(layout.tops, others(Op.AND, tops), strict=True):
            flow[top] += slope
        both, either, all_ = _Gate.BOTH, _Gate.EITHER, _Gate.ALL
        for kind, at, first, second, args, _ in reversed(layout.gates):
            amount = flow[at]
            if not amount:
                continue
            if kind is both:
                flow[first] += amount * (1 - value[second])
                flow[second] += amount * (1 - value[first])
            elif kind is either:
                flow[first] += amount * value[second]
                flow[second] += amount * value[first]
            else:
                slopes = self._sloped.get(at)
                if slopes is None:
                    op = Op.AND if kind is all_ else Op.OR
                    slopes = others(op, [value[arg] for arg in args])
                for arg, slope in zip(args, slopes, strict=True):
                    flow[arg] += amount * slope
        return flow


def _kind(op: Op, count: int) -> _Gate:
    if op is Op.ATLEAST:
        return _Gate.AT_LEAST
    if op is Op.AND:
        return _Gate.BOTH if count == 2 else _Gate.ALL
    return _Gate.EITHER if count == 2 else _Gate.ANY


def any_down(downs: Sequence[float]) -> float:
    """Return the probability that at least one of independent parts is down.

    Adds up what each part takes of what is left, so that small figures keep their digits.
    """
    total = 0.0
    for down in downs:
        total += down * (1 - total)
    return total


def all_down(downs: Sequence[float]) -> float:
    """Return the probability that all of independent parts are down."""
    total = 1.0
    for down in downs:
        total *= down
    return total


def others(op: Op, downs: Sequence[float]) -> list[float]:
    """Return the derivative of ``any_down`` (AND) or ``all_down`` (OR) by each argument.

    It is the product over all other arguments, taken from both ends, for a factor may be 0.
    """
    factors = [1 - down for down in downs] if op is Op.AND else downs
    before = [1.0]
    for factor in factors:
        before.append(before[-1] * factor)
    slopes = [0.0] * len(downs)
    after = 1.0
    for index in range(len(downs) - 1, -1, -1):
        slopes[index] = before[index] * after
        after *= factors[index]
    return slopes
