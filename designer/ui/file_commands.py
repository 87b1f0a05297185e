"""Opening and saving: unsaved changes are never lost unasked, and every failure has a way out."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from designer.model.diagram import Diagram
from designer.storage.diagram_file import SUFFIX, FileRejected, SaveFailed, read, write
from designer.storage.recovery import Snapshot, digest, restore
from designer.ui.document import Document
from designer.ui.plain_text import Button, Icon, message_box
from designer.ui.settings import Preferences, with_recent, without_recent

_FILTER = f"Tenet diagrams (*{SUFFIX});;All files (*)"


class FileCommands(QObject):
    """What the File menu does to the document.

    Signals:
        done: a sentence on what was done.
        recent_changed: the list of recent files differs.
        opened: another diagram is held now.
    """

    done = Signal(str)
    recent_changed = Signal()
    opened = Signal()

    def __init__(self, document: Document, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._preferences = preferences
        self._window = window
        self._base_digest = ""

    @property
    def base_digest(self) -> str:
        """The digest of the open file as it was read or saved last; "" for none."""
        return self._base_digest

    # -- opening
    def new(self) -> bool:
        """Begin an empty diagram; tell whether it was done."""
        if not self.may_leave():
            return False
        self.hold(Diagram(), None)
        return True

    def open(self) -> bool:
        """Ask for a file and open it."""
        if not self.may_leave():
            return False
        path, _ = QFileDialog.getOpenFileName(
            self._window, "Open diagram", str(self._folder()), _FILTER
        )
        return bool(path) and self.open_path(Path(path))

    def open_recent(self, path: str) -> bool:
        """Open one of the recent files; one that is gone leaves the list."""
        if not Path(path).exists():
            self._preferences.change(without_recent(self._preferences.settings, path))
            self.recent_changed.emit()
            self._tell("Open recent", f"{path} is not there any more.")
            return False
        return self.may_leave() and self.open_path(Path(path))

    def open_path(self, path: Path) -> bool:
        """Open ``path`` without a question; a file that cannot be read changes nothing."""
        try:
            diagram = read(path)
        except FileRejected as rejection:
            self._tell("Open diagram", str(rejection))
            return False
        self.hold(diagram, path)
        self._remember(path)
        return True

    def open_sample(self, path: Path) -> bool:
        """Begin a new diagram as a copy of the sample ``path``."""
        try:
            diagram = read(path)
        except FileRejected as rejection:
            self._tell("New from sample", str(rejection))
            return False
        self.hold(diagram, None)
        return True

    def recover(self, snapshot: Snapshot) -> bool:
        """Open what a crash has left; it counts as unsaved."""
        if not self.may_leave():
            return False
        try:
            diagram = restore(snapshot)
        except FileRejected as rejection:
            self._tell("Recover", str(rejection))
            return False
        keeps_file = snapshot.base is not None and not snapshot.is_base_changed
        self.hold(diagram, snapshot.base if keeps_file else None)
        self._document.mark_unsaved(keep_path=keeps_file)
        return True

    def hold(self, diagram: Diagram, path: Path | None) -> None:
        """Show another diagram."""
        self._document.load(diagram, path)
        self._base_digest = "" if path is None else digest(path)
        self.opened.emit()

    # -- saving
    def save(self) -> bool:
        """Save to the file it came from, or ask for one; tell whether it is saved."""
        path = self._document.path
        if path is None:
            return self.save_as()
        if path.exists() and self._base_digest not in ("", digest(path)):
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
            if path.exists() and not self._may_replace(path):
                return False
        return self._write(path)

    def may_leave(self) -> bool:
        """Offer to save unsaved changes; False when the user would rather stay."""
        if self._document.is_clean:
            return True
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
        answer = box.exec()
        box.deleteLater()
        if answer == Button.Save:
            return self.save()
        return bool(answer == Button.Discard)

    def _write(self, path: Path) -> bool:
        try:
            write(path, self._document.diagram)
        except SaveFailed as failure:
            return self._after_failure(path, str(failure))
        self._base_digest = digest(path)
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
        answer = box.exec()
        box.deleteLater()
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
        answer = box.exec()
        box.deleteLater()
        if answer == Button.Yes:
            return self._write(path)
        return answer == Button.Save and self.save_as()

    def _may_replace(self, path: Path) -> bool:
        box = message_box(
            self._window,
            "Replace file",
            f"{path.name} exists already. Replace it?",
            icon=Icon.Question,
            buttons=Button.Yes | Button.Cancel,
            default=Button.Cancel,
        )
        answer = box.exec()
        box.deleteLater()
        return bool(answer == Button.Yes)

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

    def _tell(self, title: str, sentence: str) -> None:
        box = message_box(self._window, title, sentence, icon=Icon.Warning)
        box.exec()
        box.deleteLater()


def file_stem(title: str) -> str:
    """Return a title as a file name without suffix, such as every system takes."""
    kept = "".join(c if c.isalnum() or c in " -_." else " " for c in title)
    return " ".join(kept.split()).strip(". ")[:80] or "Untitled"


def shown_path(path: str) -> str:
    """Return a path as short as it can be told apart: the home folder is "~"."""
    home = str(Path.home())
    return f"~{path[len(home) :]}" if path.startswith(home + os.sep) else path
