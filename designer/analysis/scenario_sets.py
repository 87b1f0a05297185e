"""Sets of failure scenarios that are too many to be spelled out: pairs, products, random samples.

A set knows the row of bits of each event and makes a scenario's sentence when somebody looks at it.
All 499,500 pairs of a thousand failures are a thousand rows, each made by a few shifts.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from designer.analysis.circuit import Event, EventKind
from designer.analysis.compile import Compiled
from designer.analysis.evaluation import bits
from designer.analysis.failure_domains import Placement
from designer.analysis.scenarios import Scenario, Scenarios, ScenarioSet, singles, together
from designer.analysis.wiring import Wiring
from designer.model.ids import ElementId

if TYPE_CHECKING:
    from designer.analysis.packed_rows import Row

SEED = 20_240_229
_DOMAINS = (EventKind.REGION, EventKind.ZONE)


@dataclass(frozen=True)
class Pairs:
    """Every two scenarios of a set at once, n (n - 1) / 2 of them.

    They come by distance, not by position: first all neighbours (the last and the first are
    neighbours too), then all that are two apart, and so on. In this order the row of one scenario
    is two combs: it is the first of a pair at one place of every n, and the second at another.
    """

    base: Scenarios

    def __len__(self) -> int:
        return len(self.base) * (len(self.base) - 1) // 2

    def indices(self, index: int) -> tuple[int, int]:
        """Return the numbers of the two scenarios of ``base`` in pair ``index``, ascending."""
        count = len(self.base)
        if not 0 <= index < len(self):
            raise IndexError(index)
        distance, first = index // count + 1, index % count
        second = (first + distance) % count
        return min(first, second), max(first, second)

    def __getitem__(self, index: int) -> Scenario:
        return together(self.base[part] for part in self.indices(index))

    def masks(self) -> dict[str, int]:
        """Return the row of each event; see ``Scenarios``."""
        rows = {event: self.packed(event) for event in self._base}
        return {
            event: int.from_bytes(row.tobytes(), "little")
            for event, row in rows.items()
            if row is not None
        }

    @cached_property
    def _base(self) -> Mapping[str, int]:
        return self.base.masks()

    def packed(self, event: str) -> "Row | None":
        """Return the row of ``event``; see ``BulkScenarios``."""
        import numpy as np

        count, total = len(self.base), len(self)
        parts = bits(self._base.get(event, 0))
        if not parts or not total:
            return None
        row = np.zeros(total, dtype=np.bool_)
        for part in parts:
            row[part::count] = True
            # As the second of its pair it is at (d - 1) (n - 1) + part - 1 for distance d, and n
            # places later from where the first of the pair is counted from the end.
            turn = min(part, count // 2) * (count - 1) + part - 1
            if part:
                row[part - 1 : turn : count - 1] = True
            row[turn + count :: count - 1] = True
        return np.packbits(row, bitorder="little")


def comb(step: int, teeth: int) -> int:
    """Return a row with ``teeth`` bits set, the first at 0, each ``step`` after the one before."""
    row, made = 1 if teeth else 0, 1
    while made < teeth:
        row |= row << step * made
        made *= 2
    return row & (1 << step * teeth) - 1


def _spread(base: Scenarios, row: Callable[[int], int]) -> dict[str, int]:
    """Return the row of each event of ``base``: where any of its scenarios' ``row`` is set."""
    found: dict[str, int] = {}
    known: dict[int, int] = {}
    for event, mask in base.masks().items():
        value = 0
        for part in bits(mask):
            if part not in known:
                known[part] = row(part)
            value |= known[part]
        found[event] = value
    return found


@dataclass(frozen=True)
class Products:
    """Every scenario of one set together with every one of another, the second running fastest."""

    one: Scenarios
    other: Scenarios

    def __len__(self) -> int:
        return len(self.one) * len(self.other)

    def __getitem__(self, index: int) -> Scenario:
        if not 0 <= index < len(self):
            raise IndexError(index)
        first, second = divmod(index, len(self.other))
        return together((self.one[first], self.other[second]))

    def masks(self) -> dict[str, int]:
        """Return the row of each event; see ``Scenarios``."""
        width = len(self.other)
        block = (1 << width) - 1
        teeth = comb(width, len(self.one))
        found = _spread(self.one, lambda part: block << part * width)
        for event, mask in _spread(self.other, lambda part: teeth << part).items():
            found[event] = found.get(event, 0) | mask
        return found


@dataclass(frozen=True)
class Joined:
    """Several sets one after the other, to be answered in one pass."""

    sets: tuple[Scenarios, ...]

    def __len__(self) -> int:
        return self._ends[-1] if self.sets else 0

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(accumulate(len(one) for one in self.sets))

    def __getitem__(self, index: int) -> Scenario:
        if not 0 <= index < len(self):
            raise IndexError(index)
        at = bisect_right(self._ends, index)
        return self.sets[at][index - (self._ends[at] - len(self.sets[at]))]

    def masks(self) -> dict[str, int]:
        """Return the row of each event; see ``Scenarios``."""
        found: dict[str, int] = {}
        start = 0
        for one in self.sets:
            for event, mask in one.masks().items():
                found[event] = found.get(event, 0) | mask << start
            start += len(one)
        return found


@dataclass(frozen=True)
class Samples:
    """States drawn at random: every event is down with its own probability, by itself.

    The same input gives the same states on every machine.

    Attributes:
        down: by event, its unavailability, 0 to 1.
        count: how many states.
        seed: for other states of the same kind.
    """

    down: Mapping[Event, float]
    count: int
    seed: int = SEED

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Scenario:
        if not 0 <= index < self.count:
            raise IndexError(index)
        rows, byte, bit = self._rows, index // 8, index % 8
        failed = [e for e in self.down if e.id in rows and rows[e.id][byte] >> bit & 1]
        return Scenario(
            id=f"sample-{index + 1}",
            sentence=" and ".join(dict.fromkeys(event.sentence for event in failed)),
            events=frozenset(event.id for event in failed),
        )

    def masks(self) -> dict[str, int]:
        """Return the row of each event; see ``Scenarios``."""
        return {event: int.from_bytes(row.tobytes(), "little") for event, row in self._rows.items()}

    def packed(self, event: str) -> "Row | None":
        """Return the row of ``event``; see ``BulkScenarios``."""
        row = self._rows.get(event)
        return None if row is None else row.copy()

    @cached_property
    def _rows(self) -> "dict[str, Row]":
        """Draw how many states have the event down, then which: rare failures cost little."""
        import numpy as np

        generator = np.random.Generator(np.random.PCG64(self.seed))
        found: dict[str, Row] = {}
        for event, chance in self.down.items():
            hits = int(generator.binomial(self.count, min(1.0, max(0.0, chance))))
            if hits:
                row = np.zeros(self.count, dtype=np.bool_)
                row[generator.choice(self.count, hits, replace=False, shuffle=False)] = True
                found[event.id] = np.packbits(row, bitorder="little")
        return found


# ------------------------------------------------------------------------- sets of one drawing


def pairs(base: Scenarios) -> Pairs:
    """Return every two of ``base`` at once."""
    return Pairs(base)


def elements(compiled: Compiled) -> ScenarioSet:
    """Return every single failure that is not a zone's or a Region's, alike replicas once."""
    domains = {event.id for event in compiled.circuit.events if event.kind in _DOMAINS}
    return ScenarioSet(tuple(one for one in singles(compiled) if one.id not in domains))


def domains(compiled: Compiled, kind: EventKind) -> ScenarioSet:
    """Return the failure of each zone (``EventKind.ZONE``) or Region (``EventKind.REGION``)."""
    wanted = {event.id for event in compiled.circuit.events if event.kind is kind}
    return ScenarioSet(tuple(one for one in singles(compiled) if one.id in wanted))


def services(compiled: Compiled, wiring: Wiring, placement: Placement) -> ScenarioSet:
    """Return the failure of each service in each Region: all that is drawn of it there at once.

    A scaling group's instances fail with the service of their icons. What stands outside every
    Region (Route 53, a data centre) fails everywhere.
    """
    parts: dict[tuple[str, str], list[str]] = {}
    names: dict[tuple[str, str], str] = {}
    for event in compiled.circuit.events:
        if event.kind in _DOMAINS or not event.member:
            continue
        row = wiring.services.of(ElementId(event.member))
        region = placement.region_of(ElementId(event.element))
        key = (row.key or event.member, region or "")
        parts.setdefault(key, []).append(event.id)
        where = f" in {placement.regions[region].name}" if region else ""
        names[key] = f"every {row.name if row.key else event.name}{where} fails"
    return ScenarioSet(
        tuple(
            Scenario(
                id=f"service:{service}" + (f"@{region}" if region else ""),
                sentence=names[service, region],
                events=frozenset(events),
            )
            for (service, region), events in parts.items()
        )
    )
