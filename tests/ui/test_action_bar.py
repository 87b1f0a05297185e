from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from designer.edit.edits import Rename
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.ui.action_bar import always, plain_words
from designer.ui.main_window import MainWindow


def test_ids_and_keys_are_used_once(window: MainWindow) -> None:
    table = window.actions_bar.table
    ids = [action.id for action in table]
    keys = [
        QKeySequence(key).toString()
        for action in table
        for key in action.shortcut.split("; ")
        if key
    ]
    assert len(ids) == len(set(ids))
    assert len(keys) == len(set(keys))
    assert all(keys)


def test_no_menu_uses_a_mnemonic_twice(window: MainWindow) -> None:
    menus: dict[str, list[str]] = {}
    for action in window.actions_bar.table:
        mark = action.text.replace("&&", "").partition("&")[2][:1].lower()
        assert mark, f"{action.id} has no mnemonic"
        menus.setdefault(action.menu, []).append(mark)
    for menu, marks in menus.items():
        assert len(marks) == len(set(marks)), f"{menu}: {marks}"


def test_what_can_be_impossible_says_what_it_needs(window: MainWindow) -> None:
    for action in window.actions_bar.table:
        assert bool(action.needs) is (action.enabled_when is not always), action.id
        assert not action.needs or action.needs.endswith("."), action.id


def test_every_tool_has_a_name_and_is_reached_by_tab(window: MainWindow) -> None:
    bar = window.actions_bar
    tools = [action for action in bar.table if action.toolbar]
    assert len(tools) > 8
    for tool in tools:
        button = bar.toolbar.widgetForAction(bar[tool.id])
        assert button.accessibleName() == plain_words(tool.text)
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert not bar[tool.id].icon().isNull()


def test_actions_follow_the_document(window: MainWindow, shop: Diagram) -> None:
    bar = window.actions_bar
    window.document.load(shop, None)
    assert not bar["edit.undo"].isEnabled()
    assert not bar["edit.delete"].isEnabled()
    window.document.set_selection({"web1"})
    assert bar["edit.delete"].isEnabled()
    window.document.do(Rename(id=ElementId("web1"), name="A & B"))
    assert bar["edit.undo"].isEnabled()
    assert bar["edit.undo"].text() == "&Undo rename to “A && B”"
    window.document.set_selection({"u--lb"})
    assert bar["edit.delete"].isEnabled()
    assert not bar["edit.copy"].isEnabled()


def test_shortcuts_work_from_the_keyboard(window: MainWindow, shop: Diagram) -> None:
    window.document.load(shop, None)
    window.parts.canvas.setFocus()
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    count = len(shop.topology.elements)
    assert len(window.document.selection) == count + len(shop.topology.links)
    QTest.keyClick(window, Qt.Key.Key_Delete)
    assert not window.document.diagram.topology.elements
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.document.diagram is shop
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_Z, both)
    assert not window.document.diagram.topology.elements
