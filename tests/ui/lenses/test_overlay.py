"""An overlay on the window: switched by key, painted on elements, explained by its legend."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.edit.edits import Collapse
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.scoring.engine import score
from designer.ui.lenses.lens import Lens
from designer.ui.main_window import MainWindow
from designer.ui.tints import FADED, NO_TINT

ALT = Qt.KeyboardModifier.AltModifier


def scored(window: MainWindow, shop: Diagram) -> None:
    window.document.load(shop, None)
    window.document.set_scorecard(score(shop))
    window.activateWindow()
    window.parts.canvas.setFocus()
    QApplication.processEvents()


def test_keys_switch_overlays(window: MainWindow, shop: Diagram) -> None:
    scored(window, shop)
    canvas, lenses = window.parts.canvas.canvas, window.seeing.lenses
    assert canvas.tint_of("db") is NO_TINT
    QTest.keyClick(window, Qt.Key.Key_1, ALT)
    assert lenses.is_on(Lens.SINGLE_POINTS)
    assert window.actions_bar["view.overlay-1"].isChecked()
    assert canvas.tint_of("db").sign
    assert canvas.tint_of("web1") == FADED
    assert lenses.legend.isVisible()
    assert "Single points of failure" in lenses.legend.accessibleName()
    QTest.keyClick(window, Qt.Key.Key_5, ALT)
    assert lenses.is_on(Lens.NOT_STATED)
    QTest.keyClick(window, Qt.Key.Key_5, ALT)
    assert lenses.is_on(None)
    assert canvas.tint_of("db") is NO_TINT
    assert not lenses.legend.isVisible()
    assert window.actions_bar["view.overlay-0"].isChecked()


def test_the_legend_is_as_high_as_its_lines(window: MainWindow, shop: Diagram) -> None:
    scored(window, shop)
    legend = window.seeing.lenses.legend
    for lens in (*Lens, *Lens):
        window.seeing.lenses.toggle(lens)
        QApplication.processEvents()
        layout = legend.layout()
        assert layout is not None
        assert legend.height() >= layout.totalHeightForWidth(legend.width())
        inside = [child for child in legend.children() if child.isWidgetType()]
        assert inside
    legend._close.click()
    assert window.seeing.lenses.is_on(None)


def test_tooltip_and_box_tell_what_the_overlay_says(window: MainWindow, shop: Diagram) -> None:
    scored(window, shop)
    window.seeing.lenses.toggle(Lens.SINGLE_POINTS)
    canvas = window.parts.canvas
    item = canvas.canvas.element_item("db")
    assert item is not None
    tip = canvas._hover.tip(QPointF(item.outline().center()))
    assert tip.startswith(item.tint.why)
    window.document.do(Collapse(ids=frozenset({ElementId("s1")})))
    box = canvas.canvas.element_item("s1")
    assert box is not None
    assert box.tint.shade is item.tint.shade


def test_failure_domains_are_asked_of_the_scoring_process(
    window: MainWindow, shop: Diagram, qtbot: QtBot
) -> None:
    window.document.load(shop, None)
    window.scorer.start()
    window.seeing.lenses.toggle(Lens.DOMAINS)
    canvas = window.parts.canvas.canvas
    qtbot.waitUntil(lambda: canvas.tint_of("web1").sign != "", timeout=20_000)
    assert canvas.tint_of("web1").shade is not canvas.tint_of("web2").shade
    assert not window.scorer._request().diagram
    window.seeing.lenses.hide()
    assert not window.scorer._request().standings
