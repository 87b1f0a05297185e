"""Holds what is failed in one window. It is a question about the document, never a part of it."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from designer.analysis.what_if import WhatIf
from designer.model.changes import ChangeSet
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.ui.document import Document


class Failures(QObject):
    """The ids of failed elements, in the order in which they were failed.

    Signals:
        changed: `ids` differ; an answer for them is still to come.
        answered: the newest `WhatIf` for the present ids and diagram, or None when nothing fails.
    """

    changed = Signal()
    answered = Signal(object)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._ids: tuple[str, ...] = ()
        self._answer: WhatIf | None = None
        document.changed.connect(self._follow)

    @property
    def ids(self) -> tuple[str, ...]:
        """What is failed; every id exists."""
        return self._ids

    @property
    def answer(self) -> WhatIf | None:
        """The newest answer; of earlier failures or an earlier diagram while one is awaited."""
        return self._answer

    def can_fail(self, key: str) -> bool:
        """Tell whether ``key`` is an element that can fail: no actor, no note, no link."""
        element = self._document.diagram.topology.elements.get(ElementId(key))
        return element is not None and element.kind not in (Kind.ACTOR, Kind.NOTE)

    def fail(self, ids: Iterable[str]) -> None:
        """Let ``ids`` fail besides what has failed already."""
        wanted = [key for key in ids if self.can_fail(key)]
        self._set(tuple(dict.fromkeys((*self._ids, *wanted))))

    def restore(self, ids: Iterable[str]) -> None:
        """Let ``ids`` work again."""
        gone = set(ids)
        self._set(tuple(key for key in self._ids if key not in gone))

    def restore_all(self) -> None:
        """Let everything work again."""
        self._set(())

    def take(self, answer: WhatIf) -> None:
        """Publish the answer for the present ids and diagram."""
        self._answer = answer
        self.answered.emit(answer)

    def _set(self, ids: tuple[str, ...]) -> None:
        if ids != self._ids:
            self._ids = ids
            if not ids:
                self._answer = None
            self.changed.emit()
            if not ids:
                self.answered.emit(None)

    def _follow(self, changes: ChangeSet) -> None:
        if self._ids and changes.touches_score:
            self._set(tuple(key for key in self._ids if self.can_fail(key)))
