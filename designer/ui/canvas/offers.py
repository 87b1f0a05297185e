"""A small card on the canvas that offers what to do next: partners of a new element, ways out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from designer.edit.offer import Offer
from designer.render.theme import Theme
from designer.ui.plain_text import PlainLabel

_MOST = 5
_AWAY = 14
_WIDTH = 340


class OfferBar(QFrame):
    """Ask one question beside an element; anything else done sends it away.

    Each answer has a number: its key while the card is open and the canvas has the keyboard.

    Signals:
        chosen: the `Offer` of the button, or None for "no, thank you".
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setObjectName("offer")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 10, 10, 10)
        self._layout.setSpacing(4)
        self._question = PlainLabel(parent=self, wrap=True)
        self._layout.addWidget(self._question)
        self._buttons: list[QPushButton] = []
        self._offers: dict[QPushButton, Offer | None] = {}
        self._near = QRect()
        parent.installEventFilter(self)
        self.hide()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The answers one can give now; the last one declines."""
        return tuple(self._buttons)

    def ask(self, question: str, offers: Sequence[Offer], near: QRect) -> bool:
        """Offer the first few of ``offers`` beside ``near``; tell whether there is anything.

        ``near`` is a place of the parent, such as the new element's.
        """
        self.dismiss()
        if not offers:
            return False
        self._near = near
        self._question.setText(question)
        self.setAccessibleName(question)
        for number, offer in enumerate(offers[:_MOST], 1):
            self._add_button(f"{number}   {_escaped(offer.text)}", offer)
        self._add_button("Esc   Nothing", None)
        self._place()
        self.show()
        self.raise_()
        return True

    def take(self, number: int) -> bool:
        """Give the answer ``number``, counted from 1; tell whether there is one."""
        if not self.isVisible() or not 1 <= number < len(self._buttons):
            return False
        self._buttons[number - 1].click()
        return True

    def dismiss(self) -> None:
        """Ask nothing any more."""
        self.hide()
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        self._offers.clear()

    def wear(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.setStyleSheet(
            f"QFrame#offer {{ background: {theme.badge_fill}; border: 1px solid {theme.accent};"
            f" border-radius: 8px; }}"
            f" QFrame#offer QLabel {{ color: {theme.text}; border: none; padding: 0 4px 2px; }}"
            f" QFrame#offer QPushButton {{ text-align: left; padding: 5px 10px; }}"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in sight when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _add_button(self, text: str, offer: Offer | None) -> None:
        button = QPushButton(text, self)
        button.setAutoDefault(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self._answered)
        self._layout.addWidget(button)
        self._buttons.append(button)
        self._offers[button] = offer

    def _answered(self) -> None:
        button = self.sender()
        offer = self._offers.get(button) if isinstance(button, QPushButton) else None
        self.dismiss()
        self.chosen.emit(offer)

    def _place(self) -> None:
        """Stand to the right of the place asked about, else left, else within it."""
        self.setMaximumWidth(_WIDTH)
        self.adjustSize()
        room, near = self._room.rect().adjusted(8, 8, -8, -8), self._near
        right, left = near.right() + _AWAY, near.left() - _AWAY - self.width()
        if right + self.width() <= room.right():
            x = right
        elif left >= room.left():
            x = left
        else:
            x = min(near.center().x() - self.width() // 2, room.right() - self.width())
        y = min(max(near.top(), room.top()), room.bottom() - self.height())
        self.move(max(room.left(), x), max(room.top(), y))


def _escaped(text: str) -> str:
    return text.replace("&", "&&")
