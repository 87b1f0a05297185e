from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from designer.model.ids import LinkId
from designer.model.layout import Point
from designer.model.links import LinkKind
from designer.ui.canvas.gestures.bends import bent
from designer.ui.canvas.overlays import SIDES, Edge
from tests.builders import diagram
from tests.ui.canvas.conftest import Hand, hand_for


def _new_link(hand: Hand, before: set[LinkId]) -> LinkId:
    (new,) = set(hand.diagram.topology.links) - before
    return new


def test_drag_from_any_edge_connects(hand: Hand) -> None:
    for edge in SIDES:
        before = set(hand.diagram.topology.links)
        start = hand.connector("u", edge)
        hand.drag(start, hand.icon("lb"))
        link = hand.link(_new_link(hand, before))
        assert (link.source, link.target, link.kind) == ("u", "lb", LinkKind.REQUEST)
        assert hand.document.selection == {link.id}
        hand.assert_shown()
        hand.document.undo()


def test_target_highlights_and_the_line_follows(hand: Hand) -> None:
    hand.drag_to(hand.connector("u", Edge.RIGHT), hand.icon("lb"))
    target = hand.view.canvas.element_item("lb")
    assert target is not None
    assert target.emphasis == "accept"
    assert hand.view.canvas.wire.isVisible()
    assert "lb" in hand.said[-1]
    hand.key(Qt.Key.Key_Escape)
    assert target.emphasis == ""
    assert not hand.view.canvas.wire.isVisible()
    assert not hand.document.history.can_undo


def test_release_over_nothing_connects_nothing(hand: Hand) -> None:
    start = hand.connector("u", Edge.LEFT)
    hand.drag(start, start - QPointF(60, 90))
    assert not hand.document.history.can_undo
    assert hand.refusals == []


def test_refused_target_says_why(hand: Hand) -> None:
    hand.drag_to(hand.connector("lb", Edge.RIGHT), hand.title("s2"))
    target = hand.view.canvas.element_item("s2")
    assert target is not None
    assert target.emphasis == "refuse"
    hand.release(hand.title("s2"))
    assert len(hand.refusals) == 1
    assert not hand.document.history.can_undo


def test_second_link_of_the_kind_is_refused(hand: Hand) -> None:
    hand.drag(hand.connector("lb", Edge.RIGHT), hand.icon("web1"))
    assert "already" in hand.refusals[0]
    hand.assert_shown()


def test_kind_is_the_catalogs_suggestion(qtbot: QtBot) -> None:
    hand = hand_for(qtbot, diagram("region r\n  lambda f\n  sqs q\n"))
    hand.drag(hand.connector("f", Edge.RIGHT), hand.icon("q"))
    (link,) = hand.diagram.topology.links.values()
    assert link.kind is LinkKind.ASYNC


def test_c_connects_two_in_the_order_of_selection(hand: Hand) -> None:
    hand.click(hand.icon("u"))
    hand.click(hand.icon("lb"), Qt.KeyboardModifier.ControlModifier)
    hand.key(Qt.Key.Key_C)
    (new,) = hand.document.selection
    assert (hand.link(new).source, hand.link(new).target) == ("u", "lb")


def test_c_needs_an_element(hand: Hand) -> None:
    hand.key(Qt.Key.Key_C)
    assert not hand.document.history.can_undo
    assert "two" in hand.said[-1]


def test_end_of_a_link_can_be_dragged_to_another_element(hand: Hand) -> None:
    line = hand.view.canvas.link_item("lb--web1")
    assert line is not None
    end = line.points[-1]
    before_end = line.points[-2]
    # A little before the tip: there the picture of the element begins.
    dx, dy = before_end.x - end.x, before_end.y - end.y
    length = abs(dx) + abs(dy)
    grip = QPointF(end.x + 5 * dx / length, end.y + 5 * dy / length)
    hand.drag(grip, hand.icon("db"))
    assert hand.link("lb--web1").target == "db"
    hand.assert_shown()


def test_stroke_of_a_link_can_be_dragged_and_reset(hand: Hand) -> None:
    line = hand.view.canvas.link_item("web1--db")
    assert line is not None
    first, second = line.points[0], line.points[1]
    level = first.y == second.y
    grip = QPointF((first.x + second.x) / 2, (first.y + second.y) / 2)
    automatic = line.points
    hand.drag(grip, grip + (QPointF(0, -120) if level else QPointF(-120, 0)))
    assert "web1--db" in hand.diagram.layout.bends
    assert line.points != automatic
    hand.assert_shown()
    hand.view.commands.straighten()
    assert "web1--db" not in hand.diagram.layout.bends
    assert line.points == automatic
    hand.assert_shown()


def test_bent_moves_one_stroke_and_keeps_right_angles() -> None:
    points = (Point(0, 0), Point(50, 0), Point(50, 80), Point(120, 80))
    assert bent(points, 1, 64) == (Point(64, 0), Point(64, 80))
    assert bent(points, 0, 24) == (Point(50, 24), Point(50, 80))
    assert bent(points, 2, 40) == (Point(50, 0), Point(50, 40))
    assert bent((Point(0, 0), Point(90, 0)), 0, -40) == (Point(30, -40), Point(60, -40))


def test_fixed_corners_outlive_later_edits(hand: Hand) -> None:
    key = LinkId("web1--db")
    item = hand.view.canvas.link_item(key)
    assert item is not None
    first, second = item.points[:2]
    middle = QPointF((first.x + second.x) / 2, (first.y + second.y) / 2)
    hand.drag(middle, middle + QPointF(30, 30))
    fixed = hand.diagram.layout.bends[key]
    hand.drag(hand.icon("db"), hand.icon("db") + QPointF(24, 24))
    assert hand.diagram.layout.bends[key] == fixed
    assert set(fixed) <= set(item.points)
    old = hand.box("v")
    hand.drag(hand.title("v"), hand.title("v") + QPointF(40, 16))
    new = hand.box("v")
    moved = tuple(point.moved(new.x - old.x, new.y - old.y) for point in fixed)
    assert hand.diagram.layout.bends[key] == moved
    hand.document.set_selection({"web1", "db"})
    hand.key(Qt.Key.Key_Right)
    assert hand.diagram.layout.bends[key] == tuple(point.moved(1, 0) for point in moved)
    hand.assert_shown()
