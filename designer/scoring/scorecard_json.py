"""The score as plain data, versioned: what the command line prints and the window shows."""

from collections.abc import Iterable
from typing import Any

from designer.analysis.availability import MINUTES_PER_YEAR, Availability, Contribution
from designer.analysis.cut_sets import CutSet, CutSets
from designer.analysis.facts import Facts
from designer.analysis.flow import Cut
from designer.analysis.recovery import RecoveryRow
from designer.model.diagram import Diagram
from designer.rules import rule
from designer.rules.phrasing import name
from designer.rules.recovery_phrasing import chain_text
from designer.rules.rule import Verdict
from designer.scoring.capacity_json import capacity_data
from designer.scoring.fixes import FixPreview, options
from designer.scoring.scorecard import Scorecard, ScoredFinding, TenetScore

SCHEMA_VERSION = "1.1"
_CONTRIBUTIONS = 30  # as many as the window shows


def to_data(
    scorecard: Scorecard, diagram: Diagram, *, fixes: bool = True, proof: Cut | None = None
) -> dict[str, Any]:
    """Return the score as dictionaries, lists, texts and numbers; see ``SCHEMA``.

    Args:
        fixes: also preview the fixes of every finding, which scores once for each option.
        proof: of where growth stops, if it has been asked for.
    """
    findings = scorecard.findings
    return {
        "schema": f"tenet-score/{SCHEMA_VERSION}",
        "tool": {"name": "tenet", "version": scorecard.tool_version},
        "rule_set": {"version": scorecard.rule_set_version, "hash": scorecard.rule_set_hash},
        "profile": {"id": scorecard.profile, "version": scorecard.profile_version},
        "title": diagram.title,
        "overall": {
            "score": _rounded(scorecard.overall),
            "high": _rounded(scorecard.overall_high),
            "with_accepted": _rounded(scorecard.overall_accepted),
            "letter": scorecard.letter,
        },
        "counts": {
            "elements": len(diagram.topology.elements),
            "links": len(diagram.topology.links),
            "journeys": len(scorecard.journeys),
            "findings": sum(1 for f in findings if f.finding.verdict is Verdict.FAIL),
            "not_stated": sum(1 for f in findings if f.finding.verdict is Verdict.UNKNOWN),
            "accepted": sum(1 for f in findings if f.accepted),
        },
        "tenets": [_tenet(tenet) for tenet in scorecard.tenets],
        "findings": _findings(scorecard, diagram, with_fixes=fixes),
        "waivers_not_needed": [
            {"key": idle.finding, "reason": idle.reason} for idle in scorecard.idle_waivers
        ],
        "rules": [{"rule": r.rule, "verdict": r.verdict.value} for r in scorecard.rules],
        "journeys": _journeys(scorecard),
        "single_points": _single_points(scorecard),
        "cut_sets": _cut_sets(scorecard.cut_sets or _found(diagram)),
        "availability": _availability(scorecard),
        "capacity": capacity_data(scorecard, proof),
        "recovery": _recovery(scorecard, diagram),
        "questions": [
            {
                "element": q.element,
                "property": q.property,
                "sentence": q.sentence,
                "gain": round(q.gain, 2),
            }
            for q in scorecard.questions
        ],
    }


def _found(diagram: Diagram) -> CutSets:
    return Facts(diagram.topology, diagram.workload).cut_sets()


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _tenet(score: TenetScore) -> dict[str, Any]:
    return {
        "tenet": score.tenet.value,
        "title": score.tenet.title,
        "score": _rounded(score.low),
        "possible": score.possible,
        "with_accepted": _rounded(score.with_accepted),
        "interval": [_rounded(score.low), _rounded(score.high)],
        "caps": [
            {
                "limit": cap.limit,
                "reason": cap.reason,
                "elements": list(cap.elements),
                "rule": cap.rule,
            }
            for cap in score.caps
        ],
        "parts": [
            {
                "name": part.name,
                "figure": part.figure,
                "points": round(part.points, 2),
                "weight": part.weight,
                "evidence": list(part.evidence),
            }
            for part in score.parts
        ],
    }


def _findings(scorecard: Scorecard, diagram: Diagram, *, with_fixes: bool) -> list[dict[str, Any]]:
    before = Facts(diagram.topology, diagram.workload) if with_fixes else None
    rows = []
    for scored in scorecard.findings:
        previews = options(diagram, scored.finding, before) if with_fixes else ()
        rows.append(_finding(scored, diagram, previews))
    return rows


def _finding(
    scored: ScoredFinding, diagram: Diagram, previews: Iterable[FixPreview]
) -> dict[str, Any]:
    finding = scored.finding
    return {
        "rule": finding.rule,
        "key": finding.key,
        "tenet": finding.tenet.value,
        "title": rule(finding.rule).title,
        "verdict": finding.verdict.value,
        "severity": finding.severity.value,
        "sentence": finding.sentence,
        "elements": [{"id": i, "name": name(diagram.topology, i)} for i in finding.elements],
        "scenario": finding.scenario,
        "points": round(scored.points, 2),
        "accepted": scored.accepted,
        "fixes": [
            {
                "title": preview.fix.title,
                "option": preview.best_at[0].value if preview.best_at else "",
                "best_at": [option.value for option in preview.best_at],
                "gain": round(preview.gain, 2),
                "overall": _rounded(preview.after.totals.overall),
                "tenets": [
                    {"tenet": tenet.value, "score": round(points, 2)}
                    for tenet, points in preview.after.totals.tenets.items()
                ],
                "changes": list(preview.changes),
                "relative_cost": preview.effort.cost,
                "why": preview.why,
            }
            for preview in previews
        ],
    }


def _journeys(scorecard: Scorecard) -> list[dict[str, Any]]:
    found = dict(scorecard.availability.journeys)
    return [
        {
            "id": journey.id,
            "name": journey.name,
            "kind": journey.kind,
            "elements": list(journey.elements),
            "availability": None if journey.id not in found else _figures(found[journey.id]),
        }
        for journey in scorecard.journeys
    ]


def _single_points(scorecard: Scorecard) -> list[dict[str, Any]]:
    return [
        {
            "kind": point.kind,
            "id": point.id,
            "name": point.name,
            "elements": list(point.ids),
            "journeys": list(point.journeys),
            "blast_radius": list(point.blast_radius),
            "scenario": point.scenario,
            "managed": point.managed,
        }
        for point in scorecard.single_points
    ]


def _cut_sets(found: CutSets) -> dict[str, Any]:
    return {
        "order": found.order,
        "asked": found.asked,
        "note": found.note,
        "sets": [_cut_set(cut) for cut in found.cut_sets],
    }


def _cut_set(cut: CutSet) -> dict[str, Any]:
    return {
        "id": cut.id,
        "order": cut.order,
        "sentence": cut.sentence,
        "parts": [
            {
                "kind": part.kind,
                "id": part.id,
                "name": part.name,
                "count": part.count,
                "of": part.of,
                "elements": list(part.ids),
            }
            for part in cut.parts
        ],
        "elements": list(cut.elements),
        "domains": list(cut.domains),
        "journeys": list(cut.journeys),
        "request": cut.request,
        "sets": cut.sets,
        "chance": float(f"{cut.chance:.6g}"),
    }


def _figures(found: Availability) -> dict[str, Any]:
    return {
        "percent": round(100 * (1 - found.unavailability), 7),
        "unavailability": float(f"{found.unavailability:.6g}"),
        "minutes_per_year": float(f"{found.minutes_per_year:.6g}"),
        "nines": None if found.unavailability <= 0 else round(found.nines, 4),
        "method": found.method,
        "low": float(f"{found.low:.6g}"),
        "high": float(f"{found.high:.6g}"),
    }


def _availability(scorecard: Scorecard) -> dict[str, Any]:
    report = scorecard.availability
    basis = report.basis
    return {
        "parameters": {
            "profile": basis.profile.value,
            "region_percent": round(100 * basis.region, 7),
            "zone_percent": round(100 * basis.zone, 7),
        },
        "structural": {
            **_figures(report.workload),
            "contributions": [_contribution(c, report.workload) for c in _first(report.workload)],
        },
        "operational": {
            "minutes_per_year": round(report.operational.minutes_per_year, 4),
            "percent": round(100 * (1 - report.operational.minutes_per_year / MINUTES_PER_YEAR), 7),
            "assumed": report.operational.assumed,
            "terms": [
                {
                    "name": term.name,
                    "minutes_per_year": round(term.minutes_per_year, 4),
                    "assumed": term.assumed,
                    "chain": [{"step": step, "value": value} for step, value in term.chain],
                }
                for term in report.operational.terms
            ],
        },
    }


def _first(found: Availability) -> tuple[Contribution, ...]:
    return found.contributions[:_CONTRIBUTIONS]


def _contribution(part: Contribution, whole: Availability) -> dict[str, Any]:
    return {
        "name": part.name,
        "event": part.event,
        "elements": list(part.ids),
        "share": round(part.share, 6),
        "minutes_per_year": float(f"{whole.minutes_per_year * part.share:.6g}"),
        "unavailability": float(f"{part.unavailability:.6g}"),
        "birnbaum": float(f"{part.birnbaum:.6g}"),
    }


def _recovery(scorecard: Scorecard, diagram: Diagram) -> dict[str, Any]:
    return {
        "strategy": scorecard.recovery.strategy.value,
        "rows": [_recovery_row(row, diagram) for row in scorecard.recovery.rows],
        "workload": [_recovery_row(row, diagram) for row in scorecard.recovery.workload],
        "contradictions": list(scorecard.recovery.contradictions),
    }


def _recovery_row(row: RecoveryRow, diagram: Diagram) -> dict[str, Any]:
    return {
        "store": row.store,
        "name": "Workload" if row.store is None else name(diagram.topology, row.store),
        "disruption": row.disruption.value,
        "rto_s": _rounded(row.rto_s),
        "rpo_s": _rounded(row.rpo_s),
        "unrecoverable": row.unrecoverable,
        "by": row.by,
        "chain": [
            {
                "step": step.kind.value,
                "seconds": round(step.seconds, 2),
                "what": step.what,
                "source": step.source,
                "assumed": step.assumed,
            }
            for step in row.chain
        ],
        "chain_text": chain_text(row.chain),
        "assumed": row.assumed,
        "rto_met": row.rto_met,
        "rpo_met": row.rpo_met,
    }
