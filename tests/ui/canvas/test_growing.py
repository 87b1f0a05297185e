"""Containers grow under what is dragged over them, shrink back, and groups show whom they take."""

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.ui.canvas.overlays import Edge
from tests.builders import diagram
from tests.ui.canvas.conftest import Hand, hand_for

SIDE_BY_SIDE = """
region r eu-west-1
  vpc v
    zone a
      subnet s1 private
        ec2 web1
    zone b
      subnet s2 private
        ec2 web2
"""


def shown(hand: Hand, key: str) -> Box:
    item = hand.view.canvas.element_item(key)
    assert item is not None
    return item.box


def near_border(hand: Hand, key: str) -> QPointF:
    box = hand.box(key)
    return QPointF(box.right - 4, box.bottom - 4)


def test_a_container_grows_under_what_is_carried_and_shrinks_when_it_leaves(hand: Hand) -> None:
    old = hand.box("s1")
    hand.carry("ec2", near_border(hand, "s1"))
    grown = shown(hand, "s1")
    assert grown.contains(old)
    assert grown != old
    hand.carry_away()
    assert shown(hand, "s1") == old
    assert not hand.document.history.can_undo
    hand.assert_shown()


def test_a_container_shrinks_back_when_what_made_it_grow_goes(hand: Hand) -> None:
    start = hand.diagram
    hand.drop("ec2", hand.inside("s1"))
    assert hand.box("s1") != start.layout.boxes[ElementId("s1")]
    (new,) = hand.document.selection
    hand.drag(hand.icon(new), QPointF(hand.box("r").right + 200, 100))
    assert hand.element(new).parent is None
    assert hand.box("s1") == start.layout.boxes[ElementId("s1")]
    hand.document.undo()
    hand.key(Qt.Key.Key_Escape)
    hand.document.set_selection({new})
    hand.view.commands.delete()
    assert hand.diagram.layout == start.layout
    hand.document.undo()
    assert new in hand.diagram.topology.elements
    hand.assert_shown()


def test_what_gives_way_is_shown_where_it_comes_to_stand(hand: Hand) -> None:
    spot = near_border(hand, "s1")
    hand.carry("ec2", spot)
    seen = {key: shown(hand, key) for key in ("s1", "a", "b", "v", "r", "web1", "db")}
    hand.drop("ec2", spot)
    assert {key: hand.box(key) for key in seen} == seen
    hand.document.undo()
    hand.assert_shown()


def test_boxes_ease_when_the_target_changes_and_motion_can_turn_round(
    hand: Hand, qtbot: QtBot
) -> None:
    easing = hand.view.driver.easing
    easing.duration_ms = 5000
    old = hand.box("s1")
    outside = QPointF(hand.box("r").right + 200, hand.box("r").y)
    hand.carry("ec2", outside)
    hand.carry_on(near_border(hand, "s1"))
    assert shown(hand, "s1") == old
    qtbot.waitUntil(lambda: shown(hand, "s1") != old, timeout=2000)
    half = shown(hand, "s1")
    hand.carry_on(outside)
    assert shown(hand, "s1").width <= half.width + 1
    hand.carry_away()
    assert shown(hand, "s1") == old
    hand.assert_shown()


def test_nothing_eases_when_no_motion_is_wanted(hand: Hand) -> None:
    hand.view.set_gliding(True)
    assert hand.view.driver.easing.duration_ms == 150
    hand.view.set_gliding(False)
    hand.carry("ec2", QPointF(hand.box("r").right + 200, hand.box("r").y))
    hand.carry_on(near_border(hand, "s1"))
    assert shown(hand, "s1") != hand.box("s1")
    hand.carry_away()
    hand.assert_shown()


def test_a_drag_given_up_glides_back(hand: Hand, qtbot: QtBot) -> None:
    hand.view.glide.duration_ms = 60
    hand.drag_to(hand.icon("web1"), hand.inside("s2"))
    hand.key(Qt.Key.Key_Escape)
    assert hand.view.glide.is_running
    qtbot.waitUntil(lambda: not hand.view.glide.is_running, timeout=2000)
    hand.assert_shown()


def test_a_dropped_group_takes_in_what_it_covers_and_says_whom(qtbot: QtBot) -> None:
    hand = hand_for(qtbot, diagram(SIDE_BY_SIDE))
    web = hand.box("web1")
    spot = QPointF(web.centre.x + 40, web.centre.y)
    hand.carry("asg", spot)
    assert "web1" in hand.said[-1]
    item = hand.view.canvas.element_item("web1")
    assert item is not None
    assert item.emphasis == "accept"
    hand.drop("asg", spot)
    (group,) = hand.diagram.topology.of_service("asg")
    assert "web1" in hand.diagram.topology.members(group.id)
    assert len(hand.document.history.steps) == 1
    hand.assert_shown()


def test_a_resized_group_shows_whom_it_takes_in(qtbot: QtBot) -> None:
    hand = hand_for(qtbot, diagram(f"{SIDE_BY_SIDE}    asg g\n"))
    hand.document.set_selection({"g"})
    end = hand.box("web2").united(hand.box("web1"))
    start = hand.handle(Edge.TOP_LEFT)
    hand.drag_to(start, QPointF(end.x - 10, end.y - 10))
    taken = {key for key in ("web1", "web2") if key in hand.said[-1]}
    item = {key: hand.view.canvas.element_item(key) for key in taken}
    assert taken
    assert all(one is not None and one.emphasis == "accept" for one in item.values())
    hand.release(QPointF(end.x - 10, end.y - 10))
    assert set(hand.diagram.topology.members(hand.element("g").id)) == taken
    hand.assert_shown()


@pytest.mark.parametrize("service", ["alb", "rds"])
def test_only_compute_joins_a_group(qtbot: QtBot, service: str) -> None:
    hand = hand_for(qtbot, diagram(SIDE_BY_SIDE.replace("ec2 web1", f"{service} web1")))
    web = hand.box("web1")
    hand.drop("asg", QPointF(hand.box("v").right - 6, web.centre.y))
    for group in hand.diagram.topology.of_service("asg"):
        assert "web1" not in hand.diagram.topology.members(group.id)
