"""Keeps the score up to date: a child process scores every change, stale answers are dropped."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from designer.model.changes import ChangeSet
from designer.model.diagram import Diagram
from designer.storage.diagram_file import to_text
from designer.storage.steps import step_text
from designer.ui.child import Child
from designer.ui.document import Document
from designer.ui.lessons import Lesson, LessonOrder
from designer.ui.load_day import LoadOrder
from designer.ui.review_messages import ReviewOrder
from designer.ui.score_messages import Answer, Request, read_answer

WORKER = "designer.ui.score_worker"
_PAUSE_MS = 120
_PATIENCE_MS = 30_000
_MOST_FAILURES = 3


class Scorer(QObject):
    """Score the document's snapshots one at a time, the newest first.

    Signals:
        busy_changed: whether a score is being waited for.
        groups_ready: with each score, the target groups by element.
        standings_ready: with each score, while they are wanted: where elements stand, by id.
        fixes_ready: finding key and its tuple of FixOffer, for the present diagram.
        day_ready: the LoadDay asked for last, for the present diagram.
        review_ready: the ReviewAnswer to what was asked last, for the present diagram.
        cut_sets_ready: the CutSets asked for last, for the present diagram.
        what_if_ready: the WhatIf of the ids asked for last, for the present diagram; again after
            every change that matters to it.
        lesson_ready: a Lesson as ordered, for the present diagram.
        failed: why the score could not be had, one sentence.
    """

    busy_changed = Signal(bool)
    groups_ready = Signal(object)
    standings_ready = Signal(object)
    fixes_ready = Signal(str, object)
    day_ready = Signal(object)
    cut_sets_ready = Signal(object)
    review_ready = Signal(object)
    what_if_ready = Signal(object)
    lesson_ready = Signal(object)
    failed = Signal(str)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._child = Child(WORKER, read_answer, self)
        self._child.said.connect(self._take)
        self._child.died.connect(self._died)
        self._asked: Request | None = None
        # What the process holds: telling it what is new takes no time on the GUI thread.
        self._told: dict[int, Diagram] = {}
        self._forgotten: tuple[int, ...] = ()
        self._wants_score = False
        self._wanted_fixes = ""
        self._wanted_load: LoadOrder | None = None
        self._wanted_cuts = 0
        self._wanted_review: ReviewOrder | None = None
        self._failing: tuple[str, ...] = ()
        self._wants_what_if = False
        self._wanted_lessons: dict[bool, LessonOrder] = {}
        self._wants_standings = False
        self._is_busy = False
        self._has_started = False
        self._failures = 0
        self._pause = self._timer(_PAUSE_MS, self._send)
        self._patience = self._timer(_PATIENCE_MS, self._child.kill)
        document.changed.connect(self._changed)

    def set_document(self, document: Document) -> None:
        """Score another document from now on; one whose score is still right costs nothing."""
        self._document.changed.disconnect(self._changed)
        self._document = document
        document.changed.connect(self._changed)
        self._wanted_fixes, self._wanted_load, self._wanted_cuts = "", None, 0
        self._wanted_review = None
        self._failing, self._wants_what_if = (), False
        self._wanted_lessons.clear()
        if document.is_scored:
            self._wants_score = False
            self._pause.stop()
            self._set_busy(False)
        else:
            self.refresh()

    def forget(self, document: Document) -> None:
        """Let the process keep nothing of a document that is closed."""
        if self._told.pop(document.number, None) is not None:
            self._forgotten += (document.number,)

    def _timer(self, interval: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer

    @property
    def is_busy(self) -> bool:
        """Tell whether the newest diagram is not scored yet."""
        return self._is_busy

    @property
    def process_id(self) -> int:
        """The system's number of the scoring process; 0 when none runs."""
        return self._child.process_id

    def start(self) -> None:
        """Score what is open, and from now on whatever it becomes."""
        self._has_started = True
        self.refresh()

    def refresh(self) -> None:
        """Score what is open once more."""
        if self._has_started:
            self._failures = 0
            self._want_score()

    def stop(self) -> None:
        """End the process; nothing is scored any more."""
        self._has_started = False
        self._pause.stop()
        self._patience.stop()
        self._wants_score, self._wanted_fixes, self._asked = False, "", None
        self._wanted_load, self._wanted_cuts, self._wanted_review = None, 0, None
        self._wants_what_if = False
        self._wanted_lessons.clear()
        self._child.stop()

    def ask_for_fixes(self, finding: str) -> None:
        """Have `fixes_ready` tell what would mend ``finding``; forgets an earlier wish."""
        if self._has_started:
            self._wanted_fixes = finding
            self._send()

    def ask_for_day(self, order: LoadOrder) -> None:
        """Have `day_ready` tell how a day of load goes; forgets an earlier wish."""
        if self._has_started:
            self._wanted_load = order
            self._send()

    def ask_for_cut_sets(self, order: int) -> None:
        """Have `cut_sets_ready` tell what together breaks it; forgets an earlier wish."""
        if self._has_started:
            self._wanted_cuts = order
            self._send()

    def ask_for_review(self, order: ReviewOrder) -> None:
        """Have `review_ready` answer ``order``; forgets an earlier wish."""
        if self._has_started:
            self._wanted_review = order
            self._send()

    def ask_what_if(self, failing: tuple[str, ...]) -> None:
        """Have `what_if_ready` tell what happens when ``failing`` fail; () forgets the wish."""
        self._failing = failing
        self._wants_what_if = bool(failing) and self._has_started
        self._send()

    def ask_for_lesson(self, order: LessonOrder) -> None:
        """Have `lesson_ready` bring what is ordered; forgets an earlier order of its kind."""
        if self._has_started:
            self._wanted_lessons[order.is_quiz] = order
            self._send()

    def want_standings(self, wanted: bool) -> None:
        """Have `standings_ready` tell with each score where elements stand, or no more."""
        if wanted != self._wants_standings:
            self._wants_standings = wanted
            if wanted:
                self.refresh()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.touches_score:
            self._wants_what_if = bool(self._failing) and self._has_started
            self.refresh()
            self._send()

    def _want_score(self) -> None:
        self._wants_score = True
        self._wanted_fixes = ""
        self._set_busy(True)
        self._pause.start()

    def _set_busy(self, busy: bool) -> None:
        if busy != self._is_busy:
            self._is_busy = busy
            self.busy_changed.emit(busy)

    def _send(self) -> None:
        if self._asked is not None:
            return
        if self._wants_what_if:
            # It is quick, and somebody has just pointed at what fails: it does not wait.
            self._wants_what_if = False
            self._write(self._request(failing=self._failing))
            return
        if self._wanted_lessons:
            self._write(self._request(lesson=self._wanted_lessons.popitem()[1]))
            return
        if self._pause.isActive():
            return
        request = self._next()
        if request is not None:
            self._write(request)

    def _next(self) -> Request | None:
        """Return what is most wanted, which is then wanted no more."""
        review = self._wanted_review
        if review is not None and not review.gap:
            # It is quick, and somebody has just answered a question: it does not wait.
            self._wanted_review = None
            return self._request(review=review)
        if self._wants_score:
            self._wants_score = False
            return self._request()
        if finding := self._wanted_fixes:
            self._wanted_fixes = ""
            return self._request(finding)
        if (load := self._wanted_load) is not None:
            self._wanted_load = None
            return self._request(load=load)
        if review is not None:
            self._wanted_review = None
            return self._request(review=review)
        if cuts := self._wanted_cuts:
            self._wanted_cuts = 0
            return self._request(cuts=cuts)
        return None

    def _write(self, request: Request) -> None:
        self._asked = request
        self._told[request.sheet] = self._document.diagram
        self._child.write(request)
        self._patience.start()

    def _request(
        self,
        finding: str = "",
        load: LoadOrder | None = None,
        cuts: int = 0,
        failing: tuple[str, ...] = (),
        lesson: LessonOrder | None = None,
        review: ReviewOrder | None = None,
    ) -> Request:
        """Return a request that the process, started here if need be, can make sense of."""
        if self._child.start():
            self._told, self._forgotten = {}, ()
        sheet, diagram = self._document.number, self._document.diagram
        told = self._told.get(sheet)
        if told is None:
            text, step = to_text(diagram), ""
        else:
            text, step = "", step_text(told, diagram)
        forgotten, self._forgotten = self._forgotten, ()
        return Request(
            revision=self._document.revision,
            sheet=sheet,
            forget=forgotten,
            diagram=text,
            step=step,
            finding=finding,
            load=load,
            cut_order=cuts,
            failing=failing,
            review=review,
            standings=self._wants_standings,
            lesson=lesson,
        )

    def _take(self, answer: Answer) -> None:
        asked, self._asked = self._asked, None
        self._failures = 0
        self._patience.stop()
        is_here = asked is not None and asked.sheet == self._document.number
        is_newest = answer.revision == self._document.revision
        fresh = is_here and (is_newest or not self._wants_score)
        if answer.kind == "failed":
            if asked is not None:
                self._told.pop(asked.sheet, None)
            if fresh:
                self.failed.emit(answer.problem)
        elif answer.kind == "score" and fresh and answer.scorecard is not None:
            self._document.set_scorecard(answer.scorecard)
            self.groups_ready.emit(answer.groups)
            if answer.standings is not None:
                self.standings_ready.emit(answer.standings)
        elif answer.kind == "fixes" and fresh:
            self._take_fixes(answer)
        elif answer.kind == "load" and fresh and self._wanted_load is None:
            self.day_ready.emit(answer.day)
        elif answer.kind == "cut_sets" and fresh and not self._wanted_cuts:
            self.cut_sets_ready.emit(answer.cut_sets)
        elif answer.kind == "review" and fresh and self._wanted_review is None:
            self.review_ready.emit(answer.review)
        elif answer.kind == "what_if" and self._is_awaited(asked):
            self.what_if_ready.emit(answer.what_if)
        elif answer.lesson is not None and is_here:
            self._take_lesson(answer.lesson, is_newest=is_newest)
        self._set_busy(self._wants_score)
        self._send()

    def _take_lesson(self, lesson: Lesson, *, is_newest: bool) -> None:
        if lesson.order.is_quiz in self._wanted_lessons:
            return
        if is_newest:
            self.lesson_ready.emit(lesson)
        else:
            self._wanted_lessons[lesson.order.is_quiz] = lesson.order

    def _is_awaited(self, asked: Request | None) -> bool:
        """Tell whether an answer is about what is failed now, in the present diagram."""
        if asked is None or asked.sheet != self._document.number:
            return False
        return not self._wants_what_if and asked.failing == self._failing

    def _take_fixes(self, answer: Answer) -> None:
        # A fix is handed over as a whole diagram: one made for older positions would undo a move.
        if answer.revision == self._document.revision:
            self.fixes_ready.emit(answer.finding, answer.fixes)
        elif not self._wanted_fixes:
            self._wanted_fixes = answer.finding

    def _died(self, may_start: bool) -> None:
        """Start again with what is wanted now; after a few deaths in a row say so and wait."""
        self._patience.stop()
        asked, self._asked = self._asked, None
        if asked is None:
            return
        self._failures = self._failures + 1 if may_start else _MOST_FAILURES
        if asked.sheet != self._document.number:
            # Nobody waits for that one any more; what is wanted now is wanted still.
            self._send()
            return
        if self._failures < _MOST_FAILURES:
            others = (asked.finding, asked.load, asked.cut_order, asked.failing)
            is_other = any((*others, asked.lesson, asked.review))
            self._wants_score = self._wants_score or not is_other
            self._wants_what_if = self._wants_what_if or bool(asked.failing and self._failing)
            self._wanted_load = self._wanted_load or asked.load
            self._wanted_cuts = self._wanted_cuts or asked.cut_order
            self._wanted_review = self._wanted_review or asked.review
            if asked.lesson is not None:
                self._wanted_lessons.setdefault(asked.lesson.is_quiz, asked.lesson)
            self._send()
            return
        self._wants_score, self._wanted_load, self._wanted_cuts = False, None, 0
        self._wanted_review, self._wants_what_if = None, False
        self._wanted_lessons.clear()
        self._set_busy(False)
        self.failed.emit("Scoring stopped unexpectedly; the next change tries again.")
