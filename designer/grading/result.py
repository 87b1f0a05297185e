"""What grading says of one submission: every point with what was found and what was missing.

All of it is plain values, so that it can be sent between processes, stored as JSON (``msgspec``
reads and writes these classes as they are) and compared byte by byte.
"""

from dataclasses import dataclass
from enum import Enum


class CriterionState(Enum):
    """How a criterion came out."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    BY_HAND = "by_hand"
    """Only a person can tell: 0 points until somebody does."""
    FAILED = "failed"
    """The check itself broke down: 0 points, and somebody has to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """One criterion of one submission.

    Attributes:
        id, title, kind, group, bonus, visibility: as in the rubric, so that a result can be read
            without it; ``kind`` is the word of the rubric file ("element").
        state: of the criterion's statement: a deduction that applies is MET.
        points: what it brings or takes.
        possible: the most it could bring or take, of the sign of the criterion.
        counted: False for what best-of leaves out.
        found: one sentence or more on what is drawn.
        missing: what would have earned the remaining points; "" when none remain.
        feedback: what the rubric's author has to say about it.
        elements: ids the sentence is about, in drawing order: to be marked on a picture.
        rules: ids of the rules whose findings at these elements prove it: a page points at them.
    """

    id: str
    title: str
    kind: str
    state: CriterionState
    points: float
    possible: float
    found: str
    missing: str = ""
    feedback: str = ""
    elements: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    group: str = ""
    bonus: bool = False
    visibility: str = "visible"
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupResult:
    """What a group of criteria brings together, after best-of and its cap."""

    id: str
    title: str
    points: float
    possible: float


class FlagKind(Enum):
    """What a person should know before a grade is released."""

    UNREADABLE = "unreadable"
    MISSING = "missing"
    LATE = "late"
    CLOSED = "closed"
    BY_HAND = "by_hand"
    ADJUSTED_BEFORE = "adjusted_before"
    CHECK_FAILED = "check_failed"
    EMPTY = "empty"
    ACCEPTED_FINDINGS = "accepted_findings"
    IMPORT_NOTES = "import_notes"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Flag:
    """One such thing, with a sentence for people."""

    kind: FlagKind
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TenetPoints:
    """The program's own score of a tenet, 0 to 100; None where it does not apply."""

    tenet: str
    title: str
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionResult:
    """The grade of one submission.

    Attributes:
        student: who handed it in: the key by which the caller tells students apart.
        total: points, lateness taken off; None for no grade (excused, or left blank).
        possible: the rubric's total.
        percent: of ``possible``; None as ``total``.
        letter: "" for no grade.
        before_late: points before lateness was taken off; None as ``total``.
        bonus: points of bonus criteria within ``total``.
        overall: the program's own overall score; None when nothing can be scored.
        content_hash: SHA-256 of what is scored, in hex: equal for drawings that differ only in
            layout; "" when there is no drawing.
        reason: why there is no drawing to grade; "" when there is.
    """

    student: str = ""
    total: float | None
    possible: float
    percent: float | None
    letter: str
    before_late: float | None
    bonus: float = 0.0
    criteria: tuple[CriterionResult, ...] = ()
    groups: tuple[GroupResult, ...] = ()
    flags: tuple[Flag, ...] = ()
    overall: float | None = None
    tenets: tuple[TenetPoints, ...] = ()
    content_hash: str = ""
    reason: str = ""

    def criterion(self, key: str) -> CriterionResult:
        """Return the result of the criterion called ``key``; raise KeyError without one."""
        for found in self.criteria:
            if found.id == key:
                return found
        raise KeyError(key)

    def has(self, kind: FlagKind) -> bool:
        """Tell whether it carries a flag of ``kind``."""
        return any(flag.kind is kind for flag in self.flags)
