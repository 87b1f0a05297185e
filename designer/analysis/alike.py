"""Which parts of a drawing are interchangeable: what is said of one of them is true of any.

Two events are alike when changing them for each other leaves the circuit as it is: each is needed
by one thing only, together with the same other things, as an argument of the same choice. A fleet
of five hundred servers in three zones is three classes, so questions about its parts stay small.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from designer.analysis.circuit import Circuit, Event, NodeId, Op


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """Interchangeable events.

    Attributes:
        events: their numbers in the circuit, ascending.
        fleet: the same for classes that are arguments of one choice and differ in what else
            they need, such as their zone; -1 for an event outside every choice.
    """

    events: tuple[int, ...]
    fleet: int


def classes(
    circuit: Circuit, tops: Iterable[NodeId], kind: Callable[[Event], Hashable]
) -> list[Class]:
    """Return the classes of the events that ``tops`` depend on.

    Events of different ``kind`` are never in one class nor in one fleet.
    """
    roots = set(tops)
    cone = circuit.cone(roots)
    readers: dict[NodeId, list[NodeId]] = {}
    for node in cone:
        for arg in circuit.args[node]:
            readers.setdefault(arg, []).append(node)
    found: dict[Hashable, list[int]] = {}
    fleets: dict[Hashable, int] = {}
    fleet_of: dict[Hashable, int] = {}
    for node in sorted(cone):
        if circuit.ops[node] is not Op.VAR:
            continue
        event = circuit.k[node]
        place = _place(circuit, node, roots, readers)
        key: Hashable = event
        if place is not None:
            sort = kind(circuit.events[event])
            key = (place, sort)
            fleet_of[key] = fleets.setdefault((place[0], sort), len(fleets))
        found.setdefault(key, []).append(event)
    return [
        Class(events=tuple(events), fleet=fleet_of.get(key, -1)) for key, events in found.items()
    ]


def _place(
    circuit: Circuit, node: NodeId, roots: set[NodeId], readers: dict[NodeId, list[NodeId]]
) -> tuple[NodeId, frozenset[NodeId], int] | None:
    """Return the choice that ``node`` is part of, what is needed with it, and its weight.

    None when more than one thing needs it, or no choice does.
    """
    others: set[NodeId] = set()
    seen = {node}
    while node not in roots:
        reader, *more = readers[node]
        if more or reader in seen or circuit.args[reader].count(node) > 1:
            return None
        if circuit.ops[reader] is not Op.AND:
            weights = circuit.weights[reader]
            weight = 1 if weights is None else weights[circuit.args[reader].index(node)]
            return reader, frozenset(others), weight
        others.update(arg for arg in circuit.args[reader] if arg != node)
        node = reader
        seen.add(node)
    return None
