"""The window: puts canvas, panels and actions together and carries signals between them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow

from designer.analysis.grouping import TargetGroup
from designer.model.changes import ChangeSet
from designer.model.ids import ElementId
from designer.rules.tenets import Tenet
from designer.scoring.scorecard import Scorecard
from designer.storage.recovery import Snapshot
from designer.ui.action_bar import ActionBar
from designer.ui.actions.menus import FINDING, TAB, menu_of
from designer.ui.actions.table import action_table
from designer.ui.autosave import Autosave
from designer.ui.disk_watch import DiskWatch
from designer.ui.document import Document
from designer.ui.edit_commands import EditCommands
from designer.ui.export_desk import ExportDesk
from designer.ui.failure_desk import FailureDesk
from designer.ui.file_commands import FileCommands
from designer.ui.finding_commands import FindingCommands
from designer.ui.first_steps import FirstSteps
from designer.ui.last_session import LastSession
from designer.ui.parts import Parts
from designer.ui.pictures import Pictures
from designer.ui.quiz_desk import QuizDesk
from designer.ui.recent_menu import RecentMenu
from designer.ui.review_desk import ReviewDesk
from designer.ui.score_marks import marks_of
from designer.ui.scorer import Scorer
from designer.ui.seeing import Seeing
from designer.ui.settings import Preferences, as_bytes, as_text
from designer.ui.shelf import Shelf
from designer.ui.shell_commands import ShellCommands
from designer.ui.status import Status
from designer.ui.tab_commands import TabCommands
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.tabs.tab import Tab
from designer.ui.teaching_desk import TeachingDesk
from designer.ui.welcome import Welcome


class MainWindow(QMainWindow):
    """One window over the diagrams in its tabs."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setAcceptDrops(True)
        self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize()))
        self._preferences = preferences
        self.tabs = OpenTabs(self)
        self.shelf = Shelf(preferences, self)
        self.files = FileCommands(self.tabs, preferences, self)
        self.exports = ExportDesk(self.tabs, preferences, self)
        self.pictures = Pictures(self)
        self.parts = Parts(self, self.tabs, self.pictures)
        self.edits = EditCommands(self.tabs)
        self.shell = ShellCommands(
            self, self.tabs, self.files, preferences, self.parts, self.pictures
        )
        self.finding = FindingCommands(self.tabs, self.parts.reasons, self)
        self.scorer = Scorer(self.document, self)
        self.failing = FailureDesk(self.tabs, self.scorer, self.parts.failure_bar, self)
        self.seeing = Seeing(self.tabs, self.parts, self.scorer, self.failing, preferences, self)
        self.teaching = TeachingDesk(self.tabs, self.parts, self.scorer, self)
        self.review = ReviewDesk(self.tabs, self.parts, self.scorer, preferences, self)
        self.quiz = QuizDesk(
            self.tabs,
            self.parts,
            self.scorer,
            self.seeing.lenses,
            self.failing,
            preferences,
            self,
        )
        self.session = LastSession(self.tabs, preferences, self)
        self.welcome = Welcome(self.tabs, self.files, preferences, self.pictures, self)
        self.disk = DiskWatch(self.tabs, self.parts.changed, self.files.hold, self)
        self.first_steps = FirstSteps(self.tabs, preferences)
        table = action_table(
            self.files,
            self.exports,
            self.session,
            self.welcome,
            self.edits,
            self.failing,
            self.seeing,
            TabCommands(self.tabs, self.files),
            self.finding,
            self.review,
            self.quiz,
            self.first_steps,
            self.shell,
        )
        self.actions_bar = ActionBar(self, table, preferences.settings.keys)
        self.parts.new_tab.clicked.connect(self.actions_bar["file.new"].trigger)
        self.seeing.lenses.changed.connect(self.actions_bar.refresh)
        self.quiz.changed.connect(self.actions_bar.refresh)
        self.quiz.changed.connect(self._show_marks)
        self.edits.tell_rename(self.seeing.rename_in_outline)
        self.failing.changed.connect(self.actions_bar.refresh)
        self.shell.tell_actions(self.actions_bar)
        recent = RecentMenu(self.actions_bar.menu("File"), preferences, self.files)
        self.actions_bar.menu("File").insertMenu(self.actions_bar["file.save"], recent.menu)
        self.status = Status(self)
        self.status.add(self.exports.handle(self))
        self._closing = False
        self._connect_tabs()
        self._connect_panels()
        self._restore()
        self._show_title()

    @property
    def document(self) -> Document:
        """The document of the current tab."""
        return self.tabs.document

    @property
    def autosave(self) -> Autosave:
        """What keeps the current tab's unsaved work."""
        return self.tabs.current.autosave

    # -- wiring
    def _connect_tabs(self) -> None:
        tabs = self.tabs
        tabs.changed.connect(self._changed)
        tabs.selection_changed.connect(self._selection_changed)
        tabs.title_changed.connect(self._show_title)
        tabs.refused.connect(self._refused)
        tabs.scored.connect(self._scored)
        tabs.switched.connect(self._switched)
        tabs.added.connect(self._settle)
        tabs.closing.connect(self._closing_tab)
        tabs.said.connect(self.status.show_hint)
        tabs.menu_wanted.connect(self._show_menu)
        tabs.zoom_changed.connect(self.status.show_zoom)
        self.actions_bar.denied.connect(self._refused)
        self.files.done.connect(self._say)
        self.files.opened.connect(self._opened)
        self.shell.done.connect(self._say)
        self.exports.done.connect(self._say)
        self.exports.done.connect(self.actions_bar.refresh)
        self.exports.failed.connect(self._refused)
        self.exports.failed.connect(self.actions_bar.refresh)
        self.session.told.connect(self._say)
        self.disk.told.connect(self._say)
        self.shell.theme_changed.connect(self._theme_changed)
        self.shell.apply_wanted.connect(self.finding.make)
        self.finding.done.connect(self._say)
        self.finding.refused.connect(self._refused)
        self.review.done.connect(self._say)
        self.review.done.connect(self.actions_bar.refresh)
        self.review.refused.connect(self._refused)
        self.parts.reasons.menu_wanted.connect(self._show_menu_of_finding)
        tabs.menu_of_tab_wanted.connect(self._show_menu_of_tab)
        self.scorer.busy_changed.connect(self.status.show_busy)
        self.scorer.failed.connect(self._refused)
        self.scorer.groups_ready.connect(self._show_groups)
        self.scorer.fixes_ready.connect(self.parts.reasons.show_fixes)
        self.scorer.cut_sets_ready.connect(self.parts.reasons.show_cut_sets)
        self.scorer.day_ready.connect(self.parts.load.display)

    def _connect_panels(self) -> None:
        parts = self.parts
        parts.palette.chosen.connect(self._insert)
        parts.palette.star_toggled.connect(self.shelf.toggle)
        self.shelf.changed.connect(self._show_shelf)
        self._show_shelf()
        self.status.show_zoom(parts.canvas.zoom)
        self.failing.failed.connect(self.first_steps.failed)
        parts.reasons.findings.clicked.connect(self.first_steps.read)
        parts.score.tenet_chosen.connect(self._show_tenet)
        parts.reasons.fixes_wanted.connect(self.scorer.ask_for_fixes)
        parts.reasons.cut_sets_wanted.connect(self.scorer.ask_for_cut_sets)
        parts.load.wanted.connect(self.scorer.ask_for_day)
        parts.recovery.recover_wanted.connect(self._recover)

    def begin(self, path: Path | None = None, sample: Path | None = None) -> None:
        """Open the tabs of the last time, and what the program was asked to open."""
        self.tabs.current.welcomes = path is None and sample is None
        self.session.restore()
        if path is not None:
            self.files.open_path(path)
        elif sample is not None:
            self.files.open_sample(sample)
        self.session.follow()
        self.welcome.look()
        self.first_steps.start()

    def start(self) -> None:
        """Begin to score, and offer what a crash has left."""
        self.scorer.start()
        # A panel that was open when the program was left has asked too early.
        self.parts.load.ask_again()
        self.parts.review.ask_again()
        self.parts.recovery.look()

    # -- reactions
    def _changed(self, changes: ChangeSet) -> None:
        self.actions_bar.refresh()
        self.status.show_selection(self.document)
        if changes.touches_score:
            self.parts.load.ask_again()
        else:
            # A fix worked out before would put everything back where it was then.
            self.parts.reasons.ask_again()

    def _selection_changed(self) -> None:
        self.actions_bar.refresh()
        self.status.show_selection(self.document)

    def _show_title(self) -> None:
        path = self.document.path
        self.setWindowTitle(f"{self.tabs.current.title}[*] — Tenet Designer")
        self.setWindowModified(not self.document.is_clean)
        self.setWindowFilePath("" if path is None else str(path))
        self.actions_bar.refresh()

    def _scored(self, card: Scorecard) -> None:
        self.parts.score.display(card)
        self.parts.reasons.display(card, self.document.diagram)
        self._show_marks()

    def _show_marks(self) -> None:
        """Mark on the canvas what the findings name, unless a quiz asks for it."""
        card = self.document.scorecard
        if isinstance(card, Scorecard) and not self.quiz.is_on:
            self.parts.canvas.set_findings(marks_of(card))
        else:
            self.parts.canvas.set_findings({})

    def _show_menu(self, at: QPoint) -> None:
        sections = menu_of(self.document.diagram, self.document.selection)
        self.actions_bar.pop_up(sections, at)

    def _show_menu_of_finding(self, at: QPoint) -> None:
        self.actions_bar.pop_up(FINDING, at)

    def _show_menu_of_tab(self, at: QPoint) -> None:
        self.actions_bar.pop_up(TAB, at)

    def _settle(self, tab: Tab) -> None:
        tab.canvas.set_grid_snap(self._preferences.settings.grid_snap)
        tab.canvas.set_guides(self._preferences.settings.guides)
        tab.canvas.set_gliding(self._preferences.settings.gliding)
        tab.canvas.service_placed.connect(self.shelf.note)
        self.actions_bar.plain_keys.watch(tab.canvas)

    def _closing_tab(self, tab: Tab) -> None:
        self.scorer.forget(tab.document)
        self.parts.inspector.forget(tab.document)

    def _opened(self) -> None:
        self.failing.restore_all()
        self.tabs.current.tenet = None
        self.parts.canvas.set_findings({})
        self.parts.canvas.fit()
        self._show_panels()
        self.scorer.refresh()

    def _switched(self) -> None:
        """Let every panel follow the tab that is current now."""
        self.scorer.set_document(self.document)
        self.failing.show_tab()
        self.parts.inspector.set_document(self.document)
        self.parts.history.set_document(self.document)
        self._show_shelf()
        self._show_panels()
        self._show_title()
        self.status.show_selection(self.document)
        self.status.show_zoom(self.parts.canvas.zoom)
        self.status.show_hint("")

    def _show_panels(self) -> None:
        """Show the score of the current tab as it is, or that there is none yet."""
        card = self.document.scorecard if self.document.is_scored else None
        self.parts.score.display(None)
        self.parts.reasons.display(None, self.document.diagram)
        self._show_tenet(self.tabs.current.tenet)
        self.parts.load.forget()
        self.review.show_tab()
        if isinstance(card, Scorecard):
            self._scored(card)

    def _show_groups(self, groups: Mapping[ElementId, tuple[TargetGroup, ...]]) -> None:
        self.parts.canvas.set_target_groups(groups)

    def _show_tenet(self, tenet: Tenet | None) -> None:
        self.tabs.current.tenet = tenet
        self.parts.score.show_filter(tenet)
        self.parts.reasons.show_tenet(tenet)

    def _show_shelf(self) -> None:
        self.parts.palette.put_at_hand(self.shelf.favourites, self.shelf.used)
        self.parts.canvas.inserting.set_used(self.shelf.used)

    def _insert(self, key: str) -> None:
        self.parts.canvas.insert_service(key)
        self.parts.canvas.setFocus()

    def _recover(self, snapshot: Snapshot) -> None:
        if self.files.recover(snapshot):
            self.autosave.take()
            self.parts.recovery.done_with(snapshot)

    def _say(self, sentence: str) -> None:
        self.parts.toast.say(sentence)

    def _refused(self, sentence: str) -> None:
        self.parts.toast.say(sentence, refused=True)

    def _theme_changed(self) -> None:
        self.actions_bar.repaint_glyphs()
        self.parts.wear()
        self.welcome.wear()
        self.first_steps.wear()
        self.exports.wear()
        self.failing.wear()
        self.seeing.wear()
        self.parts.review.wear()
        card = self.document.scorecard
        if isinstance(card, Scorecard):
            self._scored(card)

    # -- Qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange and hasattr(self, "shell"):
            self.shell.follow_system()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.actions_bar.plain_keys.take_unclaimed(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in self._dropped(event):
            self.files.open_path(path)

    def _dropped(self, event: QDropEvent) -> list[Path]:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return [path for path in paths if self.files.doors.can_open(path)]

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing and not self.files.may_leave_all():
            event.ignore()
            return
        # What is hidden for a presentation must not be hidden at the next start.
        self.seeing.presenter.end()
        self._closing = True
        self.files.importer.stop()
        self.scorer.stop()
        for tab in self.tabs:
            tab.autosave.close()
        self.session.end()
        self.tabs.snapshots.stop()
        self.review.stop()
        self.pictures.stop()
        self.exports.stop()
        self._keep()
        event.accept()

    def _restore(self) -> None:
        settings = self._preferences.settings
        self._settle(self.tabs.current)
        if settings.geometry:
            self.restoreGeometry(QByteArray(as_bytes(settings.geometry)))
        if settings.state:
            self.restoreState(QByteArray(as_bytes(settings.state)))

    def _keep(self) -> None:
        self._preferences.change(
            replace(
                self._preferences.settings,
                geometry=as_text(bytes(self.saveGeometry().data())),
                state=as_text(bytes(self.saveState().data())),
            )
        )
