from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.grading.lateness import with_lateness
from designer.grading.result import FlagKind, SubmissionResult
from designer.grading.rubric import LateRule, LateUnit, Rubric

DUE = datetime(2026, 11, 20, 22, 59, tzinfo=UTC)
RULE = LateRule(due=DUE, grace_s=900, percent=10, lowest_percent=50, closed_after_s=7 * 86_400)


def late(points: float | None, after: timedelta, rule: LateRule = RULE) -> SubmissionResult:
    rubric = Rubric(title="T", total=20, criteria=(), late=rule)
    result = SubmissionResult(
        total=points, possible=20, percent=None, letter="", before_late=points
    )
    return with_lateness(result, rubric, DUE + after)


@pytest.mark.parametrize(
    ("after", "left"),
    [
        (timedelta(hours=-3), 18),
        (timedelta(minutes=15), 18),  # within the grace
        (timedelta(minutes=16), 16),  # a day begun
        (timedelta(days=1), 16),
        (timedelta(days=1, seconds=1), 14),
        (timedelta(days=6), 10),  # not below the lowest
        (timedelta(days=7, seconds=1), 0),  # closed
    ],
)
def test_every_day_begun_costs_its_percents(after: timedelta, left: float) -> None:
    assert late(18, after).total == left


def test_the_letter_follows_and_the_flag_says_what_was_taken() -> None:
    result = late(18, timedelta(hours=2))
    assert (result.percent, result.letter) == (80, "B")
    assert result.flags[-1].sentence == "Handed in 2 h late: 1 day begun, 2 points taken."
    assert late(18, timedelta(days=8)).has(FlagKind.CLOSED)


def test_hours_count_by_the_hour() -> None:
    rule = replace(RULE, unit=LateUnit.HOUR, percent=1, lowest_percent=0)
    assert late(18, timedelta(hours=3), rule).total == 17.4


def test_a_student_may_have_a_date_of_their_own() -> None:
    rubric = Rubric(title="T", total=20, criteria=(), late=RULE)
    result = late(18, timedelta(0))
    came = DUE + timedelta(days=2)
    assert with_lateness(result, rubric, came, DUE + timedelta(days=2)).total == 18
    assert with_lateness(result, rubric, came).total == 14
    assert with_lateness(result, rubric, None).total == 18


@given(
    points=st.floats(0, 25),
    hours=st.floats(-100, 1000),
    percent=st.floats(0, 100),
    lowest=st.floats(0, 100),
)
def test_lateness_never_adds_and_twice_is_once(
    points: float, hours: float, percent: float, lowest: float
) -> None:
    rule = LateRule(due=DUE, percent=percent, lowest_percent=lowest)
    once = late(points, timedelta(hours=hours), rule)
    assert once.total is not None
    assert 0 <= once.total <= points + 0.0051
    rubric = Rubric(title="T", total=20, criteria=(), late=rule)
    assert with_lateness(once, rubric, DUE + timedelta(hours=hours)) == once


def test_no_grade_stays_no_grade() -> None:
    assert late(None, timedelta(days=3)).total is None
