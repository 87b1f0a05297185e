"""One pass over a circuit in any algebra: rows of scenario bits, decision diagrams."""

from collections.abc import Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from designer.analysis.circuit import Circuit, Fate, Loop, Mutual, NodeId, Op

T = TypeVar("T")


class Algebra(Protocol[T]):
    """What a node's value is and how values combine; equal values compare equal."""

    @property
    def false(self) -> T:
        """The value that is never true."""

    @property
    def true(self) -> T:
        """The value that is always true."""

    def all_of(self, values: Sequence[T]) -> T:
        """Return the conjunction."""

    def any_of(self, values: Sequence[T]) -> T:
        """Return the disjunction."""

    def at_least(self, k: int, values: Sequence[T], weights: Sequence[int] | None) -> T:
        """Return where the weights of the true values reach ``k``."""


def evaluate(circuit: Circuit, algebra: Algebra[T], events: Sequence[T]) -> list[T]:
    """Return the value of every node, given the value of every event (by number)."""
    evaluation = _Evaluation(circuit, algebra, events)
    for step in circuit.steps:
        if isinstance(step, Loop):
            evaluation.repeat(step.choices, step.steps)
        else:
            evaluation.settle(step)
    return evaluation.values


class _Evaluation(Generic[T]):
    """The values of a circuit's nodes so far."""

    def __init__(self, circuit: Circuit, algebra: Algebra[T], events: Sequence[T]) -> None:
        self._circuit = circuit
        self._algebra = algebra
        self._events = events
        self.values: list[T] = [algebra.false] * len(circuit)

    def settle(self, step: NodeId | Fate | Mutual) -> None:
        """Compute what ``step`` is made of, whose arguments are known."""
        algebra, values = self._algebra, self.values
        if isinstance(step, int):
            values[step] = self._computed(step)
        elif isinstance(step, Fate):
            value = algebra.all_of([values[arg] for arg in step.needs])
            for node in step.nodes:
                values[node] = value
        else:
            for node in step.nodes:
                values[node] = algebra.true
            self.repeat(step.nodes, step.nodes)

    def repeat(self, watched: Sequence[NodeId], steps: Sequence[NodeId | Fate | Mutual]) -> None:
        """Settle ``steps`` again and again until the values of ``watched`` stay."""
        values = self.values
        while True:
            before = [values[node] for node in watched]
            for step in steps:
                self.settle(step)
            if [values[node] for node in watched] == before:
                return

    def _computed(self, node: NodeId) -> T:
        circuit, algebra, values = self._circuit, self._algebra, self.values
        op = circuit.ops[node]
        if op is Op.VAR:
            return self._events[circuit.k[node]]
        if op is Op.CONST:
            return algebra.true if circuit.k[node] else algebra.false
        args = [values[arg] for arg in circuit.args[node]]
        if op is Op.AND:
            return algebra.all_of(args)
        if op is Op.OR:
            return algebra.any_of(args)
        return algebra.at_least(circuit.k[node], args, circuit.weights[node])


class Rows:
    """The algebra of scenario rows: bit i of a Python integer is the value in scenario i."""

    __slots__ = ("false", "true")

    def __init__(self, scenarios: int) -> None:
        """Compute ``scenarios`` scenarios side by side."""
        self.false = 0
        self.true = (1 << scenarios) - 1

    def all_of(self, values: Sequence[int]) -> int:
        """Return the conjunction."""
        result = self.true
        for value in values:
            result &= value
        return result

    def any_of(self, values: Sequence[int]) -> int:
        """Return the disjunction."""
        result = 0
        for value in values:
            result |= value
        return result

    def at_least(self, k: int, values: Sequence[int], weights: Sequence[int] | None) -> int:
        """Add up bit-sliced (digit j of every scenario's sum is one row), then compare with k."""
        digits: list[int] = []
        for position, value in enumerate(values):
            weight = 1 if weights is None else weights[position]
            shift = 0
            while weight:
                if weight & 1:
                    _add_row(digits, value, shift)
                weight >>= 1
                shift += 1
        return self._reaches(k, digits)

    def _reaches(self, k: int, digits: Sequence[int]) -> int:
        reached, equal = 0, self.true
        for position in range(max(len(digits), k.bit_length()) - 1, -1, -1):
            digit = digits[position] if position < len(digits) else 0
            if k >> position & 1:
                equal &= digit
            else:
                reached |= equal & digit
                equal &= ~digit
        return reached | equal


def _add_row(digits: list[int], row: int, position: int) -> None:
    while row:
        while len(digits) <= position:
            digits.append(0)
        digits[position], row = digits[position] ^ row, digits[position] & row
        position += 1


def bits(row: int) -> list[int]:
    """Return the positions of the bits of ``row`` that are set, ascending; linear in its length."""
    found = []
    for offset, byte in enumerate(row.to_bytes((row.bit_length() + 7) // 8, "little")):
        if byte:
            found += [offset * 8 + bit for bit in _BITS[byte]]
    return found


_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def evaluate_rows(circuit: Circuit, failed: Mapping[int, int], scenarios: int) -> list[int]:
    """Return every node's row; ``failed`` has a bit for each scenario in which an event is down."""
    rows = Rows(scenarios)
    full = rows.true
    if circuit.is_cyclic:
        events = [full & ~failed.get(number, 0) for number in range(len(circuit.events))]
        return evaluate(circuit, rows, events)
    values = [0] * len(circuit)
    k, weights = circuit.k, circuit.weights
    conjunction, disjunction, event, at_least = Op.AND, Op.OR, Op.VAR, Op.ATLEAST
    # Only plain nodes are here: the circuit has no loops. Written out for speed.
    for node, op, args in circuit.plain_steps:
        if op is conjunction:
            if len(args) == 2:
                one, other = args
                values[node] = values[one] & values[other]
                continue
            value = full
            for arg in args:
                value &= values[arg]
        elif op is event:
            down = failed.get(k[node])
            value = full if down is None else full & ~down
        elif op is disjunction:
            value = 0
            for arg in args:
                value |= values[arg]
        elif op is at_least:
            value = rows.at_least(k[node], [values[arg] for arg in args], weights[node])
        else:
            value = full if k[node] else 0
        values[node] = value
    return values
