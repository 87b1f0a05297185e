"""Pixels and PDF pages by Qt: the only exporter that imports PySide6.

SVG becomes PNG here because the result is then the same on every system, at any scale; and a
display list can be painted when Graphviz is of no help.
"""

import math
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPolygonF,
)
from PySide6.QtSvg import QSvgRenderer

from designer.exporters.clean_text import plain
from designer.exporters.png_bytes import png_bytes
from designer.exporters.svg import FONTS
from designer.model.layout import Box, Point
from designer.render.primitives import Align, DisplayList, Icon, Line, Rect, Text, arrow_head
from designer.render.shapes import GENERIC_ICON
from designer.render.theme import FONT_FAMILY
from designer.resources import asset, icon_file

Pixels = QImage
"""A picture in memory, by a name that does not tie others to Qt."""

MAX_SIDE = 16_384
_BAND = 256
MAX_PIXELS = 100_000_000
_DPI = 96.0
_FINE_DPI = 1200
"""Of a page: Qt rounds the places of letters to such dots."""
_METRES_PER_INCH = 0.0254
_FONTS = ("fonts/LiberationSans-Regular.ttf", "fonts/LiberationSans-Bold.ttf")


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """One page: what is drawn on it, and SVG documents with where each is to stand."""

    drawing: DisplayList
    pictures: tuple[tuple[str, Box], ...] = ()


class RasterError(RuntimeError):
    """Qt could not paint; the message says what."""


def ensure_application() -> None:
    """Make a Qt application that needs no display, unless there is one, and load our font."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(["tenet"]))
    if FONT_FAMILY not in QFontDatabase.families():
        for name in _FONTS:
            QFontDatabase.addApplicationFontFromData(QByteArray(asset(name).read_bytes()))


# Qt deletes the application when Python forgets it.
_kept: list[QGuiApplication] = []


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


def scaled_icon(path: Path, width: float) -> bytes:
    """Return an icon as PNG bytes, reduced to ``width`` px by averaging.

    Qt's painter picks single pixels when it reduces by much, which frays thin outlines.
    """
    return _icon(path, max(1, round(width)))


@lru_cache(maxsize=512)
def _icon(path: Path, pixels: int) -> bytes:
    # A drawing shows few icons many times, and the next drawing shows them again.
    image = QImage(str(path))
    if image.isNull() or image.width() <= pixels:
        return path.read_bytes()
    smooth = Qt.TransformationMode.SmoothTransformation
    return _png(image.scaled(QSize(pixels, pixels), Qt.AspectRatioMode.KeepAspectRatio, smooth))


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


def svg_renderer(svg: str) -> QSvgRenderer:
    """Return what paints an SVG document of this program's; raise RasterError for any other."""
    # QtSvg takes a list of families for the name of one, and then finds no font at all.
    known = svg.replace(f'font-family="{FONTS}"', f'font-family="{FONT_FAMILY}"')
    renderer = QSvgRenderer(QByteArray(known.encode("utf-8")))
    if not renderer.isValid():
        raise RasterError("Qt cannot read the drawing")
    return renderer


def reduced(png: bytes, width: int, height: int, background: str) -> bytes:
    """Return a PNG of ``width`` by ``height`` pixels with the picture ``png`` in its middle.

    Raises:
        RasterError: ``png`` is no picture.
    """
    ensure_application()
    drawn = QImage.fromData(QByteArray(png))
    if drawn.isNull():
        raise RasterError("Qt cannot read the picture")
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    shown = drawn.scaled(width, height, keep, smooth)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(background))
    painter = QPainter(image)
    painter.drawImage((width - shown.width()) // 2, (height - shown.height()) // 2, shown)
    painter.end()
    return _png(image)


def size_of(png: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG in pixels.

    Raises:
        RasterError: ``png`` is no picture.
    """
    image = QImage.fromData(QByteArray(png))
    if image.isNull():
        raise RasterError("Qt cannot read the picture")
    return image.width(), image.height()


def fitted(png: bytes, width: int, height: int) -> bytes:
    """Return the picture ``png`` reduced until it is at most ``width`` by ``height`` pixels.

    Raises:
        RasterError: ``png`` is no picture.
    """
    image = QImage.fromData(QByteArray(png))
    if image.isNull():
        raise RasterError("Qt cannot read the picture")
    if image.width() <= width and image.height() <= height:
        return png
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return _png(image.scaled(QSize(width, height), keep, smooth))


def png_of(drawing: DisplayList, scale: float) -> bytes:
    """Return a display list as PNG bytes at ``scale`` px for each scene unit, 96 dpi at 1.

    Raises:
        RasterError: Qt cannot paint a picture of that size.
    """
    return png(image_of(drawing, scale), _DPI * scale)


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
        _paint(painter, item, scale)
    painter.end()
    return image


def pdf_of(drawing: DisplayList, title: str) -> bytes:
    """Return a display list as a PDF of one page of its own size, 96 units to the inch.

    Raises:
        RasterError: Qt cannot write the page.
    """
    ensure_application()
    area = drawing.area
    with _page(area.width, area.height, title) as (buffer, _, painter):
        if drawing.background is not None:
            painter.fillRect(QRectF(0, 0, area.width, area.height), QColor(drawing.background))
        painter.translate(-area.x, -area.y)
        for item in drawing.items:
            _paint(painter, item, 4.0)
    return bytes(buffer.data().data())


@contextmanager
def _page(
    width: float, height: float, title: str
) -> Iterator[tuple[QBuffer, QPdfWriter, QPainter]]:
    """Yield the file and the painter of a page of ``width`` by ``height`` px, and end it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(plain(title))
    writer.setResolution(_FINE_DPI)
    points = QSizeF(width * 72 / _DPI, height * 72 / _DPI)
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy(2)))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(writer):
        raise RasterError("Qt cannot write a PDF page of this size")
    _set_hints(painter)
    painter.scale(_FINE_DPI / _DPI, _FINE_DPI / _DPI)
    yield buffer, writer, painter
    painter.end()


def pdf_of_svg(svg: str, title: str) -> bytes:
    """Return an SVG document as a PDF of one page of its own size, 96 px to the inch.

    Raises:
        RasterError: Qt cannot read the document or write the page.
    """
    ensure_application()
    renderer = svg_renderer(svg)
    size = renderer.viewBoxF()
    width, height = size.width() * _DPI / 72, size.height() * _DPI / 72
    with _page(width, height, title) as (buffer, _, painter):
        renderer.render(painter, QRectF(0, 0, width, height))
    return bytes(buffer.data().data())


def pdf_of_pages(pages: Sequence[PdfPage], title: str) -> bytes:
    """Return pages of text and pictures as a PDF, 96 units to the inch; the same pages, same bytes.

    Args:
        pages: all as large as the first one's area, whose corner is the origin.
        title: for the file's properties.

    Raises:
        RasterError: Qt cannot write the pages, or read a picture.
    """
    ensure_application()
    area = pages[0].drawing.area
    with _page(area.width, area.height, title) as (buffer, writer, painter):
        for number, page in enumerate(pages):
            if number:
                writer.newPage()
            for item in page.drawing.items:
                _paint(painter, item, 4.0)
            for svg, box in page.pictures:
                svg_renderer(svg).render(painter, _rect(box))
    return _undated(bytes(buffer.data().data()))


# Qt writes the time, and a number for it, in these places; the table of offsets needs the lengths.
_DATES = re.compile(
    rb"(?<=Date \(D:)\d{14}Z|(?<=Date=\")\d{4}-\d\d-\d\dT[0-9:+-]+|(?<=uuid:)[0-9a-f-]{36}"
    rb"|(?<=/ID \[ <)[0-9a-f]+> <[0-9a-f]+"
)


def _undated(pdf: bytes) -> bytes:
    return _DATES.sub(lambda found: re.sub(rb"[0-9a-f]", b"0", found[0]), pdf)


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
    return _saved(image, "JPEG", round(quality))


def _set_resolution(image: QImage, dpi: float) -> None:
    dots = round(dpi / _METRES_PER_INCH)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)


def _painter(image: QImage) -> QPainter:
    painter = QPainter()
    if not painter.begin(image):
        raise RasterError("Qt cannot paint on the picture")
    _set_hints(painter)
    return painter


def _set_hints(painter: QPainter) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)


def _png(image: QImage) -> bytes:
    return _saved(image, "PNG", -1)


def _saved(image: QImage, form: str, quality: float) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # PySide6's stub asks for bytes here, while the call takes a str only.
    if not image.save(buffer, form, quality):  # type: ignore[call-overload]
        raise RasterError(f"Qt cannot write the {form}")
    return bytes(buffer.data().data())


def _paint(painter: QPainter, item: Rect | Line | Text | Icon, scale: float) -> None:
    if isinstance(item, Rect):
        _paint_rect(painter, item)
    elif isinstance(item, Line):
        _paint_line(painter, item)
    elif isinstance(item, Text):
        _paint_text(painter, item)
    else:
        path = icon_file(item.name) or icon_file(GENERIC_ICON)
        if path is not None:
            image = QImage.fromData(QByteArray(scaled_icon(path, item.box.width * scale)))
            painter.drawImage(_rect(item.box), image)


def _paint_rect(painter: QPainter, item: Rect) -> None:
    painter.setPen(_pen(item.stroke, item.width, item.dash))
    painter.setBrush(Qt.BrushStyle.NoBrush if item.fill is None else QBrush(QColor(item.fill)))
    if item.radius:
        painter.drawRoundedRect(_rect(item.box), item.radius, item.radius)
    else:
        painter.drawRect(_rect(item.box))


def _paint_line(painter: QPainter, item: Line) -> None:
    head = arrow_head(item.points) if item.arrow else None
    shown = item.points if head is None else (*item.points[:-1], head[2])
    painter.setPen(_pen(item.stroke, item.width, item.dash))
    painter.drawPolyline(_polygon(shown))
    if head is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(item.stroke))
        painter.drawPolygon(_polygon(head))


def _paint_text(painter: QPainter, item: Text) -> None:
    if item.patch is not None:
        painter.fillRect(_rect(item.box.grown(1.0)), QColor(item.patch))
    font = QFont(FONT_FAMILY)
    font.setPixelSize(max(1, round(item.size)))
    font.setBold(item.bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.setFont(font)
    painter.setPen(QColor(item.colour))
    shift = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[item.align] * item.extent
    painter.drawText(QPointF(item.anchor.x - shift, item.anchor.y), plain(item.text))


def _pen(colour: str | None, width: float, dash: tuple[float, ...]) -> QPen:
    if colour is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash:
        # Qt counts dashes in pen widths.
        pen.setDashPattern([part / width for part in dash])
    return pen


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


def _polygon(points: tuple[Point, ...]) -> QPolygonF:
    return QPolygonF([QPointF(point.x, point.y) for point in points])
