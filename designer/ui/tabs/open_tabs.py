"""The open diagrams of one window, one of which is current.

Whoever follows "the diagram of the window" listens here: the signals of the current tab's document
and canvas are passed on, those of the others are not. On `switched` a follower shows another one.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from designer.model.diagram import Diagram
from designer.ui.canvas.view import CanvasView
from designer.ui.document import Document
from designer.ui.snapshot_writer import SnapshotWriter
from designer.ui.tabs.strip import TabStrip
from designer.ui.tabs.tab import Place, Tab
from designer.ui.theme_qt import canvas_theme


class OpenTabs(QObject):
    """At least one tab, in the order of the strip.

    Attributes:
        waker: reads the file of a tab that is looked at for the first time; tells whether it could.

    Signals:
        added, closing: a Tab that is new, or about to be gone.
        switched: another tab is current.
        moved: the tabs have another order.
        close_wanted: the Tab that the user wants closed.
        menu_of_tab_wanted: the menu of the current tab is asked for at this place of the screen.
        changed, selection_changed, scored, refused, title_changed: of the current document.
        said, menu_wanted, zoom_changed, port_moved, cards_moved: of the current canvas.
    """

    added = Signal(object)
    closing = Signal(object)
    switched = Signal()
    moved = Signal()
    close_wanted = Signal(object)
    menu_of_tab_wanted = Signal(QPoint)

    changed = Signal(object)
    selection_changed = Signal()
    scored = Signal(object)
    refused = Signal(str)
    title_changed = Signal()
    said = Signal(str)
    menu_wanted = Signal(QPoint)
    zoom_changed = Signal(float)
    port_moved = Signal()
    cards_moved = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.strip = TabStrip(window)
        self.pages = QStackedWidget(window)
        self.snapshots = SnapshotWriter(self)
        self._tabs: list[Tab] = []
        self.waker: Callable[[Tab, Path], bool] | None = None
        self._current = self._made(Diagram(), None)
        self._join(self._current)
        self.strip.currentChanged.connect(self._chosen)
        self.strip.tabMoved.connect(self._moved)
        self.strip.close_wanted.connect(self._close_asked)
        self.strip.menu_wanted.connect(self.menu_of_tab_wanted)

    # -- which there are
    def __iter__(self) -> Iterator[Tab]:
        return iter(tuple(self._tabs))

    def __len__(self) -> int:
        return len(self._tabs)

    @property
    def current(self) -> Tab:
        """The tab that is seen."""
        return self._current

    @property
    def document(self) -> Document:
        """The document of the current tab."""
        return self._current.document

    @property
    def canvas(self) -> CanvasView:
        """The canvas of the current tab."""
        return self._current.canvas

    def holding(self, path: Path) -> Tab | None:
        """Return the tab in which the file ``path`` is open, under whatever name."""
        for tab in self._tabs:
            if tab.document.path is not None and _is_same(tab.document.path, path):
                return tab
        return None

    # -- commands
    def show(self, diagram: Diagram, path: Path | None) -> Tab:
        """Show ``diagram`` in the current tab if that is untouched, else in a new one."""
        if self._current.is_untouched:
            self._current.document.load(diagram, path)
        else:
            self.activate(self._made(diagram, path))
        return self._current

    def add(self, diagram: Diagram, path: Path | None) -> Tab:
        """Return a new tab at the end that is not looked at yet."""
        return self._made(diagram, path)

    def add_asleep(self, path: Path, place: Place) -> Tab:
        """Return a new tab for ``path``, whose file is read when the tab is looked at."""
        tab = self._made(Diagram(), path)
        tab.place = place
        return tab

    def activate(self, tab: Tab) -> None:
        """Make ``tab`` the current one."""
        self.strip.setCurrentIndex(self._tabs.index(tab))

    def step(self, by: int) -> None:
        """Make the tab ``by`` places to the right the current one; past the end it begins anew."""
        at = self._tabs.index(self._current)
        self.strip.setCurrentIndex((at + by) % len(self._tabs))

    def shift(self, by: int) -> None:
        """Move the current tab ``by`` places to the right, as far as there are any."""
        at = self._tabs.index(self._current)
        self.strip.moveTab(at, max(0, min(len(self._tabs) - 1, at + by)))

    def close(self, tab: Tab) -> None:
        """Close ``tab`` without a question; an empty one takes the place of the last."""
        if len(self._tabs) == 1:
            self._made(Diagram(), None).welcomes = True
        at = self._tabs.index(tab)
        if tab is self._current:
            after = at + 1 if at + 1 < len(self._tabs) else at - 1
            self.strip.setCurrentIndex(after)
        self.closing.emit(tab)
        self._tabs.remove(tab)
        # The strip keeps its own current tab while one beside it goes.
        self.strip.drop(at)
        self.pages.removeWidget(tab.canvas)
        tab.leave()

    # -- small parts
    def _made(self, diagram: Diagram, path: Path | None) -> Tab:
        tab = Tab(canvas_theme(), self, self.snapshots)
        if path is not None or diagram != Diagram():
            tab.document.load(diagram, path)
        tab.canvas.setGeometry(self.pages.rect())
        self.pages.addWidget(tab.canvas)
        self._tabs.append(tab)
        self.strip.append()
        tab.document.title_changed.connect(self._name_all)
        tab.autosave.failed.connect(self.refused)
        self._name_all()
        self.added.emit(tab)
        return tab

    def _name_all(self) -> None:
        titles = [tab.title for tab in self._tabs]
        for at, tab in enumerate(self._tabs):
            path = tab.document.path
            # Two files of one name are told apart by their folders.
            twin = path is not None and titles.count(tab.title) > 1
            name = f"{tab.title} — {path.parent.name}" if twin and path else tab.title
            self.strip.name(at, name, path, unsaved=not tab.document.is_clean)

    def _chosen(self, index: int) -> None:
        if not 0 <= index < len(self._tabs) or self._tabs[index] is self._current:
            return
        tab = self._tabs[index]
        self._current.canvas.driver.give_up()
        self.pages.setCurrentWidget(tab.canvas)
        if not self.strip.hasFocus():
            # A field that is being edited hands its text to the document it was filled from.
            tab.canvas.setFocus()
        self._part(self._current)
        self._current = tab
        self._wake(tab)
        self._join(tab)
        self.switched.emit()
        if tab.place is not None:
            tab.look(tab.place)
            tab.place = None

    def _wake(self, tab: Tab) -> None:
        path = tab.document.path
        if tab.place is None or path is None:
            return
        if self.waker is None or not self.waker(tab, path):
            tab.place = None
            tab.document.load(Diagram(), None)
            # Not now: the strip is in the middle of changing its current tab.
            QTimer.singleShot(0, tab, partial(self._drop_unread, tab))

    def _drop_unread(self, tab: Tab) -> None:
        if tab in self._tabs and tab.is_untouched:
            self.close(tab)

    def _moved(self, origin: int, target: int) -> None:
        self._tabs.insert(target, self._tabs.pop(origin))
        self.moved.emit()

    def _close_asked(self, index: int) -> None:
        self.close_wanted.emit(self._tabs[index])

    def _join(self, tab: Tab) -> None:
        for source, relay in self._relays(tab):
            source.connect(relay)

    def _part(self, tab: Tab) -> None:
        for source, relay in self._relays(tab):
            source.disconnect(relay)

    def _relays(self, tab: Tab) -> tuple[tuple[SignalInstance, SignalInstance], ...]:
        document, canvas = tab.document, tab.canvas
        return (
            (document.changed, self.changed),
            (document.selection_changed, self.selection_changed),
            (document.scored, self.scored),
            (document.refused, self.refused),
            (document.title_changed, self.title_changed),
            (canvas.status, self.said),
            (canvas.menu_wanted, self.menu_wanted),
            (canvas.zoom_changed, self.zoom_changed),
            (canvas.port_moved, self.port_moved),
            (canvas.cards.moved, self.cards_moved),
        )


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()
