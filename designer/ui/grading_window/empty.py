"""What the window shows before a class is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from designer.ui.plain_text import PlainLabel
from designer.ui.theme_qt import SPACE

_TOLD = (
    "Grade what a class has handed in by a rubric, or go on with results that are there. "
    "You then look at each drawing, adjust points, comment, and write the grades."
)
_WIDTH = 520


class EmptyPage(QWidget):
    """Says how to begin.

    Signals:
        new_wanted, open_wanted, last_wanted: grade a class, open results, open the last ones.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    last_wanted = Signal()

    def __init__(self, last: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(2 * SPACE)
        column.addStretch(2)
        head = PlainLabel("Grade a class", self)
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = head.font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        font.setBold(True)
        head.setFont(font)
        column.addWidget(head)
        told = PlainLabel(_TOLD, self, wrap=True)
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        told.setObjectName("muted")
        told.setFixedWidth(_WIDTH)
        told.setMinimumHeight(told.heightForWidth(_WIDTH))
        column.addWidget(told, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch(1)
        for text, signal in (
            ("&Grade a class…", self.new_wanted),
            ("&Open results…", self.open_wanted),
        ):
            button = QPushButton(text, self)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        again = QPushButton(f"Go on with {last}", self)
        again.setFlat(True)
        again.setVisible(bool(last))
        again.clicked.connect(self.last_wanted)
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
