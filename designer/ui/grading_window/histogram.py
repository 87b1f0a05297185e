"""How the totals of a class are spread, and where the student stands who is looked at."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from designer.grading.cohort.figures import BINS, bin_of
from designer.rules.phrasing import count
from designer.ui.plain_text import tip_text
from designer.ui.theme_qt import SPACE, current_look

_TOP, _FOOT = 18, 18


class Histogram(QWidget):
    """Bars for tenths of the total; a click on one asks to see its students alone.

    Signals:
        bin_chosen: number of the tenth, from 0.
    """

    bin_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[int, ...] = (0,) * BINS
        self._words = ""
        self._here: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(128)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Distribution of the totals")

    def sizeHint(self) -> QSize:
        return QSize(420, 128)

    @property
    def counts(self) -> tuple[int, ...]:
        """The students in each tenth."""
        return self._counts

    def display(self, counts: tuple[int, ...], words: str) -> None:
        """Show ``counts`` of tenths, with ``words`` above them."""
        self._counts, self._words = counts, words
        self.setAccessibleDescription(words)
        self.update()

    def show_here(self, percent: float | None) -> None:
        """Mark the tenth of the student who is looked at."""
        self._here = None if percent is None else bin_of(percent)
        self.update()

    def bar(self, index: int) -> QRect:
        """Return where a bar stands, its whole height."""
        room = self._room()
        left = room.left() + room.width() * index // BINS
        right = room.left() + room.width() * (index + 1) // BINS
        return QRect(left + 2, room.top(), right - left - 4, room.height())

    def _room(self) -> QRect:
        return self.rect().adjusted(SPACE, _TOP + 18, -SPACE, -_FOOT)

    def _bin_at(self, at: QPoint) -> int | None:
        wide = (self.bar(i).adjusted(-2, -_TOP, 2, _FOOT) for i in range(BINS))
        return next((i for i, place in enumerate(wide) if place.contains(at)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = current_look()
        metrics = QFontMetrics(self.font())
        head = QRect(SPACE, 2, self.width() - 2 * SPACE, 18)
        painter.setPen(QColor(look.muted))
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, head.width())
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, shown)
        most = max(1, *self._counts)
        small = self.font()
        small.setPointSizeF(max(7.0, small.pointSizeF() - 1.5))
        painter.setFont(small)
        for index, found in enumerate(self._counts):
            place = self.bar(index)
            tall = round(place.height() * found / most)
            bar = QRect(place.left(), place.bottom() - tall + 1, place.width(), tall)
            is_here = index == self._here
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent if is_here else look.neutral))
            if tall:
                painter.drawRoundedRect(bar, 2, 2)
            painter.setPen(QColor(look.text if is_here else look.muted))
            if found:
                above = QRect(place.left() - 8, bar.top() - 16, place.width() + 16, 15)
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, str(found))
            below = QRect(place.left() - 8, place.bottom() + 2, place.width() + 16, 15)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index * 100 // BINS))
        floor = self._room().bottom() + 1
        painter.setPen(QColor(look.border))
        painter.drawLine(SPACE, floor, self.width() - SPACE, floor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._bin_at(event.position().toPoint())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.bin_chosen.emit(found)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._bin_at(event.pos())
            if found is not None:
                low = found * 100 // BINS
                to = f"{low} to {low + 100 // BINS} %" if found < BINS - 1 else f"{low} % and more"
                who = count(self._counts[found], "student")
                text = f"{to} of the total: {who}. Click to see them alone."
                QToolTip.showText(event.globalPos(), tip_text(text), self)
            return True
        return super().event(event)
