"""How the inspector's forms are laid out, so that all of them look like one."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from designer.ui.plain_text import PlainLabel
from designer.ui.theme_qt import SPACE


class Form(QWidget):
    """A column of fields under headings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * SPACE, SPACE + 4, SPACE + 4, 2 * SPACE)
        self._column.setSpacing(SPACE + 2)

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` below what is there."""
        self._column.addWidget(widget)

    def add_heading(self, text: str) -> None:
        """Begin a section."""
        heading = PlainLabel(text, self)
        heading.setObjectName("heading")
        self.add_line()
        self._column.addWidget(heading)

    def add_line(self) -> None:
        """Part what follows from what is there."""
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFixedHeight(1)
        line.setStyleSheet("background: palette(mid); border: none;")
        self._column.addSpacing(4)
        self._column.addWidget(line)

    def add_remark(self, text: str) -> PlainLabel:
        """Add a paragraph in the muted colour and return it."""
        remark = PlainLabel(text, self, wrap=True)
        remark.setObjectName("muted")
        self._column.addWidget(remark)
        return remark

    def close_column(self) -> None:
        """Let the rest of the height be empty."""
        self._column.addStretch(1)


def text_button(text: str, name: str, run: Callable[[], None], parent: QWidget) -> QToolButton:
    """Return a flat button that reads like a link."""
    button = QToolButton(parent)
    button.setText(text)
    button.setAutoRaise(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAccessibleName(name)
    button.setStyleSheet("QToolButton { color: palette(link); border: none; padding: 0; }")
    button.clicked.connect(run)
    return button
