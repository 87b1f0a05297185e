"""The marks of findings: each severity has its own shape and colour, and so has acceptance."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from designer.rules.rule import Severity, Verdict
from designer.scoring.scorecard import ScoredFinding
from designer.ui.theme_qt import Look

WORDS = {Severity.HIGH: "High", Severity.MEDIUM: "Medium", Severity.LOW: "Low"}


def described(item: ScoredFinding) -> str:
    """Return the words for what `paint_mark` draws."""
    if item.accepted:
        return "Accepted"
    if item.finding.verdict is Verdict.UNKNOWN:
        return "Not stated"
    return f"{WORDS[item.finding.severity]} severity"


def paint_mark(painter: QPainter, area: QRectF, item: ScoredFinding, look: Look) -> None:
    """Draw a triangle (high), diamond (medium) or disc (low), hollow for "not stated".

    What is accepted is a ticked square, whatever it was before.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if item.accepted:
        _tick(painter, area, look)
        painter.restore()
        return
    severity = item.finding.severity
    colour = QColor(look.for_severity(severity.value))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    sign = "!"
    if item.finding.verdict is Verdict.UNKNOWN:
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        sign = "?"
    _shape(painter, area, severity)
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(round(area.height() * 0.58))
    painter.setFont(font)
    is_hollow = item.finding.verdict is Verdict.UNKNOWN
    painter.setPen(colour if is_hollow else QColor(look.base))
    drop = area.height() * 0.1 if severity is Severity.HIGH else 0
    painter.drawText(area.translated(0, drop), Qt.AlignmentFlag.AlignCenter, sign)
    painter.restore()


def _tick(painter: QPainter, area: QRectF, look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.accepted))
    box = area.adjusted(1, 1, -1, -1)
    painter.drawRoundedRect(box, 4, 4)
    pen = QPen(QColor(look.base), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    corners = [
        QPointF(box.left() + box.width() * x, box.top() + box.height() * y)
        for x, y in ((0.25, 0.52), (0.44, 0.71), (0.76, 0.31))
    ]
    painter.drawPolyline(QPolygonF(corners))


def _shape(painter: QPainter, area: QRectF, severity: Severity) -> None:
    centre = area.center()
    if severity is Severity.HIGH:
        corners = [QPointF(centre.x(), area.top()), area.bottomRight(), area.bottomLeft()]
        painter.drawPolygon(QPolygonF(corners))
    elif severity is Severity.MEDIUM:
        corners = [
            QPointF(centre.x(), area.top()),
            QPointF(area.right(), centre.y()),
            QPointF(centre.x(), area.bottom()),
            QPointF(area.left(), centre.y()),
        ]
        painter.drawPolygon(QPolygonF(corners))
    else:
        painter.drawEllipse(area.adjusted(1, 1, -1, -1))
