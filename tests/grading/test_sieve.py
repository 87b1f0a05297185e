from dataclasses import replace
from datetime import UTC, datetime

import pytest

from designer.grading.adjustments import WHOLE, Adjustment
from designer.grading.cohort.entries import ClassEntry
from designer.grading.cohort.figures import BINS, bin_of, bins_of
from designer.grading.cohort.outcome import Outcome
from designer.grading.cohort.table import ClassRow
from designer.grading.result import Flag, FlagKind, SubmissionResult, TenetPoints
from designer.grading.sieve import FLAG_WORDS, Seen, flags_of, passes
from designer.grading.submissions.submission import Person

RESULT = SubmissionResult(
    total=12.5,
    possible=20,
    percent=62.5,
    letter="D",
    before_late=12.5,
    overall=48.0,
    flags=(Flag(FlagKind.LATE, "Handed in 2 h late."),),
    tenets=(
        TenetPoints(tenet="availability", title="High Availability", score=81.0),
        TenetPoints(tenet="durability", title="Durability", score=None),
    ),
)
ROW = ClassRow(
    entry=ClassEntry(code="zoe-1", person=Person(name="Zoë Ω")),
    key="k",
    result=RESULT,
    outcome=Outcome(result=RESULT),
)


@pytest.mark.parametrize(
    "text",
    ["", "zoë", "ZOË late", "d", "total<13", "total>=12.5 late", "percent>60", "overall=48",
     "availability>80", "high>80", "ha>80", "changed", "total<=12,5"],
)  # fmt: skip
def test_what_fits_is_kept(text: str) -> None:
    assert passes(text, Seen(row=ROW, label="Zoë Ω", more=("changed",)))


@pytest.mark.parametrize(
    "text", ["ann", "q", "late ann", "total<12.5", "durability>0", "durability<99", "unchanged=1"]
)
def test_what_does_not_fit_is_left_out(text: str) -> None:
    assert not passes(text, Seen(row=ROW, label="Ω"))


def test_a_blind_label_hides_the_name_from_the_filter() -> None:
    assert not passes("zoë", Seen(row=ROW, label="s-12345678"))


def test_no_grade_fulfils_no_comparison() -> None:
    row = replace(ROW, result=replace(RESULT, total=None))
    assert not passes("total<99", Seen(row=row, label=""))
    assert not passes("total>=0", Seen(row=row, label=""))


def test_flags_are_told_in_words() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert flags_of(ROW) == ("late",)
    given = replace(ROW, adjustments={"a": Adjustment(points=1, at=at)})
    assert flags_of(given) == ("late", "adjusted")
    said = replace(ROW, adjustments={WHOLE: Adjustment(comment="So.", at=at)})
    assert flags_of(said) == ("late", "commented")
    assert FLAG_WORDS.keys() == set(FlagKind)


def test_bins_are_tenths_of_the_total() -> None:
    assert [bin_of(one) for one in (-5, 0, 9.99, 10, 89.9, 90, 100, 150)] == [
        *(0, 0, 0, 1),
        *(8, 9, 9, 9),
    ]
    assert bins_of([]) == (0,) * BINS
    assert sum(bins_of(range(0, 200, 7))) == len(range(0, 200, 7))
