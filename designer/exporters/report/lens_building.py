"""Builds what a report says of the pillars and of shared responsibility."""

from collections.abc import Iterator

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.exporters.report.content import NONE
from designer.exporters.report.lens_content import (
    DutyLine,
    GapLine,
    MatrixLine,
    PartyCell,
    PillarLine,
    PillarQuestion,
    PillarsPart,
    PlanLine,
    PracticeLine,
    ResponsibilityPart,
)
from designer.model.diagram import Diagram
from designer.responsibility.areas import Area
from designer.responsibility.design import Duty, Responsibility, Standing, responsibility
from designer.responsibility.matrix import Matrix
from designer.review.checks import ALL_CHECKS
from designer.review.checks import check as check_of
from designer.review.engine import review
from designer.review.plan import PlanItem, improvement_plan
from designer.review.questions import WELL_ARCHITECTED
from designer.review.result import AnsweredBy, ChoiceState, PillarState, QuestionState, ReviewResult
from designer.rules.phrasing import agreed, count, listed, name, names
from designer.scoring.score_words import SHOWN

_LONGEST_PLAN = 12
_MOST_REMEDIES = 3


# -- pillars
def pillars_of(diagram: Diagram, facts: Facts) -> PillarsPart:
    """Return the review of ``diagram``, of which ``facts`` are true, with fixes and a plan."""
    result = review(diagram, WELL_ARCHITECTED, ALL_CHECKS, facts)
    plan = improvement_plan(diagram, result, ALL_CHECKS)
    items = {item.choice.choice.id: item for item in plan}
    left = len(plan) - _LONGEST_PLAN
    return PillarsPart(
        headline=_headline(result),
        pillars=tuple(_pillar(state, diagram, items) for state in result.pillars),
        plan=tuple(_step(item) for item in plan[:_LONGEST_PLAN]),
        more=f"And {count(left, 'more practice')}." if left > 0 else "",
        milestones=tuple(_milestones(diagram, result)),
    )


def _headline(result: ReviewResult) -> str:
    scored = [(state.low, state) for state in result.pillars if state.low is not None]
    if not scored:
        return "No question applies."
    value, lowest = min(scored, key=lambda pair: pair[0])
    high = sum(state.high_risks for state in result.pillars)
    asked = sum(question.is_applicable for question in result.questions)
    risks = f"{high} of {count(asked, 'question')} {agreed(high, 'is', 'are')} at high risk"
    return f"{risks}; lowest is {lowest.pillar.name} with {value:.1f} of 100 points."


def _points(value: float | None) -> str:
    return NONE if value is None else f"{value:.1f}"


def _pillar(state: PillarState, diagram: Diagram, items: dict[str, PlanItem]) -> PillarLine:
    brings = (state.high or 0.0) - (state.low or 0.0) >= SHOWN
    return PillarLine(
        key=state.pillar.id,
        title=state.pillar.name,
        low=state.low,
        high=state.high,
        points=_points(state.low),
        up_to=_points(state.high) if brings else "",
        risks=_risks(state),
        questions=tuple(_question(one, diagram, items) for one in state.questions),
    )


def _risks(state: PillarState) -> str:
    parts = [
        count(number, noun, plural)
        for number, noun, plural in (
            (state.high_risks, "high risk", ""),
            (state.medium_risks, "medium risk", ""),
            (state.open_questions, "question open", "questions open"),
        )
        if number
    ]
    return ", ".join(parts) or "no risks"


def _question(state: QuestionState, diagram: Diagram, items: dict[str, PlanItem]) -> PillarQuestion:
    risk, level = _risk(state)
    asked = [one for one in state.choices if not one.choice.is_none_of_these]
    shown = asked if state.is_applicable else []
    return PillarQuestion(
        title=state.question.title,
        risk=risk,
        level=level,
        remark=state.answer.not_applicable or state.answer.note,
        followed=tuple(
            PracticeLine(practice=one.choice.title, shown_by=_shown_by(one, diagram))
            for one in shown
            if one.state
        ),
        gaps=tuple(_gap(one, items) for one in shown if not one.state),
    )


def _risk(state: QuestionState) -> tuple[str, str]:
    if not state.is_applicable:
        return "does not apply", "none"
    if not state.is_answered:
        return "not answered", "open"
    if state.risk is None:
        return f"{state.worst.title} risk unless the rest is answered yes", "open"
    title = state.risk.title
    return ("no risk" if title == "none" else f"{title} risk"), title


def _shown_by(state: ChoiceState, diagram: Diagram) -> str:
    if state.by is AnsweredBy.TEAM:
        return "says the team"
    if not state.applies:
        return "nothing drawn that it could be about"
    return names(diagram.topology, state.evidence) if state.evidence else ""


def _gap(state: ChoiceState, items: dict[str, PlanItem]) -> GapLine:
    return GapLine(
        practice=state.choice.title,
        state="open" if state.state is None else "no",
        sentences=tuple(dict.fromkeys(gap.sentence for gap in state.gaps)),
        remedies=_remedies(items[state.choice.id]),
    )


def _remedies(item: PlanItem) -> tuple[str, ...]:
    """Return the first fix of each gap, the check's advice where there is none."""
    told = [
        options[0].fix.title if options else check_of(gap.rule).advice
        for gap, options in zip(item.choice.gaps, item.fixes, strict=True)
    ]
    if not told and item.choice.choice.improvement is not None:
        told = [item.choice.choice.improvement.text]
    return tuple(dict.fromkeys(one.rstrip(".") for one in told))[:_MOST_REMEDIES]


def _step(item: PlanItem) -> PlanLine:
    return PlanLine(
        practice=item.choice.choice.title,
        pillar=item.pillar,
        gain=f"+{item.gain:.1f}",
        work=item.work.title,
        how="; ".join(_remedies(item)),
    )


def _milestones(diagram: Diagram, result: ReviewResult) -> Iterator[tuple[str, tuple[str, ...]]]:
    kept = [
        (one.day, key, one)
        for key, one in diagram.review.milestones.items()
        if one.lens == result.lens.id
    ]
    for day, key, one in sorted(kept, key=lambda row: row[:2]):
        marks = (one.marks.get(state.pillar.id) for state in result.pillars)
        yield f"{day} {key}", tuple(_points(None if m is None else m.low) for m in marks)
    if kept:
        yield "now", tuple(_points(state.low) for state in result.pillars)


# -- responsibility
def responsibility_of(diagram: Diagram, facts: Facts) -> ResponsibilityPart:
    """Return who answers for what in ``diagram``, and how what is the customer's stands.

    Args:
        facts: what is true of ``diagram``.
    """
    found = responsibility(diagram, facts)
    standings = {(duty.service, duty.area): duty.standing for duty in found.duties}
    order = (Standing.MISSING, Standing.NOT_STATED, Standing.DONE)
    return ResponsibilityPart(
        headline=_duty_headline(found),
        areas=tuple((area.short, area.title) for area in Area),
        rows=tuple(_row(own, len(ids), standings) for own, ids in found.rows),
        duties=tuple(
            _duty(duty, diagram)
            for standing in order
            for duty in found.duties
            if duty.standing is standing
        ),
        unseen=tuple(_unseen(found)),
    )


def _duty_headline(found: Responsibility) -> str:
    if not found.rows:
        return "Nothing is drawn that anybody answers for."
    counts = {
        standing: sum(duty.standing is standing for duty in found.duties) for standing in Standing
    }
    told = [
        f"{counts[standing]} {standing.value}"
        for standing in (Standing.MISSING, Standing.NOT_STATED, Standing.DONE)
        if counts[standing]
    ]
    seen = len(found.duties) - counts[Standing.NOT_SHOWN]
    what = f"{count(len(found.duties), 'duty', 'duties')} of yours"
    if not told:
        return f"{what}, of which the drawing shows none."
    return f"{what}, {seen} of which the drawing shows: {listed(told)}."


def _service(key: str) -> str:
    return catalog()[key].name


def _row(own: Matrix, many: int, standings: dict[tuple[str, Area], Standing]) -> MatrixLine:
    cells = []
    for area in Area:
        standing = standings.get((own.service, area))
        cells.append(
            PartyCell(
                party=own.lines[area].party.value,
                said=own.lines[area].party.title,
                standing="" if standing is None else standing.value.replace(" ", "-"),
            )
        )
    times = f" ×{many}" if many > 1 else ""
    return MatrixLine(
        service=f"{_service(own.service)}{times}", model=own.model.title, cells=tuple(cells)
    )


def _duty(duty: Duty, diagram: Diagram) -> DutyLine:
    shown = duty.blamed or duty.elements
    return DutyLine(
        service=_service(duty.service),
        area=duty.area.title,
        standing=duty.standing.value,
        sentence=duty.line.sentence,
        reasons=tuple(dict.fromkeys(sentence for _, sentence in duty.reasons)),
        elements=tuple(name(diagram.topology, key) for key in shown),
    )


def _unseen(found: Responsibility) -> Iterator[tuple[str, str]]:
    silent = [duty for duty in found.duties if duty.standing is Standing.NOT_SHOWN]
    for area in Area:
        services = [_service(duty.service) for duty in silent if duty.area is area]
        if services:
            yield area.title, ", ".join(dict.fromkeys(services))
