"""Small pictures of submissions, made one at a time while nobody waits, those in sight first."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from designer.ui.grading_window.picture import renderer_of

SIZE = QSize(72, 46)
_MOST_KEPT = 600
_MOST_WAITING = 60


class Thumbnails(QObject):
    """Keeps the pictures that were asked for last.

    Args:
        svg_of: reads the SVG of a submission by its code; empty for none.

    Signals:
        ready: the code of a submission whose picture is there now.
    """

    ready = Signal(str)

    def __init__(self, svg_of: Callable[[str], bytes], ratio: float, parent: QObject) -> None:
        super().__init__(parent)
        self._svg_of = svg_of
        self._ratio = ratio
        self._made: OrderedDict[str, QIcon | None] = OrderedDict()
        self._waiting: OrderedDict[str, None] = OrderedDict()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._make_one)

    def get(self, code: str) -> QIcon | None:
        """Return the picture of a submission; None when there is none, or none yet."""
        if code in self._made:
            self._made.move_to_end(code)
            return self._made[code]
        self._waiting[code] = None
        self._waiting.move_to_end(code)
        while len(self._waiting) > _MOST_WAITING:
            # What was asked for long ago has been scrolled away.
            self._waiting.popitem(last=False)
        if not self._timer.isActive():
            self._timer.start()
        return None

    def forget(self) -> None:
        """Forget all of them."""
        self._timer.stop()
        self._made.clear()
        self._waiting.clear()

    def _make_one(self) -> None:
        if not self._waiting:
            self._timer.stop()
            return
        code, _ = self._waiting.popitem()
        self._made[code] = _thumbnail(self._svg_of(code), self._ratio)
        while len(self._made) > _MOST_KEPT:
            self._made.popitem(last=False)
        self.ready.emit(code)


def _thumbnail(svg: bytes, ratio: float) -> QIcon | None:
    renderer = renderer_of(svg)
    if renderer is None:
        return None
    made = QPixmap(SIZE * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(QColor("#ffffff"))
    area = renderer.viewBoxF()
    scale = min(SIZE.width() / max(area.width(), 1), SIZE.height() / max(area.height(), 1))
    width, height = area.width() * scale, area.height() * scale
    place = QRectF((SIZE.width() - width) / 2, (SIZE.height() - height) / 2, width, height)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, place)
    painter.end()
    icon = QIcon(made)
    # A drawing keeps its colours when its row is selected.
    icon.addPixmap(made, QIcon.Mode.Selected)
    return icon
