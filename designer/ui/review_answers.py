"""Answers orders for reviews in the scoring process: sheets, fixes of a gap, improvement plans."""

from collections.abc import Sequence
from functools import lru_cache

from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.review.check import Check, Gap
from designer.review.checks import ALL_CHECKS
from designer.review.custom_lens import read_lens
from designer.review.engine import milestone, review
from designer.review.fixes import gap_fixes
from designer.review.lens import Lens
from designer.review.plan import improvement_plan
from designer.review.questions import WELL_ARCHITECTED
from designer.review.result import AnsweredBy, ChoiceState, PillarState, QuestionState, ReviewResult
from designer.review.wording import risk_words, verdict
from designer.rules.rule import Verdict, no_fixes
from designer.scoring.edit_words import words_of
from designer.storage.steps import step_text
from designer.ui.review_messages import (
    ChoiceSheet,
    GapOffer,
    GapSheet,
    PillarSheet,
    PlanLine,
    QuestionSheet,
    ReviewAnswer,
    ReviewOrder,
    ReviewSheet,
)

_NO_DAY = "2000-01-01"  # the window dates a milestone when it is kept


def review_answer(diagram: Diagram, order: ReviewOrder) -> ReviewAnswer:
    """Return what ``order`` asks for about ``diagram``.

    Raises:
        LensRefused: the order's lens is none.
    """
    lens, checks = _lens_of(order)
    if order.gap:
        return ReviewAnswer(gap=order.gap, offers=_offers(diagram, checks, order.gap))
    result = review(diagram, lens, checks)
    if order.plan:
        return ReviewAnswer(plan=_plan(diagram, result, checks))
    return ReviewAnswer(sheet=_sheet(diagram, result))


def _lens_of(order: ReviewOrder) -> tuple[Lens, Sequence[Check]]:
    return (_read(order.lens), ()) if order.lens else (WELL_ARCHITECTED, ALL_CHECKS)


@lru_cache(maxsize=2)
def _read(text: str) -> Lens:
    return read_lens(text.encode())


def _offers(diagram: Diagram, checks: Sequence[Check], key: str) -> tuple[GapOffer, ...]:
    found = review(diagram, WELL_ARCHITECTED, checks).gaps
    gap = next((each for each in found if each.key == key), None)
    if gap is None:
        return ()
    return tuple(
        GapOffer(
            title=each.fix.title,
            step=step_text(diagram, each.after),
            changes=words_of(diagram, each.fix.edits),
            cost=each.effort.cost,
        )
        for each in gap_fixes(diagram, _check(checks, gap), gap)
    )


def _check(checks: Sequence[Check], gap: Gap) -> Check:
    return next(check for check in checks if check.id == gap.rule)


def _plan(diagram: Diagram, result: ReviewResult, checks: Sequence[Check]) -> tuple[PlanLine, ...]:
    return tuple(
        PlanLine(
            key=item.key,
            pillar=item.pillar,
            choice=item.choice.choice.id,
            title=item.choice.choice.title,
            gain=item.gain,
            work=item.work,
            fixes=tuple(dict.fromkeys(options[0].fix.title for options in item.fixes if options)),
        )
        for item in improvement_plan(diagram, result, checks)
    )


def _sheet(diagram: Diagram, result: ReviewResult) -> ReviewSheet:
    elements = diagram.topology.elements.values()
    return ReviewSheet(
        lens=result.lens.id,
        name=result.lens.name,
        description=result.lens.description,
        is_drawn=any(element.kind is Kind.RESOURCE for element in elements),
        pillars=tuple(_pillar(state) for state in result.pillars),
        marks=dict(milestone(result, _NO_DAY).marks),
    )


def _pillar(state: PillarState) -> PillarSheet:
    return PillarSheet(
        id=state.pillar.id,
        name=state.pillar.name,
        low=state.low,
        high=state.high,
        high_risks=state.high_risks,
        medium_risks=state.medium_risks,
        open_questions=state.open_questions,
        questions=tuple(_question(question) for question in state.questions),
    )


def _question(state: QuestionState) -> QuestionSheet:
    return QuestionSheet(
        key=state.key,
        title=state.question.title,
        description=state.question.description,
        risk=state.risk,
        worst=state.worst,
        best=state.best,
        low=state.low,
        high=state.high,
        is_answered=state.is_answered,
        standing=risk_words(state),
        note=state.answer.note,
        not_applicable=state.answer.not_applicable,
        choices=tuple(_choice(choice, state) for choice in state.choices),
    )


def _choice(state: ChoiceState, question: QuestionState) -> ChoiceSheet:
    choice = state.choice
    about = choice.help.text if choice.help is not None else ""
    pages = [each.url for each in (choice.improvement, choice.help) if each is not None]
    by_team = state.by is AnsweredBy.TEAM
    return ChoiceSheet(
        id=choice.id,
        title=choice.title,
        about="" if about == choice.title else about,
        how=choice.improvement.text if choice.improvement is not None else "",
        page=next((page for page in pages if page), ""),
        is_none_of_these=choice.is_none_of_these,
        state=state.state,
        said=question.answer.choices.get(choice.id, state.state if by_team else None),
        by=state.by,
        verdict=verdict(state),
        is_read=bool(state.checks),
        applies=state.applies,
        is_contradicted=state.is_contradicted,
        evidence=state.evidence,
        gaps=tuple(_gap(gap) for gap in state.gaps),
    )


def _gap(gap: Gap) -> GapSheet:
    check = _check(ALL_CHECKS, gap)
    return GapSheet(
        key=gap.key,
        sentence=gap.sentence,
        elements=gap.elements,
        is_stated=gap.verdict is Verdict.FAIL,
        has_fixes=check.fixes is not no_fixes,
        why=check.why,
        advice=check.advice,
    )
