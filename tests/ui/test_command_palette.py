"""Every action by name: found by a few letters, with its keys, and with what it needs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.model.diagram import Diagram
from designer.ui.command_palette import CommandPalette
from designer.ui.main_window import MainWindow
from designer.ui.settings import load_settings

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def palette_of(window: MainWindow) -> CommandPalette:
    found = window.findChild(CommandPalette)
    assert isinstance(found, CommandPalette)
    return found


@pytest.fixture
def opened(window: MainWindow, shop: Diagram) -> CommandPalette:
    window.document.load(shop, None)
    window.parts.canvas.setFocus()
    QTest.keyClick(window, Qt.Key.Key_P, CTRL_SHIFT)
    found = palette_of(window)
    assert found.isVisible()
    assert QApplication.focusWidget() is found.field
    return found


def test_it_lists_the_whole_table_with_keys_and_what_is_needed(
    window: MainWindow, opened: CommandPalette
) -> None:
    listed = {command.action: command for command in opened.shown}
    ids = {action.id for action in window.actions_bar.table}
    assert set(listed) == ids - {"help.commands"}
    assert listed["file.save"].keys == "Ctrl+S"
    assert not listed["file.save"].why_not
    assert listed["edit.connect"].why_not.startswith("Select the element to connect")
    assert listed["edit.connect"].keys == "C"


def test_a_few_letters_and_enter_run_it_where_the_keyboard_was(
    window: MainWindow, opened: CommandPalette
) -> None:
    QTest.keyClicks(opened.field, "selall")
    assert opened.shown[0].action == "edit.select-all"
    QTest.keyClick(opened.field, Qt.Key.Key_Return)
    assert not opened.isVisible()
    assert QApplication.focusWidget() is window.parts.canvas
    assert window.document.selection
    assert load_settings().commands == ("edit.select-all",)
    QTest.keyClick(window, Qt.Key.Key_P, CTRL_SHIFT)
    assert opened.shown[0].action == "edit.select-all", "recent ones come first"


def test_what_is_impossible_is_not_run_and_stays(
    window: MainWindow, opened: CommandPalette, shop: Diagram
) -> None:
    QTest.keyClicks(opened.field, "connect the two")
    assert opened.shown[0].action == "edit.connect"
    QTest.keyClick(opened.field, Qt.Key.Key_Return)
    assert opened.isVisible()
    assert window.document.diagram is shop


def test_keys_go_through_the_list_and_escape_leaves(
    window: MainWindow, opened: CommandPalette
) -> None:
    count = len(opened.shown)
    QTest.keyClick(opened.field, Qt.Key.Key_Up)
    assert opened.list.currentIndex().row() == count - 1
    QTest.keyClick(opened.field, Qt.Key.Key_Down)
    assert opened.list.currentIndex().row() == 0
    QTest.keyClicks(opened.field, "no such thing at all")
    assert opened.shown == ()
    QTest.keyClick(opened.field, Qt.Key.Key_Escape)
    assert not opened.isVisible()
    assert QApplication.focusWidget() is window.parts.canvas


def test_a_click_runs_and_a_click_elsewhere_leaves(
    window: MainWindow, opened: CommandPalette
) -> None:
    QTest.keyClicks(opened.field, "snap")
    first = opened.list.visualRect(opened.list.currentIndex())
    QTest.mouseClick(opened.list.viewport(), Qt.MouseButton.LeftButton, pos=first.center())
    assert not window.parts.canvas.driver.snaps
    QTest.keyClick(window, Qt.Key.Key_P, CTRL_SHIFT)
    window.parts.canvas.setFocus()
    assert not opened.isVisible()
