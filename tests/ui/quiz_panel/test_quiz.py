"""A quiz in the window, by mouse and keys: predict, be told, and find all as it was afterwards."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.edit.edits import Rename, SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.scoring.engine import score
from designer.teaching.quiz import QuizQuestion, quiz
from designer.ui.lenses.lens import Lens
from designer.ui.lessons import Lesson, LessonOrder
from designer.ui.main_window import MainWindow
from designer.ui.quiz_panel.answers import Outcome
from designer.ui.quiz_panel.panel import Stage
from designer.ui.tints import FADED, NO_TINT

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


def begin(window: MainWindow, shop: Diagram) -> tuple[QuizQuestion, ...]:
    """Start a quiz by key; the engine's questions arrive as they do from the scoring process."""
    window.document.load(shop, None)
    card = score(shop)
    window.document.set_scorecard(card)
    window.activateWindow()
    window.parts.canvas.setFocus()
    QApplication.processEvents()
    QTest.keyClick(window.parts.canvas, Qt.Key.Key_F8, CTRL)
    assert window.parts.quiz.stage is Stage.WAITING
    questions = quiz(shop, card, seed=1)
    window.scorer.lesson_ready.emit(Lesson(order=LessonOrder(seed=1), questions=questions))
    QApplication.processEvents()
    return questions


def press(window: MainWindow, number: int) -> None:
    canvas = window.parts.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key(Qt.Key.Key_0 + number))


def test_a_question_is_answered_by_key_and_by_mouse_before_it_is_told(
    window: MainWindow, shop: Diagram
) -> None:
    questions = begin(window, shop)
    panel, canvas = window.parts.quiz, window.parts.canvas.canvas
    first, second = questions[:2]
    assert panel.question is first
    assert not panel._because.isVisible()
    assert all(canvas.tint_of(key) is NO_TINT for key in shop.topology.elements)
    press(window, first.answer + 1)
    assert panel.stage is Stage.TOLD
    assert panel.options[first.answer].outcome is Outcome.RIGHT
    assert panel._because.text() == first.because
    for key in first.answers:
        assert canvas.tint_of(key).sign == "answer"
    assert canvas.tint_of("u") == FADED
    press(window, 1)
    assert panel.question is first
    panel._next.setFocus()
    QTest.keyClick(panel._next, Qt.Key.Key_Return)
    assert panel.question is second
    assert canvas.tint_of("u") is NO_TINT
    wrong = (second.answer + 1) % len(second.options)
    QApplication.processEvents()
    QTest.mouseClick(panel.options[wrong], LEFT)
    assert panel.options[wrong].outcome is Outcome.WRONG
    kept = window._preferences.settings.quiz
    assert kept[first.topic.name] == "1/1"
    assert kept[second.topic.name] == "0/1"


def test_nothing_gives_the_answers_away_and_all_comes_back(
    window: MainWindow, shop: Diagram
) -> None:
    window.seeing.lenses.toggle(Lens.SINGLE_POINTS)
    begin(window, shop)
    parts, canvas = window.parts, window.parts.canvas.canvas
    assert not parts.score.isVisible()
    assert not parts.reasons.isVisible()
    assert canvas.tint_of("db") is NO_TINT
    db = canvas.element_item("db")
    assert db is not None
    hidden = db.mark
    window.document.set_selection(["db"])
    window.actions_bar.refresh()
    for action in ("view.overlay-1", "view.present", "failure.fail"):
        assert not window.actions_bar[action].isEnabled(), action
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.seeing.lenses.is_on(None)
    QTest.mouseClick(parts.quiz._end, LEFT)
    QApplication.processEvents()
    assert parts.score.isVisible()
    assert parts.quiz.stage is Stage.IDLE
    assert db.mark != hidden
    for action in ("view.overlay-1", "view.present", "failure.fail"):
        assert window.actions_bar[action].isEnabled(), action


def test_another_set_is_asked_for_and_a_closed_panel_ends_the_quiz(
    window: MainWindow, shop: Diagram
) -> None:
    questions = begin(window, shop)
    panel = window.parts.quiz
    for question in questions:
        press(window, question.answer + 1)
        QTest.keyClick(panel._next, Qt.Key.Key_Return)
    assert panel.stage is Stage.DONE
    count = len(questions)
    assert panel._prompt.text() == f"{count} of {count} answered right."
    QTest.mouseClick(panel._same, LEFT)
    assert panel._where.text() == "Quiz · set 1"
    lesson = Lesson(order=LessonOrder(seed=1), questions=questions[:1])
    window.scorer.lesson_ready.emit(lesson)
    press(window, questions[0].answer + 1)
    QTest.keyClick(panel._next, Qt.Key.Key_Return)
    QApplication.processEvents()
    QTest.mouseClick(panel._again, LEFT)
    assert panel._where.text() == "Quiz · set 2"
    window.parts.toggle_panel("quiz")
    assert not window.quiz.is_on
    assert window.parts.reasons.parentWidget() is not None


def test_a_change_meanwhile_is_told(window: MainWindow, shop: Diagram) -> None:
    begin(window, shop)
    panel, canvas = window.parts.quiz, window.parts.canvas
    canvas.insert_service("lambda")
    canvas.setFocus()
    assert canvas.offers.isVisible()
    drawn = window.document.diagram
    press(window, 1)
    assert panel.stage is Stage.ASKING, "the offer of the canvas was meant"
    assert window.document.diagram != drawn
    window.document.do(Rename(id=ElementId("web1"), name="Other"))
    edit = SetProperty(ids=frozenset({ElementId("db")}), key="multi_az", value=True)
    window.document.do(edit)
    assert "has changed" in panel._note.text()


def test_the_scoring_process_makes_the_questions(
    window: MainWindow, shop: Diagram, qtbot: QtBot
) -> None:
    window.document.load(shop, None)
    window.scorer.start()
    window.quiz.start()
    panel = window.parts.quiz
    qtbot.waitUntil(lambda: panel.stage is Stage.ASKING, timeout=20_000)
    assert panel.question == quiz(shop, score(shop), seed=1)[0]
    window.document.set_selection(["db"])
    window.quiz.end()
