"""Lists every action with its keys, and what the mouse does on the canvas."""

from collections.abc import Iterable

from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from designer.ui.action_bar import Action, plain_words
from designer.ui.dialogs.frame import Frame

_CANVAS = (
    ("Insert a service", "Drag it from the palette, or double-click it there"),
    ("Insert at the pointer", "/ and a few letters, Enter"),
    ("Take an offer on the canvas", "Its number, 1 to 5"),
    ("Connect", "Drag from an element's edge; or select two and press C"),
    ("Move, also into another container", "Drag; with Shift along one axis"),
    ("Copy, with the links between what is copied", "Alt + drag"),
    ("Ignore guides and grid while dragging", "Ctrl"),
    ("Resize a container", "Drag its border or corner"),
    ("Select several", "Drag on empty canvas, or Shift + click"),
    ("Rename", "Double-click, F2 or Enter"),
    ("Nudge the selection", "Arrow keys; with Shift further"),
    ("Next element", "Tab, Shift + Tab"),
    ("Zoom at the pointer", "Wheel"),
    ("Move the view", "Space + drag, middle button, touchpad"),
    ("Fit all, fit selection, actual size", "1, 2, 0"),
    ("Give up, or select nothing", "Escape"),
)


class Shortcuts(Frame):
    """A list to read; nothing can be changed in it."""

    def __init__(self, actions: Iterable[Action], parent: QWidget | None) -> None:
        super().__init__(parent, "Keyboard and mouse", QDialogButtonBox.StandardButton.Close)
        self.resize(640, 620)
        tree = QTreeWidget(self)
        tree.setHeaderLabels(["What", "How"])
        tree.setAccessibleName("Keyboard and mouse")
        tree.setRootIsDecorated(False)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        sections: dict[str, QTreeWidgetItem] = {}
        for action in actions:
            if not action.shortcut:
                continue
            menu = action.menu.partition("/")[0]
            if menu not in sections:
                sections[menu] = QTreeWidgetItem(tree, [menu, ""])
            keys = ", ".join(
                QKeySequence(text).toString(QKeySequence.SequenceFormat.NativeText)
                for text in action.shortcut.split("; ")
            )
            QTreeWidgetItem(sections[menu], [plain_words(action.text), keys])
        canvas = QTreeWidgetItem(tree, ["Canvas", ""])
        for what, how in _CANVAS:
            QTreeWidgetItem(canvas, [what, how])
        heading = QFont(self.font())
        heading.setBold(True)
        for section in (*sections.values(), canvas):
            section.setFont(0, heading)
        tree.expandAll()
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(False)
        self.body.addWidget(tree)
