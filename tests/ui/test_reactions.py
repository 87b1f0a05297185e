"""The window with its scoring process: a fix is one step, and an acceptance has a reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from designer.edit.edits import Accept, Batch
from designer.model.diagram import Diagram
from designer.scoring.scorecard import Scorecard
from designer.ui.main_window import MainWindow
from designer.ui.score_messages import FixOffer
from designer.ui.score_panel.idle_strip import IdleStrip
from tests.ui.conftest import Answerer, press

PATIENCE_MS = 30_000


@pytest.fixture
def scored(qtbot: QtBot, window: MainWindow, shop: Diagram) -> MainWindow:
    window.document.load(shop, None)
    with qtbot.waitSignal(window.document.scored, timeout=PATIENCE_MS):
        window.start()
    return window


def _card(window: MainWindow) -> Scorecard:
    card = window.document.scorecard
    assert isinstance(card, Scorecard)
    return card


def _best_fix(qtbot: QtBot, window: MainWindow) -> tuple[str, FixOffer]:
    for item in _card(window).findings:
        with qtbot.waitSignal(window.scorer.fixes_ready, timeout=PATIENCE_MS) as ready:
            window.scorer.ask_for_fixes(item.finding.key)
        assert ready.args is not None
        key, offers = ready.args
        if offers and offers[0].gain > 0:
            return key, offers[0]
    raise AssertionError("no finding has a rewarding fix")


def test_a_fix_is_one_step_and_brings_what_it_promised(
    qtbot: QtBot, scored: MainWindow, shop: Diagram
) -> None:
    before = _card(scored)
    key, offer = _best_fix(qtbot, scored)
    with qtbot.waitSignal(scored.document.scored, timeout=PATIENCE_MS):
        scored.parts.reasons.apply_wanted.emit(offer)
    after = _card(scored)
    assert (after.overall or 0) - (before.overall or 0) == pytest.approx(offer.gain)
    assert key not in {item.finding.key for item in after.findings}
    assert scored.document.history.undo_text == offer.title
    scored.document.undo()
    assert scored.document.diagram == shop
    assert not scored.document.history.can_undo


def test_a_finding_is_accepted_for_a_reason_and_taken_back(
    qtbot: QtBot, scored: MainWindow, answers: Answerer
) -> None:
    item = _card(scored).findings[0]

    def reason(dialog: QWidget) -> None:
        field = dialog.findChild(QPlainTextEdit)
        assert isinstance(field, QPlainTextEdit)
        field.setPlainText("the owner knows")
        press(dialog, "Accept finding")

    answers.do(reason)
    with qtbot.waitSignal(scored.document.scored, timeout=PATIENCE_MS):
        scored.parts.reasons.accept_wanted.emit(item)
    assert dict(scored.document.diagram.waivers) == {item.finding.key: "the owner knows"}
    again = next(i for i in _card(scored).findings if i.finding.key == item.finding.key)
    assert again.accepted == "the owner knows"
    scored.parts.reasons.accept_wanted.emit(again)
    assert not scored.document.diagram.waivers


def test_a_reason_is_changed_in_one_step(
    qtbot: QtBot, scored: MainWindow, answers: Answerer
) -> None:
    key = _card(scored).findings[0].finding.key
    with qtbot.waitSignal(scored.document.scored, timeout=PATIENCE_MS):
        scored.document.do(Accept(finding=key, reason="the owner knows"))
    before = scored.document.diagram

    def better(dialog: QWidget) -> None:
        field = dialog.findChild(QPlainTextEdit)
        assert isinstance(field, QPlainTextEdit)
        assert field.toPlainText() == "the owner knows"
        field.setPlainText("the owner has signed")
        press(dialog, "Change the reason")

    answers.do(better)
    item = next(i for i in _card(scored).findings if i.finding.key == key)
    scored.parts.reasons.reason_wanted.emit(item)
    assert dict(scored.document.diagram.waivers) == {key: "the owner has signed"}
    scored.document.undo()
    assert scored.document.diagram == before


def test_acceptances_no_longer_needed_are_removed_in_one_step(
    qtbot: QtBot, scored: MainWindow, answers: Answerer
) -> None:
    strip = scored.parts.reasons.findChild(IdleStrip)
    assert isinstance(strip, IdleStrip)
    assert not strip.isVisible()
    gone = ("FT-01:gone", "XX-99:of-another-version")
    with qtbot.waitSignal(scored.document.scored, timeout=PATIENCE_MS):
        scored.document.do(
            Batch(edits=tuple(Accept(finding=k, reason="<b>then</b>") for k in gone), label="Both")
        )
    assert strip.isVisible()

    def keep_the_first(dialog: QWidget) -> None:
        table = dialog.findChild(QTableWidget)
        assert isinstance(table, QTableWidget)
        first = table.item(0, 0)
        assert first is not None
        first.setCheckState(Qt.CheckState.Unchecked)
        press(dialog, "Remove")

    answers.do(keep_the_first)
    press(strip, "Review…")
    assert dict(scored.document.diagram.waivers) == {gone[0]: "<b>then</b>"}
    scored.document.undo()
    assert set(scored.document.diagram.waivers) == set(gone)


def test_no_reason_no_acceptance(scored: MainWindow, answers: Answerer) -> None:
    answers.press("Cancel")
    scored.parts.reasons.accept_wanted.emit(_card(scored).findings[0])
    assert not scored.document.diagram.waivers


def test_what_was_found_is_marked_on_the_canvas(scored: MainWindow) -> None:
    blamed = {
        key
        for item in _card(scored).findings
        for key in item.finding.elements
        if key in scored.document.diagram.topology.elements
    }
    marked = {key for key in blamed if scored.parts.canvas.canvas.mark_of(key).count}
    assert marked


def test_another_file_is_scored_at_once(qtbot: QtBot, scored: MainWindow) -> None:
    with qtbot.waitSignal(scored.tabs.scored, timeout=PATIENCE_MS):
        scored.files.new()
    assert _card(scored).overall is None
