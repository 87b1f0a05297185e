"""What people have said about a design in a review: answers to questions, and milestones kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from designer.model.frozen import FrozenMap

LONGEST_KEY = 300  # of a question: the lens and the question in it
MOST_ANSWERS = 2_000
MOST_CHOICES = 15  # of one question, as AWS limits its lenses
MOST_MILESTONES = 100
MOST_PILLARS = 10
LONGEST_ID = 128  # of a lens, a pillar, a question or a choice, as in AWS's custom lenses
LONGEST_REMARK = 10_000

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"[A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said to one question.

    Attributes:
        choices: a choice's id -> whether the team does it; absent while nobody has said.
        not_applicable: why the question does not apply; "" while it does.
        note: plain text beside the answer.
    """

    choices: FrozenMap[str, bool] = field(default_factory=FrozenMap)
    not_applicable: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was said at all."""
        return not (self.choices or self.not_applicable or self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What one pillar came to when a milestone was kept.

    Attributes:
        low, high: 0 to 100: as far as is known, and at best.
        high_risks, medium_risks: how many questions were certainly at such a risk.
    """

    low: float
    high: float
    high_risks: int
    medium_risks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A review as it stood one day.

    Attributes:
        lens: id of the lens it was made with.
        day: the date, as 2026-11-25.
        marks: pillar's id -> what it came to; a pillar to which nothing applied is absent.
    """

    lens: str
    day: str
    marks: FrozenMap[str, Mark] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that reviews have left in a document; never counts for the tenets.

    Attributes:
        answers: "LENS:QUESTION" -> what was said.
        milestones: name -> the review of that day.
    """

    answers: FrozenMap[str, Answer] = field(default_factory=FrozenMap)
    milestones: FrozenMap[str, Milestone] = field(default_factory=FrozenMap)


NO_REVIEW = Review()
NO_ANSWER = Answer()


def answer_faults(question: str, answer: Answer) -> Iterator[str]:
    """Yield what is unsound about the answer to ``question``, a few words each."""
    lens, colon, rest = question.partition(":")
    if not (colon and _is_id(lens) and _is_id(rest)):
        yield f"'{question[:LONGEST_KEY]}' does not name a lens and a question of it"
    if len(answer.choices) > MOST_CHOICES or not all(map(_is_id, answer.choices)):
        yield f"the answer to '{question}' has too many or unusable choices"
    if max(len(answer.not_applicable), len(answer.note)) > LONGEST_REMARK:
        yield f"the answer to '{question}' has a text of more than {LONGEST_REMARK:,} characters"


def milestone_faults(name: str, milestone: Milestone) -> Iterator[str]:
    """Yield what is unsound about the milestone called ``name``, a few words each."""
    if not _is_id(milestone.lens) or not _DAY.fullmatch(milestone.day):
        yield f"the milestone '{name}' names no lens or no day"
    if len(milestone.marks) > MOST_PILLARS or not all(map(_is_id, milestone.marks)):
        yield f"the milestone '{name}' has too many or unusable pillars"
    for mark in milestone.marks.values():
        if not 0 <= mark.low <= mark.high <= 100 or min(mark.high_risks, mark.medium_risks) < 0:
            yield f"the milestone '{name}' has a mark out of range"


def _is_id(text: str) -> bool:
    return len(text) <= LONGEST_ID and _WORD.fullmatch(text) is not None
