"""An immutable mapping, so that diagrams are values that can be shared, compared and pickled."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")
_FEW = 64
"""So many keys may lie between two maps in any case; in large maps, a quarter of them."""


class FrozenMap(dict[K, V]):
    """Hold keys and values that never change; a change returns another map.

    A dictionary underneath, because it is read on every hot path; whatever would change one is
    refused with a TypeError. Keeps insertion order; equality ignores it. Hashable when its values
    are.
    """

    __slots__ = ("_hash", "_root", "_touched")

    _hash: int
    # Maps that come from one another share a root, and differ in what was touched since at most.
    _root: object
    _touched: dict[K, None]

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
        return self._made_from(made, items)

    def without(self, *keys: K) -> "FrozenMap[K, V]":
        """Return a map without ``keys``; absent keys are ignored."""
        present = [key for key in keys if key in self]
        if not present:
            return self
        made = FrozenMap(self)
        for key in present:
            dict.pop(made, key, None)
        return self._made_from(made, present)

    def may_differ(self, other: "FrozenMap[K, V]") -> Collection[K] | None:
        """Return keys outside of which the two are the same, when one comes from the other.

        Costs as much as there are such keys. None when they are strangers, or too much lies
        between them: then only a look at all keys can tell.
        """
        (root, mine), (other_root, others) = self._lineage(), other._lineage()
        return {**mine, **others}.keys() if root is other_root else None

    def _lineage(self) -> tuple[object, dict[K, None]]:
        try:
            return self._root, self._touched
        except AttributeError:
            self._root, self._touched = object(), {}
            return self._root, self._touched

    def _made_from(self, made: "FrozenMap[K, V]", keys: Iterable[K]) -> "FrozenMap[K, V]":
        root, touched = self._lineage()
        touched = {**touched, **dict.fromkeys(keys)}
        if len(touched) <= max(_FEW, len(made) // 4):
            made._root, made._touched = root, touched
        return made
