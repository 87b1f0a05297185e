"""The score at a glance: an arc with the letter, and a bar for each tenet."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from designer.rules.tenets import Tenet
from designer.scoring.scorecard import Scorecard, TenetScore
from designer.ui.explainer import TopicButton, set_topic
from designer.ui.plain_text import tip
from designer.ui.score_panel.wording import NOTEWORTHY, points, spoken
from designer.ui.theme_qt import Look, current_look

_START, _SPAN = 225, 270
_POINTED = (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut)


class Gauge(QWidget):
    """The overall score as an arc around letter and points.

    The ghost reaches the high end; what accepted findings cost has their colour.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(112, 104)
        self._low: float | None = None
        self._high: float | None = None
        self._accepted: float | None = None
        self._letter = ""
        self.setAccessibleName("Overall score: not scored yet")

    def display(self, card: Scorecard | None) -> None:
        """Show the overall score of ``card``."""
        self._low = None if card is None else card.overall
        self._high = None if card is None else card.overall_high
        self._accepted = None if card is None else card.overall_accepted
        self._letter = "" if card is None else card.letter
        said = "not scored yet"
        if card is not None:
            said = f"{points(card.overall)} of 100, {card.letter}"
            if card.accepted_count:
                said += f"; {points(card.overall_accepted)} without what is accepted"
        self.setAccessibleName(f"Overall score: {said}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(11, 9, 90, 90)
        self._arc(painter, ring, 100, look.track)
        colour = look.for_score(self._low)
        if self._high is not None and self._low is not None and self._high > self._low:
            ghost = QColor(colour)
            ghost.setAlphaF(0.3)
            self._arc(painter, ring, self._high, ghost)
        if self._low is not None and (self._accepted or 0.0) >= self._low + NOTEWORTHY:
            self._arc(painter, ring, self._accepted or 0.0, look.accepted)
        if self._low is not None:
            self._arc(painter, ring, self._low, colour)
        font = QFont(self.font())
        font.setPixelSize(32)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colour if self._low is not None else look.neutral))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(ring.adjusted(0, -14, 0, -14), centre, self._letter or "–")
        font.setPixelSize(12)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(look.muted))
        text = "" if self._low is None else f"{points(self._low)} / 100"
        painter.drawText(ring.adjusted(0, 20, 0, 20), centre, text)

    def _arc(self, painter: QPainter, ring: QRectF, value: float, colour: str | QColor) -> None:
        span = round(-_SPAN * max(0.0, min(100.0, value)) / 100 * 16)
        if span:
            pen = QPen(QColor(colour), 9)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(ring, _START * 16, span)


class TenetRow(QAbstractButton):
    """One tenet: title, points, bar with ghost, and what caps it; checked it filters findings."""

    def __init__(self, tenet: Tenet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tenet = tenet
        self._score: TenetScore | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tenet.title)
        self.setAccessibleDescription("Shows only the findings of this tenet")
        set_topic(self, f"tenet:{tenet.value}")
        tip(self, tenet.question)
        self._topic = TopicButton(f"tenet:{tenet.value}", tenet.title, self)
        self._topic.hide()

    def display(self, score: TenetScore | None) -> None:
        """Show ``score``, or that there is none yet."""
        self._score = score
        self.setAccessibleName(self.tenet.title if score is None else spoken(score))
        lines = [self.tenet.question]
        if score is not None:
            if score.accepted >= NOTEWORTHY:
                lines.append(f"{points(score.with_accepted)} without what is accepted")
            lines += [f"Capped at {points(c.limit)}: {c.reason}" for c in score.caps]
            lines += [f"{p.name}: {p.figure} ({points(p.points)} points)" for p in score.parts]
        tip(self, "\n".join(lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, 46 if not self._cap() else 62 if self._fits_one_line() else 78)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._topic.move(16 + self.fontMetrics().horizontalAdvance(self.tenet.title), 5)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() in _POINTED:
            is_pointed = event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn)
            self._topic.setVisible(is_pointed or self.underMouse())
        return super().event(event)

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.88)
        return font

    def _fits_one_line(self) -> bool:
        words = QFontMetrics(self._small_font()).horizontalAdvance(self._cap())
        return words <= self.width() - 20

    def _cap(self) -> str:
        if self._score is None or not self._score.caps:
            return ""
        cap = self._score.caps[0]
        return f"Capped at {points(cap.limit)}: {cap.reason}"

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(2, 1, -2, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft if self.isChecked() else look.window))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus() or self.isChecked():
            painter.setPen(QPen(QColor(look.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inner = area.adjusted(8, 5, -8, -4)
        self._paint_heading(painter, inner, look)
        self._paint_bar(painter, QRectF(inner.left(), inner.top() + 23, inner.width(), 7), look)
        if self._cap():
            self._paint_cap(painter, inner, look)

    def _paint_heading(self, painter: QPainter, inner: QRect, look: Look) -> None:
        line = QRect(inner.left(), inner.top(), inner.width(), 18)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(look.text))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, self.tenet.title)
        low = None if self._score is None else self._score.low
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(look.for_score(low)))
        high = None if self._score is None else self._score.high
        text = points(low)
        if low is not None and high is not None and round(high) > round(low):
            text = f"{points(low)} – {points(high)}"
        if self._score is not None and self._score.accepted >= NOTEWORTHY:
            without = f" ({points(self._score.with_accepted)})"
            painter.setPen(QColor(look.accepted))
            painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, without)
            line.setRight(line.right() - QFontMetrics(font).horizontalAdvance(without))
            painter.setPen(QColor(look.for_score(low)))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, text)
        painter.setFont(self.font())

    def _paint_bar(self, painter: QPainter, bar: QRectF, look: Look) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.track))
        painter.drawRoundedRect(bar, 3.5, 3.5)
        if self._score is None or self._score.low is None:
            return
        colour = QColor(look.for_score(self._score.low))
        ghost = QColor(colour)
        ghost.setAlphaF(0.3)
        taken = self._score.with_accepted if self._score.accepted >= NOTEWORTHY else None
        inks = ((self._score.high, ghost), (taken, QColor(look.accepted)))
        for value, ink in (*inks, (self._score.low, colour)):
            if value:
                share = QRectF(bar)
                share.setWidth(max(7.0, bar.width() * min(100.0, value) / 100))
                painter.setBrush(ink)
                painter.drawRoundedRect(share, 3.5, 3.5)
        if self._score.caps:
            x = bar.left() + bar.width() * self._score.caps[0].limit / 100
            painter.setPen(QPen(QColor(look.text), 1.6))
            painter.drawLine(QPointF(x, bar.top() - 2), QPointF(x, bar.bottom() + 2))

    def _paint_cap(self, painter: QPainter, inner: QRect, look: Look) -> None:
        painter.setFont(self._small_font())
        painter.setPen(QColor(look.muted))
        room = QRect(inner.left(), inner.top() + 34, inner.width(), inner.height() - 34)
        flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, self._cap())
