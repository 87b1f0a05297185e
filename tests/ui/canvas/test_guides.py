"""Smart guides and copies while something is dragged, with mouse and keys as Qt delivers them."""

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from designer.edit.edits import Batch, Resize
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.ui.canvas.overlays import Edge
from tests.builders import diagram
from tests.ui.canvas.conftest import Hand, hand_for

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PLACES = {
    "v": Box(0, 0, 700, 480),
    "s1": Box(40, 40, 280, 200),
    "s2": Box(380, 61, 280, 160),
    "a": Box(60, 90, 96, 96),
    "b": Box(180, 110, 96, 96),
    "c": Box(420, 101, 96, 96),
    "x": Box(800, 403, 96, 96),
    "y": Box(957, 403, 96, 96),
    "z": Box(1200, 360, 96, 96),
}
TEXT = """
vpc v
  subnet s1 private
    ec2 a
    ec2 b
  subnet s2 private
    ec2 c
s3 x
s3 y
s3 z
a -> b
b -> c
"""


@pytest.fixture
def drawn(qtbot: QtBot) -> Hand:
    """A hand on two subnets and three buckets, at odd places."""
    hand = hand_for(qtbot, diagram(TEXT))
    edits = tuple(Resize(id=ElementId(key), box=box) for key, box in PLACES.items())
    hand.document.do(Batch(edits=edits, label="place"))
    hand.view.fit()
    hand.document.set_selection(())
    return hand


def _steps(hand: Hand) -> tuple[str, ...]:
    return hand.document.history.steps[1:]


def test_a_dragged_picture_is_pulled_onto_the_line_of_others(drawn: Hand) -> None:
    off = QPointF(0, drawn.box("x").y - drawn.box("z").y + 4)
    drawn.drag_to(drawn.icon("z"), drawn.icon("z") + off)
    lines = drawn.view.canvas.guides.met.lines
    assert [line.is_upright for line in lines] == [False]
    assert all(
        item.isVisible() == (n == 1) for n, item in enumerate(drawn.view.canvas.guides.items)
    )
    drawn.release(drawn.icon("z") + off)
    assert drawn.box("z").y == drawn.box("x").y
    assert not any(item.isVisible() for item in drawn.view.canvas.guides.items)
    assert _steps(drawn) == ("Move element",)
    drawn.assert_shown()


def test_equal_gaps_pull_and_are_marked(drawn: Hand) -> None:
    gap = drawn.box("y").x - drawn.box("x").right
    wish = drawn.box("y").right + gap
    to = drawn.icon("z") + QPointF(wish - drawn.box("z").x + 3, drawn.box("y").y - drawn.box("z").y)
    drawn.drag_to(drawn.icon("z"), to)
    gaps = drawn.view.canvas.guides.met.gaps
    assert len(gaps) == 2
    assert len({gap.end - gap.start for gap in gaps}) == 1
    drawn.release(to)
    assert drawn.box("z").x == wish
    drawn.assert_shown()


def test_ctrl_suspends_guides_and_grid_also_when_pressed_on_the_way(drawn: Hand) -> None:
    off = QPointF(0, drawn.box("x").y - drawn.box("z").y + 3)
    to = drawn.icon("z") + off
    drawn.drag_to(drawn.icon("z"), to)
    item = drawn.view.canvas.element_item("z")
    assert item is not None
    assert item.box.y == drawn.box("x").y
    drawn.press_key(Qt.Key.Key_Control)
    assert item.box.y == drawn.box("x").y + 3
    assert drawn.view.canvas.guides.met.lines == ()
    drawn.release_key(Qt.Key.Key_Control)
    assert item.box.y == drawn.box("x").y
    drawn.release(to, CTRL)
    assert drawn.box("z").y == drawn.box("x").y + 3


def test_guides_can_be_turned_off(drawn: Hand) -> None:
    drawn.view.set_guides(False)
    to = drawn.icon("z") + QPointF(0, drawn.box("x").y - drawn.box("z").y + 1)
    drawn.drag_to(drawn.icon("z"), to)
    assert drawn.view.canvas.guides.met.lines == ()
    drawn.release(to)
    assert drawn.box("z").y % 8 == 0


def test_escape_takes_guides_away(drawn: Hand) -> None:
    before = drawn.diagram
    to = drawn.icon("z") + QPointF(0, drawn.box("x").y - drawn.box("z").y + 1)
    drawn.drag_to(drawn.icon("z"), to)
    drawn.key(Qt.Key.Key_Escape)
    assert not any(item.isVisible() for item in drawn.view.canvas.guides.items)
    assert drawn.diagram is before
    drawn.release(to)
    drawn.assert_shown()


def test_a_pulled_edge_meets_the_edge_of_a_box_of_its_kind(drawn: Hand) -> None:
    drawn.document.set_selection({"s2"})
    bottom = drawn.handle(Edge.BOTTOM)
    drawn.drag(bottom, bottom + QPointF(0, drawn.box("s1").bottom - drawn.box("s2").bottom + 4))
    assert drawn.box("s2").bottom == drawn.box("s1").bottom
    assert not any(item.isVisible() for item in drawn.view.canvas.guides.items)
    drawn.assert_shown()


def test_what_is_dragged_in_is_pulled_too(drawn: Hand) -> None:
    icon = drawn.icon("x")
    drawn.carry("s3", QPointF(icon.x() + 3, icon.y() + 300))
    assert [line.is_upright for line in drawn.view.canvas.guides.met.lines] == [True]
    drawn.drop("s3", QPointF(icon.x() + 3, icon.y() + 300))
    new = next(iter(drawn.document.selection))
    assert drawn.box(new).x == drawn.box("x").x
    assert not any(item.isVisible() for item in drawn.view.canvas.guides.items)


def test_alt_drag_copies_with_the_links_between_the_copies(drawn: Hand) -> None:
    before = drawn.diagram
    drawn.document.set_selection({"a", "b"})
    drawn.drag(drawn.icon("a"), drawn.icon("a") + QPointF(10, 150), ALT | CTRL)
    new = drawn.document.selection
    assert len(new) == 2
    assert new.isdisjoint({"a", "b"})
    assert {key: drawn.box(key) for key in "ab"} == {
        key: before.layout.boxes[ElementId(key)] for key in "ab"
    }
    links = drawn.diagram.topology.links
    added = [link for key, link in links.items() if key not in before.topology.links]
    assert len(added) == 1
    assert {added[0].source, added[0].target} == new
    assert _steps(drawn) == ("Copy 2 elements",)
    drawn.assert_shown()
    drawn.document.undo()
    assert drawn.diagram is before


def test_a_copy_stands_where_it_is_dropped(drawn: Hand) -> None:
    drawn.drag(drawn.icon("a"), QPointF(560, 160), ALT)
    (new,) = drawn.document.selection
    assert drawn.element(new).parent == "s2"
    assert drawn.element("a").parent == "s1"
    drawn.assert_shown()


def test_a_container_is_copied_with_all_it_holds(drawn: Hand) -> None:
    drawn.document.set_selection({"s1"})
    drawn.drag(drawn.title("s1"), drawn.title("s1") + QPointF(0, 220), ALT)
    (new,) = drawn.document.selection
    assert len(drawn.diagram.topology.children(ElementId(new))) == 2
    drawn.assert_shown()


def test_letting_alt_go_moves_and_escape_leaves_no_copy(drawn: Hand) -> None:
    before = drawn.diagram
    to = drawn.icon("a") + QPointF(30, 60)
    drawn.drag_to(drawn.icon("a"), to, ALT)
    assert len(drawn.view.canvas.ids()) > len(before.topology.elements) + len(before.topology.links)
    drawn.release_key(Qt.Key.Key_Alt)
    item = drawn.view.canvas.element_item("a")
    assert item is not None
    assert item.box != drawn.box("a")
    drawn.press_key(Qt.Key.Key_Alt)
    assert item.box == drawn.box("a")
    drawn.key(Qt.Key.Key_Escape)
    drawn.release(to, ALT)
    assert drawn.diagram is before
    drawn.assert_shown()


def test_a_copy_that_may_not_stand_there_is_refused(drawn: Hand) -> None:
    before = drawn.diagram
    drawn.drag(drawn.title("s1"), QPointF(900, 700), ALT)
    assert drawn.diagram is before
    assert len(drawn.refusals) == 1
    drawn.assert_shown()
