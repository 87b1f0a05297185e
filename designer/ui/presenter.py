"""Runs a presentation: clears the window, goes from step to step, and puts everything back."""

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QObject, QPoint, Qt
from PySide6.QtWidgets import QMainWindow

from designer.analysis.what_if import WhatIf
from designer.rules import failure_phrasing as words
from designer.scoring.scorecard import Scorecard
from designer.ui.failure_desk import FailureDesk
from designer.ui.lens_desk import LensDesk
from designer.ui.lenses.lens import Lens
from designer.ui.minimap.minimap import Minimap
from designer.ui.parts import Parts
from designer.ui.presentation.caption import Caption
from designer.ui.presentation.deck import Step, failures, findings
from designer.ui.presentation.stage import Stage
from designer.ui.tabs.open_tabs import OpenTabs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What the window was like before a presentation."""

    docks: QByteArray
    state: Qt.WindowState
    failed: tuple[str, ...]
    selection: frozenset[str]
    has_map: bool


class Presenter(QObject):
    """The commands of a presentation in one window."""

    def __init__(
        self,
        window: QMainWindow,
        tabs: OpenTabs,
        parts: Parts,
        desk: FailureDesk,
        lenses: LensDesk,
        minimap: Minimap,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tabs = tabs
        self._parts = parts
        self._desk = desk
        self._lenses = lenses
        self._minimap = minimap
        self._steps: tuple[Step, ...] = ()
        self._place = 0
        self._shows_failures = False
        self._before: _Before | None = None
        self.stage = Stage(tabs.pages)
        self.caption = Caption(tabs.pages)
        self.stage.stepped.connect(self.step)
        self.stage.jumped.connect(self._jump)
        self.stage.ended.connect(self.end)
        self.stage.deck_wanted.connect(self._swap)
        self.stage.zoomed.connect(self._zoom)
        self.stage.panned.connect(self._pan)
        self.stage.overlay_wanted.connect(self._overlay)
        desk.answered.connect(self._answered)

    @property
    def is_on(self) -> bool:
        """Tell whether a presentation is under way."""
        return self._before is not None

    @property
    def present(self) -> Step:
        """The step that is shown."""
        return self._steps[self._place]

    # -- commands
    def show_findings(self) -> None:
        """Present the findings, the dearest first."""
        self._begin(shows_failures=False)

    def show_failures(self) -> None:
        """Present what happens when each zone, Region and single point fails."""
        self._begin(shows_failures=True)

    def can_begin(self) -> bool:
        """Tell whether there is something to present."""
        return bool(self._tabs.document.diagram.topology.elements) and self._lenses.is_free()

    def step(self, by: int) -> None:
        """Go on by ``by`` steps, as far as there are any."""
        place = max(0, min(len(self._steps) - 1, self._place + by))
        if place != self._place:
            self._place = place
            self._show()

    def end(self) -> None:
        """Put everything back as it was."""
        before, self._before = self._before, None
        if before is None:
            return
        self.stage.end()
        self.caption.hide()
        self._minimap.want(before.has_map)
        self._lenses.legend.keep_at_top(False)
        self._desk.failures.restore_all()
        self._desk.failures.fail(before.failed)
        self._tabs.document.set_selection(before.selection)
        self._parts.show_around(True)
        self._window.restoreState(before.docks)
        self._window.setWindowState(before.state)
        self._tabs.canvas.fit()
        self._tabs.canvas.setFocus()

    def wear(self) -> None:
        """Take the colours of the window's present look."""
        self.caption.wear()

    # -- reactions
    def _begin(self, *, shows_failures: bool) -> None:
        if self.is_on or not self.can_begin():
            return
        window = self._window
        self._before = _Before(
            docks=window.saveState(),
            state=window.windowState(),
            failed=self._desk.failures.ids,
            selection=self._tabs.document.selection,
            has_map=self._minimap.is_wanted,
        )
        self._minimap.want(False)
        self._lenses.legend.keep_at_top(True)
        self._desk.failures.restore_all()
        self._parts.show_around(False)
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        self.stage.begin()
        self._load(shows_failures=shows_failures)

    def _load(self, *, shows_failures: bool) -> None:
        self._shows_failures = shows_failures
        document = self._tabs.document
        card = document.scorecard if isinstance(document.scorecard, Scorecard) else None
        deck = failures if shows_failures else findings
        self._steps, self._place = deck(card, document.diagram), 0
        self._show()

    def _show(self) -> None:
        step = self.present
        self._desk.failures.restore_all()
        self._tabs.document.set_selection(() if step.failing else step.ids)
        self._tell(step)
        self._frame(step)
        if step.failing:
            self._desk.failures.fail(step.failing)
        self.stage.raise_()

    def _frame(self, step: Step) -> None:
        """Show what the step is about, above its words."""
        canvas = self._tabs.canvas
        canvas.stage(step.ids or canvas.canvas.ids(), below=self.caption.height())

    def _tell(self, step: Step) -> None:
        last = len(self._steps) - 1
        what = "failure" if self._shows_failures else "finding"
        place = f"{last} {what}{'s' * (last != 1)}"
        if self._place:
            place = f"{what.capitalize()} {self._place} of {last}"
        self.caption.show_step(step, place)

    def _answered(self, answer: WhatIf | None) -> None:
        if not self.is_on or answer is None or not self.present.failing:
            return
        if {one.id for one in answer.failed} != set(self.present.failing):
            return
        topology = self._tabs.document.diagram.topology
        step = self.present
        detail = " ".join(words.journey_reason(one, answer, topology) for one in answer.journeys)
        told = Step(
            title=step.title,
            caption=words.headline(answer, topology),
            detail=detail[:400],
            ids=step.ids,
            failing=step.failing,
        )
        height = self.caption.height()
        self._tell(told)
        if self.caption.height() > height:
            self._frame(told)
        self.stage.raise_()

    def _jump(self, to_first: bool) -> None:
        self.step(-len(self._steps) if to_first else len(self._steps))

    def _swap(self) -> None:
        self._load(shows_failures=not self._shows_failures)

    def _zoom(self, notches: float, at: QPoint) -> None:
        self._tabs.canvas.zoom_by_notches(notches, at)

    def _pan(self, by: QPoint) -> None:
        self._tabs.canvas.pan_by(by)

    def _overlay(self, number: int) -> None:
        lenses = tuple(Lens)
        if number == 0:
            self._lenses.hide()
        elif number <= len(lenses):
            self._lenses.toggle(lenses[number - 1])
        self.caption.raise_()
        self.stage.raise_()
