"""Pictures of services, scaled once for each size and screen and kept."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap

from designer.catalog.loader import catalog
from designer.resources import OWN_ICONS, icon_file

_GENERIC = OWN_ICONS + "generic.png"
_OWN = "own:"
_PALE = QColor("#D5DBDB")
# A picture whose visible pixels are on average darker than this cannot be seen on a dark ground.
_DARK_LIGHTNESS = 70


def icon_pixmap(service: str, size: int, ratio: float = 1.0, *, dark: bool = False) -> QPixmap:
    """Return the picture of ``service``, ``size`` logical pixels square.

    Unknown services and missing pictures get the generic one. ``ratio`` is the device pixel
    ratio; on a ``dark`` ground, black line drawings come in a pale ink.
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
    image = _image(name)
    if dark and _is_dark(name):
        image = _inked(image, _PALE)
    scaled = image.scaled(
        QSize(pixels, pixels),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    square = QPixmap(pixels, pixels)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
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


@lru_cache(maxsize=256)
def _is_dark(name: str) -> bool:
    small = _image(name).scaled(24, 24).convertToFormat(QImage.Format.Format_ARGB32)
    pixels = [small.pixelColor(x, y) for x in range(small.width()) for y in range(small.height())]
    seen = [colour for colour in pixels if colour.alpha() > 96]
    return bool(seen) and sum(colour.lightness() for colour in seen) / len(seen) < _DARK_LIGHTNESS


def _inked(image: QImage, ink: QColor) -> QImage:
    result = image.copy()
    painter = QPainter(result)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(result.rect(), ink)
    painter.end()
    return result
