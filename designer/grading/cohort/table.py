"""The grades of a class as all outputs read them: one row a student, made when it is asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from designer.grading.adjustments import NOTHING, Own
from designer.grading.cohort.entries import ClassEntry
from designer.grading.cohort.outcome import Outcome
from designer.grading.result import CriterionResult, CriterionState, FlagKind, SubmissionResult
from designer.grading.rubric import Rubric

_NO_POINTS = frozenset({CriterionState.BY_HAND, CriterionState.FAILED})


class Status(Enum):
    """What became of a student's work, in words for a table."""

    GRADED = "graded"
    BY_HAND = "to be finished by hand"
    UNREADABLE = "cannot be read"
    MISSING = "nothing handed in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Whom a student's drawing is most like: for teachers, and never a part of the grade.

    Attributes:
        name: of the other student.
        share: the likeness, 0 to 1.
        usual: the median of these over the class.
        code: of the other student.
    """

    name: str
    share: float
    usual: float
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow:
    """One student's grade.

    Attributes:
        key: of the outcome; "" when nothing was handed in.
        result: with adjustments, and then lateness.
        outcome: what the grade rests on; None when nothing was handed in.
        adjustments: what people have given in place of the computed points.
        work: the fingerprint of what was handed in; "" for nothing.
        alike: whom the drawing is most like; None when that was not looked for, or is nobody. It
            names another student, so that no output for students may tell it.
    """

    entry: ClassEntry
    key: str
    result: SubmissionResult
    outcome: Outcome | None
    adjustments: Own = NOTHING
    work: str = ""
    alike: Alike | None = None

    @property
    def status(self) -> Status:
        """What became of the work."""
        if self.outcome is None:
            return Status.MISSING
        # With criteria, a person has judged what the program could not read.
        if self.result.has(FlagKind.UNREADABLE) and not self.result.criteria:
            return Status.UNREADABLE
        is_open = any(criterion.state in _NO_POINTS for criterion in self.result.criteria)
        return Status.BY_HAND if is_open else Status.GRADED

    @property
    def final(self) -> float | None:
        """The points that may be told to a learning platform; None while a person has to look."""
        is_settled = self.status in (Status.GRADED, Status.MISSING)
        return self.result.total if is_settled else None

    def computed(self, criterion: str) -> CriterionResult | None:
        """Return what the program has made of a criterion; None where it could not read a thing."""
        found = () if self.outcome is None else self.outcome.result.criteria
        return next((one for one in found if one.id == criterion), None)

    @property
    def page(self) -> str:
        """The student's feedback page, from the output folder."""
        return f"feedback/{self.entry.code}.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTable:
    """All rows of a class.

    Attributes:
        make_rows: yields them anew each time, so that a large class is never in memory whole.
        count: of the rows.
        is_compared: rows tell whom each drawing is most like.
    """

    rubric: Rubric
    make_rows: Callable[[], Iterator[ClassRow]]
    count: int
    is_compared: bool = False

    def rows(self) -> Iterator[ClassRow]:
        """Yield the rows in their order."""
        return self.make_rows()

    def listed(self) -> Iterator[ClassRow]:
        """Yield the rows of students that a learning platform knows."""
        return (row for row in self.rows() if row.entry.is_listed)


def points_of(result: CriterionResult | None) -> float | None:
    """Return the points of a criterion; None while only a person can tell."""
    return None if result is None or result.state in _NO_POINTS else result.points
