"""Tells where cards lie over a canvas, so that what lies there too can get out of their way."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

_TELLING = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize)


class Cards(QObject):
    """What floats over one canvas for a moment: offers, quick insert, bars.

    Signals:
        moved: one has come, gone, or lies elsewhere.
    """

    moved = Signal()

    def __init__(self, view: QWidget, cards: Sequence[QWidget]) -> None:
        super().__init__(view)
        self._view = view
        self._cards = tuple(cards)
        for card in cards:
            card.installEventFilter(self)

    @property
    def areas(self) -> tuple[QRect, ...]:
        """Where those in sight lie, in the coordinates of the view."""
        return tuple(
            QRect(card.mapTo(self._view, QPoint(0, 0)), card.size())
            for card in self._cards
            if card.isVisible()
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TELLING:
            self.moved.emit()
        return super().eventFilter(watched, event)
