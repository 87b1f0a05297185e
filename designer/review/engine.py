"""Reviews a design by a lens: the drawing answers what it can, the team the rest."""

from collections.abc import Iterable, Mapping, Sequence

from designer.analysis.facts import Facts
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.frozen import FrozenMap
from designer.model.review import NO_ANSWER, Answer, Milestone
from designer.review.check import Check, Outcome
from designer.review.conditions import holds
from designer.review.lens import NONE_OF_THESE, Choice, Lens, LensPillar, Question, Risk
from designer.review.result import (
    AnsweredBy,
    ChoiceState,
    PillarState,
    QuestionState,
    ReviewResult,
)
from designer.rules.rule import Verdict

# A question's points begin at its risk and grow with the share of practices that are followed, so
# that every control brings something and a lower risk is always worth more.
_BEGIN = {Risk.HIGH: 0.0, Risk.MEDIUM: 45.0, Risk.NONE: 80.0}
_MORE = {Risk.HIGH: 40.0, Risk.MEDIUM: 30.0, Risk.NONE: 20.0}

States = Mapping[str, bool | None]


def review(
    diagram: Diagram, lens: Lens, checks: Sequence[Check] = (), facts: Facts | None = None
) -> ReviewResult:
    """Review ``diagram``: deterministic, and independent of its layout.

    Args:
        lens: the questions.
        checks: what reads choices of the lens from the drawing.
        facts: what is true of the drawing, if somebody has worked it out.
    """
    facts = facts or Facts(diagram.topology, diagram.workload)
    by_choice: dict[str, list[Check]] = {}
    if any(element.kind is Kind.RESOURCE for element in diagram.topology.elements.values()):
        for check in checks:
            by_choice.setdefault(check.choice, []).append(check)
    return ReviewResult(
        lens=lens,
        pillars=tuple(_pillar(facts, diagram, lens, pillar, by_choice) for pillar in lens.pillars),
    )


def key_of(lens: Lens, question: Question) -> str:
    """Return what the answer to ``question`` is kept under in a document."""
    return f"{lens.id}:{question.id}"


def _pillar(
    facts: Facts,
    diagram: Diagram,
    lens: Lens,
    pillar: LensPillar,
    checks: Mapping[str, Sequence[Check]],
) -> PillarState:
    states = tuple(
        _question(facts, key_of(lens, question), question, diagram, checks)
        for question in pillar.questions
    )
    asked = [state for state in states if state.is_applicable]
    return PillarState(
        pillar=pillar,
        questions=states,
        low=_mean(state.low for state in asked),
        high=_mean(state.high for state in asked),
        high_risks=sum(state.risk is Risk.HIGH for state in asked),
        medium_risks=sum(state.risk is Risk.MEDIUM for state in asked),
        open_questions=sum(state.risk is None for state in asked),
    )


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None


def _question(
    facts: Facts,
    key: str,
    question: Question,
    diagram: Diagram,
    checks: Mapping[str, Sequence[Check]],
) -> QuestionState:
    answer = diagram.review.answers.get(key, NO_ANSWER)
    choices = tuple(
        _choice(choice, answer, [check.outcome(facts) for check in own], own)
        for choice in question.choices
        for own in (checks.get(choice.id, ()),)
    )
    states = _with_none({state.choice.id: state.state for state in choices})
    possible = _possible_risks(question, states)
    worst = min(possible, key=lambda risk: risk.rank)
    best = max(possible, key=lambda risk: risk.rank)
    return QuestionState(
        key=key,
        question=question,
        choices=choices,
        answer=answer,
        worst=worst,
        best=best,
        low=_points(question, worst, states, open_is=False),
        high=_points(question, best, states, open_is=True),
        is_answered=any(state.by is not AnsweredBy.NOBODY for state in choices),
        is_applicable=not answer.not_applicable,
    )


def _choice(
    choice: Choice, answer: Answer, outcomes: Sequence[Outcome], checks: Sequence[Check]
) -> ChoiceState:
    said = answer.choices.get(choice.id)
    if said is None and choice.is_none_of_these and any(answer.choices.values()):
        said = False
    if said is None and not choice.is_none_of_these and _says_none(answer):
        said = False
    read = _read(outcomes, checks)
    applies = not checks or any(o.verdict is not Verdict.NOT_APPLICABLE for o in outcomes)
    state = said if read is None else read
    by = AnsweredBy.NOBODY
    if state is not None:
        by = AnsweredBy.TEAM if read is None else AnsweredBy.DRAWING
    return ChoiceState(
        choice=choice,
        state=state,
        by=by,
        applies=applies,
        evidence=tuple(dict.fromkeys(i for o in outcomes for i in o.evidence)),
        # What the team vouches for is no gap, though the drawing does not state it.
        gaps=() if by is AnsweredBy.TEAM and state else tuple(g for o in outcomes for g in o.gaps),
        checks=tuple(check.id for check in checks),
        is_contradicted=read is not None and said is not None and said is not read,
    )


def _says_none(answer: Answer) -> bool:
    return any(yes and key.endswith(NONE_OF_THESE) for key, yes in answer.choices.items())


def _read(outcomes: Sequence[Outcome], checks: Sequence[Check]) -> bool | None:
    """Return what the drawing says of a choice: None when it leaves it open."""
    verdicts = {outcome.verdict for outcome in outcomes}
    if Verdict.FAIL in verdicts:
        return False
    if not verdicts or Verdict.UNKNOWN in verdicts:
        return None
    silent = (
        check.needs_subject and outcome.verdict is Verdict.NOT_APPLICABLE
        for check, outcome in zip(checks, outcomes, strict=True)
    )
    return None if any(silent) else True


def _with_none(states: States) -> States:
    """Answer "none of these", which is the opposite of all others, as far as those are answered."""
    others = [state for key, state in states.items() if not key.endswith(NONE_OF_THESE)]
    none = False if True in others else None if None in others else True
    return {key: none if key.endswith(NONE_OF_THESE) else state for key, state in states.items()}


def _possible_risks(question: Question, states: States) -> set[Risk]:
    """Return every risk that answers to what is open may lead to, and perhaps more than those."""
    possible: set[Risk] = set()
    for rule in question.rules:
        found = True if rule.condition is None else holds(rule.condition, states)
        if found is not False:
            possible.add(rule.risk)
        if found:
            break
    return possible


def _points(question: Question, risk: Risk, states: States, *, open_is: bool) -> float:
    asked = [choice.id for choice in question.choices if not choice.is_none_of_these]
    followed = sum(open_is if states[key] is None else bool(states[key]) for key in asked)
    return _BEGIN[risk] + _MORE[risk] * (followed / len(asked) if asked else 1.0)


def least_points(question: Question, states: States) -> float:
    """Return 0 to 100: what a question is worth in the worst case of what is open.

    Args:
        states: every choice's id but that of "none of these" -> yes, no or None while open.
    """
    known = _with_none({choice.id: states.get(choice.id) for choice in question.choices})
    worst = min(_possible_risks(question, known), key=lambda risk: risk.rank)
    return _points(question, worst, known, open_is=False)


def milestone(result: ReviewResult, day: str) -> Milestone:
    """Return ``result`` as a milestone of ``day`` (as 2026-11-25)."""
    marks = {state.pillar.id: mark for state in result.pillars if (mark := state.mark) is not None}
    return Milestone(lens=result.lens.id, day=day, marks=FrozenMap(marks))
