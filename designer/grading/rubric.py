"""The rubric as one value: criteria with points, groups, letters, and rules for late and missing.

A rubric is read from a file once (``rubric_file``) and then handed to ``grade`` with each diagram;
it holds everything that decides the points, model solutions included.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import cached_property

from designer.grading.checks import Check
from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap


class Visibility(Enum):
    """When a student may see a criterion; the values are Gradescope's."""

    VISIBLE = "visible"
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing that brings or takes points.

    Attributes:
        id: unique in the rubric; columns of grade tables are named by it.
        points: what it brings (positive) or takes (negative) when its statement is true. With
            ``each`` that is per occurrence.
        inverted: it counts when its statement is not true instead.
        each: every occurrence counts (each element, each finding, each failure survived).
        cap: the most it may bring or take altogether; of the sign of ``points``.
        group: id of its group, or "".
        bonus: it brings points beyond the rubric's total.
        met, not_met: what the student reads; "" for what the program says by itself.
        line: where it stands in the rubric's file; 0 when it came from elsewhere.
    """

    id: str
    title: str
    check: Check
    points: float
    inverted: bool = False
    each: bool = False
    cap: float | None = None
    group: str = ""
    bonus: bool = False
    visibility: Visibility = Visibility.VISIBLE
    met: str = ""
    not_met: str = ""
    line: int = field(default=0, compare=False)

    @property
    def limit(self) -> float:
        """The most it can bring (positive) or take (negative)."""
        return self.points if self.cap is None else self.cap

    @property
    def is_deduction(self) -> bool:
        """Tell whether it takes points."""
        return self.points < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Criteria that are counted together.

    Attributes:
        cap: the most its criteria bring together; None for no limit.
        best_of: only so many of its criteria, those that bring most, count; None for all.
            Deductions always count.
    """

    id: str
    title: str
    cap: float | None = None
    best_of: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and the percent of the total from which it is given."""

    name: str
    least_percent: float


STANDARD_LETTERS = (
    Letter("A+", 97.0),
    Letter("A", 90.0),
    Letter("B", 80.0),
    Letter("C", 70.0),
    Letter("D", 60.0),
    Letter("F", 0.0),
)
"""The letters of the program's own scores."""


class LateUnit(Enum):
    """What a late submission is charged by; every one begun counts."""

    DAY = "day"
    HOUR = "hour"

    @property
    def seconds(self) -> int:
        """Its length."""
        return 86_400 if self is LateUnit.DAY else 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRule:
    """What a late submission loses; the percents are of the rubric's total, as Canvas has it.

    Attributes:
        due: with its time zone; None when each submission brings its own.
        grace_s: seconds after ``due`` that are not late.
        percent: taken for every ``unit`` begun.
        lowest_percent: lateness takes no total below this; what was below it anyway stays.
        closed_after_s: seconds after ``due`` from which nothing is earned any more.
    """

    due: datetime | None = None
    grace_s: float = 0.0
    percent: float = 0.0
    unit: LateUnit = LateUnit.DAY
    lowest_percent: float = 0.0
    closed_after_s: float | None = None


class MissingKind(Enum):
    """What becomes of a student who has handed in nothing."""

    ZERO = "zero"
    EXCUSED = "excused"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRule:
    """What a missing submission gets: points, or no grade at all."""

    kind: MissingKind = MissingKind.ZERO
    percent: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalence:
    """Services that stand for one another in this rubric, under a name of its own."""

    name: str
    services: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """Everything that decides a grade.

    Attributes:
        total: points for full marks, bonus apart.
        start: points that everybody begins with, for rubrics that only deduct.
        rounding: points of criteria and the total are rounded to multiples of it, halves up.
        bonus_cap: the most that bonus criteria add; None for no limit.
        equivalents: services that stand for one another.
        template: the file of what students were handed out, which likenesses do not count; "" for
            none.
        handed_out: what is drawn in it.
        synonyms: words of names that stand for one another, each set a tuple of lower-case words.
        digest: SHA-256 of the file and of the designs it names, in hex; "" when made
            otherwise.
    """

    title: str
    total: float
    criteria: tuple[Criterion, ...]
    description: str = ""
    start: float = 0.0
    rounding: float = 0.01
    bonus_cap: float | None = None
    groups: tuple[Group, ...] = ()
    letters: tuple[Letter, ...] = STANDARD_LETTERS
    late: LateRule = field(default_factory=LateRule)
    missing: MissingRule = field(default_factory=MissingRule)
    equivalents: tuple[Equivalence, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    template: str = ""
    handed_out: Diagram | None = None
    digest: str = field(default="", compare=False)

    @cached_property
    def by_id(self) -> FrozenMap[str, Criterion]:
        """The criteria by their ids."""
        return FrozenMap({criterion.id: criterion for criterion in self.criteria})

    @cached_property
    def possible(self) -> float:
        """The most that can be had without bonus: the start and all positive criteria."""
        alone = sum(
            c.limit for c in self.criteria if not c.group and not c.bonus and not c.is_deduction
        )
        return self.start + alone + sum(self.possible_of(group) for group in self.groups)

    def members(self, group: Group) -> tuple[Criterion, ...]:
        """Return the criteria of ``group``, in order."""
        return tuple(c for c in self.criteria if c.group == group.id)

    def possible_of(self, group: Group) -> float:
        """Return the most that ``group`` can bring without bonus."""
        own = [c.limit for c in self.members(group) if not c.bonus and not c.is_deduction]
        return _capped(sum(best(own, group.best_of)), group.cap)

    def letter(self, percent: float) -> str:
        """Return the letter for ``percent`` of the total; "" when none reaches so low."""
        fitting = (letter.name for letter in self.letters if percent >= letter.least_percent - 1e-9)
        return next(fitting, "")


def best(points: Iterable[float], count: int | None) -> list[float]:
    """Return the ``count`` largest of ``points``; all of them for None."""
    ranked = sorted(points, reverse=True)
    return ranked if count is None else ranked[:count]


def _capped(points: float, cap: float | None) -> float:
    return points if cap is None else min(points, cap)
