"""Carries a review between the drawing, the scoring process, the panel and the lenses on disk."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDate, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from designer.edit.edits import Batch, DropMilestone, KeepMilestone, Patch, SetAnswer
from designer.model.changes import ChangeSet, diff
from designer.model.frozen import FrozenMap
from designer.model.review import NO_ANSWER, Answer, Milestone
from designer.review.answering import with_choice
from designer.review.custom_lens import LensRefused, write_lens
from designer.review.lens import Lens
from designer.storage.atomic import atomic_write
from designer.storage.file_bytes import reason_of
from designer.storage.refusal import FileRejected
from designer.storage.steps import stepped
from designer.ui.dialogs.questions import warn
from designer.ui.document import Document
from designer.ui.lens_library import KeptLens, LensLibrary
from designer.ui.parts import Parts
from designer.ui.review_messages import GapOffer, ReviewAnswer, ReviewOrder
from designer.ui.review_planner import ReviewPlanner
from designer.ui.scorer import Scorer
from designer.ui.settings import Preferences
from designer.ui.tabs.open_tabs import OpenTabs

_KIND = "Custom lenses of the AWS Well-Architected Tool (*.json);;All files (*)"


class ReviewDesk(QObject):
    """The commands on the review of one window.

    Signals:
        done: a sentence on what was done.
        refused: why something was not done, one sentence.
    """

    done = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        tabs: OpenTabs,
        parts: Parts,
        scorer: Scorer,
        preferences: Preferences,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._parts = parts
        self._scorer = scorer
        self._preferences = preferences
        self._window = window
        self._lenses = LensLibrary()
        self._offers_lenses = False
        self.planner = ReviewPlanner(self)
        self._panel = panel = parts.review
        panel.wanted.connect(self._ask)
        panel.gap_wanted.connect(self._ask_for_fixes)
        panel.plan_wanted.connect(self._ask_for_plan)
        panel.plan_left.connect(self.planner.leave)
        panel.said.connect(self._say)
        panel.noted.connect(self._note)
        panel.excused.connect(self._excuse)
        panel.pointed.connect(self._point_at)
        panel.apply_wanted.connect(self._apply)
        panel.keep_wanted.connect(self._keep)
        panel.drop_wanted.connect(self._drop)
        panel.lens_chosen.connect(self.choose_lens)
        panel.open_lens_wanted.connect(self.open_lens)
        scorer.review_ready.connect(self._take)
        self.planner.found.connect(panel.show_plan)
        self.planner.failed.connect(panel.plan.fail)
        tabs.changed.connect(self._changed)

    @property
    def _document(self) -> Document:
        return self._tabs.document

    @property
    def lens(self) -> str:
        """Id of the lens in use; "" for the pillars."""
        return self._preferences.settings.lens

    @property
    def _kept(self) -> KeptLens | None:
        return self._lenses.lens(self.lens) if self.lens else None

    @property
    def _text(self) -> str:
        return "" if self._kept is None else self._kept.text

    # -- commands
    def show(self) -> None:
        """Show the panel and give it the keyboard."""
        self._parts.show_panel("review")
        self._panel.setFocus()

    def show_plan(self) -> None:
        """Show the improvement plan."""
        self._parts.show_panel("review")
        self._panel.show_plan_page()

    def begin_milestone(self) -> None:
        """Let a milestone be named, to be kept."""
        self._parts.show_panel("review")
        self._panel.begin_milestone()

    def choose_lens(self, key: str) -> None:
        """Review by the lens ``key`` from now on; "" for the pillars."""
        self._preferences.change(replace(self._preferences.settings, lens=key))
        self._show_lenses()
        self._panel.forget()

    def open_lens(self) -> None:
        """Let a lens be chosen from a file, keep it, and review by it."""
        path, _ = QFileDialog.getOpenFileName(self._window, "Open lens", "", _KIND)
        if path:
            self.open_lens_file(Path(path))

    def open_lens_file(self, path: Path) -> None:
        """Keep the lens in the file ``path`` and review by it; say why if it is none."""
        try:
            kept = self._lenses.add(path.read_bytes())
        except LensRefused as refusal:
            where = f"At {refusal.path}: " if refusal.path else ""
            warn(self._window, "Not a lens", f"{path.name} is no lens. {where}{refusal.reason}.")
            return
        except OSError as error:
            warn(self._window, "Lens not opened", f"{path.name}: {reason_of(error)}.")
            return
        self.choose_lens(kept.lens.id)
        self.show()
        self.done.emit(f"Reviewing by “{kept.lens.name}”. It stays among your lenses.")

    def export_lens(self) -> None:
        """Write the lens in use to a file that the AWS tool can import."""
        lens = self._lens()
        path, _ = QFileDialog.getSaveFileName(self._window, "Export lens", f"{lens.id}.json", _KIND)
        if not path:
            return
        try:
            atomic_write(Path(path), write_lens(lens).encode())
        except OSError as error:
            warn(self._window, "Lens not exported", f"{Path(path).name}: {reason_of(error)}.")
            return
        self.done.emit(f"Exported “{lens.name}” to {Path(path).name}")

    def has_own_lens(self) -> bool:
        """Tell whether a lens of the user's was chosen."""
        return bool(self.lens)

    def remove_lens(self) -> None:
        """Keep the lens in use no more, and review by the pillars."""
        kept = self._kept
        if kept is None:
            self.choose_lens("")
            return
        try:
            self._lenses.remove(self.lens)
        except OSError as error:
            self.refused.emit(f"The lens cannot be removed: {reason_of(error)}.")
            return
        self.choose_lens("")
        self.done.emit(f"“{kept.lens.name}” is no longer kept; answers stay in their documents.")

    def show_tab(self) -> None:
        """Show the review of the tab that is current now."""
        self._panel.forget()

    def stop(self) -> None:
        """End what works in the background."""
        self.planner.stop()

    def _lens(self) -> Lens:
        from designer.review.questions import WELL_ARCHITECTED

        return WELL_ARCHITECTED if self._kept is None else self._kept.lens

    def _show_lenses(self) -> None:
        self._offers_lenses = True
        lenses = [(one.lens.id, one.lens.name) for one in self._lenses.lenses()]
        self._panel.show_lenses(lenses, self.lens if self._kept is not None else "")

    # -- what is asked
    def _ask(self) -> None:
        if not self._offers_lenses:
            # Not before the panel is seen: the window opens without reading any lens.
            self._show_lenses()
        self._scorer.ask_for_review(ReviewOrder(lens=self._text))

    def _ask_for_fixes(self, gap: str) -> None:
        self._scorer.ask_for_review(ReviewOrder(lens=self._text, gap=gap))

    def _ask_for_plan(self) -> None:
        self.planner.start(self._document.diagram, self._text)

    def _take(self, answer: ReviewAnswer) -> None:
        if answer.sheet is not None:
            self._panel.display(answer.sheet, self._document.diagram)
        elif answer.gap:
            self._panel.show_offers(answer.gap, answer.offers)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.head is not None:
            self._panel.show_milestones(self._document.diagram.review.milestones)
        if changes.touches_score or changes.head is not None:
            self._panel.ask_again(is_drawn_anew=changes.touches_score)
        else:
            self._panel.ask_for_fixes_again()

    # -- what is said
    def _answer(self, question: str) -> Answer:
        return self._document.diagram.review.answers.get(question, NO_ANSWER)

    def _say(self, question: str, choice: str, said: bool | None) -> None:
        sheet = self._panel.sheet
        if sheet is None:
            return
        ids = [each.id for one in sheet.questions if one.key == question for each in one.choices]
        answer = with_choice(ids, self._answer(question), choice, said)
        self._document.do(SetAnswer(question=question, answer=answer))

    def _note(self, question: str, text: str) -> None:
        edit = SetAnswer(question=question, answer=replace(self._answer(question), note=text))
        self._document.do(edit, merge_key=f"note {question}")

    def _excuse(self, question: str, reason: str) -> None:
        answer = replace(self._answer(question), not_applicable=reason)
        edit = SetAnswer(question=question, answer=answer)
        self._document.do(edit, merge_key=f"excuse {question}")

    # -- what is done
    def _point_at(self, ids: tuple[str, ...]) -> None:
        self._document.set_selection(ids)
        if self._document.selection:
            self._tabs.canvas.centre_on(self._document.selection)

    def _apply(self, offer: GapOffer) -> None:
        before = self._document.diagram
        try:
            after = stepped(before, offer.step)
        except (FileRejected, LookupError, ValueError) as problem:
            self.refused.emit(f"The fix cannot be made: {problem}")
            return
        # The fix may have been worked out before the last answer was given, or another title.
        changes = replace(diff(before, after), head=None)
        step = Batch(edits=(Patch(changes=changes),), label=offer.title)
        if self._document.do(step, heeds_locks=False):
            self.done.emit(f"{offer.title}. Undo takes it back.")
            self._document.set_selection(changes.elements)

    def _keep(self, name: str) -> None:
        sheet = self._panel.sheet
        if sheet is None:
            return
        day = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        kept = Milestone(lens=sheet.lens, day=day, marks=FrozenMap(sheet.marks))
        if self._document.do(KeepMilestone(name=name, milestone=kept)):
            self._panel.milestones.clear_name()
            self.done.emit(f"Kept the milestone “{name}”.")

    def _drop(self, name: str) -> None:
        if self._document.do(DropMilestone(name=name)):
            self.done.emit(f"Deleted the milestone “{name}”. Undo brings it back.")
