"""Signs on elements for what the scorer found there, told by shape and figure besides colour."""

from dataclasses import dataclass
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from designer.model.layout import Box
from designer.render.theme import Theme
from designer.ui.canvas import inks
from designer.ui.canvas.geometry import rect_of

MARK_SIZE = 18.0
SEVERITIES = ("critical", "high", "medium", "low", "info")
"""Names of severities, worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is known about one element.

    Attributes:
        severity: worst severity of its findings ("critical", "high", "medium", "low", "info"),
            or "" when nothing was found.
        count: number of its findings.
        sentences: the findings in words, for tooltip and screen reader.
        not_stated: something that matters to the score is not stated.
    """

    severity: str = ""
    count: int = 0
    sentences: tuple[str, ...] = ()
    not_stated: bool = False


NO_MARK = Mark()

_CORNERS = {"critical": 8, "high": 3, "medium": 4}
_TURN = {"critical": pi / 8, "high": -pi / 2, "medium": 0.0}


def _polygon(corners: int, turn: float, centre: QPointF, radius: float) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(
                centre.x() + radius * cos(turn + 2 * pi * corner / corners),
                centre.y() + radius * sin(turn + 2 * pi * corner / corners),
            )
            for corner in range(corners)
        ]
    )


def paint_mark(painter: QPainter, mark: Mark, centre: QPointF, theme: Theme) -> None:
    """Paint the sign of a finding around ``centre``.

    Octagon, triangle, diamond and circle stand for critical, high, medium and lower.
    """
    shade = theme.severity(mark.severity)
    painter.setPen(inks.pen(theme.background, 1.5))
    painter.setBrush(inks.brush(shade))
    corners = _CORNERS.get(mark.severity)
    lift = 0.0
    if corners is None:
        painter.drawEllipse(centre, MARK_SIZE / 2 - 1, MARK_SIZE / 2 - 1)
    else:
        # A triangle's figure sits below its middle, where it is wide.
        radius = MARK_SIZE / 2 + (5.0 if corners == 3 else 2.5 if corners == 4 else 0.5)
        lift = 2.0 if corners == 3 else 0.0
        painter.drawPolygon(_polygon(corners, _TURN[mark.severity], centre, radius))
    painter.setPen(inks.pen(_ink_on(shade), 1.0))
    painter.setFont(inks.font(10, bold=True))
    text = str(mark.count) if mark.count < 10 else "9+"
    painter.drawText(
        QRectF(centre.x() - 12, centre.y() - 8 + lift, 24, 16), Qt.AlignmentFlag.AlignCenter, text
    )


def paint_not_stated(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    """Paint the question mark of something that the drawing does not state."""
    painter.setPen(inks.pen(theme.muted, 1.2, (2.0, 2.0)))
    painter.setBrush(inks.brush(theme.badge_fill))
    painter.drawEllipse(centre, MARK_SIZE / 2 - 2, MARK_SIZE / 2 - 2)
    painter.setPen(inks.pen(theme.badge_text, 1.0))
    painter.setFont(inks.font(10, bold=True))
    painter.drawText(
        QRectF(centre.x() - 10, centre.y() - 8, 20, 16), Qt.AlignmentFlag.AlignCenter, "?"
    )


def paint_inferred(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    """Paint the sign of something that an import inferred and nobody has confirmed."""
    half = MARK_SIZE / 2 - 2
    painter.setPen(inks.pen(theme.accent, 1.2, (2.0, 2.0)))
    painter.setBrush(inks.brush(theme.badge_fill))
    painter.drawRoundedRect(
        QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half), 3.0, 3.0
    )
    painter.setPen(inks.pen(theme.accent, 1.0))
    painter.setFont(inks.font(11, bold=True))
    painter.drawText(
        QRectF(centre.x() - 10, centre.y() - 9, 20, 16), Qt.AlignmentFlag.AlignCenter, "≈"
    )


def paint_fold_sign(
    painter: QPainter, box: Box, theme: Theme, shade: str, *, plus: bool = False
) -> None:
    """Paint the minus that collapses a container, or the plus that expands it."""
    sign = rect_of(box)
    painter.setPen(inks.pen(shade, 1.2))
    painter.setBrush(inks.brush(theme.background))
    painter.drawRoundedRect(sign, 2, 2)
    middle, arm = sign.center(), sign.width() / 2 - 3
    painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
    if plus:
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))


def paint_locked(painter: QPainter, centre: QPointF, theme: Theme) -> None:
    """Paint the padlock of an element that stays where it is."""
    half = MARK_SIZE / 2 - 1
    painter.setPen(inks.pen(theme.background, 1.0))
    painter.setBrush(inks.brush(theme.badge_fill))
    painter.drawEllipse(centre, half, half)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(inks.pen(theme.badge_text, 1.4))
    painter.drawArc(QRectF(centre.x() - 2.5, centre.y() - 5.5, 5.0, 6.0), 0, 180 * 16)
    painter.fillRect(
        QRectF(centre.x() - 4.0, centre.y() - 1.5, 8.0, 5.5), inks.brush(theme.badge_text)
    )


def _ink_on(shade: str) -> str:
    return "#FFFFFF" if inks.colour(shade).lightness() < 150 else "#16191F"
