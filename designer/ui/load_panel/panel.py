"""The panel: choose a tier and a load, see its day, and read how well it went."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from designer.rules.load_phrasing import SHAPE_NAMES, Figure, clock
from designer.ui.load_day import LoadDay, LoadOrder
from designer.ui.load_panel.inks import missing, spare
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.theme_qt import SPACE, current_look

if TYPE_CHECKING:
    from designer.ui.load_panel.plot import DayPlot

_FILE = "CSV file…"
_FIGURES_WIDTH = 290
_WAITING = "Working out the day…"


class LoadPanel(QWidget):
    """Show how one tier follows one load.

    Signals:
        wanted: the LoadOrder whose day is to be worked out; only while the panel is seen.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Load over a day")
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._order = LoadOrder()
        self._day: LoadDay | None = None
        self._plot: DayPlot | None = None
        self._tier = _chooser("Tier", "The tier whose day is shown", self)
        self._load = _chooser("Load", "How the load moves over the day", self)
        for shape, name in SHAPE_NAMES.items():
            self._load.addItem(name, shape.value)
        self._load.addItem(_FILE, "")
        self._how = _Line(self)
        self._how.setObjectName("muted")
        self._how.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._said = _Line(self)
        self._legend = _Legend(self)
        self._figures = _Figures(self)
        self._empty = PlainLabel(_WAITING, self, wrap=True)
        self._empty.setObjectName("muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._lay_out()
        self._tier.activated.connect(self._choose_tier)
        self._load.activated.connect(self._choose_load)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(SPACE)
        for name, chooser in (("Tier", self._tier), ("Load", self._load)):
            label = PlainLabel(name, self)
            label.setBuddy(chooser)
            choices.addWidget(label)
            choices.addWidget(chooser)
        choices.addStretch(1)
        choices.addWidget(self._legend)
        self._day_page = QWidget(self)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self._said, 3)
        line.addWidget(self._how, 2)
        self._column.addLayout(line)
        row = QHBoxLayout(self._day_page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addLayout(self._column, 1)
        row.addWidget(self._figures)
        self._pages.addWidget(self._day_page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE, SPACE, SPACE, 2)
        outer.setSpacing(SPACE)
        outer.addLayout(choices)
        outer.addWidget(self._pages, 1)

    # -- what is shown
    @property
    def order(self) -> LoadOrder:
        """The day that is wanted."""
        return self._order

    def display(self, day: LoadDay) -> None:
        """Show ``day``, or why there is none."""
        self._day = day
        self._fill_tiers(day)
        chosen = self._load.count() - 1 if self._order.file else self._load.findData(day.shape)
        self._load.setCurrentIndex(chosen)
        last = self._load.count() - 1
        self._load.setItemText(last, day.load if self._order.file and day.load else _FILE)
        if day.problem:
            self._how.display("")
            self._empty.setText(day.problem)
            self._pages.setCurrentWidget(self._empty)
            return
        # Whatever becomes of the others, this one stays in view.
        self._order = msgspec.structs.replace(self._order, tier=day.tier)
        self._how.display(day.how, _tip_of(day))
        self._figures.display(day.figures)
        self._drawn().display(day)
        self._pages.setCurrentWidget(self._day_page)
        self._read(-1)

    def _drawn(self) -> "DayPlot":
        if self._plot is None:
            # pyqtgraph takes as long to load as the whole window.
            from designer.ui.load_panel.plot import DayPlot

            self._plot = DayPlot(self._day_page)
            self._plot.read.connect(self._read)
            self._column.addWidget(self._plot, 1)
            QWidget.setTabOrder(self._load, self._plot)
        return self._plot

    def _fill_tiers(self, day: LoadDay) -> None:
        shown = [
            (self._tier.itemData(i), self._tier.itemText(i)) for i in range(self._tier.count())
        ]
        if shown != list(day.tiers):
            self._tier.clear()
            for key, name in day.tiers:
                self._tier.addItem(" ".join(name.split()), key)
        self._tier.setCurrentIndex(self._tier.findData(day.tier))
        self._tier.setEnabled(bool(day.tiers))

    def _read(self, at: int) -> None:
        day = self._day
        if day is None or day.problem:
            return
        if not 0 <= at < len(day.demand):
            self._said.display(day.verdict)
            return
        need, have = day.demand[at], day.supply[at]
        gap = "as many as needed"
        if need != have:
            gap = f"{abs(need - have):,} {'missing' if need > have else 'to spare'}"
        time = clock(at * day.step_s)
        self._said.display(f"{time}   needed {need:,}   serving {have:,}   {gap}")

    def wear(self) -> None:
        """Take the colours of the window."""
        if self._plot is not None:
            self._plot.wear()
        self._legend.update()
        if self._day is not None:
            self._figures.display(self._day.figures)

    # -- what is wanted
    def ask_again(self) -> None:
        """Ask for the day once more, since the diagram has changed; only while it is seen."""
        if self.isVisible():
            self.wanted.emit(self._order)

    def forget(self) -> None:
        """Begin anew with another diagram."""
        self._order = LoadOrder()
        self._day = None
        self._tier.clear()
        self._how.display("")
        self._empty.setText(_WAITING)
        self._pages.setCurrentWidget(self._empty)
        self.ask_again()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.wanted.emit(self._order)

    def _choose_tier(self, index: int) -> None:
        self._want(self._order.shape, self._order.file, str(self._tier.itemData(index)))

    def _choose_load(self, index: int) -> None:
        shape = str(self._load.itemData(index))
        if shape:
            self._want(shape, "", self._order.tier)
            return
        path, _ = QFileDialog.getOpenFileName(
            self, "Load from a CSV file", "", "CSV with the columns time and load (*.csv);;All (*)"
        )
        if path:
            self._want("", path, self._order.tier)
        elif self._day is not None and not self._order.file:
            self._load.setCurrentIndex(self._load.findData(self._day.shape))

    def _want(self, shape: str, file: str, tier: str) -> None:
        self._order = LoadOrder(shape=shape, file=file, tier=tier)
        self.wanted.emit(self._order)


def _chooser(name: str, meaning: str, parent: QWidget) -> QComboBox:
    made = QComboBox(parent)
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(15)
    tip(made, meaning)
    return made


def _tip_of(day: LoadDay) -> str:
    if not day.assumed:
        return f"{day.how}."
    return f"{day.how}. Not stated, so AWS's defaults: {', '.join(day.assumed)}."


class _Line(PlainLabel):
    """One line of text that ends in dots where there is no room; its tooltip has it all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def whole(self) -> str:
        """The text, however much of it is seen."""
        return self._whole

    def display(self, text: str, meaning: str = "") -> None:
        """Show ``text``; the tooltip is ``meaning`` or else the text."""
        self._whole = text
        tip(self, meaning or text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        dots = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, dots, max(0, self.width() - 2)))


class _Legend(QWidget):
    """What the lines and areas of the plot stand for."""

    _KEYS = ("needed", "serving", "missing", "to spare")

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(
            "Legend: thin line needed, thick line serving, red missing, pale to spare"
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = sum(22 + metrics.horizontalAdvance(key) + 12 for key in self._KEYS)
        return QSize(width, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self)
        metrics = self.fontMetrics()
        middle, x = self.height() // 2, 0
        marks = ((look.text, 1), (look.accent, 2), (missing(look), 10), (spare(look), 10))
        for key, (colour, height) in zip(self._KEYS, marks, strict=True):
            painter.fillRect(x, middle - height // 2, 16, height, QColor(colour))
            painter.setPen(QColor(look.muted))
            painter.drawText(x + 22, middle + metrics.ascent() // 2 - 1, key)
            x += 22 + metrics.horizontalAdvance(key) + 12


class _Figures(QScrollArea):
    """The measures beside the plot."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(_FIGURES_WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Measures")
        body = QWidget(self)
        body.setObjectName("panel")
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(0, 0, SPACE, 0)
        self._grid.setHorizontalSpacing(SPACE)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._labels: list[tuple[PlainLabel, PlainLabel]] = []
        self.setWidget(body)

    def display(self, figures: tuple[Figure, ...]) -> None:
        """Show ``figures``, each with its meaning as a tooltip."""
        while len(self._labels) < len(figures):
            row = len(self._labels)
            pair = (PlainLabel(parent=self.widget()), PlainLabel(parent=self.widget()))
            pair[1].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(pair[0], row, 0)
            self._grid.addWidget(pair[1], row, 1)
            self._grid.setRowStretch(row, 0)
            self._grid.setRowStretch(row + 1, 1)
            self._labels.append(pair)
        look = current_look()
        for (name, value), figure in zip(self._labels, figures, strict=False):
            name.setText(figure.label)
            name.setObjectName("muted")
            value.setText(figure.text)
            value.setStyleSheet(f"color: {look.bad};" if figure.is_bad else "")
            for label in (name, value):
                tip(label, figure.meaning)
