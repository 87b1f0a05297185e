"""Links that are routed between events: quick lines at once, and in the end the true routes."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.analysis.grouping import TargetGroup
from designer.model.ids import ElementId, LinkId
from designer.render.routing import Router
from designer.ui.canvas import tracks
from tests.benchmarks.designs import design
from tests.benchmarks.sheets import sheet
from tests.ui.canvas.conftest import Hand, hand_for

SIZE = 60


@pytest.fixture
def crowd(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """A hand on a canvas that never has time for more than one piece of work."""
    monkeypatch.setattr(tracks, "SLICE_S", 0.0)
    return hand_for(qtbot, sheet(SIZE))


def settle(qtbot: QtBot, hand: Hand) -> None:
    qtbot.waitUntil(lambda: hand.view.canvas.router.is_settled, timeout=30_000)


def assert_routed(hand: Hand) -> None:
    hand.assert_shown()
    fresh = Router(hand.diagram)
    for key, points in fresh.routes.items():
        line = hand.view.canvas.link_item(key)
        assert line is not None
        assert line.points == points
        assert line.label == fresh.labels.get(key)


def test_every_link_has_a_line_before_it_is_routed(qtbot: QtBot, crowd: Hand) -> None:
    canvas = crowd.view.canvas
    assert canvas.router.stale
    for key in crowd.diagram.topology.links:
        line = canvas.link_item(key)
        assert line is not None
        assert len(line.points) >= 2
    settle(qtbot, crowd)
    assert_routed(crowd)


def test_an_edit_between_two_pieces_of_work(qtbot: QtBot, crowd: Hand) -> None:
    for _ in range(3):
        for _ in range(10):
            QApplication.processEvents()
        crowd.drag(crowd.icon("n3"), crowd.icon("n3") + QPointF(40, 24))
    crowd.document.undo()
    settle(qtbot, crowd)
    assert_routed(crowd)


def test_nothing_is_routed_during_a_drag(qtbot: QtBot, crowd: Hand) -> None:
    settle(qtbot, crowd)
    crowd.drag(crowd.icon("n3"), crowd.icon("n3") + QPointF(40, 24))
    left = crowd.view.canvas.router.stale
    crowd.drag_to(crowd.icon("n20"), crowd.icon("n20") + QPointF(32, 32))
    for _ in range(10):
        QApplication.processEvents()
    assert crowd.view.canvas.router.stale == left
    crowd.view.driver.give_up()
    settle(qtbot, crowd)
    assert_routed(crowd)


def test_a_line_keeps_its_shape_until_it_is_routed_when_both_ends_move(
    qtbot: QtBot, crowd: Hand
) -> None:
    settle(qtbot, crowd)
    canvas = crowd.view.canvas
    inner = next(
        key
        for key, link in crowd.diagram.topology.links.items()
        if link.source in ("n20", "n21", "n22") or link.target in ("n20", "n21", "n22")
    )
    line = canvas.link_item(inner)
    assert line is not None
    before = line.points
    crowd.document.set_selection(crowd.diagram.topology.elements.keys())
    crowd.view.commands.nudge(8, 0)
    assert LinkId(inner) in canvas.router.stale
    assert line.points == tuple(point.moved(8, 0) for point in before)
    settle(qtbot, crowd)
    assert_routed(crowd)


def test_a_line_that_waits_for_its_route_keeps_the_quick_one(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracks, "SLICE_S", 0.0)
    hand = hand_for(qtbot, design(100))
    canvas, links = hand.view.canvas, hand.document.diagram.topology.links
    targets = tuple(link.id for link in links.values() if link.source == "dns")
    group = TargetGroup(name="auto-1", links=targets, needed=1, total=len(targets), automatic=True)
    hand.view.set_target_groups({ElementId("dns"): (group,)})
    waited = 0
    while canvas.router.stale:
        waited += bool(canvas.router.routes)
        assert all(len(canvas._links[key].points) > 1 for key in links)
        QApplication.processEvents()
    assert waited, "links were laid in more than one piece"
