"""Favourites and recently used are remembered, newest first, and never grow without end."""

import json
from pathlib import Path

import pytest

from designer.ui.settings import MAX_USED, Preferences, load_settings
from designer.ui.shelf import Shelf


@pytest.fixture
def preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preferences:
    monkeypatch.setattr("designer.ui.settings._settings_file", lambda: tmp_path / "window.json")
    return Preferences()


def test_a_star_is_given_and_taken_away(preferences: Preferences) -> None:
    shelf = Shelf(preferences)
    shelf.toggle("rds")
    shelf.toggle("s3")
    shelf.toggle("rds")
    shelf.toggle("alb")
    assert shelf.favourites == ("s3", "alb")
    assert load_settings().favourites == ("s3", "alb")


def test_the_newest_comes_first_and_once(preferences: Preferences) -> None:
    shelf = Shelf(preferences)
    for key in ("a", "b", "a", "c", "d", "e", "f", "g"):
        shelf.note(key)
    assert shelf.used == ("g", "f", "e", "d", "c", "a")
    assert len(shelf.used) == MAX_USED
    assert load_settings().used == shelf.used


def test_a_damaged_list_costs_only_itself(preferences: Preferences, tmp_path: Path) -> None:
    Shelf(preferences).toggle("rds")
    file = tmp_path / "window.json"
    file.write_text(json.dumps({"favourites": ["rds", 7], "used": "alb", "grid_snap": False}))
    settings = load_settings()
    assert settings.favourites == ("rds",)
    assert settings.used == ()
    assert not settings.grid_snap
