"""Which key does what on the canvas."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_Key = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier

STEP, LEAP = 1.0, 10.0
"""How far an arrow key moves the selection, alone and with Shift, in scene units."""

_ARROWS = {
    _Key.Key_Left: (-1, 0),
    _Key.Key_Right: (1, 0),
    _Key.Key_Up: (0, -1),
    _Key.Key_Down: (0, 1),
}

_STANDARD = {
    QKeySequence.StandardKey.Copy: "copy",
    QKeySequence.StandardKey.Cut: "cut",
    QKeySequence.StandardKey.Paste: "paste",
    QKeySequence.StandardKey.SelectAll: "select_all",
    QKeySequence.StandardKey.Undo: "undo",
    QKeySequence.StandardKey.Redo: "redo",
    QKeySequence.StandardKey.Delete: "delete",
}

_PLAIN = {
    _Key.Key_Backspace: "delete",
    _Key.Key_F2: "rename",
    _Key.Key_Return: "rename",
    _Key.Key_Enter: "rename",
    _Key.Key_C: "join",
    _Key.Key_Plus: "zoom_in",
    _Key.Key_Equal: "zoom_in",
    _Key.Key_Minus: "zoom_out",
    _Key.Key_1: "fit",
    _Key.Key_2: "zoom_to_selection",
    _Key.Key_0: "zoom_reset",
}


def command_of(event: QKeyEvent) -> str:
    """Return the name of the command that a key press means, or ""."""
    for standard, name in _STANDARD.items():
        if event.matches(standard):
            return name
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ControlModifier and event.key() == _Key.Key_D:
        return "duplicate"
    shifted = modifiers == Qt.KeyboardModifier.ShiftModifier
    if modifiers == _NONE or (shifted and event.key() == _Key.Key_Plus):
        return _PLAIN.get(_Key(event.key()), "")
    return ""


_MODIFIERS = {
    _Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    _Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    _Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
}


def modifier_of(event: QKeyEvent) -> Qt.KeyboardModifier | None:
    """Return the modifier that a key press or release is about, or None for other keys."""
    return _MODIFIERS.get(_Key(event.key()))


def asks_for_menu(event: QKeyEvent) -> bool:
    """Tell whether a key press asks for the context menu: the menu key, or Shift+F10."""
    shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == _Key.Key_Menu or (event.key() == _Key.Key_F10 and shifted)


def is_enter(event: QKeyEvent) -> bool:
    """Tell whether a key press is Enter, on either part of the keyboard."""
    return event.key() in (_Key.Key_Return, _Key.Key_Enter)


def arrow_of(event: QKeyEvent) -> tuple[float, float] | None:
    """Return how far a key press moves the selection, or None for other keys."""
    direction = _ARROWS.get(_Key(event.key()))
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if direction is None or modifiers not in (_NONE, Qt.KeyboardModifier.ShiftModifier):
        return None
    reach = STEP if modifiers == _NONE else LEAP
    return direction[0] * reach, direction[1] * reach


def number_of(event: QKeyEvent) -> int:
    """Return the digit that a key press types, or 0."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    return int(text) if modifiers == _NONE and text in tuple("123456789") else 0
