"""Failure scenarios, all answered at once: one bit of every row is one scenario."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from designer.analysis.circuit import Event, EventKind, NodeId
from designer.analysis.compile import Compiled
from designer.analysis.evaluation import evaluate_rows
from designer.analysis.wiring import Wiring
from designer.model.ids import ElementId


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


@dataclass(frozen=True, slots=True)
class ScenarioSet:
    """Scenarios to be evaluated side by side."""

    scenarios: tuple[Scenario, ...]

    def __len__(self) -> int:
        return len(self.scenarios)

    def __iter__(self) -> Iterator[Scenario]:
        return iter(self.scenarios)


class Outcome:
    """What a set of scenarios does to journeys and elements."""

    def __init__(self, compiled: Compiled, wiring: Wiring, scenarios: ScenarioSet) -> None:
        """Evaluate ``scenarios``; scenario 0 of the rows is the drawing with nothing failed."""
        self.scenarios = scenarios
        self._compiled = compiled
        self._wiring = wiring
        number = {event.id: index for index, event in enumerate(compiled.circuit.events)}
        failed: dict[int, int] = {}
        for position, scenario in enumerate(scenarios, start=1):
            for event in scenario.events:
                if event in number:
                    index = number[event]
                    failed[index] = failed.get(index, 0) | 1 << position
        self._rows = evaluate_rows(compiled.circuit, failed, len(scenarios) + 1)
        self._full = (1 << len(scenarios) + 1) - 1

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
        return tuple(i for i in range(len(self.scenarios)) if row >> i + 1 & 1)

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
        return bool(self._reached.get(unit, 0) >> scenario + 1 & 1)

    def holds(self, node: NodeId, scenario: int) -> bool:
        """Tell whether ``node`` of the circuit is true in ``scenario``; -1 is nothing failed."""
        return bool(self._rows[node] >> scenario + 1 & 1)

    def is_up(self, unit: ElementId, scenario: int) -> bool:
        """Tell whether ``unit`` can serve in ``scenario``."""
        return bool(self._rows[self._compiled.up[unit]] >> scenario + 1 & 1)


def run(compiled: Compiled, wiring: Wiring, scenarios: ScenarioSet) -> Outcome:
    """Evaluate ``scenarios`` in one pass over the circuit."""
    return Outcome(compiled, wiring, scenarios)


def singles(compiled: Compiled) -> ScenarioSet:
    """Return every single failure: one replica or service, one zone, one Region.

    Replicas that are alike (of one icon, in one place) are told once.
    """
    found: list[Scenario] = []
    seen: set[tuple[str, str, str]] = set()
    for event in compiled.circuit.events:
        if event.kind is EventKind.REPLICA:
            alike = (event.element, event.member, event.zone)
            if alike in seen:
                continue
            seen.add(alike)
        found.append(_single(event))
    return ScenarioSet(tuple(found))


def _single(event: Event) -> Scenario:
    if event.kind is EventKind.REGION:
        sentence = f"the Region {event.name} fails"
    elif event.kind is EventKind.ZONE:
        sentence = f"the zone {event.name} fails"
    else:
        sentence = f"{event.name} fails"
    return Scenario(id=event.id, sentence=sentence, events=frozenset((event.id,)))


def together(parts: Iterable[Scenario]) -> Scenario:
    """Return the scenario in which all of ``parts`` happen at once."""
    known = tuple(parts)
    return Scenario(
        id="+".join(part.id for part in known),
        sentence=" and ".join(part.sentence for part in known),
        events=frozenset().union(*(part.events for part in known)),
    )


def pairs(single: ScenarioSet) -> ScenarioSet:
    """Return every two of ``single`` at once."""
    return ScenarioSet(tuple(together(pair) for pair in combinations(single, 2)))


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
    names = dict.fromkeys(_single(event).sentence for event in events)
    return Scenario(
        id="+".join(sorted(wanted)),
        sentence=sentence or " and ".join(names),
        events=frozenset(event.id for event in events),
    )
