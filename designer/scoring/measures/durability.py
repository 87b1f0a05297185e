"""Durability: how likely data is lost, and whether it comes back in time."""

from math import log10

from designer.analysis.facts import Facts
from designer.analysis.recovery import RecoveryRow
from designer.catalog.loader import catalog
from designer.model.ids import ElementId
from designer.model.workload import Disruption
from designer.rules.phrasing import listed, name
from designer.scoring.measures.measure import Measure
from designer.scoring.profile import Profile
from designer.scoring.scorecard import Cap, Part


def measure(facts: Facts, profile: Profile) -> Measure | None:
    """Measure loss and recovery against the targets; None when no data store is drawn."""
    rows = [row for row in facts.recovery.rows if row.store is not None]
    if not rows:
        return None
    weights = profile.durability
    software = [row for row in rows if row.disruption is Disruption.SOFTWARE]
    lost = [str(row.store) for row in software if row.rpo_s is None]
    nines, weakest = _loss(facts, software, profile)
    parts = [
        Part(
            name="Keeping of the weakest store",
            figure=f"{nines:.3g} nines a year",
            points=profile.loss(nines),
            weight=weights["weight_loss"],
            evidence=(weakest,),
        ),
        _targets(facts, rows, profile),
    ]
    caps: tuple[Cap, ...] = ()
    if lost:
        called = listed([name(facts.topology, store) for store in lost])
        reason = f"nothing brings {called} back after a deletion"
        limit = weights["cap_no_backup"]
        caps = (Cap(limit=limit, reason=reason, elements=tuple(lost), rule="DU-01"),)
    return Measure(parts=tuple(parts), caps=caps)


def _loss(facts: Facts, software: list[RecoveryRow], profile: Profile) -> tuple[float, str]:
    found: list[tuple[float, str]] = []
    for row in software:
        store = str(row.store)
        service = catalog().get(facts.topology.elements[ElementId(store)].service)
        own = None if service is None else service.durability_nines
        nines = profile.durability["assumed_nines"] if own is None else own
        if row.rpo_s is not None:
            nines += profile.durability["backup_nines"]
        found.append((nines, store))
    return min(found)


def _targets(facts: Facts, rows: list[RecoveryRow], profile: Profile) -> Part:
    """Mean over four disruptions, RTO and RPO, of the worst store's credit."""
    credits_, blamed = [], list[str]()
    by_disruption: dict[Disruption, list[RecoveryRow]] = {d: [] for d in Disruption}
    for row in rows:
        by_disruption[row.disruption].append(row)
    for disruption, struck in by_disruption.items():
        rto = facts.workload.rto_s.get(disruption, profile.assumed_rto_s[disruption])
        rpo = facts.workload.rpo_s.get(disruption, profile.assumed_rpo_s[disruption])
        stores = [str(row.store) for row in struck]
        for target, values in (
            (rto, [row.rto_s for row in struck]),
            (rpo, [row.rpo_s for row in struck]),
        ):
            credit, store = _worst(values, stores, target)
            credits_.append(credit)
            if credit < 1:
                blamed.append(store)
    met = sum(1 for credit in credits_ if credit >= 1)
    return Part(
        name="Recovery against RTO and RPO",
        figure=f"{met} of {len(credits_)} targets met",
        points=100 * sum(credits_) / len(credits_),
        weight=profile.durability["weight_targets"],
        evidence=tuple(dict.fromkeys(blamed)),
    )


def _worst(values: list[float | None], stores: list[str], target: float) -> tuple[float, str]:
    """Return the least credit and the store that has it, the first by name of several."""
    pairs = zip(values, stores, strict=True)
    if None in values:
        return 0.0, min([store for value, store in pairs if value is None])
    longest = max([value for value in values if value is not None])
    credit = _credit(longest, target)
    if credit >= 1:
        return credit, min(stores)
    if credit > 0:
        return credit, min([store for value, store in pairs if value == longest])
    return credit, min([store for value, store in pairs if _credit(value, target) <= 0])


def _credit(value: float | None, target: float) -> float:
    if value is None:
        return 0.0
    if value <= target:
        return 1.0
    return max(0.0, 1 - log10(value / max(target, 1.0)) / 3)
