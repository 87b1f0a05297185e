"""The marks of findings: each severity has its own shape as well as its own colour."""

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
    """Draw a triangle (high), diamond (medium) or disc (low); a ring for "not stated"."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    severity = item.finding.severity
    colour = QColor(look.neutral if item.accepted else look.for_severity(severity.value))
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
