"""Demand and supply over time, drawn by pyqtgraph; import this only when the plot is to be seen.

Texts that pyqtgraph draws are read as markup, so none of them comes from a file.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QGraphicsPathItem, QVBoxLayout, QWidget

from designer.rules.load_phrasing import clock
from designer.ui.load_day import LoadDay
from designer.ui.load_panel.inks import missing, spare
from designer.ui.theme_qt import current_look

_SPACINGS_S = (60, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400)
_TICK_WIDTH_PX = 76
_CLOSEST_S = 600
_MANY = 20


class _TimeAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph is not typed
    """Times of the day at full hours and minutes."""

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        most = max(2.0, size / _TICK_WIDTH_PX)
        span = high - low
        fitting = [s for s in _SPACINGS_S if span / s <= most] or [_SPACINGS_S[-1]]
        return [(float(fitting[0]), 0.0)]

    def tickStrings(self, values: Iterable[float], scale: float, spacing: float) -> list[str]:
        return [clock(value) for value in values]


class _CountAxis(pg.AxisItem):  # type: ignore[misc]
    """Whole numbers only."""

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        steps = (m * 10.0**e for e in range(10) for m in (1, 2, 5))
        fitting = next((s for s in steps if (high - low) / s <= max(2.0, size / 34)), 1e9)
        return [(fitting, 0.0)]

    def tickStrings(self, values: Iterable[float], scale: float, spacing: float) -> list[str]:
        return [f"{value:,.0f}" for value in values]


class DayPlot(QWidget):
    """Plot one day; the pointer or the arrow keys read it.

    Signals:
        read: the number of the value pointed at, or -1 for none.
    """

    read = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: LoadDay | None = None
        self._at = -1
        # Not pyqtgraph's PlotWidget: it makes menus that belong to nobody.
        self._view: Any = pg.GraphicsView(self)
        self._box: Any = pg.ViewBox(enableMenu=False)
        self._axes: tuple[Any, Any] = (_CountAxis("left"), _TimeAxis("bottom"))
        self._box.setMouseEnabled(x=True, y=False)
        self._box.disableAutoRange()
        grid: Any = pg.GraphicsLayout()
        grid.setContentsMargins(0, 2, 8, 0)
        grid.setSpacing(0)
        for axis, row, column in ((self._axes[0], 0, 0), (self._axes[1], 1, 1)):
            grid.addItem(axis, row, column)
            axis.linkToView(self._box)
        grid.addItem(self._box, 0, 1)
        self._view.setCentralItem(grid)
        self._missing, self._spare = QGraphicsPathItem(), QGraphicsPathItem()
        self._demand: Any = pg.PlotCurveItem()
        self._supply: Any = pg.PlotCurveItem()
        self._mark: Any = pg.InfiniteLine(angle=90)
        self._mark.hide()
        for item in (self._spare, self._missing, self._demand, self._supply, self._mark):
            self._box.addItem(item, ignoreBounds=True)
        outer = QVBoxLayout(self)
        # Room for the frame that shows the keyboard's focus.
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Demand and supply")
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.viewport().installEventFilter(self)
        self._view.scene().sigMouseMoved.connect(self._point)
        self.wear()

    # -- what is shown
    def display(self, day: LoadDay) -> None:
        """Show ``day``; the part that is seen stays when the time does."""
        before, self._day = self._day, day
        count = len(day.demand)
        edges = np.arange(count + 1) * float(day.step_s)
        demand, supply = np.array(day.demand, float), np.array(day.supply, float)
        across = np.repeat(edges, 2)[1:-1]
        self._demand.setData(across, np.repeat(demand, 2))
        self._supply.setData(across, np.repeat(supply, 2))
        self._missing.setPath(_gap(edges, demand, supply))
        self._spare.setPath(_gap(edges, supply, demand))
        end = float(edges[-1])
        self._box.setLimits(xMin=0, xMax=end, minXRange=min(end, _CLOSEST_S))
        if before is None or _length(before) != _length(day):
            self.show_all()
        top = max(1.0, float(demand.max()), float(supply.max()))
        self._box.setYRange(0, top * 1.08, padding=0)
        self.setAccessibleDescription(day.verdict)
        self._move_to(min(self._at, count - 1))

    def show_all(self) -> None:
        """Show the whole time."""
        if self._day is not None:
            self._box.setXRange(0, _length(self._day), padding=0)

    def wear(self) -> None:
        """Take the colours of the window."""
        look = current_look()
        self._view.setBackground(QColor(look.base))
        font = QFont(self.font())
        font.setPointSizeF(max(7.0, font.pointSizeF() - 1.5))
        for axis in self._axes:
            axis.setPen(QColor(look.border))
            axis.setTextPen(QColor(look.muted))
            axis.setStyle(tickFont=font, tickLength=4, maxTickLevel=0)
        ratio = self.devicePixelRatioF()
        self._demand.setPen(_pen(look.text, 1.4 * ratio))
        self._supply.setPen(_pen(look.accent, 2.0 * ratio))
        self._mark.setPen(_pen(look.muted, ratio, Qt.PenStyle.DashLine))
        for item, colour in ((self._missing, missing(look)), (self._spare, spare(look))):
            item.setPen(QPen(Qt.PenStyle.NoPen))
            item.setBrush(colour)

    # -- reading
    def _point(self, place: QPointF) -> None:
        if self._day is None or not self._box.sceneBoundingRect().contains(place):
            self._move_to(-1)
            return
        at = self._box.mapSceneToView(place).x() / self._day.step_s
        self._move_to(int(at) if 0 <= at < len(self._day.demand) else -1)

    def _move_to(self, at: int) -> None:
        self._at = at
        self._mark.setVisible(at >= 0)
        if self._day is not None and at >= 0:
            self._mark.setValue((at + 0.5) * self._day.step_s)
        self.read.emit(at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._move_to(-1)
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self.show_all()
            return True
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QColor(current_look().accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self._day
        if day is None or not self._press(Qt.Key(event.key()), len(day.demand)):
            super().keyPressEvent(event)

    def _press(self, key: Qt.Key, count: int) -> bool:
        """Do what ``key`` stands for; tell whether it stands for anything."""
        few = max(1, count // 288)
        steps = {
            Qt.Key.Key_Left: -few,
            Qt.Key.Key_Right: few,
            Qt.Key.Key_PageUp: -_MANY * few,
            Qt.Key.Key_PageDown: _MANY * few,
        }
        if key in steps:
            self._move_to(min(count - 1, max(0, self._at + steps[key])))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move_to(0 if key == Qt.Key.Key_Home else count - 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._zoom(1.25 if key == Qt.Key.Key_Minus else 0.8)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_1):
            self.show_all()
        else:
            return False
        return True

    def _zoom(self, factor: float) -> None:
        centre = None
        if self._day is not None and self._at >= 0:
            centre = ((self._at + 0.5) * self._day.step_s, 0)
        self._box.scaleBy(x=factor, y=1, center=centre)


def _length(day: LoadDay) -> int:
    return len(day.demand) * day.step_s


def _pen(colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    # Widths are the screen's own pixels: the units of the plot are seconds and instances.
    pen = QPen(QColor(colour), width, style)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _gap(edges: Any, upper: Any, lower: Any) -> QPainterPath:
    """Return the area where ``upper`` is above ``lower``: one outline for each span of time."""
    path = QPainterPath()
    for above, run in groupby(enumerate(upper > lower), key=lambda pair: bool(pair[1])):
        if not above:
            continue
        steps = [number for number, _ in run]
        tops = [(edges[i], edges[i + 1], upper[i]) for i in steps]
        floors = [(edges[i + 1], edges[i], lower[i]) for i in reversed(steps)]
        path.moveTo(tops[0][0], tops[0][2])
        for start, end, height in (*tops, *floors):
            path.lineTo(start, height)
            path.lineTo(end, height)
        path.closeSubpath()
    return path
