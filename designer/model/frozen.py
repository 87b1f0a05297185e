"""An immutable mapping, so that diagrams are values that can be shared, compared and pickled."""

from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenMap(dict[K, V]):
    """Hold keys and values that never change; a change returns another map.

    A dictionary underneath, because it is read on every hot path; whatever would change one is
    refused with a TypeError. Keeps insertion order; equality ignores it. Hashable when its values
    are.
    """

    __slots__ = ("_hash",)

    _hash: int

    def __init__(self, data: Mapping[K, V] | None = None) -> None:
        super().__init__(data or ())

    def __hash__(self) -> int:  # type: ignore[override]  # a dictionary has none, this never changes
        """Hash the items, ignoring order."""
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(frozenset(self.items()))
            return self._hash

    def __repr__(self) -> str:
        """Show as a call."""
        return f"FrozenMap({super().__repr__()})"

    def __reduce__(self) -> tuple[type["FrozenMap[K, V]"], tuple[dict[K, V]]]:
        """Pickle as the plain dictionary inside."""
        return (FrozenMap, (dict(self),))

    def _refuse(self, *_args: Any, **_named: Any) -> NoReturn:
        raise TypeError("A FrozenMap never changes.")

    __setitem__ = _refuse
    __delitem__ = _refuse
    __ior__ = _refuse
    clear = _refuse
    pop = _refuse
    popitem = _refuse
    setdefault = _refuse
    update = _refuse

    def copy(self) -> "FrozenMap[K, V]":
        """Return the map itself."""
        return self

    def with_item(self, key: K, value: V) -> "FrozenMap[K, V]":
        """Return a map in which ``key`` has ``value``."""
        return self.with_items({key: value})

    def with_items(self, items: Mapping[K, V]) -> "FrozenMap[K, V]":
        """Return a map with all of ``items`` added or replaced."""
        if not items:
            return self
        made = FrozenMap(self)
        dict.update(made, items)
        return made

    def without(self, *keys: K) -> "FrozenMap[K, V]":
        """Return a map without ``keys``; absent keys are ignored."""
        present = [key for key in keys if key in self]
        if not present:
            return self
        made = FrozenMap(self)
        for key in present:
            dict.pop(made, key, None)
        return made
