"""Turns pictures in memory into files of PNG and JPEG."""

from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from designer.exporters.png_bytes import png_bytes

_BAND = 256
_METRES_PER_INCH = 0.0254


class RasterError(RuntimeError):
    """Qt could not paint; the message says what."""


def png(image: QImage, dpi: float) -> bytes:
    """Return ``image`` as PNG bytes that say how many pixels an inch has."""
    _set_resolution(image, dpi)
    return png_bytes(
        _rows(image),
        image.width(),
        image.height(),
        has_alpha=image.hasAlphaChannel(),
        dots_per_metre=image.dotsPerMeterX(),
    )


def _rows(image: QImage) -> Iterator[memoryview]:
    forms = QImage.Format
    form, depth = (
        (forms.Format_RGBA8888, 4) if image.hasAlphaChannel() else (forms.Format_RGB888, 3)
    )
    for top in range(0, image.height(), _BAND):
        # In bands, since a picture of the largest size is not to be held twice.
        height = min(_BAND, image.height() - top)
        band = image.copy(0, top, image.width(), height).convertToFormat(form)
        pixels, step = memoryview(band.constBits()), band.bytesPerLine()
        for row in range(height):
            yield pixels[row * step : row * step + depth * image.width()]


def jpeg(image: QImage, dpi: float, quality: float) -> bytes:
    """Return ``image`` as JPEG bytes of a quality from 1 to 100; see ``png``."""
    _set_resolution(image, dpi)
    return saved(image, "JPEG", round(quality))


def _set_resolution(image: QImage, dpi: float) -> None:
    dots = round(dpi / _METRES_PER_INCH)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)


def saved(image: QImage, form: str, quality: float = -1) -> bytes:
    """Return ``image`` as a file that Qt writes; ``quality`` up to 100, -1 for the usual one."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # PySide6's stub asks for bytes here, while the call takes a str only.
    if not image.save(buffer, form, quality):  # type: ignore[call-overload]
        raise RasterError(f"Qt cannot write the {form}")
    return bytes(buffer.data().data())
