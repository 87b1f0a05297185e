"""Pixels by Qt, from display lists, from SVG documents and from other pixels.

SVG becomes PNG here because the result is then the same on every system, at any scale; and a
display list can be painted when Graphviz is of no help.
"""

import math

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from designer.exporters.options import USUAL_DPI
from designer.exporters.raster.encoding import RasterError, png, saved
from designer.exporters.raster.painting import (
    ensure_application,
    paint,
    set_hints,
    svg_renderer,
)
from designer.render.primitives import DisplayList

Pixels = QImage
"""A picture in memory, by a name that does not tie others to Qt."""

MAX_SIDE = 16_384
MAX_PIXELS = 100_000_000


def largest_scale(width: float, height: float, scale: float) -> float:
    """Return ``scale``, or the greatest one below at which the picture keeps within the limits.

    The limits are 16,384 px a side and 100 million px in all; ``width`` and ``height`` are those
    at scale 1.
    """
    return min(
        scale,
        MAX_SIDE / max(width, 1.0),
        MAX_SIDE / max(height, 1.0),
        math.sqrt(MAX_PIXELS / max(width * height, 1.0)),
    )


def image_of_svg(
    svg: str, scale: float, background: str | None, size: tuple[float, float] | None = None
) -> QImage:
    """Return an SVG document as pixels, ``scale`` for each of its px, opaque on a ``background``.

    ``size`` is the document's own; by default it is read from it, in whole px.

    Raises:
        RasterError: Qt cannot read the document or paint a picture of that size.
    """
    ensure_application()
    renderer = svg_renderer(svg)
    whole = renderer.defaultSize()
    width, height = (whole.width(), whole.height()) if size is None else size
    image = _canvas(width * scale, height * scale, background)
    painter = _painter(image)
    renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    return image


def reduced(png: bytes, width: int, height: int, background: str) -> bytes:
    """Return a PNG of ``width`` by ``height`` pixels with the picture ``png`` in its middle.

    Raises:
        RasterError: ``png`` is no picture.
    """
    ensure_application()
    drawn = _read(png)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    shown = drawn.scaled(width, height, keep, smooth)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(background))
    painter = QPainter(image)
    painter.drawImage((width - shown.width()) // 2, (height - shown.height()) // 2, shown)
    painter.end()
    return saved(image, "PNG")


def size_of(png: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG in pixels.

    Raises:
        RasterError: ``png`` is no picture.
    """
    image = _read(png)
    return image.width(), image.height()


def fitted(png: bytes, width: int, height: int) -> bytes:
    """Return the picture ``png`` reduced until it is at most ``width`` by ``height`` pixels.

    Raises:
        RasterError: ``png`` is no picture.
    """
    image = _read(png)
    if image.width() <= width and image.height() <= height:
        return png
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return saved(image.scaled(QSize(width, height), keep, smooth), "PNG")


def png_of(drawing: DisplayList, scale: float) -> bytes:
    """Return a display list as PNG bytes at ``scale`` px for each scene unit, 96 dpi at 1.

    Raises:
        RasterError: Qt cannot paint a picture of that size.
    """
    return png(image_of(drawing, scale), USUAL_DPI * scale)


def image_of(drawing: DisplayList, scale: float) -> QImage:
    """Return a display list as pixels, ``scale`` for each scene unit.

    Raises:
        RasterError: Qt cannot paint a picture of that size.
    """
    ensure_application()
    area = drawing.area
    image = _canvas(area.width * scale, area.height * scale, drawing.background)
    painter = _painter(image)
    painter.scale(scale, scale)
    painter.translate(-area.x, -area.y)
    for item in drawing.items:
        paint(painter, item, scale)
    painter.end()
    return image


def _read(picture: bytes) -> QImage:
    image = QImage.fromData(QByteArray(picture))
    if image.isNull():
        raise RasterError("Qt cannot read the picture")
    return image


def _canvas(width: float, height: float, background: str | None) -> QImage:
    pixels = QSize(max(1, round(width)), max(1, round(height)))
    if max(pixels.width(), pixels.height()) > MAX_SIDE + 1:
        raise RasterError(f"a picture of {pixels.width():,} × {pixels.height():,} px is too large")
    # Without an alpha channel no program can take an opaque picture for a transparent one.
    forms = QImage.Format
    form = forms.Format_ARGB32_Premultiplied if background is None else forms.Format_RGB32
    image = QImage(pixels, form)
    if image.isNull():
        raise RasterError(f"no memory for {pixels.width():,} × {pixels.height():,} px")
    image.fill(Qt.GlobalColor.transparent if background is None else QColor(background))
    return image


def _painter(image: QImage) -> QPainter:
    painter = QPainter()
    if not painter.begin(image):
        raise RasterError("Qt cannot paint on the picture")
    set_hints(painter)
    return painter
