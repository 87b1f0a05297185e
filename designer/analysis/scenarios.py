"""Failure scenarios, all answered at once: one bit of every row is one scenario."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from designer.analysis.circuit import Event, EventKind, NodeId
from designer.analysis.compile import Compiled
from designer.analysis.evaluation import bits, evaluate_rows
from designer.analysis.packed_rows import WORTHWHILE, evaluate_packed
from designer.analysis.wiring import Wiring
from designer.model.ids import ElementId

if TYPE_CHECKING:
    from designer.analysis.packed_rows import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Something that fails.

    Attributes:
        id: unique in its set, for example "zone:eu-west-1/a" or "web-1".
        sentence: for people: "the zone eu-west-1a fails".
        events: ids of the elementary events that are down.
    """

    id: str
    sentence: str
    events: frozenset[str]


class Scenarios(Protocol):
    """Scenarios to be evaluated side by side; each is spelled out only when it is looked at."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, index: int, /) -> Scenario:
        """Return scenario number ``index``, from 0."""

    def masks(self) -> Mapping[str, int]:
        """Return, by event id, a row whose bit i tells that the event is down in scenario i."""


@runtime_checkable
class BulkScenarios(Scenarios, Protocol):
    """Scenarios by the ten thousand."""

    def packed(self, event: str, /) -> "Row | None":
        """Return the row of ``event`` as a packed array of one's own; None where it never fails."""


@dataclass(frozen=True, slots=True)
class ScenarioSet:
    """Scenarios given one by one."""

    scenarios: tuple[Scenario, ...]

    def __len__(self) -> int:
        return len(self.scenarios)

    def __iter__(self) -> Iterator[Scenario]:
        return iter(self.scenarios)

    def __getitem__(self, index: int) -> Scenario:
        return self.scenarios[index]

    def masks(self) -> dict[str, int]:
        """Return the row of each event; see ``Scenarios``."""
        found: dict[str, int] = {}
        bit = 1
        for scenario in self.scenarios:
            for event in scenario.events:
                found[event] = found.get(event, 0) | bit
            bit <<= 1
        return found


@dataclass(frozen=True, slots=True)
class Singles:
    """One failure a scenario: each is that of one event."""

    events: tuple[Event, ...]

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """All of them, spelled out."""
        return tuple(self)

    def __len__(self) -> int:
        return len(self.events)

    def __iter__(self) -> Iterator[Scenario]:
        return map(_single, self.events)

    def __getitem__(self, index: int) -> Scenario:
        return _single(self.events[index])

    def masks(self) -> dict[str, int]:
        """Return the row of each event; see ``Scenarios``."""
        return {event.id: 1 << index for index, event in enumerate(self.events)}


class Outcome:
    """What a set of scenarios does to journeys and elements.

    Of very many scenarios only the journeys' rows are kept; what else is asked of one of them is
    worked out for that one.
    """

    def __init__(self, compiled: Compiled, wiring: Wiring, scenarios: Scenarios) -> None:
        """Evaluate ``scenarios``; scenario 0 of the rows is the drawing with nothing failed."""
        self.scenarios = scenarios
        self._compiled = compiled
        self._wiring = wiring
        self._full = (1 << len(scenarios) + 1) - 1
        self._looked_at: tuple[int, Outcome] | None = None
        self._rows: Sequence[int] | Mapping[NodeId, int]
        # Whether it has the methods of a protocol takes longest to tell.
        self._is_bulk = (
            len(scenarios) >= WORTHWHILE
            and not compiled.circuit.is_cyclic
            and isinstance(scenarios, BulkScenarios)
        )
        if self._is_bulk and isinstance(scenarios, BulkScenarios):
            self._rows = self._bulk(scenarios)
        else:
            masks = scenarios.masks()
            failed = {
                number: masks[event.id] << 1
                for number, event in enumerate(compiled.circuit.events)
                if event.id in masks
            }
            self._rows = evaluate_rows(compiled.circuit, failed, len(scenarios) + 1)

    def _bulk(self, scenarios: BulkScenarios) -> dict[NodeId, int]:
        circuit = self._compiled.circuit
        tops = {*self._compiled.journeys.values(), self._compiled.workload}
        rows = evaluate_packed(circuit, scenarios.packed, len(scenarios), tops)
        whole = evaluate_rows(circuit, {}, 1)
        return {node: row << 1 | whole[node] for node, row in rows.items()}

    def _alone(self, scenario: int) -> "Outcome":
        """Return the outcome of one scenario, as its number 0."""
        if self._looked_at is None or self._looked_at[0] != scenario:
            chosen = () if scenario < 0 else (self.scenarios[scenario],)
            alone = Outcome(self._compiled, self._wiring, ScenarioSet(chosen))
            self._looked_at = (scenario, alone)
        return self._looked_at[1]

    def journey_row(self, journey: str) -> int:
        """Return the row of a journey: bit i+1 tells whether it succeeds in scenario i."""
        return self._rows[self._compiled.journeys[journey]]

    def succeeds(self, journey: str, scenario: int) -> bool:
        """Tell whether ``journey`` succeeds in scenario number ``scenario``."""
        return bool(self.journey_row(journey) >> scenario + 1 & 1)

    def broken(self, scenario: int) -> tuple[str, ...]:
        """Return the journeys that fail in ``scenario`` and succeed when nothing has failed."""
        return tuple(
            journey
            for journey in self._compiled.journeys
            if self.journey_row(journey) & 1 and not self.succeeds(journey, scenario)
        )

    @cached_property
    def breaking(self) -> tuple[int, ...]:
        """The numbers of the scenarios that break at least one journey."""
        row = 0
        for journey in self._compiled.journeys:
            own = self.journey_row(journey)
            row |= self._full & ~own if own & 1 else 0
        return tuple(bit - 1 for bit in bits(row))

    def breaking_of(self, journey: str) -> list[int]:
        """Return the numbers of the scenarios that break ``journey``, ascending."""
        own = self.journey_row(journey)
        return [bit - 1 for bit in bits(self._full & ~own)] if own & 1 else []

    @cached_property
    def _reached(self) -> dict[ElementId, int]:
        """Row of each unit: requests still reach it."""
        reached: dict[ElementId, int] = dict.fromkeys(self._starts, self._full)
        pending = list(reached)
        while pending:
            unit = pending.pop()
            passed = reached[unit] & self._rows[self._compiled.own[unit]]
            for target in self._wiring.needs(unit):
                before = reached.get(target.unit, 0)
                if passed & ~before:
                    reached[target.unit] = before | passed
                    pending.append(target.unit)
        return reached

    @cached_property
    def _serving(self) -> dict[ElementId, int]:
        """Row of each unit: it serves, and requests still reach it."""
        up = self._compiled.up
        return {unit: row & self._rows[up[unit]] for unit, row in self._reached.items()}

    @cached_property
    def _starts(self) -> tuple[ElementId, ...]:
        elements = self._wiring.topology.elements
        return tuple(ElementId(key) for key in self._compiled.journeys if key in elements)

    def lost(self, scenario: int) -> tuple[ElementId, ...]:
        """Return what serves when nothing has failed and does not in ``scenario``.

        In drawing order; a unit whose requests no longer arrive is lost too.
        """
        if self._is_bulk:
            return self._alone(scenario).lost(min(scenario, 0))
        bit = 1 << scenario + 1
        gone = {unit for unit, row in self._serving.items() if row & 1 and not row & bit}
        down = {
            icon
            for icon, node in self._compiled.member.items()
            if self._rows[node] & 1 and not self._rows[node] & bit
        }
        down |= {
            unit
            for unit, node in self._compiled.own.items()
            if self._rows[node] & 1 and not self._rows[node] & bit
        }
        hit = gone | down
        for unit in gone:
            hit.update(self._wiring.members.get(unit, ()))
        return tuple(key for key in self._wiring.topology.elements if key in hit)

    def is_reached(self, unit: ElementId, scenario: int) -> bool:
        """Tell whether requests still arrive at ``unit`` in ``scenario``, working or not."""
        if self._is_bulk:
            return self._alone(scenario).is_reached(unit, min(scenario, 0))
        return bool(self._reached.get(unit, 0) >> scenario + 1 & 1)

    def holds(self, node: NodeId, scenario: int) -> bool:
        """Tell whether ``node`` of the circuit is true in ``scenario``; -1 is nothing failed."""
        if self._is_bulk:
            return self._alone(scenario).holds(node, min(scenario, 0))
        return bool(self._rows[node] >> scenario + 1 & 1)

    def is_up(self, unit: ElementId, scenario: int) -> bool:
        """Tell whether ``unit`` can serve in ``scenario``."""
        return self.holds(self._compiled.up[unit], scenario)


def run(compiled: Compiled, wiring: Wiring, scenarios: Scenarios) -> Outcome:
    """Evaluate ``scenarios`` in one pass over the circuit."""
    return Outcome(compiled, wiring, scenarios)


def singles(compiled: Compiled) -> Singles:
    """Return every single failure: one replica or service, one zone, one Region.

    In the order of the circuit. Replicas that are alike (of one icon, in one place) are told once.
    """
    found: list[Event] = []
    seen: set[tuple[str, str, str]] = set()
    replica = EventKind.REPLICA
    for event in compiled.circuit.events:
        _, kind, _, element, member, zone = event
        if kind is replica:
            alike = (element, member, zone)
            if alike in seen:
                continue
            seen.add(alike)
        found.append(event)
    return Singles(tuple(found))


def _single(event: Event) -> Scenario:
    return Scenario(id=event.id, sentence=event.sentence, events=frozenset((event.id,)))


def together(parts: Iterable[Scenario]) -> Scenario:
    """Return the scenario in which all of ``parts`` happen at once."""
    known = tuple(parts)
    return Scenario(
        id="+".join(part.id for part in known),
        sentence=" and ".join(part.sentence for part in known),
        events=frozenset().union(*(part.events for part in known)),
    )


def failing(compiled: Compiled, ids: Iterable[str], sentence: str = "") -> Scenario:
    """Return the scenario in which elements, zones or Regions fail as a whole.

    ``ids`` are element ids (a unit fails with all its replicas, a member's icon with its share) or
    keys of zones and Regions.
    """
    wanted = set(ids)
    events = [
        event
        for event in compiled.circuit.events
        if wanted & {event.id, event.element, event.member} - {""}
    ]
    names = dict.fromkeys(event.sentence for event in events)
    return Scenario(
        id="+".join(sorted(wanted)),
        sentence=sentence or " and ".join(names),
        events=frozenset(event.id for event in events),
    )
