"""Carries an overlay between the scorecard, the canvas and the legend."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from designer.model.changes import ChangeSet
from designer.model.ids import ElementId
from designer.scoring.scorecard import Scorecard
from designer.ui.lenses.domains import domains
from designer.ui.lenses.duties import duties
from designer.ui.lenses.legend import Legend
from designer.ui.lenses.lens import Lens, LensView
from designer.ui.lenses.views import OF_CARD
from designer.ui.score_messages import Standing
from designer.ui.scorer import Scorer
from designer.ui.tabs.open_tabs import OpenTabs

_WAITING = LensView(sentence="Working it out…")


class LensDesk(QObject):
    """The commands on the overlay of one window: one at a time, or none.

    Signals:
        changed: another overlay is on, or none any more.
    """

    changed = Signal()

    def __init__(self, tabs: OpenTabs, scorer: Scorer, parent: QObject) -> None:
        super().__init__(parent)
        self._tabs = tabs
        self._scorer = scorer
        self._lens: Lens | None = None
        self._standings: Mapping[ElementId, Standing] | None = None
        self._lent: LensView | None = None
        self.legend = Legend(tabs.pages)
        self.legend.closed.connect(self.hide)
        tabs.scored.connect(self._scored)
        tabs.changed.connect(self._changed)
        scorer.standings_ready.connect(self._take)

    @property
    def lens(self) -> Lens | None:
        """The overlay that is on."""
        return self._lens

    def toggle(self, lens: Lens) -> None:
        """Show ``lens``, or no overlay if it is on already."""
        self._set(None if lens is self._lens else lens)

    def hide(self) -> None:
        """Show no overlay."""
        self._set(None)

    def lend(self, view: LensView) -> None:
        """Show ``view`` on the canvas, without a legend and instead of any overlay, for a while."""
        self._lens, self._lent = None, view
        self._scorer.want_standings(False)
        self._show()
        self.changed.emit()

    def take_back(self) -> None:
        """Let overlays be shown again."""
        self._lent = None
        self._show()
        self.changed.emit()

    def is_free(self) -> bool:
        """Tell whether overlays may be shown."""
        return self._lent is None

    def is_on(self, lens: Lens | None) -> bool:
        """Tell whether ``lens`` is on; None asks for no overlay."""
        return self._lens is lens

    def wear(self) -> None:
        """Take the colours of the window's present look."""
        self.legend.wear()
        self._show()

    def show_tab(self) -> None:
        """Show the overlay on the tab that is current now."""
        self._standings = None
        for tab in self._tabs:
            if tab is not self._tabs.current:
                tab.canvas.set_tints(None)
        if self._lens is Lens.DOMAINS:
            self._scorer.refresh()
        self._show()

    def _set(self, lens: Lens | None) -> None:
        if self._lent is not None:
            return
        self._lens = lens
        self._scorer.want_standings(lens is Lens.DOMAINS)
        self._show()
        self.changed.emit()

    def _changed(self, changes: ChangeSet) -> None:
        if self._lens is Lens.RESPONSIBILITY and changes.touches_score:
            # It is known at once, whatever the score turns out to be.
            self._show()

    def _scored(self) -> None:
        # What does not come from the scorecard was shown with the change, or comes by itself.
        if self._lens in OF_CARD and self._lent is None:
            self._show()

    def _take(self, standings: Mapping[ElementId, Standing]) -> None:
        self._standings = standings
        self._show()

    def _show(self) -> None:
        canvas, lens = self._tabs.canvas, self._lens
        if self._lent is not None:
            canvas.set_tints(self._lent.tints or None)
            self.legend.hide()
            return
        if lens is None:
            canvas.set_tints(None)
            self.legend.hide()
            return
        view = self._view(lens)
        canvas.set_tints(view.tints)
        self.legend.show_view(lens.value, view)

    def _view(self, lens: Lens) -> LensView:
        card = self._tabs.document.scorecard
        if lens is Lens.RESPONSIBILITY:
            return duties(self._tabs.document.diagram)
        if lens is Lens.DOMAINS:
            return _WAITING if self._standings is None else domains(self._standings)
        return OF_CARD[lens](card) if isinstance(card, Scorecard) else _WAITING
