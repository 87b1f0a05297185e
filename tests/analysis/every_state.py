"""Brute force over every state of a drawing at once: bit i of a row is its value in state i.

It reads the definition directly (least fixpoint over choices between targets, greatest over all
else) and shares no code with the engine: no circuit, no order of evaluation, no loops found.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tests.analysis.population import USER, Drawing, Event, Unit, Want

Row = int
Chosen = dict[tuple[str, ...], Row]


def states(count: int) -> tuple[Row, list[Row]]:
    """Return the row of all states of ``count`` events, and in which states each is down."""
    full = (1 << (1 << count)) - 1
    rows = []
    for number in range(count):
        half = 1 << number
        row, width = ((1 << half) - 1) << half, 2 * half
        while width < 1 << count:
            row |= row << width
            width *= 2
        rows.append(row)
    return full, rows


class Serving:
    """Which units serve in which states."""

    def __init__(self, drawing: Drawing, down: dict[Event, Row], full: Row) -> None:
        """Work it out; ``down`` has a row for each event, ``full`` is the row of all states."""
        self._drawing = drawing
        self._full = full
        self._set_of = {name: group for group in drawing.sets for name in group}
        self._working = {
            part.event: full & ~_any([down[event] for event in (part.event, *part.domains)])
            for unit in drawing.units.values()
            for part in unit.parts
        }
        self.rows = self._settled()

    def _settled(self) -> dict[str, Row]:
        chosen: Chosen = {}
        while True:
            up = self._greatest(chosen)
            following = self._choices(up)
            if following == chosen:
                return up
            chosen = following

    def _greatest(self, chosen: Chosen) -> dict[str, Row]:
        up = dict.fromkeys(self._drawing.units, self._full)
        changed = True
        while changed:
            changed = False
            for unit in self._drawing.units.values():
                row = up[unit.name] & self._unit(unit, up, chosen)
                if row != up[unit.name]:
                    up[unit.name] = row
                    changed = True
        return up

    def _unit(self, unit: Unit, up: dict[str, Row], chosen: Chosen) -> Row:
        met = {icon: self._met(icon, wants, up, chosen) for icon, wants in unit.icon_wants.items()}
        parts = [self._working[part.event] & met.get(part.icon, self._full) for part in unit.parts]
        row = at_least(unit.needed, parts, self._full) if parts else self._full
        if unit.service == "sqs":
            return row  # a buffer accepts, whatever becomes of the work
        return row & self._met(unit.name, unit.wants, up, chosen)

    def _met(self, owner: str, wants: list[Want], up: dict[str, Row], chosen: Chosen) -> Row:
        row = self._full
        for want in wants:
            if self._is_choice(want):
                row &= chosen.get((owner, *want.targets), 0)
            else:
                for target in want.targets:
                    group = self._set_of.get(target)
                    row &= up[target] if group is None else chosen.get(("set", *group), 0)
        return row

    def _choices(self, up: dict[str, Row]) -> Chosen:
        found: Chosen = {
            ("set", *group): _any([up[n] for n in group]) for group in self._drawing.sets
        }
        for unit in self._drawing.units.values():
            for owner, wants in ((unit.name, unit.wants), *unit.icon_wants.items()):
                for want in wants:
                    if self._is_choice(want):
                        rows = [_any([up[n] for n in group]) for group in self._groups(want)]
                        found[owner, *want.targets] = at_least(want.needed, rows, self._full)
        return found

    def _groups(self, want: Want) -> list[tuple[str, ...]]:
        """Return the targets, those of one replica set together."""
        return list(dict.fromkeys(tuple(self._set_of.get(t, (t,))) for t in want.targets))

    def _is_choice(self, want: Want) -> bool:
        return want.needed < len(self._groups(want))


def _any(rows: Sequence[Row]) -> Row:
    found = 0
    for row in rows:
        found |= row
    return found


def at_least(k: int, rows: Sequence[Row], full: Row) -> Row:
    """Return where ``k`` or more of ``rows`` are true: one row for each count reached."""
    reached = [full] + [0] * k
    for row in rows:
        for count in range(k, 0, -1):
            reached[count] |= reached[count - 1] & row
    return reached[k]


def weights(down: Sequence[float]) -> npt.NDArray[np.float64]:
    """Return the probability of each state."""
    found = np.ones(1)
    for q in down:
        found = np.concatenate((found * (1 - q), found * q))
    return found


def mass(row: Row, probability: npt.NDArray[np.float64]) -> float:
    """Return the probability of the states in ``row``: a sum of what is given, nothing cancels."""
    size = max(1, len(probability) // 8)
    bits = np.frombuffer(row.to_bytes(size, "little"), dtype=np.uint8)
    return float(probability[np.unpackbits(bits, bitorder="little")[: len(probability)] == 1].sum())


def failing(serving: Serving, full: Row) -> Row:
    """Return the states in which the user is not served."""
    return full & ~serving.rows[USER]
