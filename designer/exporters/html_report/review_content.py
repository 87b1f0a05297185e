"""What the page of a review says, in words, so that the template only sets them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.review import Milestone
from designer.review.comparison import Compared, compared
from designer.review.lens import Risk
from designer.review.plan import PlanItem
from designer.review.result import ChoiceState, PillarState, QuestionState, ReviewResult
from designer.review.wording import points, risk_words, verdict
from designer.rules.phrasing import count, listed

_MOST_NAMES = 8
# Links lead nowhere else, whatever address a lens of somebody's names.
_SOURCES = ("https://docs.aws.amazon.com/", "https://aws.amazon.com/")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceText:
    """One practice: ``kind`` is yes, no, unsaid or idle."""

    title: str
    kind: str
    sign: str
    verdict: str
    conflict: str
    evidence: str
    gaps: tuple[str, ...]
    how: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionText:
    """One question; ``level`` is high, medium, none, open or idle."""

    number: int
    title: str
    description: str
    level: str
    standing: str
    points: str
    not_applicable: str
    note: str
    choices: tuple[ChoiceText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarText:
    """One pillar with its points, 0 to 100."""

    name: str
    low: float | None
    high: float | None
    points: str
    counts: str
    questions: tuple[QuestionText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """One line of the improvement plan."""

    practice: str
    pillar: str
    gain: str
    work: str
    fixes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneText:
    """A milestone beside now, a row for each pillar."""

    caption: str
    rows: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """All that the page says."""

    title: str
    description: str
    lens: str
    headline: str
    pillars: tuple[PillarText, ...]
    risks: tuple[QuestionText, ...]
    plan: tuple[PlanText, ...]
    milestones: tuple[MilestoneText, ...]


def content_of(diagram: Diagram, result: ReviewResult, plan: Sequence[PlanItem]) -> ReviewPage:
    """Return the words for ``result``, the review of ``diagram``, and its improvement plan."""
    pillars = tuple(_pillars(diagram, result))
    asked = [question for pillar in pillars for question in pillar.questions]
    risks = [question for question in asked if question.level in ("high", "medium")]
    return ReviewPage(
        title=diagram.title,
        description=diagram.description,
        lens=result.lens.name,
        headline=_headline(result),
        pillars=pillars,
        risks=tuple(sorted(risks, key=lambda question: question.level != "high")),
        plan=tuple(_plan(item) for item in plan),
        milestones=tuple(_milestones(diagram, result)),
    )


def _headline(result: ReviewResult) -> str:
    high = sum(state.high_risks for state in result.pillars)
    medium = sum(state.medium_risks for state in result.pillars)
    still = sum(state.open_questions for state in result.pillars)
    risks = f"{count(high, 'high risk')} and {count(medium, 'medium risk')}"
    return f"{risks}; {count(still, 'question')} still open."


def _pillars(diagram: Diagram, result: ReviewResult) -> Iterator[PillarText]:
    number = 0
    for state in result.pillars:
        questions: list[QuestionText] = []
        for question in state.questions:
            number += 1
            questions.append(_question(diagram, question, number))
        yield PillarText(
            name=state.pillar.name,
            low=state.low,
            high=state.high,
            points=points(state.low, state.high),
            counts=_counts(state),
            questions=tuple(questions),
        )


def _counts(state: PillarState) -> str:
    if state.low is None:
        return "No question applies."
    return (
        f"{count(state.high_risks, 'high risk')}, {count(state.medium_risks, 'medium risk')}, "
        f"{count(state.open_questions, 'question')} open of {len(state.questions)}"
    )


def _question(diagram: Diagram, state: QuestionState, number: int) -> QuestionText:
    applies = state.is_applicable
    return QuestionText(
        number=number,
        title=state.question.title,
        description=state.question.description,
        level=_level(state),
        standing=risk_words(state).capitalize(),
        points=points(state.low, state.high) if applies else "",
        not_applicable=state.answer.not_applicable,
        note=state.answer.note.strip(),
        choices=tuple(
            _choice(diagram, choice)
            for choice in state.choices
            if not choice.choice.is_none_of_these
        ),
    )


def _level(state: QuestionState) -> str:
    if not state.is_applicable:
        return "idle"
    if state.risk is None:
        return "open"
    return {Risk.HIGH: "high", Risk.MEDIUM: "medium", Risk.NONE: "none"}[state.risk]


def _choice(diagram: Diagram, state: ChoiceState) -> ChoiceText:
    kind, sign = {True: ("yes", "✓"), False: ("no", "✕"), None: ("unsaid", "?")}[state.state]
    is_idle = bool(state.state) and not state.applies
    told = "no" if state.state else "yes"
    conflict = f"The team says {told}; the drawing shows otherwise, and the drawing counts."
    improvement = state.choice.improvement
    return ChoiceText(
        title=state.choice.title,
        kind="unsaid" if is_idle else kind,
        sign="–" if is_idle else sign,
        verdict=verdict(state),
        conflict=conflict if state.is_contradicted else "",
        evidence=_names(diagram, state.evidence),
        gaps=tuple(gap.sentence for gap in state.gaps),
        how="" if state.state or improvement is None else improvement.text,
        source=_source("" if improvement is None else improvement.url),
    )


def _source(url: str) -> str:
    return url if url.startswith(_SOURCES) else ""


def _names(diagram: Diagram, ids: Sequence[str]) -> str:
    elements = diagram.topology.elements
    named = [elements[ElementId(key)].name for key in ids if ElementId(key) in elements]
    return listed(named, _MOST_NAMES) if named else ""


def _plan(item: PlanItem) -> PlanText:
    fixes = dict.fromkeys(options[0].fix.title for options in item.fixes if options)
    return PlanText(
        practice=item.choice.choice.title,
        pillar=item.pillar,
        gain=f"{item.gain:+.1f}",
        work=item.work.title,
        fixes="; ".join(fixes),
    )


def _milestones(diagram: Diagram, result: ReviewResult) -> Iterator[MilestoneText]:
    kept = diagram.review.milestones.items()
    own = [(name, one) for name, one in kept if one.lens == result.lens.id]
    for name, one in sorted(own, key=lambda pair: (pair[1].day, pair[0])):
        yield MilestoneText(caption=f"{name}, {one.day}, beside now", rows=_rows(result, one))


def _rows(result: ReviewResult, then: Milestone) -> tuple[Compared, ...]:
    return tuple(
        compared(state.pillar.name, then.marks.get(state.pillar.id), state.mark)
        for state in result.pillars
    )
