"""Text that may stand in any of the formats."""

from xml.sax.saxutils import escape

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from designer.exporters.clean_text import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Web server", "Web server"),
        ("a\nb\tc\r\u2028d", "a b c  d"),
        ("nul\x00 bell\x07 esc\x1b[2J", "nul bell esc[2J"),
        ("\ufffe\uffff\ud800", ""),
        ("\u202eevil\u2066\u2069\u200b", "evil"),
        ("שלום مرحبا 日本語 é", "שלום مرحبا 日本語 é"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_only_what_may_be_shown_is_left(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(st.characters(codec=None)))
def test_it_always_makes_sound_xml(text: str) -> None:
    document = f"<t>{escape(plain(text))}</t>"
    assert (fromstring(document).text or "") == plain(text)
