"""Scalability: how far the tier that gives out first can grow, and how."""

from collections.abc import Callable
from typing import NamedTuple

from designer.analysis.capacity import Capacity, Tier
from designer.analysis.facts import Facts
from designer.analysis.growth import load_of
from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.model.ids import ElementId
from designer.model.workload import Workload
from designer.rules.phrasing import listed
from designer.rules.scalability.stores import is_relieved
from designer.scoring.measures.measure import Measure
from designer.scoring.profile import Profile
from designer.scoring.scorecard import Cap, Part

_LARGEST = 1e6


def measure(facts: Facts, profile: Profile) -> Measure | None:
    """Measure headroom beside and on bigger servers, horizontal growth and relief of stores.

    None without tiers.
    """
    capacity = facts.capacity
    if not capacity.tiers:
        return None
    weights = profile.scalability
    load, against = _peak(facts.workload, profile)
    beside = _headroom(capacity, load, lambda tier: tier.max_rps)
    bigger = _headroom(capacity, load, lambda tier: tier.grown_rps)
    growth, stiff = _horizontal(capacity)
    relief, loaded = _relief(facts)
    parts = (
        Part(
            name="Headroom of the tightest tier",
            figure=_told(beside.room, against),
            points=profile.headroom(beside.room),
            weight=weights["weight_headroom"],
            evidence=beside.tightest,
        ),
        Part(
            name="Headroom with the largest servers",
            figure=_told(bigger.room, against),
            points=profile.headroom(bigger.room),
            weight=weights["weight_vertical"],
            evidence=bigger.tightest,
        ),
        Part(
            name="Growth beside the existing servers",
            figure="every tier" if not stiff else f"not {listed([t.name for t in stiff])}",
            points=100 * growth,
            weight=weights["weight_horizontal"],
            evidence=tuple(tier.id for tier in stiff),
        ),
        Part(
            name="Relief of stores that cannot spread",
            figure="relieved" if not loaded else f"{len(loaded)} without relief",
            points=100 * relief,
            weight=weights["weight_relief"],
            evidence=loaded,
        ),
    )
    return Measure(parts=parts, caps=_caps(capacity, profile))


class _Room(NamedTuple):
    """What the tightest tier carries, as times the peak, and its id."""

    room: float
    tightest: tuple[str, ...]


def _peak(workload: Workload, profile: Profile) -> tuple[float, str]:
    """Return the stated or assumed peak and its name."""
    if workload.peak_rps is not None:
        return workload.peak_rps, "the peak"
    load = profile.scalability["assumed_peak_rps"]
    return load, f"an assumed peak of {load:g} requests a second"


def _headroom(capacity: Capacity, peak: float, rate: Callable[[Tier], float | None]) -> _Room:
    loads = ((load_of(tier, rate(tier)), tier.id) for tier in capacity.tiers)
    rooms = [(load / peak, key) for load, key in loads if load is not None and peak > 0]
    room, tightest = min(rooms, default=(_LARGEST, ElementId("")))
    return _Room(max(min(room, _LARGEST), 1e-9), (tightest,) if tightest else ())


def _told(room: float, against: str) -> str:
    if room >= _LARGEST:
        return "practically without end"
    return f"{room:,.0f} times {against}" if room >= 100 else f"{room:.2g} times {against}"


def _horizontal(capacity: Capacity) -> tuple[float, tuple[Tier, ...]]:
    stiff = tuple(t for t in capacity.tiers if not t.can_grow and not t.stateful)
    if not stiff:
        return 1.0, ()
    return (0.4 if all(tier.vertical for tier in stiff) else 0.0), stiff


def _relief(facts: Facts) -> tuple[float, tuple[str, ...]]:
    rows = catalog()
    loaded = []
    for tier in facts.capacity.tiers:
        row = rows.get(facts.topology.elements[ElementId(tier.id)].service)
        if row is None or row.role is not Role.STORE or tier.managed:
            continue
        if row.scaling.horizontal == "replicas" and not is_relieved(facts, ElementId(tier.id)):
            loaded.append(str(tier.id))
    return (0.0 if loaded else 1.0), tuple(loaded)


def _caps(capacity: Capacity, profile: Profile) -> tuple[Cap, ...]:
    short = [
        tier
        for tier in capacity.tiers
        if not tier.can_grow and tier.headroom is not None and tier.headroom < 1
    ]
    if not short:
        return ()
    return (
        Cap(
            limit=profile.scalability["cap_fixed_tier"],
            reason=f"{listed([t.name for t in short])} has a fixed size below the peak",
            elements=tuple(tier.id for tier in short),
            rule="SC-01",
        ),
    )
