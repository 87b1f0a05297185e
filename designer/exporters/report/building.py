"""Builds a report's content from a design and its score."""

from collections.abc import Iterable, Iterator, Sequence

from designer.analysis.facts import Facts
from designer.exporters.report.assumptions import (
    assumption_lines,
    goal_lines,
    inferred_lines,
    question_lines,
)
from designer.exporters.report.content import (
    FindingLine,
    FixLine,
    PartLine,
    Report,
    TenetLine,
)
from designer.exporters.report.figures import (
    capacity_lines,
    cause_lines,
    day_of,
    growth_lines,
    journey_lines,
    recovery_lines,
    single_point_lines,
    together_lines,
)
from designer.exporters.report.lens_building import pillars_of, responsibility_of
from designer.model.diagram import EMPTY, Diagram
from designer.model.text import clean_text
from designer.model.workload import Disruption
from designer.rules import rule
from designer.rules.phrasing import count, listed, name
from designer.rules.recovery_phrasing import UNRECOVERABLE, back_after, data_lost
from designer.rules.rule import Option, Verdict
from designer.scoring.downtime import downtime, first_to_fix, minutes_of, percent, summary
from designer.scoring.effort import cost_words
from designer.scoring.engine import score
from designer.scoring.fixes import NOTEWORTHY, FixPreview, options
from designer.scoring.score_words import (
    SHOWN,
    cap_words,
    finding_counts,
    overall_words,
    points_lost,
    tenet_points,
    tenet_up_to,
    tenet_with_accepted,
)
from designer.scoring.scorecard import Scorecard, ScoredFinding, TenetScore
from designer.scoring.scorecard import listed as listed_findings

_MOST_BEST = 3
CUT_ORDER = 3  # as `tenet score` lists by default
REMOVES = "Removes the finding"
_MOST_WORK = 40_000
"""Elements that are scored for previews of fixes, all in all: some three seconds."""


def report_of(
    diagram: Diagram,
    card: Scorecard | None = None,
    *,
    fixes: bool = True,
    pillars: bool = False,
    responsibility: bool = False,
) -> Report:
    """Return what a report of ``diagram`` says.

    Args:
        card: its score; made here when absent. Cut sets are part of the report when it has them.
        fixes: also preview the fixes of findings, which scores once for each option; in a large
            design those of the findings that are listed first, as many as take a few seconds.
        pillars: also review it by the pillars; responsibility: also tell who answers for what.
    """
    card = score(diagram, cut_order=CUT_ORDER) if card is None else card
    facts = Facts(diagram.topology, diagram.workload)
    day = day_of(facts)
    together, together_note = together_lines(card)
    findings, note = _findings(card, diagram, facts if fixes else None)
    return Report(
        title=_title(diagram),
        description=clean_text(diagram.description, lines=True).strip(),
        overall=card.overall,
        letter=card.letter,
        headline=overall_words(card),
        summary=tuple(_summary(card)),
        tenets=tuple(_tenet(tenet) for tenet in card.tenets),
        counts=finding_counts(card),
        findings=findings,
        fixes_note=note,
        best_fixes=_best_fixes(findings),
        single_points=single_point_lines(card, diagram),
        together=together,
        together_note=together_note,
        journeys=journey_lines(card, diagram),
        availability=summary(card.availability) if card.journeys else (),
        first_to_fix=first_to_fix(card.availability),
        causes=cause_lines(card),
        capacity=capacity_lines(card),
        growth=growth_lines(card),
        strategy=card.recovery.strategy.value,
        recovery=recovery_lines(card, diagram),
        contradictions=card.recovery.contradictions,
        day=day,
        goals=goal_lines(diagram.workload, card),
        assumptions=assumption_lines(card, diagram),
        questions=question_lines(card, diagram),
        inferred=inferred_lines(diagram),
        stamp=_stamp(card),
        pillars=pillars_of(diagram, facts) if pillars else None,
        responsibility=responsibility_of(diagram, facts) if responsibility else None,
    )


def _title(diagram: Diagram) -> str:
    return " ".join(clean_text(diagram.title).split()) or EMPTY.title


def _stamp(card: Scorecard) -> str:
    return (
        f"Tenet Designer {card.tool_version}, rule set {card.rule_set_version} "
        f"({card.rule_set_hash}), profile {card.profile} version {card.profile_version}"
    )


# -- what a reader in a hurry should know
def _summary(card: Scorecard) -> Iterator[str]:
    scored = [(t.low, t) for t in card.tenets if t.low is not None]
    if not scored:
        return
    best, worst = (pick(scored, key=lambda pair: pair[0])[1] for pick in (max, min))
    if best.tenet is not worst.tenet:
        yield (
            f"Strongest is {best.tenet.title} ({tenet_points(best)}), weakest "
            f"{worst.tenet.title} ({tenet_points(worst)}){_held_back(worst)}."
        )
    asked = [point for point in card.single_points if point.request]
    if asked:
        shown = listed(list(dict.fromkeys(point.name for point in asked)), 4)
        yield (
            f"{count(len(asked), 'failure').capitalize()} alone "
            f"{'stops' if len(asked) == 1 else 'stop'} requests: {shown}."
        )
    elif card.journeys:
        yield "No failure of a single component, zone or Region stops requests."
    if any(journey.kind == "request" for journey in card.journeys):
        minutes = minutes_of(card.availability.workload.unavailability)
        both = minutes + card.availability.operational.minutes_per_year
        yield (
            f"What is drawn is available {percent(card.availability.workload.unavailability)} of "
            f"the year; with how it is run, downtime comes to {downtime(both)}."
        )
    yield from _worst_recovery(card)
    if card.growth_sentence and card.capacity.tiers:
        yield card.growth_sentence


def _held_back(worst: TenetScore) -> str:
    return f", held back by {worst.caps[0].reason}" if worst.caps else ""


def _worst_recovery(card: Scorecard) -> Iterator[str]:
    struck = {Disruption.ZONE: "the loss of a zone", Disruption.REGION: "the loss of a Region"}
    for row in card.recovery.workload:
        if row.disruption not in struck:
            continue
        after, lost = back_after(row), data_lost(row)
        if after == UNRECOVERABLE:
            yield f"Nothing that is drawn brings it back after {struck[row.disruption]}."
        else:
            back = "works on" if after == "at once" else f"is back in {after}"
            yield f"After {struck[row.disruption]} it {back}; data lost: {lost}."


# -- tenets
def _tenet(found: TenetScore) -> TenetLine:
    return TenetLine(
        key=found.tenet.value,
        title=found.tenet.title,
        question=found.tenet.question,
        low=found.low,
        high=found.high,
        points=tenet_points(found),
        up_to=tenet_up_to(found),
        with_accepted=tenet_with_accepted(found),
        caps=tuple(cap_words(cap) for cap in found.caps),
        parts=tuple(
            PartLine(
                name=part.name,
                figure=part.figure,
                points=f"{part.points:.0f}",
                weight=f"{part.weight * 100:.0f} %",
            )
            for part in found.parts
        ),
    )


# -- findings
def _findings(
    card: Scorecard, diagram: Diagram, before: Facts | None
) -> tuple[tuple[FindingLine, ...], str]:
    """Return the findings, and of whose fixes nobody has tried what they bring."""
    lines = []
    tried = 0
    # Counted and not timed, since the same design is to give the same report.
    left = 0 if before is None else _MOST_WORK
    for number, scored in enumerate(listed_findings(card.findings), 1):
        previews: Sequence[FixPreview] = ()
        if left > 0:
            previews = options(diagram, scored.finding, before)
            left -= len(diagram.topology.elements) * max(1, len(previews))
            tried = number
        lines.append(_finding(number, scored, diagram, previews))
    if before is None or tried == len(lines):
        return tuple(lines), ""
    note = f"Fixes were tried for the first {tried} findings; the others say what to do."
    return tuple(lines), note


def _best_fixes(findings: Iterable[FindingLine]) -> tuple[FixLine, ...]:
    """Return the best fix of each open finding, the most rewarding ones, no change twice."""
    offered = [max(f.fixes, key=_points) for f in findings if f.fixes and not f.accepted]
    chosen = {frozenset(fix.changes): fix for fix in offered if fix.points}
    return tuple(sorted(chosen.values(), key=_points, reverse=True)[:_MOST_BEST])


def _points(fix: FixLine) -> float:
    return fix.points


def _finding(
    number: int, scored: ScoredFinding, diagram: Diagram, previews: Sequence[FixPreview]
) -> FindingLine:
    finding = scored.finding
    judge = rule(finding.rule)
    open_word = "found" if finding.verdict is Verdict.FAIL else "not stated"
    return FindingLine(
        number=number,
        rule=finding.rule,
        title=judge.title,
        tenet=finding.tenet.title,
        severity=finding.severity.value,
        status="accepted" if scored.accepted else open_word,
        points=points_lost(scored).replace("-", "−"),
        sentence=finding.sentence,
        scenario=finding.scenario,
        why=judge.why,
        advice=judge.advice,
        elements=tuple(name(diagram.topology, key) for key in finding.elements),
        accepted=scored.accepted,
        fixes=tuple(_fix(preview) for preview in previews),
    )


def _fix(preview: FixPreview) -> FixLine:
    brings = preview.gain >= NOTEWORTHY
    plural = "" if f"{preview.gain:.1f}" == "1.0" else "s"
    return FixLine(
        title=preview.fix.title,
        gain=f"+{preview.gain:.1f} point{plural}" if brings else REMOVES,
        points=max(0.0, preview.gain) if preview.gain >= SHOWN else 0.0,
        kind=_kind(preview),
        changes=preview.changes,
        why=preview.why,
    )


def _kind(preview: FixPreview) -> str:
    """Say what the fix is best at among others, and its cost relative to them."""
    words = cost_words(preview.effort.cost)
    if len(preview.best_at) == len(Option):
        return words
    return ", ".join([*(option.value for option in preview.best_at), words])
