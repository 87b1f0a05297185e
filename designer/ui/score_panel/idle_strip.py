"""Tells under the findings which acceptances are no longer needed, and offers to look at them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from designer.scoring.scorecard import IdleWaiver
from designer.ui.plain_text import PlainLabel
from designer.ui.theme_qt import SPACE


class IdleStrip(QWidget):
    """One line with a button; hidden while every acceptance is needed.

    Signals:
        review_wanted: tuple of IdleWaiver to go through.
    """

    review_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._idle: tuple[IdleWaiver, ...] = ()
        self._text = PlainLabel(parent=self, wrap=True)
        self._text.setObjectName("muted")
        review = QPushButton("Review…", self)
        review.setAccessibleName("Review acceptances that are no longer needed")
        review.clicked.connect(self._review)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE + 4, 4, SPACE + 4, 4)
        row.addWidget(self._text, 1)
        row.addWidget(review)
        self.hide()

    def display(self, idle: tuple[IdleWaiver, ...]) -> None:
        """Show how many of ``idle`` there are."""
        self._idle = idle
        number = len(idle)
        what = "acceptance is" if number == 1 else "acceptances are"
        self._text.setText(f"{number} {what} no longer needed: the finding is gone.")
        self.setVisible(bool(idle))

    def _review(self) -> None:
        self.review_wanted.emit(self._idle)
