"""Fail it and see: by mouse, by key, by chip; the document knows nothing of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from designer.analysis.facts import Facts
from designer.analysis.what_if import JourneyState, WhatIf, what_if
from designer.edit.edits import Move, Remove, Rename, SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.rules import failure_phrasing as words
from designer.storage.diagram_file import read_bytes, to_text
from designer.ui.canvas.fates import Fate, LinkFate
from designer.ui.main_window import MainWindow
from designer.ui.score_messages import Answer
from designer.ui.theme_qt import DARK, wear

PATIENCE_MS = 10_000


@pytest.fixture
def live(window: MainWindow, shop: Diagram, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window over the shop, scored."""
    window.files.hold(shop, None)
    window.document.history.mark_clean()
    window.start()
    qtbot.waitUntil(lambda: not window.scorer.is_busy, timeout=PATIENCE_MS)
    yield window
    window.scorer.stop()


def answered(window: MainWindow, qtbot: QtBot) -> WhatIf:
    """Wait for the answer to what is failed now; it is what the analysis says of it."""
    diagram = read_bytes(to_text(window.document.diagram).encode(), "saved")
    ids = window.failing.failures.ids
    expected = what_if(Facts(diagram.topology, diagram.workload), ids)
    qtbot.waitUntil(lambda: window.failing.failures.answer == expected, timeout=PATIENCE_MS)
    return expected


def fail(window: MainWindow, qtbot: QtBot, *ids: str) -> WhatIf:
    window.document.set_selection(ids)
    window.actions_bar["failure.fail"].trigger()
    return answered(window, qtbot)


def right_click(window: MainWindow, at: QPointF) -> QMenu:
    """Click as the window system does, which asks for the menu too."""
    canvas = window.parts.canvas
    place = canvas.viewport().mapTo(window, canvas.mapFromScene(at))
    handle = window.windowHandle()
    QTest.mouseClick(
        handle, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, QPoint(place)
    )
    menu = window.actions_bar.popup
    assert menu is not None
    return menu


def choose(menu: QMenu, text: str) -> None:
    """Click one line of an open menu."""
    (action,) = [one for one in menu.actions() if one.text().replace("&", "") == text]
    QTest.mouseClick(
        menu,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        menu.actionGeometry(action).center(),
    )


def middle(window: MainWindow, key: str) -> QPointF:
    item = window.parts.canvas.canvas.element_item(key)
    assert item is not None
    return item.outline().center()


def failed(window: MainWindow) -> list[str]:
    return list(window.failing.failures.ids)


def fate(window: MainWindow, key: str) -> Fate:
    item = window.parts.canvas.canvas.element_item(key)
    assert item is not None
    return item.lot.fate


def test_right_click_fail_and_restore(live: MainWindow, qtbot: QtBot) -> None:
    before = live.document.diagram
    menu = right_click(live, middle(live, "db"))
    assert live.document.selection == {"db"}
    choose(menu, "Fail")
    assert failed(live) == ["db"]
    # Struck out at once, before there is an answer.
    assert not live.parts.failure_bar.facts
    assert fate(live, "db") is Fate.FAILED
    found = answered(live, qtbot)
    assert found.journeys[0].state is JourneyState.BROKEN
    assert fate(live, "lb") is Fate.LOST
    assert fate(live, "u") is Fate.UNSERVED
    link = live.parts.canvas.canvas.link_item("lb--web1")
    assert link is not None
    assert link.fate is LinkFate.BROKEN
    bar = live.parts.failure_bar
    assert bar.isVisible()
    assert bar.facts[0] == "✕  u: broken"
    topology = live.document.diagram.topology
    assert words.capacity_line(found, topology) in bar.facts
    assert words.losses_line(found) in bar.facts
    choose(right_click(live, middle(live, "db")), "Restore")
    assert failed(live) == []
    assert {fate(live, key) for key in topology.elements} == {Fate.UNHURT}
    assert not bar.isVisible()
    assert live.document.diagram is before


def test_a_zone_fails_with_what_it_holds_by_its_frame(live: MainWindow, qtbot: QtBot) -> None:
    box = live.document.diagram.layout.boxes[ElementId("b")]
    choose(right_click(live, QPointF(box.right - 20, box.y + 2)), "Fail")
    answered(live, qtbot)
    fates = {key: fate(live, key) for key in ("b", "s2", "web2", "web1", "lb")}
    assert fates["b"] is fates["web2"] is Fate.FAILED
    assert fates["s2"] is Fate.LOST
    assert fates["web1"] is fates["lb"] is Fate.UNHURT


def test_the_document_knows_nothing_of_it(live: MainWindow, qtbot: QtBot) -> None:
    document = live.document
    text, card, steps = to_text(document.diagram), document.scorecard, document.history.can_undo
    revision = document.revision
    fail(live, qtbot, "lb")
    fail(live, qtbot, "a")
    assert to_text(document.diagram) == text
    assert document.scorecard is card
    assert (document.revision, document.history.can_undo) == (revision, steps)
    assert document.is_clean
    assert not live.isWindowModified()


def test_failures_add_up_and_chips_restore_one(live: MainWindow, qtbot: QtBot) -> None:
    fail(live, qtbot, "web1")
    both = fail(live, qtbot, "db", "web2")
    assert [one.id for one in both.failed] == ["web1", "db", "web2"]
    bar = live.parts.failure_bar
    assert [chip.text().strip() for chip in bar.chips] == ["Web 1", "Orders", "Web 2"]
    assert bar.chips[1].accessibleName() == "Restore Orders"
    bar.chips[1].setFocus()
    QTest.keyClick(bar.chips[1], Qt.Key.Key_Space)
    assert failed(live) == ["web1", "web2"]
    assert bar.chips[1].hasFocus()
    answered(live, qtbot)
    QTest.mouseClick(bar.chips[0], Qt.MouseButton.LeftButton)
    assert failed(live) == ["web2"]
    bar.restore_all_wanted.emit()
    assert failed(live) == []


def test_by_keyboard_alone(live: MainWindow, qtbot: QtBot) -> None:
    canvas = live.parts.canvas
    canvas.setFocus()
    live.document.set_selection({"lb"})
    QTest.keyClick(canvas, Qt.Key.Key_F8)
    answered(live, qtbot)
    assert live.actions_bar["failure.fail"].text() == "&Restore"
    live.document.set_selection({"db"})
    for key, modifier in (
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    ):
        QTest.keyClick(canvas, key, modifier)
        menu = live.actions_bar.popup
        assert menu is not None
        assert menu.isVisible()
        shown = {one.text().replace("&", ""): one.shortcut().toString() for one in menu.actions()}
        assert shown["Fail"] == "F8"
        assert shown["Rename"] == "F2"
        menu.close()
    QTest.keyClick(canvas, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert failed(live) == []


def test_escape_is_for_gestures(live: MainWindow, qtbot: QtBot) -> None:
    fail(live, qtbot, "lb")
    QTest.keyClick(live.parts.canvas, Qt.Key.Key_Escape)
    assert failed(live) == ["lb"]


def test_editing_goes_on_and_the_answer_follows(live: MainWindow, qtbot: QtBot) -> None:
    fail(live, qtbot, "a")
    document = live.document
    assert document.do(SetProperty(ids=frozenset({ElementId("db")}), key="multi_az", value=True))
    found = answered(live, qtbot)
    assert found.journeys[0].state is JourneyState.SERVED
    assert document.do(Rename(id=ElementId("a"), name="North"))
    assert live.parts.failure_bar.chips[0].text().strip() == "North"
    assert document.do(Move(ids=frozenset({ElementId("u")}), dx=8, dy=0))
    assert fate(live, "web1") is Fate.FAILED
    assert document.do(Remove(ids=frozenset({"a"})))
    assert failed(live) == []
    assert not live.parts.failure_bar.isVisible()
    document.undo()
    assert failed(live) == []


def test_another_document_begins_whole(live: MainWindow, qtbot: QtBot, shop: Diagram) -> None:
    fail(live, qtbot, "lb")
    live.files.hold(shop, None)
    assert failed(live) == []
    assert fate(live, "lb") is Fate.UNHURT


def test_a_stale_answer_never_shows(live: MainWindow, qtbot: QtBot) -> None:
    seen: list[tuple[str, ...]] = []

    def note(answer: WhatIf | None) -> None:
        if answer is not None:
            assert tuple(one.id for one in answer.failed) == live.failing.failures.ids
            seen.append(live.failing.failures.ids)

    live.failing.failures.answered.connect(note)
    for ids in (("web1",), ("web2",), ("db",), ("lb",)):
        live.document.set_selection(ids)
        live.actions_bar["failure.fail"].trigger()
    live.failing.failures.restore(("db",))
    answered(live, qtbot)
    assert seen[-1] == ("web1", "web2", "lb")
    live.failing.failures.restore_all()
    # What comes late is for nobody.
    live.scorer._take(Answer(revision=0, kind="what_if", what_if=None))
    assert live.failing.failures.answer is None


def test_what_cannot_fail_is_not_offered(live: MainWindow) -> None:
    live.document.set_selection({"u"})
    assert not live.actions_bar["failure.fail"].isEnabled()
    menu = right_click(live, middle(live, "u"))
    assert "Fail" not in [one.text().replace("&", "") for one in menu.actions()]
    menu.close()
    live.document.set_selection(())
    menu = right_click(live, live.parts.canvas.mapToScene(QPoint(9, 9)))
    texts = [one.text().replace("&", "") for one in menu.actions()]
    assert "Select all" in texts
    assert "Fail" not in texts
    menu.close()


def test_why_is_told_where_the_pointer_rests(live: MainWindow, qtbot: QtBot) -> None:
    fail(live, qtbot, "a")
    canvas = live.parts.canvas
    tip = canvas._hover.tip(middle(live, "lb"))
    assert tip.startswith("Front door cannot serve: it needs ")
    assert "in the failed zone a" in tip
    live.document.set_selection({"lb"})
    assert canvas.accessibleDescription().startswith("Front door cannot serve")
    link = canvas.canvas.link_item("web2--db")
    assert link is not None
    assert link.fate is LinkFate.CUT_OFF or link.fate is LinkFate.BROKEN


def test_it_paints_in_both_looks_and_at_every_size(live: MainWindow, qtbot: QtBot) -> None:
    whole = live.parts.canvas.grab().toImage()
    fail(live, qtbot, "a")
    live.document.set_selection(())
    assert live.parts.canvas.grab().toImage() != whole
    for zoom in (0.1, 0.25, 1.0, 2.0):
        live.parts.canvas._camera.zoom_to(zoom)
        assert not live.parts.canvas.grab().isNull()
    app = live.windowHandle()
    assert app is not None
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    assert isinstance(running, QApplication)
    wear(running, DARK)
    live.failing.wear()
    assert not live.parts.failure_bar.grab().isNull()
