"""Replicas and failure domains: what each element consists of, and what each part fails with."""

import math
from typing import NamedTuple

from designer.analysis.demand import Demand
from designer.analysis.locations import (
    Locations,
    Region,
    RegionKey,
    Zone,
    ZoneKey,
    spread,
)
from designer.analysis.services import Services
from designer.analysis.setups import Setup
from designer.analysis.wiring import Wiring
from designer.catalog.service import ReplicaModel, Scope
from designer.model.ids import ElementId

# Beyond this number replicas are counted in equal bundles that fail together.
MOST_REPLICAS = 512
_ELASTIC = frozenset({"step", "target_tracking", "predictive", "scheduled", True})


class Replica(NamedTuple):
    """One part of an element that fails by itself.

    Attributes:
        element: the unit it belongs to.
        number: counts the unit's replicas from 0.
        zone, region: what it fails with; None outside every zone or Region.
        member: the icon that stands for it (the element itself unless it is a member's icon).
    """

    element: ElementId
    number: int
    zone: ZoneKey | None
    region: RegionKey | None
    member: ElementId


class Placement:
    """Replicas, the number needed, zones and Region of every element."""

    def __init__(self, wiring: Wiring, demand: Demand) -> None:
        """Place the units of ``wiring`` under ``demand``."""
        self._wiring = wiring
        self._demand = demand
        self._services: Services = wiring.services
        self.locations: Locations = wiring.locations
        self._replicas: dict[ElementId, tuple[Replica, ...]] = {}
        self._zones: dict[ElementId, tuple[ZoneKey, ...]] = {}
        self._needed: dict[ElementId, int] = {}
        self._at_peak: dict[ElementId, int] = {}
        self._service_zone: dict[ElementId, ZoneKey | None] = {}

    @property
    def zones(self) -> dict[ZoneKey, Zone]:
        """All zones met so far, by key."""
        return self.locations.zones

    @property
    def regions(self) -> dict[RegionKey, Region]:
        """All Regions met so far, by key."""
        return self.locations.regions

    def setups(self, unit: ElementId) -> tuple[Setup, ...]:
        """Return how ``unit`` and its members are set up."""
        setup = self._services.setup
        members = self._wiring.members.get(unit, ())
        return (setup(unit), *[setup(member) for member in members]) if members else (setup(unit),)

    def take_over(self, unit: ElementId, before: "Placement") -> None:
        """Know of ``unit`` what ``before`` does, in which it is placed alike."""
        if unit in before._replicas:
            known = self._replicas[unit] = before._replicas[unit]
            for region, zone in dict.fromkeys([(one.region, one.zone) for one in known]):
                self.locations.meet(region, zone, before.locations)
        if unit in before._needed:
            self._needed[unit] = before._needed[unit]

    def zones_of(self, element: ElementId) -> tuple[ZoneKey, ...]:
        """Return the zones the replicas of ``element`` run in, or that it covers."""
        found = self._zones.get(element)
        if found is None:
            found = self._zones[element] = self._zones_used(element)
        return found

    def _zones_used(self, element: ElementId) -> tuple[ZoneKey, ...]:
        unit = self._wiring.unit_of(element)
        if unit is None:
            return self.locations.zones_of(element)
        replicas = self.replicas(unit)
        if element != unit:
            replicas = tuple(r for r in replicas if r.member in (element, unit))
        used = dict.fromkeys([r.zone for r in replicas if r.zone])
        return tuple(used) or self.locations.zones_of(element)

    def is_zone_known(self, element: ElementId) -> bool:
        """Tell whether the drawing says in which zones ``element`` runs."""
        return all(self.zones[key].known for key in self.zones_of(element))

    def region_of(self, element: ElementId) -> RegionKey | None:
        """Return the Region of ``element``; None outside every Region."""
        return self.locations.region_of(element)

    def is_managed(self, element: ElementId) -> bool:
        """Tell whether AWS replicates it: one failure event for the whole service."""
        return self._services.of(element).failure.replicas is ReplicaModel.MANAGED

    def service_zone(self, element: ElementId) -> ZoneKey | None:
        """Return the zone a managed service fails with: the only one it is confined to, or None.

        A load balancer that works in one zone is in that zone; in two or more it fails only with
        its Region. Services whose row knows no zones are AWS's to spread, wherever they are drawn.
        """
        try:
            return self._service_zone[element]
        except KeyError:
            found = self._service_zone[element] = self._found_service_zone(element)
            return found

    def _found_service_zone(self, element: ElementId) -> ZoneKey | None:
        if self.locations.region_of(element) is None:
            return None
        if self.locations.scope(element) is Scope.ZONAL:
            return self.locations.zones_of(element)[0]
        if self._services.of(element).property("zones") is None:
            return None
        told = self.locations.own_zones(element)
        return told[0] if len(told) == 1 else None

    def count(self, unit: ElementId) -> int:
        """Return the number of replicas at peak; 0 for a managed service."""
        return len(self.replicas(unit))

    def replicas(self, unit: ElementId) -> tuple[Replica, ...]:
        """Return the replicas of ``unit``; none for a managed service."""
        found = self._replicas.get(unit)
        if found is None:
            found = self._placed(unit)
            self._replicas[unit] = found
        return found

    def desired(self, unit: ElementId) -> int:
        """Return the number of instances or nodes in normal times, as the drawing states it."""
        services = self._services
        failure = services.of(unit).failure
        key = failure.count_property
        members = len(self._wiring.members.get(unit, ()))
        if failure.replicas is ReplicaModel.STANDBY:
            return 2 if services.is_on(unit, failure.multi_az_property) else 1
        if failure.replicas is ReplicaModel.CLUSTER:
            extra = services.count(unit, key)
            return 1 + (failure.default_count - 1 if extra is None else extra)
        if failure.replicas in (ReplicaModel.COUNT, ReplicaModel.QUORUM):
            for name in (key, "minimum"):
                if services.is_stated(unit, name):
                    return services.count(unit, name) or 0
            if members:
                return members
            stated = services.count(unit, key)
            return failure.default_count if stated is None else stated
        return 0 if failure.replicas is ReplicaModel.MANAGED else 1

    def needed_at_peak(self, unit: ElementId) -> int:
        """Return how many replicas must work: stated, else demand over capacity, else 1.

        Never derived from the number there are: another replica must never lower a score.
        """
        found = self._needed.get(unit)
        if found is None:
            found = self._needed[unit] = self._needed_at_peak(unit)
        return found

    def _needed_at_peak(self, unit: ElementId) -> int:
        model = self._services.of(unit).failure.replicas
        if model is ReplicaModel.QUORUM:
            return self._voters(unit) // 2 + 1
        if model is not ReplicaModel.COUNT:
            return 1
        stated = self._services.count(unit, "needed")
        if stated is not None:
            return max(1, stated)
        duty, capacity = self._demand.duty(unit), self.capacity_of_one(unit)
        if duty is None or not capacity:
            return 1
        return max(1, math.ceil(duty / capacity - 1e-9))

    def _voters(self, unit: ElementId) -> int:
        """Return the nodes that make the quorum: an even one more adds no failure to bear."""
        nodes = self.desired(unit)
        return nodes - 1 if nodes > 0 and nodes % 2 == 0 else nodes

    def is_needed_for_load(self, unit: ElementId) -> bool:
        """Tell whether the number needed follows from the load, not from what is stated."""
        counted = self._services.of(unit).failure.replicas is ReplicaModel.COUNT
        return counted and self._services.count(unit, "needed") is None

    def capacity_of_one(self, unit: ElementId) -> float | None:
        """Return the stated capacity of one replica, requests a second; None when not stated."""
        for element in (unit, *self._wiring.members.get(unit, ())):
            if self._services.is_stated(element, "capacity_rps"):
                return self._services.number(element, "capacity_rps")
        return None

    def at_peak(self, unit: ElementId) -> int:
        """Return the number of replicas at peak: an elastic fleet has grown to what is needed."""
        found = self._at_peak.get(unit)
        if found is None:
            found = self._at_peak[unit] = self._grown(unit)
        return found

    def _grown(self, unit: ElementId) -> int:
        now = self.desired(unit)
        scaling = self._services.of(unit).scaling
        if scaling.elastic != "policy" or not scaling.max_property:
            return now
        if self._services.value(unit, scaling.policy_property) not in _ELASTIC:
            return now
        most = self._services.count(unit, scaling.max_property)
        return max(now, min(most or now, self.needed_at_peak(unit)))

    def needed(self, unit: ElementId) -> int:
        """Return how many of ``replicas`` must work; may be more than there are."""
        return math.ceil(self.needed_at_peak(unit) / self._bundle(unit))

    def _bundle(self, unit: ElementId) -> int:
        return max(1, math.ceil(self.at_peak(unit) / MOST_REPLICAS))

    def _placed(self, unit: ElementId) -> tuple[Replica, ...]:
        failure = self._services.of(unit).failure
        if failure.replicas is ReplicaModel.MANAGED:
            return ()
        region = self.locations.region_of(unit)
        if failure.replicas is ReplicaModel.ONE:
            is_zonal = region is not None and self.locations.scope(unit) is Scope.ZONAL
            zone = self.locations.zones_of(unit)[0] if is_zonal else None
            return (Replica(unit, 0, zone, region, unit),)
        count = self.at_peak(unit) // self._bundle(unit)
        if failure.replicas is ReplicaModel.QUORUM:
            count = self._voters(unit)
        if failure.replicas is ReplicaModel.CLUSTER and not self._fails_over(unit):
            count = 1
        members = self._wiring.members.get(unit, ())
        icons = tuple(members[i % len(members)] if members else unit for i in range(count))
        zones = self._zones_for(unit, count, icons)
        if not zones:
            return tuple([Replica(unit, i, None, region, icon) for i, icon in enumerate(icons)])
        pairs = enumerate(zip(zones, icons, strict=True))
        return tuple([Replica(unit, i, zone, region, icon) for i, (zone, icon) in pairs])

    def _fails_over(self, unit: ElementId) -> bool:
        switch = self._services.of(unit).failure.failover_property
        return not switch or self._services.is_on(unit, switch)

    def _zones_for(
        self, unit: ElementId, count: int, icons: tuple[ElementId, ...]
    ) -> tuple[ZoneKey, ...]:
        region = self.locations.region_of(unit)
        if region is None or self.locations.scope(unit) is not Scope.ZONAL:
            return ()
        failure = self._services.of(unit).failure
        if self._wiring.members.get(unit):
            return self._by_member(unit, icons)
        zones = self.locations.zones_of(unit)
        switch = failure.multi_az_property
        if failure.replicas is ReplicaModel.COUNT or count < 2:
            return spread(zones, count)
        if switch and not self._services.is_on(unit, switch):
            return spread(zones[:1], count)
        if len(zones) < 2:
            # AWS puts the copies of a database cluster into other zones of the Region.
            known = [key for key in zones if self.zones[key].known]
            others = self.locations.zones_in(region, at_least=2)
            zones = tuple(dict.fromkeys((*known, *others)))
        return spread(zones, count)

    def _by_member(self, unit: ElementId, icons: tuple[ElementId, ...]) -> tuple[ZoneKey, ...]:
        """Put each replica where its icon stands; icons without a zone share the group's zones."""
        zones = self.locations.zones_of(unit)
        told = {icon: self.locations.own_zones(icon) for icon in dict.fromkeys(icons)}
        used = {zone for found in told.values() for zone in found}
        free = [zone for zone in zones if zone not in used] or list(zones)
        dealt: list[ZoneKey] = []
        without = 0
        for icon in icons:
            if told[icon]:
                dealt.append(told[icon][0])
            else:
                dealt.append(free[without % len(free)])
                without += 1
        return tuple(dealt)
