"""The small search that `/` opens at the pointer: type a word, press Enter, and it is placed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from designer.render.theme import Theme
from designer.ui.icons import service_icon
from designer.ui.plain_text import PlainLabel, tip_text

_KEY = Qt.ItemDataRole.UserRole + 1
_ROWS = 7
_ROW_HEIGHT = 34
_WIDTH = 340


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that can be placed.

    Attributes:
        key: of the service or pattern.
        name, summary: what it is called, and one sentence.
        icon: the key of the service whose picture it shows.
    """

    key: str
    name: str
    summary: str
    icon: str


class QuickInsert(QFrame):
    """Find something to place, and tell where it would land, while one types.

    Signals:
        chosen: the key, and whether a link to the selected element is wanted.
        pointed: the key that is marked now, or "".
        closed: it was given up.
    """

    chosen = Signal(str, bool)
    pointed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget, find: Callable[[str], Sequence[Hit]]) -> None:
        super().__init__(parent)
        self._room = parent
        self._find = find
        self.setObjectName("quick-insert")
        self.setAccessibleName("Quick insert")
        self._field = QLineEdit(self)
        self._field.setPlaceholderText("Insert: type a name, such as “lb”")
        self._field.setAccessibleName("Insert a service or pattern")
        self._list = QListWidget(self)
        self._list.setAccessibleName("Services and patterns")
        self._list.setIconSize(QSize(24, 24))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._where = PlainLabel(parent=self, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        for widget in (self._field, self._list, self._where):
            layout.addWidget(widget)
        self.setFixedWidth(_WIDTH)
        self._field.textChanged.connect(self._search)
        self._field.installEventFilter(self)
        self._list.currentItemChanged.connect(self._point)
        self._list.itemClicked.connect(self._take)
        self.hide()

    def open_at(self, at: QPoint) -> None:
        """Open with an empty field beside a place of the parent, wholly in sight."""
        self._field.clear()
        self._search("")
        self._place(at)
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        self._point()

    def tell(self, text: str, *, is_possible: bool = True) -> None:
        """Say where the marked one would land, or why it cannot."""
        hint = "Enter places it · Shift+Enter without a link · Esc" if is_possible else "Esc closes"
        self._where.setText(f"{text}\n{hint}")

    def close_up(self) -> None:
        """Close, and give the keyboard back to the canvas."""
        if self.isVisible():
            self.hide()
            self._room.setFocus(Qt.FocusReason.PopupFocusReason)
            self.closed.emit()

    def wear(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.setStyleSheet(
            f"QFrame#quick-insert {{ background: {theme.badge_fill};"
            f" border: 1px solid {theme.accent}; border-radius: 8px; }}"
            f" QFrame#quick-insert QLabel {{ color: {theme.text}; border: none; }}"
            " QFrame#quick-insert QListWidget { border: none; background: transparent; }"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows, Enter and Escape of the field go to the list; leaving the field closes."""
        if watched is self._field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if event.type() == QEvent.Type.FocusOut and self.isVisible():
                self.hide()
                self.closed.emit()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            count = self._list.count()
            if count:
                self._list.setCurrentRow((self._list.currentRow() + step) % count)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(links=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif key == Qt.Key.Key_Escape:
            self.close_up()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _search(self, words: str) -> None:
        self._list.clear()
        for hit in self._find(words):
            item = QListWidgetItem(service_icon(hit.icon, 24), hit.name)
            item.setData(_KEY, hit.key)
            item.setData(Qt.ItemDataRole.ToolTipRole, tip_text(hit.summary))
            item.setSizeHint(QSize(0, _ROW_HEIGHT))
            self._list.addItem(item)
        shown = min(max(self._list.count(), 1), _ROWS)
        self._list.setFixedHeight(shown * _ROW_HEIGHT + 4)
        self._list.setCurrentRow(0)
        if not self._list.count():
            self.pointed.emit("")
            self.tell(f"Nothing matches “{words.strip()}”.", is_possible=False)
        self.adjustSize()

    def _point(self) -> None:
        item = self._list.currentItem() if self._list.count() else None
        if self.isVisible() and item is not None:
            self.pointed.emit(str(item.data(_KEY)))

    def _take(self) -> None:
        self._choose(links=True)

    def _choose(self, *, links: bool) -> None:
        item = self._list.currentItem() if self._list.count() else None
        if item is not None:
            key = str(item.data(_KEY))
            self.close_up()
            self.chosen.emit(key, links)

    def _place(self, at: QPoint) -> None:
        self.adjustSize()
        room = self._room.rect().adjusted(8, 8, -8, -8)
        x = at.x() + 12 if at.x() + 12 + self.width() <= room.right() else at.x() - 12 - _WIDTH
        # Shorter lists must not make it jump: as tall as it can get.
        tall = _ROWS * _ROW_HEIGHT + 110
        y = min(at.y() + 12, room.bottom() - tall)
        self.move(max(room.left(), x), max(room.top(), y))
