"""The review panel in a whole window, by mouse and keyboard; its wishes are answered at once."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from designer.edit.edits import SetTitle
from designer.model.diagram import Diagram
from designer.model.review import NO_ANSWER, Answer
from designer.review.custom_lens import write_lens
from designer.review.questions import WELL_ARCHITECTED
from designer.teaching.explanations import explanation
from designer.ui.explainer import ExplanationCard, topic_of
from designer.ui.lens_library import LensLibrary
from designer.ui.main_window import MainWindow
from designer.ui.review_answers import review_answer
from designer.ui.review_messages import ReviewOrder
from designer.ui.review_panel.panel import ReviewPanel
from designer.ui.review_panel.question_page import QuestionPage
from tests.builders import diagram
from tests.ui.conftest import Answerer

HOSTILE = "<b>Orders</b> & co"
DRAWN = f"""
title Shop
users u
region r eu-west-1
  alb lb "Front door" tls=false
  ec2 web "Web"
  rds db "{HOSTILE}"
  cloudtrail trail "Trail"
u -> lb
lb -> web
web -> db
"""
TRACE = "well-architected:sec_traceability"
IDENTITY = "well-architected:sec_identity"
RIGHTS = "Rights are the fewest needed and looked through regularly"


@pytest.fixture
def drawn() -> Diagram:
    return diagram(DRAWN)


@pytest.fixture
def panel(qtbot: QtBot, window: MainWindow, drawn: Diagram) -> ReviewPanel:
    """The panel of a window; every order is answered as the process would."""
    scorer = window.scorer
    asked: list[ReviewOrder] = []

    def answer(order: ReviewOrder) -> None:
        asked.append(order)
        scorer.review_ready.emit(review_answer(window.document.diagram, order))

    scorer.ask_for_review = answer  # type: ignore[method-assign]
    window.review.planner.start = (  # type: ignore[method-assign]
        lambda diagram, lens: window.review.planner.found.emit(
            review_answer(diagram, ReviewOrder(lens=lens, plan=True)).plan
        )
    )
    window.document.load(drawn, None)
    assert not asked, "nothing is worked out while the panel is hidden"
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(asked))
    return window.parts.review


def said(inside: QWidget) -> str:
    return " | ".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


def button(inside: QWidget, name: str) -> QAbstractButton:
    found = [
        one
        for one in inside.findChildren(QAbstractButton)
        if one.isVisible() and name in (one.accessibleName(), one.text())
    ]
    assert found, f"no button {name!r}"
    return found[0]


def click(inside: QWidget, name: str) -> None:
    one = button(inside, name)
    page = inside if isinstance(inside, QuestionPage) else None
    if page is not None:
        page.ensureWidgetVisible(one)
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)


def names(inside: QWidget) -> list[str]:
    buttons = inside.findChildren(QAbstractButton)
    return [one.accessibleName() for one in buttons if one.isVisible()]


def go(panel: ReviewPanel, key: str) -> QuestionPage:
    panel.go_to(key)
    for _ in range(3):  # what is shown settles in turns
        QApplication.processEvents()
    assert panel.page.key == key
    return panel.page


def row(of: QTreeWidget, at: int) -> QTreeWidgetItem:
    found = of.topLevelItem(at)
    assert found is not None
    return found


def table(panel: ReviewPanel, name: str) -> QTreeWidget:
    (found,) = (t for t in panel.findChildren(QTreeWidget) if t.accessibleName() == name)
    return found


def test_pillars_questions_evidence_and_gaps(window: MainWindow, panel: ReviewPanel) -> None:
    tree = panel.tree
    assert tree.topLevelItemCount() == 5
    spoken = row(tree, 1).data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Security: ")
    assert " high" in spoken
    assert "answers what it can" in said(panel), "a panel without a choice says what it is for"
    tree.setCurrentItem(row(tree, 0))
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert panel.page.isVisible()
    assert panel.page.key == "well-architected:" + WELL_ARCHITECTED.pillars[0].questions[0].id

    page = go(panel, TRACE)
    assert "Yes, by the drawing" in said(page)
    click(page, "Shown by Trail")
    assert window.document.selection == {"trail"}

    page = go(panel, "well-architected:sec_data")
    gaps = [row.gap for card in page.cards for row in card.gap_rows() if row.gap is not None]
    gap = next(each for each in gaps if HOSTILE in each.sentence)
    sentence = button(page, gap.sentence)
    page.ensureWidgetVisible(sentence)
    sentence.setFocus()
    QTest.keyClick(sentence, Qt.Key.Key_Return)
    assert window.document.selection == {"db"}
    window.parts.toggle_panel("review")
    panel.forget()
    panel.go_to(TRACE)
    window.parts.show_panel("review")
    assert page.key == TRACE, "a question that was asked for before the review is shown with it"
    formats = {label.textFormat() for label in panel.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}, "no name is taken for markup"


def test_what_the_team_says(window: MainWindow, panel: ReviewPanel) -> None:
    def kept(question: str) -> Answer:
        return window.document.diagram.review.answers.get(question, NO_ANSWER)

    page = go(panel, IDENTITY)
    click(page, f"Yes: {RIGHTS}")
    assert kept(IDENTITY).choices == {"sec_least_privilege": True}
    QTest.keyClick(button(page, f"Yes: {RIGHTS}"), Qt.Key.Key_Right)
    assert kept(IDENTITY).choices == {"sec_least_privilege": False}
    assert button(page, f"No: {RIGHTS}").hasFocus(), "an answer leaves the keyboard where it was"
    QTest.keyClick(button(page, f"No: {RIGHTS}"), Qt.Key.Key_Right)
    assert kept(IDENTITY) == NO_ANSWER
    window.document.undo()
    assert button(page, f"No: {RIGHTS}").isChecked()

    (none,) = page.findChildren(QCheckBox)
    page.ensureWidgetVisible(none)
    none.setFocus()
    QTest.keyClick(none, Qt.Key.Key_Space)
    assert kept(IDENTITY).choices == {"sec_identity_no": True}
    assert button(page, f"No: {RIGHTS}").isChecked()

    page = go(panel, TRACE)
    panel.said.emit(TRACE, "sec_trail", False)
    QApplication.processEvents()
    assert "The team says no; the drawing shows otherwise" in said(page)
    click(page, "Take the answer back")
    assert kept(TRACE) == NO_ANSWER

    steps = len(window.document.history.steps)
    (note,) = page.findChildren(QPlainTextEdit)
    note.setFocus()
    QTest.keyClicks(note, "<i>")
    assert kept(TRACE).note == "<i>"
    assert len(window.document.history.steps) == steps + 1, "a note is one step"
    (reason,) = page.findChildren(QLineEdit)
    reason.setFocus()
    QTest.keyClicks(reason, "a b")
    assert (kept(TRACE).note, kept(TRACE).not_applicable) == ("<i>", "a b")
    assert "Does not apply" in said(page)
    window.document.undo()
    assert kept(TRACE).not_applicable == ""


def test_a_fix_is_one_step_that_the_plan_and_a_milestone_show(
    window: MainWindow, panel: ReviewPanel
) -> None:
    panel.begin_milestone()
    lines = panel.milestones.findChildren(QLineEdit)
    QTest.keyClicks(lines[0], HOSTILE)
    QTest.keyClick(lines[0], Qt.Key.Key_Return)
    ((name, milestone),) = window.document.diagram.review.milestones.items()
    assert name == HOSTILE
    assert len(milestone.marks) == 5

    page = go(panel, TRACE)
    before, steps = window.document.diagram, len(window.document.history.steps)
    assert "Nothing in the drawing watches for threats." in names(page)
    click(page, "Apply: Add GuardDuty")
    QApplication.processEvents()
    assert len(window.document.history.steps) == steps + 1
    assert "Shown by GuardDuty" in names(page)
    panel.begin_milestone()
    security = row(table(panel, "Then and now"), 1)
    assert security.text(0) == "Security"
    assert security.text(3).startswith("+")
    assert security.text(3) != "+0.0"
    window.document.undo()
    assert window.document.diagram == before
    panel.go_to(TRACE)
    window.document.do(SetTitle(title="Renamed"))
    click(page, "Apply: Add GuardDuty")
    assert window.document.diagram.title == "Renamed", "a fix leaves the title alone"
    window.document.undo()
    panel.begin_milestone()

    click(panel, "Delete")
    assert not window.document.diagram.review.milestones
    assert "keeps how the review stands" in said(panel)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_R, keys)
    rows = table(panel, "Improvement plan")
    assert rows.topLevelItemCount() > 40
    practice = row(rows, 0).text(1)
    rows.setCurrentItem(row(rows, 0))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert practice in said(panel.page)


def test_a_lens_of_ones_own_is_opened_used_and_remembered(
    window: MainWindow,
    panel: ReviewPanel,
    answers: Answerer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad = tmp_path / "bad.json"
    text = write_lens(WELL_ARCHITECTED)
    bad.write_text(text.replace('"HIGH_RISK"', '"BIG"', 1), "utf-8")
    answers.press("OK")
    window.review.open_lens_file(bad)
    assert "bad.json is no lens. At $.pillars[0].questions[0].riskRules[" in answers.seen[0]
    assert window.review.lens == ""

    lens = json.loads(text)
    lens["name"] = f"Our {HOSTILE}"
    own = tmp_path / "own.json"
    own.write_text(json.dumps(lens), "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(own), ""))
    (chooser,) = (c for c in panel.findChildren(QComboBox) if c.accessibleName() == "Lens")
    chooser.setFocus()
    chooser.setCurrentIndex(chooser.count() - 1)
    chooser.activated.emit(chooser.count() - 1)
    assert panel.sheet is not None
    assert panel.sheet.name == f"Our {HOSTILE}"
    assert chooser.currentText() == f"Our {HOSTILE}"
    go(panel, f"{panel.sheet.lens}:sec_traceability")
    assert "No, by the drawing" not in said(panel.page), "checks are those of the pillars"

    out = tmp_path / "out.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    window.review.export_lens()
    assert json.loads(out.read_text("utf-8")) == lens
    window.review.remove_lens()
    assert panel.sheet is not None
    assert panel.sheet.lens == "well-architected"


def test_lenses_are_not_read_before_the_panel_is_seen(
    window: MainWindow, request: pytest.FixtureRequest
) -> None:
    late = LensLibrary().add(write_lens(WELL_ARCHITECTED).encode())
    panel = request.getfixturevalue("panel")
    (chooser,) = (c for c in panel.findChildren(QComboBox) if c.accessibleName() == "Lens")
    assert chooser.findData(late.lens.id) > 0


def test_f1_explains_pillar_question_choice_and_check(
    panel: ReviewPanel, window: MainWindow
) -> None:
    tree = panel.tree
    tree.setFocus()
    first = tree.topLevelItem(0)
    assert first is not None
    tree.setCurrentItem(first)
    QTest.keyClick(tree, Qt.Key.Key_F1)
    card = window.findChild(ExplanationCard)
    assert card is not None
    assert explanation("pillar:operationalExcellence").text in card.words
    QTest.keyClick(card, Qt.Key.Key_Escape)
    panel.go_to(TRACE)
    QApplication.processEvents()
    QTest.mouseClick(panel.page._topic, Qt.MouseButton.LeftButton)
    assert explanation("practice:sec_traceability").text in card.words
    QTest.keyClick(card, Qt.Key.Key_Escape)
    choice = panel.page.cards[0]
    choice._states.setFocus()
    assert topic_of(choice) == (choice, f"practice:{choice.choice.id}")
    gap = next(row for page in panel.page.cards for row in page.gap_rows())
    found = topic_of(gap)
    assert found is not None
    assert found[1].startswith("check:SEC-")
    tree.display(None)
    assert topic_of(tree) is None


def test_a_narrow_dock_shows_one_below_the_other(qtbot: QtBot, qapp: QApplication) -> None:
    panel = ReviewPanel()
    panel.resize(900, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    (chooser,) = (c for c in panel.findChildren(QComboBox) if c.accessibleName() == "Lens")

    def corner(widget: QWidget) -> QPoint:
        return widget.mapTo(panel, QPoint(0, 0))

    wide = corner(chooser).y()
    panel.resize(360, 700)
    qtbot.waitUntil(lambda: corner(panel.tree).y() > corner(chooser).y() + 2 * chooser.height())
    assert chooser.isVisible()
    panel.resize(900, 400)
    qtbot.waitUntil(lambda: corner(chooser).y() == wide)
    assert chooser.isVisible()
    panel.close()
    panel.deleteLater()
