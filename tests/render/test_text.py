"""Text widths and line breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.render.text import elided, text_width, wrap


@pytest.mark.parametrize(
    ("text", "width"),
    [
        # Advance widths in the font's own table: A 1366, i 455, space 569 of 2048.
        ("A", 1366 / 2048),
        ("i", 455 / 2048),
        ("A i", (1366 + 569 + 455) / 2048),
        ("", 0.0),
    ],
)
def test_width_is_the_sum_of_the_advances(text: str, width: float) -> None:
    assert text_width(text, 100) == pytest.approx(100 * width)


def test_bold_is_wider() -> None:
    assert text_width("Load balancer", 12, bold=True) > text_width("Load balancer", 12)


@pytest.mark.parametrize(("text", "width"), [("日本", 2.0), ("é", text_width("e", 1)), ("\x00", 0)])
def test_characters_the_font_lacks_have_the_usual_width(text: str, width: float) -> None:
    assert text_width(text, 1) == pytest.approx(width)


def test_breaks_between_words() -> None:
    assert wrap("Application Load Balancer", 96, 12) == ("Application Load", "Balancer")


def test_breaks_a_word_that_alone_is_too_wide() -> None:
    lines = wrap("x" * 30, 60, 12, 5)
    assert len(lines) == 3
    assert "".join(lines) == "x" * 30


def test_cuts_what_has_no_room_with_an_ellipsis() -> None:
    lines = wrap("one two three four five six seven", 40, 12, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


@given(st.text(max_size=80), st.floats(20, 300), st.integers(1, 4))
def test_lines_never_exceed_width_and_number(text: str, width: float, most: int) -> None:
    lines = wrap(text, width, 12, most)
    assert len(lines) <= most
    for line in lines:
        assert text_width(line, 12) <= width + 1e-6 or len(line) == 1


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=6), max_size=8))
def test_no_word_is_lost_when_there_is_room(words: list[str]) -> None:
    assert " ".join(wrap(" ".join(words), 80, 12, 99)).split() == words


@given(st.text(max_size=60), st.floats(15, 200))
def test_elided_text_fits(text: str, width: float) -> None:
    assert text_width(elided(text, width, 12), 12) <= width + 1e-6
