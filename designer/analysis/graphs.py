"""The request links as a networkx graph: for paths and mutual dependencies, and for reports.

The failure questions are answered by the circuit, which knows alternatives, zones and quorums; a
plain graph knows only who asks whom, and that is what is asked here.
"""

from typing import TYPE_CHECKING

from designer.model.ids import ElementId
from designer.model.links import LinkKind, LinkRole
from designer.model.topology import Topology

if TYPE_CHECKING:
    import networkx as nx


def request_graph(topology: Topology) -> "nx.DiGraph[ElementId]":
    """Return who asks whom: nodes are element ids, edges carry ``role`` and ``link``.

    Optional links are left out, since their sources work without them.
    """
    import networkx as nx  # a sixth of a second that a start without graphs need not pay

    graph: nx.DiGraph[ElementId] = nx.DiGraph()
    graph.add_nodes_from(topology.elements)
    for link in topology.links.values():
        if link.kind is LinkKind.REQUEST and link.role is not LinkRole.OPTIONAL:
            graph.add_edge(link.source, link.target, role=link.role, link=link.id)
    return graph


def may_have_cycles(topology: Topology) -> bool:
    """Tell whether request links form a cycle, by peeling off what nobody asks (Kahn 1962)."""
    asks: dict[ElementId, list[ElementId]] = {}
    asked: dict[ElementId, int] = {}
    for link in topology.links.values():
        if link.kind is LinkKind.REQUEST and link.role is not LinkRole.OPTIONAL:
            asks.setdefault(link.source, []).append(link.target)
            asked[link.target] = asked.get(link.target, 0) + 1
    free = [source for source in asks if source not in asked]
    while free:
        for target in asks.get(free.pop(), ()):
            asked[target] -= 1
            if asked[target] == 0:
                del asked[target]
                free.append(target)
    return bool(asked)


def mutual_dependencies(topology: Topology) -> tuple[tuple[ElementId, ...], ...]:
    """Return the sets of elements that all need each other, each in drawing order.

    These are the strongly connected components of two or more elements (Tarjan 1972).
    """
    if not may_have_cycles(topology):
        return ()
    import networkx as nx

    order = {element: number for number, element in enumerate(topology.elements)}
    found = [
        tuple(sorted(part, key=order.__getitem__))
        for part in nx.strongly_connected_components(request_graph(topology))
        if len(part) > 1
    ]
    return tuple(sorted(found, key=lambda part: order[part[0]]))


def request_path(topology: Topology, start: ElementId, target: ElementId) -> tuple[ElementId, ...]:
    """Return a shortest way of requests from ``start`` to ``target``; empty without one."""
    import networkx as nx

    try:
        path: list[ElementId] = nx.shortest_path(request_graph(topology), start, target)
    except nx.NetworkXNoPath:
        return ()
    return tuple(path)
