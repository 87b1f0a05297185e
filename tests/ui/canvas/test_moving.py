from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from designer.model.layout import Box
from designer.render.shapes import least_note_height, note_lines
from designer.ui.canvas.gestures.resize import MIN_HEIGHT, MIN_WIDTH, resized
from designer.ui.canvas.overlays import Edge
from tests.builders import diagram
from tests.ui.canvas.conftest import Hand, hand_for

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_drag_moves_on_the_grid_as_one_step(hand: Hand) -> None:
    old = hand.box("u")
    hand.drag(hand.icon("u"), hand.icon("u") + QPointF(-101, -43))
    new = hand.box("u")
    assert (new.x % 8, new.y % 8) == (0, 0)
    assert abs(new.x - old.x + 101) <= 4
    assert abs(new.y - old.y + 43) <= 4
    assert hand.document.history.steps == ("Move element",)
    hand.assert_shown()
    hand.document.undo()
    assert hand.box("u") == old
    hand.assert_shown()


def test_ctrl_ignores_the_grid_and_shift_keeps_to_an_axis(hand: Hand) -> None:
    old = hand.box("u")
    hand.drag(hand.icon("u"), hand.icon("u") + QPointF(-101, -43), CTRL)
    assert hand.box("u") == old.moved(-101, -43)
    hand.document.undo()
    hand.document.set_selection({"u"})
    hand.drag(hand.icon("u"), hand.icon("u") + QPointF(-96, -43), SHIFT)
    assert hand.box("u").y == old.y


def test_preview_shows_on_the_way_and_escape_takes_it_back(hand: Hand) -> None:
    before = hand.diagram
    hand.drag_to(hand.icon("u"), hand.icon("u") + QPointF(-160, 0))
    item = hand.view.canvas.element_item("u")
    assert item is not None
    assert item.box.x < hand.box("u").x
    assert hand.diagram is before
    hand.key(Qt.Key.Key_Escape)
    assert hand.diagram is before
    hand.assert_shown()
    hand.release(hand.icon("u"))
    assert hand.diagram is before
    hand.assert_shown()


def test_undo_in_the_middle_of_a_drag_ends_it(hand: Hand) -> None:
    start = hand.diagram
    hand.drag(hand.icon("u"), hand.icon("u") + QPointF(-80, 0))
    hand.drag_to(hand.icon("u"), hand.icon("u") + QPointF(-80, 0))
    hand.document.undo()
    assert hand.diagram is start
    hand.assert_shown()


def test_drag_into_another_container_reparents_and_links_follow(hand: Hand) -> None:
    hand.drag_to(hand.icon("web1"), hand.inside("s2"))
    item = hand.view.canvas.element_item("s2")
    assert item is not None
    assert item.emphasis == "accept"
    assert "s2" in hand.said[-1]
    hand.release(hand.inside("s2"))
    assert hand.element("web1").parent == "s2"
    assert item.emphasis == ""
    assert hand.box("s2").contains(hand.box("web1"))
    assert hand.box("v").contains(hand.box("b"))
    assert len(hand.document.history.steps) == 1
    hand.assert_shown()


def test_refused_drop_puts_it_back_and_says_why(hand: Hand) -> None:
    before = hand.diagram
    hand.drag_to(hand.title("s1"), QPointF(hand.box("u").x - 60, hand.box("u").y))
    assert hand.view.viewport().cursor().shape() == Qt.CursorShape.ForbiddenCursor
    hand.release(QPointF(hand.box("u").x - 60, hand.box("u").y))
    assert hand.diagram is before
    assert len(hand.refusals) == 1
    assert "subnet" in hand.refusals[0]
    hand.assert_shown()


def test_container_takes_along_all_it_holds(hand: Hand) -> None:
    zone, subnet, web = hand.box("a"), hand.box("s1"), hand.box("web1")
    hand.drag(hand.title("a"), hand.title("a") + QPointF(16, 24), CTRL)
    assert hand.box("a") == zone.moved(16, 24)
    assert hand.box("s1") == subnet.moved(16, 24)
    assert hand.box("web1") == web.moved(16, 24)
    assert hand.element("web1").parent == "s1"
    hand.assert_shown()


def test_several_selected_move_together_each_once(hand: Hand) -> None:
    hand.document.set_selection({"a", "web1", "lb"})
    boxes = {key: hand.box(key) for key in ("a", "s1", "web1", "lb")}
    hand.drag(hand.icon("web1"), hand.icon("web1") + QPointF(8, 8), CTRL)
    assert {key: hand.box(key) for key in boxes} == {
        key: box.moved(8, 8) for key, box in boxes.items()
    }
    hand.assert_shown()


def test_instance_dragged_into_a_spanning_group_becomes_a_member(qtbot: QtBot) -> None:
    text = "region r\n  vpc v\n    asg g\n    zone a\n      subnet s1 private\n        ec2 web1\n"
    hand = hand_for(qtbot, diagram(text))
    area = hand.box("s1")
    hand.document.set_selection({"g"})
    hand.drag(hand.handle(Edge.BOTTOM_RIGHT), QPointF(area.right + 60, area.bottom + 60))
    hand.drag(hand.handle(Edge.TOP), QPointF(area.centre.x, area.bottom - 16))
    hand.document.set_selection(())
    hand.drag(hand.icon("web1"), QPointF(area.x + 40, area.bottom - 4))
    assert hand.element("web1").parent == "s1"
    assert hand.element("web1").memberships == ("g",)
    hand.drag(hand.icon("web1"), QPointF(area.x + 40, area.y + 40))
    assert hand.element("web1").memberships == ()
    hand.assert_shown()


def test_arrow_keys_move_by_one_and_ten_and_merge(hand: Hand) -> None:
    old = hand.box("u")
    hand.document.set_selection({"u"})
    for _ in range(3):
        hand.key(Qt.Key.Key_Left)
    hand.key(Qt.Key.Key_Up, SHIFT)
    assert hand.box("u") == old.moved(-3, -10)
    assert len(hand.document.history.steps) == 1
    hand.document.undo()
    assert hand.box("u") == old


def test_handle_resizes_container_around_what_it_holds(hand: Hand) -> None:
    hand.document.set_selection({"s1"})
    corner = hand.handle(Edge.BOTTOM_RIGHT)
    hand.drag(corner, corner + QPointF(83, 45))
    grown = hand.box("s1")
    assert hand.box("a").contains(grown)
    assert len(hand.document.history.steps) == 1
    corner = hand.handle(Edge.BOTTOM_RIGHT)
    hand.drag(corner, corner - QPointF(900, 900))
    assert hand.box("s1").contains(hand.box("web1"))
    assert hand.box("s1").width < grown.width
    hand.assert_shown()


def test_resize_can_be_cancelled(hand: Hand) -> None:
    before = hand.diagram
    hand.document.set_selection({"s1"})
    corner = hand.handle(Edge.RIGHT)
    hand.drag_to(corner, corner + QPointF(80, 0))
    hand.key(Qt.Key.Key_Escape)
    assert hand.diagram is before
    hand.assert_shown()


def test_resized_keeps_least_size_and_the_opposite_edge() -> None:
    box = Box(100, 100, 400, 300)
    for edge in Edge:
        pulled = resized(box, edge, -edge.value[0] * 1000, -edge.value[1] * 1000, None)
        assert pulled.width == (MIN_WIDTH if edge.value[0] else 400)
        assert pulled.height == (MIN_HEIGHT if edge.value[1] else 300)
        if edge.value[0] > 0:
            assert pulled.x == box.x
        if edge.value[0] < 0:
            assert pulled.right == box.right
        if edge.value[1] > 0:
            assert pulled.y == box.y
        if edge.value[1] < 0:
            assert pulled.bottom == box.bottom


def test_resized_never_cuts_into_what_stands_inside() -> None:
    box, held = Box(0, 0, 400, 300), Box(100, 100, 96, 96)
    for edge in Edge:
        pulled = resized(box, edge, -edge.value[0] * 250, -edge.value[1] * 250, held)
        assert pulled.contains(held)


def test_drag_near_the_edge_scrolls(hand: Hand, qtbot: QtBot) -> None:
    view = hand.view
    before = view.mapToScene(0, 0)
    edge = view.mapToScene(4, view.viewport().height() // 2)
    hand.drag_to(hand.icon("u"), edge)
    qtbot.waitUntil(lambda: view.mapToScene(0, 0).x() < before.x() - 20, timeout=2000)
    hand.key(Qt.Key.Key_Escape)
    hand.assert_shown()


def test_a_note_is_never_too_low_for_its_text(qtbot: QtBot) -> None:
    hand = hand_for(qtbot, diagram(f'note n "{"word " * 30}"\n'))
    hand.document.set_selection({"n"})
    for edge in (Edge.BOTTOM, Edge.TOP_LEFT):
        at = hand.handle(edge)
        hand.drag(at, at - QPointF(400, 400) * edge.value[1])
        box = hand.box("n")
        text = hand.element("n").name
        assert box.height >= least_note_height(text, box.width)
        shown = " ".join(line.text for line in note_lines(text, box))
        assert shown.split() == text.split()
    hand.assert_shown()


def test_an_item_has_the_box_it_was_given_last_however_near_the_one_before(hand: Hand) -> None:
    item = hand.view.canvas.element_item("web1")
    assert item is not None
    near, there = Box(15.999999999999972, 16.0, 96, 96), Box(16.0, 16.0, 96, 96)
    item.show_value(item.element, near)
    item.show_value(item.element, there)
    assert item.box == there
