"""F1 and the small question marks explain what is shown; Escape gives the keyboard back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from designer.model.diagram import Diagram
from designer.rules.tenets import Tenet
from designer.scoring.engine import score
from designer.teaching.explanations import explanation
from designer.ui.explainer import ExplanationCard
from designer.ui.main_window import MainWindow
from tests.ui.conftest import Answerer

LEFT = Qt.MouseButton.LeftButton


def card_of(window: MainWindow) -> ExplanationCard:
    card = window.findChild(ExplanationCard)
    assert card is not None
    return card


def show_score(window: MainWindow, shop: Diagram) -> None:
    window.document.load(shop, None)
    window.document.set_scorecard(score(shop))
    window.activateWindow()
    QApplication.processEvents()


def test_f1_on_a_finding_explains_its_rule(window: MainWindow, shop: Diagram) -> None:
    show_score(window, shop)
    findings = window.parts.reasons.findings
    findings.setFocus()
    found = findings.current
    assert found is not None
    QTest.keyClick(findings, Qt.Key.Key_F1)
    card = card_of(window)
    about = explanation(f"rule:{found.finding.rule}")
    assert card.isVisible()
    for words in (about.title, about.text, about.source):
        assert words in card.words
    assert window.rect().contains(card.geometry())
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert QApplication.focusWidget() is findings


def test_the_question_mark_of_a_tenet_is_clicked(window: MainWindow, shop: Diagram) -> None:
    show_score(window, shop)
    row = window.parts.score._rows[Tenet.DURABILITY]
    row.setFocus()
    assert row._topic.isVisible()
    QTest.mouseClick(row._topic, LEFT)
    card = card_of(window)
    assert explanation("tenet:durability").text in card.words
    QTest.mouseClick(window.parts.canvas.viewport(), LEFT)
    assert not card.isVisible()
    assert not row.isChecked()


def close(dialog: QWidget) -> None:
    dialog.close()


def test_f1_elsewhere_opens_the_guide(window: MainWindow, qtbot: QtBot) -> None:
    window.parts.canvas.setFocus()
    answers = Answerer()
    answers.do(close)
    QTest.keyClick(window.parts.canvas, Qt.Key.Key_F1)
    assert not answers.stop()
    assert len(answers.seen) == 1
