from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from designer.edit.apply import apply
from designer.edit.edits import AddElement, Rename, Reparent, SetTitle
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.storage.diagram_file import write
from designer.ui.main_window import MainWindow
from designer.ui.settings import Preferences, load_settings
from tests.builders import diagram

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit)

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _holder(widget: QWidget) -> QWidget | None:
    """Return what a list pops up from."""
    around = widget.parentWidget()
    return None if around is None else around.parentWidget()


def _nameless(root: QWidget) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if isinstance(_holder(widget), QComboBox):
            continue
        own = widget.accessibleName() or (
            widget.text() if isinstance(widget, QAbstractButton) else ""
        )
        if not own and widget.objectName() not in ("qt_toolbar_ext_button",):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


@pytest.mark.parametrize("chosen", ["", "db", "web", "u--lb", "r", "u"])
def test_every_control_has_a_name(window: MainWindow, shop: Diagram, chosen: str) -> None:
    window.document.load(shop, None)
    window.document.set_selection({chosen})
    assert _nameless(window) == []


HOSTILE = '<img src="/tmp/canary.png"><b>&amp;</b>'


def test_text_of_a_file_is_never_markup(window: MainWindow) -> None:
    drawn = diagram("region r eu-west-1\n  vpc v\n    alb lb")
    for key in ("v", "lb"):
        drawn = apply(drawn, Rename(id=ElementId(key), name=HOSTILE))
    drawn = apply(drawn, SetTitle(title=HOSTILE, description=HOSTILE))
    window.document.load(drawn, None)
    for chosen in ("", "lb", "v"):
        window.document.set_selection({chosen})
        window.document.refused.emit(HOSTILE)
        QApplication.processEvents()
        labels = [w for w in QApplication.allWidgets() if isinstance(w, QLabel)]
        assert labels
        wrong = [w.text() for w in labels if w.textFormat() != Qt.TextFormat.PlainText and w.text()]
        assert wrong == []


def test_a_refusal_is_shown_on_the_canvas(window: MainWindow, shop: Diagram) -> None:
    window.document.load(shop, None)
    assert not window.document.do(
        Reparent(ids=frozenset({ElementId("lb")}), parent=ElementId("web"))
    )
    assert window.parts.toast.isVisible()
    assert "Auto Scaling group" in window.parts.toast.text
    QTest.mouseClick(window.parts.toast, Qt.MouseButton.LeftButton)
    assert not window.parts.toast.isVisible()


def test_enter_in_the_palette_puts_the_service_on_the_canvas(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, CTRL_SHIFT)
    search = QApplication.focusWidget()
    assert isinstance(search, QLineEdit)
    QTest.keyClicks(search, "cloudfront")
    QTest.keyClick(search, Qt.Key.Key_Return)
    services = [e.service for e in window.document.diagram.topology.elements.values()]
    assert services == ["cloudfront"]
    assert window.isWindowModified()


def test_the_title_names_the_diagram(window: MainWindow, shop: Diagram) -> None:
    window.document.load(shop, None)
    assert window.windowTitle() == "Shop[*] — Tenet Designer"
    element = Element(id=ElementId("n"), kind=Kind.NOTE, service="note", name="n")
    window.document.do(AddElement(element=element, box=Box(0, 0, 100, 60)))
    assert window.isWindowModified()
    window.document.undo()
    assert not window.isWindowModified()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_theme_changes_at_once_and_is_kept(
    window: MainWindow, shop: Diagram, theme: str
) -> None:
    window.document.load(shop, None)
    window.actions_bar[f"view.theme-{theme}"].trigger()
    ground = QApplication.palette().color(QPalette.ColorRole.Window)
    assert (ground.lightness() < 128) is (theme == "dark")
    assert load_settings().theme == theme


def test_gliding_is_switched_and_kept(window: MainWindow) -> None:
    action = window.actions_bar["view.gliding"]
    assert action.isChecked()
    assert window.parts.canvas.glide.duration_ms > 0
    action.trigger()
    assert window.parts.canvas.glide.duration_ms == 0
    assert not load_settings().gliding


def test_snapping_is_switched_and_kept(window: MainWindow) -> None:
    action = window.actions_bar["view.snap"]
    assert action.isChecked()
    action.trigger()
    assert not window.parts.canvas.driver.snaps
    assert not load_settings().grid_snap
    again = MainWindow(Preferences())
    assert not again.parts.canvas.driver.snaps
    assert not again.actions_bar["view.snap"].isChecked()
    again.deleteLater()


def test_panels_hide_and_come_back(window: MainWindow) -> None:
    window.actions_bar["panel.palette"].trigger()
    assert not window.parts.palette.isVisible()
    window.actions_bar["edit.find-service"].trigger()
    assert window.parts.palette.isVisible()
    window.actions_bar["panel.score"].trigger()
    assert not window.parts.score.isVisible()
    window.actions_bar["view.reset-panels"].trigger()
    assert window.parts.score.isVisible()


def test_a_file_dropped_on_the_window_is_opened(
    window: MainWindow, shop: Diagram, tmp_path: Path
) -> None:
    path = tmp_path / "shop.tenet"
    write(path, shop)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert window.document.path == path


def test_the_size_is_remembered(window: MainWindow) -> None:
    window.resize(1111, 777)
    window.close()
    assert load_settings().geometry
    assert load_settings().state
