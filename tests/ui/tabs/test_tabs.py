"""Several diagrams in one window: each has its own, and every panel follows the current one."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from designer.edit.edits import Rename, SetTitle
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.scoring.scorecard import Scorecard
from designer.storage.diagram_file import read, write
from designer.ui.canvas.view import CanvasView
from designer.ui.main_window import MainWindow
from tests.builders import diagram
from tests.ui.conftest import Answerer

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PATIENCE_MS = 30_000


@pytest.fixture
def small() -> Diagram:
    return diagram("title Small\nregion r eu-west-1\n  vpc v\n    zone a\n      ec2 only")


@pytest.fixture
def two(window: MainWindow, shop: Diagram, small: Diagram, tmp_path: Path) -> MainWindow:
    """A window with the files shop and small, the latter current."""
    for name, drawn in (("shop", shop), ("small", small)):
        write(tmp_path / f"{name}.tenet", drawn)
        assert window.files.open_path(tmp_path / f"{name}.tenet")
    return window


def texts(window: MainWindow) -> list[str]:
    strip = window.tabs.strip
    return [strip.tabText(at) for at in range(strip.count())]


def middle_of(window: MainWindow, at: int) -> QPoint:
    return window.tabs.strip.tabRect(at).center()


def test_each_file_has_a_tab_and_the_untouched_one_is_used_up(two: MainWindow) -> None:
    assert texts(two) == ["shop.tenet", "small.tenet"]
    assert two.windowTitle() == "small.tenet[*] — Tenet Designer"
    assert "small.tenet" in two.tabs.strip.tabToolTip(1)


def test_an_open_file_is_gone_to_and_not_opened_twice(two: MainWindow, tmp_path: Path) -> None:
    two.document.do(SetTitle(title="Changed"))
    assert two.files.open_path(tmp_path / "shop.tenet")
    assert two.files.open_path(tmp_path / ".." / tmp_path.name / "small.tenet")
    assert len(two.tabs) == 2
    assert two.document.diagram.title == "Changed", "the open one is not read again"


def test_a_click_and_keys_switch_and_each_has_its_own_canvas_and_undo(two: MainWindow) -> None:
    two.document.do(Rename(id=ElementId("only"), name="Renamed"))
    QTest.mouseClick(two.tabs.strip, Qt.MouseButton.LeftButton, pos=middle_of(two, 0))
    assert two.document.diagram.title == "Shop"
    assert two.parts.canvas.canvas.element_item("web1") is not None
    assert two.parts.canvas.canvas.element_item("only") is None
    assert not two.actions_bar["edit.undo"].isEnabled()
    QTest.keyClick(two, Qt.Key.Key_Tab, CTRL)
    assert two.document.diagram.title == "Small"
    QTest.keyClick(two, Qt.Key.Key_Z, CTRL)
    assert two.document.diagram.topology.elements[ElementId("only")].name != "Renamed"
    QTest.keyClick(two, Qt.Key.Key_Tab, CTRL)
    assert two.document.diagram.title == "Shop"
    QTest.keyClick(two, Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert two.document.diagram.title == "Small"


def test_unsaved_changes_are_marked_in_the_tab(two: MainWindow) -> None:
    two.document.do(SetTitle(title="Other"))
    assert texts(two) == ["shop.tenet", "● small.tenet"]
    assert two.tabs.strip.accessibleTabName(1) == "small.tenet, not saved"
    assert two.files.save()
    assert texts(two) == ["shop.tenet", "small.tenet"]


def test_twins_are_told_apart_by_their_folder(
    window: MainWindow, shop: Diagram, tmp_path: Path
) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "a.tenet", shop)
        window.files.open_path(tmp_path / folder / "a.tenet")
    assert texts(window) == ["a.tenet — one", "a.tenet — two"]


def test_the_middle_button_closes_and_asks_about_unsaved_changes(
    two: MainWindow, answers: Answerer, tmp_path: Path
) -> None:
    two.document.do(SetTitle(title="Other"))
    QTest.mouseClick(two.tabs.strip, Qt.MouseButton.LeftButton, pos=middle_of(two, 0))
    answers.press("Cancel")
    QTest.mouseClick(two.tabs.strip, Qt.MouseButton.MiddleButton, pos=middle_of(two, 1))
    assert len(two.tabs) == 2
    assert two.document.diagram.title == "Other", "one sees what is asked about"
    answers.press("Save")
    QTest.mouseClick(two.tabs.strip, Qt.MouseButton.MiddleButton, pos=middle_of(two, 1))
    assert texts(two) == ["shop.tenet"]
    assert read(tmp_path / "small.tenet").title == "Other"


def test_the_keyboard_closes_and_the_last_leaves_an_empty_one(two: MainWindow) -> None:
    QTest.keyClick(two, Qt.Key.Key_W, CTRL)
    assert texts(two) == ["shop.tenet"]
    QTest.keyClick(two, Qt.Key.Key_W, CTRL)
    assert texts(two) == ["Untitled"]
    assert two.tabs.current.is_untouched


def test_the_cross_closes(two: MainWindow) -> None:
    cross = two.tabs.strip.tabButton(0, QTabBar.ButtonPosition.RightSide)
    assert isinstance(cross, QWidget)
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert texts(two) == ["small.tenet"]
    assert two.document.diagram.title == "Small"


def test_a_closed_canvas_is_gone(qapp: QApplication, two: MainWindow) -> None:
    before = len(two.findChildren(CanvasView))
    QTest.keyClick(two, Qt.Key.Key_W, CTRL)
    qapp.sendPostedEvents(None, 52)
    assert len(two.findChildren(CanvasView)) == before - 1


def test_closing_the_window_asks_about_each_unsaved_tab(two: MainWindow, answers: Answerer) -> None:
    for tab in two.tabs:
        tab.document.do(SetTitle(title=f"{tab.document.diagram.title} 2"))
    answers.press("Don't save", "Cancel")
    assert not two.close()
    assert ["Shop 2" in seen for seen in answers.seen] == [True, False]
    answers.press("Don't save", "Don't save")
    assert two.close()


def test_tabs_are_dragged_into_order(qtbot: QtBot, two: MainWindow) -> None:
    strip = two.tabs.strip
    start, target = middle_of(two, 1), QPoint(4, middle_of(two, 0).y())
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.2, 0.5, 0.8, 1.0):
        QTest.mouseMove(strip, start + (target - start) * share)
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=target)
    qtbot.waitUntil(lambda: texts(two) == ["small.tenet", "shop.tenet"])
    assert [tab.title for tab in two.tabs] == ["small.tenet", "shop.tenet"]
    assert two.document.diagram.title == "Small"
    QTest.keyClick(two, Qt.Key.Key_PageDown, CTRL | SHIFT)
    assert [tab.title for tab in two.tabs] == ["shop.tenet", "small.tenet"] == texts(two)


def test_what_was_copied_in_one_is_pasted_in_the_other(two: MainWindow, small: Diagram) -> None:
    QTest.mouseClick(two.tabs.strip, Qt.MouseButton.LeftButton, pos=middle_of(two, 0))
    two.document.set_selection({"web1"})
    QTest.keyClick(two, Qt.Key.Key_C, CTRL)
    QTest.keyClick(two, Qt.Key.Key_Tab, CTRL)
    QTest.keyClick(two, Qt.Key.Key_V, CTRL)
    names = {e.name for e in two.document.diagram.topology.elements.values()}
    assert "Web 1" in names
    assert len(names) == len(small.topology.elements) + 1


def test_a_field_left_by_switching_changes_the_document_it_shows(
    two: MainWindow, qtbot: QtBot
) -> None:
    two.document.set_selection({"only"})
    two.activateWindow()
    qtbot.waitUntil(two.isActiveWindow)
    field = next(f for f in two.parts.inspector.findChildren(QLineEdit) if f.text() == "only")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Typed")
    QTest.keyClick(field, Qt.Key.Key_Tab, CTRL)
    assert two.document.diagram.title == "Shop"
    assert not two.document.history.steps
    QTest.keyClick(two, Qt.Key.Key_Tab, CTRL)
    assert two.document.diagram.topology.elements[ElementId("only")].name == "Typed"


@pytest.fixture
def scoring(qtbot: QtBot, two: MainWindow) -> MainWindow:
    with qtbot.waitSignal(two.document.scored, timeout=PATIENCE_MS):
        two.start()
    return two


def card_of(window: MainWindow) -> Scorecard:
    card = window.document.scorecard
    assert isinstance(card, Scorecard)
    return card


def test_the_panels_follow_and_idle_tabs_are_not_scored(qtbot: QtBot, scoring: MainWindow) -> None:
    small_card, process = card_of(scoring), scoring.scorer.process_id
    idle = next(iter(scoring.tabs)).document
    assert idle.scorecard is None
    with qtbot.waitSignal(scoring.tabs.scored, timeout=PATIENCE_MS):
        QTest.keyClick(scoring, Qt.Key.Key_Tab, CTRL)
    assert scoring.scorer.process_id == process, "one process serves all tabs"
    shop_card = card_of(scoring)
    assert shop_card != small_card
    shown = scoring.parts.reasons.findings.model()
    assert shown.rowCount() == len(shop_card.findings)
    QTest.keyClick(scoring, Qt.Key.Key_Tab, CTRL)
    assert not scoring.scorer.is_busy, "nothing has changed, nothing is scored"
    assert card_of(scoring) is small_card
    assert shown.rowCount() == len(small_card.findings)


def test_a_change_made_just_before_switching_is_scored_on_return(
    qtbot: QtBot, scoring: MainWindow
) -> None:
    scoring.document.do(Rename(id=ElementId("only"), name="Renamed"))
    QTest.keyClick(scoring, Qt.Key.Key_Tab, CTRL)
    with qtbot.waitSignal(scoring.tabs.scored, timeout=PATIENCE_MS):
        QTest.keyClick(scoring, Qt.Key.Key_Tab, CTRL)
    assert scoring.document.diagram.title == "Small"
    sentences = " ".join(item.finding.sentence for item in card_of(scoring).findings)
    assert "Renamed" in sentences


def test_what_is_failed_stays_with_its_tab(qtbot: QtBot, scoring: MainWindow) -> None:
    QTest.keyClick(scoring, Qt.Key.Key_Tab, CTRL)
    scoring.document.set_selection({"db"})
    QTest.keyClick(scoring, Qt.Key.Key_F8)
    bar = scoring.parts.failure_bar
    qtbot.waitUntil(lambda: bool(bar.facts), timeout=PATIENCE_MS)
    facts = bar.facts
    QTest.keyClick(scoring, Qt.Key.Key_Tab, CTRL)
    assert not bar.isVisible()
    assert not scoring.actions_bar["failure.restore-all"].isEnabled()
    QTest.keyClick(scoring, Qt.Key.Key_Tab, CTRL)
    assert bar.isVisible()
    assert scoring.failing.failures.ids == ("db",)
    qtbot.waitUntil(lambda: bar.facts == facts, timeout=PATIENCE_MS)


def _dropped(target: QWidget, paths: list[Path]) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    middle = target.rect().center()
    entering = QDragEnterEvent(middle, copy, data, left, Qt.KeyboardModifier.NoModifier)
    entering.ignore()
    QApplication.sendEvent(target, entering)
    if not entering.isAccepted():
        return False
    drop = QDropEvent(QPointF(middle), copy, data, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, drop)
    return True


def test_each_file_dropped_on_the_window_opens_a_tab(
    window: MainWindow, shop: Diagram, small: Diagram, tmp_path: Path
) -> None:
    paths = [tmp_path / "shop.tenet", tmp_path / "small.tenet"]
    write(paths[0], shop)
    write(paths[1], small)
    assert _dropped(window, paths)
    assert texts(window) == ["shop.tenet", "small.tenet"]
    write(tmp_path / "third.tenet", shop)
    assert _dropped(window.parts.canvas.viewport(), [tmp_path / "third.tenet"])
    assert window.document.path == tmp_path / "third.tenet"
    (tmp_path / "notes.txt").write_text("no diagram", "utf-8")
    assert not _dropped(window, [tmp_path / "notes.txt"])
