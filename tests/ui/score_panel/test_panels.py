from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from designer.analysis.cut_sets import CutSets
from designer.analysis.facts import Facts
from designer.edit.apply import apply
from designer.edit.edits import Accept
from designer.model.diagram import Diagram
from designer.rules import rule
from designer.rules.growth_phrasing import tier_account
from designer.rules.recovery_phrasing import explained
from designer.rules.rule import Option, Verdict
from designer.rules.tenets import Tenet
from designer.scoring.engine import score
from designer.scoring.fixes import effect_of
from designer.scoring.scorecard import Scorecard, ScoredFinding
from designer.ui.plain_text import PlainLabel
from designer.ui.score_messages import FixOffer
from designer.ui.score_panel.cut_sets import CutSetsPage
from designer.ui.score_panel.figures_table import FiguresTable
from designer.ui.score_panel.findings import FINDING_ROLE
from designer.ui.score_panel.gauges import TenetRow
from designer.ui.score_panel.overview import ScorePanel
from designer.ui.score_panel.reasons import ReasonsPanel
from designer.ui.theme_qt import DARK, LIGHT

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card(shop: Diagram) -> Scorecard:
    return score(shop)


@pytest.fixture
def reasons(qtbot: QtBot, card: Scorecard, shop: Diagram) -> ReasonsPanel:
    made = ReasonsPanel()
    qtbot.addWidget(made)
    made.resize(1100, 420)
    with qtbot.waitExposed(made):
        made.show()
    made.display(card, shop)
    return made


def _rows(panel: ReasonsPanel) -> list[ScoredFinding]:
    model = panel.findings.model()
    return [model.index(row, 0).data(FINDING_ROLE) for row in range(model.rowCount())]


def _click(panel: ReasonsPanel, row: int) -> None:
    index = panel.findings.model().index(row, 0)
    panel.findings.scrollTo(index)
    place = panel.findings.visualRect(index).center()
    QTest.mouseClick(panel.findings.viewport(), LEFT, pos=place)


def _words(panel: ReasonsPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(PlainLabel) if label.isVisible()]


def test_the_overview_says_what_the_card_says(qtbot: QtBot, card: Scorecard) -> None:
    panel = ScorePanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.display(card)
    rows = {row.tenet: row for row in panel.findChildren(TenetRow)}
    assert set(rows) == set(Tenet)
    for tenet, row in rows.items():
        found = card.tenet(tenet)
        expected = "not applicable" if found.low is None else f"{found.low:.0f} of 100"
        assert expected in row.accessibleName()
        for cap in found.caps[:1]:
            assert cap.reason in row.accessibleName()
    chosen: list[object] = []
    panel.tenet_chosen.connect(chosen.append)
    row = rows[Tenet.DURABILITY]
    QTest.mouseClick(row, LEFT, pos=QPoint(40, 12))
    assert row.isChecked()
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert chosen == [Tenet.DURABILITY, None]


def test_an_empty_drawing_asks_to_draw(qtbot: QtBot) -> None:
    panel = ScorePanel()
    qtbot.addWidget(panel)
    panel.display(score(Diagram()))
    texts = [label.text() for label in panel.findChildren(PlainLabel)]
    assert "Nothing to score yet" in texts


def test_findings_come_dearest_first_and_open_questions_last(reasons: ReasonsPanel) -> None:
    rows = _rows(reasons)
    assert rows
    failed = [row.points for row in rows if row.finding.verdict is Verdict.FAIL]
    assert failed == sorted(failed, reverse=True)
    assert [row.finding.verdict for row in rows[: len(failed)]] == [Verdict.FAIL] * len(failed)
    assert reasons.tabText(0) == f"Findings ({len(rows)})"


def test_a_tenet_filters(reasons: ReasonsPanel) -> None:
    reasons.show_tenet(Tenet.DURABILITY)
    assert {row.finding.tenet for row in _rows(reasons)} == {Tenet.DURABILITY}
    assert reasons.tabText(0).startswith(f"Findings ({len(_rows(reasons))} of ")
    reasons.show_tenet(None)
    assert len({row.finding.tenet for row in _rows(reasons)}) > 1


def test_a_click_explains_points_and_asks_for_fixes(reasons: ReasonsPanel) -> None:
    pointed: list[object] = []
    wanted: list[str] = []
    reasons.pointed.connect(pointed.append)
    reasons.fixes_wanted.connect(wanted.append)
    rows = _rows(reasons)
    row = next(n for n, item in enumerate(rows) if n and rule(item.finding.rule).has_fixes)
    finding = rows[row].finding
    _click(reasons, row)
    assert pointed == [finding.elements]
    assert wanted == [finding.key]
    about = rule(finding.rule)
    words = _words(reasons)
    for text in (about.asks, about.why, about.advice, finding.sentence):
        assert text in words
    assert f"{finding.rule} · {about.title}" in words


def test_enter_points_too(reasons: ReasonsPanel) -> None:
    pointed: list[object] = []
    reasons.pointed.connect(pointed.append)
    reasons.findings.setFocus()
    QTest.keyClick(reasons.findings, Qt.Key.Key_Down)
    QTest.keyClick(reasons.findings, Qt.Key.Key_Return)
    assert pointed == [_rows(reasons)[1].finding.elements]


def test_the_chosen_finding_stays_while_the_score_changes(
    reasons: ReasonsPanel, card: Scorecard, shop: Diagram
) -> None:
    _click(reasons, 2)
    key = _rows(reasons)[2].finding.key
    reasons.display(card, shop)
    assert reasons.findings.currentIndex().data(FINDING_ROLE).finding.key == key


def test_fixes_are_offered_with_their_points_and_applied(
    qtbot: QtBot, reasons: ReasonsPanel, shop: Diagram
) -> None:
    rows = _rows(reasons)
    row = next(n for n, item in enumerate(rows) if rule(item.finding.rule).has_fixes)
    _click(reasons, row)
    effect = effect_of(Facts(shop.topology, shop.workload))
    better = replace(effect, downtime_min=60.0)
    offer = FixOffer(
        title="Do <b>this</b>",
        best_at=(Option.LEAST_CHANGE, Option.LEAST_COST),
        gain=4.2,
        diagram="",
        before=effect,
        after=better,
        changes=("Web 1: more",),
        cost=1.0,
        why="Later.",
    )
    reasons.show_fixes("XX-99:other", (offer,))
    assert "+4.2 points" not in _words(reasons)
    reasons.show_fixes(rows[row].finding.key, (offer,))
    qtbot.waitUntil(lambda: "+4.2 points" in _words(reasons))
    shown = set(_words(reasons))
    assert {"Do <b>this</b>", "+4.2 points", "• Web 1: more", "Later."} <= shown
    assert "Least change, least cost · relative cost +1" in shown
    assert any(line.startswith("Downtime a year: ") and line.endswith("→ 1 h") for line in shown)
    apply = next(b for b in reasons.findChildren(QPushButton) if b.text() == "Apply")
    with qtbot.waitSignal(reasons.apply_wanted) as wanted:
        QTest.mouseClick(apply, LEFT)
    assert wanted.args == [offer]


def test_a_finding_can_be_accepted(qtbot: QtBot, reasons: ReasonsPanel) -> None:
    button = next(b for b in reasons.findChildren(QPushButton) if b.text().startswith("Accept"))
    with qtbot.waitSignal(reasons.accept_wanted) as wanted:
        QTest.mouseClick(button, LEFT)
    assert wanted.args == [_rows(reasons)[0]]


def test_figures_stand_in_tables_and_lead_to_their_element(
    reasons: ReasonsPanel, card: Scorecard
) -> None:
    pointed: list[object] = []
    reasons.pointed.connect(pointed.append)
    tables = {table.accessibleName(): table for table in reasons.findChildren(FiguresTable)}
    recovery = tables["Recovery"]
    assert not recovery.rows
    reasons.setCurrentIndex(3)
    assert len(recovery.rows) == len(card.recovery.workload) + len(card.recovery.rows)
    first = next(i for i, row in enumerate(recovery.rows) if row.texts[0] == "Orders")
    place = recovery.visualRect(recovery.model().index(first, 0)).center()
    QTest.mouseClick(recovery.viewport(), LEFT, pos=place)
    assert ("db",) in pointed
    reasons.setCurrentIndex(2)
    assert len(tables["Causes of downtime"].rows) > 0
    assert reasons.tabText(1) == f"Not stated ({len(card.questions)})"


def test_what_is_accepted_shows_with_its_reason_and_its_points(
    qtbot: QtBot, shop: Diagram, card: Scorecard
) -> None:
    dearest = max(card.findings, key=lambda item: item.points)
    design = apply(shop, Accept(finding=dearest.finding.key, reason="the owner\nknows"))
    accepted = score(design)
    overview, panel = ScorePanel(), ReasonsPanel()
    for widget in (overview, panel):
        qtbot.addWidget(widget)
        widget.show()
    overview.display(accepted)
    panel.display(accepted, design)
    model = panel.findings.model()
    last = model.index(model.rowCount() - 1, 0)
    item = last.data(FINDING_ROLE)
    assert item.finding.key == dearest.finding.key
    assert "Accepted: the owner" in last.data(Qt.ItemDataRole.AccessibleTextRole)
    tenet = accepted.tenet(item.finding.tenet)
    row = next(r for r in overview.findChildren(TenetRow) if r.tenet is tenet.tenet)
    assert f"{tenet.low:.0f} of 100" in row.accessibleName()
    assert f"{tenet.with_accepted:.0f} without what is accepted" in row.accessibleName()
    words = " ".join(label.text() for label in overview.findChildren(PlainLabel))
    assert f"{accepted.overall_accepted:.0f} without the accepted finding" in words
    for look in (LIGHT, DARK):
        others = {look.good, look.fair, look.warn, look.bad, look.neutral, look.muted, look.accent}
        assert look.accepted not in others
        for ground in (look.base, look.window, look.accent_soft):
            assert _contrast(look.accepted, ground) >= 4.5


def _contrast(ink: str, ground: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dim = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_steps_of_a_recovery_stand_beside_the_row_that_the_keyboard_chooses(
    reasons: ReasonsPanel, card: Scorecard, shop: Diagram
) -> None:
    reasons.setCurrentIndex(3)
    tables = {table.accessibleName(): table for table in reasons.findChildren(FiguresTable)}
    recovery = tables["Recovery"]
    assert "Choose a row to read how its figures come about." in _words(reasons)
    recovery.setFocus()
    recovery.setCurrentIndex(recovery.model().index(0, 0))
    first = explained(card.recovery.workload[0])
    assert any(word.endswith(first) for word in _words(reasons))
    QTest.keyClick(recovery, Qt.Key.Key_Down)
    second = explained(card.recovery.workload[1])
    assert any(word.endswith(second) for word in _words(reasons))
    # A new score keeps the row.
    reasons.display(card, shop)
    assert any(word.endswith(second) for word in _words(reasons))
    for shown, row in zip(
        recovery.rows, (*card.recovery.workload, *card.recovery.rows), strict=True
    ):
        assert (shown.texts[2].startswith("unrecoverable")) == (row.rto_s is None)
        assert (shown.texts[3].startswith("unrecoverable")) == (row.rpo_s is None)
    reasons.display(None, shop)
    assert recovery.rows == ()


def test_capacity_has_a_row_for_each_tier_and_says_where_growth_stops(
    reasons: ReasonsPanel, card: Scorecard
) -> None:
    reasons.setCurrentIndex(4)
    tables = {table.accessibleName(): table for table in reasons.findChildren(FiguresTable)}
    capacity = tables["Capacity"]
    assert len(capacity.rows) == len(card.capacity.tiers) > 0
    assert any(word.startswith(card.growth_sentence) for word in _words(reasons))
    marked = [n for n, row in enumerate(capacity.rows) if "stops" in row.texts[7]]
    assert [card.capacity.tiers[row].id for row in marked] == list(card.growth.stops)
    capacity.setCurrentIndex(capacity.model().index(marked[0], 0))
    account = tier_account(card.capacity.tiers[marked[0]])
    assert any(word.startswith(account) for word in _words(reasons))


def _together(panel: ReasonsPanel) -> CutSetsPage:
    page = panel.findChild(CutSetsPage)
    assert page is not None
    return page


def test_what_together_breaks_it_is_asked_for_only_when_looked_at(
    qtbot: QtBot, reasons: ReasonsPanel, card: Scorecard, shop: Diagram
) -> None:
    asked: list[int] = []
    reasons.cut_sets_wanted.connect(asked.append)
    reasons.display(card, shop)
    qtbot.wait(600)
    assert asked == []
    page = _together(reasons)
    reasons.setCurrentWidget(page)
    assert asked == [3]
    found = Facts(shop.topology, shop.workload).cut_sets()
    reasons.show_cut_sets(found)
    table = page.findChild(FiguresTable)
    assert table is not None
    assert [row.texts[2] for row in table.rows] == [cut.sentence for cut in found.combined]
    assert [row.texts[0] for row in table.rows] == [str(cut.order) for cut in found.combined]
    # Seen again without a change in between, it is there already.
    reasons.setCurrentIndex(0)
    reasons.setCurrentWidget(page)
    assert asked == [3]
    reasons.display(card, shop)
    qtbot.waitUntil(lambda: asked == [3, 3])


def test_choosing_a_cut_set_points_at_all_its_elements(
    qtbot: QtBot, reasons: ReasonsPanel, shop: Diagram
) -> None:
    page = _together(reasons)
    reasons.setCurrentWidget(page)
    found = Facts(shop.topology, shop.workload).cut_sets()
    reasons.show_cut_sets(found)
    table = page.findChild(FiguresTable)
    assert table is not None
    place = table.visualRect(table.model().index(0, 2)).center()
    with qtbot.waitSignal(reasons.pointed) as pointed:
        QTest.mouseClick(table.viewport(), LEFT, pos=place)
    assert pointed.args == [found.combined[0].elements]


def test_more_failures_at_once_by_keyboard(
    qtbot: QtBot, reasons: ReasonsPanel, shop: Diagram
) -> None:
    page = _together(reasons)
    reasons.setCurrentWidget(page)
    box = page.findChild(QComboBox)
    assert box is not None
    box.setFocus()
    with qtbot.waitSignal(reasons.cut_sets_wanted) as wanted:
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert wanted.args == [4]
    # What comes late for another number is not shown.
    reasons.show_cut_sets(Facts(shop.topology, shop.workload).cut_sets(3))
    table = page.findChild(FiguresTable)
    assert table is not None
    assert table.rows == ()
    reasons.show_cut_sets(CutSets(cut_sets=(), order=2, asked=4))
    assert any("Cut sets up to order 2 only" in text for text in _words(reasons))


def test_nothing_scored_has_nothing_to_break(reasons: ReasonsPanel) -> None:
    reasons.display(None, Diagram())
    reasons.setCurrentWidget(_together(reasons))
    assert "Nothing to score yet." in _words(reasons)
