"""Whatever is done to the document or by hand, the items show the document."""

import random

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from designer.edit.edits import Batch, Edit, Remove, Rename, Reparent, SetBends
from designer.edit.edits import Move as MoveEdit
from designer.edit.fragments import duplicate
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Point
from designer.ui.canvas.overlays import Edge
from tests.builders import diagram
from tests.ui.canvas.conftest import TWO_ZONES, Hand, assert_equal_items, hand_for

KEYS = (
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier),
    (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_C, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Plus, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier),
)
SERVICES = ("ec2", "alb", "rds", "region", "vpc", "zone", "private-subnet", "s3", "asg", "users")


def _edit(hand: Hand, dice: random.Random) -> Edit:
    elements = sorted(hand.diagram.topology.elements)
    links = sorted(hand.diagram.topology.links)
    one = ElementId(dice.choice(elements)) if elements else ElementId("none")
    match dice.randrange(7):
        case 0:
            return Rename(id=one, name=f"Name {dice.random():.3f}")
        case 1 if len(elements) > 4:
            return Remove(ids=frozenset({one}))
        case 2:
            other = ElementId(dice.choice(elements)) if elements else None
            return Reparent(ids=frozenset({one}), parent=other)
        case 3 if elements:
            return duplicate(hand.diagram, [one], 40, 40)
        case 4 if links:
            points = (Point(dice.randrange(400), dice.randrange(400)),)
            return SetBends(id=LinkId(dice.choice(links)), points=points)
        case _:
            move = MoveEdit(
                ids=frozenset({one}), dx=dice.randrange(-99, 99), dy=dice.randrange(-99, 99)
            )
            return Batch(edits=(move, Rename(id=one, name="both")), label="both")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_items_equal_the_model_after_random_edits_and_undo(qtbot: QtBot, seed: int) -> None:
    hand = hand_for(qtbot, diagram(TWO_ZONES))
    start, dice = hand.diagram, random.Random(seed)
    for number in range(200):
        hand.document.do(_edit(hand, dice))
        if number % 10 == 0:
            hand.document.undo()
        if len(hand.diagram.topology.elements) > 60:
            hand.document.do(Remove(ids=frozenset(list(hand.diagram.topology.elements)[30:])))
    hand.assert_shown()
    while hand.document.history.can_undo:
        hand.document.undo()
    assert hand.diagram is start
    hand.assert_shown()


def _act(hand: Hand, dice: random.Random) -> None:
    room = hand.view.viewport().rect()

    def spot() -> QPointF:
        elements = sorted(hand.diagram.topology.elements)
        if elements and dice.random() < 0.7:
            box = hand.box(dice.choice(elements))
            return QPointF(box.x + dice.random() * box.width, box.y + dice.random() * box.height)
        return hand.view.mapToScene(dice.randrange(room.width()), dice.randrange(room.height()))

    keys = dice.choice(
        (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.ControlModifier,
            Qt.KeyboardModifier.AltModifier,
        )
    )
    match dice.randrange(8):
        case 0:
            hand.click(spot(), keys)
        case 1 | 2 | 3:
            hand.drag(spot(), spot(), keys)
        case 4:
            hand.drag_to(spot(), spot(), keys)
            hand.key(*dice.choice(KEYS))
            hand.release(spot(), keys)
        case 5:
            hand.drop(dice.choice(SERVICES), spot())
        case 6:
            elements = sorted(hand.diagram.topology.elements)
            if elements:
                hand.move(hand.icon(dice.choice(elements)))
                edges = hand.view.canvas.handles
                if edges.connect_id:
                    hand.drag(edges.connect_place(Edge.RIGHT), spot())
        case _:
            hand.key(*dice.choice(KEYS))


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_hand_at_random_leaves_a_sound_diagram_that_is_shown(qtbot: QtBot, seed: int) -> None:
    hand = hand_for(qtbot, diagram(TWO_ZONES))
    start, dice = hand.diagram, random.Random(seed)
    for _ in range(120):
        _act(hand, dice)
        assert hand.view.driver.gesture is None
        assert_equal_items(hand.view, hand.diagram)
        if len(hand.diagram.topology.elements) > 80:
            hand.document.go_to(0)
    hand.assert_shown()
    hand.document.go_to(0)
    assert hand.diagram is start
    hand.assert_shown()
