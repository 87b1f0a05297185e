"""What the window asks its scoring process to teach: duties of elements, questions of a quiz."""

from typing import Literal

import msgspec

from designer.model.ids import ElementId
from designer.responsibility.areas import Area
from designer.teaching.quiz import QuizQuestion

Stands = Literal["done", "missing", "not stated", "not shown"]


class LessonOrder(msgspec.Struct, frozen=True):
    """Ask for the duties of ``ids``, all of one service, or else for the quiz with ``seed``."""

    ids: tuple[ElementId, ...] = ()
    seed: int = 0

    @property
    def is_quiz(self) -> bool:
        """Tell whether questions are wanted."""
        return not self.ids


class ToldDuty(msgspec.Struct, frozen=True):
    """How one area stands that is the customer's, alone or with AWS.

    A copy of `responsibility.design.Duty`, which brings every check along when it is loaded.

    Attributes:
        reasons: ids of checks and rules, each with what it says of the drawing.
        blamed: ids of the elements for which something is missing or not stated.
    """

    area: Area
    standing: Stands
    reasons: tuple[tuple[str, str], ...] = ()
    blamed: tuple[ElementId, ...] = ()


class Lesson(msgspec.Struct, frozen=True):
    """The answer to ``order``."""

    order: LessonOrder
    duties: tuple[ToldDuty, ...] = ()
    questions: tuple[QuizQuestion, ...] = ()
