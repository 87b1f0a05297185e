"""Shows what a fix does: every tenet before and after as a bar, recovery and downtime in words."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from designer.model.workload import Disruption
from designer.rules.phrasing import span
from designer.rules.tenets import Tenet
from designer.scoring.fixes import Effect
from designer.ui.theme_qt import current_look

_SMALLEST = 0.05  # points that show in one decimal
_STRUCK = {
    Disruption.SOFTWARE: "a software error",
    Disruption.INFRASTRUCTURE: "a host failure",
    Disruption.ZONE: "a zone loss",
    Disruption.REGION: "a Region loss",
}
_SHORT = {
    Tenet.AVAILABILITY: "Availability",
    Tenet.FAULT_TOLERANCE: "Fault tolerance",
}


def effect_lines(before: Effect, after: Effect) -> Iterator[str]:
    """Yield what changes about downtime and recovery, a line each."""
    if before.downtime_min is not None and after.downtime_min is not None:
        old, new = before.downtime_min, after.downtime_min
        if abs(new - old) >= max(0.01, 0.001 * old):
            yield f"Downtime a year: {span(old * 60)} → {span(new * 60)}"
    for label, olds, news in (
        ("Back after", before.rto_s, after.rto_s),
        ("Lost by", before.rpo_s, after.rpo_s),
    ):
        for disruption in Disruption:
            if olds.get(disruption) != news.get(disruption):
                never = "never" if label == "Back after" else "all data"
                old_s, new_s = (_time(x.get(disruption), never) for x in (olds, news))
                yield f"{label} {_STRUCK[disruption]}: {old_s} → {new_s}"


def _time(seconds: float | None, never: str) -> str:
    return never if seconds is None else span(seconds)


class EffectBars(QWidget):
    """One bar for each tenet: what it has, and what comes on top.

    With ``everything`` all tenets and the overall score are shown, else only those that change.
    """

    def __init__(
        self, before: Effect, after: Effect, parent: QWidget | None, *, everything: bool = False
    ) -> None:
        super().__init__(parent)
        rows = [("Overall", before.totals.overall, after.totals.overall)]
        rows += [
            (
                _SHORT.get(tenet, tenet.title),
                before.totals.tenets.get(tenet),
                after.totals.tenets.get(tenet),
            )
            for tenet in Tenet
        ]
        self._rows = [row for row in rows if everything or _differs(row[1], row[2])]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Points before and after")
        self.setAccessibleDescription(
            "; ".join(f"{name}: {_points(a)} to {_points(b)}" for name, a, b in self._rows)
        )

    @property
    def is_empty(self) -> bool:
        """Tell whether no tenet changes."""
        return not self._rows

    def _line(self) -> float:
        return QFontMetricsF(self.font()).height() + 5

    def sizeHint(self) -> QSize:
        return QSize(220, round(self._line() * len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        bold = QFont(self.font())
        bold.setBold(True)
        line = self._line()
        names = max((metrics.horizontalAdvance(name) for name, _, _ in self._rows), default=0.0)
        figures = metrics.horizontalAdvance("88 → 100") + 4
        gains = QFontMetricsF(bold).horizontalAdvance("+88.8") + 6
        left = names + 10
        bar = max(0.0, self.width() - left - figures - gains - 6)
        for number, (name, before, after) in enumerate(self._rows):
            top = number * line
            look = current_look()
            painter.setFont(self.font())
            painter.setPen(QColor(look.text))
            centred = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, names + 2, line), centred, name)
            if bar >= 24:
                self._paint_bar(painter, QRectF(left, top + line / 2 - 4, bar, 8), before, after)
            right = Qt.AlignmentFlag.AlignRight | centred
            painter.setPen(QColor(look.muted))
            changed = _differs(before, after)
            text = f"{_points(before)} → {_points(after)}" if changed else _points(after)
            area = QRectF(self.width() - gains - figures, top, figures, line)
            painter.drawText(area, right, text)
            if changed:
                painter.setFont(bold)
                gain = (after or 0.0) - (before or 0.0)
                painter.setPen(QColor(look.good if gain > 0 else look.bad))
                area = QRectF(self.width() - gains, top, gains, line)
                painter.drawText(area, right, f"{gain:+.1f}".replace("-", "−"))
        painter.end()

    def _paint_bar(
        self, painter: QPainter, area: QRectF, before: float | None, after: float | None
    ) -> None:
        look = current_look()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.border))
        painter.drawRoundedRect(area, 3, 3)
        for value, colour in ((after, look.good), (before, look.neutral)):
            if value:
                filled = QRectF(area)
                filled.setWidth(area.width() * min(100.0, value) / 100)
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(filled, 3, 3)


def _differs(before: float | None, after: float | None) -> bool:
    return abs((after or 0.0) - (before or 0.0)) >= _SMALLEST


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"
