"""The manual of the pillars in the documentation is the questions' own words of today."""

from pathlib import Path

from designer.review.manual import manual

PAGE = Path(__file__).parents[2] / "docs" / "pillars.md"


def test_manual_is_current() -> None:
    assert PAGE.read_text("utf-8") == manual()
