"""An immutable mapping, so that diagrams are values that can be shared, compared and pickled."""

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Generic, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")


class FrozenMap(Mapping[K, V], Generic[K, V]):
    """Hold keys and values that never change; a change returns another map.

    Keeps insertion order; equality ignores it. Hashable when its values are.
    """

    __slots__ = ("_data", "_hash")

    def __init__(self, data: Mapping[K, V] | None = None) -> None:
        self._data: dict[K, V] = dict(data) if data else {}
        self._hash: int | None = None

    @classmethod
    def _adopt(cls, data: dict[K, V]) -> "FrozenMap[K, V]":
        made: FrozenMap[K, V] = cls.__new__(cls)
        made._data = data
        made._hash = None
        return made

    def __getitem__(self, key: K) -> V:
        """Return the value of ``key``; raise KeyError when it is absent."""
        return self._data[key]

    def __iter__(self) -> Iterator[K]:
        """Iterate over the keys in insertion order."""
        return iter(self._data)

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._data)

    def __contains__(self, key: object) -> bool:
        """Tell whether ``key`` is present."""
        return key in self._data

    # The mapping's own versions of these go through __getitem__; they are on every hot path.
    @overload
    def get(self, key: K, /) -> V | None: ...

    @overload
    def get(self, key: K, /, default: V | D) -> V | D: ...

    def get(self, key: K, /, default: object = None) -> object:
        """Return the value of ``key``, or ``default`` when it is absent."""
        return self._data.get(key, default)

    def keys(self) -> KeysView[K]:
        """Return a view of the keys."""
        return self._data.keys()

    def values(self) -> ValuesView[V]:
        """Return a view of the values."""
        return self._data.values()

    def items(self) -> ItemsView[K, V]:
        """Return a view of keys with their values."""
        return self._data.items()

    def __eq__(self, other: object) -> bool:
        """Compare as mappings, ignoring order."""
        if isinstance(other, FrozenMap):
            return self._data == other._data
        if isinstance(other, Mapping):
            return self._data == dict(other)
        return NotImplemented

    def __hash__(self) -> int:
        """Hash the items, ignoring order."""
        if self._hash is None:
            self._hash = hash(frozenset(self._data.items()))
        return self._hash

    def __repr__(self) -> str:
        """Show as a call."""
        return f"FrozenMap({self._data!r})"

    def __reduce__(self) -> tuple[type["FrozenMap[K, V]"], tuple[dict[K, V]]]:
        """Pickle as the plain dictionary inside."""
        return (FrozenMap, (self._data,))

    def with_item(self, key: K, value: V) -> "FrozenMap[K, V]":
        """Return a map in which ``key`` has ``value``."""
        return self._adopt({**self._data, key: value})

    def with_items(self, items: Mapping[K, V]) -> "FrozenMap[K, V]":
        """Return a map with all of ``items`` added or replaced."""
        return self._adopt({**self._data, **items}) if items else self

    def without(self, *keys: K) -> "FrozenMap[K, V]":
        """Return a map without ``keys``; absent keys are ignored."""
        present = [key for key in keys if key in self._data]
        if not present:
            return self
        data = dict(self._data)
        for key in present:
            del data[key]
        return self._adopt(data)
