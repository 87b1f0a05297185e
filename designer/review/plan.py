"""What to do next: every practice that is missing, by the points it brings and what it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from designer.analysis.facts import Facts
from designer.model.diagram import Diagram
from designer.review.check import Check
from designer.review.engine import least_points
from designer.review.fixes import GapFix, gap_fixes
from designer.review.result import AnsweredBy, ChoiceState, PillarState, QuestionState, ReviewResult
from designer.review.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One practice to take up.

    Attributes:
        pillar, question: titles; key: what the answer to the question is kept under.
        choice: the practice as it stands.
        gain: points of the pillar that it alone brings now.
        fixes: offered edits, one tuple for each gap, in the order of the gaps.
    """

    pillar: str
    question: str
    key: str
    choice: ChoiceState
    gain: float
    work: Work
    fixes: tuple[tuple[GapFix, ...], ...]


def improvement_plan(
    diagram: Diagram, result: ReviewResult, checks: Sequence[Check] = ()
) -> tuple[PlanItem, ...]:
    """Return what is missing, the most points for the least work first."""
    by_id = {check.id: check for check in checks}
    facts = Facts(diagram.topology, diagram.workload, importance=False)
    items = [
        _item(diagram, facts, pillar, question, choice, by_id)
        for pillar in result.pillars
        for question in pillar.questions
        if question.is_applicable
        for choice in question.choices
        if not choice.state and not choice.choice.is_none_of_these
    ]
    return tuple(sorted(items, key=lambda item: (-item.gain / (1 + item.work.rank), item.key)))


def _item(
    diagram: Diagram,
    facts: Facts,
    pillar: PillarState,
    question: QuestionState,
    choice: ChoiceState,
    checks: dict[str, Check],
) -> PlanItem:
    fixes = tuple(gap_fixes(diagram, checks[gap.rule], gap, facts) for gap in choice.gaps)
    return PlanItem(
        pillar=pillar.pillar.name,
        question=question.question.title,
        key=question.key,
        choice=choice,
        gain=_gain(pillar, question, choice),
        work=_work(choice, fixes),
        fixes=fixes,
    )


def _gain(pillar: PillarState, question: QuestionState, choice: ChoiceState) -> float:
    states = {each.choice.id: each.state for each in question.choices}
    states[choice.choice.id] = True
    asked = sum(each.is_applicable for each in pillar.questions)
    return (least_points(question.question, states) - question.low) / asked


def _work(choice: ChoiceState, fixes: tuple[tuple[GapFix, ...], ...]) -> Work:
    if not choice.gaps and choice.by is AnsweredBy.NOBODY:
        return Work.ANSWER
    if not choice.checks:
        return Work.PRACTICE
    if not all(fixes):
        return Work.REDESIGN
    adds = any(options[0].effort.cost > 0 for options in fixes)
    return Work.ADD if adds else Work.STATE
