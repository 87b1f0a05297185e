"""The submenu of recent files, filled when it opens."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from designer.ui.file_commands import FileCommands, shown_path
from designer.ui.settings import Preferences


class RecentMenu(QObject):
    """The files opened last, newest first."""

    def __init__(self, outer: QMenu, preferences: Preferences, files: FileCommands) -> None:
        super().__init__(outer)
        self._preferences = preferences
        self._files = files
        self.menu = QMenu("Open &recent", outer)
        self._fill()
        self.menu.aboutToShow.connect(self._fill)
        files.recent_changed.connect(self._fill)

    def _fill(self) -> None:
        self.menu.clear()
        recent = self._preferences.settings.recent
        self.menu.setEnabled(bool(recent))
        for number, path in enumerate(recent, 1):
            mark = f"&{number} " if number < 10 else ""
            action = self.menu.addAction(mark + shown_path(path).replace("&", "&&"))
            action.triggered.connect(partial(self._open, path))

    def _open(self, path: str, checked: bool = False) -> None:
        self._files.open_recent(path)
