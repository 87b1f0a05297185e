"""The panel that plots a day, driven as a user drives it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDockWidget,
    QFileDialog,
    QGraphicsView,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from designer.edit.edits import SetProperty, SetWorkload
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.workload import Workload
from designer.ui.load_day import NO_PEAK, NOTHING, LoadDay, LoadOrder, day_of
from designer.ui.load_panel.panel import LoadPanel
from designer.ui.main_window import MainWindow
from designer.ui.theme_qt import DARK, LIGHT, wear
from tests.builders import diagram

PATIENCE_MS = 30_000
HOSTILE = "<b>Web</b>"
TICKETS = f"""
workload peak_rps=5000 base_rps=400 load_shape=flash
users u
region r eu-west-1
  asg web "{HOSTILE}" desired=2 maximum=16 scaling_policy=target_tracking
  lambda pay "Pay" concurrency=300
u -> web
web -> pay
"""


@pytest.fixture
def tickets() -> Diagram:
    return diagram(TICKETS)


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication, tickets: Diagram) -> Iterator[LoadPanel]:
    """A shown panel whose wishes are answered at once."""
    wear(qapp, LIGHT)
    made = LoadPanel()
    made.resize(900, 260)
    made.wanted.connect(lambda order: made.display(day_of(tickets, order)))
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()
    made.deleteLater()


def chooser(panel: QWidget, name: str) -> QComboBox:
    (found,) = (c for c in panel.findChildren(QComboBox) if c.accessibleName() == name)
    return found


def said(panel: QWidget) -> str:
    return " | ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def plot(panel: QWidget) -> QWidget:
    (found,) = (w for w in panel.findChildren(QWidget) if w.accessibleName() == "Demand and supply")
    return found


def reddish(image: QImage) -> int:
    """Count the pixels that are clearly more red than anything else."""
    count = 0
    for x in range(0, image.width()):
        for y in range(0, image.height()):
            colour = image.pixelColor(x, y)
            count += colour.red() > colour.green() + 60 and colour.red() > colour.blue() + 60
    return count


def test_a_day_is_shown_with_its_measures(panel: LoadPanel) -> None:
    assert chooser(panel, "Tier").currentText() == HOSTILE
    assert chooser(panel, "Load").currentText() == "Flash crowd"
    assert "Too few from 12:0" in said(panel)
    assert "target tracking at 50 %, 1 to 16" in said(panel)
    for label in ("Requests refused", "Time with too few", "Instance hours", "Instability"):
        assert label in said(panel)


def test_too_few_is_red(panel: LoadPanel) -> None:
    QApplication.processEvents()
    flash = reddish(plot(panel).grab().toImage())
    load = chooser(panel, "Load")
    load.setFocus()
    QTest.keyClick(load, Qt.Key.Key_Home)
    assert load.currentText() == "Day and night"
    assert "Always enough." in said(panel)
    QApplication.processEvents()
    assert reddish(plot(panel).grab().toImage()) == 0 < flash


def test_another_tier_is_chosen(panel: LoadPanel) -> None:
    tier = chooser(panel, "Tier")
    tier.setFocus()
    QTest.keyClick(tier, Qt.Key.Key_P)
    assert tier.currentText() == "Pay"
    assert "Environment hours" in said(panel)
    assert panel.order == LoadOrder(tier="pay")


def test_the_pointer_and_the_keys_read_the_day(panel: LoadPanel, qtbot: QtBot) -> None:
    drawn = plot(panel)
    drawn.setFocus()
    QTest.keyClick(drawn, Qt.Key.Key_Home)
    assert "00:00   needed 1   serving 2   1 to spare" in said(panel)
    QTest.keyClick(drawn, Qt.Key.Key_Right)
    assert "00:05   needed 1" in said(panel)
    QTest.keyClick(drawn, Qt.Key.Key_PageDown)
    assert "01:45   needed 1" in said(panel)
    QTest.keyClick(drawn, Qt.Key.Key_End)
    assert "23:59   needed 1" in said(panel)
    (view,) = drawn.findChildren(QGraphicsView)
    inner = view.viewport()
    middle = QPoint(inner.width() * 7 // 13, inner.height() // 2)
    QTest.mouseMove(inner, middle)
    qtbot.waitUntil(lambda: "12:" in said(panel), timeout=2000)
    assert "missing" in said(panel) or "to spare" in said(panel)
    QApplication.sendEvent(inner, QEvent(QEvent.Type.Leave))
    assert "Too few from 12:0" in said(panel)


def test_zooming_and_all_of_it_again(panel: LoadPanel) -> None:
    drawn = plot(panel)
    drawn.setFocus()
    before = drawn.grab().toImage()
    for _ in range(4):
        QTest.keyClick(drawn, Qt.Key.Key_Plus)
    QApplication.processEvents()
    assert drawn.grab().toImage() != before
    QTest.keyClick(drawn, Qt.Key.Key_0)
    QApplication.processEvents()
    assert drawn.grab().toImage() == before


def test_a_file_of_ones_own(
    panel: LoadPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "own.csv"
    file.write_text("time,load\n00:00,100\n01:00,9000\n02:00,100\n", "utf-8")
    load = chooser(panel, "Load")
    load.setFocus()
    # The dialog itself is the system's.
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    QTest.keyClick(load, Qt.Key.Key_End)
    assert load.currentText() == "own.csv"
    assert "Too few from 01:0" in said(panel)
    file.write_text("time,load\n0,?\n", "utf-8")
    panel.ask_again()
    assert "line 2: '?' is not a load" in said(panel)
    assert not plot(panel).isVisible()
    QTest.keyClick(load, Qt.Key.Key_Home)
    assert plot(panel).isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    QTest.keyClick(load, Qt.Key.Key_End)
    assert load.currentText() == "Day and night"


def test_it_is_dark_on_a_dark_ground(panel: LoadPanel, qapp: QApplication) -> None:
    light = plot(panel).grab().toImage().pixelColor(200, 4).lightness()
    wear(qapp, DARK)
    panel.wear()
    dark = plot(panel).grab().toImage().pixelColor(200, 4).lightness()
    wear(qapp, LIGHT)
    panel.wear()
    assert dark < 80 < 200 < light


def test_nothing_to_show_is_said(panel: LoadPanel) -> None:
    panel.display(LoadDay(shape="flash", load="", problem=NO_PEAK))
    assert NO_PEAK in said(panel)
    assert not chooser(panel, "Tier").isEnabled()


# -- in the window


def dock(window: MainWindow) -> QDockWidget:
    (found,) = (d for d in window.findChildren(QDockWidget) if d.windowTitle() == "Load")
    return found


def test_the_window_shows_it_on_demand_and_keeps_it_up_to_date(
    qtbot: QtBot, window: MainWindow, tickets: Diagram
) -> None:
    window.document.load(tickets, None)
    window.start()
    assert not dock(window).isVisible()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    load = window.parts.load
    qtbot.waitUntil(lambda: "Too few" in said(load), timeout=PATIENCE_MS)
    assert dock(window).isVisible()
    # As many from the beginning as the crowd needs.
    edit = SetProperty(ids=frozenset({ElementId("web")}), key="minimum", value=16)
    assert window.document.do(edit)
    qtbot.waitUntil(lambda: "Always enough" in said(load), timeout=PATIENCE_MS)
    assert window.document.do(SetWorkload(workload=Workload()))
    qtbot.waitUntil(lambda: NO_PEAK in said(load), timeout=PATIENCE_MS)
    window.files.hold(Diagram(), None)
    qtbot.waitUntil(lambda: NOTHING in said(load), timeout=PATIENCE_MS)
    window.scorer.stop()


def test_a_panel_that_was_left_open_is_filled_at_the_start(
    qtbot: QtBot, window: MainWindow, tickets: Diagram
) -> None:
    window.document.load(tickets, None)
    window.shell.show_load()
    window.start()
    qtbot.waitUntil(lambda: "Too few" in said(window.parts.load), timeout=PATIENCE_MS)
    window.scorer.stop()


def test_resetting_the_panels_puts_it_away(window: MainWindow) -> None:
    window.shell.show_load()
    assert dock(window).isVisible()
    window.shell.reset_panels()
    assert not dock(window).isVisible()


START = """
import sys
from PySide6.QtWidgets import QApplication
from designer.ui.main_window import MainWindow
from designer.ui.settings import Preferences
app = QApplication([])
window = MainWindow(Preferences())
window.show()
app.processEvents()
early = "pyqtgraph" in sys.modules
window.close()
print("LOADED", early)
"""


def test_the_window_starts_without_the_plotting_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", START],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert "LOADED False" in done.stdout
