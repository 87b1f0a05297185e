"""Which tabs were open when the program was left, and what was seen in each; kept as they change.

A damaged or foreign record only costs the tabs of that one start.
"""

import contextlib
import json
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from PySide6.QtCore import QObject, QTimer, Signal

from designer.storage.atomic import atomic_write
from designer.ui.canvas.geometry import MAX_ZOOM, MIN_ZOOM
from designer.ui.settings import Preferences
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.tabs.tab import Place

MAX_TABS = 30
_PAUSE_MS = 800
_FURTHEST = 1e7


@dataclass(frozen=True, slots=True)
class Record:
    """The files of a session from left to right, each with its place, and the current one."""

    files: tuple[tuple[str, Place], ...] = ()
    current: int = 0


def session_file() -> Path:
    """Return where the record is kept; it may not exist yet."""
    return user_data_path("tenet-designer", appauthor=False) / "session.json"


def load_record() -> Record:
    """Read the record; whatever is not sound in it is left out."""
    try:
        data: Any = json.loads(session_file().read_text("utf-8"))
        files = tuple(_file(one) for one in data["tabs"][:MAX_TABS])
        current = int(data["current"])
    except (OSError, ValueError, TypeError, KeyError):
        return Record()
    return Record(files, current if 0 <= current < len(files) else 0)


def _file(data: Any) -> tuple[str, Place]:
    zoom, x, y = (float(data[key]) for key in ("zoom", "x", "y"))
    if not all(math.isfinite(one) and abs(one) < _FURTHEST for one in (zoom, x, y)):
        raise ValueError("a place far outside")
    return str(data["path"]), Place(zoom=min(MAX_ZOOM, max(MIN_ZOOM, zoom)), x=x, y=y)


def save_record(record: Record) -> None:
    """Write the record; a folder that refuses is no reason to disturb anybody."""
    tabs = [
        {"path": path, "zoom": place.zoom, "x": place.x, "y": place.y}
        for path, place in record.files
    ]
    data = json.dumps({"tabs": tabs, "current": record.current}, indent=1)
    with contextlib.suppress(OSError):
        session_file().parent.mkdir(parents=True, exist_ok=True)
        atomic_write(session_file(), data.encode("utf-8"))


class LastSession(QObject):
    """Keeps the record of one window's tabs, and opens those of the last start again.

    Signals:
        told: which files are not there any more, one sentence.
    """

    told = Signal(str)

    def __init__(self, tabs: OpenTabs, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._preferences = preferences
        self._is_kept = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.keep)

    def follow(self) -> None:
        """Keep the record from now on; before, it is still that of the last start."""
        self._is_kept = True
        for change in (self._tabs.switched, self._tabs.title_changed, self._tabs.moved):
            change.connect(self._changed)
        for change in (self._tabs.added, self._tabs.closing):
            change.connect(self._changed)

    # -- the setting
    def toggle(self) -> None:
        """Open the same tabs at the next start, or not."""
        settings = self._preferences.settings
        self._preferences.change(replace(settings, reopens=not settings.reopens))

    def is_wanted(self) -> bool:
        """Tell whether the same tabs are opened at the next start."""
        return self._preferences.settings.reopens

    # -- what is done
    def restore(self) -> bool:
        """Open the tabs of the last start; tell whether there are any."""
        record = load_record() if self.is_wanted() else Record()
        missing = [path for path, _ in record.files if not Path(path).is_file()]
        made = [
            (self._tabs.add_asleep(Path(path), place), path == record.files[record.current][0])
            for path, place in record.files
            if path not in missing and self._tabs.holding(Path(path)) is None
        ]
        if made:
            blank = self._tabs.current
            self._tabs.activate(next((tab for tab, is_it in made if is_it), made[0][0]))
            if blank.is_untouched:
                self._tabs.close(blank)
        if missing:
            names = ", ".join(Path(path).name for path in missing[:4])
            more = f" and {len(missing) - 4} more" if len(missing) > 4 else ""
            self.told.emit(f"Not there any more since the last time: {names}{more}.")
        return bool(made)

    def keep(self) -> None:
        """Write down which tabs are open and what is seen in each."""
        files: list[tuple[str, Place]] = []
        current = 0
        for tab in self._tabs:
            path = tab.document.path
            if path is not None:
                current = len(files) if tab is self._tabs.current else current
                files.append((str(path.absolute()), tab.where))
        save_record(Record(tuple(files), current))

    def end(self) -> None:
        """Write the record for the last time."""
        self._timer.stop()
        if self._is_kept:
            self.keep()
        self._is_kept = False

    def _changed(self) -> None:
        if self._is_kept:
            self._timer.start()
