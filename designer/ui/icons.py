"""Pictures of services, scaled once for each size and screen and kept."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap

from designer.catalog.loader import catalog
from designer.render.theme import DARK
from designer.resources import OWN_ICONS, icon_file

_GENERIC = OWN_ICONS + "generic.png"
_OWN = "own:"
# Share of its plate's side that a line drawing takes.
_ON_PLATE = 0.84


def icon_pixmap(service: str, size: int, ratio: float = 1.0, *, dark: bool = False) -> QPixmap:
    """Return the picture of ``service``, ``size`` logical pixels square.

    Unknown services and missing pictures get the generic one. ``ratio`` is the device pixel
    ratio; on a ``dark`` ground, drawings in dark lines come on a light plate, as on the canvas.
    """
    row = catalog().get(service)
    return file_pixmap(_GENERIC if row is None else row.icon, size, ratio, dark=dark)


def file_pixmap(name: str, size: int, ratio: float = 1.0, *, dark: bool = False) -> QPixmap:
    """Return the picture ``name`` of the icon folders, as `icon_pixmap` does."""
    return _pixmap(name, max(1, size), round(ratio * 64), dark)


def service_icon(service: str, size: int = 32) -> QIcon:
    """Return the picture of ``service`` for a button, list or menu, sharp up to 300 % scaling."""
    icon = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        icon.addPixmap(icon_pixmap(service, size, ratio))
    return icon


@lru_cache(maxsize=2048)
def _pixmap(name: str, size: int, ratio_64ths: int, dark: bool) -> QPixmap:
    ratio = ratio_64ths / 64
    pixels = max(1, round(size * ratio))
    plate = DARK.plate_under(name) if dark else None
    inside = pixels if plate is None else max(1, round(pixels * _ON_PLATE))
    scaled = _image(name).scaled(
        QSize(inside, inside),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    square = QPixmap(pixels, pixels)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    if plate is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(plate))
        painter.drawRoundedRect(QRectF(0, 0, pixels, pixels), pixels / 10, pixels / 10)
    painter.drawImage((pixels - scaled.width()) // 2, (pixels - scaled.height()) // 2, scaled)
    painter.end()
    square.setDevicePixelRatio(ratio)
    return square


@lru_cache(maxsize=256)
def _image(name: str) -> QImage:
    if name.startswith(_OWN):
        name = f"{OWN_ICONS}{name.removeprefix(_OWN)}.png"
    for candidate in (name, _GENERIC):
        path = icon_file(candidate)
        if path is not None:
            image = QImage(str(path))
            if not image.isNull():
                return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return _drawn()


def _drawn() -> QImage:
    """Draw a plain tile, for an installation without any picture."""
    image = QImage(64, 64, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#687078"))
    painter.drawRoundedRect(QRectF(4, 4, 56, 56), 6, 6)
    painter.end()
    return image
