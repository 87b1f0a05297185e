"""Elasticity: how soon and how far each tier follows the load by itself."""

from collections.abc import Sequence

from designer.analysis.elasticity import Mechanism, TierElasticity
from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.model.ids import ElementId
from designer.rules.phrasing import listed, span
from designer.scoring.measures.measure import Measure
from designer.scoring.profile import Profile
from designer.scoring.scorecard import Cap, Part

_STORES = frozenset({Role.STORE, Role.CACHE})
_FOLLOWERS = frozenset({Role.COMPUTE, Role.PROXY, Role.BALANCER, Role.GATEWAY, Role.EDGE})
_BY_HAND = frozenset({Mechanism.MANUAL, Mechanism.NONE})


def measure(facts: Facts, profile: Profile) -> Measure | None:
    """Measure reaction time and range of the worst tier; None when nothing carries load."""
    stores = [t for t in facts.elasticity.tiers if _role(facts, t) in _STORES]
    compute = [t for t in facts.elasticity.tiers if _role(facts, t) in _FOLLOWERS]
    if not compute and not stores:
        return None
    weights = profile.elasticity
    parts: list[Part] = []
    if compute:
        parts.append(
            _worst("Compute follows the load", compute, weights["weight_compute"], profile)
        )
        parts.append(_range(compute, profile))
    if stores:
        parts.append(_worst("Stores follow the load", stores, weights["weight_stores"], profile))
    stiff = [t for t in compute if t.mechanism in _BY_HAND]
    if stiff:
        cap = Cap(
            limit=weights["cap_manual"],
            reason=f"only people change the size of {listed([t.name for t in stiff])}",
            elements=tuple(t.id for t in stiff),
            rule="EL-01",
        )
        return Measure(parts=tuple(parts), caps=(cap,))
    return Measure(parts=tuple(parts))


def _role(facts: Facts, tier: TierElasticity) -> Role | None:
    row = catalog().get(facts.topology.elements[ElementId(tier.id)].service)
    return None if row is None else row.role


def points_of(tier: TierElasticity, profile: Profile) -> float:
    """Return the points for how ``tier`` follows the load, 0 to 100."""
    weights = profile.elasticity
    if tier.mechanism is Mechanism.SCHEDULED:
        return weights["scheduled"]
    if tier.mechanism in _BY_HAND:
        return weights["manual" if tier.mechanism is Mechanism.MANUAL else "none"]
    return profile.reaction(-(tier.reaction_s or 0.0))


def _worst(name: str, tiers: Sequence[TierElasticity], weight: float, profile: Profile) -> Part:
    worst = min(tiers, key=lambda tier: points_of(tier, profile))
    reacts = worst.mechanism in (Mechanism.MANAGED, Mechanism.POLICY)
    how = f"within {span(worst.reaction_s or 0.0)}" if reacts else worst.mechanism.value
    return Part(
        name=name,
        figure=f"{worst.name}: {how}",
        points=points_of(worst, profile),
        weight=weight,
        evidence=(worst.id,),
    )


def _range(tiers: Sequence[TierElasticity], profile: Profile) -> Part:
    tightest = min(tiers, key=_reach)
    reach = _reach(tightest)
    return Part(
        name="Range between smallest and largest",
        figure=f"{tightest.name}: " + ("no limit" if reach >= _ENDLESS else f"1 to {reach:.3g}"),
        points=profile.span(reach),
        weight=profile.elasticity["weight_range"],
        evidence=(tightest.id,),
    )


_ENDLESS = 1e6


def _reach(tier: TierElasticity) -> float:
    return min(_ENDLESS, max(1.0, tier.maximum / max(1.0, tier.minimum)))
