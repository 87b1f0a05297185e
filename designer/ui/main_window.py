"""The window: puts canvas, panels and actions together and carries signals between them."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPoint
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from designer.edit.edits import Accept, Batch, Patch, Unaccept
from designer.model.changes import ChangeSet, diff
from designer.rules.tenets import Tenet
from designer.scoring.scorecard import IdleWaiver, Scorecard, ScoredFinding
from designer.storage.diagram_file import SUFFIX, FileRejected, read_bytes
from designer.storage.recovery import Snapshot
from designer.ui.action_bar import Action, ActionBar
from designer.ui.actions.menus import CONTEXT, CONTEXT_OF_NOTHING
from designer.ui.actions.table import action_table
from designer.ui.autosave import Autosave
from designer.ui.dialogs.accept_finding import ask_reason
from designer.ui.dialogs.idle_waivers import ask_which
from designer.ui.document import Document
from designer.ui.edit_commands import EditCommands
from designer.ui.failure_desk import FailureDesk
from designer.ui.file_commands import FileCommands
from designer.ui.parts import Parts
from designer.ui.recent_menu import RecentMenu
from designer.ui.score_marks import marks_of
from designer.ui.score_messages import FixOffer
from designer.ui.scorer import Scorer
from designer.ui.settings import Preferences, as_bytes, as_text
from designer.ui.shelf import Shelf
from designer.ui.shell_commands import ShellCommands
from designer.ui.status import Status


class MainWindow(QMainWindow):
    """One window over one document."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self._preferences = preferences
        self.document = Document(parent=self)
        self.shelf = Shelf(preferences, self)
        self.files = FileCommands(self.document, preferences, self)
        self.parts = Parts(self, self.document)
        self.edits = EditCommands(self.document, self.parts.canvas.commands)
        self.shell = ShellCommands(self, self.document, self.files, preferences, self.parts)
        self.scorer = Scorer(self.document, self)
        self.failing = FailureDesk(
            self.document, self.scorer, self.parts.canvas, self.parts.failure_bar, self
        )
        self.autosave = Autosave(self.document, self.files, self)
        table = action_table(
            self.document,
            self.files,
            self.edits,
            self.parts.canvas.arranging,
            self.failing,
            self.shell,
        )
        self.actions_bar = ActionBar(self, table)
        self.failing.tell_refresh(self.actions_bar.refresh)
        self.shell.tell_actions(self._action_table)
        recent = RecentMenu(self.actions_bar.menu("File"), preferences, self.files)
        self.actions_bar.menu("File").insertMenu(self.actions_bar["file.save"], recent.menu)
        panels = self.actions_bar.menu("View/Panels")
        panels.insertActions(self.actions_bar["view.reset-panels"], self.parts.toggles())
        self.status = Status(self)
        self._closing = False
        self._connect_document()
        self._connect_panels()
        self._restore()
        self._show_title()

    def _action_table(self) -> tuple[Action, ...]:
        return self.actions_bar.table

    # -- wiring
    def _connect_document(self) -> None:
        document = self.document
        document.changed.connect(self._changed)
        document.selection_changed.connect(self._selection_changed)
        document.title_changed.connect(self._show_title)
        document.refused.connect(self._refused)
        document.scored.connect(self._scored)
        self.files.done.connect(self._say)
        self.files.opened.connect(self._opened)
        self.shell.done.connect(self._say)
        self.shell.theme_changed.connect(self._theme_changed)
        self.shell.apply_wanted.connect(self._make)
        self.scorer.busy_changed.connect(self.status.show_busy)
        self.scorer.failed.connect(self._refused)
        self.scorer.groups_ready.connect(self.parts.canvas.set_target_groups)
        self.scorer.fixes_ready.connect(self.parts.reasons.show_fixes)
        self.scorer.cut_sets_ready.connect(self.parts.reasons.show_cut_sets)
        self.scorer.day_ready.connect(self.parts.load.display)
        self.autosave.failed.connect(self._refused)

    def _connect_panels(self) -> None:
        parts = self.parts
        parts.palette.chosen.connect(self._insert)
        parts.palette.star_toggled.connect(self.shelf.toggle)
        parts.canvas.service_placed.connect(self.shelf.note)
        self.shelf.changed.connect(self._show_shelf)
        self._show_shelf()
        parts.canvas.status.connect(self.status.show_hint)
        parts.canvas.menu_wanted.connect(self._show_menu)
        parts.canvas.zoom_changed.connect(self.status.show_zoom)
        self.status.show_zoom(parts.canvas.zoom)
        parts.score.tenet_chosen.connect(self._show_tenet)
        parts.reasons.pointed.connect(self._point_at)
        parts.reasons.fixes_wanted.connect(self.scorer.ask_for_fixes)
        parts.reasons.cut_sets_wanted.connect(self.scorer.ask_for_cut_sets)
        parts.reasons.apply_wanted.connect(self._apply_fix)
        parts.reasons.accept_wanted.connect(self._accept)
        parts.reasons.reason_wanted.connect(self._reword)
        parts.reasons.review_wanted.connect(self._review)
        parts.load.wanted.connect(self.scorer.ask_for_day)
        parts.recovery.recover_wanted.connect(self._recover)

    def start(self) -> None:
        """Begin to score, and offer what a crash has left."""
        self.scorer.start()
        # A panel that was open when the program was left has asked too early.
        self.parts.load.ask_again()
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
        name = self.document.diagram.title if path is None else path.name
        self.setWindowTitle(f"{name}[*] — Tenet Designer")
        self.setWindowModified(not self.document.is_clean)
        self.setWindowFilePath("" if path is None else str(path))
        self.actions_bar.refresh()

    def _scored(self, card: Scorecard) -> None:
        self.parts.score.display(card)
        self.parts.reasons.display(card, self.document.diagram)
        self.parts.canvas.set_findings(marks_of(card))

    def _show_menu(self, at: QPoint) -> None:
        chosen = self.document.selection
        self.actions_bar.pop_up(CONTEXT if chosen else CONTEXT_OF_NOTHING, at)

    def _opened(self) -> None:
        self.failing.restore_all()
        self.parts.score.display(None)
        self.parts.reasons.display(None, self.document.diagram)
        self._show_tenet(None)
        self.parts.canvas.set_findings({})
        self.parts.load.forget()
        self.parts.canvas.fit()
        self.scorer.refresh()

    def _show_tenet(self, tenet: Tenet | None) -> None:
        self.parts.score.show_filter(tenet)
        self.parts.reasons.show_tenet(tenet)

    def _point_at(self, ids: tuple[str, ...]) -> None:
        self.document.set_selection(ids)
        if self.document.selection:
            self.parts.canvas.centre_on(self.document.selection)

    def _show_shelf(self) -> None:
        self.parts.palette.put_at_hand(self.shelf.favourites, self.shelf.used)

    def _insert(self, key: str) -> None:
        self.parts.canvas.insert_service(key)
        self.parts.canvas.setFocus()

    def _apply_fix(self, offer: FixOffer) -> None:
        self._make(offer.title, offer)

    def _make(self, title: str, offer: FixOffer) -> None:
        """Make what a fix has been tried out with one step of the history called ``title``."""
        try:
            after = read_bytes(offer.diagram.encode(), "the fix")
        except FileRejected as rejection:
            self._refused(str(rejection))
            return
        changes = diff(self.document.diagram, after)
        if self.document.do(Batch(edits=(Patch(changes=changes),), label=title)):
            self._say(f"{title}. Undo takes it back.")
            self.document.set_selection(changes.elements)

    def _accept(self, item: ScoredFinding) -> None:
        if item.accepted:
            self.document.do(Unaccept(finding=item.finding.key))
            return
        reason = ask_reason(item.finding.sentence, self)
        if reason:
            self.document.do(Accept(finding=item.finding.key, reason=reason))

    def _reword(self, item: ScoredFinding) -> None:
        key = item.finding.key
        reason = ask_reason(item.finding.sentence, self, item.accepted)
        if reason and reason != item.accepted:
            steps = (Unaccept(finding=key), Accept(finding=key, reason=reason))
            self.document.do(Batch(edits=steps, label="Change the reason of an acceptance"))

    def _review(self, idle: tuple[IdleWaiver, ...]) -> None:
        gone = tuple(Unaccept(finding=key) for key in ask_which(idle, self))
        if gone:
            self.document.do(Batch(edits=gone, label="Remove acceptances no longer needed"))

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
        self.failing.wear()
        card = self.document.scorecard
        if isinstance(card, Scorecard):
            self._scored(card)

    # -- Qt
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange and hasattr(self, "shell"):
            self.shell.follow_system()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path is not None and self.files.may_leave():
            self.files.open_path(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing and not self.files.may_leave():
            event.ignore()
            return
        self._closing = True
        self.scorer.stop()
        self.autosave.close()
        self._keep()
        event.accept()

    def _restore(self) -> None:
        settings = self._preferences.settings
        self.parts.canvas.set_grid_snap(settings.grid_snap)
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


def _dropped_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix == SUFFIX else None
