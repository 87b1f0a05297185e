"""What an empty canvas says: how to begin."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.render.theme import Theme
from designer.ui.plain_text import PlainLabel

_TITLE = "Draw your AWS architecture"
_STEPS = (
    "Double-click a Region in the palette, and press 1 for a network in two zones.\n"
    "Press / anywhere and type a few letters: what you insert finds its place.\n"
    "Drag from the edge of one element to another to connect them.\n"
    "The five tenets are scored while you draw."
)
_KEYS = "/ inserts  ·  Space + drag to pan  ·  wheel to zoom  ·  C connects two selected"


class EmptyHint(QWidget):
    """A few lines in the middle of the canvas that let clicks and drops through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = PlainLabel(_TITLE, self)
        self._steps = PlainLabel(_STEPS, self, wrap=True)
        self._keys = PlainLabel(_KEYS, self, wrap=True)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        for label in (self._title, self._steps, self._keys):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        parent.installEventFilter(self)
        self._place()

    def wear(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._title.setStyleSheet(f"color: {theme.text}; font-size: 20px; font-weight: bold;")
        self._steps.setStyleSheet(f"color: {theme.muted}; font-size: 14px;")
        self._keys.setStyleSheet(f"color: {theme.muted}; font-size: 12px;")
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # While it is hidden the parent may have got its size without a word.
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the parent changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._room.rect()
        width = max(120, min(640, room.width() - 32))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((room.width() - width) // 2, max(0, (room.height() - self.height()) // 2))
