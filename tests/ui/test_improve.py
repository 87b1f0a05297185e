"""Improve to target in the window: targets, search, plan, and one step of the history."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from designer.model.diagram import Diagram
from designer.model.workload import Disruption
from designer.scoring.engine import totals
from designer.scoring.targets import Targets
from designer.storage.diagram_file import read_bytes
from designer.ui.dialogs.improve import Improve
from designer.ui.improver import Improver
from designer.ui.main_window import MainWindow
from tests.builders import diagram
from tests.ui.conftest import Answerer, words_of

PATIENCE_MS = 60_000
DRAWN = """
title Shop
workload rpo.software=86400
users u
region r eu-west-1
  s3 files
  dynamodb table
u -> files, table
"""


@pytest.fixture
def drawn() -> Diagram:
    return diagram(DRAWN)


def _button(dialog: QWidget, text: str) -> QPushButton:
    found = [b for b in dialog.findChildren(QPushButton) if text in b.text().replace("&", "")]
    assert found, text
    return found[0]


def _search(qtbot: QtBot, dialog: Improve) -> None:
    QTest.mouseClick(_button(dialog, "Find fixes"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Searching" not in words_of(dialog), timeout=PATIENCE_MS)


def test_stated_targets_are_filled_in_and_met(
    qtbot: QtBot, window: MainWindow, drawn: Diagram
) -> None:
    dialog = Improve(drawn, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.targets == Targets(rpo_s={Disruption.SOFTWARE: 86400.0})
    apply = dialog.buttons.button(QDialogButtonBox.StandardButton.Apply)
    assert not apply.isEnabled()
    _search(qtbot, dialog)
    assert "The targets are met with 2 fixes." in words_of(dialog)
    assert apply.text() == "Apply 2 fixes"
    offer = dialog.offer
    assert offer is not None
    fixed = read_bytes(offer.diagram.encode(), "plan")
    assert totals(fixed.topology, fixed.workload) == offer.after.totals
    dialog.reject()


def test_a_step_that_is_left_out_takes_the_later_ones_along(
    qtbot: QtBot, window: MainWindow, drawn: Diagram
) -> None:
    dialog = Improve(drawn, window)
    qtbot.addWidget(dialog)
    dialog.show()
    _search(qtbot, dialog)
    steps = dialog.findChild(QListWidget)
    assert isinstance(steps, QListWidget)
    assert steps.count() == 2
    steps.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert steps.item(1).checkState() is Qt.CheckState.Unchecked
    apply = dialog.buttons.button(QDialogButtonBox.StandardButton.Apply)
    assert not apply.isEnabled()
    steps.item(1).setCheckState(Qt.CheckState.Checked)
    assert steps.item(0).checkState() is Qt.CheckState.Checked
    assert apply.isEnabled()
    steps.item(1).setCheckState(Qt.CheckState.Unchecked)
    offer = dialog.offer
    assert offer is not None
    first = read_bytes(offer.diagram.encode(), "plan")
    assert sum(e != drawn.topology.elements[i] for i, e in first.topology.elements.items()) == 1
    dialog.reject()


def test_what_stays_short_is_said(qtbot: QtBot, window: MainWindow, drawn: Diagram) -> None:
    dialog = Improve(drawn, window)
    qtbot.addWidget(dialog)
    dialog.show()
    overall = dialog.findChildren(QComboBox)[0]
    overall.setCurrentIndex(1)
    assert dialog.targets.overall == 97
    _search(qtbot, dialog)
    assert "No list of fixes meets the targets" in words_of(dialog)
    assert "The overall score is" in words_of(dialog)
    dialog.reject()


def test_without_any_target_there_is_nothing_to_search(
    qtbot: QtBot, window: MainWindow, drawn: Diagram
) -> None:
    dialog = Improve(drawn, window)
    qtbot.addWidget(dialog)
    dialog.show()
    for box in dialog.findChildren(QCheckBox):
        box.setChecked(False)
    assert dialog.targets.is_empty
    assert not _button(dialog, "Find fixes").isEnabled()
    dialog.reject()


def test_a_search_is_cancelled(qtbot: QtBot, window: MainWindow, drawn: Diagram) -> None:
    dialog = Improve(drawn, window)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.mouseClick(_button(dialog, "Find fixes"), Qt.MouseButton.LeftButton)
    assert dialog.findChildren(QProgressBar)[0].isVisible()
    QTest.mouseClick(_button(dialog, "Cancel the search"), Qt.MouseButton.LeftButton)
    assert "cancelled" in words_of(dialog)
    assert _button(dialog, "Find fixes").isEnabled()
    dialog.reject()


def test_the_plan_is_one_step_of_the_history(
    qtbot: QtBot, window: MainWindow, drawn: Diagram, answers: Answerer
) -> None:
    window.document.load(drawn, None)

    def improve(dialog: QWidget) -> None:
        assert isinstance(dialog, Improve)
        _search(qtbot, dialog)
        _button(dialog, "Apply 2 fixes").click()

    answers.do(improve)
    window.actions_bar["edit.improve"].trigger()
    assert window.document.history.undo_text == "Improve to target (2 fixes)"
    assert window.document.diagram != drawn
    window.document.undo()
    assert window.document.diagram == drawn
    assert not window.document.history.can_undo


def test_progress_is_told(qtbot: QtBot, qapp: object, drawn: Diagram) -> None:
    improver = Improver()
    said: list[str] = []
    improver.progressed.connect(lambda _share, what: said.append(what))
    with qtbot.waitSignal(improver.found, timeout=PATIENCE_MS):
        improver.start(drawn, Targets(overall=100))
    assert said
    assert not improver.is_busy


def test_a_label_shows_names_as_they_are(qtbot: QtBot, window: MainWindow) -> None:
    dialog = Improve(diagram(DRAWN.replace("s3 files", 's3 files "<b>x</b>"')), window)
    qtbot.addWidget(dialog)
    dialog.show()
    _search(qtbot, dialog)
    assert any("<b>x</b>" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()
