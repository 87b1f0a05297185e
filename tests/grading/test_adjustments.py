from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.grading.adjustments import (
    WHOLE,
    Adjustment,
    Adjustments,
    allowed,
    apply,
    bounds,
)
from designer.grading.checks import ByHand, ElementRequired
from designer.grading.grade import grade, unread
from designer.grading.result import CriterionState, FlagKind
from designer.grading.rubric import Criterion, Group, Rubric
from designer.grading.selector import Selector
from designer.scoring.engine import score
from tests.builders import diagram
from tests.grading.classes import rubric, source_by_hand

SHOP = diagram("users u\nregion r eu-west-1\n  alb lb\n  zone a\n    ec2 w\nu -> lb\nlb -> w")
CARD = score(SHOP)
AT = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)


def given_points(points: float, **more: object) -> Adjustment:
    return Adjustment(points=points, by="Ada", at=AT, **more)  # type: ignore[arg-type]


def test_points_by_hand_take_the_place_of_computed_ones_and_nothing_else() -> None:
    by = rubric()
    before = grade(SHOP, CARD, by)
    after = apply(before, by, {"zone": given_points(3)})
    assert before.criterion("zone").points == 0
    assert after.criterion("zone").points == 3
    assert after.criterion("zone").state is CriterionState.PARTLY
    assert after.total == pytest.approx((before.total or 0) + 3)
    others = [c for c in before.criteria if c.id != "zone"]
    assert [c for c in after.criteria if c.id != "zone"] == others
    assert after.percent == pytest.approx(100 * (after.total or 0) / by.total)


def test_a_comment_alone_changes_no_points() -> None:
    before = grade(SHOP, CARD, rubric())
    said = {"zone": Adjustment(comment="Well drawn.", at=AT), WHOLE: given_points(5)}
    assert apply(before, rubric(), said) == before


def test_a_criterion_by_hand_is_settled_by_points() -> None:
    by = source_by_hand().rubric
    before = grade(SHOP, CARD, by)
    assert before.has(FlagKind.BY_HAND)
    after = apply(before, by, {"essay": given_points(5)})
    assert not after.has(FlagKind.BY_HAND)
    assert after.criterion("essay").state is CriterionState.MET
    assert after.criterion("essay").missing == ""
    assert after.total == pytest.approx((before.total or 0) + 5)
    assert apply(before, by, {"essay": given_points(0)}).criterion("essay").state is (
        CriterionState.NOT_MET
    )


def test_a_deduction_can_be_let_off() -> None:
    taken = Criterion(
        id="lb",
        title="A balancer nobody has asked for",
        check=ElementRequired(what=Selector(services=frozenset({"alb"}))),
        points=-2,
    )
    by = Rubric(title="T", total=10, start=10, criteria=(taken,))
    before = grade(SHOP, CARD, by)
    assert (before.total, before.criterion("lb").points) == (8, -2)
    after = apply(before, by, {"lb": given_points(0)})
    assert after.total == 10
    assert after.criterion("lb").state is CriterionState.NOT_MET
    half = apply(before, by, {"lb": given_points(-1)})
    assert (half.total, half.criterion("lb").state) == (9, CriterionState.PARTLY)


def test_points_stay_within_what_the_rubric_has() -> None:
    by = rubric()
    before = grade(SHOP, CARD, by)
    assert apply(before, by, {"zone": given_points(400)}).criterion("zone").points == 4
    assert apply(before, by, {"zone": given_points(-2)}).criterion("zone").points == 0
    assert apply(before, by, {"no-backup": given_points(-9)}).criterion("no-backup").points == -1
    assert bounds(by.by_id["no-backup"]) == (-1, 0)
    assert allowed(2.004, by.by_id["zone"], by) == 2.0


def test_what_could_not_be_read_can_be_judged_by_hand_altogether() -> None:
    by = rubric()
    before = unread(by, "It is a photograph.")
    assert apply(before, by, {WHOLE: Adjustment(comment="Please hand in a file.", at=AT)}) == before
    first = apply(before, by, {"balancer": given_points(2)})
    assert first.total == 2
    assert [c.state for c in first.criteria if c.id != "balancer"] == (
        [CriterionState.BY_HAND] * (len(by.criteria) - 1)
    )
    assert first.has(FlagKind.BY_HAND)
    full = apply(before, by, {c.id: given_points(c.limit) for c in by.criteria})
    assert not full.has(FlagKind.BY_HAND)
    assert full.has(FlagKind.UNREADABLE)


def test_a_check_that_failed_is_settled_by_a_person() -> None:
    by = rubric()
    before = grade(SHOP, CARD, by)
    broken = tuple(
        replace(c, state=CriterionState.FAILED, points=0.0) if c.id == "zone" else c
        for c in before.criteria
    )
    after = apply(replace(before, criteria=broken), by, {"zone": given_points(4)})
    assert not after.has(FlagKind.CHECK_FAILED)
    assert after.criterion("zone").points == 4


def test_best_of_is_worked_out_anew() -> None:
    criteria = tuple(
        Criterion(id=key, title=key, check=ByHand(), points=4, group="g") for key in ("a", "b", "c")
    )
    by = Rubric(
        title="T", total=4, criteria=criteria, groups=(Group(id="g", title="G", best_of=1),)
    )
    before = grade(SHOP, CARD, by)
    after = apply(before, by, {"a": given_points(1), "b": given_points(3)})
    assert [c.counted for c in after.criteria] == [False, True, False]
    assert after.total == 3


def test_points_for_other_work_are_flagged() -> None:
    by = rubric()
    before = grade(SHOP, CARD, by)
    own = {"zone": given_points(3, work="aa")}
    assert not apply(before, by, own, "aa").has(FlagKind.ADJUSTED_BEFORE)
    assert apply(before, by, own, "bb").has(FlagKind.ADJUSTED_BEFORE)
    assert not apply(before, by, own, "").has(FlagKind.ADJUSTED_BEFORE)


def test_a_criterion_that_is_no_more_changes_nothing() -> None:
    before = grade(SHOP, CARD, rubric())
    assert apply(before, rubric(), {"gone": given_points(3)}) == before


POINTS = st.none() | st.floats(-30, 30, allow_nan=False)
KEYS = st.sampled_from([c.id for c in rubric().criteria])


@given(st.dictionaries(KEYS, POINTS))
def test_totals_stay_in_bounds_and_applying_twice_is_applying_once(
    points: dict[str, float | None],
) -> None:
    by = rubric()
    own = {key: Adjustment(points=value, at=AT) for key, value in points.items()}
    once = apply(BEFORE, by, own)
    assert 0 <= (once.total or 0) <= by.total + 1
    assert apply(once, by, own) == once
    for one in once.criteria:
        low, high = bounds(by.by_id[one.id])
        assert low <= one.points <= high


BEFORE = grade(SHOP, CARD, rubric())


def test_what_says_nothing_is_no_adjustment() -> None:
    some = Adjustments().having("ann", "zone", given_points(3))
    assert some.count == 1
    assert some.having("ann", "zone", Adjustment(at=AT)) == Adjustments()
    assert some.having("ann", "zone", None) == Adjustments()
    assert some.having("bob", "zone", None) == some
    both = some.having("ann", WHOLE, Adjustment(comment="Good.", at=AT))
    assert [(code, key) for code, key, _ in both.entries()] == [("ann", ""), ("ann", "zone")]
    assert some.get("ann", WHOLE) is None
