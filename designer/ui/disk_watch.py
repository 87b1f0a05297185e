"""Notices when another program changes the file of an open diagram, and offers what can be done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from designer.edit.edits import Batch, Patch
from designer.model.changes import ChangeSet, diff
from designer.model.diagram import Diagram
from designer.storage.diagram_file import FileRejected, read
from designer.storage.recovery import digest
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.tabs.tab import Tab

_PAUSE_MS = 300  # programs write in several steps


class ChangedBar(QFrame):
    """Says that a file has changed, with three ways out.

    Signals:
        reload_wanted, keep_wanted, compare_wanted: a button was pressed.
    """

    reload_wanted = Signal()
    keep_wanted = Signal()
    compare_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._words = PlainLabel(parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        for text, words, signal in (
            ("Reload", "Takes over what the file holds now; can be undone", self.reload_wanted),
            ("Keep mine", "Goes on with this drawing; saving replaces the file", self.keep_wanted),
            ("Compare", "Opens the file as it is now in a tab beside this", self.compare_wanted),
        ):
            button = QPushButton(text, self)
            tip(button, words)
            button.clicked.connect(signal)
            row.addWidget(button)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show ``sentence``; "" hides the bar."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


class DiskWatch(QObject):
    """Watch the files of all tabs; tell about that of the current one.

    Signals:
        told: a sentence on what was done or found.
    """

    told = Signal(str)

    def __init__(
        self,
        tabs: OpenTabs,
        bar: ChangedBar,
        hold: Callable[[Diagram, Path | None], None],
        parent: QObject,
    ) -> None:
        """Watch ``tabs``; ``hold`` opens a diagram in a tab."""
        super().__init__(parent)
        self._tabs = tabs
        self._bar = bar
        self._hold = hold
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._touched)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        tabs.title_changed.connect(self._follow)
        tabs.added.connect(self._follow)
        tabs.switched.connect(self._follow)
        bar.reload_wanted.connect(self._reload)
        bar.keep_wanted.connect(self._keep)
        bar.compare_wanted.connect(self._compare)

    def _touched(self) -> None:
        self._pause.start()

    def _follow(self) -> None:
        """Watch what is open now."""
        wanted = {str(tab.document.path) for tab in self._tabs if tab.document.path is not None}
        watched = set(self._watcher.files())
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        new = sorted(path for path in wanted - watched if Path(path).is_file())
        if new:
            self._watcher.addPaths(new)
            self._pause.start()
        if self._bar.isVisible():
            self._pause.start()

    def look(self) -> None:
        """Compare the current tab's file with what was read from it or saved to it last."""
        # A file that was replaced, not written, is another one to the system.
        self._follow_again()
        name = self._changed_name(self._tabs.current)
        self._bar.say(f"{name} has been changed by another program." if name else "")

    def _follow_again(self) -> None:
        watched = set(self._watcher.files())
        missing = [
            str(tab.document.path)
            for tab in self._tabs
            if tab.document.path is not None
            and str(tab.document.path) not in watched
            and tab.document.path.is_file()
        ]
        if missing:
            self._watcher.addPaths(missing)

    def _changed_name(self, tab: Tab) -> str:
        document = tab.document
        if document.path is None or not document.base_digest:
            return ""
        now = digest(document.path)
        # One that is gone is written anew by the next save.
        return document.path.name if now and now != document.base_digest else ""

    def _read(self) -> tuple[Diagram, Path] | None:
        path = self._tabs.document.path
        if path is None:
            return None
        try:
            return read(path), path
        except FileRejected as rejection:
            self.told.emit(f"{rejection} Your drawing is kept as it is.")
            return None

    def _reload(self) -> None:
        found = self._read()
        if found is None:
            return
        diagram, path = found
        document = self._tabs.document
        patch = Patch(changes=diff(document.diagram, diagram))
        if not document.do(Batch(edits=(patch,), label="Reload from disk"), heeds_locks=False):
            return
        document.base_digest = digest(path)
        document.mark_saved(path)
        self._bar.say("")
        self.told.emit(f"Reloaded {path.name}; undo brings back what was drawn here.")

    def _keep(self) -> None:
        document = self._tabs.document
        if document.path is not None:
            document.base_digest = digest(document.path)
            document.mark_unsaved(keep_path=True)
        self._bar.say("")

    def _compare(self) -> None:
        found = self._read()
        if found is None:
            return
        diagram, path = found
        changes = diff(self._tabs.document.diagram, diagram)
        self._hold(diagram, None)
        self.told.emit(f"{path.name} as it is on disk: {counted(changes)}.")


def counted(changes: ChangeSet) -> str:
    """Return in words how much differs: "2 elements more, 1 changed, 3 moved"."""
    stated = {key for key, new in changes.elements.items() if new is not None} - changes.added
    links = len(changes.links)
    moved = set(changes.boxes) - changes.added - changes.removed
    parts = [
        (len(changes.added), "more"),
        (len(changes.removed), "fewer"),
        (len(stated), "changed"),
        (len(moved), "moved or resized"),
    ]
    found = [f"{number} {word}" for number, word in parts if number]
    words = [f"elements: {', '.join(found)}"] if found else []
    if links:
        words.append(f"links: {links} differ")
    if changes.terms is not None:
        words.append("workload or acceptances differ")
    if changes.head is not None:
        words.append("title, description or review differ")
    return "; ".join(words) or "nothing differs that is drawn"
