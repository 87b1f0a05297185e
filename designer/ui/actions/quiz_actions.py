"""Predict first, then see."""

from designer.ui.action_bar import Action
from designer.ui.quiz_desk import QuizDesk


def quiz_actions(quiz: QuizDesk) -> tuple[Action, ...]:
    """Return the actions of the quiz, for the What if menu."""
    return (
        Action(
            id="quiz.start",
            text="&Quiz me on this drawing",
            menu="What if",
            section=1,
            run=quiz.start,
            shortcut="Ctrl+F8",
        ),
        Action(
            id="quiz.end",
            text="&End the quiz",
            menu="What if",
            section=1,
            run=quiz.end,
            enabled_when=quiz.can_end,
            needs="No quiz is on.",
        ),
    )
