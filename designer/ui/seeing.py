"""What one window offers for looking at a drawing: carries signals between its parts."""

from dataclasses import replace

from PySide6.QtCore import QObject, QPointF
from PySide6.QtWidgets import QMainWindow

from designer.edit.edits import Rename
from designer.model.changes import ChangeSet
from designer.model.ids import ElementId
from designer.ui.canvas.folding import Folding
from designer.ui.canvas.looking import Looking
from designer.ui.failure_desk import FailureDesk
from designer.ui.lens_desk import LensDesk
from designer.ui.minimap.minimap import Minimap
from designer.ui.parts import Parts
from designer.ui.presenter import Presenter
from designer.ui.scorer import Scorer
from designer.ui.settings import Preferences
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.theme_qt import canvas_theme


class Seeing(QObject):
    """The commands on what is seen of the current tab.

    Attributes:
        folding: what is collapsed.
        looking: what is locked, hidden, above others or coloured.
        minimap: the map in the corner of the canvas.
        lenses: the overlay that is on.
        presenter: the presentation.
    """

    def __init__(
        self,
        tabs: OpenTabs,
        parts: Parts,
        scorer: Scorer,
        desk: FailureDesk,
        preferences: Preferences,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._parts = parts
        self._preferences = preferences
        self.folding = Folding(tabs)
        self.looking = Looking(tabs)
        self.minimap = Minimap(canvas_theme(), tabs.pages)
        self.minimap.want(preferences.settings.minimap)
        self.minimap.looked_at.connect(self._look_at)
        self.lenses = LensDesk(tabs, scorer, self)
        self.presenter = Presenter(window, tabs, parts, desk, self.lenses, self.minimap)
        outline = parts.outline
        outline.chosen.connect(self._choose)
        outline.pointed.connect(self._point_at)
        outline.renamed.connect(self._rename)
        outline.menu_wanted.connect(tabs.menu_wanted)
        tabs.changed.connect(self._changed)
        tabs.selection_changed.connect(self._selection_changed)
        tabs.port_moved.connect(self._port_moved)
        tabs.cards_moved.connect(self._cards_moved)
        tabs.switched.connect(self.show_tab)
        self.show_tab()

    # -- commands
    def toggle_minimap(self) -> None:
        """Show the map when there is something to say, or never."""
        wanted = not self.minimap.is_wanted
        self._preferences.change(replace(self._preferences.settings, minimap=wanted))
        self.minimap.want(wanted)

    def has_minimap(self) -> bool:
        """Tell whether the map is shown when there is something to say."""
        return self.minimap.is_wanted

    def show_outline(self) -> None:
        """Show the outline, and let the user type what to look for."""
        self._parts.show_panel("outline")
        self._parts.outline.focus_filter()

    def rename_in_outline(self) -> bool:
        """Rename in the outline if that has the focus; tell whether."""
        return self._parts.outline.rename()

    def wear(self) -> None:
        """Take the colours of the window's present look."""
        self.minimap.wear(canvas_theme())
        self.lenses.wear()
        self.presenter.wear()
        self._parts.outline.wear()

    def show_tab(self) -> None:
        """Show the diagram of the tab that is current now."""
        document = self._tabs.document
        self._parts.outline.show_diagram(document.diagram, document.selection)
        self.minimap.show_diagram_now(document.diagram)
        self._port_moved()
        self._cards_moved()
        self.lenses.show_tab()

    # -- reactions
    def _changed(self, changes: ChangeSet) -> None:
        diagram = self._tabs.document.diagram
        self._parts.outline.follow(diagram, changes)
        if changes.touches_drawing:
            self.minimap.show_diagram(diagram)

    def _selection_changed(self) -> None:
        self._parts.outline.follow_selection(self._tabs.document.selection)

    def _port_moved(self) -> None:
        self.minimap.show_seen(self._tabs.canvas.seen)

    def _cards_moved(self) -> None:
        self.minimap.give_way(self._tabs.canvas.cards.areas)

    def _look_at(self, point: QPointF) -> None:
        self._tabs.canvas.look_at(point)

    def _choose(self, ids: tuple[str, ...]) -> None:
        self._tabs.document.set_selection(ids)
        if len(ids) == 1:
            self._tabs.canvas.reveal(ids)

    def _point_at(self, ids: tuple[str, ...]) -> None:
        self._tabs.document.set_selection(ids)
        self._tabs.canvas.centre_on(ids)

    def _rename(self, key: str, name: str) -> None:
        self._tabs.document.do(Rename(id=ElementId(key), name=name))
