"""The one holder of the open diagram: one door for edits, one signal of change.

Panels and canvas read `diagram` and listen; whoever wants something changed hands an edit to `do`.
"""

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from designer.edit.apply import EditRefused, apply
from designer.edit.edits import Batch, Edit, describe
from designer.edit.history import History
from designer.edit.locking import broken_lock, refusal_of
from designer.edit.shrinking import shrink_edits
from designer.model.changes import diff
from designer.model.diagram import EMPTY, Diagram

_numbers = count(1)


class Document(QObject):
    """Hold the diagram of one window with its history, selection, file and newest score.

    Signals:
        changed: a `ChangeSet`; the diagram is already the new one.
        selection_changed: `selection` has other ids.
        scored: a `Scorecard` for the present diagram.
        refused: why an edit was not made, one sentence.
        title_changed: title, path or "has unsaved changes" may read differently.

    Attributes:
        number: tells the documents of one run of the program apart.
        base_digest: of the file as it was read or saved last; "" for none.
    """

    changed = Signal(object)
    selection_changed = Signal()
    scored = Signal(object)
    refused = Signal(str)
    title_changed = Signal()

    def __init__(
        self, diagram: Diagram = EMPTY, path: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history = History(diagram)
        self._history.mark_clean()
        self._selection: frozenset[str] = frozenset()
        self._path = path
        self._revision = 0
        self._scorecard: object | None = None
        self._is_scored = False
        self.number = next(_numbers)
        self.base_digest = ""

    @property
    def diagram(self) -> Diagram:
        """The diagram as it is now."""
        return self._history.diagram

    @property
    def history(self) -> History:
        """The steps one can undo and redo; change it through this class only."""
        return self._history

    @property
    def selection(self) -> frozenset[str]:
        """Ids of the selected elements and links; all of them exist."""
        return self._selection

    @property
    def path(self) -> Path | None:
        """The file it was read from or saved to last."""
        return self._path

    @property
    def revision(self) -> int:
        """A number that grows with every change of the diagram."""
        return self._revision

    @property
    def scorecard(self) -> object | None:
        """The newest scorecard; of an older diagram while the scorer is at work."""
        return self._scorecard

    @property
    def is_scored(self) -> bool:
        """Tell whether `scorecard` is that of the present diagram."""
        return self._is_scored

    @property
    def is_clean(self) -> bool:
        """Tell whether there is nothing unsaved."""
        return self._history.is_clean

    def do(self, edit: Edit, merge_key: str | None = None, *, heeds_locks: bool = True) -> bool:
        """Make ``edit`` one step of the history; tell whether it was possible.

        Unless it is told not to heed locks, it moves and deletes nothing that is locked.

        Consecutive edits with one ``merge_key`` (not None) become one step. A refusal leaves
        everything as it was and is told by `refused`.
        """
        before = self.diagram
        try:
            if heeds_locks and before.layout.locked:
                locked = broken_lock(before, apply(before, edit))
                if locked is not None:
                    raise EditRefused(refusal_of(before, locked))
            self._history.do(edit, merge_key)
        except EditRefused as refusal:
            self.refused.emit(str(refusal))
            return False
        self._announce(before)
        return True

    def do_shrinking(self, edit: Edit, merge_key: str | None = None) -> bool:
        """Make ``edit`` like `do`; what leaves by it takes the room along that was made for it."""
        try:
            more = shrink_edits(self._history.past, (edit,))
        except EditRefused:
            more = ()
        if more:
            edit = Batch(edits=(edit, *more), label=describe(edit))
        return self.do(edit, merge_key)

    def refuse(self, reason: str) -> None:
        """Tell by `refused` why something was not even tried."""
        self.refused.emit(reason)

    def undo(self) -> None:
        """Go one step back, if there is one."""
        if self._history.can_undo:
            before = self.diagram
            self._history.undo()
            self._announce(before)

    def redo(self) -> None:
        """Go one undone step forward again, if there is one."""
        if self._history.can_redo:
            before = self.diagram
            self._history.redo()
            self._announce(before)

    def go_to(self, index: int) -> None:
        """Go to the step ``index`` of the history."""
        before = self.diagram
        self._history.go_to(index)
        self._announce(before)

    def load(self, diagram: Diagram, path: Path | None) -> None:
        """Hold another diagram with a fresh history, read from ``path`` (None: not a file yet)."""
        before = self.diagram
        self._history = History(diagram)
        self._history.mark_clean()
        self._path = path
        self._scorecard, self._is_scored = None, False
        self.set_selection(())
        self._announce(before)

    def mark_saved(self, path: Path) -> None:
        """Note that the present diagram is what ``path`` holds."""
        self._path = path
        self._history.mark_clean()
        self.title_changed.emit()

    def mark_unsaved(self, *, keep_path: bool = False) -> None:
        """Take the diagram (recovered, imported) for unsaved, and forget its file unless kept."""
        self._history.mark_dirty()
        if not keep_path:
            self._path = None
        self.title_changed.emit()

    def set_selection(self, ids: Iterable[str]) -> None:
        """Select ``ids``; unknown ones are left out."""
        topology = self.diagram.topology
        wanted = frozenset(i for i in ids if i in topology.elements or i in topology.links)
        if wanted != self._selection:
            self._selection = wanted
            self.selection_changed.emit()

    def set_scorecard(self, scorecard: object) -> None:
        """Publish the score of the present diagram."""
        self._scorecard, self._is_scored = scorecard, True
        self.scored.emit(scorecard)

    def _announce(self, before: Diagram) -> None:
        self._revision += 1
        changes = diff(before, self.diagram)
        if changes.touches_score:
            self._is_scored = False
        # Before `changed`, so that no listener meets a selected id that is gone.
        self.set_selection(self._selection)
        if not changes.is_empty:
            self.changed.emit(changes)
        self.title_changed.emit()
