"""The words of a step, large at the lower edge, with how far the presentation has come."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from designer.ui.plain_text import PlainLabel
from designer.ui.presentation.deck import Step
from designer.ui.theme_qt import current_look

_KEYS = "← → step   F findings or failures   1–6 overlays   L laser   Esc ends"
_WIDEST, _AWAY = 1180, 24


class Caption(QFrame):
    """A card that lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("caption")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = PlainLabel("", self, wrap=True)
        self._caption = PlainLabel("", self, wrap=True)
        self._detail = PlainLabel("", self, wrap=True)
        self._place = PlainLabel("", self)
        self._keys = PlainLabel(_KEYS, self)
        foot = QHBoxLayout()
        foot.addWidget(self._place)
        foot.addStretch(1)
        foot.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 18, 28, 14)
        column.setSpacing(8)
        for label in (self._title, self._caption, self._detail):
            column.addWidget(label)
        column.addLayout(foot)
        parent.installEventFilter(self)
        self.wear()
        self.hide()

    def show_step(self, step: Step, place: str) -> None:
        """Show the words of ``step``, which is at ``place`` of its deck."""
        self._title.setText(step.title)
        self._caption.setText(step.caption)
        self._detail.setText(step.detail)
        self._detail.setVisible(bool(step.detail))
        self._place.setText(place)
        words = " ".join(filter(None, (place, step.title, step.caption, step.detail)))
        self.setAccessibleName(words)
        self.show()
        self.raise_()
        self._settle()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @property
    def words(self) -> tuple[str, str, str]:
        """Title, caption and detail as they stand there."""
        return self._title.text(), self._caption.text(), self._detail.text()

    def wear(self) -> None:
        """Take the colours of the window's present look."""
        look = current_look()
        self.setStyleSheet(
            f"QFrame#caption {{ background: {look.raised}; border: 1px solid {look.border};"
            f" border-left: 6px solid {look.accent}; border-radius: 8px;"
            # Qt cannot round a corner between borders of two widths.
            f" border-top-left-radius: 0; border-bottom-left-radius: 0; }}"
        )
        self._title.setStyleSheet(f"color: {look.muted}; font-size: 17px; font-weight: bold;")
        self._caption.setStyleSheet(f"color: {look.text}; font-size: 27px; font-weight: bold;")
        self._detail.setStyleSheet(f"color: {look.text}; font-size: 18px;")
        for label in (self._place, self._keys):
            label.setStyleSheet(f"color: {look.muted}; font-size: 13px;")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        room, layout = self._around.size(), self.layout()
        if layout is None:
            return
        width = max(240, min(_WIDEST, room.width() - 2 * _AWAY))
        layout.invalidate()
        layout.activate()
        height = min(layout.totalHeightForWidth(width), room.height() // 2)
        left = (room.width() - width) // 2
        self.setGeometry(left, room.height() - height - _AWAY, width, height)
