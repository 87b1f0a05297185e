"""The load at which growth stops, and the tiers that stop it: now, bigger, more, and both."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from designer.analysis.capacity import Capacity, Tier
from designer.model.ids import ElementId

_CLOSE = 1e-9  # relative: tiers that give out at the same load


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How far the whole workload grows, requests a second of the workload.

    None where no tier's capacity is known, ``math.inf`` where none of those known ends.

    Attributes:
        now_rps: with what runs today.
        vertical_rps: with the largest size of every family, in today's number.
        horizontal_rps: with every tier at its maximum, in today's size.
        grown_rps: with both: the load at which growth stops.
        stops: the tiers that give out there, in drawing order: a cut of the requests' way.
        unknown: tiers on the way whose capacity is not known.
    """

    now_rps: float | None
    vertical_rps: float | None
    horizontal_rps: float | None
    grown_rps: float | None
    stops: tuple[ElementId, ...]
    unknown: tuple[ElementId, ...]


def load_of(tier: Tier, rate: float | None) -> float | None:
    """Return the workload's load at which ``tier`` is asked for ``rate``; None when unknown."""
    if rate is None or tier.visits <= 0:
        return None
    return rate / tier.visits


def growth(capacity: Capacity) -> Growth:
    """Return where growth stops.

    Closed form of the forced flow: tier t carries load x while x times its visits is within its
    rate, so the workload carries min over t of rate / visits (Denning and Buzen 1978, forced flow
    and bottleneck analysis).
    """
    grown = _least(capacity, lambda tier: tier.grown_rps)
    stops: tuple[ElementId, ...] = ()
    if grown is not None and not math.isinf(grown):
        stops = tuple(
            tier.id
            for tier in capacity.tiers
            if (load := load_of(tier, tier.grown_rps)) is not None and load <= grown * (1 + _CLOSE)
        )
    return Growth(
        now_rps=_least(capacity, lambda tier: tier.now_rps),
        vertical_rps=_least(capacity, lambda tier: tier.vertical_rps),
        horizontal_rps=_least(capacity, lambda tier: tier.max_rps),
        grown_rps=grown,
        stops=stops,
        unknown=tuple(tier.id for tier in capacity.tiers if tier.grown_rps is None),
    )


def _least(capacity: Capacity, rate: Callable[[Tier], float | None]) -> float | None:
    loads = [load_of(tier, rate(tier)) for tier in capacity.tiers]
    return min((load for load in loads if load is not None), default=None)
