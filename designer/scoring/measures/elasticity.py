"""Elasticity: how soon and how far each tier follows the load by itself."""

from collections.abc import Iterator, Sequence

from designer.analysis.autoscaling.reaction_gap import reaction_gap
from designer.analysis.elasticity import Mechanism, TierElasticity
from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.model.ids import ElementId
from designer.model.workload import LoadShape
from designer.rules.phrasing import listed, percent, span
from designer.scoring.measures.measure import Measure
from designer.scoring.profile import Profile
from designer.scoring.scorecard import Cap, Part

_FOLLOWERS = frozenset({Role.COMPUTE, Role.PROXY, Role.BALANCER, Role.GATEWAY, Role.EDGE})
# Shapes that rise more quickly than a day and a night.
_SUDDEN = {
    LoadShape.FLASH: "a flash crowd",
    LoadShape.RAMP: "a growing ramp",
    LoadShape.BATCH: "a batch",
}
_BY_HAND = frozenset({Mechanism.MANUAL, Mechanism.NONE})


def measure(facts: Facts, profile: Profile) -> Measure | None:
    """Measure reaction time and range of the worst tier; None when nothing carries load."""
    # A cache that requests do without takes load off others, however fixed its own size is.
    needed = frozenset(facts.on_journeys)
    roles = [(tier, _role(facts, tier)) for tier in facts.elasticity.tiers]
    stores = [
        tier
        for tier, role in roles
        if role is Role.STORE or (role is Role.CACHE and tier.id in needed)
    ]
    compute = [tier for tier, role in roles if role in _FOLLOWERS]
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
    return Measure(parts=tuple(parts), caps=(*_by_hand(compute, profile), *_gap(facts, profile)))


def _by_hand(compute: Sequence[TierElasticity], profile: Profile) -> Iterator[Cap]:
    stiff = [t for t in compute if t.mechanism in _BY_HAND]
    if stiff:
        yield Cap(
            limit=profile.elasticity["cap_manual"],
            reason=f"only people change the size of {listed([t.name for t in stiff])}",
            elements=tuple(t.id for t in stiff),
            rule="EL-01",
        )


def _gap(facts: Facts, profile: Profile) -> Iterator[Cap]:
    """Cap by what is missing while the slowest fleet reacts to a load that rises quickly."""
    shape = facts.workload.load_shape
    if shape not in _SUDDEN:
        return
    follows = {t.id: t for t in facts.elasticity.tiers if _role(facts, t) in _FOLLOWERS}
    gaps = {
        plan.id: reaction_gap(plan, follows[plan.id].reaction_s, facts.workload)
        for plan in facts.scaling_plans
        if plan.id in follows and follows[plan.id].mechanism not in _BY_HAND
    }
    worst = max(gaps, key=lambda key: gaps[key], default=None)
    if worst is not None and gaps[worst] > 0:
        slow = follows[worst]
        until = "" if slow.reaction_s is None else f" for {span(slow.reaction_s)}"
        yield Cap(
            limit=profile.gap(-gaps[worst]),
            reason=f"in {_SUDDEN[shape]} {slow.name} is short of up to {percent(gaps[worst])} of "
            f"the peak{until}",
            elements=(worst,),
        )


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
    # Whoever follows the load is never worse off than with a timetable.
    return max(weights["scheduled"], profile.reaction(-(tier.reaction_s or 0.0)))


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
