"""The order of the outline: which elements stand in which, containers first, then by name.

It knows no Qt; the model asks it what stands where, and tells it each step that it makes itself.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from designer.model.elements import Element
from designer.model.ids import ElementId

Rank = tuple[bool, tuple[str | int, ...], str]
Parent = ElementId | None

_DIGITS = re.compile(r"(\d+)")


def rank_of(element: Element) -> Rank:
    """Return what orders siblings: containers first, then "web 2" before "web 10"."""
    pieces = _DIGITS.split(element.name.casefold())
    natural = tuple(int(p) if place % 2 else p for place, p in enumerate(pieces))
    return (not element.kind.is_container, natural, element.id)


class Branches:
    """The children of each element, sorted when they are first asked for."""

    def __init__(self) -> None:
        self._elements: Mapping[ElementId, Element] = {}
        self._parents: dict[ElementId, Parent] = {}
        self._loose: dict[Parent, list[ElementId]] = {}
        self._sorted: dict[Parent, list[ElementId]] = {}
        self._ranks: dict[ElementId, Rank] = {}
        self._rows: dict[Parent, dict[ElementId, int]] = {}

    def fill(self, elements: Mapping[ElementId, Element], shown: Iterable[ElementId]) -> None:
        """Begin anew with those of ``elements`` that are to be ``shown``."""
        self._elements = elements
        self._parents = {key: elements[key].parent for key in shown}
        self._loose, self._sorted, self._ranks, self._rows = {}, {}, {}, {}
        for key, parent in self._parents.items():
            self._loose.setdefault(parent, []).append(key)

    def knows(self, key: str) -> bool:
        """Tell whether ``key`` is in the outline."""
        return key in self._parents

    def parent(self, key: ElementId) -> Parent:
        """Return what ``key`` stands in."""
        return self._parents[key]

    def has_children(self, parent: Parent) -> bool:
        """Tell whether anything stands in ``parent``, without sorting it."""
        return bool(self._sorted.get(parent) or self._loose.get(parent))

    def children(self, parent: Parent) -> list[ElementId]:
        """Return what stands in ``parent``, in order."""
        if parent not in self._sorted:
            found = self._loose.pop(parent, [])
            for key in found:
                self._ranks[key] = rank_of(self._elements[key])
            self._sorted[parent] = sorted(found, key=self._ranks.__getitem__)
        return self._sorted[parent]

    def row(self, key: ElementId) -> int:
        """Return the place of ``key`` among its siblings."""
        parent = self._parents[key]
        if parent not in self._rows:
            self._rows[parent] = {one: at for at, one in enumerate(self.children(parent))}
        return self._rows[parent][key]

    def place_for(self, element: Element, parent: Parent) -> int:
        """Return the row at which ``element`` would stand in ``parent``, itself not counted."""
        others = [key for key in self.children(parent) if key != element.id]
        return bisect_left([self._ranks[key] for key in others], rank_of(element))

    def insert(self, element: Element, parent: Parent, row: int) -> None:
        """Put ``element`` into ``parent``."""
        self.children(parent).insert(row, element.id)
        self._ranks[element.id] = rank_of(element)
        self._parents[element.id] = parent
        self._rows.pop(parent, None)

    def take(self, key: ElementId) -> None:
        """Take ``key`` out of its parent; what stands in it stays with it."""
        parent = self._parents.pop(key)
        self.children(parent).remove(key)
        self._rows.pop(parent, None)

    def forget(self, key: ElementId) -> None:
        """Take ``key`` out with all that stands in it."""
        self.take(key)
        pending = [key]
        while pending:
            one = pending.pop()
            inner = (*self._sorted.pop(one, ()), *self._loose.pop(one, ()))
            self._rows.pop(one, None)
            for child in inner:
                self._parents.pop(child, None)
            pending.extend(inner)
