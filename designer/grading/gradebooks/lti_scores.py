"""Scores for the Assignment and Grade Services of LTI 1.3 (IMS AGS 2.0, "Score publish service").

One object for each student, as it is posted to ``{lineitem}/scores``.
"""

import json
from datetime import UTC, datetime
from typing import Any

from designer.grading.cohort.table import ClassRow, ClassTable, Status
from designer.grading.gradebooks.comments import comment_of
from designer.grading.rubric import MissingKind

_PROGRESS = {
    Status.GRADED: ("Completed", "FullyGraded"),
    Status.BY_HAND: ("Completed", "PendingManual"),
    Status.UNREADABLE: ("Submitted", "PendingManual"),
    Status.MISSING: ("Initialized", "NotReady"),
}


def lti_scores(table: ClassTable, graded_at: datetime) -> bytes:
    """Return a JSON list of score objects.

    Who cannot be named to a platform is left out. What is still to be judged by a person is
    ``PendingManual``, so that no platform takes it for the grade; who has handed in nothing is
    ``NotReady`` unless the rubric gives zero.

    Args:
        graded_at: with a time zone; a platform takes no score that is older than the one it has.
    """
    scores = [_score(row, table, graded_at) for row in table.listed() if user_id(row)]
    return (json.dumps(scores, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def user_id(row: ClassRow) -> str:
    """Return how a platform is told who is meant; "" when nothing is known."""
    person = row.entry.person
    return person.lti_id or person.student_id or person.username or person.email


def _score(row: ClassRow, table: ClassTable, graded_at: datetime) -> dict[str, Any]:
    activity, grading = _PROGRESS[row.status]
    is_zero = table.rubric.missing.kind is MissingKind.ZERO
    if row.status is Status.MISSING and is_zero and row.final is not None:
        grading = "FullyGraded"
    made: dict[str, Any] = {"userId": user_id(row)}
    if row.final is not None:
        made["scoreGiven"] = row.final
        made["scoreMaximum"] = row.result.possible
    made |= {
        "comment": comment_of(row),
        "timestamp": stamp(graded_at),
        "activityProgress": activity,
        "gradingProgress": grading,
    }
    if row.entry.handed_in is not None:
        made["submission"] = {"submittedAt": stamp(row.entry.handed_in)}
    return made


def stamp(moment: datetime) -> str:
    """Return a moment as AGS wants it: ISO 8601 in UTC, with milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
