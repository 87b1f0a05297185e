import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.ui.durations import format_duration, parse_duration, rough_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90", 90.0),
        ("90 s", 90.0),
        ("15 min", 900.0),
        ("15min", 900.0),
        ("4 h", 14400.0),
        ("1 h 30 min", 5400.0),
        ("1,5 hours", 5400.0),
        ("2 Days", 172800.0),
        ("1 w", 604800.0),
        ("500 ms", 0.5),
        ("0", 0.0),
    ],
)
def test_durations_are_read_as_people_write_them(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "5 parsecs", "-3 s", "4 h later", "1e400", "h"])
def test_what_is_no_duration_is_none(text: str) -> None:
    assert parse_duration(text) is None


@given(st.integers(0, 10**9))
def test_a_written_duration_is_read_back(seconds: int) -> None:
    assert parse_duration(format_duration(seconds)) == seconds


@given(st.floats(0.001, 1e7))
def test_fractions_survive_to_the_microsecond(seconds: float) -> None:
    again = parse_duration(format_duration(seconds))
    assert again is not None
    assert math.isclose(again, seconds, abs_tol=1e-6)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "0 s"),
        (0.2, "under 1 s"),
        (59.0, "59 s"),
        (90.0, "1 min 30 s"),
        (3600.0, "1 h"),
        (5400.0, "1 h 30 min"),
        (90_000.0, "1 d 1 h"),
        (None, "not recoverable"),
        (math.inf, "not recoverable"),
    ],
)
def test_rough_durations(seconds: float | None, text: str) -> None:
    assert rough_duration(seconds) == text
