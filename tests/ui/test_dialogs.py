import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from designer import __version__
from designer.resources import sample_files
from designer.storage.diagram_file import read
from designer.ui.dialogs.about import About
from designer.ui.dialogs.accept_finding import AcceptFinding
from designer.ui.dialogs.frame import Frame
from designer.ui.dialogs.gallery import Gallery
from designer.ui.dialogs.guide import Guide
from designer.ui.dialogs.shortcuts import Shortcuts
from designer.ui.main_window import MainWindow
from tests.ui.conftest import Answerer, press, words_of


def test_the_gallery_shows_every_sample_and_tells_what_it_is(
    qtbot: QtBot, window: MainWindow
) -> None:
    gallery = Gallery(window.pictures, window)
    qtbot.addWidget(gallery)
    gallery.show()
    shown = gallery.findChild(QListWidget)
    assert isinstance(shown, QListWidget)
    assert shown.count() == len(sample_files())
    last = shown.item(shown.count() - 1)
    blank = last.icon().cacheKey()
    qtbot.waitUntil(lambda: last.icon().cacheKey() != blank, timeout=20_000)
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_End)
    assert gallery.chosen == sample_files()[-1]
    assert read(sample_files()[-1]).description in words_of(gallery)
    gallery.reject()


def test_a_sample_is_chosen_and_opened(window: MainWindow, answers: Answerer) -> None:
    def choose(dialog: QWidget) -> None:
        shown = dialog.findChild(QListWidget)
        assert isinstance(shown, QListWidget)
        shown.setCurrentRow(1)
        press(dialog, "Use sample")

    answers.do(choose)
    window.actions_bar["file.sample"].trigger()
    assert window.document.diagram == read(sample_files()[1])
    assert window.document.path is None


def test_the_list_of_keys_names_every_shortcut(qtbot: QtBot, window: MainWindow) -> None:
    dialog = Shortcuts(window.actions_bar.table, window.actions_bar.keymap, window)
    qtbot.addWidget(dialog)
    tree = dialog.findChild(QTreeWidget)
    assert isinstance(tree, QTreeWidget)
    flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    rows = {
        name: [item.text(1) for item in tree.findItems(name, flags)]
        for name in ("Save", "Redo", "Connect")
    }
    assert rows["Save"] == ["Ctrl+S"]
    assert rows["Redo"] == ["Ctrl+Shift+Z, Ctrl+Y"]
    assert rows["Connect"][0].startswith("Drag from an element's edge")


def test_about_names_the_version_and_whose_the_icons_are(qtbot: QtBot) -> None:
    dialog = About(None)
    qtbot.addWidget(dialog)
    assert f"Tenet Designer {__version__}" in words_of(dialog)
    assert "Amazon" in words_of(dialog)


def test_the_guide_is_there_to_read(qtbot: QtBot) -> None:
    dialog = Guide(None)
    qtbot.addWidget(dialog)
    text = dialog.findChild(QPlainTextEdit)
    assert isinstance(text, QPlainTextEdit)
    assert text.isReadOnly()
    assert "High Availability" in text.toPlainText()
    assert "**" not in text.toPlainText()
    # The pictures of the page are not installed with it.
    assert "![" not in text.toPlainText()
    assert "pictures/" not in text.toPlainText().replace("-o pictures/", "")


def test_an_acceptance_needs_a_reason(qtbot: QtBot) -> None:
    dialog = AcceptFinding("One <b>gateway</b>", None)
    qtbot.addWidget(dialog)
    dialog.show()
    ok = dialog.buttons.buttons()[0]
    field = dialog.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    assert not ok.isEnabled()
    QTest.keyClicks(field, "  ")
    assert not ok.isEnabled()
    QTest.keyClicks(field, "known")
    assert ok.isEnabled()
    assert dialog.reason == "known"


@pytest.mark.parametrize("make", [About, Guide])
def test_escape_leaves_a_dialog_and_its_texts_are_plain(
    qtbot: QtBot, make: type[About] | type[Guide]
) -> None:
    dialog: Frame = make(None)
    qtbot.addWidget(dialog)
    dialog.show()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected
