from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from designer.grading.similarity.assignment import best_assignment

SCORE = st.one_of(st.floats(-5, 5), st.sampled_from([0.0, 0.5, 1.0]))


@st.composite
def tables(draw: st.DrawFn) -> list[list[float]]:
    columns = draw(st.integers(1, 5))
    row = st.lists(SCORE, min_size=columns, max_size=columns)
    return draw(st.lists(row, min_size=1, max_size=5))


def largest_sum(scores: list[list[float]]) -> float:
    """Try every assignment."""
    rows, columns = len(scores), len(scores[0])
    if rows > columns:
        return largest_sum([list(column) for column in zip(*scores, strict=True)])
    return max(
        sum(scores[row][column] for row, column in enumerate(chosen))
        for chosen in permutations(range(columns), rows)
    )


@given(tables())
def test_no_other_assignment_has_a_larger_sum(scores: list[list[float]]) -> None:
    pairs = best_assignment(scores)
    assert len(pairs) == min(len(scores), len(scores[0]))
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    total = sum(scores[row][column] for row, column in pairs)
    assert abs(total - largest_sum(scores)) < 1e-9


def test_nothing_is_assigned_to_nothing() -> None:
    assert best_assignment([]) == []
    assert best_assignment([[]]) == []
