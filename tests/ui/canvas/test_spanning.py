from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from designer.edit.apply import apply
from designer.edit.edits import Remove
from designer.model.ids import ElementId
from designer.model.invariants import check
from designer.model.layout import Box
from designer.ui.canvas.overlays import Edge
from designer.ui.canvas.spanning import resized_group
from tests.builders import diagram
from tests.ui.canvas.conftest import Hand, hand_for

TEXT = """
region r
  vpc v
    zone a
      subnet s1 private
        ec2 web1
        asg g
    zone b
      subnet s2 private
        ec2 web2
        rds db
"""
GROUP = ElementId("g")


def _across(hand: Hand, *keys: str) -> Box:
    """A box around the middles of some elements."""
    centres = [hand.box(key).centre for key in keys]
    left, top = min(p.x for p in centres) - 20, min(p.y for p in centres) - 20
    right, bottom = max(p.x for p in centres) + 20, max(p.y for p in centres) + 20
    return Box(left, top, right - left, bottom - top)


def _stretch(hand: Hand, box: Box) -> None:
    hand.document.set_selection({"g"})
    hand.drag(hand.handle(Edge.TOP_LEFT), QPointF(box.x, box.y))
    hand.drag(hand.handle(Edge.BOTTOM_RIGHT), QPointF(box.right, box.bottom))


def test_group_stretched_over_two_zones_stands_in_the_vpc_and_takes_members(qtbot: QtBot) -> None:
    hand = hand_for(qtbot, diagram(TEXT))
    zone, subnet = hand.box("a"), hand.box("s1")
    _stretch(hand, _across(hand, "web1", "g", "web2"))
    assert hand.element("g").parent == "v"
    assert hand.element("web1").memberships == ("g",)
    assert hand.element("web2").memberships == ("g",)
    assert hand.element("web1").parent == "s1"
    assert hand.element("db").memberships == ()
    # What it lies across has not grown.
    assert (hand.box("a"), hand.box("s1")) == (zone, subnet)
    hand.assert_shown()


def test_group_drawn_smaller_lets_members_go(qtbot: QtBot) -> None:
    hand = hand_for(qtbot, diagram(TEXT))
    _stretch(hand, _across(hand, "web1", "g", "web2"))
    box = hand.box("g")
    right_of = hand.box("web1").right + 24
    hand.drag(hand.handle(Edge.RIGHT), QPointF(right_of, box.centre.y))
    assert hand.element("web2").memberships == ()
    assert hand.element("web1").memberships == ("g",)
    hand.assert_shown()


def test_what_stood_in_the_group_stays_where_it_is_as_a_member() -> None:
    drawn = diagram(TEXT.replace("asg g\n", "asg g\n          ec2 own\n"))
    boxes = drawn.layout.boxes
    wide = boxes[GROUP].united(boxes[ElementId("web2")]).grown(8)
    after = apply(drawn, resized_group(drawn, GROUP, wide))
    own = after.topology.elements[ElementId("own")]
    assert own.parent == "s1"
    assert own.memberships == ("g",)
    assert check(after) == []


def test_moved_group_takes_in_and_lets_go(qtbot: QtBot) -> None:
    hand = hand_for(qtbot, diagram(TEXT))
    _stretch(hand, _across(hand, "web1", "g", "web2"))
    hand.document.set_selection({"g"})
    grip = QPointF(hand.box("g").x + 100, hand.box("g").y)
    hand.drag(grip, grip + QPointF(hand.box("g").width - 60, 0))
    assert hand.element("web1").memberships == ()
    assert hand.element("web2").memberships == ("g",)
    hand.assert_shown()


def test_group_within_one_subnet_stays_there(qtbot: QtBot) -> None:
    hand = hand_for(qtbot, diagram(TEXT))
    hand.document.set_selection({"g"})
    corner = hand.handle(Edge.BOTTOM)
    hand.drag(corner, corner - QPointF(0, 16))
    assert hand.element("g").parent == "s1"


def test_insert_into_a_spanning_group_stands_in_the_subnet_under_it(qtbot: QtBot) -> None:
    hand = hand_for(qtbot, diagram(TEXT))
    box = _across(hand, "web1", "g", "web2")
    _stretch(hand, Box(box.x, box.y, box.width, hand.box("v").bottom - 8 - box.y))
    hand.document.do(Remove(ids=frozenset({"web1", "web2", "db"})))
    before = set(hand.diagram.topology.elements)
    hand.document.set_selection({"g"})
    hand.view.insert_service("ec2")
    (new,) = set(hand.diagram.topology.elements) - before
    assert hand.element(new).parent in {"s1", "a", "s2", "b"}
    assert "g" in hand.element(new).memberships
    hand.assert_shown()
