"""What requests survive without people: the bridge from single points to recovery and operation."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from designer.analysis.compile import Compiled
from designer.analysis.failure_domains import Placement
from designer.analysis.grouping import Grouping
from designer.analysis.journeys import REQUEST, Journey
from designer.analysis.operational import Resilience
from designer.analysis.recovery import Survival
from designer.analysis.replica_sets import ReplicaSets
from designer.analysis.scenarios import Scenario, ScenarioSet, run
from designer.analysis.single_points import ELEMENT, REGION, ZONE, SinglePoint
from designer.analysis.wiring import Wiring
from designer.catalog.service import ReplicaModel, Role, Scope
from designer.model.ids import ElementId
from designer.model.links import LinkRole
from designer.model.workload import Disruption

# Route 53 defaults: a probe each 30 s, three in a row, and a record kept for 60 s.
INTERVAL_S, THRESHOLD, TTL_S = 30.0, 3.0, 60.0


@dataclass(frozen=True, kw_only=True)
class Survivors:
    """Reads from single points and placement what goes on by itself.

    Attributes:
        known_vital: what ``compiled`` has said of units so far; shared by facts with one circuit.

    Nothing here refers to the facts of which it is one, so that all of them go with the last who
    asks, without waiting for the search for circles.
    """

    wiring: Wiring
    placement: Placement
    grouping: Grouping
    sets: ReplicaSets
    journeys: tuple[Journey, ...]
    points: tuple[SinglePoint, ...]
    on_journeys: frozenset[ElementId]
    compiled: Compiled
    known_vital: dict[tuple[ElementId, ...], frozenset[ElementId]]

    @cached_property
    def _units(self) -> tuple[ElementId, ...]:
        on_it = {key for j in self.journeys if j.kind == REQUEST for key in j.elements}
        return tuple(unit for unit in self.wiring.units if unit in on_it)

    def _points(self, kind: str) -> list[SinglePoint]:
        return [p for p in self.points if p.kind == kind and p.request and not p.managed]

    @cached_property
    def _second_region(self) -> bool:
        regions = {self.placement.region_of(unit) for unit in self._units} - {None}
        return len(regions) > 1

    @cached_property
    def _standby(self) -> bool:
        return any(
            target.link.role is LinkRole.STANDBY
            for unit in self._units
            for target in self.wiring.needs(unit)
        )

    def resilience(self) -> Resilience:
        """Return what operational defaults depend on."""
        # What stands beside a request may fail over, or stand in one zone, without its waiting.
        needed = (unit for unit in self._units if unit in self.on_journeys)
        fleets = [unit for unit in needed if self.placement.replicas(unit)]
        return Resilience(
            survives_part=not self._points(ELEMENT),
            survives_zone=not self._points(ZONE),
            zones=min((len(self.placement.zones_of(unit)) for unit in fleets), default=3),
            survives_region=not self._points(REGION),
            active=not self._standby,
            failovers=tuple(self._failovers(fleets)),
        )

    def _failovers(self, fleets: list[ElementId]) -> list[tuple[str, float]]:
        found: dict[ElementId, tuple[str, float]] = {}
        for unit in fleets:
            row = self.wiring.services.of(unit)
            drawn = len(self.sets.of(unit)) > 1 and self.sets.of(unit)[0] == unit
            paired = row.failure.replicas in (ReplicaModel.STANDBY, ReplicaModel.CLUSTER)
            several = paired and self.placement.count(unit) > 1
            if (drawn or several) and row.failure.failover_s > 0:
                name = self.wiring.topology.elements[unit].name or row.name
                found[unit] = (name, row.failure.failover_s)
        # Where something else serves in the meantime, nobody waits for the failover.
        units = tuple(found)
        if units not in self.known_vital:
            self.known_vital[units] = self._vital(units)
        vital = self.known_vital[units]
        return [failover for unit, failover in found.items() if unit in vital]

    def _vital(self, units: Iterable[ElementId]) -> frozenset[ElementId]:
        """Return those of ``units`` whose loss as a whole breaks a request journey."""
        lost: dict[str, set[str]] = {unit: set() for unit in units}
        for event in self.compiled.circuit.events:
            if event.element in lost:
                lost[event.element].add(event.id)
        outcome = run(
            self.compiled,
            self.wiring,
            ScenarioSet(
                tuple(
                    Scenario(id=unit, sentence="", events=frozenset(events))
                    for unit, events in lost.items()
                )
            ),
        )
        asked = {journey.id for journey in self.journeys if journey.kind == REQUEST}
        return frozenset(
            ElementId(outcome.scenarios[index].id)
            for index in outcome.breaking
            if asked.intersection(outcome.broken(index))
        )

    def survival(self) -> Survival:
        """Return what recovery depends on."""
        kinds = {
            Disruption.INFRASTRUCTURE: ELEMENT,
            Disruption.ZONE: ZONE,
            Disruption.REGION: REGION,
        }
        return Survival(
            survives={d: not self._points(kind) for d, kind in kinds.items()},
            repair_s={d: self._repair(d, kind) for d, kind in kinds.items()},
            reroute=self._reroute(),
            second_region=self._second_region,
            standby=self._standby,
        )

    def _repair(self, disruption: Disruption, kind: str) -> float | None:
        """Return the seconds in which what broke comes back by itself; None if it does not."""
        seconds = 0.0
        for point in self._points(kind):
            for unit in self._culprits(point):
                setup = self.wiring.services.setup(unit)
                known = [f for f, _ in setup.recovery_figures(disruption)]
                if not known:
                    return None
                seconds = max(seconds, min(figure.rto_s for figure in known))
        return seconds

    def _culprits(self, point: SinglePoint) -> list[ElementId]:
        """Return the units without data that the failure itself takes down, if requests need them.

        What stands beside a request need not be back for it to be served.
        """
        if point.kind == ELEMENT:
            units = [ElementId(point.id)]
        else:
            place, lost = self.placement, self.on_journeys.intersection(point.blast_radius)
            units = [
                unit
                for unit in self.wiring.units
                if unit in lost
                and (point.id == place.region_of(unit) or point.id in place.zones_of(unit))
                and (place.replicas(unit) or place.service_zone(unit))
            ]
        return [unit for unit in units if not self.wiring.services.of(unit).stateful]

    def _reroute(self) -> tuple[str, float] | None:
        """Return what moves requests between Regions, and its seconds: the slowest one drawn."""
        found = []
        for unit in self._units:
            row = self.wiring.services.of(unit)
            if row.role not in (Role.DNS, Role.EDGE) or row.failure.scope is not Scope.GLOBAL:
                continue
            if not self._chooses_regions(unit):
                continue
            services = self.wiring.services
            name = self.wiring.topology.elements[unit].name or row.name
            if row.property("health_checks") is None:
                found.append((f"{name} re-routes", row.failure.failover_s or INTERVAL_S))
            elif services.is_on(unit, "health_checks"):
                interval = services.number(unit, "health_check_interval_s")
                threshold = services.number(unit, "failure_threshold")
                ttl = services.number(unit, "ttl_s")
                seconds = (INTERVAL_S if interval is None else interval) * (
                    THRESHOLD if threshold is None else threshold
                )
                found.append((f"{name} re-routes", seconds + (TTL_S if ttl is None else ttl)))
        return max(found, key=lambda pair: pair[1], default=None)

    def _chooses_regions(self, unit: ElementId) -> bool:
        return any(
            len({self.placement.region_of(target) for target in choice.units}) > 1
            for choice in self.grouping.choices(unit)
        )
