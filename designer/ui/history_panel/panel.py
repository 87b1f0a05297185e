"""The undo history as a list: where the diagram stands in it, and a way to any other step."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from designer.ui.document import Document
from designer.ui.plain_text import tip_text
from designer.ui.theme_qt import current_look

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HEIGHT = 26
_START = "Opened"
_NEW = "New diagram"


class Steps(QAbstractListModel):
    """The states of one document: row 0 is the start, row n the state after n steps."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._texts: tuple[str, ...] = ()
        self._index = 0
        self.refresh(document)

    @property
    def index_now(self) -> int:
        """The row of the present state."""
        return self._index

    def refresh(self, document: Document) -> None:
        """Show the steps of ``document`` as they are now."""
        history = document.history
        steps, before = history.steps, self._texts
        if document is self._document and len(steps) == len(before) + 1 and steps[:-1] == before:
            # The usual case; a reset would make the view forget where it is scrolled to.
            self.beginInsertRows(_ROOT, len(steps), len(steps))
            self._texts, self._index = steps, history.index
            self.endInsertRows()
        elif document is not self._document or steps != before:
            self.beginResetModel()
            self._document, self._texts, self._index = document, steps, history.index
            self.endResetModel()
        self._index = history.index
        self.dataChanged.emit(self.index(0), self.index(len(steps)))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._texts) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(f"{self._text(row)}\n{self._state(row)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._text(row)}, {self._state(row)}"
        return None

    def _text(self, row: int) -> str:
        if row:
            return self._texts[row - 1]
        return _NEW if self._document.path is None else _START

    def _state(self, row: int) -> str:
        if row == self._index:
            return "the diagram as it is now"
        return "undone; click to make it again" if row > self._index else "click to go back to it"


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, Steps):
            return
        look, row, now = current_look(), index.row(), model.index_now
        area: QRect = option.rect  # type: ignore[attr-defined]  # the stubs omit its fields
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(look.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(look.window))
        font = QFont(painter.font())
        font.setBold(row == now)
        font.setItalic(row > now)
        painter.setFont(font)
        if row == now:
            painter.setPen(QColor(look.accent))
            painter.drawText(area.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, "▸")
        painter.setPen(QColor(look.neutral if row > now else look.text))
        words = area.adjusted(24, 0, -8, 0)
        text = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.restore()


class HistoryPanel(QListView):
    """Every step in words, oldest first; a click or Enter goes to one."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("History")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._document = document
        self._steps = Steps(document, self)
        self.setModel(self._steps)
        self.setItemDelegate(_Painter(self))
        self.clicked.connect(self._go)
        document.title_changed.connect(self._refresh)
        self._refresh()

    def set_document(self, document: Document) -> None:
        """Show the steps of another document."""
        self._document.title_changed.disconnect(self._refresh)
        self._document = document
        document.title_changed.connect(self._refresh)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.currentIndex())
            return
        super().keyPressEvent(event)

    def showEvent(self, event: object) -> None:
        self._refresh()

    def _refresh(self) -> None:
        self._steps.refresh(self._document)
        now = self._steps.index(self._steps.index_now)
        self.setCurrentIndex(now)
        self.scrollTo(now)

    def _go(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() != self._steps.index_now:
            self._document.go_to(index.row())
