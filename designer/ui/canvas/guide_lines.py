"""Shows what a dragged element lines up with: thin lines, and marks on equal gaps."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from designer.render.guides import Gap, Line, Meeting
from designer.render.theme import Theme
from designer.ui.canvas import inks
from designer.ui.canvas.overlays import Overlay

_BEYOND = 8.0
_TICK = 4.0


class _Marks(Overlay):
    """The lines of one direction. Apart from the other one's, so that each covers little."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._lines: list[QLineF] = []
        self._gaps: list[Gap] = []

    def draw(self, lines: Sequence[Line], gaps: Sequence[Gap]) -> None:
        """Show these, or nothing."""
        drawn = [_stroke(line) for line in lines]
        if drawn == self._lines and list(gaps) == self._gaps and self.isVisible() == bool(drawn):
            return
        self._lines, self._gaps = drawn, list(gaps)
        cover: QRectF | None = None
        for stroke in (*self._lines, *(_between(gap) for gap in gaps)):
            rect = QRectF(stroke.p1(), stroke.p2()).normalized().adjusted(-8, -8, 8, 8)
            cover = rect if cover is None else cover.united(rect)
        self._cover(cover)

    def hide_all(self) -> None:
        """Show nothing."""
        if self.isVisible():
            self._lines, self._gaps = [], []
            super().hide_all()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        unit = 1.0 / painter.worldTransform().m11()
        painter.setPen(inks.hairline(self.theme.guide, 1.0))
        painter.drawLines(self._lines)
        painter.setPen(inks.hairline(self.theme.guide, 1.5))
        tick = _TICK * unit
        for gap in self._gaps:
            painter.drawLine(_between(gap))
            for end in (gap.start, gap.end):
                if gap.is_across:
                    painter.drawLine(QLineF(end, gap.at - tick, end, gap.at + tick))
                else:
                    painter.drawLine(QLineF(gap.at - tick, end, gap.at + tick, end))


class GuideLines:
    """The guides of one scene; `items` are to be added to it."""

    def __init__(self, theme: Theme) -> None:
        self._upright, self._level = _Marks(theme), _Marks(theme)

    @property
    def items(self) -> tuple[Overlay, Overlay]:
        """The items that show them."""
        return (self._upright, self._level)

    @property
    def met(self) -> Meeting:
        """What is shown now."""
        return self._met

    _met = Meeting()

    def draw(self, met: Meeting) -> None:
        """Show what was met."""
        self._met = met
        for item, is_upright in ((self._upright, True), (self._level, False)):
            item.draw(
                [line for line in met.lines if line.is_upright is is_upright],
                [gap for gap in met.gaps if gap.is_across is not is_upright],
            )

    def hide_all(self) -> None:
        """Show nothing."""
        self._met = Meeting()
        for item in self.items:
            item.hide_all()


def _stroke(line: Line) -> QLineF:
    start, end = line.start - _BEYOND, line.end + _BEYOND
    if line.is_upright:
        return QLineF(line.at, start, line.at, end)
    return QLineF(start, line.at, end, line.at)


def _between(gap: Gap) -> QLineF:
    if gap.is_across:
        return QLineF(gap.start, gap.at, gap.end, gap.at)
    return QLineF(gap.at, gap.start, gap.at, gap.end)
