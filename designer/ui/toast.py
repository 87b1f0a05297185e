"""A sentence that floats over the canvas for a moment: why an edit was refused, what was done."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from designer.ui.plain_text import PlainLabel
from designer.ui.theme_qt import current_look

_SHOWN_MS = 6000
_WIDEST = 520


class Toast(QFrame):
    """One message at a time at the lower edge of its parent; a click sends it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("toast")
        self._label = PlainLabel(parent=self, wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 9, 14, 9)
        layout.addWidget(self._label)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, or the last one."""
        return self._label.text()

    def say(self, sentence: str, *, refused: bool = False) -> None:
        """Show ``sentence``; one that tells of a refusal is marked as such."""
        look = current_look()
        edge = look.bad if refused else look.accent
        self.setStyleSheet(
            f"QFrame#toast {{ background: {look.raised}; border: 1px solid {look.border};"
            f" border-left: 4px solid {edge}; border-radius: 2px; }}"
        )
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        self._settle()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def mousePressEvent(self, event: object) -> None:
        self.hide()

    def hideEvent(self, event: object) -> None:
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return False

    def _settle(self) -> None:
        parent = self._around
        words = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 40
        width = min(words, _WIDEST, max(120, parent.width() - 40))
        height = self._label.heightForWidth(width - 32) + 20
        left = (parent.width() - width) // 2
        self.setGeometry(left, parent.height() - height - 20, width, height)
