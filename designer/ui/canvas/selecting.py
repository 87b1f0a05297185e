"""Selects by what things are and hang together: of one kind, or connected."""

from collections.abc import Iterable
from typing import Protocol

from designer.model.ids import ElementId, LinkId
from designer.model.topology import Topology
from designer.ui.document import Document


class Desk(Protocol):
    """What selecting needs of the view."""

    @property
    def document(self) -> Document:
        """The document whose selection it is."""

    def say(self, text: str) -> None:
        """Tell in the status line what was done."""


class Selecting:
    """Widen the selection of one canvas; nothing is edited."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def select_alike(self) -> None:
        """Select everything of the services and link kinds that are selected."""
        self._select(alike(self._desk.document.diagram.topology, self._desk.document.selection))

    def select_connected(self) -> None:
        """Add what is one link away; again, what is one further."""
        before = self._desk.document.selection
        after = connected(self._desk.document.diagram.topology, before)
        if after == before:
            self._desk.say("Nothing else is connected")
        else:
            self._select(after)

    def _select(self, ids: frozenset[str]) -> None:
        self._desk.document.set_selection(ids)
        topology = self._desk.document.diagram.topology
        elements = sum(key in topology.elements for key in ids)
        self._desk.say(f"{_counted(elements, 'element')}, {_counted(len(ids) - elements, 'link')}")


def alike(topology: Topology, ids: Iterable[str]) -> frozenset[str]:
    """Return the elements of the services of ``ids``, and the links of the kinds of ``ids``."""
    chosen = frozenset(ids)
    elements = (topology.elements.get(ElementId(key)) for key in chosen)
    links = (topology.links.get(LinkId(key)) for key in chosen)
    services = {(one.kind, one.service) for one in elements if one is not None}
    kinds = {one.kind for one in links if one is not None}
    of_services = (e.id for e in topology.elements.values() if (e.kind, e.service) in services)
    return frozenset[str](
        (*of_services, *(k.id for k in topology.links.values() if k.kind in kinds))
    )


def connected(topology: Topology, ids: Iterable[str]) -> frozenset[str]:
    """Return ``ids`` with what is one link away, and the links between.

    A container is connected as what it holds is; links within it are its own affair. A link is
    connected with its two ends.
    """
    found = set(ids)
    elements = [ElementId(key) for key in found if key in topology.elements]
    held = {inner for key in elements for inner in topology.descendants(key)}
    inside = held | set(elements)
    for key in found & topology.links.keys():
        found |= {topology.links[LinkId(key)].source, topology.links[LinkId(key)].target}
    for key in inside:
        for link in topology.links_of(key):
            if link.source not in held or link.target not in held:
                found |= {link.id, link.source, link.target}
    # What a container that is selected holds goes with it.
    return frozenset(found - held) | (frozenset(ids) & held)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"
