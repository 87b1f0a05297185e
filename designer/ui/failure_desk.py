"""Carries "fail it and see" between what is failed, the scoring process, the canvas and the bar."""

from PySide6.QtCore import QObject, Signal

from designer.analysis.what_if import WhatIf
from designer.model.changes import ChangeSet
from designer.model.ids import ElementId
from designer.ui.document import Document
from designer.ui.failure_bar.bar import FailureBar
from designer.ui.failure_marks import expected, link_fates_of, lots_of
from designer.ui.failures import Failures
from designer.ui.scorer import Scorer
from designer.ui.tabs.open_tabs import OpenTabs


class FailureDesk(QObject):
    """The commands on what is failed in one window.

    Signals:
        changed: something else is failed than before, here or in the tab shown now.
        failed: the user has made something fail.
        answered: the newest WhatIf of the current tab, or None when nothing fails.
    """

    changed = Signal()
    failed = Signal()
    answered = Signal(object)

    def __init__(
        self,
        tabs: OpenTabs,
        scorer: Scorer,
        bar: FailureBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._scorer = scorer
        self._bar = bar
        self._is_held = False
        self._followed = tabs.current.failures
        self._follow_failures()
        scorer.what_if_ready.connect(self._take)
        bar.restore_wanted.connect(self._restore_one)
        bar.restore_all_wanted.connect(self.restore_all)
        bar.left.connect(self._focus_canvas)
        tabs.changed.connect(self._follow)

    @property
    def failures(self) -> Failures:
        """What is failed in the current tab."""
        return self._followed

    @property
    def _document(self) -> Document:
        return self._tabs.document

    def show_tab(self) -> None:
        """Show what is failed in the tab that is current now."""
        before = self._followed
        before.changed.disconnect(self._ask)
        before.answered.disconnect(self._show)
        self._followed = self._tabs.current.failures
        self._follow_failures()
        # What the other tab's failures did must not stand there until the answer comes.
        self._bar.show_failed(())
        self._ask()

    # -- commands
    def toggle(self) -> None:
        """Fail what is selected; restore it if all of it has failed already."""
        chosen = self._chosen()
        if self._all_failed(chosen):
            self.failures.restore(chosen)
        else:
            self.failures.fail(chosen)
            self.failed.emit()

    def can_toggle(self) -> bool:
        """Tell whether anything selected can fail, and may."""
        return not self._is_held and any(map(self.failures.can_fail, self._document.selection))

    def toggle_text(self) -> str:
        """Return what `toggle` would do."""
        is_failed = self.has_failures() and self._all_failed(self._chosen())
        return "&Restore" if is_failed else "&Fail"

    def restore_all(self) -> None:
        """Let everything work again."""
        self.failures.restore_all()

    def hold(self, held: bool) -> None:
        """Let nothing fail for a while, or let it again."""
        self._is_held = held
        if held:
            self.restore_all()

    def has_failures(self) -> bool:
        """Tell whether anything is failed."""
        return bool(self.failures.ids)

    def wear(self) -> None:
        """Take the colours of the window's present look."""
        self._bar.wear()

    # -- reactions
    def _follow_failures(self) -> None:
        self._followed.changed.connect(self._ask)
        self._followed.answered.connect(self._show)

    def _take(self, answer: WhatIf) -> None:
        self.failures.take(answer)

    def _focus_canvas(self) -> None:
        self._tabs.canvas.setFocus()

    def _chosen(self) -> list[str]:
        # In drawing order, so that the chips do not come by chance.
        elements, chosen = self._document.diagram.topology.elements, self._document.selection
        if not chosen:
            return []
        return [key for key in elements if key in chosen and self.failures.can_fail(key)]

    def _all_failed(self, chosen: list[str]) -> bool:
        return bool(chosen) and set(chosen) <= set(self.failures.ids)

    def _restore_one(self, key: str) -> None:
        self.failures.restore((key,))

    def _ask(self) -> None:
        ids, diagram = self.failures.ids, self._document.diagram
        before = self.failures.answer
        lots, links = {}, {}
        if before is not None and {one.id for one in before.failed} <= set(ids):
            lots, links = lots_of(before, diagram), link_fates_of(before)
        self._tabs.canvas.set_fates(lots | expected(diagram, ids), links)
        self._name_chips()
        self._scorer.ask_what_if(ids)
        self.changed.emit()

    def _name_chips(self) -> None:
        elements = self._document.diagram.topology.elements
        named = [(key, elements[ElementId(key)].name or key) for key in self.failures.ids]
        self._bar.show_failed(named)

    def _show(self, answer: WhatIf | None) -> None:
        self._paint(answer)
        self.answered.emit(answer)

    def _paint(self, answer: WhatIf | None) -> None:
        diagram = self._document.diagram
        if answer is None:
            self._tabs.canvas.set_fates({}, {})
            return
        self._tabs.canvas.set_fates(lots_of(answer, diagram), link_fates_of(answer))
        self._bar.show_answer(answer, diagram.topology)

    def _follow(self, changes: ChangeSet) -> None:
        if not self.failures.ids:
            return
        self._name_chips()
        if self.failures.answer is not None and not changes.touches_score:
            # Names are not scored, but the sentences have them.
            self._show(self.failures.answer)
