"""The few conversions between the diagram's geometry and Qt's, and the grid."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF

from designer.model.layout import Box, Point

GRID = 8.0
"""What positions and sizes snap to, in scene units."""

MIN_ZOOM, MAX_ZOOM = 0.05, 8.0


def rect_of(box: Box) -> QRectF:
    """Return ``box`` as Qt's rectangle."""
    return QRectF(box.x, box.y, box.width, box.height)


def box_of(rect: QRectF) -> Box:
    """Return Qt's rectangle as a box."""
    return Box(rect.x(), rect.y(), rect.width(), rect.height())


def point_of(point: QPointF) -> Point:
    """Return Qt's point as the diagram's."""
    return Point(point.x(), point.y())


def qpoint(point: Point) -> QPointF:
    """Return the diagram's point as Qt's."""
    return QPointF(point.x, point.y)


def snapped(value: float) -> float:
    """Return the grid line nearest to ``value``."""
    return round(value / GRID) * GRID


def crosses(rect: QRectF, points: Sequence[Point]) -> bool:
    """Tell whether the line along ``points`` touches ``rect`` or runs in it."""
    corners = (rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft())
    edges = [QLineF(a, b) for a, b in zip(corners, (*corners[1:], corners[0]), strict=True)]
    strokes = (QLineF(qpoint(a), qpoint(b)) for a, b in pairwise(points))
    return any(rect.contains(qpoint(point)) for point in points) or any(
        _meet(stroke, edge) for stroke in strokes for edge in edges
    )


def _meet(one: QLineF, other: QLineF) -> bool:
    kind, _ = one.intersects(other)
    return bool(kind == QLineF.IntersectionType.BoundedIntersection)
