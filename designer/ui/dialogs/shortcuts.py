"""Lists every action with its keys, which can be changed here, and what the mouse does."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from designer.ui.action_bar import Action, plain_words
from designer.ui.dialogs.frame import Frame
from designer.ui.keymap import Keymap, shown
from designer.ui.plain_text import PlainLabel, tip, tip_text
from designer.ui.theme_qt import SPACE

_CANVAS = (
    ("Insert a service", "Drag it from the palette, or double-click it there"),
    ("Insert at the pointer", "/ and a few letters, Enter"),
    ("Take an offer on the canvas", "Its number, 1 to 5"),
    ("Connect", "Drag from an element's edge; or select two and press C"),
    ("Move, also into another container", "Drag; with Shift along one axis"),
    ("Copy, with the links between what is copied", "Alt + drag"),
    ("Ignore guides and grid while dragging", "Ctrl"),
    ("Resize a container", "Drag its border or corner"),
    ("Select what lies within a frame", "Drag on empty canvas to the right"),
    ("Select what a frame touches", "Drag to the left; Alt turns it round"),
    ("Add to the selection, or take from it", "Shift + click"),
    ("Rename", "Double-click, F2 or Enter"),
    ("Expand a collapsed container", "Double-click it, or click its plus"),
    ("Nudge the selection", "Arrow keys; with Shift further"),
    ("Next element", "Tab, Shift + Tab"),
    ("Zoom at the pointer", "Wheel"),
    ("Move the view", "Space + drag, middle button, touchpad"),
    ("Close a tab", "Middle button on it"),
    ("Give up, or select nothing", "Escape"),
)
_ACTION = Qt.ItemDataRole.UserRole + 1
_Standard = QDialogButtonBox.StandardButton


class Shortcuts(Frame):
    """Every action by menu; the chosen one's keys are set below.

    Signals:
        changed: the Keymap to use from now on.
    """

    changed = Signal(object)

    def __init__(self, actions: Iterable[Action], keymap: Keymap, parent: QWidget | None) -> None:
        super().__init__(parent, "Keyboard and mouse", _Standard.Close)
        self.resize(680, 700)
        self._actions = {action.id: action for action in actions}
        self._keymap = keymap
        self._search = QLineEdit(self)
        self._search.setPlaceholderText("Find by name or by key")
        self._search.setAccessibleName("Find by name or by key")
        self._search.setClearButtonEnabled(True)
        self._tree = QTreeWidget(self)
        self._tree.setHeaderLabels(["What", "How"])
        self._tree.setAccessibleName("Keyboard and mouse")
        self._tree.setRootIsDecorated(False)
        self._tree.setStyleSheet("QTreeWidget::item { min-height: 22px; }")
        self._items: dict[str, QTreeWidgetItem] = {}
        self._fill()
        header = self._tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        self.body.addWidget(self._search)
        self.body.addWidget(self._tree, 1)
        self.body.addLayout(self._editor())
        self._note = PlainLabel(parent=self, wrap=True)
        self._note.setMinimumHeight(2 * self.fontMetrics().height() + 4)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._note)
        self._all = self.buttons.addButton("Reset &all", QDialogButtonBox.ButtonRole.ResetRole)
        self._all.setAutoDefault(False)
        self._all.clicked.connect(self._reset_all)
        self._search.textChanged.connect(self._filter)
        self._tree.itemSelectionChanged.connect(self._chosen)
        self._tree.itemActivated.connect(self._begin)
        self._show_keys()
        self._chosen()
        self._search.setFocus()

    @property
    def keymap(self) -> Keymap:
        """The keys as they are now."""
        return self._keymap

    def _editor(self) -> QHBoxLayout:
        self.keys = QKeySequenceEdit(self)
        self.keys.setMaximumSequenceLength(1)
        self.keys.setAccessibleName("New keys")
        field = self.keys.findChild(QLineEdit)
        if isinstance(field, QLineEdit):
            field.setPlaceholderText("Press the new keys")
        self._set = QPushButton("&Set", self)
        self._add = QPushButton("A&dd", self)
        self._none = QPushButton("&No keys", self)
        self._reset = QPushButton("&Reset", self)
        tip(self._set, "These keys instead of the present ones")
        tip(self._add, "These keys beside the present ones")
        tip(self._none, "No keys run it any more")
        tip(self._reset, "The program's own keys again")
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self.keys, 1)
        for button, slot in (
            (self._set, partial(self._take, beside=False)),
            (self._add, partial(self._take, beside=True)),
            (self._none, self._take_away),
            (self._reset, self._reset_one),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            line.addWidget(button)
        self.keys.keySequenceChanged.connect(self._judge)
        return line

    def _fill(self) -> None:
        bold = QFont(self.font())
        bold.setBold(True)
        sections: dict[str, QTreeWidgetItem] = {}

        def section(name: str) -> QTreeWidgetItem:
            if name not in sections:
                made = sections[name] = QTreeWidgetItem(self._tree, [name, ""])
                made.setFont(0, bold)
                made.setFlags(Qt.ItemFlag.ItemIsEnabled)
            return sections[name]

        for action in self._actions.values():
            above = section(action.menu.partition("/")[0])
            item = QTreeWidgetItem(above, [plain_words(action.text), ""])
            item.setData(0, _ACTION, action.id)
            self._items[action.id] = item
        for what, how in _CANVAS:
            QTreeWidgetItem(section("On the canvas"), [what, how])
        self._tree.expandAll()

    # -- what is shown
    def _show_keys(self) -> None:
        for key, item in self._items.items():
            item.setText(1, shown(self._keymap.keys(key)))
            font = item.font(1)
            font.setBold(self._keymap.is_changed(key))
            item.setFont(1, font)
            changed = "Changed by you" if self._keymap.is_changed(key) else ""
            tip_of = f"{changed}; its own: {self._own(key)}" if changed else ""
            item.setData(1, Qt.ItemDataRole.ToolTipRole, tip_text(tip_of))
        self._all.setEnabled(bool(self._keymap.changed))

    def _own(self, key: str) -> str:
        fresh = Keymap(self._keymap.own, {})
        return shown(fresh.keys(key)) or "none"

    def _filter(self, typed: str) -> None:
        wanted = typed.lower().split()
        for row in range(self._tree.topLevelItemCount()):
            above = self._tree.topLevelItem(row)
            if above is None:
                continue
            left = 0
            for child in (above.child(at) for at in range(above.childCount())):
                text = f"{child.text(0)} {child.text(1)}".lower()
                child.setHidden(not all(word in text for word in wanted))
                left += not child.isHidden()
            above.setHidden(not left)

    @property
    def _current(self) -> str:
        chosen = self._tree.selectedItems()
        return str(chosen[0].data(0, _ACTION) or "") if chosen else ""

    def _chosen(self) -> None:
        self.keys.clear()
        self._judge()

    def _begin(self) -> None:
        if self._current:
            self.keys.setFocus()

    def _judge(self) -> None:
        """Say what the typed keys would do."""
        key, typed = self._current, self.keys.keySequence()
        is_ready = bool(key) and not typed.isEmpty()
        self.keys.setEnabled(bool(key))
        self._set.setEnabled(is_ready)
        self._add.setEnabled(is_ready and bool(self._keymap.keys(key)))
        self._none.setEnabled(bool(key and self._keymap.keys(key)))
        self._reset.setEnabled(bool(key) and self._keymap.is_changed(key))
        user = self._keymap.user_of(typed, but=key) if is_ready else ""
        if not key:
            text = "Choose an action above to change its keys; changed ones are bold."
        elif user:
            text = f"{shown((typed,))} runs “{self._name(user)}” now and would be taken from it."
        elif is_ready and typed in self._keymap.keys(key):
            text = f"{shown((typed,))} runs “{self._name(key)}” already."
        else:
            text = f"“{self._name(key)}”: press the new keys in the field, then Set or Add."
        self._note.setText(text)

    def _name(self, key: str) -> str:
        return plain_words(self._actions[key].text)

    # -- what is done
    def _take(self, checked: bool = False, *, beside: bool) -> None:
        key, typed = self._current, self.keys.keySequence()
        if not key or typed.isEmpty():
            return
        kept = tuple(one for one in self._keymap.keys(key) if one != typed) if beside else ()
        loser = self._keymap.user_of(typed, but=key)
        self._use(self._keymap.giving(key, (*kept, typed)))
        if loser:
            self._note.setText(f"{shown((typed,))} was taken from “{self._name(loser)}”.")

    def _take_away(self) -> None:
        if self._current:
            self._use(self._keymap.giving(self._current, ()))

    def _reset_one(self) -> None:
        if self._current:
            self._use(self._keymap.resetting(self._current))

    def _reset_all(self) -> None:
        self._use(Keymap(self._keymap.own, {}))

    def _use(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self.changed.emit(keymap)
        self._show_keys()
        self._chosen()
