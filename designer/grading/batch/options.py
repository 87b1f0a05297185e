"""What a run writes beside grades and feedback, and how."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Gradebook(Enum):
    """What a learning platform or a tool can be given; the values are words of the command."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    GRADESCOPE = "gradescope"
    LTI = "lti"
    SARIF = "sarif"


NAMING = frozenset({Gradebook.CANVAS, Gradebook.MOODLE, Gradebook.LTI})
"""These are of no use without names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How a class is graded and what is written.

    Attributes:
        blind: no output tells whose a submission is, apart from one list to be kept away.
        assignment: what Canvas calls the assignment; "" for the rubric's title.
        graded_at: the time in scores for LTI; only they need one.
        similarity: tell who has drawn the same.
    """

    pictures: bool = True
    pdf: bool = False
    blind: bool = False
    gradebooks: frozenset[Gradebook] = frozenset()
    assignment: str = ""
    graded_at: datetime | None = None
    similarity: bool = False
