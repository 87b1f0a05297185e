"""What a right click offers depends on what is under it, and is of the one table."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from designer.edit.edits import SetBends
from designer.model.diagram import Diagram
from designer.model.ids import LinkId
from designer.model.layout import Point
from designer.ui.action_bar import plain_words
from designer.ui.actions import menus
from designer.ui.main_window import MainWindow
from tests.ui.conftest import Answerer, words_of

RIGHT = Qt.MouseButton.RightButton
PATIENCE_MS = 30_000


def texts(window: MainWindow) -> list[str]:
    """Return what the menu that is open offers, and close it."""
    popup = window.actions_bar.popup
    assert popup is not None
    assert popup.isVisible()
    found = [plain_words(a.text()) for a in popup.actions() if not a.isSeparator()]
    popup.close()
    return found


def right_click(window: MainWindow, at: QPointF) -> list[str]:
    canvas = window.parts.canvas
    place = canvas.viewport().mapTo(window, canvas.mapFromScene(at))
    QTest.mouseClick(window.windowHandle(), RIGHT, Qt.KeyboardModifier.NoModifier, QPoint(place))
    return texts(window)


def ask_for_menu(widget: QWidget, at: QPoint) -> None:
    """Ask as the window system does after a right click."""
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))


def middle(window: MainWindow, key: str) -> QPointF:
    rect = window.parts.canvas.canvas.bounds_of((key,))
    assert rect is not None
    return rect.center()


@pytest.fixture
def drawn(window: MainWindow, shop: Diagram) -> MainWindow:
    window.files.hold(shop, None)
    QApplication.processEvents()
    return window


def test_every_entry_is_in_the_table(window: MainWindow) -> None:
    ids = {action.id for action in window.actions_bar.table}
    kinds = (
        menus.ELEMENT,
        menus.CONTAINER,
        menus.LINK,
        menus.SEVERAL,
        menus.GROUND,
        menus.FINDING,
        menus.TAB,
    )
    for sections in kinds:
        wanted = [key for section in sections for key in section]
        assert set(wanted) <= ids
        assert len(wanted) == len(set(wanted))


def test_an_element_a_container_and_the_ground(drawn: MainWindow, shop: Diagram) -> None:
    on_element = right_click(drawn, middle(drawn, "db"))
    assert drawn.document.selection == {"db"}
    assert {"Fail", "Rename", "Delete"} <= set(on_element)
    assert "Tidy" not in on_element
    box = shop.layout.boxes
    zone = next(key for key in box if key == "a")
    on_container = right_click(drawn, QPointF(box[zone].right - 20, box[zone].y + 2))
    assert drawn.document.selection == {"a"}
    assert {"Tidy", "Tidy with all it holds", "Quick insert at the pointer"} <= set(on_container)
    on_ground = right_click(drawn, QPointF(box[next(iter(box))].x - 30, 0))
    assert not drawn.document.selection
    assert {"Select all", "Fit to window"} <= set(on_ground)
    assert "Delete" not in on_ground


def test_a_link_and_several(drawn: MainWindow) -> None:
    drawn.document.do(SetBends(id=LinkId("u--lb"), points=(Point(300.0, 40.0),)))
    drawn.document.set_selection({"u--lb"})
    QTest.keyClick(drawn.parts.canvas, Qt.Key.Key_Menu)
    on_link = texts(drawn)
    assert {"Rename", "Route automatically", "Delete"} <= set(on_link)
    assert "Fail" not in on_link
    drawn.actions_bar["link.straighten"].trigger()
    assert not drawn.document.diagram.layout.bends
    drawn.document.set_selection({"web1", "web2"})
    QTest.keyClick(drawn.parts.canvas, Qt.Key.Key_Menu)
    on_several = texts(drawn)
    assert {"Connect the two selected", "Align middles", "Duplicate"} <= set(on_several)
    assert "Distribute horizontally" not in on_several, "two have one gap"


def test_a_finding_is_gone_to_accepted_and_copied(
    qtbot: QtBot, drawn: MainWindow, answers: Answerer
) -> None:
    with qtbot.waitSignal(drawn.document.scored, timeout=PATIENCE_MS):
        drawn.start()
    findings = drawn.parts.reasons.findings
    place = findings.visualRect(findings.model().index(1, 0)).center()
    QTest.mouseClick(findings.viewport(), RIGHT, pos=place)
    ask_for_menu(findings.viewport(), place)
    offered = texts(drawn)
    assert offered == ["Show on the canvas", "Accept with a reason", "Copy as text"]
    item = findings.current
    assert item is not None
    assert item == findings.model().index(1, 0).data(257)
    assert not drawn.document.selection, "a right click does not go there"
    drawn.actions_bar["finding.show"].trigger()
    there = {*drawn.document.diagram.topology.elements, *drawn.document.diagram.topology.links}
    assert drawn.document.selection == set(item.finding.elements) & there
    named = drawn.document.selection
    drawn.document.set_selection(sorted(named)[:1])
    drawn.actions_bar["select.blamed"].trigger()
    assert named <= drawn.document.selection, "all findings there, this one among them"
    drawn.actions_bar["finding.copy"].trigger()
    assert item.finding.sentence in QApplication.clipboard().text()
    answers.press("Cancel")
    drawn.actions_bar["finding.accept"].trigger()
    assert item.finding.sentence in answers.seen[0]
    drawn.scorer.stop()


def test_a_tab(drawn: MainWindow) -> None:
    drawn.files.new()
    strip = drawn.tabs.strip
    ask_for_menu(strip, strip.tabRect(0).center())
    assert drawn.document.diagram.title == "Shop"
    assert texts(drawn) == [
        "Save",
        "Save as",
        "Close",
        "Close others",
        "Close those to the right",
    ]
    drawn.actions_bar["tab.close-right"].trigger()
    assert len(drawn.tabs) == 1
    assert words_of(drawn)
