from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from designer.ui.plain_text import MAX_TIP, PlainLabel, message_box, tip, tip_text

HOSTILE = '<img src="/etc/passwd"><table><tr><td>x & "y"'


def test_label_shows_markup_as_it_is(qtbot: QtBot) -> None:
    label = PlainLabel(HOSTILE)
    qtbot.addWidget(label)
    assert label.text() == HOSTILE
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_tip_renders_to_the_very_text(qtbot: QtBot) -> None:
    shown = QTextDocument()
    shown.setHtml(tip_text(f"{HOSTILE}\nsecond line"))
    assert shown.toPlainText() == f"{HOSTILE}\nsecond line"
    button = QPushButton()
    qtbot.addWidget(button)
    tip(button, HOSTILE)
    assert "<img" not in button.toolTip()


def test_long_tips_are_cut_and_empty_ones_stay_empty() -> None:
    shown = QTextDocument()
    shown.setHtml(tip_text("x" * 10_000))
    assert len(shown.toPlainText()) == MAX_TIP
    assert tip_text("") == ""


def test_message_box_shows_text_and_details_as_they_are(qtbot: QtBot) -> None:
    box = message_box(None, "Title", HOSTILE, details=HOSTILE)
    qtbot.addWidget(box)
    assert [label.text() for label in box.findChildren(QLabel)].count(HOSTILE) == 2
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert box.text() == HOSTILE
    for label in box.findChildren(QLabel):
        assert label.text() in ("", HOSTILE)
        assert not label.text() or label.textFormat() == Qt.TextFormat.PlainText
