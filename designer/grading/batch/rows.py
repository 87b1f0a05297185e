"""Makes a row of the class from an outcome, who it belongs to, and what people have adjusted."""

from dataclasses import replace

from designer.grading.adjustments import NOTHING, Own, apply
from designer.grading.cohort.entries import ClassEntry
from designer.grading.cohort.outcome import Outcome
from designer.grading.cohort.table import ClassRow
from designer.grading.grade import missing
from designer.grading.lateness import with_lateness
from designer.grading.result import Flag, FlagKind, SubmissionResult
from designer.grading.rubric import Rubric

_MARKED_LATE = Flag(
    FlagKind.LATE, "Marked late by the platform, which does not say when it came; nothing is taken."
)


def row_of(
    entry: ClassEntry,
    key: str,
    outcome: Outcome | None,
    rubric: Rubric,
    own: Own = NOTHING,
    work: str = "",
) -> ClassRow:
    """Return the row of ``entry``: computed points, then adjustments, then lateness.

    Args:
        entry: whose it is.
        key: of the outcome; "" for none.
        outcome: None for a student who has handed in nothing, to whom nothing can be given.
        rubric: that it was graded by.
        own: the student's adjustments.
        work: the fingerprint of what was handed in.
    """
    if outcome is None:
        result = missing(rubric, is_doubtful=bool(entry.note))
    else:
        adjusted = apply(outcome.result, rubric, own, work)
        result = _late(with_lateness(adjusted, rubric, entry.handed_in, entry.due), entry)
    return ClassRow(
        entry=entry,
        key=key,
        result=replace(result, student=entry.code),
        outcome=outcome,
        adjustments=own,
        work=work if key else "",
    )


def _late(result: SubmissionResult, entry: ClassEntry) -> SubmissionResult:
    if entry.is_late and entry.handed_in is None:
        return replace(result, flags=(*result.flags, _MARKED_LATE))
    return result
