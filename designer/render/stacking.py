"""What lies above what: boxes in one order, from the outermost and lowest to the highest."""

from collections.abc import Iterable, Mapping

from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.layout import Layout
from designer.model.topology import Topology

_SPANNING = (Kind.SCALING_GROUP, Kind.GROUP)

_Path = tuple[tuple[int, int], ...]


def is_spanning(topology: Topology, key: ElementId) -> bool:
    """Tell whether a group has members that stand elsewhere, so that it is drawn over them."""
    element = topology.elements[key]
    return element.kind in _SPANNING and any(
        topology.elements[member].parent != key for member in topology.members(key)
    )


def stacked_containers(topology: Topology, layout: Layout) -> tuple[Element, ...]:
    """Return the containers in painting order: outer ones first, those that span others last.

    Of siblings the one of higher rank comes later, with all that stands in it.
    """
    containers = [one for one in topology.elements.values() if one.kind.is_container]
    spans = {one.id: is_spanning(topology, one.id) for one in containers}
    return tuple(in_order(topology, containers, spans, layout.ranks))


def in_order(
    topology: Topology,
    containers: Iterable[Element],
    spans: Mapping[ElementId, bool],
    ranks: Mapping[ElementId, int],
) -> list[Element]:
    """Return ``containers`` in painting order; ``spans`` tells which lie across others.

    Without ranks the outer ones come before all inner ones; with them each is followed by what it
    holds, which then goes above and below others with it.
    """
    numbers = {one.id: number for number, one in enumerate(containers)}
    paths: dict[ElementId, _Path] = {}

    def path(element: Element) -> _Path:
        if element.id not in paths:
            outer = topology.elements.get(element.parent) if element.parent is not None else None
            own = (ranks.get(element.id, 0), numbers.get(element.id, 0))
            paths[element.id] = (*(() if outer is None else path(outer)), own)
        return paths[element.id]

    def place(element: Element) -> tuple[bool, int, _Path]:
        line = path(element)
        return spans[element.id], 0 if ranks else len(line), line if ranks else line[-1:]

    return sorted(containers, key=place)


def stacked_resources(topology: Topology, layout: Layout) -> list[Element]:
    """Return what is no container in painting order."""
    found = [one for one in topology.elements.values() if not one.kind.is_container]
    ranks = layout.ranks
    return sorted(found, key=lambda one: ranks.get(one.id, 0)) if ranks else found
