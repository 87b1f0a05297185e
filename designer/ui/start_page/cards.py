"""Designs side by side on the start page, each a click away; the keyboard goes through them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from designer.ui.design_list import Card, DesignList
from designer.ui.pictures import Pictures


class Cards(DesignList):
    """Cards in rows, as high as they need.

    Signals:
        opened: the Path of a card that was clicked or chosen by Enter.
    """

    opened = Signal(object)

    def __init__(self, name: str, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(name, pictures, parent)
        self.setObjectName("cards")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._open)

    def show_cards(self, cards: Sequence[Card]) -> None:
        super().show_cards(cards)
        self._fit()

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(self.path_of(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.selectedItems()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen:
            self._open(chosen[0])
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            # The page scrolls, not the rows within it.
            event.ignore()
            return False
        return super().viewportEvent(event)

    def _fit(self) -> None:
        columns = max(1, (self.viewport().width() - 1) // self.cell.width())
        rows = -(-self.count() // columns)
        self.setFixedHeight(rows * self.cell.height() + 2)
