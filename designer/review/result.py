"""What a review comes to: the state of every choice, risks, and points of the pillars."""

from dataclasses import dataclass
from enum import Enum

from designer.model.review import Answer, Mark
from designer.review.check import Gap
from designer.review.lens import Choice, Lens, LensPillar, Question, Risk


class AnsweredBy(Enum):
    """Who says that a choice is so or not."""

    DRAWING = "drawing"
    TEAM = "team"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceState:
    """How one choice stands.

    Attributes:
        state: yes, no, or None: not answered.
        applies: whether the drawing holds anything that the choice could be about; one that does
            not apply counts as yes.
        evidence: ids of the elements that show it.
        gaps: what keeps the drawing from showing it.
        checks: ids of the checks that read it from the drawing; none for what is only asked.
        is_contradicted: whether the team says otherwise than the drawing, which then counts.
    """

    choice: Choice
    state: bool | None
    by: AnsweredBy
    applies: bool = True
    evidence: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    checks: tuple[str, ...] = ()
    is_contradicted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionState:
    """How one question stands.

    Attributes:
        key: what its answer is kept under in the document.
        worst, best: the risk when all that is open is no, or yes.
        low, high: the same as points, 0 to 100.
        is_answered: whether anything at all is known of it.
        is_applicable: False when the team has said why it does not apply.
    """

    key: str
    question: Question
    choices: tuple[ChoiceState, ...]
    answer: Answer
    worst: Risk
    best: Risk
    low: float
    high: float
    is_answered: bool
    is_applicable: bool

    @property
    def risk(self) -> Risk | None:
        """The risk that is certain; None while the answers leave it open."""
        return self.worst if self.worst is self.best and self.is_answered else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarState:
    """How one pillar stands.

    Attributes:
        low, high: 0 to 100, as far as is known and at best; None when no question applies.
        high_risks, medium_risks: questions that are certainly at such a risk.
        open_questions: questions whose risk is not certain.
    """

    pillar: LensPillar
    questions: tuple[QuestionState, ...]
    low: float | None
    high: float | None
    high_risks: int
    medium_risks: int
    open_questions: int

    @property
    def mark(self) -> Mark | None:
        """What a milestone keeps of it, points to three places; None when no question applies."""
        if self.low is None or self.high is None:
            return None
        return Mark(
            low=round(self.low, 3),
            high=round(self.high, 3),
            high_risks=self.high_risks,
            medium_risks=self.medium_risks,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewResult:
    """A whole review."""

    lens: Lens
    pillars: tuple[PillarState, ...]

    @property
    def questions(self) -> tuple[QuestionState, ...]:
        """All questions, pillar by pillar."""
        return tuple(state for pillar in self.pillars for state in pillar.questions)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All that the drawing lacks, in the order of the questions; each once."""
        found = {
            gap.key: gap
            for question in self.questions
            if question.is_applicable
            for choice in question.choices
            for gap in choice.gaps
        }
        return tuple(found.values())
