"""What lateness takes off a grade: by the rubric's rule, and when a submission came."""

import math
from dataclasses import replace
from datetime import datetime

from designer.grading.grade import percent_of, rounded
from designer.grading.result import Flag, FlagKind, SubmissionResult
from designer.grading.rubric import LateRule, Rubric
from designer.rules.phrasing import count, span


def with_lateness(
    result: SubmissionResult,
    rubric: Rubric,
    submitted: datetime | None,
    due: datetime | None = None,
) -> SubmissionResult:
    """Return ``result`` with lateness taken off ``before_late``.

    Args:
        result: as ``grade`` or ``totalled`` gives it; applying the rule twice changes nothing more.
        rubric: its rule.
        submitted: when it was handed in, with a time zone; None when that is not known, which is
            never late.
        due: this student's own date, before that of the rubric.
    """
    rule = rubric.late
    until = due or rule.due
    flags = tuple(f for f in result.flags if f.kind not in (FlagKind.LATE, FlagKind.CLOSED))
    fresh = replace(result, flags=flags)
    if until is None or submitted is None or result.before_late is None:
        return _given(fresh, rubric, result.before_late)
    late_s = (submitted - until).total_seconds()
    if late_s <= rule.grace_s:
        return _given(fresh, rubric, result.before_late)
    if rule.closed_after_s is not None and late_s > rule.closed_after_s:
        closed = Flag(
            FlagKind.CLOSED,
            f"Handed in {span(late_s)} late; after {span(rule.closed_after_s)} nothing is earned.",
        )
        return replace(_given(fresh, rubric, 0.0), flags=(*flags, closed))
    units = math.ceil(late_s / rule.unit.seconds)
    total = max(0.0, after_late(result.before_late, rubric.total, rule, units))
    late = Flag(
        FlagKind.LATE,
        f"Handed in {span(late_s)} late: {count(units, rule.unit.value)} begun, "
        f"{rounded(result.before_late - total, 0.01):g} points taken.",
    )
    return replace(_given(fresh, rubric, total), flags=(*flags, late))


def after_late(points: float, total: float, rule: LateRule, units: int) -> float:
    """Return what ``units`` of lateness leave of ``points``; never more than there was."""
    lowest = rule.lowest_percent * total / 100
    return min(points, max(lowest, points - units * rule.percent * total / 100))


def _given(result: SubmissionResult, rubric: Rubric, points: float | None) -> SubmissionResult:
    if points is None:
        return replace(result, total=None, percent=None, letter="")
    total = rounded(points, rubric.rounding)
    percent = percent_of(total, rubric)
    return replace(result, total=total, percent=percent, letter=rubric.letter(percent))
