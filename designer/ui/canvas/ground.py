"""The ground of the canvas: its colour and the dots of the grid."""

from math import ceil, log2

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from designer.render.theme import Theme
from designer.ui.canvas import inks
from designer.ui.canvas.geometry import GRID

_LEAST_GAP = 20.0
_DOTS_FROM = 0.2


def paint_ground(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Paint ``rect`` of the ground; dots keep a gap of 20 to 40 pixels at any zoom."""
    painter.fillRect(rect, inks.brush(theme.background))
    zoom = painter.worldTransform().m11()
    if zoom < _DOTS_FROM:
        return
    gap = GRID * 2 ** max(0, ceil(log2(_LEAST_GAP / (GRID * zoom))))
    left, top = ceil(rect.left() / gap), ceil(rect.top() / gap)
    right, bottom = int(rect.right() // gap), int(rect.bottom() // gap)
    dots = [
        QPointF(column * gap, row * gap)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]
    painter.setPen(inks.hairline(theme.grid, 1.6))
    painter.drawPoints(dots)
