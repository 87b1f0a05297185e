"""The widgets of the grading window, in their places."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from designer.grading.adjustment_file import MAX_NAME
from designer.ui.grading_window.desk import system_name
from designer.ui.grading_window.empty import EmptyPage
from designer.ui.grading_window.histogram import Histogram
from designer.ui.grading_window.panel import CriterionPanel
from designer.ui.grading_window.strips import ChangesStrip, RunStrip
from designer.ui.grading_window.student import StudentView
from designer.ui.grading_window.table import Sieve, SubmissionTable, TableView
from designer.ui.grading_window.thumbnails import Thumbnails
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.settings import Settings
from designer.ui.toast import Toast

_FILTER_TIP = (
    "Words of name, letter and flags, or comparisons: total<10, percent>=50, avail<60, changed"
)
_FIGURES_MS = 30


class GradingParts:
    """Every part of one grading window by name."""

    def __init__(
        self, window: QMainWindow, settings: Settings, svg_of: Callable[[str], bytes]
    ) -> None:
        """Put all parts into ``window``; ``svg_of`` reads the picture of a submission."""
        self._window = window
        self.table = SubmissionTable(window)
        self.sieve = Sieve(self.table, window)
        self.view = TableView(self.sieve, window)
        self.filter = QLineEdit(window)
        self.filter.setPlaceholderText("Filter: name, flag, total<10 …")
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName("Filter")
        tip(self.filter, f"{_FILTER_TIP} (Ctrl+F)")
        self.histogram = Histogram(window)
        self.student = StudentView(window)
        self.panel = CriterionPanel(window)
        self.run_strip = RunStrip(window)
        self.changes_strip = ChangesStrip(window)
        self.empty = EmptyPage(settings.graded, window)
        self.thumbnails = Thumbnails(svg_of, window.devicePixelRatioF(), window)
        self.table.thumbnails = self.thumbnails
        self.thumbnails.ready.connect(self.table.show_thumbnail)
        self.figures = QTimer(window)
        self.figures.setSingleShot(True)
        self.figures.setInterval(_FIGURES_MS)
        self.pages = QStackedWidget(window)
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self._split())
        centre = QWidget(window)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.run_strip)
        column.addWidget(self.changes_strip)
        column.addWidget(self.pages, 1)
        window.setCentralWidget(centre)
        self.toast = Toast(self.pages)
        self.state = PlainLabel(parent=window)
        self.state.setContentsMargins(8, 0, 0, 0)
        self.grader = QLineEdit(settings.grader or system_name(), window)
        self._foot()

    def show_class(self) -> None:
        """Show the parts for a class instead of how to begin."""
        self.pages.setCurrentIndex(1)

    def _split(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal, self._window)
        for part in (self._left(), self.student, self.panel):
            split.addWidget(part)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        split.setSizes([706, 524, 370])
        return split

    def _left(self) -> QWidget:
        side = QWidget(self._window)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(8, 8, 8, 8)
        row.addWidget(self.filter)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        column.addWidget(self.histogram)
        side.setMinimumWidth(320)
        return side

    def _foot(self) -> None:
        self.grader.setMaxLength(MAX_NAME)
        self.grader.setFixedWidth(180)
        self.grader.setAccessibleName("Adjustments are made by")
        tip(self.grader, "Stands beside every adjustment you make")
        bar = self._window.statusBar()
        bar.addWidget(self.state, 1)
        bar.addPermanentWidget(PlainLabel("Adjusted by", self._window))
        bar.addPermanentWidget(self.grader)
