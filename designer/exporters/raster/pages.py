"""PDF pages by Qt, one for a drawing or as many as a text takes."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPageSize, QPainter, QPdfWriter

from designer.exporters.clean_text import plain
from designer.exporters.options import USUAL_DPI
from designer.exporters.raster.encoding import RasterError
from designer.exporters.raster.painting import (
    ensure_application,
    paint,
    rect_of,
    set_hints,
    svg_renderer,
)
from designer.model.layout import Box
from designer.render.primitives import DisplayList

_FINE_DPI = 1200
"""Of a page: Qt rounds the places of letters to such dots."""
_ICON_SCALE = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfPage:
    """One page: what is drawn on it, and SVG documents with where each is to stand."""

    drawing: DisplayList
    pictures: tuple[tuple[str, Box], ...] = ()


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
            paint(painter, item, _ICON_SCALE)
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
    points = QSizeF(width * 72 / USUAL_DPI, height * 72 / USUAL_DPI)
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy(2)))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(writer):
        raise RasterError("Qt cannot write a PDF page of this size")
    set_hints(painter)
    painter.scale(_FINE_DPI / USUAL_DPI, _FINE_DPI / USUAL_DPI)
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
    width, height = size.width() * USUAL_DPI / 72, size.height() * USUAL_DPI / 72
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
                paint(painter, item, _ICON_SCALE)
            for svg, box in page.pictures:
                svg_renderer(svg).render(painter, rect_of(box))
    return _undated(bytes(buffer.data().data()))


# Qt writes the time, and a number for it, in these places; the table of offsets needs the lengths.
_DATES = re.compile(
    rb"(?<=Date \(D:)\d{14}Z|(?<=Date=\")\d{4}-\d\d-\d\dT[0-9:+-]+|(?<=uuid:)[0-9a-f-]{36}"
    rb"|(?<=/ID \[ <)[0-9a-f]+> <[0-9a-f]+"
)


def _undated(pdf: bytes) -> bytes:
    return _DATES.sub(lambda found: re.sub(rb"[0-9a-f]", b"0", found[0]), pdf)
