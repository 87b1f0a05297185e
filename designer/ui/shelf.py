"""What is kept at hand in the palette: the user's favourites, and what was placed last."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from designer.ui.settings import MAX_FAVOURITES, MAX_USED, Preferences


class Shelf(QObject):
    """The favourites and the recently used of all windows, by key.

    Signals:
        changed: one of the two lists differs.
    """

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences

    @property
    def favourites(self) -> tuple[str, ...]:
        """The keys with a star, in the order they got it."""
        return self._preferences.settings.favourites

    @property
    def used(self) -> tuple[str, ...]:
        """The keys placed last, newest first."""
        return self._preferences.settings.used

    def toggle(self, key: str) -> None:
        """Give ``key`` a star, or take it away."""
        others = tuple(kept for kept in self.favourites if kept != key)
        starred = others if key in self.favourites else (*others, key)[-MAX_FAVOURITES:]
        self._preferences.change(replace(self._preferences.settings, favourites=starred))
        self.changed.emit()

    def note(self, key: str) -> None:
        """Remember that ``key`` was placed."""
        used = (key, *(kept for kept in self.used if kept != key))[:MAX_USED]
        if used != self.used:
            self._preferences.change(replace(self._preferences.settings, used=used))
            self.changed.emit()
