"""Facts: everything the rules and the score ask about one topology, worked out when first asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from designer.analysis import recovery as recovery_table
from designer.analysis.autoscaling.plans import ScalingPlan, scaling_plans
from designer.analysis.availability import AvailabilityReport, Formulas, Likelihood, availability
from designer.analysis.capacity import Capacity, capacity, unit_rps
from designer.analysis.circuit import Op
from designer.analysis.compile import Compiled, Compiler
from designer.analysis.cut_search import ORDER
from designer.analysis.cut_sets import CutSets, cut_sets
from designer.analysis.demand import Demand
from designer.analysis.elasticity import Elasticity, elasticity
from designer.analysis.failure_domains import Placement, Replica
from designer.analysis.flow import Cut, growth_cut
from designer.analysis.grouping import Grouping, TargetGroup
from designer.analysis.growth import Growth, growth
from designer.analysis.journeys import Journey, journeys
from designer.analysis.locations import Locations, Region, RegionKey, Zone, ZoneKey
from designer.analysis.operational import operational_downtime
from designer.analysis.parameters import Parameters, parameters_of
from designer.analysis.recovery import Recovery
from designer.analysis.recovery_routes import Routes, data_stores
from designer.analysis.remaining import RemainingCapacity
from designer.analysis.replica_sets import ReplicaSets
from designer.analysis.restated import is_placed_alike, restated_elements, stands_alike
from designer.analysis.scenario_sets import SEED, Samples
from designer.analysis.scenarios import (
    Outcome,
    Scenario,
    Scenarios,
    failing,
    run,
)
from designer.analysis.services import Services
from designer.analysis.single_points import SinglePoint, single_points
from designer.analysis.survival import Survivors
from designer.analysis.wiring import Wiring
from designer.analysis.zone_loss import Fleet, fleets, stand_ins
from designer.catalog.service import Service
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.topology import Topology
from designer.model.workload import Workload

T = TypeVar("T")


class Facts:
    """What is true of a topology under a workload; the same input always gives the same facts."""

    def __init__(
        self,
        topology: Topology,
        workload: Workload | None = None,
        parameters: Parameters | None = None,
        rows: Mapping[str, Service] | None = None,
        *,
        importance: bool = True,
    ) -> None:
        """Look at ``topology``; nothing is computed yet.

        ``parameters`` replaces what drawing and workload say, ``rows`` the program's catalog.
        Without ``importance`` the availability does not say what contributes how much, and takes
        half the time.
        """
        self._importance = importance
        self._cut_sets: dict[int, CutSets] = {}
        self._shared: dict[object, Any] = {}
        self._rows = rows
        self._base: Facts | None = None
        self.topology = topology
        self.workload = Workload() if workload is None else workload
        self._asked = parameters
        self.parameters = parameters or parameters_of(topology, self.workload)

    def once(self, key: object, work: Callable[["Facts"], T]) -> T:
        """Return what ``work`` makes of these facts, made only the first time ``key`` asks.

        For what several rules work out alike; nobody may change it.
        """
        if key not in self._shared:
            self._shared[key] = work(self)
        found: T = self._shared[key]
        return found

    def restated(self, topology: Topology) -> "Facts":
        """Return the facts of the same drawing in which other properties are stated.

        What that does not change is shared with these facts, not worked out again; of the
        importance of failures the result need not know.
        """
        made = Facts(topology, self.workload, self._asked, self._rows, importance=False)
        changed = restated_elements(self.topology, topology)
        if changed is not None:
            made.services = self.services.restated(topology)
            if stands_alike(topology, changed, self.services, made.services):
                made._share(self)
        return made

    def _share(self, base: "Facts") -> None:
        """Take over from ``base`` what depends on where things stand and who asks whom."""
        self._base = base
        self.locations = base.locations.restated(self.topology, self.services)
        self.wiring = base.wiring.restated(self.topology, self.services, self.locations)
        self.replica_sets, self.grouping = base.replica_sets, base.grouping
        self.journeys, self.demand = base.journeys, base.demand

    @cached_property
    def _like(self) -> "Facts | None":
        """The facts with the very same circuit, if these have been restated from such."""
        base = self._base
        if base is None or not is_placed_alike(base.on_journeys, base.placement, self.placement):
            return None
        return base

    @cached_property
    def services(self) -> Services:
        """The catalog's rows."""
        return Services(self.topology, self._rows)

    @cached_property
    def locations(self) -> Locations:
        """Zones and Regions as drawn, implied or unknown."""
        return Locations(self.topology, self.services)

    @cached_property
    def wiring(self) -> Wiring:
        """Units and the requests between them."""
        return Wiring(self.topology, self.services, self.locations)

    @cached_property
    def replica_sets(self) -> ReplicaSets:
        """Primaries with their drawn standbys."""
        return ReplicaSets(self.topology, self.services, self.locations)

    @cached_property
    def grouping(self) -> Grouping:
        """Target groups of every source."""
        return Grouping(self.wiring, self.replica_sets)

    @cached_property
    def journeys(self) -> tuple[Journey, ...]:
        """Request journeys, then background ones."""
        return journeys(self.wiring)

    @cached_property
    def demand(self) -> Demand:
        """Visits and peak demand of every unit."""
        return Demand(self.wiring, self.grouping, self.journeys, self.workload.peak_rps)

    @cached_property
    def placement(self) -> Placement:
        """Replicas and failure domains."""
        return Placement(self.wiring, self.demand)

    @cached_property
    def compiled(self) -> Compiled:
        """The success circuit; overloaded fleets count as up while all they have is up."""
        return self._like.compiled if self._like else self._compile(at_peak=False)

    @cached_property
    def compiled_at_peak(self) -> Compiled:
        """The success circuit in which a fleet too small for the stated peak is down."""
        if self._like:
            return self._like.compiled_at_peak
        return self._compile(at_peak=True) if self.compiled.short else self.compiled

    @cached_property
    def on_journeys(self) -> tuple[ElementId, ...]:
        """Units that some journey cannot do without or chooses between, in drawing order."""
        circuit = self.compiled.circuit
        cone = circuit.cone(self.compiled.journeys.values())
        found = {circuit.events[circuit.k[n]].element for n in cone if circuit.ops[n] is Op.VAR}
        return tuple(unit for unit in self.wiring.units if unit in found)

    @property
    def circuit(self) -> Compiled:
        """The success circuit."""
        return self.compiled

    @cached_property
    def compiled_at_any_load(self) -> Compiled:
        """The success circuit in which nothing fails for want of capacity."""
        if self.demand.peak_rps is None:
            return self.compiled
        return self._compile(at_any_load=True)

    def _compile(self, *, at_peak: bool = False, at_any_load: bool = False) -> Compiled:
        compiler = Compiler(
            wiring=self.wiring,
            sets=self.replica_sets,
            grouping=self.grouping,
            demand=self.demand,
            placement=self.placement,
            at_peak=at_peak,
            at_any_load=at_any_load,
        )
        return compiler.compile(self.journeys)

    @cached_property
    def single_points(self) -> tuple[SinglePoint, ...]:
        """Single points of failure: elements, zones, Regions."""
        if self._like:
            return self._like.single_points
        return single_points(
            self.compiled, self.wiring, self.placement, self.grouping, self.journeys
        )

    @cached_property
    def availability(self) -> AvailabilityReport:
        """Structural and operational availability."""
        downtime = operational_downtime(self.workload, self._survivors.resilience())
        if self._like and self._fails_alike(self._like):
            return replace(self._like.availability, operational=downtime)
        return availability(
            self.compiled_at_peak,
            self._down,
            downtime,
            self.parameters.basis,
            importance=self._importance,
            formulas=self._formulas,
        )

    @cached_property
    def _likelihood(self) -> Likelihood:
        return Likelihood(self.placement, self.wiring, self.parameters)

    @cached_property
    def _formulas(self) -> Formulas:
        return self._like._formulas if self._like else {}

    def _fails_alike(self, base: "Facts") -> bool:
        return base._down == self._down

    @cached_property
    def _down(self) -> tuple[float, ...]:
        """The unavailability of each event of the circuit at peak."""
        events = self.compiled_at_peak.circuit.events
        return tuple([self._likelihood.down(event) for event in events])

    @cached_property
    def _survivors(self) -> Survivors:
        return Survivors(
            wiring=self.wiring,
            placement=self.placement,
            grouping=self.grouping,
            sets=self.replica_sets,
            journeys=self.journeys,
            points=self.single_points,
            on_journeys=frozenset(self.on_journeys),
            compiled=self.compiled,
            known_vital=self._like._survivors.known_vital if self._like else {},
        )

    @cached_property
    def capacity(self) -> Capacity:
        """Capacity of every tier."""
        return capacity(self.wiring, self.placement, self.demand)

    def unit_rps(self, unit: ElementId) -> float | None:
        """Return what one replica of ``unit`` serves, requests a second; None when unknown."""
        return unit_rps(self.wiring, self.placement, unit)

    @cached_property
    def growth(self) -> Growth:
        """The load at which growth stops."""
        return growth(self.capacity)

    @cached_property
    def fleets(self) -> tuple[Fleet, ...]:
        """Every tier with those it stands in for, and what the worst zone's loss leaves."""
        return fleets(self.wiring, self.placement, self._stand_ins, self.capacity)

    @cached_property
    def _stand_ins(self) -> tuple[tuple[ElementId, ...], ...]:
        if self._base:
            return self._base._stand_ins
        return stand_ins(self.wiring, self.grouping, [tier.id for tier in self.capacity.tiers])

    def growth_cut(self) -> Cut:
        """Return what no split of requests grows beyond; slower than everything else here."""
        return growth_cut(self.demand, self.capacity, self.journeys)

    @cached_property
    def elasticity(self) -> Elasticity:
        """How every tier follows the load."""
        return elasticity(self.wiring, self.capacity)

    @cached_property
    def scaling_plans(self) -> tuple[ScalingPlan, ...]:
        """How every tier of known capacity follows a load; what the simulation runs on."""
        return scaling_plans(self.services, self.capacity, self.elasticity, self.workload)

    @cached_property
    def _stores(self) -> tuple[ElementId, ...]:
        if self._base:
            return self._base._stores
        return data_stores(self.wiring, self.replica_sets)

    @cached_property
    def recovery(self) -> Recovery:
        """The recovery table."""
        routes = Routes(
            stores=self._stores,
            wiring=self.wiring,
            placement=self.placement,
            sets=self.replica_sets,
        )
        return recovery_table.recovery(routes, self.workload, self._survivors.survival())

    def target_groups(self, source: ElementId) -> tuple[TargetGroup, ...]:
        """Return the target groups of ``source``."""
        return self.grouping.target_groups(source)

    def replicas(self, unit: ElementId) -> tuple[Replica, ...]:
        """Return the replicas of ``unit``."""
        return self.placement.replicas(unit)

    def zone(self, key: ZoneKey) -> Zone:
        """Return the zone with ``key``."""
        return self.placement.zones[key]

    def region(self, key: RegionKey) -> Region:
        """Return the Region with ``key``."""
        return self.placement.regions[key]

    def fail(self, ids: Iterable[str]) -> Scenario:
        """Return the scenario in which ``ids`` fail: elements, boxes of zones or Regions, keys.

        Any other box fails with everything that stands in it or belongs to it.
        """
        topology, places = self.topology, self.placement
        wanted: list[str] = []
        for key in ids:
            element = topology.elements.get(ElementId(key))
            if element is None:
                wanted.append(key)
            elif element.kind in (Kind.ZONE, Kind.REGION):
                wanted += [z.key for z in places.zones.values() if element.id in z.elements]
                wanted += [r.key for r in places.regions.values() if element.id in r.elements]
            elif self.wiring.unit_of(element.id) is None:
                wanted += topology.descendants(element.id)
                for box in (element.id, *topology.descendants(element.id)):
                    wanted += topology.members(box)
            else:
                wanted.append(key)
        return failing(self.compiled, wanted)

    def cut_sets(self, order: int = ORDER) -> CutSets:
        """Return what together breaks a journey, up to ``order`` failures at once."""
        found = self._cut_sets.get(order)
        if found is None:
            found = self._cut_sets[order] = cut_sets(
                self.compiled, self.wiring, self.placement, self._likelihood, self.journeys, order
            )
        return found

    def samples(self, count: int, seed: int = SEED) -> Samples:
        """Return ``count`` states at random, each event down as often as its figures say."""
        likelihood, events = self._likelihood, self.compiled.circuit.events
        return Samples({event: likelihood.down(event) for event in events}, count, seed)

    def remaining(self, scenarios: Scenarios) -> RemainingCapacity:
        """Return what capacity remains in each of ``scenarios``."""
        compiled = self.compiled_at_any_load
        tiers = self.capacity.tiers
        return RemainingCapacity(
            outcome=run(compiled, self.wiring, scenarios),
            compiled=compiled,
            wiring=self.wiring,
            placement=self.placement,
            grouping=self.grouping,
            sets=self.replica_sets,
            demand=self.demand,
            journeys=self.journeys,
            rates={tier.id: tier.now_rps for tier in tiers if tier.now_rps is not None},
        )

    def run(self, scenarios: Scenarios) -> Outcome:
        """Evaluate ``scenarios``."""
        return run(self.compiled, self.wiring, scenarios)
