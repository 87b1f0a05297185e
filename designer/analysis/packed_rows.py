"""Very many scenarios at once: rows as packed NumPy arrays, dropped as soon as nobody needs them.

A row of half a million scenarios is 62 KB, and a circuit has thousands of nodes: kept together
they would fill the memory and, worse, empty the caches of the processor. Here only the rows of the
nodes asked for are kept; a row read for the last time makes room for the next.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from designer.analysis.circuit import Circuit, NodeId, Op

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Row = NDArray[np.uint8]

# Fewer scenarios are quicker as Python integers.
WORTHWHILE = 30_000


def evaluate_packed(
    circuit: Circuit,
    down: Callable[[str], "Row | None"],
    scenarios: int,
    tops: Iterable[NodeId],
) -> dict[NodeId, int]:
    """Return the rows of ``tops`` as integers, bit i for scenario i; the circuit has no loops.

    ``down`` gives the packed row (little-endian bits, as many bytes as ``scenarios`` need) of the
    scenarios in which the event with an id is down; None for none. The array is used up.
    """
    import numpy as np

    wanted = set(tops)
    steps = _in_use(circuit, wanted)
    left = _readers(steps)
    size = (scenarios + 7) // 8
    rows: dict[NodeId, Row] = {}
    always, never = np.full(size, 255, dtype=np.uint8), np.zeros(size, dtype=np.uint8)
    for node, op, args in steps:
        if op is Op.VAR:
            row = down(circuit.events[circuit.k[node]].id)
            rows[node] = always if row is None else np.invert(row, out=row)
        elif op is Op.CONST:
            rows[node] = always if circuit.k[node] else never
        elif op is Op.ATLEAST:
            parts = [rows[arg] for arg in args]
            rows[node] = _at_least(circuit.k[node], parts, circuit.weights[node], always)
        else:
            join = np.bitwise_and if op is Op.AND else np.bitwise_or
            start = always if op is Op.AND else never
            row = join(rows[args[0]], rows[args[1]]) if len(args) > 1 else start.copy()
            for arg in args[2:] if len(args) > 1 else args:
                join(row, rows[arg], out=row)
            rows[node] = row
        for arg in args:
            left[arg] -= 1
            if not left[arg] and arg not in wanted:
                del rows[arg]
    full = (1 << scenarios) - 1
    return {node: int.from_bytes(rows[node].tobytes(), "little") & full for node in wanted}


Steps = list[tuple[NodeId, Op, tuple[NodeId, ...]]]


def _in_use(circuit: Circuit, tops: set[NodeId]) -> Steps:
    """Return the steps that ``tops`` depend on, each event just before its first reader."""
    cone = circuit.cone(tops)
    found: Steps = []
    made: set[NodeId] = set()
    for step in circuit.plain_steps:
        node, op, args = step
        if node not in cone or (op is Op.VAR and node not in tops):
            continue
        for arg in args:
            if circuit.ops[arg] is Op.VAR and arg not in made and arg not in tops:
                made.add(arg)
                found.append((arg, Op.VAR, ()))
        found.append(step)
    return found


def _readers(steps: Steps) -> dict[NodeId, int]:
    count: dict[NodeId, int] = {}
    for _, _, args in steps:
        for arg in args:
            count[arg] = count.get(arg, 0) + 1
    return count


def _at_least(k: int, rows: Sequence["Row"], weights: Sequence[int] | None, always: "Row") -> "Row":
    """Add up bit-sliced, as ``evaluation.Rows.at_least`` does, then compare with k."""
    digits: list[Row] = []
    for position, row in enumerate(rows):
        weight = 1 if weights is None else weights[position]
        for shift in range(weight.bit_length()):
            if weight >> shift & 1:
                _add(digits, row, shift, always)
    reached, equal = ~always, always.copy()
    for position in range(max(len(digits), k.bit_length()) - 1, -1, -1):
        digit = digits[position] if position < len(digits) else ~always
        if k >> position & 1:
            equal &= digit
        else:
            reached |= equal & digit
            equal &= ~digit
    return reached | equal


def _add(digits: list["Row"], row: "Row", position: int, always: "Row") -> None:
    while row.any():
        while len(digits) <= position:
            digits.append(~always)
        digits[position], row = digits[position] ^ row, digits[position] & row
        position += 1
