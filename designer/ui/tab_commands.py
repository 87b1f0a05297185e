"""What can be done with the tabs of one window."""

from collections.abc import Iterable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from designer.ui.file_commands import FileCommands
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.tabs.tab import Tab


class TabCommands:
    """Commands on the current tab and its neighbours; closing asks about unsaved changes."""

    def __init__(self, tabs: OpenTabs, files: FileCommands) -> None:
        self._tabs = tabs
        self._files = files

    def next(self) -> None:
        """Go to the tab to the right."""
        self._tabs.step(1)

    def previous(self) -> None:
        """Go to the tab to the left."""
        self._tabs.step(-1)

    def move_right(self) -> None:
        """Move the current tab one place to the right."""
        self._tabs.shift(1)

    def move_left(self) -> None:
        """Move the current tab one place to the left."""
        self._tabs.shift(-1)

    def has_others(self) -> bool:
        """Tell whether there is another tab."""
        return len(self._tabs) > 1

    def close_others(self) -> None:
        """Close every tab but the current one."""
        kept = self._tabs.current
        self._close(tab for tab in self._tabs if tab is not kept)

    def has_right(self) -> bool:
        """Tell whether there is a tab to the right."""
        return list(self._tabs)[-1] is not self._tabs.current

    def close_right(self) -> None:
        """Close every tab to the right of the current one."""
        tabs = list(self._tabs)
        self._close(tabs[tabs.index(self._tabs.current) + 1 :])

    def has_file(self) -> bool:
        """Tell whether the current tab has a file."""
        return self._tabs.document.path is not None

    def copy_path(self) -> None:
        """Copy where the file of the current tab is."""
        if (path := self._tabs.document.path) is not None:
            QGuiApplication.clipboard().setText(str(path.absolute()))

    def show_folder(self) -> None:
        """Open the folder in which the file of the current tab is."""
        if (path := self._tabs.document.path) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute().parent)))

    def _close(self, tabs: Iterable[Tab]) -> None:
        current = self._tabs.current
        all(self._files.close_tab(tab) for tab in tabs)
        if current in tuple(self._tabs):
            self._tabs.activate(current)
