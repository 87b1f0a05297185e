"""Escape ends any gesture and leaves everything as it was, whatever has been previewed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt

from designer.analysis.grouping import TargetGroup
from designer.model.ids import ElementId, LinkId
from designer.ui.canvas.gestures.badge import ClickBadge
from designer.ui.canvas.gestures.bends import DragStroke
from designer.ui.canvas.gestures.connect import Connect, Reconnect
from designer.ui.canvas.gestures.gesture import Gesture
from designer.ui.canvas.gestures.move import Move
from designer.ui.canvas.gestures.pan import Pan
from designer.ui.canvas.gestures.place import Place
from designer.ui.canvas.gestures.resize import Resize
from designer.ui.canvas.gestures.rubber_band import RubberBand
from designer.ui.canvas.gestures.select import Select
from designer.ui.canvas.overlays import Edge
from tests.ui.canvas.conftest import Hand

FAR = QPointF(70, 50)


def _under_way(hand: Hand) -> Gesture | None:
    return hand.view.driver.gesture


def _select(hand: Hand) -> None:
    hand.press(hand.icon("u"))


def _move(hand: Hand) -> None:
    hand.drag_to(hand.icon("web1"), hand.inside("s2"))


def _copy(hand: Hand) -> None:
    hand.drag_to(hand.icon("web1"), hand.inside("s2"), Qt.KeyboardModifier.AltModifier)


def _resize(hand: Hand) -> None:
    hand.document.set_selection({"s1"})
    hand.drag_to(hand.handle(Edge.BOTTOM_RIGHT), hand.handle(Edge.BOTTOM_RIGHT) + FAR)


def _connect(hand: Hand) -> None:
    hand.drag_to(hand.connector("u", Edge.RIGHT), hand.icon("lb"))


def _line(hand: Hand) -> tuple[QPointF, QPointF]:
    item = hand.view.canvas.link_item("web1--db")
    assert item is not None
    first, second = item.points[:2]
    return QPointF(first.x, first.y), QPointF((first.x + second.x) / 2, (first.y + second.y) / 2)


def _reconnect(hand: Hand) -> None:
    end = _line(hand)[0]
    hand.drag_to(end + QPointF(0, 3), hand.icon("lb"))


def _bend(hand: Hand) -> None:
    middle = _line(hand)[1]
    hand.drag_to(middle, middle + FAR)


def _badge(hand: Hand) -> None:
    links = (LinkId("lb--web1"), LinkId("web1--db"))
    group = TargetGroup(name="g", links=links, needed=1, total=2, automatic=True)
    hand.view.set_target_groups({ElementId("lb"): (group,)})
    (badge,) = hand.view.canvas.badges()
    hand.press(badge.pos())


def _place(hand: Hand) -> None:
    hand.carry("s3", hand.inside("v"))


def _pan(hand: Hand) -> None:
    hand.press(hand.inside("v"), button=Qt.MouseButton.MiddleButton)
    hand.move(hand.inside("v") + QPointF(5, 5), held=True)


def _band(hand: Hand) -> None:
    corner = hand.view.mapToScene(4, 4)
    hand.drag_to(corner, hand.icon("db"))


@pytest.mark.parametrize(
    ("begin", "kind"),
    [
        (_select, Select),
        (_move, Move),
        (_copy, Move),
        (_resize, Resize),
        (_connect, Connect),
        (_reconnect, Reconnect),
        (_bend, DragStroke),
        (_badge, ClickBadge),
        (_place, Place),
        (_pan, Pan),
        (_band, RubberBand),
    ],
    ids=lambda value: value.__name__.strip("_"),
)
def test_escape_leaves_everything_as_it_was(
    hand: Hand, begin: Callable[[Hand], None], kind: type[Gesture]
) -> None:
    before = hand.diagram
    begin(hand)
    assert type(_under_way(hand)) is kind
    hand.key(Qt.Key.Key_Escape)
    assert _under_way(hand) is None
    canvas = hand.view.canvas
    shown = [item for item in canvas.overlays if item is not canvas.handles and item.isVisible()]
    assert shown == []
    assert canvas.selection == hand.document.selection
    keys = sorted(hand.diagram.topology.elements)
    assert [key for key in keys if (i := canvas.element_item(key)) and i.emphasis] == []
    hand.release(hand.icon("db"))
    assert hand.diagram is before
    assert not hand.document.history.can_undo
    assert hand.refusals == []
    hand.assert_shown()
