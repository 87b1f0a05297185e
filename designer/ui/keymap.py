"""Which keys run which action: the table's own, or those the user has chosen instead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_PARTED = "; "
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_FIRST_PRINTABLE, _AFTER_PRINTABLE = 0x21, 0x01000000


def sequences(keys: str) -> tuple[QKeySequence, ...]:
    """Return the key sequences that ``keys`` lists, such as "Ctrl+Z; U"; empty ones are dropped."""
    read = (QKeySequence(one) for one in keys.split(_PARTED) if one)
    return tuple(one for one in read if not one.isEmpty())


def joined(keys: Iterable[QKeySequence]) -> str:
    """Return key sequences in the form that `sequences` reads."""
    return _PARTED.join(one.toString(QKeySequence.SequenceFormat.PortableText) for one in keys)


def shown(keys: Iterable[QKeySequence]) -> str:
    """Return key sequences as people read them on this system."""
    return ", ".join(one.toString(QKeySequence.SequenceFormat.NativeText) for one in keys)


def is_plain(keys: QKeySequence) -> bool:
    """Tell whether ``keys`` is one printable key alone: it must not take a letter from a field."""
    if keys.count() != 1:
        return False
    combination = keys[0]  # type: ignore[index]  # the stubs omit it
    bare = combination.keyboardModifiers() in (Qt.KeyboardModifier.NoModifier, _SHIFT)
    return bare and _FIRST_PRINTABLE <= int(combination.key()) < _AFTER_PRINTABLE


def pressed(event: QKeyEvent) -> QKeySequence:
    """Return what a key press is called in the table: a "?" is a "?", wherever its key is."""
    modifiers = event.modifiers() & ~_KEYPAD
    key = Qt.Key(event.key())
    if not Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        modifiers &= ~_SHIFT
    return QKeySequence(QKeyCombination(modifiers, key))


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of all actions.

    Attributes:
        own: by action, the keys that the program gives it.
        changed: by action, the keys that the user has given it; "" for none.
    """

    own: Mapping[str, str]
    changed: Mapping[str, str]

    def keys(self, action: str) -> tuple[QKeySequence, ...]:
        """Return the keys that run ``action``."""
        return sequences(self.changed.get(action, self.own[action]))

    def is_changed(self, action: str) -> bool:
        """Tell whether the user has given ``action`` other keys than the program does."""
        return action in self.changed

    def user_of(self, keys: QKeySequence, but: str = "") -> str:
        """Return the action other than ``but`` that ``keys`` runs, or ""."""
        for action in self.own:
            if action != but and keys in self.keys(action):
                return action
        return ""

    def clashes(self) -> dict[str, tuple[str, ...]]:
        """Return, by key sequence, the actions of every one that several want."""
        wanted: dict[str, tuple[str, ...]] = {}
        for action in self.own:
            for one in self.keys(action):
                wanted[one.toString()] = (*wanted.get(one.toString(), ()), action)
        return {keys: actions for keys, actions in wanted.items() if len(actions) > 1}

    def giving(self, action: str, keys: tuple[QKeySequence, ...]) -> "Keymap":
        """Return the keymap in which ``action`` has ``keys``, and no other action has them."""
        changed = dict(self.changed)
        for other in self.own:
            kept = tuple(one for one in self.keys(other) if one not in keys)
            if other != action and kept != self.keys(other):
                changed[other] = joined(kept)
        changed[action] = joined(keys)
        return self._tidied(changed)

    def resetting(self, action: str) -> "Keymap":
        """Return the keymap in which ``action`` has the program's own keys again."""
        return self.giving(action, sequences(self.own[action]))

    def _tidied(self, changed: Mapping[str, str]) -> "Keymap":
        # What equals the program's own is no choice of the user's: it follows later versions.
        differing = {
            action: keys
            for action, keys in changed.items()
            if action in self.own and sequences(keys) != sequences(self.own[action])
        }
        return Keymap(self.own, differing)
