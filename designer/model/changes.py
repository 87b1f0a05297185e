"""The difference of two diagrams, as data: what the canvas and the panels refresh by."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Layout, Point
from designer.model.links import Link
from designer.model.looks import Look
from designer.model.review import Review
from designer.model.topology import Topology
from designer.model.workload import Workload

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a diagram says of itself and people have said of it; nothing of it is scored."""

    title: str
    description: str
    review: Review
    extra: FrozenMap[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a drawing is scored by: what is asked of it, and which findings are accepted."""

    workload: Workload
    waivers: FrozenMap[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """What differs: each map holds the new value by id, or None where it is gone.

    Attributes:
        collapsed: containers that collapse (True) or expand (None).
        locked, hidden: elements that are so from now on (True), or no longer (None).
        added, removed: ids of elements that appear or vanish (for quick tests).
        head, terms: the new ones when anything of them differs.
    """

    elements: FrozenMap[ElementId, Element | None] = field(default_factory=FrozenMap)
    links: FrozenMap[LinkId, Link | None] = field(default_factory=FrozenMap)
    boxes: FrozenMap[ElementId, Box | None] = field(default_factory=FrozenMap)
    bends: FrozenMap[LinkId, tuple[Point, ...] | None] = field(default_factory=FrozenMap)
    collapsed: FrozenMap[ElementId, bool | None] = field(default_factory=FrozenMap)
    locked: FrozenMap[ElementId, bool | None] = field(default_factory=FrozenMap)
    hidden: FrozenMap[ElementId, bool | None] = field(default_factory=FrozenMap)
    ranks: FrozenMap[ElementId, int | None] = field(default_factory=FrozenMap)
    looks: FrozenMap[str, Look | None] = field(default_factory=FrozenMap)
    added: frozenset[ElementId] = frozenset()
    removed: frozenset[ElementId] = frozenset()
    head: Head | None = None
    terms: Terms | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing differs."""
        return not (self.touches_layout or self.touches_score or self.head is not None)

    @property
    def touches_drawing(self) -> bool:
        """Tell whether an element, a link or geometry differs."""
        return bool(self.elements or self.links or self.touches_layout)

    @property
    def touches_layout(self) -> bool:
        """Tell whether geometry, or how anything looks, differs."""
        return bool(
            self.boxes
            or self.bends
            or self.collapsed
            or self.locked
            or self.hidden
            or self.ranks
            or self.looks
        )

    @property
    def touches_score(self) -> bool:
        """Tell whether anything that is scored differs."""
        return bool(self.elements or self.links or self.terms is not None)


def _head(diagram: Diagram) -> Head:
    return Head(
        title=diagram.title,
        description=diagram.description,
        review=diagram.review,
        extra=diagram.extra,
    )


def _terms(diagram: Diagram) -> Terms:
    return Terms(workload=diagram.workload, waivers=diagram.waivers)


def _differing(before: FrozenMap[K, V], after: FrozenMap[K, V]) -> FrozenMap[K, V | None]:
    if before is after:
        return FrozenMap()
    found: dict[K, V | None] = {}
    keys = before.may_differ(after)
    if keys is not None:
        for key in _ordered(keys, before, after):
            old, new = before.get(key), after.get(key)
            if old is not new and old != new:
                found[key] = new
        return FrozenMap(found)
    for key, value in after.items():
        old = before.get(key)
        if old is not value and (old is None or old != value):
            found[key] = value
    for key in before:
        if key not in after:
            found[key] = None
    return FrozenMap(found)


def _ordered(keys: Collection[K], before: FrozenMap[K, V], after: FrozenMap[K, V]) -> Collection[K]:
    """Return ``keys`` in the order of ``after`` when that matters: several are new."""
    new = {key for key in keys if key not in before and key in after}
    if len(new) < 2:
        return keys
    return [*(key for key in after if key in new), *(key for key in keys if key not in new)]


def _differing_sets(before: frozenset[K], after: frozenset[K]) -> FrozenMap[K, bool | None]:
    if before == after:
        return FrozenMap()
    return FrozenMap({**dict.fromkeys(after - before, True), **dict.fromkeys(before - after)})


def diff(before: Diagram, after: Diagram) -> ChangeSet:
    """Return what must change in ``before`` to become ``after``.

    Linear in how much lies between them when one comes from the other by edits, else in their size.
    """
    elements = _differing(before.topology.elements, after.topology.elements)
    old = before.topology.elements
    head, terms = _head(after), _terms(after)
    return ChangeSet(
        elements=elements,
        links=_differing(before.topology.links, after.topology.links),
        boxes=_differing(before.layout.boxes, after.layout.boxes),
        bends=_differing(before.layout.bends, after.layout.bends),
        collapsed=_differing_sets(before.layout.collapsed, after.layout.collapsed),
        locked=_differing_sets(before.layout.locked, after.layout.locked),
        hidden=_differing_sets(before.layout.hidden, after.layout.hidden),
        ranks=_differing(before.layout.ranks, after.layout.ranks),
        looks=_differing(before.layout.looks, after.layout.looks),
        added=frozenset(key for key, new in elements.items() if new is not None and key not in old),
        removed=frozenset(key for key, new in elements.items() if new is None),
        head=None if _head(before) == head else head,
        terms=None if _terms(before) == terms else terms,
    )


def _patched(base: FrozenMap[K, V], changes: Mapping[K, V | None]) -> FrozenMap[K, V]:
    gone = [key for key, value in changes.items() if value is None]
    kept = {key: value for key, value in changes.items() if value is not None}
    return base.without(*gone).with_items(kept)


def _patched_set(base: frozenset[K], changes: Mapping[K, bool | None]) -> frozenset[K]:
    gone = {key for key, value in changes.items() if not value}
    return (base - gone) | (changes.keys() - gone)


def patch(before: Diagram, changes: ChangeSet) -> Diagram:
    """Return ``before`` with ``changes`` made; ``patch(a, diff(a, b)) == b``."""
    topology, layout = before.topology, before.layout
    if changes.elements or changes.links:
        topology = Topology(
            elements=_patched(topology.elements, changes.elements),
            links=_patched(topology.links, changes.links),
        )
    if changes.touches_layout:
        layout = Layout(
            boxes=_patched(layout.boxes, changes.boxes),
            bends=_patched(layout.bends, changes.bends),
            collapsed=_patched_set(layout.collapsed, changes.collapsed),
            locked=_patched_set(layout.locked, changes.locked),
            hidden=_patched_set(layout.hidden, changes.hidden),
            ranks=_patched(layout.ranks, changes.ranks),
            looks=_patched(layout.looks, changes.looks),
        )
    after = replace(before, topology=topology, layout=layout)
    if (terms := changes.terms) is not None:
        after = replace(after, workload=terms.workload, waivers=terms.waivers)
    if (head := changes.head) is not None:
        after = replace(
            after,
            title=head.title,
            description=head.description,
            review=head.review,
            extra=head.extra,
        )
    return after
