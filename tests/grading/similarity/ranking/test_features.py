import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.grading.similarity.ranking.features import features_of, nearest
from designer.grading.similarity.ranking.own_work import own_work
from tests.builders import diagram

bags = st.lists(
    st.sets(st.integers(0, 12), max_size=6).map(lambda found: tuple(sorted(found))),
    min_size=1,
    max_size=9,
    unique=True,
)


def dice(one: tuple[int, ...], other: tuple[int, ...], every: list[tuple[int, ...]]) -> float:
    def weight(feature: int) -> float:
        return max(0.05, math.log(len(every) / sum(feature in bag for bag in every)))

    shared = sum(weight(f) for f in one if f in other)
    total = sum(map(weight, one)) + sum(map(weight, other))
    return 2 * shared / total if total else 0.0


@given(bags, st.integers(1, 3))
def test_the_nearest_are_those_that_comparing_one_by_one_finds(
    every: list[tuple[int, ...]], wanted: int
) -> None:
    found = set(nearest(every, wanted))
    for row, bag in enumerate(every):
        shares = sorted(
            (dice(bag, other, every) for place, other in enumerate(every) if place != row),
            reverse=True,
        )
        due = [share for share in shares[:wanted] if share > 1e-6]
        got = sorted(
            (dice(bag, every[a + b - row], every) for a, b in found if row in (a, b)), reverse=True
        )
        assert got[: len(due)] == pytest.approx(due, abs=1e-5)


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [tuple(sorted({i % 7, 7 + i % 5, 12 + i % 3, 20 + i})) for i in range(40)]
    whole = set(nearest(every, 3))
    monkeypatch.setattr("designer.grading.similarity.ranking.features._ROWS", 7)
    monkeypatch.setattr("designer.grading.similarity.ranking.features._COLUMNS", 2)
    assert set(nearest(every, 3)) == whole


def test_bags_are_equal_for_what_nothing_tells_apart() -> None:
    texts = (
        "alb lb\nec2 w\nec2 v\nlb -> w\nlb -> v",
        "ec2 one\nec2 two\nalb front\nfront -> one\nfront -> two",
        "alb lb\nec2 w\nec2 v\nlb -> w -> v",
        "alb lb\nec2 w\nlb -> w",
    )
    found = features_of([own_work(text, diagram(text).topology) for text in texts])
    assert found.bags[0] == found.bags[1]
    assert len(set(found.bags)) == 3
    # Both instances of a drawing have one colour, and count as one holder of it.
    (label, *_) = found.colours[0][next(key for key in found.colours[0] if key == "w")]
    assert found.holders[label] == 4
    assert found.commonness(label) == 1.0
