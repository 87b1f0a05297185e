"""Fault Tolerance: what is left when one part, one zone or one Region fails."""

from math import inf

from designer.analysis.facts import Facts
from designer.analysis.single_points import SinglePoint
from designer.catalog.service import Role
from designer.rules.phrasing import count, listed
from designer.scoring.measures.measure import Measure
from designer.scoring.profile import Profile
from designer.scoring.scorecard import Cap, Part


def measure(facts: Facts, profile: Profile) -> Measure | None:
    """Measure single points, zone loss, Region loss and blast radius; None without journeys."""
    journeys = [journey for journey in facts.journeys if journey.kind == "request"]
    if not journeys:
        return None
    weights = profile.fault_tolerance
    counted = [p for p in facts.single_points if p.request]
    parts_alone = [p for p in counted if p.kind == "element" and not p.managed]
    zones = [p for p in counted if p.kind == "zone"]
    regions = [p for p in counted if p.kind == "region"]
    fleets = sorted({p.fleet or p.id for p in parts_alone})
    started = {journey.id for journey in journeys}
    worst = max((len(started & set(p.journeys)) for p in parts_alone), default=0) / len(started)
    zone_share, zone_ids = _after_zone_loss(facts, zones)
    region_share = 0.0 if regions else _after_region_loss(facts)
    parts = (
        Part(
            name="Single points of failure",
            figure=count(len(fleets), "single point of failure", "single points of failure"),
            points=100 * weights["single_point_factor"] ** len(fleets),
            weight=weights["weight_single_points"],
            evidence=_ids(parts_alone),
        ),
        Part(
            name="After losing the worst zone",
            figure=f"{zone_share * 100:.0f} % of the need is left",
            points=100 * zone_share,
            weight=weights["weight_zone_loss"],
            evidence=zone_ids,
        ),
        Part(
            name="After losing the worst Region",
            figure=f"{region_share * 100:.0f} % of the need is left",
            points=100 * region_share,
            weight=weights["weight_region_loss"],
            evidence=_ids(regions),
        ),
        Part(
            name="Journeys the worst single failure spares",
            figure=f"{(1 - worst) * 100:.0f} %",
            points=100 * (1 - worst),
            weight=weights["weight_blast_radius"],
            evidence=_ids(parts_alone),
        ),
    )
    return Measure(parts=parts, caps=_caps(parts_alone, zones, profile))


def _ids(points: list[SinglePoint]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for point in points for i in point.ids))


def _caps(alone: list[SinglePoint], zones: list[SinglePoint], profile: Profile) -> tuple[Cap, ...]:
    caps: list[Cap] = []
    if zones:
        caps.append(
            Cap(
                limit=profile.fault_tolerance["cap_one_zone"],
                reason=f"losing {listed([p.name for p in zones])} breaks a journey",
                elements=_ids(zones),
                rule="FT-03",
            )
        )
    stateful = [p for p in alone if p.stateful]
    if stateful:
        caps.append(
            Cap(
                limit=profile.fault_tolerance["cap_stateful_single_point"],
                reason=f"{listed([p.name for p in stateful])} keeps data and stands alone",
                elements=_ids(stateful),
                rule="FT-02",
            )
        )
    return tuple(caps)


def _after_zone_loss(facts: Facts, zones: list[SinglePoint]) -> tuple[float, tuple[str, ...]]:
    if zones:
        return 0.0, _ids(zones)
    judged = (fleet for fleet in facts.fleets if fleet.is_judged)
    worst = min(judged, key=lambda fleet: fleet.share_left, default=None)
    if worst is None or worst.share_left >= 1:
        return 1.0, ()
    return worst.share_left, tuple(tier.id for tier in worst.tiers)


def _after_region_loss(facts: Facts) -> float:
    """Return the share of the peak that the other Regions carry after the worst loss, 0 to 1.

    Each Region carries what the weakest of its tiers of servers does when it works alone; what
    stands by counts, although no request reaches it today.
    """
    peak = facts.workload.peak_rps
    if not peak:
        return 1.0
    carried = [_alone(facts, region) for region in list(facts.placement.regions)]
    serving = [load for load in carried if load is not None]
    if len(serving) < 2:
        return 1.0
    # Left after the loss of the strongest; a Region more never takes away from the sum.
    return min(1.0, sum(sorted(serving)[:-1]) / peak)


def _alone(facts: Facts, region: str) -> float | None:
    """Return the load that ``region`` carries alone; None when it has no servers on a journey."""
    loads: list[float] = []
    for unit, visits in facts.demand.alone(region).items():
        row = facts.services.of(unit)
        if row.role is not Role.COMPUTE or facts.placement.region_of(unit) != region:
            continue
        rate = facts.placement.capacity_of_one(unit) or facts.unit_rps(unit)
        if row.scaling.horizontal == "managed" or rate is None or visits <= 0:
            loads.append(inf)
            continue
        loads.append(rate * facts.placement.desired(unit) / visits)
    return min(loads, default=None)
