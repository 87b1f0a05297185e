"""What the window remembers between two starts; a damaged file only costs these preferences."""

import base64
import binascii
import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

MAX_RECENT = 10
MAX_EXPORTS = 20
MAX_FAVOURITES, MAX_USED, MAX_COMMANDS = 40, 6, 8
_LISTS = {
    "recent": MAX_RECENT,
    "favourites": MAX_FAVOURITES,
    "used": MAX_USED,
    "commands": MAX_COMMANDS,
}
_TABLES = ("keys", "exports", "quiz")
THEMES = ("system", "light", "dark", "contrast-light", "contrast-dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The preferences.

    Attributes:
        theme: one of `THEMES`.
        recent: absolute paths of the files opened last, newest first.
        geometry, state: what QMainWindow saves, as base64 text; "" for the first start.
        grid_snap: dragging snaps to the grid; ``guides``: to smart guides.
        gliding: elements glide to where a command puts them, if the system lets things move.
        minimap: the overview map is shown when a part of the drawing is out of sight.
        export_folder: where the last picture went; "" for none yet.
        export: how the last one was exported, as `exporters.presets` keeps it; "" for none yet.
        exports: by file, where each was exported to last and how, the oldest first.
        favourites: keys of the services and patterns with a star, in the order they got it.
        used: keys of the services and patterns placed last, newest first.
        keys: by action, the shortcuts that the user has given it; see `Keymap`.
        reopens: the tabs of the last time are opened again at the start.
        first_steps: how many of what a newcomer is shown were tried, or given up.
        quiz: by topic, how many answers were right of how many; see `quiz_panel.tally`.
        commands: ids of the actions run last from the command palette, newest first.
        lens: id of the custom lens that designs are reviewed by; "" for the pillars.
        grader: who gives points by hand; "" for the name the system knows.
        graded: the output folder of a class that was opened last; "" for none yet.
    """

    theme: str = "system"
    recent: tuple[str, ...] = ()
    geometry: str = ""
    state: str = ""
    grid_snap: bool = True
    guides: bool = True
    gliding: bool = True
    minimap: bool = True
    export_folder: str = ""
    export: str = ""
    exports: Mapping[str, str] = field(default_factory=dict)
    favourites: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    commands: tuple[str, ...] = ()
    reopens: bool = True
    first_steps: int = 0
    lens: str = ""
    quiz: Mapping[str, str] = field(default_factory=dict)
    grader: str = ""
    graded: str = ""


def _settings_file() -> Path:
    return user_config_path("tenet-designer", appauthor=False) / "window.json"


def load_settings() -> Settings:
    """Read the preferences; anything missing or of the wrong type is the default."""
    try:
        data = json.loads(_settings_file().read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _from_data(data) if isinstance(data, dict) else Settings()


def _from_data(data: dict[str, Any]) -> Settings:
    kept: dict[str, Any] = {}
    for entry in fields(Settings):
        value = data.get(entry.name)
        if (most := _LISTS.get(entry.name)) is not None:
            if isinstance(value, list):
                kept[entry.name] = tuple(p for p in value if isinstance(p, str))[:most]
        elif entry.name in _TABLES:
            if isinstance(value, dict):
                kept[entry.name] = {k: v for k, v in value.items() if isinstance(v, str)}
        elif type(value) is type(entry.default):
            kept[entry.name] = value
    if kept.get("theme") not in THEMES:
        kept.pop("theme", None)
    return Settings(**kept)


def save_settings(settings: Settings) -> None:
    """Write the preferences; a folder that refuses is no reason to disturb anybody."""
    path = _settings_file()
    data = {f.name: getattr(settings, f.name) for f in fields(Settings)}
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(data, indent=1), "utf-8")
        fresh.replace(path)


def with_recent(settings: Settings, path: Path) -> Settings:
    """Return the settings with ``path`` as the newest recent file."""
    text = str(path.absolute())
    others = tuple(old for old in settings.recent if old != text)
    return replace(settings, recent=(text, *others)[:MAX_RECENT])


def without_recent(settings: Settings, path: str) -> Settings:
    """Return the settings without ``path`` among the recent files."""
    return replace(settings, recent=tuple(old for old in settings.recent if old != path))


def as_text(data: bytes) -> str:
    """Return bytes of Qt in the form the settings hold."""
    return base64.b64encode(data).decode("ascii")


def as_bytes(text: str) -> bytes:
    """Return what ``as_text`` was given; empty when the text was damaged."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


class Preferences:
    """The settings of a running window; every change is on disk at once."""

    def __init__(self) -> None:
        self._settings = load_settings()

    @property
    def settings(self) -> Settings:
        """The present settings."""
        return self._settings

    def change(self, settings: Settings) -> None:
        """Use and keep ``settings``."""
        if settings != self._settings:
            self._settings = settings
            save_settings(settings)
