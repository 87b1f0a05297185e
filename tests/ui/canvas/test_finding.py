"""Ctrl+F finds what is drawn by its name and goes from hit to hit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.edit.edits import Remove, Rename, SetLink
from designer.model.diagram import Diagram
from designer.model.ids import ElementId, LinkId
from designer.ui.canvas.find_bar import hits
from designer.ui.main_window import MainWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("web 1", {"web1"}),
        ("FRONT", {"lb"}),
        ("application load balancer", {"lb"}),
        ("web2", {"web2"}),
        ("", set()),
        ("   ", set()),
        ("nowhere", set()),
    ],
)
def test_names_services_and_ids_are_found(shop: Diagram, words: str, wanted: set[str]) -> None:
    assert set(hits(shop, words)) == wanted


def test_what_is_called_exactly_so_comes_first(window: MainWindow, shop: Diagram) -> None:
    window.document.load(shop, None)
    window.document.do(Rename(id=ElementId("web2"), name="web"))
    window.document.do(SetLink(id=LinkId("u--lb"), label="to the Web"))
    found = hits(window.document.diagram, "Web")
    assert found[0] in {"web", "web2"}
    assert {"web", "web1", "web2", "u--lb"} <= set(found)
    assert found[-1] == "u--lb"


@pytest.fixture
def drawn(window: MainWindow, shop: Diagram) -> MainWindow:
    window.files.hold(shop, None)
    window.parts.canvas.setFocus()
    QTest.keyClick(window.parts.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    return window


def test_typing_steps_and_escape(drawn: MainWindow) -> None:
    canvas, bar = drawn.parts.canvas, drawn.parts.canvas.find_bar
    assert bar.field.hasFocus()
    QTest.keyClicks(bar.field, "web ")
    order = hits(drawn.document.diagram, "web ")
    assert len(order) > 1
    assert drawn.document.selection == {order[0]}
    assert bar.count_text == f"1 of {len(order)}"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert drawn.document.selection == {order[1]}
    rect = canvas.canvas.bounds_of((order[1],))
    assert rect is not None
    away = canvas.mapFromScene(rect.center()) - canvas.viewport().rect().center()
    assert away.manhattanLength() <= 4
    corner = bar.geometry()
    assert canvas.rect().contains(corner), "scrolling must not carry it away"
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert drawn.document.selection == {order[-1]}, "before the first comes the last"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert canvas.hasFocus()
    assert drawn.document.selection == {order[-1]}
    assert not drawn.document.history.steps


def test_no_hit_is_told_and_the_selection_is_as_before(drawn: MainWindow) -> None:
    bar = drawn.parts.canvas.find_bar
    drawn.document.set_selection({"lb"})
    bar.open()
    QTest.keyClicks(bar.field, "zzz")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count_text == "No such name"
    assert drawn.document.selection == {"lb"}


def test_a_hit_that_is_deleted_is_counted_no_more(drawn: MainWindow) -> None:
    bar = drawn.parts.canvas.find_bar
    QTest.keyClicks(bar.field, "Web 1")
    assert bar.count_text == "1 of 1"
    drawn.document.do(Remove(ids=frozenset({"web1"})))
    assert bar.count_text == "No such name"
    drawn.document.undo()
    assert bar.count_text in {"1 found", "1 of 1"}
