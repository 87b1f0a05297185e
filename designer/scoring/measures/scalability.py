"""Scalability: how far the tier that gives out first can grow, and how."""

from designer.analysis.capacity import Capacity, Tier
from designer.analysis.facts import Facts
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
    """Measure headroom, horizontal growth and relief of stores; None without tiers."""
    capacity = facts.capacity
    if not capacity.tiers:
        return None
    weights = profile.scalability
    room, figure, tightest = _headroom(capacity, facts.workload, profile)
    growth, stiff = _horizontal(capacity)
    relief, loaded = _relief(facts)
    parts = (
        Part(
            name="Headroom of the tightest tier",
            figure=figure,
            points=profile.headroom(room),
            weight=weights["weight_headroom"],
            evidence=tightest,
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


def _headroom(
    capacity: Capacity, workload: Workload, profile: Profile
) -> tuple[float, str, tuple[str, ...]]:
    """Return the room of the tightest tier, as times the stated or assumed peak."""
    peak = workload.peak_rps
    load = profile.scalability["assumed_peak_rps"] if peak is None else peak
    rooms = [
        (tier.max_rps / (tier.visits * load), tier.id)
        for tier in capacity.tiers
        if tier.max_rps is not None and tier.visits > 0 and load > 0
    ]
    room, tightest = min(rooms, default=(_LARGEST, ElementId("")))
    room = max(min(room, _LARGEST), 1e-9)
    against = "the peak" if peak is not None else f"an assumed peak of {load:g} requests a second"
    told = "practically without end" if room >= _LARGEST else f"{room:.2g} times {against}"
    return room, told, (tightest,) if tightest else ()


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
