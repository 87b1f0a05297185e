"""What each tier carries now, on bigger servers and with more of them, against what it is asked.

What the loss of a zone leaves of it is told by ``zone_loss``, where the load at which growth stops
comes from, by ``growth``.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from designer.analysis.demand import Demand
from designer.analysis.failure_domains import Placement
from designer.analysis.wiring import Wiring
from designer.catalog.instances import InstanceType, instance_type
from designer.catalog.service import ReplicaModel, Role
from designer.model.ids import ElementId
from designer.model.links import LinkKind

_TIERS = frozenset(
    {
        Role.COMPUTE,
        Role.STORE,
        Role.CACHE,
        Role.PROXY,
        Role.BUFFER,
        Role.GATEWAY,
        Role.BALANCER,
        Role.EDGE,
    }
)


class Tier(NamedTuple):
    """One element (or scaling group) that serves requests.

    Rates are requests a second; None means unknown, ``math.inf`` practically unlimited.

    Attributes:
        visits: requests to this tier for each request of the workload.
        demand_rps: visits times the workload's peak; None when no peak is stated.
        unit_rps: what one replica serves.
        unit_assumed: the figure comes from the catalog, not from the drawing.
        replicas, replicas_max: now, and as many as it may grow to.
        machine: its instance type, stated or assumed; "" where no size is chosen.
        machine_assumed: the drawing does not state one.
        largest: the largest size of that family; "" when unknown.
        size_growth: processors of the largest size over those of the present one, 1 or more.
        now_rps: all replicas that serve today.
        vertical_rps: as many of them, each of the largest size.
        max_rps: as many as it may grow to, of the present size.
        grown_rps: as many as it may grow to, each of the largest size.
        limit_rps: what its throttle or its service's quota lets through, whatever its size.
        horizontal, vertical: how it can grow (``Scaling`` of its row).
        headroom: max_rps / demand_rps.
        headroom_now: now_rps / demand_rps.
        growth: replicas_max / replicas: how far it grows without a change of the drawing.
        readers: read replicas beside a store, stated or drawn; None for what has no such.
    """

    id: ElementId
    name: str
    visits: float
    demand_rps: float | None
    unit_rps: float | None
    unit_assumed: bool
    replicas: int
    replicas_max: float
    machine: str
    machine_assumed: bool
    largest: str
    size_growth: float
    now_rps: float | None
    vertical_rps: float | None
    max_rps: float | None
    grown_rps: float | None
    limit_rps: float
    horizontal: str
    vertical: bool
    growth: float
    headroom: float | None
    headroom_now: float | None
    readers: int | None
    stateful: bool
    managed: bool
    can_grow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """All tiers on request journeys, and the one that gives out first.

    Attributes:
        tiers: in drawing order.
        bottleneck: the tier with the least known headroom; without a stated peak, the one
            that grows least.
        headroom: of the bottleneck; None when no peak is stated or nothing is known.
        fixed: tiers that cannot grow without a new drawing.
    """

    tiers: tuple[Tier, ...]
    bottleneck: ElementId | None
    headroom: float | None
    fixed: tuple[ElementId, ...]


def capacity(wiring: Wiring, placement: Placement, demand: Demand) -> Capacity:
    """Return the capacity of every tier that requests reach."""
    reached = [
        unit
        for unit in wiring.units
        if demand.visits.get(unit, 0.0) > 0 and wiring.services.of(unit).role in _TIERS
    ]
    measured: dict[tuple[object, ...], Tier] = {}
    tiers = tuple([_tier(wiring, placement, demand, unit, measured) for unit in reached])
    bottleneck = _bottleneck(tiers)
    return Capacity(
        tiers=tiers,
        bottleneck=None if bottleneck is None else bottleneck.id,
        headroom=None if bottleneck is None else bottleneck.headroom,
        fixed=tuple(tier.id for tier in tiers if not tier.can_grow),
    )


def _tier(
    wiring: Wiring,
    placement: Placement,
    demand: Demand,
    unit: ElementId,
    measured: dict[tuple[object, ...], Tier],
) -> Tier:
    """Return the tier ``unit`` is; those set up alike and asked for as much are measured once."""
    services, topology = wiring.services, wiring.topology
    members = wiring.members.get(unit, ())
    setups = dict.fromkeys([services.setup(member) for member in members])
    copies = len(topology.outgoing(unit, LinkKind.REPLICATION))
    visits = demand.visits.get(unit, 0.0)
    own = (Tier, *setups, len(members), copies)
    setup = services.setup(unit)
    key = (setup, visits, own)
    alike = measured.get(key)
    if alike is None:
        asked, tier = demand.at_peak(unit), setup.once(own, _Measure(wiring, placement, unit).tier)
        alike = measured[key] = tier._replace(
            visits=visits,
            demand_rps=asked,
            headroom=_ratio(tier.max_rps, asked),
            headroom_now=_ratio(tier.now_rps, asked),
        )
    return Tier(unit, topology.elements[unit].name or alike.name, *alike[2:])


def unit_rps(wiring: Wiring, placement: Placement, unit: ElementId) -> float | None:
    """Return what one replica of ``unit`` serves, stated or assumed; None when unknown."""
    stated = placement.capacity_of_one(unit)
    return _assumed_rps(wiring, unit) if stated is None else stated


def _machine(wiring: Wiring, unit: ElementId) -> tuple[InstanceType | None, bool]:
    """Return the instance type, of the unit or of a member, and whether it is assumed."""
    services = wiring.services
    for element in (unit, *wiring.members.get(unit, ())):
        key = services.of(element).scaling.size_property
        if key and services.is_stated(element, key):
            return instance_type(str(services.value(element, key))), False
    machine = services.of(unit).scaling.machine
    return (instance_type(machine) if machine else None), True


def _assumed_rps(wiring: Wiring, unit: ElementId) -> float | None:
    """Return the catalog's figure for one replica, in proportion to its processors."""
    scaling = wiring.services.of(unit).scaling
    machine, is_assumed = _machine(wiring, unit)
    told = instance_type(scaling.machine) if scaling.machine else None
    if is_assumed or scaling.unit_rps is None or machine is None or told is None:
        return scaling.unit_rps
    return scaling.unit_rps * machine.vcpus / told.vcpus


def _bottleneck(tiers: tuple[Tier, ...]) -> Tier | None:
    known = [tier for tier in tiers if tier.headroom is not None]
    if known:
        return min(known, key=lambda tier: tier.headroom or 0.0)
    return min(tiers, key=lambda tier: tier.growth, default=None)


class _Measure:
    """Measures one unit, whatever it is asked for."""

    def __init__(self, wiring: Wiring, placement: Placement, unit: ElementId) -> None:
        self._wiring = wiring
        self._services = wiring.services
        self._placement = placement
        self._unit = unit
        self._row = wiring.services.of(unit)

    def tier(self) -> Tier:
        """Return what the unit carries, with nothing asked of it."""
        stated = self._placement.capacity_of_one(self._unit)
        machine, is_assumed = _machine(self._wiring, self._unit)
        one_rps = unit_rps(self._wiring, self._placement, self._unit)
        size_growth = 1.0 if machine is None else machine.growth
        largest_rps = None if one_rps is None else one_rps * size_growth
        now, most = self._counts()
        now_rps, max_rps = self._rate(now, one_rps), self._rate(most, one_rps)
        growth = most / now if now else math.inf
        managed = self._row.scaling.horizontal == "managed"
        return Tier(
            id=self._unit,
            name=self._row.name,
            visits=0.0,
            demand_rps=None,
            unit_rps=one_rps,
            unit_assumed=stated is None,
            replicas=now,
            replicas_max=most,
            machine="" if machine is None else machine.name,
            machine_assumed=is_assumed,
            largest="" if machine is None else machine.largest,
            size_growth=size_growth,
            now_rps=now_rps,
            vertical_rps=self._rate(now, largest_rps),
            max_rps=max_rps,
            grown_rps=self._rate(most, largest_rps),
            limit_rps=self._limit,
            horizontal=self._row.scaling.horizontal,
            vertical=self._row.scaling.vertical,
            growth=growth,
            headroom=None,
            headroom_now=None,
            readers=self._readers(),
            stateful=self._row.stateful,
            managed=managed,
            can_grow=self._can_grow(most, growth, managed=managed),
        )

    def _counts(self) -> tuple[int, float]:
        """Return the parts that serve now, and at most without a change of the drawing."""
        unit, services, scaling = self._unit, self._services, self._row.scaling
        model = self._row.failure.replicas
        now = self._placement.desired(unit)
        if model is ReplicaModel.STANDBY:
            # A standby does not serve; read replicas do.
            now = 1 + (services.count(unit, "read_replicas") or 0)
        elif model is ReplicaModel.MANAGED:
            now = services.count(unit, "shards") or 1
            most: float = math.inf if scaling.horizontal == "managed" else now
            if services.is_stated(unit, scaling.max_property):
                most = max(now, services.count(unit, scaling.max_property) or now)
            return now, most
        if scaling.max_property:
            limit = services.count(unit, scaling.max_property)
            extra = 1 if model is ReplicaModel.CLUSTER else 0
            return now, max(now, (limit or 0) + extra)
        return now, math.inf if services.value(unit, "serverless") is True else now

    def _rate(self, count: float, one_rps: float | None) -> float | None:
        ceiling = self._limit
        if one_rps is None:
            unlimited = self._row.failure.replicas is ReplicaModel.MANAGED
            return ceiling if unlimited else None
        return min(ceiling, 0.0 if not one_rps else count * one_rps)

    @cached_property
    def _limit(self) -> float:
        told = (self._row.scaling.limit_rps, self._services.number(self._unit, "throttle_rps"))
        return min([limit for limit in told if limit is not None], default=math.inf)

    def _readers(self) -> int | None:
        if not self._row.stateful:
            return None
        drawn = len(self._wiring.topology.outgoing(self._unit, LinkKind.REPLICATION))
        for key in ("read_replicas", "replicas"):
            if self._row.property(key) is not None:
                return drawn + (self._services.count(self._unit, key) or 0)
        return None

    def _can_grow(self, most: float, growth: float, *, managed: bool) -> bool:
        """Tell whether its number moves: a group at its maximum today still does."""
        if growth > 1 or managed or self._row.scaling.horizontal == "replicas":
            return True
        element = self._wiring.topology.elements[self._unit]
        least = self._row.value(element, "minimum")
        has_range = bool(self._row.scaling.max_property) and isinstance(least, int)
        return has_range and isinstance(least, int) and most > least


def _ratio(rate: float | None, demand: float | None) -> float | None:
    if rate is None or demand is None:
        return None
    return rate / demand if demand > 0 else math.inf
