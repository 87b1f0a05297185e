"""The answers of one question, to be chosen by mouse or by number."""

from enum import Enum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from designer.ui.plain_text import PlainLabel
from designer.ui.theme_qt import current_look

_LEFT = 38


class Outcome(Enum):
    """What is known of one answer; the value is said after its text."""

    OPEN = ""
    RIGHT = "right"
    WRONG = "your answer, wrong"
    ASIDE = "not chosen"


_SIGNS = {Outcome.RIGHT: "✓", Outcome.WRONG: "✕"}


class AnswerButton(QAbstractButton):
    """One answer with its number.

    Signals:
        chosen: its index, from 0.
    """

    chosen = Signal(int)

    def __init__(self, number: int, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._answer = number, text
        self._outcome = Outcome.OPEN
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._label = PlainLabel(text, self, wrap=True)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(self)
        line.setContentsMargins(_LEFT, 4, 30, 5)
        line.addWidget(self._label)
        self.show_outcome(Outcome.OPEN)
        self.clicked.connect(self._choose)

    def _choose(self) -> None:
        if self._outcome is Outcome.OPEN:
            self.chosen.emit(self._number - 1)

    @property
    def outcome(self) -> Outcome:
        """What is known of it."""
        return self._outcome

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what is known of it; from now on only an open one can be chosen."""
        self._outcome = outcome
        is_open = outcome is Outcome.OPEN
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_open else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_open else Qt.CursorShape.ArrowCursor)
        self.setEnabled(outcome is not Outcome.ASIDE)
        said = f", {outcome.value}" if outcome.value else ""
        self.setAccessibleName(f"Answer {self._number}: {self._answer}{said}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        edges = {Outcome.RIGHT: look.good, Outcome.WRONG: look.bad}
        is_hot = self._outcome is Outcome.OPEN and (self.underMouse() or self.hasFocus())
        edge = edges.get(self._outcome, look.accent if is_hot else look.border)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), 2 if self._outcome in edges or self.hasFocus() else 1))
        painter.setBrush(QColor(look.accent_soft if is_hot else look.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        middle = self.height() / 2
        sign = QRectF(11, middle - 10, 20, 20)
        painter.setPen(QPen(QColor(edge if self._outcome in edges else look.border), 1))
        painter.setBrush(QColor(look.base))
        painter.drawRoundedRect(sign, 4, 4)
        painter.setPen(QColor(look.muted))
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, str(self._number))
        if self._outcome in _SIGNS:
            painter.setPen(QColor(edge))
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
            place = QRectF(self.width() - 28, middle - 10, 20, 20)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _SIGNS[self._outcome])
