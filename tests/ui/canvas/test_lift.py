"""What is dragged is painted on a picture of the rest, and nobody can tell."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.analysis.grouping import TargetGroup
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.ui.canvas.items import ResourceItem
from designer.ui.canvas.view import CanvasView
from tests.benchmarks.sheets import sheet
from tests.render.drawings import Sheet
from tests.ui.canvas.conftest import Hand, hand_for

# A hairline painted in two parts may differ from one painted at once, by some pixels of its length.
_HAIR = 0.0003


@pytest.fixture(params=["near", "far"])
def crowd(qtbot: QtBot, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Hand:
    # On a busy machine any view is slow, and would be scrolled as a picture.
    monkeypatch.setattr("designer.ui.canvas.still.SLOW_S", 60.0)
    made = hand_for(qtbot, sheet(60))
    made.view.resize(700, 500)
    made.view.set_gliding(False)
    made.view.fit()
    if request.param == "near":
        made.view.zoom_reset()
        made.view.look_at(made.icon("n3"))
    QApplication.processEvents()
    return made


def seen(view: CanvasView) -> QImage:
    QApplication.processEvents()
    while view.canvas._tracks._timer.isActive():
        # Lines are laid in the time between.
        QApplication.processEvents()
    picture = view.screen().grabWindow(view.winId()).copy(view.viewport().geometry())
    return picture.toImage().convertToFormat(QImage.Format.Format_RGB32)


def truly(view: CanvasView) -> QImage:
    """What the view looks like when everything paints itself."""
    view.viewport().repaint()
    return seen(view)


def as_it_is(view: CanvasView) -> QImage:
    """What the present gesture would look like if nothing were lifted."""
    view.canvas.set_down()
    return truly(view)


def difference(first: QImage, second: QImage) -> float:
    """Return the share of pixels in which two pictures differ."""
    count = sum(
        first.pixel(x, y) != second.pixel(x, y)
        for x in range(0, first.width(), 2)
        for y in range(0, first.height(), 2)
    )
    return count / (first.width() * first.height() / 4)


def test_a_dragged_element_and_its_links_are_seen_where_they_are(crowd: Hand) -> None:
    start = crowd.icon("n3")
    unit = 1 / crowd.view.zoom
    crowd.drag_to(start, start + QPointF(90, 40) * unit)
    crowd.move(start + QPointF(120, 70) * unit, held=True)
    assert crowd.view.canvas.lift.is_on
    # Only what it lies above and below among others can differ: a line, or the hair of one.
    assert difference(seen(crowd.view), as_it_is(crowd.view)) < 0.01
    crowd.view.driver.give_up()


@pytest.mark.parametrize("ends", ["drop", "cancel"])
def test_nothing_is_left_behind(crowd: Hand, ends: str) -> None:
    start, unit = crowd.icon("n3"), 1 / crowd.view.zoom
    before = seen(crowd.view)
    crowd.drag_to(start, start + QPointF(90, 40) * unit)
    assert seen(crowd.view) != before
    if ends == "drop":
        crowd.release(start + QPointF(90, 40) * unit)
    else:
        crowd.view.driver.give_up()
    assert not crowd.view.canvas.lift.is_on
    assert difference(seen(crowd.view), truly(crowd.view)) < _HAIR
    if ends == "drop":
        crowd.document.undo()
        assert difference(seen(crowd.view), truly(crowd.view)) < _HAIR
    crowd.assert_shown()


def test_a_container_is_dragged_with_all_it_holds(crowd: Hand) -> None:
    crowd.view.zoom_reset()
    start, unit = crowd.title("v0z0s0"), 1 / crowd.view.zoom
    crowd.view.look_at(start)
    crowd.drag_to(start, start + QPointF(60, 50) * unit)
    crowd.move(start + QPointF(70, 60) * unit, held=True)
    held = crowd.view.canvas.lift
    for key in ("v0z0s0", "n0", "n9"):
        item = crowd.view.canvas.element_item(key)
        assert item is not None
        assert held.holds(item)
        # What paints plain ones together from afar must not paint it, too.
        assert not (isinstance(item, ResourceItem) and item.is_plain)
    crowd.view.driver.give_up()
    assert difference(seen(crowd.view), truly(crowd.view)) < _HAIR


def test_what_lies_above_a_dragged_box_stays_above_it(qtbot: QtBot) -> None:
    """The border of a group is not hidden by the subnet below it."""
    drawn = Sheet("a group over two subnets")
    drawn.box("vpc", Kind.VPC, "VPC", (0, 0, 700, 400))
    for number in range(2):
        place = (20 + number * 330, 40, 310, 300)
        drawn.box(f"s{number}", Kind.SUBNET, "Subnet", place, "vpc", "private-subnet")
    drawn.box("group", Kind.SCALING_GROUP, "Group", (100, 100, 480, 160), "vpc")
    hand = hand_for(qtbot, drawn.diagram())
    hand.view.resize(700, 500)
    hand.view.fit()
    start = hand.title("s0")
    hand.drag_to(start, start + QPointF(5, 60))
    held = hand.view.canvas.lift
    subnet, group = (hand.view.canvas.element_item(key) for key in ("s0", "group"))
    assert subnet is not None
    assert group is not None
    assert held.holds(subnet)
    assert not held.holds(group)
    assert difference(seen(hand.view), as_it_is(hand.view)) < 0.001
    hand.view.driver.give_up()


def test_what_changes_below_is_seen(crowd: Hand) -> None:
    """The container that would take what is dragged glows, and grows."""
    start, unit = crowd.icon("n3"), 1 / crowd.view.zoom
    crowd.drag_to(start, start + QPointF(90, 40) * unit)
    before = seen(crowd.view)
    crowd.view.canvas.set_emphasis({"v0z0s0": "refuse"})
    assert difference(seen(crowd.view), before) > 0.01
    crowd.view.driver.give_up()


def test_a_copy_made_during_a_drag_is_seen_at_once(crowd: Hand) -> None:
    start, unit = crowd.icon("n3"), 1 / crowd.view.zoom
    crowd.drag_to(start, start + QPointF(150, 40) * unit)
    crowd.view.driver.hold(Qt.KeyboardModifier.AltModifier)
    assert difference(seen(crowd.view), as_it_is(crowd.view)) < 0.01
    crowd.view.driver.give_up()
    assert difference(seen(crowd.view), truly(crowd.view)) < _HAIR


def test_a_badge_that_goes_during_a_drag_is_seen_no_more(crowd: Hand) -> None:
    crowd.view.zoom_reset()
    start = crowd.icon("n0")
    crowd.view.look_at(start)
    links = tuple(link.id for link in crowd.document.diagram.topology.links_of(ElementId("n0")))
    group = TargetGroup(name="auto-1", links=links, needed=1, total=len(links), automatic=True)
    crowd.view.set_target_groups({ElementId("n0"): (group,)})
    crowd.drag_to(start, start + QPointF(90, 40))
    assert crowd.view.canvas.badges()
    crowd.view.set_target_groups({})
    assert not crowd.view.canvas.badges()
    assert difference(seen(crowd.view), as_it_is(crowd.view)) < 0.01
    crowd.view.driver.give_up()


def test_scrolling_during_a_drag(crowd: Hand) -> None:
    start, unit = crowd.icon("n3"), 1 / crowd.view.zoom
    crowd.drag_to(start, start + QPointF(90, 40) * unit)
    before = seen(crowd.view)
    crowd.view._camera.pan_by(60, 30)
    assert difference(seen(crowd.view), before) > 0.01
    assert difference(seen(crowd.view), as_it_is(crowd.view)) < 0.01
    crowd.view.driver.give_up()
    assert difference(seen(crowd.view), truly(crowd.view)) < _HAIR
