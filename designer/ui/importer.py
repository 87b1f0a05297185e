"""Opens foreign files: reads them one after the other, shows each page in a tab, and its notes."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from designer.edit.edits import Confirm
from designer.importers.result import ImportResult, Page
from designer.ui.dialogs.import_notes import ImportNotes
from designer.ui.dialogs.questions import warn
from designer.ui.document import Document
from designer.ui.import_run import ImportRun
from designer.ui.inferred import inferred_in
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.tabs.tab import Tab

_MOST_TABS = 12


class Importer(QObject):
    """What the window does with files that are not its own.

    Signals:
        said: a sentence on what is done.
        opened: the current tab holds another diagram.
        remembered: the path of a file that was opened.
    """

    said = Signal(str)
    opened = Signal()
    remembered = Signal(object)

    def __init__(self, tabs: OpenTabs, window: QWidget) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._window = window
        self._waiting: deque[Path] = deque()
        self._run: ImportRun | None = None
        self._notes: dict[Tab, Page] = {}
        tabs.closing.connect(self._forget)

    @property
    def is_busy(self) -> bool:
        """Tell whether a file is being read."""
        return self._run is not None

    def open(self, path: Path) -> bool:
        """Read ``path`` when those before it are read, and show it; tell that it is begun."""
        self._waiting.append(path)
        self._next()
        return True

    def stop(self) -> None:
        """Read nothing more."""
        self._waiting.clear()
        if self._run is not None:
            self._run.cancel()
            self._ended()

    def _next(self) -> None:
        if self._run is not None or not self._waiting:
            return
        run = self._run = ImportRun(self._waiting.popleft(), self)
        run.imported.connect(self._imported)
        run.refused.connect(self._refused)
        self.said.emit(f"Reading {run.path.name}…")
        run.start()

    def _imported(self, result: ImportResult) -> None:
        run = self._run
        self._ended()
        if run is None:
            return
        for page in result.pages[:_MOST_TABS]:
            self._show(page)
        self.remembered.emit(run.path)
        count = len(result.pages)
        if count > _MOST_TABS:
            self.said.emit(f"The first {_MOST_TABS} of {count} pages of {run.path.name} are open.")
        else:
            pages = f" ({count} pages)" if count > 1 else ""
            self.said.emit(f"Opened {run.path.name}{pages} as a new design.")
        if any(page.notes for page in result.pages):
            self.show_notes()
        self._next()

    def _show(self, page: Page) -> None:
        tab = self._tabs.show(page.diagram, None)
        # It is nowhere yet as a design: closing it has to ask.
        tab.document.mark_unsaved(keep_path=False)
        self._notes[tab] = page
        self.opened.emit()

    def _refused(self, sentence: str) -> None:
        self._ended()
        warn(self._window, "Open diagram", sentence)
        self._next()

    def _ended(self) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None

    def _forget(self, tab: Tab) -> None:
        self._notes.pop(tab, None)

    # -- notes
    def has_notes(self) -> bool:
        """Tell whether the current tab was imported with notes."""
        page = self._notes.get(self._tabs.current)
        return page is not None and bool(page.notes)

    def show_notes(self) -> None:
        """Show the notes of the current tab beside the drawing."""
        page = self._notes.get(self._tabs.current)
        if page is None or not page.notes:
            return
        dialog = ImportNotes(page.name, page.notes, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        document = self._tabs.document
        dialog.shown.connect(_selecting(document))
        dialog.confirm_wanted.connect(_confirming(document))
        dialog.show()


def _selecting(document: Document) -> Callable[[object], None]:
    def select(ids: object) -> None:
        topology = document.diagram.topology
        if isinstance(ids, tuple):
            known = (key for key in ids if key in topology.elements or key in topology.links)
            document.set_selection(known)

    return select


def _confirming(document: Document) -> Callable[[], None]:
    def confirm() -> None:
        document.set_selection(())
        ids = inferred_in(document)
        if ids:
            document.do(Confirm(ids=ids))

    return confirm
