"""The manual in the documentation is the rules' own words of today."""

from pathlib import Path

from designer.rules.manual import manual

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_manual_is_current() -> None:
    assert PAGE.read_text("utf-8") == manual()
