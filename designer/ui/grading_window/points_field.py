"""Where points are typed: a number, or nothing for what the program has computed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from designer.grading.gradebooks.cells import number
from designer.ui.theme_qt import current_look


class PointsField(QLineEdit):
    """One criterion's points.

    Signals:
        given: points that were typed; None for none.
        stepped: an arrow key asks for 1 step more, or -1.
        refused: a sentence on what was typed.
        left: the keyboard belongs elsewhere again.
    """

    given = Signal(object)
    stepped = Signal(int)
    refused = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(78)
        self.setMaxLength(12)
        self.setAccessibleName("Points")

    def display(self, points: float | None) -> None:
        """Show ``points``; an open criterion shows nothing."""
        self._shown = number(points)
        self.setText(self._shown)
        self._mark(is_wrong=False)

    def begin(self, text: str) -> None:
        """Let the user go on typing after ``text``."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setText(text)

    def commit(self) -> bool:
        """Give what was typed; tell whether it makes sense."""
        text = self.text().strip().replace(",", ".").replace("\N{MINUS SIGN}", "-")
        if text == self._shown:
            return True
        try:
            points = float(text) if text else None
        except ValueError:
            points = float("nan")
        if points is not None and not abs(points) < 1e9:
            self._mark(is_wrong=True)
            self.refused.emit(f"{self.text()}: type points as a number, such as 2.5.")
            return False
        self._mark(is_wrong=False)
        self.given.emit(points)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.commit():
                self.left.emit()
        elif key == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self._mark(is_wrong=False)
            self.left.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if self.commit():
                self.stepped.emit(1 if key == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.commit():
            self.setText(self._shown)
            self._mark(is_wrong=False)

    def _mark(self, *, is_wrong: bool) -> None:
        self.setStyleSheet(f"border: 1px solid {current_look().bad};" if is_wrong else "")
