"""Designs as pictures with their names below: those to begin with, and those to go on with."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from designer.resources import sample_files
from designer.ui.picture_messages import Picture
from designer.ui.pictures import Pictures
from designer.ui.plain_text import tip_text

PICTURE = QSize(208, 124)
_GAP = 12
_PATH, _ABOUT = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


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


def sample_cards() -> tuple[Card, ...]:
    """Return a card for every sample."""
    return tuple(
        Card(path, path.stem.replace("-", " ").capitalize(), "", named=True)
        for path in sample_files()
    )


class DesignList(QListWidget):
    """Cards in rows; pictures, and what the designs say of themselves, come when they are read."""

    def __init__(self, name: str, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._pictures = pictures
        self._items: dict[str, QListWidgetItem] = {}
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setIconSize(PICTURE)
        self.cell = PICTURE + QSize(_GAP, QFontMetrics(self.font()).height() + 22)
        self.setGridSize(self.cell)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        pictures.ready.connect(self._take)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards; their pictures come when they are drawn."""
        self.clear()
        self._items = {}
        blank = QPixmap(PICTURE)
        blank.fill(Qt.GlobalColor.transparent)
        ratio = self.devicePixelRatioF()
        for card in cards:
            item = QListWidgetItem(QIcon(blank), card.name)
            item.setData(_PATH, card.path)
            item.setData(Qt.ItemDataRole.ToolTipRole, tip_text(card.about))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self.addItem(item)
            self._items[str(card.path)] = item
            kept = self._pictures.ask(card.path, PICTURE, ratio, named=card.named)
            if kept is not None:
                self._put(item, kept)

    def path_of(self, item: QListWidgetItem) -> Path:
        """Return the file of a card."""
        return Path(item.data(_PATH))

    def about(self, item: QListWidgetItem) -> str:
        """Return what a design says of itself; "" as long as it is not read."""
        return str(item.data(_ABOUT) or "")

    def _take(self, picture: Picture) -> None:
        item = self._items.get(picture.order.file)
        if item is None:
            return
        if picture.path:
            self._put(item, Path(picture.path))
            if picture.title:
                item.setText(" ".join(picture.title.split()))
                item.setData(_ABOUT, picture.description)
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
