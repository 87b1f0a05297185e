"""What stands above the table for a while: a run with its progress, and what a run has changed."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from designer.rules.phrasing import span
from designer.ui.plain_text import PlainLabel
from designer.ui.theme_qt import SPACE

_LEAST_S = 2.0


class RunStrip(QFrame):
    """How far a run is, how long it will take, and a way to end it.

    Signals:
        cancelled: the user wants no more of it.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._words = PlainLabel("Beginning…", self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of grading")
        stop = QPushButton("&Stop", self)
        stop.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._words)
        row.addWidget(self.bar, 1)
        row.addWidget(stop)
        self._doing, self._began = "", 0.0
        self.hide()

    def begin(self) -> None:
        """Show that a run has begun."""
        self._doing = ""
        self._words.setText("Beginning…")
        self.bar.setRange(0, 0)
        self.show()

    def progress(self, doing: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done, and how long the rest takes at this pace."""
        now = time.monotonic()
        if doing != self._doing:
            self._doing, self._began = doing, now
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        passed = now - self._began
        left = ""
        if passed > _LEAST_S and 0 < done < total:
            left = f", about {span(max(1.0, round(passed / done * (total - done))))} left"
        self._words.setText(f"{doing}: {done} of {total}{left}")


class ChangesStrip(QFrame):
    """What grading again has changed.

    Signals:
        filtered: only those who have changed are to be seen.
        dismissed: it was read.
    """

    filtered = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.words = PlainLabel(parent=self, wrap=True)
        only = QPushButton("Show &them", self)
        only.clicked.connect(self.filtered)
        done = QPushButton("&Dismiss", self)
        done.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(SPACE)
        row.addWidget(self.words, 1)
        row.addWidget(only)
        row.addWidget(done)
        self.hide()
