"""What a fix would do: apply it to the value, score again, take the difference."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from designer.analysis.availability import MINUTES_PER_YEAR
from designer.analysis.facts import Facts
from designer.edit.apply import apply
from designer.edit.refusal import EditRefused
from designer.model.diagram import Diagram
from designer.model.workload import Disruption
from designer.rules import rule
from designer.rules.phrasing import listed, name
from designer.rules.rule import Finding, Fix, Option, Rule
from designer.rules.tenets import Tenet
from designer.scoring.edit_words import words_of
from designer.scoring.effort import Effort, effort
from designer.scoring.engine import Totals, measures_of, overall_of
from designer.scoring.measures.measure import Measure

MOST_OPTIONS = 3
NOTEWORTHY = 0.05  # points that still show in one decimal
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What is true of one design, as far as a fix may change it.

    Attributes:
        downtime_min: expected minutes of downtime a year, structural and operational; None when
            nothing is asked of the design.
        rto_s, rpo_s: of the workload by disruption; None for what cannot be recovered.
    """

    totals: Totals
    downtime_min: float | None
    rto_s: Mapping[Disruption, float | None]
    rpo_s: Mapping[Disruption, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FixPreview:
    """One option with its effect.

    Attributes:
        best_at: what it is best at among the options, in the order of `Option`; all of them when
            there is no other option.
        gain: points the overall score wins.
        changes: what it changes, a line each.
        why: why it brings hardly any points, or "".
    """

    fix: Fix
    diagram: Diagram
    best_at: tuple[Option, ...]
    before: Effect
    after: Effect
    gain: float
    effort: Effort
    changes: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A design with everything that is asked of it."""

    facts: Facts
    measures: Mapping[Tenet, Measure | None]
    effect: Effect


def finding_of(diagram: Diagram, key: str) -> Finding | None:
    """Return the finding called ``key`` of ``diagram``, or None when it has none such."""
    try:
        judge = rule(key.partition(":")[0])
    except KeyError:
        return None
    facts = Facts(diagram.topology, diagram.workload)
    return next((found for found in judge.findings(facts)[1] if found.key == key), None)


def effect_of(facts: Facts) -> Effect:
    """Return what a fix may change about a design."""
    return _judged(facts).effect


def _judged(facts: Facts) -> _Judged:
    measures = measures_of(facts)
    tenets = {tenet: measure.score for tenet, measure in measures.items() if measure is not None}
    asked = any(journey.kind == "request" for journey in facts.journeys)
    report, rows = facts.availability, facts.recovery.workload
    minutes = report.workload.unavailability * MINUTES_PER_YEAR
    effect = Effect(
        totals=Totals(overall=overall_of(list(tenets.values())), tenets=tenets),
        downtime_min=minutes + report.operational.minutes_per_year if asked else None,
        rto_s={row.disruption: row.rto_s for row in rows},
        rpo_s={row.disruption: row.rpo_s for row in rows},
    )
    return _Judged(facts, measures, effect)


def options(
    diagram: Diagram, finding: Finding, before: Facts | None = None
) -> tuple[FixPreview, ...]:
    """Return up to three fixes that remove ``finding`` and lower no tenet, the best first."""
    start = _judged(before or Facts(diagram.topology, diagram.workload, importance=False))
    found: list[FixPreview] = []
    judge = rule(finding.rule)
    for fix in judge.fixes(diagram, finding):
        preview = _preview(diagram, judge, finding, start, fix)
        if preview is None:
            continue
        # Two ways to the same design are one option.
        if all(preview.diagram.topology != other.diagram.topology for other in found):
            found.append(preview)
    found.sort(key=lambda preview: -preview.gain)
    return _distinct(found)


def _preview(
    diagram: Diagram, judge: Rule, finding: Finding, start: _Judged, fix: Fix
) -> FixPreview | None:
    """Return what ``fix`` does; None when it does not mend the finding, or lowers a tenet."""
    try:
        fixed = apply(diagram, fix.edits)
    except EditRefused:
        return None
    if fixed.topology == diagram.topology and fixed.workload == diagram.workload:
        return None
    facts = Facts(fixed.topology, fixed.workload, importance=False)
    if any(other.key == finding.key for other in judge.findings(facts)[1]):
        return None
    after = _judged(facts)
    if lowers(start.effect.totals, after.effect.totals):
        return None
    gain = (after.effect.totals.overall or 0.0) - (start.effect.totals.overall or 0.0)
    return FixPreview(
        fix=fix,
        diagram=fixed,
        best_at=(fix.option,),
        before=start.effect,
        after=after.effect,
        gain=gain,
        effort=effort(diagram, fixed, (start.facts, facts)),
        changes=words_of(diagram, fix.edits),
        why=_why(finding, start, after) if gain < NOTEWORTHY else "",
    )


def lowers(before: Totals, after: Totals) -> bool:
    """Tell whether a tenet has fewer points than before."""
    return any(after.tenets.get(t, 0.0) < s - _NOTHING for t, s in before.tenets.items())


def _why(finding: Finding, before: _Judged, after: _Judged) -> str:
    """Say what holds the tenet back, so that removing the finding brings no points yet."""
    measure = after.measures.get(finding.tenet)
    if measure is None:
        return f"{finding.tenet.title} has no points to give here."
    cap = min(measure.caps, key=lambda cap: cap.limit, default=None)
    if cap is not None and cap.limit < measure.mean:
        return f"The points come later: {finding.tenet.title} is held back because {cap.reason}."
    if measure.score >= 100 - NOTEWORTHY:
        return f"{finding.tenet.title} has all its points already."
    old = before.measures.get(finding.tenet)
    was = {} if old is None else {part.name: part.points for part in old.parts}
    others = [
        part
        for part in measure.parts
        if part.points <= was.get(part.name, 0.0) + _NOTHING
        and part.points < 100
        and set(part.evidence) - set(finding.elements)
    ]
    worst = max(others, key=lambda part: part.weight * (100 - part.points), default=None)
    if worst is None:
        return f"It takes away a risk that the points of {finding.tenet.title} do not count."
    topology = after.facts.topology
    blamed = [name(topology, i) for i in worst.evidence if i not in finding.elements]
    return (
        f"The points come when {listed(blamed[:3])} {'is' if len(blamed) == 1 else 'are'} mended "
        f"too: “{worst.name}” stays at {worst.figure}."
    )


def _distinct(found: list[FixPreview]) -> tuple[FixPreview, ...]:
    """Return the best at each of the three things, at most three, with what they are best at."""
    if not found:
        return ()
    if len(found) == 1:
        return (replace(found[0], best_at=tuple(Option)),)
    winners = {
        Option.LEAST_CHANGE: min(found, key=lambda p: (p.effort.changes, -p.gain)),
        Option.LEAST_COST: min(found, key=lambda p: (p.effort.cost, -p.gain)),
        Option.BEST_RECOVERY: max(found, key=_recovery),
    }
    best = {
        id(preview): tuple(option for option, winner in winners.items() if winner is preview)
        for preview in found
    }
    ranked = sorted(found, key=lambda preview: not best[id(preview)])[:MOST_OPTIONS]
    chosen = {id(preview) for preview in ranked}
    return tuple(replace(p, best_at=best[id(p)]) for p in found if id(p) in chosen)


def _recovery(preview: FixPreview) -> tuple[float, float, float, float]:
    """Return what is left after failures: what comes back, how soon, with how little downtime."""
    after = preview.after
    times = [*after.rto_s.values(), *after.rpo_s.values()]
    known = [seconds for seconds in times if seconds is not None]
    return (len(known), -sum(known), -(after.downtime_min or 0.0), preview.gain)
