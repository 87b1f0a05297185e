"""Decides when the start page is seen, and carries what is chosen there to the files."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from designer.ui.design_list import Card, sample_cards
from designer.ui.file_commands import FileCommands, shown_path
from designer.ui.pictures import Pictures
from designer.ui.settings import Preferences
from designer.ui.start_page.page import StartPage
from designer.ui.tabs.open_tabs import OpenTabs

_MOST_RECENT = 8


class Welcome(QObject):
    """The start page of one window: over a tab that welcomes, until something is begun there."""

    def __init__(
        self,
        tabs: OpenTabs,
        files: FileCommands,
        preferences: Preferences,
        pictures: Pictures,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._files = files
        self._preferences = preferences
        self.page = StartPage(pictures, tabs.pages)
        self.page.left.connect(self._leave)
        self.page.open_wanted.connect(files.open)
        self.page.recent_wanted.connect(self._go_on)
        self.page.template_wanted.connect(files.open_sample)
        tabs.switched.connect(self.look)
        tabs.title_changed.connect(self._follow)

    def show(self) -> None:
        """Show the start page, in a new tab unless nothing has been begun in this one."""
        if not self._tabs.current.is_untouched:
            self._files.new()
        self._tabs.current.welcomes = True
        self.look()

    def look(self) -> None:
        """Show the start page if the current tab welcomes, else hide it."""
        if not self._is_wanted():
            self.page.hide()
        elif not self.page.isVisible():
            self.page.welcome(self._recent_cards(), sample_cards())

    def wear(self) -> None:
        """Take the colours of the window's present look."""
        if self.page.isVisible():
            self.page.welcome(self._recent_cards(), sample_cards())

    def _is_wanted(self) -> bool:
        return self._tabs.current.welcomes and self._tabs.current.is_untouched

    def _follow(self) -> None:
        if self.page.isVisible() and not self._is_wanted():
            self._tabs.current.welcomes = False
            self.page.hide()
            self._tabs.canvas.setFocus()

    def _leave(self) -> None:
        self._tabs.current.welcomes = False
        self.page.hide()
        self._tabs.canvas.setFocus()

    def _go_on(self, path: Path) -> None:
        if not self._files.open_recent(str(path)):
            self.wear()

    def _recent_cards(self) -> tuple[Card, ...]:
        recent = self._preferences.settings.recent[:_MOST_RECENT]
        return tuple(Card(Path(one), Path(one).name, shown_path(one)) for one in recent)
