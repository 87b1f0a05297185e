from datetime import UTC, datetime

from designer.grading.adjustments import WHOLE, Adjustment, Adjustments
from designer.grading.alike.graded_once import given_to_all

AT = datetime(2026, 10, 31, 12, tzinfo=UTC)
FIVE = Adjustment(points=5, comment="Well argued.", by="Kim", at=AT, computed=2.0, work="abc")


def test_what_one_was_given_all_of_the_group_get() -> None:
    before = Adjustments({"bob": {"essay": FIVE, WHOLE: Adjustment(comment="Hello Bob", at=AT)}})
    after = given_to_all(before, [("ann", "bob", "cy"), ("dee", "eve")])
    for code in ("ann", "cy"):
        passed = Adjustment(points=5, comment="Well argued.", by="Kim (as for bob)", at=AT)
        assert after.of_student(code) == {"essay": passed}
    assert after.of_student("bob") == before.of_student("bob")
    assert set(after.of) == {"ann", "bob", "cy"}
    assert given_to_all(after, [("ann", "bob", "cy")]) == after


def test_whoever_was_told_apart_stays_apart() -> None:
    three = Adjustment(points=3, by="Kim", at=AT)
    before = Adjustments({"ann": {"essay": FIVE}, "bob": {"essay": three, "style": three}})
    after = given_to_all(before, [("ann", "bob", "cy")])
    assert after.get("ann", "essay") == FIVE
    assert after.get("bob", "essay") == three
    assert after.get("cy", "essay") is None
    style = after.get("cy", "style")
    assert style is not None
    assert style.points == 3
    assert given_to_all(before, []) == before
