"""A slow view is scrolled and zoomed as a picture, which is never an old one."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.render.theme import DARK
from designer.ui.canvas import still
from designer.ui.canvas.view import CanvasView
from tests.benchmarks.sheets import sheet
from tests.ui.canvas.conftest import Hand, hand_for


@pytest.fixture
def slow(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """A hand on a view that takes too long to be painted, of which there is a picture."""
    monkeypatch.setattr(still, "SLOW_S", 0.0)
    made = hand_for(qtbot, sheet(60))
    made.view.resize(500, 400)
    made.view.fit()
    made.move(QPointF(-500, -500))
    wait(qtbot, made.view)
    return made


def wait(qtbot: QtBot, view: CanvasView) -> None:
    qtbot.waitUntil(lambda: view._still.is_ready and not view._still.stands_in(), timeout=5_000)


def seen(view: CanvasView) -> QImage:
    screen = view.screen().grabWindow(view.winId())
    picture = screen.copy(view.viewport().geometry()).toImage()
    return picture.convertToFormat(QImage.Format.Format_RGB32)


def truly(view: CanvasView) -> QImage:
    """What the view looks like when it is painted as it is."""
    view._still.forget()
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def count_paintings(view: CanvasView, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    found = [0]
    painted = view._still.painted

    def counted(area: object, taken_s: float) -> None:
        found[0] += not view._still._is_taking
        painted(area, taken_s)  # type: ignore[arg-type]

    monkeypatch.setattr(view._still, "painted", counted)
    return lambda: found[0]


@pytest.mark.parametrize("factor", [1.0, 1.2, 0.8])
def test_moving_paints_nothing_and_ends_with_the_true_picture(
    qtbot: QtBot, slow: Hand, monkeypatch: pytest.MonkeyPatch, factor: float
) -> None:
    view = slow.view
    paintings = count_paintings(view, monkeypatch)
    before = seen(view)
    for _ in range(4):
        view._camera.pan_by(9, 5)
        view._camera.zoom_by(factor)
        QApplication.processEvents()
    assert view._still.stands_in()
    assert seen(view) != before
    wait(qtbot, view)
    assert paintings() == 0
    assert seen(view) == truly(view)


def test_what_is_edited_is_painted_and_enters_the_picture(qtbot: QtBot, slow: Hand) -> None:
    view = slow.view
    slow.document.set_selection({"n3"})
    QApplication.processEvents()
    assert not view._still.is_ready
    wait(qtbot, view)
    view._camera.pan_by(9, 5)
    assert view._still.stands_in()
    wait(qtbot, view)
    assert seen(view) == truly(view)


def test_elements_are_dragged_as_they_are(qtbot: QtBot, slow: Hand) -> None:
    view = slow.view
    slow.drag_to(slow.icon("n3"), slow.icon("n3") + QPointF(100, 60))
    view._camera.pan_by(9, 5)
    assert not view._still.stands_in()
    slow.release(slow.icon("n3") + QPointF(100, 60))
    slow.document.undo()
    wait(qtbot, view)
    assert seen(view) == truly(view)


def test_the_middle_button_moves_the_picture(qtbot: QtBot, slow: Hand) -> None:
    view = slow.view
    start = view.mapToScene(200, 200)
    slow.press(start, button=Qt.MouseButton.MiddleButton)
    slow.move(start + QPointF(60, 40), held=True)
    assert view._still.stands_in()
    slow.release(view.mapToScene(210, 210), button=Qt.MouseButton.MiddleButton)
    wait(qtbot, view)
    assert seen(view) == truly(view)


def test_far_away_the_picture_is_of_no_use(qtbot: QtBot, slow: Hand) -> None:
    slow.view.zoom_reset()
    assert not slow.view._still.stands_in()


def test_another_theme_is_seen_at_once(qtbot: QtBot, slow: Hand) -> None:
    view = slow.view
    view.set_theme(DARK)
    view._camera.pan_by(9, 5)
    assert not view._still.stands_in()
    QApplication.processEvents()
    assert seen(view).pixelColor(5, 5).lightness() < 60


def test_a_fast_view_has_no_picture(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(still, "SLOW_S", 60.0)
    view = hand_for(qtbot, sheet(20)).view
    qtbot.wait(200)
    view._camera.pan_by(9, 5)
    assert not view._still.is_wanted
    assert not view._still.stands_in()
