"""Capacity and growth as plain data: one row a tier, one a fleet, and where growth stops."""

import math
from typing import Any

from designer.analysis.capacity import Tier
from designer.analysis.flow import Cut
from designer.analysis.growth import load_of
from designer.analysis.zone_loss import Fleet
from designer.rules.growth_phrasing import stability
from designer.scoring.scorecard import Scorecard

_UNLIMITED = "unlimited"


def capacity_data(card: Scorecard, cut: Cut | None = None) -> dict[str, Any]:
    """Return the capacity part of ``SCORE``."""
    growth = card.growth
    left = {tier.id: fleet for fleet in card.fleets for tier in fleet.tiers}
    return {
        "peak_rps": card.peak_rps,
        "sentence": card.growth_sentence,
        "now_rps": _rate(growth.now_rps),
        "vertical_rps": _rate(growth.vertical_rps),
        "horizontal_rps": _rate(growth.horizontal_rps),
        "grown_rps": _rate(growth.grown_rps),
        "stops": list(growth.stops),
        "unknown": list(growth.unknown),
        "proof": None if cut is None else {"load_rps": _rate(cut.load_rps), "cut": list(cut.tiers)},
        "bottleneck": card.capacity.bottleneck,
        "tiers": [_tier(card, tier, left[tier.id]) for tier in card.capacity.tiers],
        "fleets": [_fleet(fleet) for fleet in card.fleets if fleet.is_judged],
    }


def _rate(value: float | None) -> float | str | None:
    if value is None:
        return None
    return _UNLIMITED if math.isinf(value) else round(value, 2)


def _tier(card: Scorecard, tier: Tier, fleet: Fleet) -> dict[str, Any]:
    return {
        "id": tier.id,
        "name": tier.name,
        "visits": round(tier.visits, 6),
        "demand_rps": None if tier.demand_rps is None else round(tier.demand_rps, 2),
        "replicas": tier.replicas,
        "replicas_max": _rate(tier.replicas_max),
        "machine": tier.machine,
        "machine_assumed": tier.machine_assumed,
        "largest": tier.largest,
        "capacity_assumed": tier.unit_assumed,
        "now_rps": _rate(tier.now_rps),
        "vertical_rps": _rate(tier.vertical_rps),
        "horizontal_rps": _rate(tier.max_rps),
        "grown_rps": _rate(tier.grown_rps),
        "after_zone_loss_rps": _rate(fleet.left_rps),
        "load_rps": _rate(load_of(tier, tier.grown_rps)),
        "headroom_now": _rate(tier.headroom_now),
        "headroom": _rate(tier.headroom),
        "is_bottleneck": tier.id == card.capacity.bottleneck,
        "stops_growth": tier.id in card.growth.stops,
    }


def _fleet(fleet: Fleet) -> dict[str, Any]:
    needed = fleet.stable_percent
    return {
        "tiers": [tier.id for tier in fleet.tiers],
        "zones": fleet.zones,
        "worst_zone": fleet.worst_zone,
        "provisioned_percent": round(fleet.provisioned_percent or 0.0, 2),
        "needed_percent": None if needed is None else round(needed, 2),
        "left_percent": round(100 * fleet.share_left, 2),
        "sentence": stability(fleet),
    }
