"""What the menus do to the window itself: zoom, theme, panels, dialogs."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from designer.ui.action_bar import ActionBar
from designer.ui.command_palette import CommandPalette
from designer.ui.dialogs.about import About
from designer.ui.dialogs.gallery import Gallery
from designer.ui.dialogs.guide import Guide
from designer.ui.dialogs.improve import Improve
from designer.ui.dialogs.shortcuts import Shortcuts
from designer.ui.document import Document
from designer.ui.explainer import explain_focus
from designer.ui.file_commands import FileCommands
from designer.ui.keymap import Keymap
from designer.ui.parts import Parts
from designer.ui.pictures import Pictures
from designer.ui.settings import Preferences
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.theme_qt import canvas_theme, look_for, wear


class ShellCommands(QObject):
    """Commands on one window.

    Signals:
        done: a sentence on what was done.
        theme_changed: the window wears other colours.
        apply_wanted: a title, and the FixOffer to make one step of the history.
    """

    done = Signal(str)
    apply_wanted = Signal(str, object)
    theme_changed = Signal()

    def __init__(
        self,
        window: QMainWindow,
        tabs: OpenTabs,
        files: FileCommands,
        preferences: Preferences,
        parts: Parts,
        pictures: Pictures,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tabs = tabs
        self._files = files
        self._preferences = preferences
        self._parts = parts
        self._pictures = pictures
        self._bar: ActionBar | None = None
        self._palette = CommandPalette(preferences, window)
        self._grading: QMainWindow | None = None

    @property
    def _document(self) -> Document:
        return self._tabs.document

    def tell_actions(self, bar: ActionBar) -> None:
        """Learn where the table of actions is found."""
        self._bar = bar

    # -- dialogs
    def new_from_sample(self) -> None:
        """Show the gallery and begin with what is chosen there."""
        gallery = Gallery(self._pictures, self._window)
        answer = gallery.exec()
        path = gallery.chosen
        gallery.deleteLater()
        if answer == QDialog.DialogCode.Accepted and path is not None:
            self._files.open_sample(path)

    def grade_class(self) -> None:
        """Show the window in which a class is graded, in front of this one."""
        # Only here: most people never grade, and it brings half the grading package along.
        from designer.ui.grading_window.window import GradingWindow

        if self._grading is None:
            self._grading = GradingWindow(self._preferences)
            self._grading.destroyed.connect(self._graded)
        self._grading.show()
        self._grading.raise_()
        self._grading.activateWindow()

    def _graded(self) -> None:
        self._grading = None

    def improve(self) -> None:
        """Search the fixes that reach given targets, and make them as one step."""
        dialog = Improve(self._document.diagram, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.offer is not None:
            self.apply_wanted.emit(dialog.title, dialog.offer)
        dialog.deleteLater()

    def show_shortcuts(self) -> None:
        """List keys and mouse gestures, and let the keys be changed."""
        if self._bar is not None:
            dialog = Shortcuts(self._bar.table, self._bar.keymap, self._window)
            dialog.changed.connect(self.keep_keys)
            self._run(dialog)

    def show_commands(self) -> None:
        """Offer every action by name."""
        if self._bar is not None:
            self._palette.open(self._bar)

    def keep_keys(self, keymap: Keymap) -> None:
        """Let other keys run the actions from now on."""
        if self._bar is not None:
            self._bar.set_keymap(keymap)
        settings = self._preferences.settings
        self._preferences.change(replace(settings, keys=dict(keymap.changed)))

    def show_about(self) -> None:
        """Say what the program is."""
        self._run(About(self._window))

    def show_guide(self) -> None:
        """Show the user guide."""
        self._run(Guide(self._window))

    def explain(self) -> None:
        """Explain what has the keyboard, or show the user guide."""
        if not explain_focus():
            self.show_guide()

    def _run(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    # -- view
    def zoom_in(self) -> None:
        """Show less, larger."""
        self._parts.canvas.zoom_in()

    def zoom_out(self) -> None:
        """Show more, smaller."""
        self._parts.canvas.zoom_out()

    def zoom_to_actual_size(self) -> None:
        """Show one unit of the drawing as one pixel."""
        self._parts.canvas.zoom_reset()

    def fit(self) -> None:
        """Show the whole drawing."""
        self._parts.canvas.fit()

    def show_selection(self) -> None:
        """Zoom to what is selected."""
        self._parts.canvas.zoom_to(self._document.selection)

    def find_by_name(self) -> None:
        """Find what is drawn by its name."""
        self._parts.canvas.find_bar.open()

    def find_service(self) -> None:
        """Go to the palette's search field."""
        self._parts.show_panel("palette")
        self._parts.palette.focus_search()

    def quick_insert(self) -> None:
        """Search for something to place at the pointer."""
        self._parts.canvas.inserting.open_quick()

    def show_load(self) -> None:
        """Show how the tiers follow a day of load."""
        self._parts.show_panel("load")
        self._parts.load.setFocus()

    def set_theme(self, theme: str) -> None:
        """Wear a theme of the settings from now on."""
        self._preferences.change(replace(self._preferences.settings, theme=theme))
        self.wear_theme()

    def wear_theme(self) -> None:
        """Wear the theme of the settings."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            wear(app, look_for(self._preferences.settings.theme))
        for tab in self._tabs:
            tab.canvas.set_theme(canvas_theme())
        self._parts.inspector.rebuild()
        self._parts.load.wear()
        self.theme_changed.emit()

    def follow_system(self) -> None:
        """Wear the system's theme if that is the one set; call when it may have changed."""
        if self.is_theme("system"):
            self.wear_theme()

    def is_theme(self, theme: str) -> bool:
        """Tell whether ``theme`` is the one set."""
        return self._preferences.settings.theme == theme

    def toggle_snap(self) -> None:
        """Turn snapping to the grid on or off."""
        settings = self._preferences.settings
        self._preferences.change(replace(settings, grid_snap=not settings.grid_snap))
        for tab in self._tabs:
            tab.canvas.set_grid_snap(not settings.grid_snap)

    def is_snapping(self) -> bool:
        """Tell whether dragging snaps to the grid."""
        return self._preferences.settings.grid_snap

    def toggle_guides(self) -> None:
        """Turn smart guides on or off."""
        settings = self._preferences.settings
        self._preferences.change(replace(settings, guides=not settings.guides))
        for tab in self._tabs:
            tab.canvas.set_guides(not settings.guides)

    def is_guiding(self) -> bool:
        """Tell whether smart guides pull what is dragged."""
        return self._preferences.settings.guides

    def toggle_gliding(self) -> None:
        """Let elements glide to where a command puts them, or be there at once."""
        settings = self._preferences.settings
        self._preferences.change(replace(settings, gliding=not settings.gliding))
        for tab in self._tabs:
            tab.canvas.set_gliding(not settings.gliding)

    def is_gliding(self) -> bool:
        """Tell whether elements glide."""
        return self._preferences.settings.gliding

    def panels(self) -> dict[str, str]:
        """Return what each panel is called, by name."""
        return self._parts.titles

    def toggle_panel(self, name: str) -> None:
        """Show or hide a panel."""
        self._parts.toggle_panel(name)

    def is_panel_shown(self, name: str) -> bool:
        """Tell whether a panel is there."""
        return self._parts.is_shown(name)

    def reset_panels(self) -> None:
        """Put the panels back where they were."""
        self._parts.reset()

    def close_window(self) -> None:
        """Close the window, which asks about unsaved changes."""
        self._window.close()
