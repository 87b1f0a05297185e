"""Designs as pictures side by side, with their names below; the keyboard goes through them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from designer.ui.picture_messages import Picture
from designer.ui.pictures import Pictures
from designer.ui.plain_text import tip_text

PICTURE = QSize(208, 124)
_GAP = 12
_PATH = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Card:
    """A design to begin with or go on with.

    Attributes:
        about: its tooltip.
        named: name and tooltip are to be what the design says of itself.
    """

    path: Path
    name: str
    about: str
    named: bool = False


class Cards(QListWidget):
    """Cards in rows, as high as they need.

    Signals:
        opened: the Path of a card that was clicked or chosen by Enter.
    """

    opened = Signal(object)

    def __init__(self, name: str, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setObjectName("cards")
        self._pictures = pictures
        self._items: dict[str, QListWidgetItem] = {}
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setIconSize(PICTURE)
        self._cell = PICTURE + QSize(_GAP, QFontMetrics(self.font()).height() + 22)
        self.setGridSize(self._cell)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._open)
        pictures.ready.connect(self._take)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards; their pictures come when they are drawn."""
        self.clear()
        self._items = {}
        blank = QPixmap(PICTURE)
        blank.fill(Qt.GlobalColor.transparent)
        for card in cards:
            item = QListWidgetItem(QIcon(blank), card.name)
            item.setData(_PATH, card.path)
            item.setData(Qt.ItemDataRole.ToolTipRole, tip_text(card.about))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self.addItem(item)
            self._items[str(card.path)] = item
            ratio = self.devicePixelRatioF()
            kept = self._pictures.ask(card.path, PICTURE, ratio, named=card.named)
            if kept is not None:
                self._put(item, kept)
        self._fit()

    def _take(self, picture: Picture) -> None:
        item = self._items.get(picture.order.file)
        if item is None:
            return
        if picture.path:
            self._put(item, Path(picture.path))
            if picture.title:
                item.setText(" ".join(picture.title.split()))
                about = f"{picture.title}\n{picture.description}"
                item.setData(Qt.ItemDataRole.ToolTipRole, tip_text(about))
        else:
            item.setForeground(self.palette().placeholderText())
            told = str(item.data(_PATH))
            item.setData(Qt.ItemDataRole.ToolTipRole, tip_text(f"{told}\n{picture.problem}"))

    def _put(self, item: QListWidgetItem, path: Path) -> None:
        drawn = QPixmap(str(path))
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        icon = QIcon(drawn)
        # Qt would tint the picture of the chosen one.
        icon.addPixmap(drawn, QIcon.Mode.Selected)
        item.setIcon(icon)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(_PATH))

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
        columns = max(1, (self.viewport().width() - 1) // self._cell.width())
        rows = -(-self.count() // columns)
        self.setFixedHeight(rows * self._cell.height() + 2)
