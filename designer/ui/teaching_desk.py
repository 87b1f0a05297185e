"""Carries what is taught between the scoring process and the panels: duties and their checks."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from designer.model.ids import ElementId
from designer.ui.explainer import show_topic
from designer.ui.lessons import Lesson, LessonOrder
from designer.ui.parts import Parts
from designer.ui.scorer import Scorer
from designer.ui.tabs.open_tabs import OpenTabs


class TeachingDesk(QObject):
    """What one window teaches about the current tab."""

    def __init__(self, tabs: OpenTabs, parts: Parts, scorer: Scorer, parent: QObject) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._parts = parts
        self._scorer = scorer
        parts.inspector.duties_wanted.connect(self._ask_for_duties)
        parts.inspector.check_wanted.connect(self._show_check)
        scorer.lesson_ready.connect(self._take)

    def _ask_for_duties(self, ids: tuple[ElementId, ...]) -> None:
        self._scorer.ask_for_lesson(LessonOrder(ids=ids))

    def _take(self, lesson: Lesson) -> None:
        if not lesson.order.is_quiz:
            self._parts.inspector.show_duties(lesson.order.ids, lesson.duties)

    def _show_check(self, topic: str, ids: tuple[ElementId, ...], near: QWidget) -> None:
        """Select what a check or rule blames, go to where it is shown, and explain it."""
        document, kind, name = self._tabs.document, *topic.split(":")
        if kind == "rule" and self._parts.reasons.show_finding(name, ids):
            self._parts.show_panel("reasons")
        if kind == "check" and self._parts.is_shown("review"):
            self._parts.show_panel("review")
            self._parts.review.go_to(_question_of(name))
        if ids and not document.selection <= set(ids):
            # The form of what was selected goes, and the link in it.
            near = self._parts.inspector
            document.set_selection(ids)
        self._tabs.canvas.reveal(ids)
        show_topic(near, topic)


def _question_of(name: str) -> str:
    """Return the key of the question that the check ``name`` answers a choice of."""
    # Not before somebody asks: the window opens without the checks of the pillars.
    from designer.review.checks import check
    from designer.review.questions import WELL_ARCHITECTED

    choice = check(name).choice
    found = (
        question.id
        for question in WELL_ARCHITECTED.questions
        if any(one.id == choice for one in question.choices)
    )
    return f"{WELL_ARCHITECTED.id}:{next(found, '')}"
