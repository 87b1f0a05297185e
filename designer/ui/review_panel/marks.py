"""The marks of risks and answers: each has a shape of its own, so that none needs its colour."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer.review.lens import Risk
from designer.ui.review_messages import QuestionSheet
from designer.ui.theme_qt import Look, current_look

_SIDE = 18


def paint_risk(painter: QPainter, area: QRectF, question: QuestionSheet, look: Look) -> None:
    """Draw a triangle (high), a diamond (medium), a tick (none), hollow while it is open.

    A dash stands for what does not apply.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not question.is_applicable:
        _dash(painter, area, QColor(look.neutral))
    elif question.risk is Risk.NONE:
        paint_tick(painter, area, QColor(look.good), QColor(look.base))
    else:
        risk = question.worst
        colour = QColor(look.bad if risk is Risk.HIGH else look.warn)
        is_open = question.risk is None
        if not question.is_answered or risk is Risk.NONE:
            colour = QColor(look.neutral)
        painter.setPen(QPen(colour, 1.6) if is_open else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if is_open else colour)
        _shape(painter, area.adjusted(1, 1, -1, -1), risk)
        sign = colour if is_open else QColor(look.base)
        _sign(painter, area, "?" if is_open else "!", sign, drop=risk is Risk.HIGH)
    painter.restore()


def paint_tick(painter: QPainter, area: QRectF, ground: QColor, ink: QColor) -> None:
    """Draw a tick on a disc."""
    _disc(painter, area, ground)
    _stroke(painter, area, ink, ((0.27, 0.52), (0.44, 0.68), (0.74, 0.34)))


def _cross(painter: QPainter, area: QRectF, ground: QColor, ink: QColor) -> None:
    _disc(painter, area, ground)
    _stroke(painter, area, ink, ((0.33, 0.33), (0.67, 0.67)))
    _stroke(painter, area, ink, ((0.67, 0.33), (0.33, 0.67)))


def _dash(painter: QPainter, area: QRectF, ink: QColor) -> None:
    _stroke(painter, area, ink, ((0.22, 0.5), (0.78, 0.5)))


def _disc(painter: QPainter, area: QRectF, ground: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(area.adjusted(1, 1, -1, -1))


def _stroke(
    painter: QPainter, area: QRectF, ink: QColor, corners: tuple[tuple[float, float], ...]
) -> None:
    pen = QPen(ink, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    points = [
        QPointF(area.left() + area.width() * x, area.top() + area.height() * y) for x, y in corners
    ]
    painter.drawPolyline(QPolygonF(points))


def _shape(painter: QPainter, area: QRectF, risk: Risk) -> None:
    centre = area.center()
    if risk is Risk.HIGH:
        top = QPointF(centre.x(), area.top())
        painter.drawPolygon(QPolygonF([top, area.bottomRight(), area.bottomLeft()]))
    elif risk is Risk.MEDIUM:
        corners = [
            QPointF(centre.x(), area.top()),
            QPointF(area.right(), centre.y()),
            QPointF(centre.x(), area.bottom()),
            QPointF(area.left(), centre.y()),
        ]
        painter.drawPolygon(QPolygonF(corners))
    else:
        painter.drawEllipse(area)


def _sign(painter: QPainter, area: QRectF, sign: str, ink: QColor, *, drop: bool) -> None:
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(round(area.height() * 0.56))
    painter.setFont(font)
    painter.setPen(ink)
    down = area.height() * 0.1 if drop else 0.0
    painter.drawText(area.translated(0, down), Qt.AlignmentFlag.AlignCenter, sign)


class StateMark(QWidget):
    """The mark before a choice: a tick for yes, a cross for no, a hollow disc while it is open."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._state: bool | None = None
        self._is_idle = False

    def display(self, state: bool | None, *, idle: bool = False) -> None:
        """Show a state; an idle yes is one with nothing behind it."""
        self._state, self._is_idle = state, idle
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, 0, _SIDE, _SIDE)
        ink = QColor(look.base)
        if self._is_idle:
            _dash(painter, area, QColor(look.neutral))
        elif self._state is None:
            painter.setPen(QPen(QColor(look.neutral), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(area.adjusted(1.5, 1.5, -1.5, -1.5))
            _sign(painter, area, "?", QColor(look.neutral), drop=False)
        elif self._state:
            paint_tick(painter, area, QColor(look.good), ink)
        else:
            _cross(painter, area, QColor(look.bad), ink)
        painter.end()
