from pathlib import Path

import pytest
from platformdirs import user_config_path

from designer.ui.settings import (
    MAX_RECENT,
    Preferences,
    Settings,
    as_bytes,
    as_text,
    load_settings,
    save_settings,
    with_recent,
    without_recent,
)


def _file() -> Path:
    return user_config_path("tenet-designer", appauthor=False) / "window.json"


def test_settings_survive() -> None:
    kept = Settings(theme="dark", recent=("/a.tenet",), geometry="AAA=", grid_snap=False)
    save_settings(kept)
    assert load_settings() == kept


def test_a_change_is_on_disk_at_once() -> None:
    Preferences().change(Settings(theme="dark"))
    assert load_settings().theme == "dark"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"theme": 3, "recent": "x", "grid_snap": 1}', '{"theme": "mauve"}']
)
def test_a_damaged_file_gives_the_defaults(text: str) -> None:
    _file().parent.mkdir(parents=True)
    _file().write_text(text, "utf-8")
    assert load_settings() == Settings()


def test_recent_files_are_newest_first_without_doubles(tmp_path: Path) -> None:
    settings = Settings()
    for number in range(MAX_RECENT + 3):
        settings = with_recent(settings, tmp_path / f"{number}.tenet")
    settings = with_recent(settings, tmp_path / "5.tenet")
    assert settings.recent[0] == str(tmp_path / "5.tenet")
    assert len(settings.recent) == MAX_RECENT == len(set(settings.recent))
    assert str(tmp_path / "5.tenet") not in without_recent(settings, settings.recent[0]).recent


def test_bytes_of_qt_travel_as_text() -> None:
    assert as_bytes(as_text(b"\x00\xff")) == b"\x00\xff"
    assert as_bytes("no base64 at all!") == b""
