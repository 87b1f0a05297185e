"""Opening and saving: unsaved changes are never lost unasked, and every failure has a way out."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from designer.importers.sniffing import KINDS, is_foreign
from designer.model.diagram import Diagram
from designer.storage.diagram_file import SUFFIX, FileRejected, SaveFailed, read, write
from designer.storage.recovery import Snapshot, digest, restore
from designer.ui.dialogs.questions import may_replace, warn
from designer.ui.document import Document
from designer.ui.doors import Door, Doors
from designer.ui.file_names import file_stem
from designer.ui.importer import Importer
from designer.ui.plain_text import Button, Icon, answer_to, message_box
from designer.ui.settings import Preferences, with_recent, without_recent
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.tabs.tab import Tab

_FILTER = f"Tenet diagrams (*{SUFFIX});;All files (*)"


class FileCommands(QObject):
    """What the File menu does: each file has a tab of its own.

    Signals:
        done: a sentence on what was done.
        recent_changed: the list of recent files differs.
        opened: the current tab holds another diagram.
    """

    done = Signal(str)
    recent_changed = Signal()
    opened = Signal()

    def __init__(self, tabs: OpenTabs, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._preferences = preferences
        self._window = window
        self.doors = Doors()
        tabs.close_wanted.connect(self.close_tab)
        tabs.waker = self._wake
        self.importer = Importer(tabs, window)
        self.importer.said.connect(self.done)
        self.importer.opened.connect(self.opened)
        self.importer.remembered.connect(self._remember)
        for name, patterns in KINDS:
            self.doors.add(Door(name=name, patterns=patterns, open=self.importer.open))

    @property
    def _document(self) -> Document:
        return self._tabs.document

    # -- opening
    def new(self) -> bool:
        """Begin an empty diagram in a new tab; tell whether it was done."""
        self._tabs.activate(self._tabs.add(Diagram(), None))
        return True

    def open(self) -> bool:
        """Ask for files and open each; tell whether all of them are open."""
        paths, _ = QFileDialog.getOpenFileNames(
            self._window, "Open diagrams", str(self._folder()), self.doors.filter()
        )
        opened = [self.open_path(Path(path)) for path in paths]
        return bool(opened) and all(opened)

    def open_folder(self) -> bool:
        """Ask for a folder of Terraform and open it; tell whether it is being read."""
        text = QFileDialog.getExistingDirectory(
            self._window, "Open a folder of Terraform", str(self._folder())
        )
        return bool(text) and self.open_path(Path(text))

    def open_recent(self, path: str) -> bool:
        """Open one of the recent files; one that is gone leaves the list."""
        if not Path(path).exists():
            self._preferences.change(without_recent(self._preferences.settings, path))
            self.recent_changed.emit()
            warn(self._window, "Open recent", f"{path} is not there any more.")
            return False
        return self.open_path(Path(path))

    def open_path(self, path: Path) -> bool:
        """Open ``path`` in a tab, or go to the tab that has it; all opening goes through here.

        A file that cannot be read changes nothing. A foreign one is read beside, and shown as a
        new design when it is.
        """
        if (tab := self._tabs.holding(path)) is not None:
            self._tabs.activate(tab)
            self._remember(path)
            return True
        if is_foreign(path):
            door = self.doors.door_for(path)
            return self.importer.open(path) if door is None else door.open(path)
        try:
            diagram = read(path)
        except FileRejected as rejection:
            warn(self._window, "Open diagram", str(rejection))
            return False
        self.hold(diagram, path)
        self._remember(path)
        return True

    def open_sample(self, path: Path) -> bool:
        """Begin a new diagram as a copy of the sample ``path``."""
        try:
            diagram = read(path)
        except FileRejected as rejection:
            warn(self._window, "New from sample", str(rejection))
            return False
        self.hold(diagram, None)
        return True

    def recover(self, snapshot: Snapshot) -> bool:
        """Open what a crash has left; it counts as unsaved."""
        try:
            diagram = restore(snapshot)
        except FileRejected as rejection:
            warn(self._window, "Recover", str(rejection))
            return False
        keeps_file = snapshot.base is not None and not snapshot.is_base_changed
        self.hold(diagram, snapshot.base if keeps_file else None)
        self._document.mark_unsaved(keep_path=keeps_file)
        return True

    def hold(self, diagram: Diagram, path: Path | None) -> None:
        """Show another diagram, in a tab of its own unless nothing has been begun in this one."""
        held = None if path is None else self._tabs.holding(path)
        if held is not None and held.document.is_clean:
            # Recovered work takes the place of the file that is open already.
            self._tabs.activate(held)
            held.document.load(diagram, path)
        tab = self._tabs.show(diagram, path) if held is None else self._tabs.current
        tab.document.base_digest = "" if path is None else digest(path)
        self.opened.emit()

    def _wake(self, tab: Tab, path: Path) -> bool:
        """Read the file of a tab that was reopened with the session, now that it is looked at."""
        try:
            diagram = read(path)
        except FileRejected as rejection:
            warn(self._window, "Open diagram", str(rejection))
            return False
        tab.document.load(diagram, path)
        tab.document.base_digest = digest(path)
        return True

    # -- closing
    def close(self) -> bool:
        """Close the current tab; tell whether it was done."""
        return self.close_tab(self._tabs.current)

    def close_tab(self, tab: Tab) -> bool:
        """Close ``tab`` unless the user would rather keep its unsaved changes."""
        if not self.may_leave(tab):
            return False
        self._tabs.close(tab)
        return True

    def may_leave_all(self) -> bool:
        """Offer to save what is unsaved in each tab; False when the user would rather stay."""
        return all(self.may_leave(tab) for tab in self._tabs)

    # -- saving
    def save(self) -> bool:
        """Save to the file it came from, or ask for one; tell whether it is saved."""
        path = self._document.path
        if path is None:
            return self.save_as()
        if path.exists() and self._document.base_digest not in ("", digest(path)):
            return self._settle_conflict(path)
        return self._write(path)

    def save_as(self) -> bool:
        """Ask for a file and save to it."""
        start = self._document.path or self._folder() / self._proposed_name()
        text, _ = QFileDialog.getSaveFileName(self._window, "Save diagram", str(start), _FILTER)
        if not text:
            return False
        path = Path(text)
        if not path.suffix:
            path = path.with_suffix(SUFFIX)
            if path.exists() and not may_replace(self._window, path):
                return False
        return self._write(path)

    def may_leave(self, tab: Tab) -> bool:
        """Offer to save unsaved changes; False when the user would rather stay."""
        if tab.document.is_clean:
            return True
        # One should see what is asked about; and saving is of the current tab.
        self._tabs.activate(tab)
        name = self._document.diagram.title
        box = message_box(
            self._window,
            "Unsaved changes",
            f"Save the changes to “{name}”?",
            details="Without saving they are lost.",
            icon=Icon.Question,
            buttons=Button.Save | Button.Discard | Button.Cancel,
            default=Button.Save,
        )
        box.button(Button.Discard).setText("&Don't save")
        answer = answer_to(box)
        if answer == Button.Save:
            return self.save()
        return bool(answer == Button.Discard)

    def _write(self, path: Path) -> bool:
        try:
            write(path, self._document.diagram)
        except SaveFailed as failure:
            return self._after_failure(path, str(failure))
        self._document.base_digest = digest(path)
        self._document.mark_saved(path)
        self._remember(path)
        self.done.emit(f"Saved {path.name}")
        return True

    def _after_failure(self, path: Path, sentence: str) -> bool:
        box = message_box(
            self._window,
            "Not saved",
            sentence,
            details="Nothing is lost: the diagram is still open. Save it to another place, "
            "or put the cause right and try again.",
            icon=Icon.Warning,
            buttons=Button.Retry | Button.Save | Button.Cancel,
            default=Button.Save,
        )
        box.button(Button.Save).setText("Save &as…")
        answer = answer_to(box)
        if answer == Button.Retry:
            return self._write(path)
        return answer == Button.Save and self.save_as()

    def _settle_conflict(self, path: Path) -> bool:
        box = message_box(
            self._window,
            "Changed by somebody else",
            f"{path.name} has changed on disk since it was opened.",
            details="Saving here replaces those changes.",
            icon=Icon.Warning,
            buttons=Button.Save | Button.Yes | Button.Cancel,
            default=Button.Save,
        )
        box.button(Button.Save).setText("Save &as…")
        box.button(Button.Yes).setText("&Replace")
        answer = answer_to(box)
        if answer == Button.Yes:
            return self._write(path)
        return answer == Button.Save and self.save_as()

    # -- small parts
    def _remember(self, path: Path) -> None:
        self._preferences.change(with_recent(self._preferences.settings, path))
        self.recent_changed.emit()

    def _proposed_name(self) -> str:
        return file_stem(self._document.diagram.title) + SUFFIX

    def _folder(self) -> Path:
        recent = self._preferences.settings.recent
        if self._document.path is not None:
            return self._document.path.parent
        return Path(recent[0]).parent if recent else Path.home()


def shown_path(path: str) -> str:
    """Return a path as short as it can be told apart: the home folder is "~"."""
    home = str(Path.home())
    return f"~{path[len(home) :]}" if path.startswith(home + os.sep) else path
