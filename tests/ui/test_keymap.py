"""Keys are listed, changed, taken from each other by name, kept, and reset."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTreeWidget
from pytestqt.qtbot import QtBot

from designer.model.diagram import Diagram
from designer.ui.dialogs.shortcuts import Shortcuts
from designer.ui.keymap import Keymap, is_plain, joined, sequences
from designer.ui.main_window import MainWindow
from designer.ui.plain_text import PlainLabel
from designer.ui.settings import Preferences, load_settings
from tests.ui.conftest import Answerer, press, words_of

CTRL = Qt.KeyboardModifier.ControlModifier

_KEYS = st.sampled_from(["Ctrl+A", "Ctrl+B", "C", "?", "F5", "Del"])
_OWN = {"one": "Ctrl+A; C", "two": "Ctrl+B", "three": "", "four": "?"}
_CHANGES = st.lists(
    st.tuples(st.sampled_from(sorted(_OWN)), st.lists(_KEYS, max_size=2, unique=True)), max_size=8
)


@given(_CHANGES)
def test_whatever_is_changed_no_key_runs_two_actions(changes: list[tuple[str, list[str]]]) -> None:
    keymap = Keymap(_OWN, {})
    for action, keys in changes:
        wanted = sequences("; ".join(keys))
        keymap = keymap.giving(action, wanted)
        assert keymap.keys(action) == wanted
        assert not keymap.clashes()
        assert all(keymap.keys(key) != sequences(_OWN[key]) for key in keymap.changed)
    for action in _OWN:
        keymap = keymap.resetting(action)
    assert not keymap.changed


def test_keys_survive_being_written_down() -> None:
    keys = sequences("Ctrl+Shift+Z; ?; F2; Del; +")
    assert len(keys) == 5
    assert sequences(joined(keys)) == keys


@pytest.mark.parametrize(
    ("keys", "plain"), [("C", True), ("?", True), ("/", True), ("F2", False), ("Ctrl+C", False)]
)
def test_plain_keys_are_printable_ones_alone(keys: str, plain: bool) -> None:
    assert is_plain(QKeySequence(keys)) is plain


def test_a_question_mark_lists_the_keys(window: MainWindow, answers: Answerer) -> None:
    window.parts.canvas.setFocus()
    answers.press("Close")
    QTest.keyClick(window.parts.canvas, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert answers.seen


def test_a_plain_key_runs_on_the_canvas_and_is_a_letter_in_a_field(
    window: MainWindow, shop: Diagram
) -> None:
    window.document.load(shop, None)
    window.document.set_selection(())
    QTest.keyClick(window.parts.canvas, Qt.Key.Key_C)
    needed = "Select the element to connect from, or two elements, first."
    assert window.parts.toast.text == needed
    window.document.set_selection({"web1", "web2"})
    window.actions_bar["edit.find-service"].trigger()
    search = window.parts.palette.findChild(QLineEdit)
    assert isinstance(search, QLineEdit)
    QTest.keyClick(search, Qt.Key.Key_C)
    assert search.text() == "c"
    assert not window.document.history.steps
    QTest.keyClick(window.parts.canvas, Qt.Key.Key_C)
    assert len(window.document.history.steps) == 1


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> Iterator[Shortcuts]:
    bar = window.actions_bar
    made = Shortcuts(bar.table, bar.keymap, window)
    made.changed.connect(window.shell.keep_keys)
    made.open()
    yield made
    made.close()
    made.deleteLater()


def choose(dialog: Shortcuts, name: str) -> None:
    tree = dialog.findChild(QTreeWidget)
    assert isinstance(tree, QTreeWidget)
    flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    (item,) = tree.findItems(name, flags)
    place = tree.visualItemRect(item)
    tree.scrollToItem(item)
    place = tree.visualItemRect(item)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place.center())


def test_keys_are_changed_at_once_and_kept(
    qtbot: QtBot, window: MainWindow, dialog: Shortcuts, shop: Diagram
) -> None:
    window.document.load(shop, None)
    choose(dialog, "Select all")
    QTest.keyClick(dialog.keys, Qt.Key.Key_B, CTRL)
    press(dialog, "Set")
    assert load_settings().keys == {"edit.select-all": "Ctrl+B"}
    dialog.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.parts.canvas.setFocus()
    QTest.keyClick(window, Qt.Key.Key_B, CTRL)
    assert window.document.selection
    again = MainWindow(Preferences())
    assert again.actions_bar["edit.select-all"].shortcut() == QKeySequence("Ctrl+B")
    again.deleteLater()


def test_a_conflict_is_named_before_and_after(window: MainWindow, dialog: Shortcuts) -> None:
    choose(dialog, "Select all")
    QTest.keyClick(dialog.keys, Qt.Key.Key_D, CTRL)
    assert "Ctrl+D runs “Duplicate” now and would be taken from it." in words_of(dialog)
    press(dialog, "Add")
    assert "Ctrl+D was taken from “Duplicate”." in words_of(dialog)
    assert window.actions_bar["edit.duplicate"].shortcut().isEmpty()
    keys = window.actions_bar.keymap.keys("edit.select-all")
    assert keys == sequences("Ctrl+A; Ctrl+D")
    choose(dialog, "Duplicate")
    press(dialog, "Reset")
    assert window.actions_bar.keymap.keys("edit.select-all") == sequences("Ctrl+A")
    assert not window.actions_bar.keymap.changed


@pytest.mark.parametrize(
    ("action", "key", "held"),
    [
        ("Connect the two selected", Qt.Key.Key_C, Qt.KeyboardModifier.NoModifier),
        ("Duplicate", Qt.Key.Key_D, CTRL),
        ("Delete", Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_a_key_taken_away_is_not_brought_back_by_the_canvas(
    window: MainWindow,
    dialog: Shortcuts,
    shop: Diagram,
    action: str,
    key: Qt.Key,
    held: Qt.KeyboardModifier,
) -> None:
    window.document.load(shop, None)
    choose(dialog, action)
    press(dialog, "No keys")
    dialog.close()
    window.document.set_selection({"web1", "web2"})
    QTest.keyClick(window.parts.canvas, key, held)
    assert not window.document.history.steps


def test_all_are_reset(window: MainWindow, dialog: Shortcuts) -> None:
    for name in ("Copy", "Paste"):
        choose(dialog, name)
        press(dialog, "No keys")
    assert len(load_settings().keys) == 2
    press(dialog, "Reset all")
    assert not load_settings().keys
    assert window.actions_bar["edit.copy"].shortcut() == QKeySequence("Ctrl+C")
    reset = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Reset &all")
    assert not reset.isEnabled()


def test_actions_are_found_by_name_and_by_key(dialog: Shortcuts) -> None:
    search = dialog.findChild(QLineEdit)
    tree = dialog.findChild(QTreeWidget)
    assert isinstance(search, QLineEdit)
    assert isinstance(tree, QTreeWidget)
    QTest.keyClicks(search, "ctrl+d")
    everything = tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    seen = [
        item.text(0)
        for item in everything
        if item.childCount() == 0 and not item.isHidden() and not item.parent().isHidden()
    ]
    assert seen == ["Duplicate", "Taller"], "Ctrl+D, and Ctrl+Down"
    assert dialog.findChildren(PlainLabel)


def test_the_answers_to_an_offer_keep_their_numbers(window: MainWindow) -> None:
    canvas = window.parts.canvas
    canvas.insert_service("region")
    assert canvas.offers.isVisible()
    before = window.document.diagram
    QTest.keyClick(canvas, Qt.Key.Key_1)
    assert window.document.diagram != before


def test_an_offer_takes_no_keys_of_actions(window: MainWindow) -> None:
    canvas = window.parts.canvas
    canvas.insert_service("region")
    assert canvas.offers.isVisible()
    QTest.keyClick(canvas, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.actions_bar["view.overlay-1"].isChecked()
