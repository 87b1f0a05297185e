"""What the window and its scoring process say to each other about reviews; part of their messages.

Everything that the panel shows stands in the answer, so that the window needs neither checks nor
conditions.
"""

import msgspec

from designer.model.review import Mark
from designer.review.lens import Risk
from designer.review.result import AnsweredBy
from designer.review.work import Work


class ReviewOrder(msgspec.Struct, frozen=True):
    """Ask for a review.

    Attributes:
        lens: the text of a custom lens; "" for the pillars.
        gap: key of a gap; what would close it is wanted instead.
        plan: the improvement plan is wanted instead.
    """

    lens: str = ""
    gap: str = ""
    plan: bool = False


class GapSheet(msgspec.Struct, frozen=True):
    """What keeps a choice from being answered yes by the drawing.

    Attributes:
        is_stated: the drawing says so; else it only does not say otherwise.
        has_fixes: some edit may close it.
        why, advice: of the check.
    """

    key: str
    sentence: str
    elements: tuple[str, ...]
    is_stated: bool
    has_fixes: bool
    why: str = ""
    advice: str = ""


class ChoiceSheet(msgspec.Struct, frozen=True):
    """One choice with its state; see ``review.result.ChoiceState``.

    Attributes:
        about: what the practice is, "" when the title says it all.
        how: how to get there, and ``page`` where that is explained; either may be "".
        verdict: the state and who says so, in words.
        said: what the team says, whether it counts or not.
        is_read: the drawing may answer it.
    """

    id: str
    title: str
    about: str
    how: str
    page: str
    is_none_of_these: bool
    state: bool | None
    said: bool | None
    by: AnsweredBy
    verdict: str
    is_read: bool
    applies: bool
    is_contradicted: bool
    evidence: tuple[str, ...]
    gaps: tuple[GapSheet, ...]


class QuestionSheet(msgspec.Struct, frozen=True):
    """One question with its state; see ``review.result.QuestionState``.

    Attributes:
        standing: the same in words.
    """

    key: str
    title: str
    description: str
    risk: Risk | None
    worst: Risk
    best: Risk
    low: float
    high: float
    is_answered: bool
    standing: str
    note: str
    not_applicable: str
    choices: tuple[ChoiceSheet, ...]

    @property
    def is_applicable(self) -> bool:
        """Tell whether nobody has said that it does not apply."""
        return not self.not_applicable


class PillarSheet(msgspec.Struct, frozen=True):
    """One pillar with its state; see ``review.result.PillarState``."""

    id: str
    name: str
    low: float | None
    high: float | None
    high_risks: int
    medium_risks: int
    open_questions: int
    questions: tuple[QuestionSheet, ...]


class ReviewSheet(msgspec.Struct, frozen=True):
    """A whole review.

    Attributes:
        lens: id of the lens.
        is_drawn: something is drawn that can be reviewed.
        marks: pillar's id -> what a milestone kept now would hold.
    """

    lens: str
    name: str
    description: str
    is_drawn: bool
    pillars: tuple[PillarSheet, ...]
    marks: dict[str, Mark]

    @property
    def questions(self) -> tuple[QuestionSheet, ...]:
        """All questions, pillar by pillar."""
        return tuple(question for pillar in self.pillars for question in pillar.questions)


class GapOffer(msgspec.Struct, frozen=True):
    """A fix of a gap.

    Attributes:
        step: what it makes of the diagram; see ``storage.steps``.
        changes: what it changes, a line each.
        cost: relative to what is drawn; 0 when nothing more has to run.
    """

    title: str
    step: str
    changes: tuple[str, ...] = ()
    cost: float = 0.0


class PlanLine(msgspec.Struct, frozen=True):
    """One practice to take up; see ``review.plan.PlanItem``.

    Attributes:
        key: of the question.
        fixes: titles of the best fix of each gap.
    """

    key: str
    pillar: str
    choice: str
    title: str
    gain: float
    work: Work
    fixes: tuple[str, ...] = ()


class ReviewAnswer(msgspec.Struct, frozen=True):
    """The reply to an order: exactly one of its parts.

    Attributes:
        gap: the key that ``offers`` are for; "" when no fixes were asked for.
    """

    sheet: ReviewSheet | None = None
    gap: str = ""
    offers: tuple[GapOffer, ...] = ()
    plan: tuple[PlanLine, ...] | None = None
