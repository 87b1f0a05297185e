"""How each data store and the workload come back from a disruption, and what is lost."""

from dataclasses import dataclass, replace
from enum import Enum

from designer.analysis.recovery_routes import PROMOTION_S, RUNNING_COPY_S, Routes
from designer.model.ids import ElementId
from designer.model.workload import Disruption, Workload


class Strategy(Enum):
    """Disaster-recovery strategies in the order of the Well-Architected Framework (REL13-BP02)."""

    NONE = "none"
    BACKUP_AND_RESTORE = "backup and restore"
    PILOT_LIGHT = "pilot light"
    WARM_STANDBY = "warm standby"
    MULTI_SITE = "multi-site active-active"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryRow:
    """Recovery of one store (or of the workload) from one disruption.

    Attributes:
        store: the data store, or None for the workload as a whole.
        rto_s: seconds until it serves again; None when it cannot be recovered.
        rpo_s: seconds of data lost; None when all data are lost.
        by: what recovers it, for people; "" when nothing does.
        chain: the steps of the recovery time with their seconds.
        by_hand: people have to start it; the time to decide counts into the workload's row.
        assumed: a default stands in for something not stated.
        not_stated: keys of the store's properties that would change the row if stated.
        rto_met, rpo_met: against the workload's targets; None when no target is stated.
    """

    store: ElementId | None
    disruption: Disruption
    rto_s: float | None
    rpo_s: float | None
    by: str
    chain: tuple[tuple[str, float], ...] = ()
    assumed: bool = False
    by_hand: bool = False
    not_stated: tuple[str, ...] = ()
    rto_target_s: float | None = None
    rpo_target_s: float | None = None
    rto_met: bool | None = None
    rpo_met: bool | None = None

    @property
    def unrecoverable(self) -> bool:
        """Tell whether data or service are lost for good."""
        return self.rto_s is None or self.rpo_s is None

    def of(self, store: ElementId) -> "RecoveryRow":
        """Return the row of another store that is like this one."""
        return RecoveryRow(
            store=store,
            disruption=self.disruption,
            rto_s=self.rto_s,
            rpo_s=self.rpo_s,
            by=self.by,
            chain=self.chain,
            assumed=self.assumed,
            by_hand=self.by_hand,
            not_stated=self.not_stated,
            rto_target_s=self.rto_target_s,
            rpo_target_s=self.rpo_target_s,
            rto_met=self.rto_met,
            rpo_met=self.rpo_met,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """The recovery table.

    Attributes:
        rows: one for each store and disruption, in drawing order.
        workload: one for each disruption.
        strategy: the disaster-recovery strategy the drawing shows for the loss of a Region.
        contradictions: sentences on targets that contradict each other.
    """

    rows: tuple[RecoveryRow, ...]
    workload: tuple[RecoveryRow, ...]
    strategy: Strategy
    contradictions: tuple[str, ...] = ()


# Where the workload does not state it: the Reliability Pillar's 99 % scenario.
DECIDE_S = 1800.0
REPAIR_S = 2400.0
PROVISION_S = 3600.0  # assumed: infrastructure is created from templates within an hour


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """What requests survive by the structure alone, and how traffic finds its way elsewhere.

    Attributes:
        survives: by disruption: no such failure alone breaks a request journey.
        repair_s: by disruption: seconds until the services that broke work again, where the
            catalog knows how they come back by themselves; None where people must act.
        reroute: what moves traffic to another Region, and the seconds it takes; None when
            nothing does by itself.
        second_region: something that serves stands in a second Region.
        standby: part of the drawing serves only after a failover.
    """

    survives: dict[Disruption, bool]
    repair_s: dict[Disruption, float | None]
    reroute: tuple[str, float] | None
    second_region: bool
    standby: bool


def recovery(routes: Routes, workload: Workload, survival: Survival) -> Recovery:
    """Return the recovery table of a drawing."""
    alike: dict[tuple[object, ...], tuple[RecoveryRow, ...]] = {}
    found: list[RecoveryRow] = []
    for store in routes.stores():
        likeness = routes.likeness(store)
        known = None if likeness is None else alike.get(likeness)
        if known is None:
            own = [_row(routes, workload, survival, store, d) for d in Disruption]
            known = tuple(_judged(row, workload) for row in own)
            found += known
        else:
            found += [row.of(store) for row in known]
        if likeness is not None:
            alike[likeness] = known
    rows = tuple(found)
    summary = tuple(
        _judged(
            _workload_row(routes, [r for r in rows if r.disruption is d], d, workload, survival),
            workload,
        )
        for d in Disruption
    )
    return Recovery(
        rows=rows,
        workload=summary,
        strategy=_strategy(rows, survival),
        contradictions=contradictions(workload),
    )


def _row(
    routes: Routes,
    workload: Workload,
    survival: Survival,
    store: ElementId,
    disruption: Disruption,
) -> RecoveryRow:
    best = next(iter(routes.of(store, disruption)), None)
    open_keys = routes.keys(store, disruption)
    if best is None:
        return RecoveryRow(
            store=store,
            disruption=disruption,
            rto_s=None,
            rpo_s=None,
            by="",
            assumed=bool(open_keys),
            not_stated=open_keys,
        )
    chain = [(best.by, best.rto_s)]
    assumed, by_hand = best.assumed, best.by_hand
    if disruption is Disruption.REGION and routes.placement.region_of(store) is not None:
        chain.append(survival.reroute or ("people re-route", _decide(workload)))
        assumed = assumed or (survival.reroute is None and workload.decide_s is None)
        by_hand = by_hand and survival.reroute is not None
    return RecoveryRow(
        store=store,
        disruption=disruption,
        rto_s=sum(seconds for _, seconds in chain),
        rpo_s=best.rpo_s,
        by=best.by,
        chain=tuple(chain),
        assumed=assumed,
        by_hand=by_hand,
        not_stated=open_keys,
    )


def _decide(workload: Workload) -> float:
    return DECIDE_S if workload.decide_s is None else workload.decide_s


def _workload_row(
    routes: Routes,
    rows: list[RecoveryRow],
    disruption: Disruption,
    workload: Workload,
    survival: Survival,
) -> RecoveryRow:
    """Return the workload's row: the slowest store or tier, after detection and decision."""
    if any(row.unrecoverable for row in rows):
        lost = next(row for row in rows if row.unrecoverable)
        return RecoveryRow(
            store=None,
            disruption=disruption,
            rto_s=None,
            rpo_s=None,
            by=f"nothing brings {routes.name(lost.store)} back",
            assumed=lost.assumed,
            not_stated=lost.not_stated,
        )
    rpo_s = max((row.rpo_s or 0.0 for row in rows), default=0.0)
    slowest = max(rows, key=lambda row: row.rto_s or 0.0, default=None)
    chain, by_hand = _tiers(disruption, workload, survival)
    if slowest is not None and (slowest.rto_s or 0.0) > sum(seconds for _, seconds in chain):
        chain = list(slowest.chain)
        by_hand = slowest.by_hand
    if by_hand:
        chain.insert(0, ("detect and decide", _decide(workload)))
    return RecoveryRow(
        store=None,
        disruption=disruption,
        rto_s=sum(seconds for _, seconds in chain),
        rpo_s=rpo_s,
        by=", then ".join(text for text, _ in chain) or "nothing stops",
        chain=tuple(chain),
        by_hand=by_hand,
        assumed=any(row.assumed for row in rows) or (by_hand and workload.decide_s is None),
    )


def _tiers(
    disruption: Disruption, workload: Workload, survival: Survival
) -> tuple[list[tuple[str, float]], bool]:
    """Return the steps that bring the serving tiers back, and whether people must act."""
    repair = REPAIR_S if workload.repair_s is None else workload.repair_s
    if disruption is Disruption.SOFTWARE:
        return [("deploy the last good version", min(repair, PROMOTION_S))], True
    if survival.survives.get(disruption, True):
        if disruption is Disruption.REGION and survival.reroute and survival.second_region:
            return [survival.reroute], False
        return [], False
    known = survival.repair_s.get(disruption)
    if known is not None:
        return [("failed parts are replaced", known)], False
    if disruption is Disruption.REGION and not survival.second_region:
        return [("build up in another Region", max(repair, PROVISION_S))], True
    return [("repair", repair)], True


def _strategy(rows: tuple[RecoveryRow, ...], survival: Survival) -> Strategy:
    """Recognise the disaster-recovery strategy (Well-Architected, REL13-BP02)."""
    regional = [row for row in rows if row.disruption is Disruption.REGION]
    if any(row.unrecoverable for row in regional):
        return Strategy.NONE
    running = all((row.rpo_s or 0.0) <= RUNNING_COPY_S for row in regional)
    if survival.survives.get(Disruption.REGION, False) and survival.second_region and running:
        return Strategy.WARM_STANDBY if survival.standby else Strategy.MULTI_SITE
    if not regional:
        return Strategy.NONE
    return Strategy.PILOT_LIGHT if running else Strategy.BACKUP_AND_RESTORE


def _judged(row: RecoveryRow, workload: Workload) -> RecoveryRow:
    """Compare a row with the workload's targets."""
    rto, rpo = workload.rto_s.get(row.disruption), workload.rpo_s.get(row.disruption)
    return replace(
        row,
        rto_target_s=rto,
        rpo_target_s=rpo,
        rto_met=None if rto is None else row.rto_s is not None and row.rto_s <= rto,
        rpo_met=None if rpo is None else row.rpo_s is not None and row.rpo_s <= rpo,
    )


def contradictions(workload: Workload) -> tuple[str, ...]:
    """Return sentences on targets that cannot all be meant."""
    found = []
    order = (Disruption.INFRASTRUCTURE, Disruption.ZONE, Disruption.REGION)
    for label, targets in (("RTO", workload.rto_s), ("RPO", workload.rpo_s)):
        for small, large in ((order[0], order[1]), (order[1], order[2])):
            if small in targets and large in targets and targets[small] > targets[large]:
                found.append(
                    f"The {label} for {small.value} ({targets[small]:g} s) is longer than the one "
                    f"for {large.value} ({targets[large]:g} s), which is the larger disaster."
                )
    goal = workload.availability_target
    if goal is not None:
        allowed = (100 - goal) / 100 * 365 * 86_400
        for disruption in (Disruption.INFRASTRUCTURE, Disruption.ZONE):
            rto = workload.rto_s.get(disruption)
            if rto is not None and rto > allowed:
                found.append(
                    f"An RTO of {rto:g} s for {disruption.value} uses up more than the "
                    f"{allowed:.0f} s a year that {goal:g} % leave."
                )
    return tuple(found)
