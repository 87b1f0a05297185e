"""Text is clean after one cleaning, and clean text passes as it is."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from designer.model.text import clean_text, one_line


@given(st.text(), st.booleans())
def test_cleaning_removes_what_cannot_be_seen_and_is_idempotent(text: str, lines: bool) -> None:
    clean = clean_text(text, lines=lines)
    assert clean_text(clean, lines=lines) == clean
    clean.encode("utf-8")
    for char in clean:
        is_allowed = char == "\u200d" or (lines and char == "\n")
        assert is_allowed or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def test_ordinary_text_passes() -> None:
    for text in ("Größe – 100 %", "日本語", "👩\u200d👩\u200d👧", "a\u00a0b", ""):
        assert clean_text(text) == text


def test_lines_are_kept_only_where_asked_for() -> None:
    assert clean_text("a\r\nb\u2028c\td", lines=True) == "a\nb\nc d"
    assert clean_text("a\r\nb\u2028c\td") == "a b c d"


@given(st.text(), st.integers(1, 40))
def test_one_line_is_short_clean_and_says_where_it_was_cut(text: str, most: int) -> None:
    line = one_line(text, most)
    assert len(line) <= most
    assert line == " ".join(clean_text(line).split())
    whole = " ".join(clean_text(text).split())
    if len(text) <= most:
        assert line == whole
    elif line != whole and len(text) <= 4 * most:
        assert line.endswith("…")
        assert whole.startswith(line[:-1])


def test_a_cut_leaves_no_space_before_the_dots() -> None:
    assert one_line("  Orders\nand  carts ", 12) == "Orders and…"
