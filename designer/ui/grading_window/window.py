"""The grading window: a table of submissions, the drawing, and the criteria, side by side."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow

from designer.grading.cohort.figures import BINS, bins_of
from designer.grading.marking import Marking, Step
from designer.rules.phrasing import count
from designer.ui.action_bar import ActionBar
from designer.ui.grading_window.actions import marking_actions
from designer.ui.grading_window.columns import ALIKE, CHANGE
from designer.ui.grading_window.desk import ClassDesk
from designer.ui.grading_window.figures import summary_of
from designer.ui.grading_window.lines import LineMaker
from designer.ui.grading_window.new_class import RUBRICS, NewClass, WriteGrades
from designer.ui.grading_window.parts import GradingParts
from designer.ui.grading_window.walk import Walk
from designer.ui.plain_text import Button, Icon, answer_to, message_box
from designer.ui.settings import Preferences


class GradingWindow(QMainWindow):
    """One class at a time."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("grading-window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(QSize(1600, 960).boundedTo(self.screen().availableSize()))
        self._preferences = preferences
        self._blind = False
        self._code = ""
        self._folder: Path | None = None
        self._back_to = ""
        self.desk = ClassDesk(self._grader, self)
        self._lines = LineMaker()
        self.parts = GradingParts(self, preferences.settings, self._svg_of)
        self._walk = Walk(self.parts)
        self.actions_bar = ActionBar(self, marking_actions(self), preferences.settings.keys)
        self._connect()
        self._show_title()

    def _connect(self) -> None:
        desk, panel = self.desk, self.parts.panel
        desk.opened.connect(self._opened)
        desk.loaded.connect(self._loaded)
        desk.complete.connect(self._complete)
        desk.changed.connect(self._changed)
        desk.all_changed.connect(self._all_changed)
        desk.refused.connect(self._refuse)
        desk.told.connect(self.parts.toast.say)
        desk.progressed.connect(self.parts.run_strip.progress)
        desk.running.connect(self._running)
        panel.given.connect(self._give)
        panel.stepped.connect(self._step)
        panel.commented.connect(self._say)
        panel.sealed.connect(desk.seal)
        panel.refused.connect(self._refuse)
        self.actions_bar.denied.connect(self._refuse)
        self.parts.view.selectionModel().currentRowChanged.connect(self._moved)
        self.parts.view.entered.connect(self.judge)
        self.parts.filter.textChanged.connect(self._filtered)
        self.parts.filter.returnPressed.connect(self.parts.view.setFocus)
        self.parts.histogram.bin_chosen.connect(self._show_bin)
        self.parts.figures.timeout.connect(self._show_figures)
        self.parts.run_strip.cancelled.connect(desk.cancel)
        self.parts.changes_strip.filtered.connect(self._show_changed)
        self.parts.changes_strip.dismissed.connect(self._forget_changes)
        self.parts.empty.new_wanted.connect(self.grade_new)
        self.parts.empty.open_wanted.connect(self.open_results)
        self.parts.empty.last_wanted.connect(self._open_last)
        self.parts.grader.editingFinished.connect(self._keep_grader)

    # -- what the actions do
    def grade_new(self) -> None:
        """Ask what is to be graded, and grade it."""
        dialog = NewClass(self)
        answer = dialog.exec()
        words, target = dialog.words, dialog.target
        dialog.deleteLater()
        if answer == QDialog.DialogCode.Accepted:
            self.desk.grade(words, target)

    def open_results(self) -> None:
        """Ask for an output folder and open it."""
        last = self._preferences.settings.graded
        found = QFileDialog.getExistingDirectory(self, "Open the folder of a graded class", last)
        if found:
            self.open_folder(Path(found))

    def open_folder(self, folder: Path) -> bool:
        """Open an output folder; tell whether it is one."""
        self.parts.panel.keep()
        return self.desk.open(folder.absolute())

    def grade_again(self) -> None:
        """Ask for a rubric and grade the class again by it."""
        marking = self.desk.marking
        if marking is None:
            return
        self.parts.panel.keep()
        start = str(marking.folder / "record" / "rubric")
        found = QFileDialog.getOpenFileName(self, "Grade again by a rubric", start, RUBRICS)[0]
        if found:
            self.grade_again_by(Path(found))

    def grade_again_by(self, rubric: Path) -> None:
        """Grade the class again by the rubric in a file."""
        marking = self.desk.marking
        if marking is not None:
            words = (f"--again={marking.folder}", "--", str(rubric))
            self.desk.grade(words, marking.folder)

    def write_grades(self) -> None:
        """Write all outputs anew, with what was adjusted."""
        marking = self.desk.marking
        if marking is None:
            return
        self.parts.panel.keep()
        options = marking.kept.manifest.options
        told = (
            f"{count(marking.adjusted, 'adjustment')} will be in grades.csv, grades.xlsx, the "
            f"feedback pages and the files for platforms in {marking.folder}."
        )
        dialog = WriteGrades(told, options.gradebooks, self, blind=options.blind)
        answer = dialog.exec()
        words = dialog.words
        dialog.deleteLater()
        if answer == QDialog.DialogCode.Accepted:
            self.desk.grade((*words, f"--again={marking.folder}"), marking.folder)

    def show_folder(self) -> None:
        """Show the output folder in the system's file manager."""
        if self.desk.marking is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.marking.folder)))

    def close_window(self) -> None:
        """Close; everything is kept already."""
        self.close()

    def undo(self) -> None:
        """Take back the last adjustment and show where it was."""
        self.parts.panel.keep()
        self._show_step(self.desk.undo())

    def redo(self) -> None:
        """Bring back what was undone last and show where it is."""
        self._show_step(self.desk.redo())

    def can_undo(self) -> bool:
        """Tell whether there is something to take back."""
        return self.desk.can_undo()

    def can_redo(self) -> bool:
        """Tell whether there is something to bring back."""
        return self.desk.can_redo()

    def go_next(self) -> None:
        """Look at the next submission of the table as it is sorted and filtered."""
        self._walk.go(1)

    def go_previous(self) -> None:
        """Look at the one before."""
        self._walk.go(-1)

    def go_next_open(self) -> None:
        """Look at the next one with something that only a person can judge."""
        marking = self.desk.marking
        if marking is None:
            return
        found = marking.next_open(self._walk.order(), self._code)
        if found is None:
            self.parts.toast.say("Nothing is left to judge among those shown.")
        else:
            self._walk.show(found)
            self.judge()

    def go_alike(self) -> None:
        """Look at the submission that is most like this one."""
        marking = self.desk.marking
        alike = marking.rows[self._code].alike if marking is not None and self._code else None
        if alike is None:
            self.parts.toast.say("Nothing is known to be alike: grade with a comparison.")
        else:
            self._walk.show(alike.code)

    def filter_rows(self) -> None:
        """Let the user type a filter."""
        self.parts.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.parts.filter.selectAll()

    def judge(self) -> None:
        """Let the keys give points."""
        self.parts.panel.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_blind(self) -> None:
        """Hide whose each submission is, or show it again."""
        self._blind = not self._blind
        self._show_lines()
        self.actions_bar.refresh()

    def is_blind(self) -> bool:
        """Tell whether names are hidden."""
        return self._blind

    def zoom_in(self) -> None:
        """Show less of the drawing, larger."""
        self.parts.student.picture.zoom_in()

    def zoom_out(self) -> None:
        """Show more of the drawing, smaller."""
        self.parts.student.picture.zoom_out()

    def fit(self) -> None:
        """Show the whole drawing."""
        self.parts.student.picture.fit()

    def has_class(self) -> bool:
        """Tell whether a class is open and nothing is being graded."""
        return self.desk.marking is not None and not self.desk.is_running

    def is_idle(self) -> bool:
        """Tell whether nothing is being graded."""
        return not self.desk.is_running

    # -- looking at students
    @property
    def code(self) -> str:
        """Whose submission is looked at; "" for nobody's."""
        return self._code

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        self.parts.panel.keep()
        if not now.isValid():
            self._show_nobody()
            return
        line = self.parts.table.line(self.parts.sieve.mapToSource(now).row())
        if line.row.entry.code != self._code:
            self._code = line.row.entry.code
            self._show_work()
        self._show_grade()

    def _show_nobody(self) -> None:
        self._code = ""
        self.parts.student.show_nothing("No submission is selected.")
        self.parts.panel.show_nothing()
        self.parts.histogram.show_here(None)

    def _show_work(self) -> None:
        marking = self.desk.marking
        if marking is not None:
            self.parts.student.show_work(marking.outcome(self._code), marking.picture(self._code))

    def _show_grade(self) -> None:
        marking = self.desk.marking
        if marking is None or self._code not in marking.rows:
            return
        row = marking.rows[self._code]
        label = marking.label(self._code, blind=self._blind)
        self.parts.student.show_grade(row, label, self.desk.changes.get(self._code))
        self.parts.panel.display(marking, self._code)
        self.parts.histogram.show_here(row.result.percent)

    # -- changes asked for
    def _give(self, criterion: str, points: float | None) -> None:
        self.desk.give(self._code, criterion, points)

    def _step(self, criterion: str, by_points: float) -> None:
        self.desk.step(self._code, criterion, by_points)

    def _say(self, criterion: str, text: str) -> None:
        if self._code:
            self.desk.say(self._code, criterion, text)

    def _show_step(self, step: Step | None) -> None:
        if step is not None:
            self._walk.show(step.code)
            self.parts.panel.show_criterion(step.criterion)
        self.actions_bar.refresh()

    # -- reactions
    def _opened(self, marking: Marking) -> None:
        self._preferences.change(replace(self._preferences.settings, graded=str(marking.folder)))
        # A class that is opened again, after writing its grades for one, goes on where it was.
        self._back_to = self._code if marking.folder == self._folder else ""
        self._folder = marking.folder
        self.parts.thumbnails.forget()
        self._lines.begin(marking)
        self.parts.table.set_lines([])
        self.parts.show_class()
        self.parts.changes_strip.hide()
        self.parts.view.setColumnHidden(CHANGE, True)
        self._show_nobody()
        self._show_title()
        self.actions_bar.refresh()

    def _loaded(self, codes: list[str]) -> None:
        self.parts.table.add_lines([self._lines.line(code, blind=self._blind) for code in codes])
        if not self._code:
            self.parts.view.selectRow(0)
        self.parts.figures.start()

    def _complete(self) -> None:
        changes = self.desk.changes
        self._lines.changes = changes
        self.parts.view.setColumnHidden(ALIKE, not self._lines.has_alike())
        if changes:
            self.parts.view.setColumnHidden(CHANGE, False)
            self._show_lines()
            self.parts.changes_strip.words.setText(self._lines.told())
            self.parts.changes_strip.show()
        self.parts.figures.start()
        if self._back_to:
            self._walk.show(self._back_to)
        if self.parts.table.rowCount():
            self.parts.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, code: str) -> None:
        self.parts.table.set_line(self._lines.line(code, blind=self._blind))
        if code == self._code:
            self._show_grade()
        self.parts.figures.start()
        self.actions_bar.refresh()

    def _all_changed(self) -> None:
        self._show_lines()
        self._show_grade()

    def _show_lines(self) -> None:
        """Show all lines anew; whoever is looked at stays so."""
        marking = self.desk.marking
        if marking is None:
            return
        code = self._code
        lines = [self._lines.line(one, blind=self._blind) for one in marking.rows]
        self.parts.table.set_lines(lines)
        if code:
            self._walk.show(code)
        self.parts.figures.start()

    def _filtered(self, text: str) -> None:
        self.parts.sieve.set_text(text)
        if not self.parts.view.currentIndex().isValid() and self.parts.sieve.rowCount():
            self.parts.view.selectRow(0)
        self.parts.figures.start()

    def _show_bin(self, index: int) -> None:
        low, high = index * 100 // BINS, (index + 1) * 100 // BINS
        above = f"percent>={low}" if index else ""
        below = f"percent<{high}" if index < BINS - 1 else ""
        self.parts.filter.setText(" ".join(part for part in (above, below) if part))

    def _show_changed(self) -> None:
        self.parts.filter.setText("changed")

    def _forget_changes(self) -> None:
        self.desk.changes = self._lines.changes = {}
        self.parts.changes_strip.hide()
        self.parts.view.setColumnHidden(CHANGE, True)
        if self.parts.filter.text() == "changed":
            self.parts.filter.clear()
        self._all_changed()

    def _show_figures(self) -> None:
        marking = self.desk.marking
        if marking is None:
            return
        graded = [row for row in marking.rows.values() if row.outcome is not None]
        percents = [
            row.result.percent
            for row in graded
            if row.result.percent is not None and (row.result.criteria or not row.result.reason)
        ]
        self.parts.histogram.display(bins_of(percents), summary_of(percents))
        self.parts.state.setText(self._lines.state(self.parts.sieve.rowCount()))

    def _running(self, runs: bool) -> None:
        if runs:
            self.parts.run_strip.begin()
        else:
            self.parts.run_strip.hide()
        self.parts.panel.setEnabled(not runs)
        self.actions_bar.refresh()

    def _refuse(self, sentence: str) -> None:
        self.parts.toast.say(sentence, refused=True)

    def _show_title(self) -> None:
        marking = self.desk.marking
        name = "Grade a class" if marking is None else marking.kept.rubric.title
        self.setWindowTitle(f"{name} — Tenet Designer")

    def _open_last(self) -> None:
        self.open_folder(Path(self._preferences.settings.graded))

    def _svg_of(self, code: str) -> bytes:
        return b"" if self.desk.marking is None else self.desk.marking.picture(code)

    def _grader(self) -> str:
        return self.parts.grader.text().strip()

    def _keep_grader(self) -> None:
        settings = replace(self._preferences.settings, grader=self._grader())
        self._preferences.change(settings)

    def _may_stop(self) -> bool:
        box = message_box(
            self,
            "A class is being graded",
            "Stop grading and close the window?",
            details="What is graded stays: grade the same again to go on.",
            icon=Icon.Question,
            buttons=Button.Close | Button.Cancel,
            default=Button.Cancel,
        )
        return answer_to(box) == Button.Close

    # -- Qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kind = event.type()
        if kind == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.desk.look_again()
        elif kind == QEvent.Type.PaletteChange and hasattr(self, "actions_bar"):
            self.actions_bar.repaint_glyphs()
            if self._code:
                self._show_work()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk.is_running and not self._may_stop():
            event.ignore()
            return
        self.parts.panel.keep()
        self._keep_grader()
        self.desk.stop()
        self.parts.thumbnails.forget()
        event.accept()
