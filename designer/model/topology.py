"""Topology: the elements and links of a drawing, without any geometry; what is scored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.links import Link, LinkKind

NO_IDS: tuple[ElementId, ...] = ()
NO_LINKS: tuple[Link, ...] = ()

# Indexes that hold ids and links, by what they depend on.
_OF_LINKS = ("_outgoing", "_incoming")
_OF_PLACES = ("_children", "_members", "_named")


@dataclass(frozen=True, kw_only=True)
class Topology:
    """Elements and links by id, with indexes built on first use."""

    elements: FrozenMap[ElementId, Element] = field(default_factory=FrozenMap)
    links: FrozenMap[LinkId, Link] = field(default_factory=FrozenMap)

    def __getstate__(self) -> dict[str, object]:
        """Pickle the two maps only; indexes are rebuilt."""
        return {"elements": self.elements, "links": self.links}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Restore the two maps."""
        self.__dict__.update(state)

    def with_elements(self, changed: Mapping[ElementId, Element]) -> "Topology":
        """Return the topology with elements added or replaced.

        Indexes that say the same of it are taken over: most changes are to properties alone.
        """
        made = Topology(elements=self.elements.with_items(changed), links=self.links)
        before = self.elements
        stays = all(
            key in before and _place(before[key]) == _place(element)
            for key, element in changed.items()
        )
        for index in (*_OF_LINKS, *_OF_PLACES) if stays else _OF_LINKS:
            if index in self.__dict__:
                made.__dict__[index] = self.__dict__[index]
        return made

    @cached_property
    def containers(self) -> tuple[Element, ...]:
        """The elements that may hold others, in insertion order."""
        return tuple(element for element in self.elements.values() if element.kind.is_container)

    @cached_property
    def _children(self) -> dict[ElementId | None, tuple[ElementId, ...]]:
        index: dict[ElementId | None, list[ElementId]] = {}
        for element in self.elements.values():
            index.setdefault(element.parent, []).append(element.id)
        return {parent: tuple(ids) for parent, ids in index.items()}

    @cached_property
    def _members(self) -> dict[ElementId, tuple[ElementId, ...]]:
        index: dict[ElementId, list[ElementId]] = {}
        for element in self.elements.values():
            parent = None if element.parent is None else self.elements.get(element.parent)
            groups = set(element.memberships)
            if parent is not None and parent.kind.has_members:
                groups.add(parent.id)
            for group in sorted(groups):
                index.setdefault(group, []).append(element.id)
        return {group: tuple(ids) for group, ids in index.items()}

    @cached_property
    def _outgoing(self) -> dict[ElementId, tuple[Link, ...]]:
        index: dict[ElementId, list[Link]] = {}
        for link in self.links.values():
            index.setdefault(link.source, []).append(link)
        return {source: tuple(links) for source, links in index.items()}

    @cached_property
    def _incoming(self) -> dict[ElementId, tuple[Link, ...]]:
        index: dict[ElementId, list[Link]] = {}
        for link in self.links.values():
            index.setdefault(link.target, []).append(link)
        return {target: tuple(links) for target, links in index.items()}

    @cached_property
    def _of_service(self) -> dict[str, tuple[Element, ...]]:
        index: dict[str, list[Element]] = {}
        for element in self.elements.values():
            index.setdefault(element.service, []).append(element)
        return {service: tuple(elements) for service, elements in index.items()}

    @cached_property
    def _named(self) -> dict[str, tuple[ElementId, ...]]:
        index: dict[str, list[ElementId]] = {}
        for element in self.elements.values():
            index.setdefault(element.name, []).append(element.id)
        return {name: tuple(ids) for name, ids in index.items()}

    def children(self, parent: ElementId | None) -> tuple[ElementId, ...]:
        """Return the ids that stand directly in ``parent`` (None: on the open canvas)."""
        return self._children.get(parent, NO_IDS)

    def named(self, name: str) -> tuple[ElementId, ...]:
        """Return the ids of the elements that are called exactly ``name``."""
        return self._named.get(name, NO_IDS)

    def of_service(self, *services: str) -> tuple[Element, ...]:
        """Return the elements of ``services``, one service after the other, in insertion order."""
        if len(services) == 1:
            return self._of_service.get(services[0], ())
        return tuple([e for service in services for e in self._of_service.get(service, ())])

    def members(self, group: ElementId) -> tuple[ElementId, ...]:
        """Return the ids that belong to ``group``, by standing in it or by membership."""
        return self._members.get(group, NO_IDS)

    def outgoing(self, element: ElementId, kind: LinkKind | None = None) -> tuple[Link, ...]:
        """Return the links that leave ``element``, of one ``kind`` if given."""
        links = self._outgoing.get(element, NO_LINKS)
        if kind is None or not links:
            return links
        return tuple([link for link in links if link.kind is kind])

    def incoming(self, element: ElementId, kind: LinkKind | None = None) -> tuple[Link, ...]:
        """Return the links that reach ``element``, of one ``kind`` if given."""
        links = self._incoming.get(element, NO_LINKS)
        if kind is None or not links:
            return links
        return tuple([link for link in links if link.kind is kind])

    def links_of(self, element: ElementId) -> tuple[Link, ...]:
        """Return all links that touch ``element``."""
        return self.outgoing(element) + self.incoming(element)

    def ancestors(self, element: ElementId) -> Iterator[Element]:
        """Yield the containers around ``element``, nearest first; stops at a loop."""
        seen: set[ElementId] = {element}
        known = self.elements.get
        outer: Element | None = self.elements[element]
        while outer is not None and outer.parent is not None and outer.parent not in seen:
            seen.add(outer.parent)
            outer = known(outer.parent)
            if outer is not None:
                yield outer

    def descendants(self, element: ElementId) -> tuple[ElementId, ...]:
        """Return everything that stands in ``element``, directly or not, in tree order."""
        found: list[ElementId] = []
        seen: set[ElementId] = {element}
        pending = list(reversed(self.children(element)))
        while pending:
            current = pending.pop()
            if current in seen:
                continue
            seen.add(current)
            found.append(current)
            pending.extend(reversed(self.children(current)))
        return tuple(found)

    def around(self, element: ElementId, kind: Kind) -> Element | None:
        """Return the nearest container of ``kind`` that ``element`` is or stands in."""
        own = self.elements[element]
        if own.kind is kind:
            return own
        return next((outer for outer in self.ancestors(element) if outer.kind is kind), None)

    def of_kind(self, *kinds: Kind) -> tuple[Element, ...]:
        """Return the elements of ``kinds``, in insertion order."""
        return tuple([element for element in self.elements.values() if element.kind in kinds])


def _place(element: Element) -> tuple[object, ...]:
    return (element.kind, element.name, element.parent, element.memberships)
