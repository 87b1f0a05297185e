"""What can be done about a finding: go to it, mend it, accept it, copy it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from designer.edit.edits import Accept, Batch, Patch, Unaccept
from designer.model.changes import diff
from designer.rules.rule import Verdict
from designer.scoring.scorecard import IdleWaiver, Scorecard, ScoredFinding
from designer.storage.diagram_file import FileRejected, read_bytes
from designer.ui.dialogs.accept_finding import ask_reason
from designer.ui.dialogs.idle_waivers import ask_which
from designer.ui.document import Document
from designer.ui.score_messages import FixOffer
from designer.ui.score_panel.reasons import ReasonsPanel
from designer.ui.tabs.open_tabs import OpenTabs


class FindingCommands(QObject):
    """Commands on the findings of the current tab, most of them on the one that is chosen.

    Signals:
        done: a sentence on what was done.
        refused: why something was not done, one sentence.
    """

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, tabs: OpenTabs, reasons: ReasonsPanel, window: QWidget) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._reasons = reasons
        self._window = window
        reasons.pointed.connect(self.point_at)
        reasons.apply_wanted.connect(self.apply)
        reasons.accept_wanted.connect(self.accept)
        reasons.reason_wanted.connect(self.reword)
        reasons.review_wanted.connect(self.review)

    @property
    def _document(self) -> Document:
        return self._tabs.document

    # -- on the chosen one
    def has_one(self) -> bool:
        """Tell whether a finding is chosen."""
        return self._reasons.findings.current is not None

    def is_accepted(self) -> bool:
        """Tell whether the chosen finding is accepted."""
        item = self._reasons.findings.current
        return item is not None and bool(item.accepted)

    def show_chosen(self) -> None:
        """Select what the chosen finding names, and bring it into view."""
        if (item := self._reasons.findings.current) is not None:
            self.point_at(item.finding.elements)

    def accept_chosen(self) -> None:
        """Accept the chosen finding for a reason, or take the acceptance back."""
        if (item := self._reasons.findings.current) is not None:
            self.accept(item)

    def accept_text(self) -> str:
        """Return what `accept_chosen` would do."""
        return "&Withdraw acceptance" if self.is_accepted() else "&Accept with a reason…"

    def reword_chosen(self) -> None:
        """Change the reason for which the chosen finding is accepted."""
        if (item := self._reasons.findings.current) is not None:
            self.reword(item)

    # -- on those that name what is selected
    def can_select_named(self) -> bool:
        """Tell whether a finding names something selected, or one is chosen."""
        return bool(self._named()) or self.has_one()

    def select_named(self) -> None:
        """Select all that the findings at the selection name, else what the chosen one names."""
        if named := self._named():
            self._document.set_selection(named)
            self._tabs.canvas.reveal(named)
            self.done.emit(f"Selected {len(self._document.selection)} that the findings name")
        else:
            self.show_chosen()

    def _named(self) -> frozenset[str]:
        """Return all that the faults found name, of which something is selected."""
        card, chosen = self._document.scorecard, self._document.selection
        if not isinstance(card, Scorecard):
            return frozenset()
        blamed = (
            set(scored.finding.elements)
            for scored in card.findings
            if not scored.accepted and scored.finding.verdict is Verdict.FAIL
        )
        return frozenset(key for ids in blamed if ids & chosen for key in ids)

    def copy_chosen(self) -> None:
        """Copy the chosen finding as text."""
        if (item := self._reasons.findings.current) is not None:
            finding = item.finding
            words = f"{finding.rule} ({finding.tenet.title}): {finding.sentence}"
            QGuiApplication.clipboard().setText(words)
            self.done.emit("Copied the finding")

    # -- on any
    def point_at(self, ids: tuple[str, ...]) -> None:
        """Select ``ids`` and bring them into view."""
        self._document.set_selection(ids)
        if self._document.selection:
            self._tabs.canvas.point_at(self._document.selection)

    def apply(self, offer: FixOffer) -> None:
        """Make a fix one step of the history."""
        self.make(offer.title, offer)

    def make(self, title: str, offer: FixOffer) -> None:
        """Make what a fix has been tried out with one step of the history called ``title``."""
        try:
            after = read_bytes(offer.diagram.encode(), "the fix")
        except FileRejected as rejection:
            self.refused.emit(str(rejection))
            return
        changes = diff(self._document.diagram, after)
        if self._document.do(
            Batch(edits=(Patch(changes=changes),), label=title), heeds_locks=False
        ):
            self.done.emit(f"{title}. Undo takes it back.")
            self._document.set_selection(changes.elements)

    def accept(self, item: ScoredFinding) -> None:
        """Accept a finding for a reason, or take its acceptance back."""
        if item.accepted:
            self._document.do(Unaccept(finding=item.finding.key))
            return
        reason = ask_reason(item.finding.sentence, self._window)
        if reason:
            self._document.do(Accept(finding=item.finding.key, reason=reason))

    def reword(self, item: ScoredFinding) -> None:
        """Change the reason for which a finding is accepted."""
        key = item.finding.key
        reason = ask_reason(item.finding.sentence, self._window, item.accepted)
        if reason and reason != item.accepted:
            steps = (Unaccept(finding=key), Accept(finding=key, reason=reason))
            self._document.do(Batch(edits=steps, label="Change the reason of an acceptance"))

    def review(self, idle: tuple[IdleWaiver, ...]) -> None:
        """Remove those acceptances that nothing needs any more, as the user chooses."""
        gone = tuple(Unaccept(finding=key) for key in ask_which(idle, self._window))
        if gone:
            self._document.do(Batch(edits=gone, label="Remove acceptances no longer needed"))
