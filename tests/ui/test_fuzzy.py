from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.ui.fuzzy import fit


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("undo", "Undo", "Find a command"),
        ("sa", "Save as", "Paste"),
        ("zi", "Zoom in", "Fit to window in size"),
        ("all", "Select all", "Align left edges"),
        ("tab n", "Next tab", "Panels"),
    ],
)
def test_what_was_meant_comes_first(typed: str, better: str, worse: str) -> None:
    wanted, other = fit(typed, better), fit(typed, worse)
    assert wanted is not None
    assert other is None or wanted > other


def test_letters_out_of_order_name_nothing() -> None:
    assert fit("xu", "Undo") is None
    assert fit("odnu", "Undo") is None


_TEXT = st.text("ab c", max_size=8)


@given(_TEXT, _TEXT)
def test_something_is_named_exactly_when_each_word_is_spelt_in_order(typed: str, text: str) -> None:
    def spells(word: str) -> bool:
        ways = combinations(text, len(word))
        return any("".join(way) == word for way in ways)

    assert (fit(typed, text) is not None) is all(spells(word) for word in typed.split())
