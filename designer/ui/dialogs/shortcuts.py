"""Lists every action with its keys, and what the mouse does on the canvas."""

from collections.abc import Iterable

from PySide6.QtGui import QKeySequence
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
    ("Drag a service from the palette", "Insert it"),
    ("Drag from an element's edge", "Connect it"),
    ("Drag an element", "Move it, also into another container"),
    ("Drag a handle", "Resize a container"),
    ("Drag on empty canvas", "Select what the frame touches"),
    ("Shift + click", "Add to or take from the selection"),
    ("Double-click", "Rename"),
    ("Wheel", "Zoom to the pointer; with Shift scroll sideways"),
    ("Two fingers on a touchpad", "Scroll; with Ctrl zoom to the pointer"),
    ("Space + drag, or middle button", "Move the view"),
    ("Click on an any/all badge", "Change how many targets must work"),
    ("C", "Connect the two selected elements"),
    ("Tab", "Go to the next element"),
    ("Arrow keys", "Nudge the selection; with Shift ten times as far"),
    ("Escape", "Give up a drag, or select nothing"),
)


class Shortcuts(Frame):
    """A list to read; nothing can be changed in it."""

    def __init__(self, actions: Iterable[Action], parent: QWidget | None) -> None:
        super().__init__(parent, "Keyboard and mouse", QDialogButtonBox.StandardButton.Close)
        self.resize(520, 560)
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
        for how, what in _CANVAS:
            QTreeWidgetItem(canvas, [what, how])
        tree.expandAll()
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(False)
        self.body.addWidget(tree)
