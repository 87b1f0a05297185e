"""From the table of duties to the check that tells how one stands, in a whole window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from designer.responsibility.areas import Area
from designer.review.checks import ALL_CHECKS
from designer.review.questions import WELL_ARCHITECTED
from designer.scoring.engine import score
from designer.ui.explainer import ExplanationCard
from designer.ui.inspector.element_form import ElementForm
from designer.ui.main_window import MainWindow
from designer.ui.teaching_desk import _question_of
from tests.builders import diagram

DRAWN = diagram(
    """
    users u
    region r eu-west-1
      vpc v
        zone a
          subnet s1 private
            rds db off:encrypted
            ec2 web off:patched
    u -> web -> db
    """
)
LEFT = Qt.MouseButton.LeftButton


def link(window: MainWindow, area: Area, qtbot: QtBot) -> QToolButton:
    """Open the table by mouse, and return the first link of ``area`` once the process has told."""
    form = window.parts.inspector.widget()
    assert isinstance(form, ElementForm)
    section = form.duties
    assert section is not None
    if not section.is_open:
        window.parts.inspector.ensureWidgetVisible(section._head)
        QApplication.processEvents()
        QTest.mouseClick(section._head, LEFT)
    row = section.rows[area]
    qtbot.waitUntil(lambda: bool(row.standing), timeout=20_000)
    found = [b for b in row.findChildren(QToolButton) if "-" in b.text()]
    assert found
    window.parts.inspector.ensureWidgetVisible(found[0])
    QApplication.processEvents()
    return found[0]


def test_a_link_leads_to_its_check_or_finding(window: MainWindow, qtbot: QtBot) -> None:
    window.document.load(DRAWN, None)
    window.document.set_scorecard(score(DRAWN))
    window.scorer.start()
    window.document.set_selection(["db"])
    QTest.mouseClick(link(window, Area.AT_REST, qtbot), LEFT)
    card = window.findChild(ExplanationCard)
    assert card is not None
    assert card.isVisible()
    assert card.words.startswith("SEC-18 ")
    card.leave()
    QTest.mouseClick(link(window, Area.CONFIGURATION, qtbot), LEFT)
    assert card.words.startswith("DU-17 ")
    found = window.parts.reasons.findings.current
    assert found is not None
    assert found.finding.rule == "DU-17"


def test_every_check_is_found_in_the_review() -> None:
    keys = {f"{WELL_ARCHITECTED.id}:{question.id}" for question in WELL_ARCHITECTED.questions}
    for one in ALL_CHECKS:
        assert _question_of(one.id) in keys, one.id
