"""What each tier carries now, at most and after losing a zone, against what it is asked for."""

from dataclasses import dataclass

from designer.model.ids import ElementId


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
