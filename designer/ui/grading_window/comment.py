"""Where a comment is written: kept while it is written, with the window's own undo."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget

_PAUSE_MS = 250
_LONGEST_MS = 1_000


class CommentField(QPlainTextEdit):
    """A few lines of plain text.

    Signals:
        written: the text, at a pause in typing, at least every second, and on leaving.
        done: writing has ended: what is written next is another change.
        left: the keyboard belongs elsewhere again.
    """

    written = Signal(str)
    done = Signal()
    left = Signal()

    def __init__(self, name: str, hint: str, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        # Ctrl+Z takes back what was kept, in the window; two histories would be one too many.
        self.setUndoRedoEnabled(False)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 16)
        self._pause = self._timer(_PAUSE_MS)
        self._longest = self._timer(_LONGEST_MS)
        self.textChanged.connect(self._typed)

    def display(self, text: str) -> None:
        """Show ``text``; what is being written just now stays."""
        own = self.toPlainText()
        is_writing = self.hasFocus() and own != self._shown
        if is_writing or text == own.strip():
            return
        self._stop()
        self._shown = text
        self.setPlainText(text)
        self._stop()

    def keep(self) -> None:
        """Tell what is written but not told yet."""
        self._stop()
        text = self.toPlainText()
        if text != self._shown:
            self._shown = text
            self.written.emit(text)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (is_return and has_control):
            self.keep()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()
        self.done.emit()

    def _typed(self) -> None:
        if self.toPlainText() == self._shown:
            return
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _stop(self) -> None:
        self._pause.stop()
        self._longest.stop()

    def _timer(self, interval_ms: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(interval_ms)
        made.timeout.connect(self.keep)
        return made
