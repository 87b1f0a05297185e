"""Borders of boxes: of a large dashed one only what is in sight, as every dash has its price."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from designer.render.theme import ContainerStyle
from designer.ui.canvas import inks

_LARGE = 600.0


def paint_border(painter: QPainter, rect: QRectF, style: ContainerStyle) -> None:
    """Paint the border of a box, dashed if it is in ``style``."""
    pen = inks.border_pen(style)
    if not style.dash or rect.width() + rect.height() < _LARGE:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        return
    back, _ = painter.worldTransform().inverted()
    window = painter.window()
    seen = back.mapRect(QRectF(window)).adjusted(-_LARGE / 10, -_LARGE / 10, 60, 60)
    period = sum(style.dash)
    for line, along in _sides(rect):
        cut = _cut(line, seen)
        if cut is not None:
            # The dashes run on around the corners, as those of a rectangle do.
            side = QPen(pen)
            way = along + abs(cut.x1() - line.x1()) + abs(cut.y1() - line.y1())
            side.setDashOffset(way % period / pen.widthF())
            painter.setPen(side)
            painter.drawLine(cut)


def _sides(rect: QRectF) -> Iterator[tuple[QLineF, float]]:
    """Yield the four sides clockwise, with the way along the border to where each begins."""
    wide, high = rect.width(), rect.height()
    yield QLineF(rect.topLeft(), rect.topRight()), 0.0
    yield QLineF(rect.topRight(), rect.bottomRight()), wide
    yield QLineF(rect.bottomRight(), rect.bottomLeft()), wide + high
    yield QLineF(rect.bottomLeft(), rect.topLeft()), 2 * wide + high


def _cut(line: QLineF, seen: QRectF) -> QLineF | None:
    """Return what of a level or upright line lies in ``seen``, or None."""
    x1 = min(max(line.x1(), seen.left()), seen.right())
    x2 = min(max(line.x2(), seen.left()), seen.right())
    y1 = min(max(line.y1(), seen.top()), seen.bottom())
    y2 = min(max(line.y2(), seen.top()), seen.bottom())
    if line.dx() == 0:
        return QLineF(line.x1(), y1, line.x1(), y2) if y1 != y2 and x1 == line.x1() else None
    return QLineF(x1, line.y1(), x2, line.y1()) if x1 != x2 and y1 == line.y1() else None
