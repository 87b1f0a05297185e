"""What a newcomer is told on the canvas goes by itself once it was tried, and for good."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from designer.model.diagram import Diagram
from designer.ui.first_steps import STEPS
from designer.ui.main_window import MainWindow
from designer.ui.settings import load_settings
from tests.builders import diagram


@pytest.fixture
def begun(window: MainWindow, shop: Diagram) -> MainWindow:
    window.begin()
    window.files.hold(shop, None)
    return window


def test_each_step_goes_once_it_was_tried(begun: MainWindow) -> None:
    steps = begun.first_steps
    assert steps.text == STEPS[0].words
    begun.document.set_selection({"u", "db"})
    QTest.keyClick(begun.parts.canvas, Qt.Key.Key_C)
    assert steps.text == STEPS[1].words
    begun.document.set_selection({"db"})
    QTest.keyClick(begun, Qt.Key.Key_F8)
    assert steps.text == STEPS[2].words
    begun.parts.reasons.findings.clicked.emit(begun.parts.reasons.findings.currentIndex())
    assert steps.text == ""
    assert load_settings().first_steps == len(STEPS)
    begun.document.undo()
    assert steps.text == ""


def test_the_cross_ends_it_and_help_brings_it_back(begun: MainWindow) -> None:
    cross = begun.first_steps.findChild(QToolButton)
    assert isinstance(cross, QToolButton)
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert not begun.first_steps.isVisible()
    assert load_settings().first_steps == len(STEPS)
    begun.actions_bar["help.first-steps"].trigger()
    assert begun.first_steps.text == STEPS[0].words


def test_an_empty_canvas_has_its_own_hint(begun: MainWindow) -> None:
    begun.files.new()
    assert begun.first_steps.text == ""
    begun.tabs.step(-1)
    assert begun.first_steps.text == STEPS[0].words


def test_opening_a_file_is_no_step(begun: MainWindow) -> None:
    begun.files.hold(diagram("users u\nalb lb\nu -> lb"), None)
    assert begun.first_steps.text == STEPS[0].words
