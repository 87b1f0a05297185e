"""A container as one box: what is seen of it, and what can be done with it."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from designer.edit.edits import Collapse
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.ui.canvas.fates import Fate, Lot
from designer.ui.canvas.folded_item import FoldedItem
from designer.ui.canvas.marks import Mark
from tests.ui.canvas.conftest import Hand


def box_item(hand: Hand, key: str) -> FoldedItem:
    item = hand.view.canvas.element_item(key)
    assert isinstance(item, FoldedItem)
    return item


def collapse(hand: Hand, *keys: str) -> None:
    hand.document.set_selection(keys)
    hand.view.folding.toggle()


def test_a_collapsed_container_is_one_box_and_undo_brings_all_back(hand: Hand) -> None:
    before = hand.view.canvas.ids()
    start = hand.diagram
    collapse(hand, "s1")
    assert hand.view.canvas.ids() == before - {"web1"}
    assert box_item(hand, "s1").summary == "1 EC2 instance"
    link = hand.view.canvas.link_item("lb--web1")
    assert link is not None
    assert link.link.target == "s1"
    hand.document.undo()
    assert hand.diagram == start
    assert hand.view.canvas.ids() == before


def test_plus_and_double_click_expand_it(hand: Hand) -> None:
    for _ in range(2):
        collapse(hand, "s1")
        hand.click(box_item(hand, "s1").sign_area().center())
        assert hand.diagram.layout.collapsed == frozenset()
        hand.document.undo()
        at = hand.view.mapFromScene(box_item(hand, "s1").outline().center())
        QTest.mouseDClick(hand.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert hand.diagram.layout.collapsed == frozenset()


def test_it_is_dragged_with_all_it_holds(hand: Hand) -> None:
    collapse(hand, "s1")
    before = hand.box("web1")
    start = box_item(hand, "s1").outline().center()
    hand.drag(start, start + QPointF(0, 16))
    assert hand.box("web1") == before.moved(0, 16)
    assert hand.diagram.layout.collapsed == {"s1"}


def test_nothing_falls_into_it_and_nothing_leaves_it_by_a_key(hand: Hand) -> None:
    collapse(hand, "s1")
    full = hand.box("s1")
    hand.drag(hand.icon("db"), QPointF(full.centre.x, full.bottom - 20))
    assert hand.element("db").parent != "s1"
    hand.document.set_selection({"web1"})
    before: Diagram = hand.diagram
    hand.view.commands.nudge(0, 400)
    assert hand.diagram == before


def test_the_box_sums_up_what_it_hides(hand: Hand) -> None:
    collapse(hand, "v")
    canvas = hand.view.canvas
    canvas.set_marks({"web1": Mark(severity="low", count=1), "db": Mark(severity="high", count=2)})
    assert box_item(hand, "v").mark == Mark(severity="high", count=3)
    canvas.set_fates({"web1": Lot(fate=Fate.FAILED)}, {})
    assert box_item(hand, "v").lot.fate is Fate.REDUCED
    canvas.set_selection(frozenset({"db"}))
    assert box_item(hand, "v").is_selected
    assert canvas.bounds_of({"db"}) == box_item(hand, "v").outline()


def test_tab_passes_over_what_is_hidden(hand: Hand) -> None:
    hand.document.do(Collapse(ids=frozenset({ElementId("v")})))
    hand.view.setFocus()
    hand.document.set_selection(())
    passed: set[str] = set()
    for _ in range(4):
        QTest.keyClick(hand.view, Qt.Key.Key_Tab)
        passed |= hand.document.selection
    assert passed <= {"u", "r", "v"}
    assert "v" in passed


def test_what_holds_nothing_cannot_be_collapsed(hand: Hand) -> None:
    hand.document.set_selection({"web1"})
    assert not hand.view.folding.can_toggle()
    hand.document.set_selection({"a"})
    assert hand.view.folding.can_toggle()
    assert hand.view.folding.text() == "&Collapse"
    hand.view.folding.toggle()
    assert hand.view.folding.text() == "E&xpand"
    hand.view.folding.expand_all()
    assert not hand.view.folding.has_collapsed()
