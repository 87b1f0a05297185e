"""A person goes through a class by the keyboard."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from designer.grading.adjustment_file import NAME, AdjustmentFile, read_adjustments
from designer.grading.adjustments import WHOLE
from designer.grading.batch.options import RunOptions
from designer.ui.grading_window.columns import ALIKE, CHANGE, COLUMNS
from designer.ui.grading_window.new_class import NewClass
from designer.ui.grading_window.window import GradingWindow
from designer.ui.main_window import MainWindow
from designer.ui.settings import Preferences
from designer.ui.theme_qt import LIGHT, load_fonts, wear
from tests.grading.batch.crews import graded
from tests.grading.batch.test_run import LARGER, SMALL, lay
from tests.grading.classes import NASTY_NAMES, RUBRIC, source_by_hand
from tests.ui.conftest import Answerer


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("window")
    lay(place / "class", ann=SMALL, bob=LARGER, joe=SMALL)
    (place / "class" / "eve").mkdir()
    (place / "class" / "eve" / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    graded(
        place / "class",
        place / "out",
        by=source_by_hand(),
        options=RunOptions(similarity=True),
    )
    return place / "out"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "out"))


@pytest.fixture
def marking(qtbot: QtBot, qapp: QApplication) -> Iterator[GradingWindow]:
    load_fonts(qapp)
    wear(qapp, LIGHT)
    window = GradingWindow(Preferences())
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    window.close()
    window.deleteLater()


def opened(qtbot: QtBot, window: GradingWindow, folder: Path) -> GradingWindow:
    with qtbot.waitSignal(window.desk.complete, timeout=20_000):
        assert window.open_folder(folder)
    window.parts.grader.setText("Ada")
    return window


def names(window: GradingWindow) -> list[str]:
    sieve = window.parts.sieve
    return [str(sieve.index(row, 1).data()) for row in range(sieve.rowCount())]


def trigger(window: GradingWindow, name: str) -> QAction:
    window.actions_bar.refresh()
    action = window.actions_bar[f"marking.{name}"]
    action.trigger()
    return action


def press(widget: QWidget, *keys: str | Qt.Key) -> None:
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(widget, key)
        else:
            QTest.keyClick(widget, key)


def test_points_are_given_and_taken_back_by_keys(
    qtbot: QtBot, marking: GradingWindow, folder: Path
) -> None:
    window = opened(qtbot, marking, folder)
    parts = window.parts
    assert names(window) == ["ann", "bob", "eve", "joe"]
    assert parts.student.name.text() == "ann"
    assert parts.student.picture.has_picture
    ann = window.code
    press(parts.view, Qt.Key.Key_Return)
    qtbot.waitUntil(parts.panel.list.hasFocus)
    press(parts.panel.list, Qt.Key.Key_End)
    current = parts.panel.current
    assert current is not None
    assert (current.criterion.id, current.points) == ("essay", None)
    press(parts.panel.list, "+", "+", "+", "-")
    assert read_adjustments(folder).of[ann]["essay"].points == 1
    press(parts.panel.list, "3")
    qtbot.waitUntil(parts.panel.points.hasFocus)
    press(parts.panel.points, ".", "5", Qt.Key.Key_Return)
    qtbot.waitUntil(parts.panel.list.hasFocus)
    kept = read_adjustments(folder).of[ann]["essay"]
    assert (kept.points, kept.by, kept.computed) == (3.5, "Ada", None)
    assert "3.5 / 5" in str(parts.panel.list.model().index(9, 2).data())
    press(parts.panel.list, "f")
    assert read_adjustments(folder).of[ann]["essay"].points == 5
    press(parts.panel.list, Qt.Key.Key_Delete)
    assert read_adjustments(folder).count == 0
    for points in (5, 3.5, 1):
        trigger(window, "undo")
        assert read_adjustments(folder).of[ann]["essay"].points == points
    trigger(window, "redo")
    assert read_adjustments(folder).of[ann]["essay"].points == 3.5
    row = window.desk.marking.rows[ann] if window.desk.marking else None
    assert row is not None
    assert parts.student.total.text().startswith(f"{row.result.total:g} of 25")


def test_what_is_no_number_is_refused_and_nothing_is_changed(
    qtbot: QtBot, marking: GradingWindow, folder: Path
) -> None:
    window = opened(qtbot, marking, folder)
    points = window.parts.panel.points
    window.judge()
    press(window.parts.panel.list, "1")
    press(points, "x", Qt.Key.Key_Return)
    assert "type points as a number" in window.parts.toast.text
    press(points, Qt.Key.Key_Escape)
    assert points.text() == "2"
    assert read_adjustments(folder).count == 0


def test_comments_are_kept_while_they_are_written(
    qtbot: QtBot, marking: GradingWindow, folder: Path
) -> None:
    window = opened(qtbot, marking, folder)
    panel = window.parts.panel
    ann = window.code
    window.judge()
    press(panel.list, "c")
    qtbot.waitUntil(panel.comment.hasFocus)
    press(panel.comment, "Well <b>done</b>.")
    qtbot.waitUntil(lambda: read_adjustments(folder).count == 1, timeout=3000)
    assert read_adjustments(folder).of[ann]["balancer"].comment == "Well <b>done</b>."
    press(panel.comment, " See me.")
    trigger(window, "next")
    kept = read_adjustments(folder).of[ann]["balancer"]
    assert kept.comment == "Well <b>done</b>. See me."
    assert window.code != ann
    assert panel.comment.toPlainText() == ""
    panel.whole.setFocus()
    press(panel.whole, "On all of it")
    trigger(window, "previous")
    assert read_adjustments(folder).of.keys() != {ann}
    trigger(window, "undo")
    trigger(window, "undo")
    assert read_adjustments(folder).count == 0
    assert panel.comment.toPlainText() == ""


def test_the_way_through_the_class(qtbot: QtBot, marking: GradingWindow, folder: Path) -> None:
    window = opened(qtbot, marking, folder)
    parts = window.parts
    trigger(window, "next")
    trigger(window, "next")
    assert parts.student.name.text() == "eve"
    assert not parts.student.picture.has_picture
    trigger(window, "find")
    qtbot.waitUntil(parts.filter.hasFocus)
    press(parts.filter, "total>2 judge")
    assert names(window) == ["ann", "bob", "joe"]
    parts.filter.clear()
    assert names(window) == ["ann", "bob", "eve", "joe"]
    parts.view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    shown = [str(parts.sieve.index(row, 2).data()) for row in range(4)]
    # What nobody could read has no grade yet; it stands apart from those that have.
    assert (names(window)[0], shown[0]) == ("eve", "–")
    totals = [float(text) for text in shown[1:]]
    assert totals == sorted(totals, reverse=True)
    best = names(window)[1]
    window.toggle_blind()
    assert all(name.startswith("s-") for name in names(window))
    assert parts.student.name.text().startswith("s-")
    parts.filter.setText("bob")
    assert names(window) == []
    parts.filter.clear()
    window.toggle_blind()
    assert names(window)[1] == best
    qtbot.waitUntil(lambda: sum(parts.histogram.counts) == 3)


def test_the_most_alike_is_told_and_found(
    qtbot: QtBot, marking: GradingWindow, folder: Path
) -> None:
    window = opened(qtbot, marking, folder)
    assert not window.parts.view.isColumnHidden(ALIKE)
    assert window.parts.sieve.index(0, ALIKE).data() == "100 % joe"
    window.toggle_blind()
    assert "joe" not in str([window.parts.sieve.index(row, ALIKE).data() for row in range(4)])
    window.toggle_blind()
    trigger(window, "alike")
    assert window.parts.student.name.text() == "joe"


def test_the_next_to_judge_is_found_also_behind_a_filter(
    qtbot: QtBot, marking: GradingWindow, folder: Path
) -> None:
    window = opened(qtbot, marking, folder)
    window.desk.give(window.code, "essay", 3)
    for name in ("bob", "eve", "joe", "bob"):
        trigger(window, "next-open")
        assert window.parts.student.name.text() == name


def test_what_was_given_is_there_when_the_window_is_opened_again(
    qtbot: QtBot, marking: GradingWindow, folder: Path
) -> None:
    window = opened(qtbot, marking, folder)
    ann = window.code
    window.desk.give(ann, "essay", 3)
    window.desk.say(ann, WHOLE, "Thank you.")
    with qtbot.waitSignal(window.desk.complete, timeout=20_000):
        window.open_folder(folder)
    assert window.code == ann
    assert window.parts.panel.whole.toPlainText() == "Thank you."
    assert window.desk.marking is not None
    assert window.desk.marking.points(ann, "essay") == 3
    AdjustmentFile(folder).put(ann, "essay", None)
    window.desk.look_again()
    assert window.desk.marking.points(ann, "essay") is None


def test_a_folder_of_something_else_is_refused_in_a_sentence(
    marking: GradingWindow, tmp_path: Path
) -> None:
    assert not marking.open_folder(tmp_path)
    assert "run.json" in marking.parts.toast.text
    assert marking.parts.pages.currentIndex() == 0


def test_a_change_that_cannot_be_kept_is_not_shown(
    qtbot: QtBot, marking: GradingWindow, folder: Path
) -> None:
    window = opened(qtbot, marking, folder)
    (folder / NAME).mkdir()
    window.judge()
    press(window.parts.panel.list, "-")
    assert NAME in window.parts.toast.text
    current = window.parts.panel.current
    assert current is not None
    assert current.points == current.computed_points


def test_an_edited_rubric_shows_who_has_changed(
    qtbot: QtBot, marking: GradingWindow, folder: Path, tmp_path: Path
) -> None:
    window = opened(qtbot, marking, folder)
    window.desk.give(window.code, "zone", 1)
    rubric = tmp_path / "edited.rubric.toml"
    rubric.write_text(RUBRIC.replace("points = 2", "points = 1", 1).replace("= 20", "= 19", 1))
    with qtbot.waitSignal(window.desk.complete, timeout=60_000):
        words = ("--workers=1", f"--again={folder}", "--", str(rubric))
        window.desk.grade(words, folder)
        assert not window.parts.panel.isEnabled()
    assert window.parts.changes_strip.isVisible()
    assert "3 students of 4 changed" in window.parts.changes_strip.words.text()
    assert not window.parts.view.isColumnHidden(CHANGE)
    window.parts.filter.setText("changed")
    assert names(window) == ["ann", "bob", "joe"]
    index = window.parts.sieve.index(0, CHANGE)
    assert index.data() == "\N{MINUS SIGN}1"
    # The outputs were written with the adjustment.
    assert "Given by hand" in (folder / "feedback" / f"{window.code}.html").read_text()
    window.parts.changes_strip.dismissed.emit()
    assert names(window) == ["ann", "bob", "eve", "joe"]


def test_a_run_can_be_stopped_and_gone_on_with(
    qtbot: QtBot, marking: GradingWindow, folder: Path
) -> None:
    window = opened(qtbot, marking, folder)
    window.desk.grade((f"--again={folder}",), folder)
    assert window.parts.run_strip.isVisible()
    assert not window.actions_bar["marking.new"].isEnabled()
    window.desk.cancel()
    assert not window.parts.run_strip.isVisible()
    assert window.parts.panel.isEnabled()


def test_closing_in_the_middle_of_a_run_is_asked_about(
    qtbot: QtBot, marking: GradingWindow, folder: Path, answers: Answerer
) -> None:
    window = opened(qtbot, marking, folder)
    window.desk.grade((f"--again={folder}",), folder)
    answers.press("Cancel")
    assert not window.close()
    assert window.desk.is_running
    window.desk.cancel()


def test_grades_are_written_and_the_work_goes_on(
    qtbot: QtBot, marking: GradingWindow, folder: Path, answers: Answerer
) -> None:
    window = opened(qtbot, marking, folder)
    trigger(window, "next")
    bob = window.code
    window.desk.give(bob, "essay", 2)
    qtbot.waitUntil(lambda: "not written" in window.parts.state.text())
    answers.press("Write")
    with qtbot.waitSignal(window.desk.complete, timeout=60_000):
        window.write_grades()
    assert (folder / "adjustments.csv").exists()
    assert window.code == bob
    qtbot.waitUntil(lambda: "not written" not in window.parts.state.text())
    trigger(window, "undo")
    assert read_adjustments(folder).count == 0


def test_the_main_window_opens_it_once(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(2):
        window.actions_bar["file.grade"].trigger()
    assert len(grading_windows()) == 1
    grading_windows()[0].close()
    qtbot.waitUntil(lambda: not grading_windows())
    window.actions_bar["file.grade"].trigger()
    assert len(grading_windows()) == 1
    grading_windows()[0].close()
    qtbot.waitUntil(lambda: not grading_windows())


def grading_windows() -> list[GradingWindow]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, GradingWindow)]


def test_a_failed_run_says_why(qtbot: QtBot, marking: GradingWindow, tmp_path: Path) -> None:
    with qtbot.waitSignal(marking.desk.refused, timeout=30_000):
        marking.desk.grade(("--again", str(tmp_path), "a", "b"), tmp_path)
    assert "takes a rubric at most" in marking.parts.toast.text


def test_a_new_class_is_asked_for(
    qtbot: QtBot, marking: GradingWindow, tmp_path: Path, answers: Answerer
) -> None:
    rubric = tmp_path / "a.rubric.toml"
    rubric.write_text(RUBRIC)

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, NewClass)
        dialog.accept()
        assert dialog.isVisible()
        dialog.rubric.line.setText(str(rubric))
        dialog.add_work([str(tmp_path), str(tmp_path)])
        dialog.output.line.setText(str(tmp_path / "out"))
        dialog.blind.setChecked(True)
        assert dialog.words == (
            *("--blind", "-o", str(tmp_path / "out"), "--"),
            *(str(rubric), str(tmp_path)),
        )
        dialog.reject()

    answers.do(fill)
    marking.grade_new()
    assert not marking.desk.is_running


def test_names_are_shown_as_they_are(qtbot: QtBot, marking: GradingWindow, tmp_path: Path) -> None:
    for number, name in enumerate(NASTY_NAMES[1:3]):
        place = tmp_path / "class" / name.replace("/", "_")
        place.mkdir(parents=True)
        (place / f"{number}.drawio").write_bytes(SMALL)
    graded(tmp_path / "class", tmp_path / "out", options=RunOptions())
    window = opened(qtbot, marking, tmp_path / "out")
    assert any("<script>" in name for name in names(window))
    tips = [window.parts.sieve.index(0, c).data(Qt.ItemDataRole.ToolTipRole) for c in range(3)]
    assert not any("<script>" in str(one) for one in tips)
    assert len(COLUMNS) == window.parts.table.columnCount()
