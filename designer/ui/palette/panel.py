"""The palette's widget: a search field over the list that services are dragged from."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QTreeView, QVBoxLayout, QWidget

from designer.ui.icons import icon_pixmap
from designer.ui.palette.model import KEY_ROLE, PaletteModel
from designer.ui.palette.rows import PaletteRows
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import SPACE


class ServiceList(QTreeView):
    """The services, dragged out with their own picture under the pointer."""

    chosen = Signal(str)

    def __init__(self, model: PaletteModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(PaletteRows(self))
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
        picture = icon_pixmap(str(indexes[0].data(KEY_ROLE)), 56, self.devicePixelRatioF())
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(28, 28))
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

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
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = PaletteModel(self)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText("Search services")
        self._search.setClearButtonEnabled(True)
        self._search.setAccessibleName("Search services")
        tip(self._search, "By name, abbreviation or synonym; Enter inserts the first hit")
        self.list = ServiceList(self._model, self)
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
        self.list.expandAll()

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

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
        count = self._model.find(words)
        if count:
            self.list.expandAll()
            self.list.setCurrentIndex(self._model.index(0, 0))
            self.list.scrollToTop()
        else:
            self._nothing.setText(
                f"No service matches “{words.strip()}”.\n"
                "Try another word, such as “queue” or “database”."
            )
        self._pages.setCurrentIndex(0 if count else 1)
