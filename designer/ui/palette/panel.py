"""The palette's widget: a search field over the list that services are dragged from."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedLayout, QTreeView, QVBoxLayout, QWidget

from designer.ui.icons import icon_pixmap
from designer.ui.palette.model import KEY_ROLE, PATTERNS, STAR_ROLE, PaletteModel
from designer.ui.palette.rows import PaletteRows, star_area
from designer.ui.patterns import is_pattern
from designer.ui.pictures import Pictures
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import SPACE


class ServiceList(QTreeView):
    """The services, dragged out with their own picture under the pointer."""

    chosen = Signal(str)
    star_toggled = Signal(str)

    def __init__(self, model: PaletteModel, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(PaletteRows(self, pictures))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setAnimated(False)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QTreeView.DragDropMode.DragOnly)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Services")
        self.doubleClicked.connect(self._choose)
        self.clicked.connect(self._toggle)

    def startDrag(self, supported: Qt.DropAction) -> None:
        indexes = [index for index in self.selectedIndexes() if index.data(KEY_ROLE)]
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(indexes))
        key = str(indexes[0].data(KEY_ROLE))
        shown = "cloud" if is_pattern(key) else key
        picture = icon_pixmap(shown, 56, self.devicePixelRatioF())
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(28, 28))
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        key = self.currentIndex().data(KEY_ROLE)
        if event.text() == "*" and isinstance(key, str):
            self.star_toggled.emit(key)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._star_under(event):
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if key := self._star_under(event):
            event.accept()
            self.star_toggled.emit(key)
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._star_under(event):
            event.accept()
            return
        super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        key = index.data(KEY_ROLE)
        if not isinstance(key, str):
            return
        menu = QMenu(self)
        insert = menu.addAction("&Insert\tReturn")
        is_starred = bool(index.data(STAR_ROLE))
        star = menu.addAction(
            "Remove from &favourites\t*" if is_starred else "Add to &favourites\t*"
        )
        place = event.globalPos() if by_mouse else self.mapToGlobal(self.visualRect(index).center())
        answer = menu.exec(place)
        menu.deleteLater()
        if answer is insert:
            self.chosen.emit(key)
        elif answer is star:
            self.star_toggled.emit(key)

    def _star_under(self, event: QMouseEvent) -> str:
        """Return the key of the service whose star the pointer is on, or ""."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        key = index.data(KEY_ROLE)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and isinstance(key, str) and star_area(self.visualRect(index)).contains(at):
            return key
        return ""

    def _choose(self, index: QModelIndex) -> None:
        key = index.data(KEY_ROLE)
        if isinstance(key, str):
            self.chosen.emit(key)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid() and not index.data(KEY_ROLE):
            self.setExpanded(index, not self.isExpanded(index))


class PalettePanel(QWidget):
    """Find a service and put it on the canvas: drag it, double-click it or press Enter.

    Signals:
        chosen: the key of a service to insert.
        star_toggled: the key of a service that becomes a favourite, or is one no longer.
    """

    chosen = Signal(str)
    star_toggled = Signal(str)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = PaletteModel(self)
        self._folded_before: set[str] = set()
        self._search = QLineEdit(self)
        self._search.setPlaceholderText("Search services")
        self._search.setClearButtonEnabled(True)
        self._search.setAccessibleName("Search services")
        tip(
            self._search,
            "By name, abbreviation or synonym; Enter inserts the first hit",
        )
        self.list = ServiceList(self._model, pictures, self)
        self._nothing = PlainLabel(parent=self, wrap=True)
        self._nothing.setObjectName("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setMargin(3 * SPACE)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._search)
        layout.addLayout(self._pages)
        self.setFocusProxy(self._search)
        self._search.textChanged.connect(self._find)
        self._search.installEventFilter(self)
        self.list.chosen.connect(self.chosen)
        self.list.star_toggled.connect(self.star_toggled)
        self.list.expandAll()
        self._fold({PATTERNS})

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def put_at_hand(self, favourites: Sequence[str], used: Sequence[str]) -> None:
        """Show the favourites and what was used last above everything else."""
        folded = self._folded()
        bar = self.list.verticalScrollBar()
        below = bar.maximum() - bar.value()
        is_at_top = bar.value() == 0
        key = self.list.currentIndex().data(KEY_ROLE)
        if not self._model.put_at_hand(favourites, used):
            return
        self.list.expandAll()
        self._fold(folded)
        self._make_current(key)
        # What the user looks at stays where it is, however much came above it.
        self.list.doItemsLayout()
        bar.setValue(0 if is_at_top else bar.maximum() - below)

    def _fold(self, titles: set[str]) -> None:
        for row in range(self._model.rowCount()):
            section = self._model.index(row, 0)
            if self._model.hasChildren(section) and str(section.data()) in titles:
                self.list.collapse(section)

    def _folded(self) -> set[str]:
        rows = [self._model.index(row, 0) for row in range(self._model.rowCount())]
        return {
            str(row.data())
            for row in rows
            if self._model.hasChildren(row) and not self.list.isExpanded(row)
        }

    def _make_current(self, key: object) -> None:
        role, exact = KEY_ROLE, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
        found = self._model.match(self._model.index(0, 0), role, key, -1, exact)
        if isinstance(key, str) and found:
            # The last one: in its own section, which does not come and go.
            self.list.setCurrentIndex(found[-1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = watched is self._search and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and self._search_key(event):
            return True
        return super().eventFilter(watched, event)

    def _search_key(self, event: QKeyEvent) -> bool:
        first = self._model.index(0, 0)
        if event.key() == Qt.Key.Key_Down and first.isValid():
            if not first.data(KEY_ROLE):
                first = self._model.index(0, 0, first)
            self.list.setCurrentIndex(first)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            key = first.data(KEY_ROLE)
            if isinstance(key, str):
                self.chosen.emit(key)
            return True
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            return True
        return False

    def _find(self, words: str) -> None:
        if not self._model.words:
            self._folded_before = self._folded()
        count = self._model.find(words)
        if count:
            self.list.expandAll()
            self._fold(self._folded_before)
            self.list.setCurrentIndex(self._model.index(0, 0))
            self.list.scrollToTop()
        else:
            self._nothing.setText(
                f"No service matches “{words.strip()}”.\n"
                "Try another word, such as “queue” or “database”."
            )
        self._pages.setCurrentIndex(0 if count else 1)
