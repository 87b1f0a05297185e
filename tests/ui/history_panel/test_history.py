"""The list of steps: each in words, the present one marked, any of them a click away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.edit.edits import Rename, SetTitle
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.ui.history_panel.panel import HistoryPanel
from designer.ui.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(window: MainWindow, shop: Diagram) -> HistoryPanel:
    window.document.load(shop, None)
    QTest.keyClick(window, Qt.Key.Key_H, CTRL)
    assert window.parts.history.isVisible()
    for name in ("One", "Two", "Three"):
        window.document.do(Rename(id=ElementId("web1"), name=name))
    return window.parts.history


def rows(panel: HistoryPanel) -> list[str]:
    model = panel.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def name(window: MainWindow) -> str:
    return window.document.diagram.topology.elements[ElementId("web1")].name


def click(panel: HistoryPanel, row: int) -> None:
    place = panel.visualRect(panel.model().index(row, 0)).center()
    QTest.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_each_step_is_named_in_words(panel: HistoryPanel) -> None:
    assert rows(panel) == [
        "New diagram",
        "Rename to “One”",
        "Rename to “Two”",
        "Rename to “Three”",
    ]
    assert panel.currentIndex().row() == 3


def test_a_click_goes_there_and_back(
    window: MainWindow, panel: HistoryPanel, shop: Diagram
) -> None:
    click(panel, 1)
    assert name(window) == "One"
    assert panel.currentIndex().row() == 1
    assert len(rows(panel)) == 4, "undone steps stay until something else is done"
    click(panel, 0)
    assert window.document.diagram is shop
    click(panel, 3)
    assert name(window) == "Three"
    told = panel.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "New diagram, click to go back to it"


def test_the_keyboard_goes_there_and_undo_moves_the_mark(
    window: MainWindow, panel: HistoryPanel
) -> None:
    panel.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_Up)
    assert name(window) == "Three", "looking is not going"
    QTest.keyClick(panel, Qt.Key.Key_Return)
    assert name(window) == "Two"
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert panel.currentIndex().row() == 1


def test_a_new_step_takes_the_place_of_undone_ones(window: MainWindow, panel: HistoryPanel) -> None:
    click(panel, 1)
    window.document.do(SetTitle(title="Other"))
    assert len(rows(panel)) == 3
    assert rows(panel)[:2] == ["New diagram", "Rename to “One”"]


def test_it_follows_the_tab(window: MainWindow, panel: HistoryPanel) -> None:
    window.files.new()
    assert rows(panel) == ["New diagram"]
    window.tabs.step(1)
    assert len(rows(panel)) == 4
