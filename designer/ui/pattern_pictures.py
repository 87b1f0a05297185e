"""Small pictures of the patterns, each fetched when its row is first seen."""

from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QPixmap

from designer.ui.patterns import pattern_file
from designer.ui.picture_messages import Order, Picture
from designer.ui.pictures import Pictures, order_for

SIZE = QSize(76, 50)


class PatternPictures(QObject):
    """The pictures, as far as they are drawn.

    Signals:
        drawn: one more picture is there.
    """

    drawn = Signal()

    def __init__(self, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._asked: dict[Order, QPixmap | None] = {}
        pictures.ready.connect(self._take)

    def picture(self, key: str, ratio: float) -> QPixmap | None:
        """Return the picture of a pattern; None when it is not drawn yet, which then begins."""
        file = pattern_file(key)
        order = order_for(file, SIZE, ratio)
        if order not in self._asked:
            kept = self._pictures.ask(file, SIZE, ratio)
            self._asked[order] = None if kept is None else _read(kept, order)
        return self._asked[order]

    def _take(self, picture: Picture) -> None:
        if picture.order in self._asked and picture.path:
            self._asked[picture.order] = _read(Path(picture.path), picture.order)
            self.drawn.emit()


def _read(path: Path, order: Order) -> QPixmap:
    picture = QPixmap(str(path))
    picture.setDevicePixelRatio(order.width / SIZE.width())
    return picture
