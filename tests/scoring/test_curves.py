"""Curves: exact at their control points, never falling, constant beyond the ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.scoring.curves import Curve, curve
from designer.scoring.profile import profile


@given(st.floats(-5, 20), st.floats(0, 10))
def test_never_falls(figure: float, more: float) -> None:
    nines = profile().nines
    assert nines(figure) <= nines(figure + more) + 1e-9
    assert 0 <= nines(figure) <= 100


def test_control_points_are_exact() -> None:
    for each in (profile().nines, profile().headroom, profile().reaction, profile().loss):
        for figure, points in each.points:
            assert each(figure) == pytest.approx(points)


def test_examples_of_the_published_scheme() -> None:
    nines = profile().nines
    assert nines(2.25) == pytest.approx(46.25)
    assert nines(3.59) == pytest.approx(81.2, abs=0.1)
    assert nines(4.0) == 90


@pytest.mark.parametrize(
    "points", [[(0, 0)], [(0, 0), (0, 1)], [(0, 5), (1, 4)]], ids=["one", "twice", "falling"]
)
def test_wrong_control_points_are_refused(points: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="rising"):
        curve(points)


def test_logarithmic_curves_need_positive_figures() -> None:
    with pytest.raises(ValueError, match="positive"):
        Curve(((0.0, 0.0), (1.0, 1.0)), logarithmic=True)


@pytest.mark.parametrize(
    ("score", "letter"),
    [(100, "A+"), (97, "A+"), (96.9, "A"), (90, "A"), (80, "B"), (70, "C"), (60, "D"), (0, "F")],
)
def test_letters(score: float, letter: str) -> None:
    assert profile().letter(score) == letter


def test_no_score_has_no_letter() -> None:
    assert profile().letter(None) == "–"
    with pytest.raises(KeyError):
        profile("nobody")
