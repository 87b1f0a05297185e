"""The only doors by which text reaches a label, a message box or a tooltip.

Qt guesses whether a text is rich text; a crafted name could then read local files or freeze the
window. Here every text is shown character by character, whatever it contains.
"""

from html import escape
from typing import Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

MAX_TIP = 600

Button = QMessageBox.StandardButton
Icon = QMessageBox.Icon


class _HasToolTip(Protocol):
    def setToolTip(self, text: str, /) -> None: ...


class PlainLabel(QLabel):
    """A label that shows its text as it is."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)


def tip_text(text: str) -> str:
    """Return ``text`` in the form in which a tooltip shows it character by character.

    For item models, which hand out tooltips as data; widgets, actions and items use `tip`.
    """
    if not text:
        return ""
    shown = text if len(text) <= MAX_TIP else text[: MAX_TIP - 1] + "…"
    return f"<qt>{escape(shown).replace(chr(10), '<br/>')}</qt>"


def tip(target: _HasToolTip, text: str) -> None:
    """Give a widget, action or graphics item the tooltip ``text``."""
    target.setToolTip(tip_text(text))


def message_box(
    parent: QWidget | None,
    title: str,
    text: str,
    *,
    details: str = "",
    icon: QMessageBox.Icon = QMessageBox.Icon.NoIcon,
    buttons: Button = Button.Ok,
    default: Button = Button.NoButton,
) -> QMessageBox:
    """Return a message box that shows ``text`` and ``details`` as they are; see `answer_to`.

    ``details`` stands below the text in smaller print.
    """
    box = QMessageBox(icon, title, "", buttons, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    if details:
        # Made with a harmless text first: some versions of Qt let this label guess.
        box.setInformativeText(" ")
        for label in box.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(details)
    if default != Button.NoButton:
        box.setDefaultButton(default)
    return box


def answer_to(box: QMessageBox) -> int:
    """Run a message box and let go of it; return the button that was pressed."""
    answer = box.exec()
    box.deleteLater()
    return answer


def draw_line(painter: QPainter, area: QRect, text: str, colour: str) -> None:
    """Draw ``text`` as it is on one line in the middle of ``area``, with dots where it is cut."""
    dots = Qt.TextElideMode.ElideRight
    shown = QFontMetrics(painter.font()).elidedText(text, dots, area.width())
    painter.setPen(QColor(colour))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
