"""Lists and figures read the same wherever they are shown."""

from designer.rules.phrasing import bullets
from designer.scoring.effort import cost_words


def test_the_first_of_many_lines_are_shown() -> None:
    assert bullets(("a", "b"), 2) == ["• a", "• b"]
    assert bullets(("a", "b", "c", "d"), 2) == ["• a", "• b", "… and 2 more"]
    assert bullets((), 2) == []


def test_a_relative_cost_has_its_sign() -> None:
    words = [cost_words(cost) for cost in (2, -1.5, 0.0)]
    assert words == ["relative cost +2", "relative cost −1.5", "no more to run"]
