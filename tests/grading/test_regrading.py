from designer.grading.regrading import Change, PointChange, Standing, changes_between


def standing(code: str, total: float | None, letter: str = "", **points: float | None) -> Standing:
    return Standing(code=code, total=total, letter=letter, points=tuple(points.items()))


def test_only_those_who_have_changed_are_told_the_largest_change_first() -> None:
    before = (standing("a", 10, a=4), standing("b", 8, a=2), standing("c", 5, a=1))
    after = (standing("a", 10, a=4), standing("b", 7.5, a=1.5), standing("c", 9, "A", a=1, b=4))
    small, large = (
        Change(
            code="b",
            before=8,
            after=7.5,
            letter_before="",
            letter_after="",
            criteria=(PointChange("a", 2, 1.5),),
        ),
        Change(
            code="c",
            before=5,
            after=9,
            letter_before="",
            letter_after="A",
            criteria=(PointChange("b", None, 4),),
        ),
    )
    assert changes_between(before, after) == (large, small)
    assert (large.delta, small.delta) == (4, -0.5)


def test_points_that_move_between_criteria_are_a_change_of_nothing() -> None:
    (only,) = changes_between((standing("a", 5, a=2, b=3),), (standing("a", 5, b=5),))
    assert only.delta == 0
    assert only.criteria == (PointChange("b", 3, 5), PointChange("a", 2, None))


def test_a_grade_that_has_come_is_more_than_any_difference() -> None:
    before = (standing("a", None), standing("b", 0, a=0))
    after = (standing("a", 1), standing("b", 90, a=90), standing("new", 3))
    found = changes_between(before, after)
    assert [one.code for one in found] == ["a", "b"]
    assert found[0].delta is None
