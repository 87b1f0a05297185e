"""What is painted in one go from afar looks as if each item had painted itself."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.render.theme import DARK, LIGHT
from designer.ui.canvas.fates import Fate, LinkFate, Lot
from designer.ui.canvas.view import CanvasView
from tests.benchmarks.sheets import sheet
from tests.ui.canvas.conftest import Hand, hand_for

SIZE = 60
# Qt draws a hairline anew in each piece of a repaint, which may miss a pixel where pieces meet.
SEAMS = 2


@pytest.fixture
def crowd(qtbot: QtBot) -> Hand:
    """A hand on a drawing that is seen from afar."""
    made = hand_for(qtbot, sheet(SIZE))
    made.view.resize(500, 400)
    made.view.fit()
    assert made.view.canvas.overview.is_on
    return made


def seen(view: CanvasView) -> QImage:
    """What is on the screen: only what had to be painted again since the last time."""
    QApplication.processEvents()
    screen = view.screen().grabWindow(view.winId())
    return screen.copy(view.viewport().geometry()).toImage()


def one_by_one(view: CanvasView) -> QImage:
    """What it looks like when every item paints itself, and everything is painted."""
    canvas = view.canvas
    members = [
        item
        for key in canvas.ids()
        if (item := canvas.element_item(key) or canvas.link_item(key)) is not None
    ]
    canvas.overview.switch(on=False, members=members)
    picture = seen(view)
    canvas.overview.switch(on=True, members=members)
    return picture


def differing(one: QImage, other: QImage) -> list[tuple[int, int]]:
    """Return the places at which two pictures of one size differ."""
    return [
        (x, y)
        for x in range(one.width())
        for y in range(one.height())
        if one.pixel(x, y) != other.pixel(x, y)
    ]


def assert_same(view: CanvasView) -> None:
    """Fail unless the pictures are the same, but for ends and crossings of lines."""
    painted, expected = seen(view), one_by_one(view)
    others = len(differing(painted, expected))
    assert others <= 1.5 * len(view.document.diagram.topology.links)


@pytest.mark.parametrize("zoom", [0.3, 0.2, 0.1])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_picture_is_that_of_the_items(crowd: Hand, zoom: float, theme: object) -> None:
    crowd.view.set_theme(DARK if theme is DARK else LIGHT)
    crowd.view._camera.zoom_to(zoom)
    crowd.view.centre_on(())
    assert_same(crowd.view)


def test_what_moves_leaves_nothing_behind(crowd: Hand) -> None:
    seen(crowd.view)
    crowd.drag(crowd.icon("n3"), crowd.icon("n3") + QPointF(140, 300))
    assert_same(crowd.view)
    crowd.document.undo()
    assert_same(crowd.view)
    crowd.document.set_selection({"n5"})
    crowd.view.commands.delete()
    assert_same(crowd.view)
    crowd.document.undo()
    assert_same(crowd.view)


def test_states_are_painted_over(crowd: Hand) -> None:
    canvas = crowd.view.canvas
    plain = seen(crowd.view)
    crowd.document.set_selection({"n3", "link-7"})
    assert seen(crowd.view) != plain
    assert_same(crowd.view)
    crowd.document.set_selection(())
    assert len(differing(seen(crowd.view), plain)) <= SEAMS
    canvas.set_fates({"n8": Lot(fate=Fate.FAILED)}, {"link-3": LinkFate.BROKEN})
    assert seen(crowd.view) != plain
    assert_same(crowd.view)
    canvas.set_fates({}, {})
    assert len(differing(seen(crowd.view), plain)) <= SEAMS


def test_near_again_every_item_paints_itself(crowd: Hand) -> None:
    crowd.view.zoom_reset()
    assert not crowd.view.canvas.overview.is_on
    near = seen(crowd.view)
    crowd.view.fit()
    crowd.view.zoom_reset()
    assert seen(crowd.view) == near
    crowd.assert_shown()
