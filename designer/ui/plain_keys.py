"""Keys without Ctrl or Alt that run actions: on the canvas, and wherever nothing else takes them.

As shortcuts of the window they would take letters away from lists and choices.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit

from designer.ui.canvas.view import CanvasView
from designer.ui.keymap import Keymap, is_plain, pressed, sequences

_FIELDS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
"""A letter that these do not take, such as one in a number, is a slip and no command."""


class PlainKeys(QObject):
    """Takes key presses of the canvases it watches before they do.

    Args:
        run: is given the id of the action that a key means.
    """

    def __init__(self, run: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._run = run
        self._actions: dict[str, str] = {}
        self._freed: frozenset[str] = frozenset()

    def follow(self, keymap: Keymap) -> None:
        """Run what ``keymap`` says."""
        runs = {keys: action for action in keymap.own for keys in keymap.keys(action)}
        self._actions = {keys.toString(): runs[keys] for keys in runs if is_plain(keys)}
        own = {keys for text in keymap.own.values() for keys in sequences(text)}
        self._freed = frozenset(keys.toString() for keys in own - runs.keys())

    def watch(self, canvas: CanvasView) -> None:
        """Take the keys of ``canvas`` from now on."""
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._keeps_number(watched, event)
        if event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, CanvasView) or watched.driver.gesture is not None:
            return False
        if _asks_itself(watched, event):
            return False
        return self.take(event)

    def _keeps_number(self, watched: QObject, event: QKeyEvent) -> bool:
        """Keep a number for the canvas from whatever else of the window is numbered."""
        is_alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if isinstance(watched, CanvasView) and is_alone and _asks_itself(watched, event):
            event.accept()
            return True
        return False

    def take_unclaimed(self, event: QKeyEvent) -> bool:
        """Run what a key press means that the widget with the focus has let pass."""
        return not isinstance(QApplication.focusWidget(), _FIELDS) and self.take(event)

    def take(self, event: QKeyEvent) -> bool:
        """Run what a key press means; tell whether it means anything."""
        keys = pressed(event).toString()
        if (action := self._actions.get(keys)) is not None:
            if not event.isAutoRepeat():
                self._run(action)
            return True
        # The user has taken this key from its action: the canvas must not bring it back.
        return keys in self._freed


def _asks_itself(canvas: CanvasView, event: QKeyEvent) -> bool:
    """Tell whether the canvas has just asked a question to which a number is an answer."""
    return canvas.offers.isVisible() and event.text().isdigit()
