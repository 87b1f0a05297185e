"""A presentation: the window cleared, steps by key and click, nothing changed, all put back."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.model.diagram import Diagram
from designer.rules.rule import Verdict
from designer.scoring.engine import score
from designer.ui.lenses.lens import Lens
from designer.ui.main_window import MainWindow
from designer.ui.presentation.deck import failures, findings, opening
from designer.ui.presentation.stage import TRAIL_MS
from designer.ui.presenter import Presenter

_Key = Qt.Key


@pytest.fixture
def presenter(window: MainWindow, shop: Diagram) -> Presenter:
    window.document.load(shop, None)
    window.document.set_scorecard(score(shop))
    window.document.set_selection({"lb"})
    window.activateWindow()
    QApplication.processEvents()
    return window.seeing.presenter


def press(presenter: Presenter, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(presenter.stage, key)


def begin(window: MainWindow, action: str = "view.present") -> None:
    window.actions_bar[action].trigger()
    QApplication.processEvents()


def test_decks_hold_findings_by_price_and_each_failure(shop: Diagram) -> None:
    card = score(shop)
    steps = findings(card, shop)
    failed = [one for one in card.findings if one.finding.verdict is Verdict.FAIL]
    assert len(steps) == 1 + len(failed)
    dearest = max(failed, key=lambda one: one.points)
    assert f"costs {dearest.points:.1f}" in steps[1].title
    assert steps[0].title.startswith(f"Grade {card.letter}")
    named = [step.failing for step in failures(card, shop)]
    assert named[:4] == [(), ("a",), ("b",), ("r",)]
    assert ("db",) in named
    assert opening(None, shop).caption == "Shop"
    assert findings(None, shop) == (opening(None, shop),)


def test_it_clears_the_window_and_puts_everything_back(
    window: MainWindow, presenter: Presenter
) -> None:
    docks = [dock for dock in window.parts._docks.values() if not dock.isHidden()]
    start = window.document.diagram
    begin(window)
    assert window.isFullScreen()
    assert not window.menuBar().isVisible()
    assert not window.statusBar().isVisible()
    assert all(dock.isHidden() for dock in docks)
    assert presenter.stage.size() == window.tabs.pages.size()
    press(presenter, _Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.menuBar().isVisible()
    assert not any(dock.isHidden() for dock in docks)
    assert window.document.selection == {"lb"}
    assert window.document.diagram == start
    assert not presenter.stage.isVisible()
    assert not presenter.caption.isVisible()


def test_keys_and_clicks_step(window: MainWindow, presenter: Presenter) -> None:
    begin(window)
    first = presenter.caption.words
    press(presenter, _Key.Key_Right)
    step = presenter.present
    assert presenter.caption.words[1] == step.caption != first[1]
    assert window.document.selection == set(step.ids)
    item = window.parts.canvas.canvas.bounds_of(step.ids)
    assert item is not None
    assert window.parts.canvas.seen.contains(item)
    press(presenter, _Key.Key_Space, _Key.Key_Left)
    assert presenter.present == step
    QTest.mouseClick(presenter.stage, Qt.MouseButton.LeftButton)
    QTest.mouseClick(presenter.stage, Qt.MouseButton.RightButton)
    assert presenter.present == step
    press(presenter, _Key.Key_End, _Key.Key_Right)
    assert presenter.present == presenter._steps[-1]
    press(presenter, _Key.Key_Home)
    assert presenter.present == presenter._steps[0]
    presenter.end()


def test_nothing_behind_the_sheet_hears_a_key(window: MainWindow, presenter: Presenter) -> None:
    begin(window)
    start = window.document.diagram
    press(presenter, _Key.Key_Right, _Key.Key_Delete, _Key.Key_C)
    QTest.keyClick(presenter.stage, _Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(presenter.stage, _Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(presenter, _Key.Key_Tab)
    assert window.document.diagram is start
    assert presenter.stage.hasFocus()
    presenter.end()


def test_failures_are_played_and_told(
    window: MainWindow, presenter: Presenter, qtbot: QtBot
) -> None:
    window.scorer.start()
    window.failing.failures.fail(("web2",))
    begin(window, "view.present-failures")
    assert list(window.failing.failures.ids) == []
    press(presenter, _Key.Key_Right)
    assert list(window.failing.failures.ids) == ["a"]
    qtbot.waitUntil(lambda: presenter.caption.words[1] != presenter.present.caption, timeout=20_000)
    assert presenter.caption.words[1].startswith("When")
    assert "u " in presenter.caption.words[2]
    press(presenter, _Key.Key_F)
    assert list(window.failing.failures.ids) == []
    assert presenter.present.title.startswith("Grade")
    press(presenter, _Key.Key_Escape)
    assert list(window.failing.failures.ids) == ["web2"]


def test_overlays_are_switched_by_their_numbers(window: MainWindow, presenter: Presenter) -> None:
    begin(window)
    press(presenter, _Key.Key_1)
    assert window.seeing.lenses.is_on(Lens.SINGLE_POINTS)
    press(presenter, _Key.Key_0)
    assert window.seeing.lenses.is_on(None)
    presenter.end()


def test_the_laser_follows_the_mouse_and_its_trail_fades(
    window: MainWindow, presenter: Presenter, qtbot: QtBot
) -> None:
    begin(window)
    stage = presenter.stage
    for x in (100, 140, 180):
        QTest.mouseMove(stage, QPoint(x, 90))
    assert stage.trail[-1] == QPointF(180, 90)
    image = stage.grab().toImage()
    assert image.pixelColor(180, 90).red() > 200
    qtbot.waitUntil(lambda: not stage.trail, timeout=TRAIL_MS * 6)
    assert not stage._frames.isActive()
    press(presenter, _Key.Key_L)
    assert stage.cursor().shape() == Qt.CursorShape.ArrowCursor
    presenter.end()


def test_wheel_and_drag_look_around(window: MainWindow, presenter: Presenter) -> None:
    begin(window)
    canvas, stage = window.parts.canvas, presenter.stage
    zoom, at = canvas.zoom, QPointF(200, 150)
    under = canvas.mapToScene(at.toPoint())
    wheel = QWheelEvent(
        at, QPointF(stage.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(stage, wheel)
    assert canvas.zoom > zoom
    assert (canvas.mapToScene(at.toPoint()) - under).manhattanLength() < 4
    before, step = canvas.seen.center(), presenter.present
    QTest.mousePress(stage, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    QTest.mouseMove(stage, QPoint(340, 230))
    QTest.mouseRelease(stage, Qt.MouseButton.LeftButton, pos=QPoint(340, 230))
    assert canvas.seen.center().x() < before.x()
    assert presenter.present == step
    presenter.end()


def test_there_is_nothing_to_present_in_an_empty_drawing(window: MainWindow) -> None:
    assert not window.actions_bar["view.present"].isEnabled()
    window.seeing.presenter.show_findings()
    assert not window.seeing.presenter.is_on
