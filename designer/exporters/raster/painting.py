"""Paints display lists and SVG documents of this program's with Qt, on whatever it is given."""

import os
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPainter,
    QPen,
    QPolygonF,
)
from PySide6.QtSvg import QSvgRenderer

from designer.exporters.clean_text import plain
from designer.exporters.raster.encoding import RasterError, saved
from designer.exporters.svg import FONTS
from designer.model.layout import Box, Point
from designer.render.primitives import Align, Icon, Line, Rect, Text, arrow_head
from designer.render.shapes import GENERIC_ICON
from designer.render.theme import FONT_FAMILY
from designer.resources import asset, icon_file

_FONTS = ("fonts/LiberationSans-Regular.ttf", "fonts/LiberationSans-Bold.ttf")


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
    small = image.scaled(QSize(pixels, pixels), Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return saved(small, "PNG")


def svg_renderer(svg: str) -> QSvgRenderer:
    """Return what paints an SVG document of this program's; raise RasterError for any other."""
    # QtSvg takes a list of families for the name of one, and then finds no font at all.
    known = svg.replace(f'font-family="{FONTS}"', f'font-family="{FONT_FAMILY}"')
    renderer = QSvgRenderer(QByteArray(known.encode("utf-8")))
    if not renderer.isValid():
        raise RasterError("Qt cannot read the drawing")
    return renderer


def set_hints(painter: QPainter) -> None:
    """Let ``painter`` draw as smoothly as it can."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)


def paint(painter: QPainter, item: Rect | Line | Text | Icon, scale: float) -> None:
    """Paint ``item``; an icon with so many pixels for each unit as ``scale`` says."""
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
            painter.drawImage(rect_of(item.box), image)


def _paint_rect(painter: QPainter, item: Rect) -> None:
    painter.setPen(_pen(item.stroke, item.width, item.dash))
    painter.setBrush(Qt.BrushStyle.NoBrush if item.fill is None else QBrush(QColor(item.fill)))
    if item.radius:
        painter.drawRoundedRect(rect_of(item.box), item.radius, item.radius)
    else:
        painter.drawRect(rect_of(item.box))


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
        painter.fillRect(rect_of(item.box.grown(1.0)), QColor(item.patch))
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


def rect_of(box: Box) -> QRectF:
    """Return ``box`` as Qt has it."""
    return QRectF(box.x, box.y, box.width, box.height)


def _polygon(points: tuple[Point, ...]) -> QPolygonF:
    return QPolygonF([QPointF(point.x, point.y) for point in points])
