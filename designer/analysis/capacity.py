"""What each tier carries now, at most and after losing a zone, against what it is asked for."""

import math
from collections import Counter
from dataclasses import dataclass

from designer.analysis.demand import Demand
from designer.analysis.failure_domains import Placement
from designer.analysis.wiring import Wiring
from designer.catalog.service import ReplicaModel, Role
from designer.model.ids import ElementId

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One element (or scaling group) that serves requests.

    Rates are requests a second; None means unknown, ``math.inf`` practically unlimited.

    Attributes:
        visits: requests to this tier for each request of the workload.
        demand_rps: visits times the workload's peak; None when no peak is stated.
        unit_rps: what one replica serves.
        unit_assumed: the figure comes from the catalog, not from the drawing.
        replicas, replicas_max: now, and as many as it may grow to.
        horizontal, vertical: how it can grow (``Scaling`` of its row).
        headroom: max_rps / demand_rps.
        headroom_now: now_rps / demand_rps.
        growth: max_rps / now_rps: how far it grows without a change of the drawing.
        after_zone_loss_rps: what is left now after the worst zone is lost.
        worst_zone: key of that zone; "" when no single zone matters.
    """

    id: ElementId
    name: str
    visits: float
    demand_rps: float | None
    unit_rps: float | None
    unit_assumed: bool
    replicas: int
    replicas_max: float
    now_rps: float | None
    max_rps: float | None
    horizontal: str
    vertical: bool
    growth: float
    headroom: float | None
    headroom_now: float | None
    after_zone_loss_rps: float | None
    worst_zone: str
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
    tiers = tuple(_Measure(wiring, placement, demand, unit).tier() for unit in reached)
    bottleneck = _bottleneck(tiers)
    return Capacity(
        tiers=tiers,
        bottleneck=None if bottleneck is None else bottleneck.id,
        headroom=None if bottleneck is None else bottleneck.headroom,
        fixed=tuple(tier.id for tier in tiers if not tier.can_grow),
    )


def _bottleneck(tiers: tuple[Tier, ...]) -> Tier | None:
    known = [tier for tier in tiers if tier.headroom is not None]
    if known:
        return min(known, key=lambda tier: tier.headroom or 0.0)
    return min(tiers, key=lambda tier: tier.growth, default=None)


class _Measure:
    """Measures one unit."""

    def __init__(
        self, wiring: Wiring, placement: Placement, demand: Demand, unit: ElementId
    ) -> None:
        self._wiring = wiring
        self._services = wiring.services
        self._placement = placement
        self._demand = demand
        self._unit = unit
        self._row = wiring.services.of(unit)

    def tier(self) -> Tier:
        """Return what the unit carries."""
        stated = self._placement.capacity_of_one(self._unit)
        unit_rps = self._row.scaling.unit_rps if stated is None else stated
        now, most = self._counts()
        now_rps, max_rps = self._rate(now, unit_rps), self._rate(most, unit_rps)
        demand = self._demand.at_peak(self._unit)
        left, worst = self._after_zone_loss(now_rps)
        growth = most / now if now else math.inf
        managed = self._row.scaling.horizontal == "managed"
        return Tier(
            id=self._unit,
            name=self._wiring.topology.elements[self._unit].name or self._row.name,
            visits=self._demand.visits.get(self._unit, 0.0),
            demand_rps=demand,
            unit_rps=unit_rps,
            unit_assumed=stated is None,
            replicas=now,
            replicas_max=most,
            now_rps=now_rps,
            max_rps=max_rps,
            horizontal=self._row.scaling.horizontal,
            vertical=self._row.scaling.vertical,
            growth=growth,
            headroom=_ratio(max_rps, demand),
            headroom_now=_ratio(now_rps, demand),
            after_zone_loss_rps=left,
            worst_zone=worst,
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

    def _rate(self, count: float, unit_rps: float | None) -> float | None:
        scaling = self._row.scaling
        throttle = self._services.number(self._unit, "throttle_rps")
        ceiling = math.inf if throttle is None else throttle
        if scaling.limit_rps is not None:
            ceiling = min(ceiling, scaling.limit_rps)
        if unit_rps is None:
            unlimited = self._row.failure.replicas is ReplicaModel.MANAGED
            return ceiling if unlimited else None
        return min(ceiling, 0.0 if not unit_rps else count * unit_rps)

    def _can_grow(self, most: float, growth: float, *, managed: bool) -> bool:
        """Tell whether its number moves: a group at its maximum today still does."""
        if growth > 1 or managed or self._row.scaling.horizontal == "replicas":
            return True
        element = self._wiring.topology.elements[self._unit]
        least = self._row.value(element, "minimum")
        has_range = bool(self._row.scaling.max_property) and isinstance(least, int)
        return has_range and isinstance(least, int) and most > least

    def _after_zone_loss(self, rate: float | None) -> tuple[float | None, str]:
        replicas = self._placement.replicas(self._unit)
        per_zone = Counter(replica.zone for replica in replicas if replica.zone)
        if not per_zone or rate is None:
            zone = self._placement.service_zone(self._unit)
            return (rate, "") if zone is None else (0.0, zone)
        worst = max(per_zone, key=lambda key: (per_zone[key], key))
        return rate * (1 - per_zone[worst] / len(replicas)), worst


def _ratio(rate: float | None, demand: float | None) -> float | None:
    if rate is None or demand is None:
        return None
    return rate / demand if demand > 0 else math.inf
