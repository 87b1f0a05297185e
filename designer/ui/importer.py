"""Opens foreign files: reads them one after the other, shows each page in a tab, and its notes."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from designer.edit.edits import Confirm
from designer.importers.result import ImportResult, Page, Question
from designer.ui.dialogs.import_notes import ImportNotes
from designer.ui.dialogs.import_pages import ImportPages
from designer.ui.dialogs.import_parameters import ImportParameters
from designer.ui.dialogs.questions import warn
from designer.ui.dialogs.reading import Reading
from designer.ui.document import Document
from designer.ui.import_run import ImportRun
from designer.ui.inferred import inferred_in
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.tabs.tab import Tab

_MOST_TABS = 12


@dataclass(frozen=True, slots=True)
class _Order:
    """One reading to come.

    Attributes:
        given: values for its parameters.
        again: the tab whose page is to be read again, if it is a second reading.
    """

    path: Path
    given: Mapping[str, str] = field(default_factory=dict)
    again: Tab | None = None


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where the design of a tab has come from."""

    path: Path
    number: int
    page: Page
    questions: tuple[Question, ...]
    given: Mapping[str, str]


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
        self._waiting: deque[_Order] = deque()
        self._order: _Order | None = None
        self._run: ImportRun | None = None
        self._reading: Reading | None = None
        self._origins: dict[Tab, _Origin] = {}
        tabs.closing.connect(self._forget)

    @property
    def is_busy(self) -> bool:
        """Tell whether a file is being read."""
        return self._run is not None

    def open(self, path: Path) -> bool:
        """Read ``path`` when those before it are read, and show it; tell that it is begun."""
        self._waiting.append(_Order(path))
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
        order = self._order = self._waiting.popleft()
        run = self._run = ImportRun(order.path, self, order.given)
        run.imported.connect(self._imported)
        run.refused.connect(self._refused)
        self.said.emit(f"Reading {run.path.name}…")
        if self._reading is None:
            self._reading = Reading(self._window)
            self._reading.rejected.connect(self._cancelled)
        self._reading.begin(run.path.name, len(self._waiting))
        run.start()

    def _cancelled(self) -> None:
        if self._run is not None:
            name = self._run.path.name
            self.stop()
            self.said.emit(f"Stopped reading {name}; nothing was opened.")

    def _imported(self, result: ImportResult) -> None:
        order = self._order
        self._ended()
        if order is None:
            return
        numbers = self._numbers(order, result)
        for number in numbers:
            origin = _Origin(
                order.path, number, result.pages[number], result.questions, order.given
            )
            self._show(origin, order.again)
        if numbers:
            self.remembered.emit(order.path)
            self.said.emit(_told(order, len(numbers), len(result.pages)))
        if any(result.pages[number].notes for number in numbers):
            self.show_notes()
        self._next()

    def _numbers(self, order: _Order, result: ImportResult) -> tuple[int, ...]:
        """Return which pages to show: the same one again, all, or those chosen of many."""
        before = None if order.again is None else self._origins.get(order.again)
        if before is not None:
            return (min(before.number, len(result.pages) - 1),)
        if len(result.pages) <= _MOST_TABS:
            return tuple(range(len(result.pages)))
        dialog = ImportPages(order.path.name, result.pages, _MOST_TABS, self._window)
        chosen = dialog.chosen if dialog.exec() else ()
        dialog.deleteLater()
        return chosen

    def _show(self, origin: _Origin, again: Tab | None) -> None:
        diagram = origin.page.diagram
        before = None if again is None else self._origins.get(again)
        if again is None or before is None or again.document.diagram != before.page.diagram:
            # Nothing that somebody has changed is lost by reading its source again.
            tab = self._tabs.show(diagram, None)
        else:
            tab = again
            self._tabs.activate(tab)
            tab.document.load(diagram, None)
        self._origins[tab] = origin
        # It is nowhere yet as a design: closing it has to ask.
        tab.document.mark_unsaved(keep_path=False)
        self.opened.emit()

    def _refused(self, sentence: str) -> None:
        self._ended()
        warn(self._window, "Open diagram", sentence)
        self._next()

    def _ended(self) -> None:
        self._order = None
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        if self._reading is not None:
            self._reading.end()

    def _forget(self, tab: Tab) -> None:
        self._origins.pop(tab, None)

    # -- parameters
    def has_parameters(self) -> bool:
        """Tell whether the current tab was imported from a source with parameters."""
        origin = self._origins.get(self._tabs.current)
        return origin is not None and bool(origin.questions)

    def ask_parameters(self) -> None:
        """Ask for the parameters of the current tab's source, and read it again with them."""
        tab = self._tabs.current
        origin = self._origins.get(tab)
        if origin is None or not origin.questions:
            return
        name = origin.path.name
        dialog = ImportParameters(name, origin.questions, origin.given, self._window)
        if dialog.exec():
            self._close_notes()
            self._waiting.append(_Order(origin.path, dialog.values, tab))
            self._next()
        dialog.deleteLater()

    # -- notes
    def has_notes(self) -> bool:
        """Tell whether the current tab was imported with notes."""
        origin = self._origins.get(self._tabs.current)
        return origin is not None and bool(origin.page.notes)

    def show_notes(self) -> None:
        """Show the notes of the current tab beside the drawing."""
        origin = self._origins.get(self._tabs.current)
        if origin is None or not origin.page.notes:
            return
        page = origin.page
        dialog = ImportNotes(page.name, page.notes, self._window, asks=bool(origin.questions))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        document = self._tabs.document
        dialog.shown.connect(_selecting(document))
        dialog.confirm_wanted.connect(_confirming(document))
        dialog.parameters_wanted.connect(self.ask_parameters)
        dialog.show()

    def _close_notes(self) -> None:
        for dialog in self._window.findChildren(ImportNotes):
            dialog.close()


def _told(order: _Order, count: int, total: int) -> str:
    name = order.path.name
    if order.again is not None:
        return f"Read {name} again."
    if count < total:
        return f"{count} of {total} pages of {name} are open."
    pages = f" ({count} pages)" if count > 1 else ""
    return f"Opened {name}{pages} as a new design."


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
