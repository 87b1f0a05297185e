"""Makes menus, toolbar and shortcuts from a table of actions, so that they can never disagree."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from designer.ui.glyphs import glyph
from designer.ui.keymap import Keymap, is_plain, shown
from designer.ui.plain_keys import PlainKeys
from designer.ui.plain_text import tip
from designer.ui.theme_qt import current_look

EMPTY_KEYS: Mapping[str, str] = {}


def always() -> bool:
    """Enable an action at all times."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing the user can do.

    Attributes:
        id: stable name, for example ``file.save``.
        text: the menu's words; "&" marks the mnemonic, "…" a dialog.
        menu: "File", or "View/Theme" for a submenu.
        section: actions of one menu with differing sections are parted by a line.
        shortcut: as QKeySequence reads it; several are parted by "; ". One printable key alone,
            such as "C", works on the canvas and where nothing else takes it. Users can change it.
        glyph: icon; with ``toolbar`` it also stands in the toolbar.
        enabled_when, checked_when, live_text: asked again at each refresh.
        needs: what to do first when ``enabled_when`` denies it, one sentence.
        exclusive: name of a set of which one is checked.
    """

    id: str
    text: str
    menu: str
    run: Callable[[], object]
    section: int = 0
    shortcut: str = ""
    glyph: str = ""
    toolbar: bool = False
    enabled_when: Callable[[], bool] = always
    needs: str = ""
    checked_when: Callable[[], bool] | None = None
    live_text: Callable[[], str] | None = None
    exclusive: str = ""


class _Runner(QObject):
    """Run one action; a slot with an owner, so that nothing captures the window."""

    def __init__(self, run: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._run = run

    def trigger(self) -> None:
        self._run()


class ActionBar(QObject):
    """The QActions of one window.

    Args:
        changed_keys: by action, what the user has chosen instead of the table's shortcuts.

    Signals:
        denied: what an action needs that was asked for by key, one sentence.
    """

    denied = Signal(str)

    def __init__(
        self,
        window: QMainWindow,
        table: Iterable[Action],
        changed_keys: Mapping[str, str] = EMPTY_KEYS,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._table = {action.id: action for action in table}
        self._keymap = Keymap({a.id: a.shortcut for a in self._table.values()}, changed_keys)
        self.plain_keys = PlainKeys(self._run_by_key, self)
        self._made: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._last_section: dict[str, int] = {}
        self._popup: QMenu | None = None
        self.toolbar = QToolBar("Toolbar", window)
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setIconSize(QSize(20, 20))
        self.toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toolbar.toggleViewAction().setEnabled(False)
        window.addToolBar(self.toolbar)
        self._last_tool = ""
        for action in self._table.values():
            self._add(action)
        self.set_keymap(self._keymap)
        self.refresh()

    def __getitem__(self, key: str) -> QAction:
        return self._made[key]

    @property
    def table(self) -> tuple[Action, ...]:
        """Return all actions, in menu order."""
        return tuple(self._table.values())

    @property
    def keymap(self) -> Keymap:
        """Which keys run which action."""
        return self._keymap

    def set_keymap(self, keymap: Keymap) -> None:
        """Let other keys run the actions."""
        self._keymap = keymap
        for key, made in self._made.items():
            made.setShortcuts([one for one in keymap.keys(key) if not is_plain(one)])
            tip(made, self._tip_for(key))
        self.plain_keys.follow(keymap)

    def _run_by_key(self, key: str) -> None:
        self.refresh()
        if self._made[key].isEnabled():
            self._made[key].trigger()
        else:
            self.denied.emit(self._table[key].needs)

    def _tip_for(self, key: str) -> str:
        words, keys = plain_words(self._made[key].text()), self._keymap.keys(key)
        return f"{words} ({shown(keys[:1])})" if keys else words

    def menu(self, path: str) -> QMenu:
        """Return the menu at ``path`` such as "View/Theme", made when it is new."""
        if path not in self._menus:
            outer, _, name = path.rpartition("/")
            text = _MNEMONICS.get(name, name)
            made = self.menu(outer).addMenu(text) if outer else self._window.menuBar().addMenu(text)
            # What another window, a dock's cross or the clipboard has changed is told by nobody.
            made.aboutToShow.connect(self.refresh)
            self._menus[path] = made
        return self._menus[path]

    def pop_up(self, sections: Iterable[Iterable[str]], at: QPoint) -> None:
        """Show the possible actions among ``sections`` of ids as a menu at ``at`` on the screen."""
        if self._popup is not None and self._popup.isVisible():
            return
        self.refresh()
        menu = QMenu(self._window)
        for section in sections:
            possible = [self._made[key] for key in section if self._made[key].isEnabled()]
            if possible and not menu.isEmpty():
                menu.addSeparator()
            menu.addActions(possible)
        if self._popup is not None:
            self._popup.deleteLater()
        self._popup = menu
        if not menu.isEmpty():
            menu.popup(at)

    @property
    def popup(self) -> QMenu | None:
        """The context menu shown last."""
        return self._popup

    def refresh(self) -> None:
        """Ask every action again whether it is possible, checked, and what it is called."""
        for key, action in self._table.items():
            made = self._made[key]
            made.setEnabled(action.enabled_when())
            if action.checked_when is not None:
                made.setChecked(action.checked_when())
            if action.live_text is not None:
                made.setText(action.live_text())
                tip(made, self._tip_for(key))

    def repaint_glyphs(self) -> None:
        """Draw the icons anew in the colours of the present theme."""
        colour = current_look().text
        for key, action in self._table.items():
            if action.glyph:
                self._made[key].setIcon(glyph(action.glyph, colour))

    def _add(self, action: Action) -> None:
        made = QAction(action.text, self._window)
        made.setObjectName(action.id)
        if action.glyph:
            made.setIcon(glyph(action.glyph, current_look().text))
            made.setIconVisibleInMenu(False)
        if action.checked_when is not None:
            made.setCheckable(True)
        if action.exclusive:
            group = self._groups.setdefault(action.exclusive, QActionGroup(self))
            group.addAction(made)
        made.triggered.connect(_Runner(action.run, self).trigger)
        menu = self.menu(action.menu)
        if self._last_section.setdefault(action.menu, action.section) != action.section:
            menu.addSeparator()
            self._last_section[action.menu] = action.section
        menu.addAction(made)
        if action.toolbar:
            place = f"{action.menu}{action.section}"
            if self._last_tool not in ("", place):
                self.toolbar.addSeparator()
            self._last_tool = place
            self.toolbar.addAction(made)
            button = self.toolbar.widgetForAction(made)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(plain_words(action.text))
        self._made[action.id] = made


_MNEMONICS = {
    "File": "&File",
    "Edit": "&Edit",
    "Arrange": "&Arrange",
    "Link": "Lin&k",
    "View": "&View",
    "What if": "&What if",
    "Help": "&Help",
    "Open recent": "Open &recent",
    "Tabs": "Ta&bs",
    "Theme": "&Theme",
    "Overlays": "Overla&ys",
    "Finding": "Findin&g",
    "Panels": "&Panels",
    "Size": "Si&ze",
}


def plain_words(text: str) -> str:
    """Return a menu text without mnemonic mark and dots."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
