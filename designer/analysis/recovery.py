"""How each data store and the workload come back from a disruption, and what is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from designer.analysis.recovery_chain import (
    Chain,
    Step,
    by_people,
    copying,
    re_routing,
    seconds_of,
)
from designer.analysis.recovery_routes import PROMOTION_S, RUNNING_COPY_S, Route, Routes
from designer.analysis.recovery_targets import Estimate, Strategy, contradictions
from designer.catalog.service import StepKind
from designer.model.ids import ElementId
from designer.model.workload import Disruption, Workload


class RecoveryRow(NamedTuple):
    """Recovery of one store (or of the workload) from one disruption.

    Attributes:
        store: the data store, or None for the workload as a whole.
        rto_s: seconds until it serves again; None when it cannot be recovered.
        rpo_s: seconds of data lost; None when all data are lost.
        by: what recovers it, for people; "" when nothing does.
        chain: the steps of the recovery time, which add up to ``rto_s``.
        by_hand: people have to start it: noticing and deciding are steps of the chain.
        assumed: a default stands in for something not stated.
        not_stated: keys of the store's properties that would change the row if stated.
        rto_met, rpo_met: against the workload's targets; None when no target is stated.
    """

    store: ElementId | None
    disruption: Disruption
    rto_s: float | None
    rpo_s: float | None
    by: str
    chain: Chain = ()
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
        return RecoveryRow(store, *self[1:])


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


_DISRUPTIONS = tuple(Disruption)  # the order of a store's rows

# Where the workload does not state it: the Reliability Pillar's 99 % scenario.
REPAIR_S = 2400.0
PROVISION_S = 3600.0
_PILLAR = "assumed: Reliability Pillar, 99 % scenario: 40 min to repair"
_TEMPLATES = "assumed: infrastructure is created from templates within an hour"
_CATALOG = "the services' own figures (tenet catalog service NAME)"


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
    rows = tuple(_Rows(routes, workload, survival).all())
    summary = tuple(
        _judged(
            _workload_row(routes, rows[at :: len(_DISRUPTIONS)], d, workload, survival), workload
        )
        for at, d in enumerate(_DISRUPTIONS)
    )
    strategy = _strategy(rows, survival)
    return Recovery(
        rows=rows,
        workload=summary,
        strategy=strategy,
        contradictions=contradictions(
            workload, strategy, [Estimate(row.disruption, row.rto_s, row.rpo_s) for row in summary]
        ),
    )


class _Rows:
    """Makes the rows of all stores; what many have in common is worked out once."""

    def __init__(self, routes: Routes, workload: Workload, survival: Survival) -> None:
        self._routes = routes
        self._workload = workload
        self._survival = survival
        self._by_likeness: dict[tuple[object, ...], list[RecoveryRow]] = {}
        self._by_route: dict[tuple[object, ...], RecoveryRow] = {}

    def all(self) -> Iterator[RecoveryRow]:
        """Yield one row for each store and disruption, in drawing order."""
        for store in self._routes.stores:
            likeness = self._routes.likeness(store)
            known = None if likeness is None else self._by_likeness.get(likeness)
            if known is not None:
                yield from [row.of(store) for row in known]
                continue
            rows = [self._row(store, disruption) for disruption in _DISRUPTIONS]
            yield from rows
            if likeness is not None:
                self._by_likeness[likeness] = rows

    def _row(self, store: ElementId, disruption: Disruption) -> RecoveryRow:
        routes = self._routes
        best = next(iter(routes.of(store, disruption)), None)
        open_keys = routes.keys(store, disruption)
        moves = disruption is Disruption.REGION and routes.placement.region_of(store) is not None
        size_gib = routes.size_gib(store)
        key = (disruption, best, open_keys, moves, size_gib)
        known = self._by_route.get(key)
        if known is None:
            known = RecoveryRow(
                store=store,
                disruption=disruption,
                rto_s=None,
                rpo_s=None,
                by="",
                assumed=bool(open_keys),
                not_stated=open_keys,
            )
            if best is not None:
                known = self._recovered(known, best, size_gib, moves=moves)
            known = self._by_route[key] = _judged(known, self._workload)
        return known.of(store)

    def _recovered(
        self, lost: RecoveryRow, best: Route, size_gib: float | None, *, moves: bool
    ) -> RecoveryRow:
        """Return the row of what comes back by ``best``."""
        reroute = self._survival.reroute
        by_hand = best.by_hand or (moves and reroute is None)
        steps = list(by_people(self._workload)) if by_hand else []
        if best.rto_s > 0:
            steps.append(Step(best.step, best.rto_s, best.by, best.source, best.assumed))
        if best.step is StepKind.RESTORE:
            steps += copying(size_gib)
        if moves:
            steps.append(re_routing(reroute))
        return lost._replace(
            rto_s=seconds_of(steps),
            rpo_s=best.rpo_s,
            by=best.by,
            chain=tuple(steps),
            assumed=best.assumed or any(step.assumed for step in steps),
            by_hand=by_hand,
        )


def _workload_row(
    routes: Routes,
    rows: Sequence[RecoveryRow],
    disruption: Disruption,
    workload: Workload,
    survival: Survival,
) -> RecoveryRow:
    """Return the workload's row.

    Stores and tiers come back beside each other, so the slowest of them counts; its steps follow
    each other, so they add up. Data is lost as by the store that loses most.
    """
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
    chain, by_hand = _tiers(disruption, workload, survival)
    slowest = max(rows, key=lambda row: row.rto_s or 0.0, default=None)
    if slowest is not None and (slowest.rto_s or 0.0) > seconds_of(chain):
        chain, by_hand = slowest.chain, slowest.by_hand
    return RecoveryRow(
        store=None,
        disruption=disruption,
        rto_s=seconds_of(chain),
        rpo_s=max((row.rpo_s or 0.0 for row in rows), default=0.0),
        by=", then ".join(step.what for step in chain) or "nothing stops",
        chain=chain,
        by_hand=by_hand,
        assumed=any(row.assumed for row in rows) or any(step.assumed for step in chain),
    )


def _tiers(disruption: Disruption, workload: Workload, survival: Survival) -> tuple[Chain, bool]:
    """Return the steps that bring the serving tiers back, and whether people must act."""
    repair = REPAIR_S if workload.repair_s is None else workload.repair_s
    is_open = workload.repair_s is None
    source = _PILLAR if is_open else "stated: time to repair"
    people = tuple(by_people(workload))
    if disruption is Disruption.SOFTWARE:
        seconds = min(repair, PROMOTION_S)
        what = "deploy the last good version"
        return (*people, Step(StepKind.REDEPLOY, seconds, what, source, is_open)), True
    if survival.survives.get(disruption, True):
        if disruption is Disruption.REGION and survival.reroute and survival.second_region:
            return (re_routing(survival.reroute),), False
        return (), False
    known = survival.repair_s.get(disruption)
    if known is not None:
        what = "failed parts are replaced"
        return ((Step(StepKind.REPLACE, known, what, _CATALOG),) if known > 0 else ()), False
    if disruption is Disruption.REGION and not survival.second_region:
        seconds = max(repair, PROVISION_S)
        built = Step(
            StepKind.PROVISION, seconds, "build up in another Region", _TEMPLATES, assumed=True
        )
        return (*people, built, re_routing(survival.reroute)), True
    return (*people, Step(StepKind.REPAIR, repair, "repair", source, is_open)), True


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
    if rto is None and rpo is None:
        return row
    return row._replace(
        rto_target_s=rto,
        rpo_target_s=rpo,
        rto_met=None if rto is None else row.rto_s is not None and row.rto_s <= rto,
        rpo_met=None if rpo is None else row.rpo_s is not None and row.rpo_s <= rpo,
    )
