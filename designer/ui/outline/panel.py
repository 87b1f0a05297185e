"""The outline: every element of the drawing in a tree, to be found, selected and renamed there."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStackedLayout,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from designer.model.changes import ChangeSet
from designer.model.diagram import EMPTY, Diagram
from designer.ui.glyphs import glyph
from designer.ui.outline.model import OutlineModel
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import current_look

_EMPTY = "Nothing is drawn yet.\nWhat you draw is listed here, each element in its container."
_FEW = 200  # so many hits are shown with all branches open
_DEPTH = 2


class OutlinePanel(QWidget):
    """A filter and the tree.

    It follows the document only while it can be seen, and catches up when it is shown.

    Signals:
        chosen: the ids that the user has selected here.
        pointed: the ids that are to be shown on the canvas.
        renamed: an element's id and its new name.
        menu_wanted: the menu of what is selected is asked for, at this place of the screen.
    """

    chosen = Signal(tuple)
    pointed = Signal(tuple)
    renamed = Signal(str, str)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._diagram = EMPTY
        self._selection: frozenset[str] = frozenset()
        self._is_stale = False
        self._is_following = False
        self._before_filter: set[str] = set()
        self.model = OutlineModel(self)
        self.filter = QLineEdit()
        self.tree = _Tree()
        self._nothing = PlainLabel(_EMPTY, wrap=True)
        self._sync = QTimer(self)
        self._sync.setSingleShot(True)
        self._sync.setInterval(0)
        self._sync.timeout.connect(self._show_selection)
        self._build()
        self.model.renamed.connect(self.renamed)
        self.tree.selectionModel().selectionChanged.connect(self._picked)
        self.tree.activated.connect(self._activated)
        self.tree.customContextMenuRequested.connect(self._ask_for_menu)
        self.filter.textChanged.connect(self._filtered)
        self.filter.returnPressed.connect(self._take_first)
        self.wear()

    def _build(self) -> None:
        self.filter.setPlaceholderText("Find in the drawing")
        self.filter.setAccessibleName("Filter the outline")
        self.filter.setClearButtonEnabled(True)
        self._glass = QAction(self)
        self.filter.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        tip(self.filter, "Names, services and ids; Enter shows the first hit")
        self._nothing.setObjectName("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(12, 24, 12, 12)
        self.tree.setModel(self.model)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addLayout(self._pages, 1)

    # -- following
    def show_diagram(self, diagram: Diagram, selection: frozenset[str]) -> None:
        """Show another diagram, its outer containers open."""
        self._diagram, self._selection = diagram, selection
        self._is_stale = True
        self._catch_up()

    def follow(self, diagram: Diagram, changes: ChangeSet) -> None:
        """Show ``diagram``, which differs by ``changes``."""
        self._diagram = diagram
        if self._is_stale or not self.isVisible():
            self._is_stale = self._is_stale or bool(changes.elements)
            return
        opened = self._opened() if self.model.starts_anew(changes) else set()
        self._is_following = True
        if self.model.follow(diagram, changes):
            self._open(opened)
        self._is_following = False
        if changes.added and len(changes.added) == len(diagram.topology.elements):
            # Another file: nothing of the one before is there to have been opened.
            self.tree.expandToDepth(_DEPTH)
        self._say_nothing()
        # Rows that went took their selection along, and rows that came are selected perhaps.
        self._sync.start()

    def follow_selection(self, selection: frozenset[str]) -> None:
        """Select the rows of ``selection``."""
        self._selection = selection
        if self.isVisible():
            self._sync.start()

    def wear(self) -> None:
        """Take the colours of the window's present look."""
        look = current_look()
        self._glass.setIcon(glyph("search", look.muted))
        self.model.wear(dark=look.is_dark)
        self.tree.viewport().update()

    # -- commands
    def focus_filter(self) -> None:
        """Let the user type what to look for."""
        self.filter.setFocus()
        self.filter.selectAll()

    def rename(self) -> bool:
        """Edit the name of the present row in place, if the tree has the focus; tell whether."""
        index = self.tree.currentIndex()
        if not self.tree.hasFocus() or not index.isValid():
            return False
        self.tree.edit(index)
        return True

    # -- Qt
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    # -- reactions
    def _catch_up(self) -> None:
        if not self.isVisible():
            return
        if self._is_stale:
            self._is_stale = False
            opened = self._opened()
            self._is_following = True
            self.model.show_diagram(self._diagram)
            self._is_following = False
            if opened:
                self._open(opened)
            else:
                self.tree.expandToDepth(_DEPTH)
        self._say_nothing()
        self._show_selection()

    def _show_selection(self) -> None:
        self._is_following = True
        chosen = self.model.selection_of(self._selection)
        select = QItemSelectionModel.SelectionFlag
        self.tree.selectionModel().select(chosen, select.ClearAndSelect)
        if len(self._selection) == 1:
            index = self.model.index_of(next(iter(self._selection)))
            if index.isValid():
                self.tree.selectionModel().setCurrentIndex(index, select.NoUpdate)
                self.tree.scrollTo(index)
        self._is_following = False

    def _picked(self) -> None:
        if not self._is_following:
            ids = self._picked_ids()
            self._selection = frozenset(ids)
            self.chosen.emit(ids)

    def _picked_ids(self) -> tuple[str, ...]:
        found = (self.model.key_of(index) for index in self.tree.selectedIndexes())
        return tuple(key for key in found if key is not None)

    def _activated(self, index: QModelIndex) -> None:
        key = self.model.key_of(index)
        if key is not None:
            self.pointed.emit((key,))

    def _ask_for_menu(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        if index.isValid() and not self.tree.selectionModel().isSelected(index):
            self.tree.setCurrentIndex(index)
        self.menu_wanted.emit(self.tree.viewport().mapToGlobal(at))

    def _filtered(self, words: str) -> None:
        if not self.model.words:
            self._before_filter = self._opened()
        self._is_following = True
        hits = self.model.filter(words)
        self._is_following = False
        if not self.model.words:
            self._open(self._before_filter)
        elif hits <= _FEW:
            self.tree.expandAll()
        self._say_nothing()
        self._sync.start()

    def _take_first(self) -> None:
        hits = self.model.hits()
        if hits:
            self.tree.setFocus()
            self.chosen.emit((hits[0],))
            self.pointed.emit((hits[0],))

    def _say_nothing(self) -> None:
        has_rows = self.model.hasChildren()
        if not has_rows:
            words = self.filter.text().strip()
            self._nothing.setText(f"Nothing here is called “{words}”." if words else _EMPTY)
        self._pages.setCurrentWidget(self.tree if has_rows else self._nothing)

    def _opened(self) -> set[str]:
        """Return the ids of the rows that are open."""
        found: set[str] = set()
        pending = [QModelIndex()]
        while pending:
            outer = pending.pop()
            for row in range(self.model.rowCount(outer)):
                index = self.model.index(row, 0, outer)
                if self.tree.isExpanded(index):
                    key = self.model.key_of(index)
                    found.add("" if key is None else key)
                    pending.append(index)
        return found

    def _open(self, ids: Iterable[str]) -> None:
        for key in ids:
            index = self.model.index_of(key)
            if index.isValid():
                self.tree.setExpanded(index, True)


class _Tree(QTreeView):
    """A tree whose rows are alike, so that five thousand of them cost nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Outline of the drawing")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(18, 18))
        self.setIndentation(16)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setExpandsOnDoubleClick(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)
