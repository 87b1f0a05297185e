"""Small pictures of the patterns, drawn one in each turn of the event loop and kept."""

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from designer.exporters.raster import RasterError, png_of
from designer.render.scene import SceneOptions, display_list
from designer.render.theme import DARK, LIGHT
from designer.ui.patterns import drawing

SIZE = QSize(76, 50)


class PatternPictures(QObject):
    """The pictures, as far as they are drawn.

    Signals:
        drawn: one more picture is there.
    """

    drawn = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kept: dict[tuple[str, float, bool], QPixmap] = {}
        self._wanted: list[tuple[str, float, bool]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_next)

    def picture(self, key: str, ratio: float, *, dark: bool) -> QPixmap | None:
        """Return the picture of a pattern; None when it is not drawn yet, which then begins."""
        wanted = (key, ratio, dark)
        if wanted not in self._kept and wanted not in self._wanted:
            self._wanted.append(wanted)
            self._timer.start()
        return self._kept.get(wanted)

    def _draw_next(self) -> None:
        if not self._wanted:
            self._timer.stop()
            return
        wanted = self._wanted.pop(0)
        self._kept[wanted] = _drawn(*wanted)
        self.drawn.emit()


def _drawn(key: str, ratio: float, dark: bool) -> QPixmap:
    theme = DARK if dark else LIGHT
    result = QPixmap(SIZE * ratio)
    result.fill(theme.background)
    shown = display_list(drawing(key), theme, SceneOptions(heading=False))
    fit = min(SIZE.width() / shown.area.width, SIZE.height() / shown.area.height)
    picture = QPixmap()
    try:
        # Drawn larger and reduced, so that thin lines stay recognisable.
        picture.loadFromData(QByteArray(png_of(shown, min(1.0, fit * ratio * 2))))
    except RasterError:
        return result
    smooth = Qt.TransformationMode.SmoothTransformation
    small = picture.scaled(result.size(), Qt.AspectRatioMode.KeepAspectRatio, smooth)
    painter = QPainter(result)
    painter.drawPixmap(
        (result.width() - small.width()) // 2, (result.height() - small.height()) // 2, small
    )
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result
