"""Reliability and minimal cut sets of plain networks and fault trees, by the same circuit.

This is how the engine is held against published tables; it also answers questions about networks
that are no AWS drawing.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from designer.analysis import frontier
from designer.analysis.availability import variable_order
from designer.analysis.circuit import Builder, Circuit, Event, EventKind, NodeId
from designer.analysis.cut_families import minimal_cuts
from designer.analysis.decision_diagram import DecisionDiagrams, TooLargeError
from designer.analysis.evaluation import evaluate

Node = Hashable
Nodes = float | Mapping[Any, float]
Edges = float | Mapping[Any, float] | Sequence[float]
Edge = tuple[Node, Node]

NODE_LIMIT = 5_000_000
_QUICK = 30_000  # nodes of a diagram before a network is taken edge by edge
Gate = tuple[str | int, Sequence[str]]


class _Network:
    """A plain network as a circuit: edges first, in breadth-first order from the source."""

    def __init__(
        self,
        edges: Sequence[Edge],
        terminals: Sequence[Node],
        *,
        directed: bool,
        nodes: Iterable[Node],
    ) -> None:
        self.build = Builder()
        fail = set(nodes)
        self.parts: list[Node] = []
        self._numbers: dict[str, int] = {}
        arcs: dict[Node, list[tuple[Node, int]]] = {}
        for number, (one, other) in enumerate(edges):
            arcs.setdefault(other, []).append((one, number))
            if not directed:
                arcs.setdefault(one, []).append((other, number))
        source = terminals[0]
        order = _breadth_first(edges, source, directed=directed)
        reach = {node: self.build.reserve() for node in order}
        self.edge_order: list[int] = []
        for node in order:
            needs = [self._part(f"node {node!r}", node)] if node in fail else []
            if node != source:
                ways = []
                for before, number in arcs.get(node, []):
                    if before in reach:
                        edge = self._part(f"edge {number}", number)
                        ways.append(self.build.all_of((reach[before], edge)))
                needs.append(self.build.grounded(1, ways))
            self.build.define(reach[node], needs)
        missing = [node for node in terminals if node not in reach]
        ends = [reach[node] for node in terminals if node in reach]
        self.top = self.build.false if missing else self.build.all_of(ends)
        self.circuit = self.build.finish()

    def _part(self, name: str, part: Node) -> NodeId:
        if name not in self._numbers:
            self._numbers[name] = len(self.parts)
            self.parts.append(part)
        return self.build.var(Event(name, EventKind.PART, name))


def _breadth_first(edges: Sequence[Edge], source: Node, *, directed: bool) -> list[Node]:
    after: dict[Node, list[Node]] = {}
    for one, other in edges:
        after.setdefault(one, []).append(other)
        if not directed:
            after.setdefault(other, []).append(one)
    seen = {source: None}
    pending = deque([source])
    while pending:
        for node in after.get(pending.popleft(), []):
            if node not in seen:
                seen[node] = None
                pending.append(node)
    return list(seen)


def _probabilities(given: float | Mapping[Node, float], parts: Iterable[Node]) -> dict[Node, float]:
    if isinstance(given, Mapping):
        return {part: p for part, p in given.items() if p < 1}
    return dict.fromkeys(parts, given) if given < 1 else {}


def unreliability(
    edges: Sequence[Edge],
    terminals: Sequence[Node],
    *,
    directed: bool = False,
    node_p: Nodes = 1.0,
    edge_p: Edges = 1.0,
) -> float:
    """Return the probability that the terminals are not connected, computed directly.

    See ``reliability``.
    """
    inner = {node for edge in edges for node in edge} - set(terminals)
    nodes = _probabilities(node_p, sorted(inner, key=repr))
    edge_down = [1 - _edge_probability(edge_p, edges, i) for i in range(len(edges))]
    node_down = {node: 1 - p for node, p in nodes.items()}
    try:
        return _by_circuit(edges, terminals, directed, node_down, edge_down)
    except TooLargeError:
        return by_frontier(edges, terminals, directed, node_down, edge_down)


def _by_circuit(
    edges: Sequence[Edge],
    terminals: Sequence[Node],
    directed: bool,
    node_down: Mapping[Any, float],
    edge_down: Sequence[float],
) -> float:
    network = _Network(edges, terminals, directed=directed, nodes=node_down)
    down = [
        node_down[part] if event.id.startswith("node") else edge_down[int(event.id[5:])]
        for event, part in zip(network.circuit.events, network.parts, strict=True)
    ]
    diagrams, root, order = _diagram(network.circuit, network.top, _QUICK)
    return diagrams.probability_false(root, [down[event] for event in order])


def by_frontier(
    edges: Sequence[Edge],
    terminals: Sequence[Node],
    directed: bool,
    node_down: Mapping[Any, float],
    edge_down: Sequence[float],
) -> float:
    """Return the unreliability edge by edge; see ``frontier``."""
    order = _breadth_first(edges, terminals[0], directed=directed)
    if not set(order).issuperset(terminals):
        return 1.0
    if len(set(terminals)) < 2:
        return node_down.get(terminals[0], 0.0)
    plan = frontier.Frontier(edges, order)
    solve = frontier.directed if directed else frontier.undirected
    return solve(plan, terminals, node_down, edge_down)


def _edge_probability(
    edge_p: Edges,
    edges: Sequence[Edge],
    number: int,
) -> float:
    if isinstance(edge_p, Mapping):
        one, other = edges[number]
        return edge_p.get((one, other), edge_p.get((other, one), 1.0))
    return edge_p[number] if isinstance(edge_p, Sequence) else edge_p


def _diagram(
    circuit: Circuit, top: NodeId, limit: int = NODE_LIMIT
) -> tuple[DecisionDiagrams, int, list[int]]:
    order = list(range(len(circuit.events)))
    if any(event.kind is not EventKind.PART for event in circuit.events):
        order = variable_order(circuit, top)
    diagrams = DecisionDiagrams(limit)
    level = {event: position for position, event in enumerate(order)}
    events = [diagrams.variable(level[number]) for number in range(len(circuit.events))]
    return diagrams, evaluate(circuit, diagrams, events)[top], order


def reliability(
    edges: Sequence[Edge],
    terminals: Sequence[Node],
    *,
    directed: bool = False,
    node_p: Nodes = 1.0,
    edge_p: Edges = 1.0,
) -> float:
    """Return the probability that all ``terminals`` are connected by working edges and nodes.

    Exact. Parallel edges are separate parts. In a directed network the first terminal has to reach
    all others.

    Args:
        edges: pairs of nodes.
        terminals: two, some or all nodes.
        directed: edges lead from the first to the second node only.
        node_p: probability that a node works; one number is for all nodes but the terminals, a
            mapping names the nodes that can fail, terminals too.
        edge_p: probability that an edge works; one number for all, a mapping by pair (absent
            ones never fail), or a sequence in the order of ``edges``.

    Raises:
        TooLargeError: the network is too wide for an exact answer.
    """
    down = unreliability(edges, terminals, directed=directed, node_p=node_p, edge_p=edge_p)
    return 1 - down


def minimal_cut_sets(
    edges: Sequence[Edge],
    terminals: Sequence[Node],
    order: int = 3,
    *,
    directed: bool = False,
    nodes: Iterable[Node] | None = None,
    fail_edges: bool = False,
) -> list[frozenset[Node]]:
    """Return the minimal sets of at most ``order`` parts whose failure cuts a terminal off.

    ``nodes`` are the ones that can fail, by default all but the terminals. With ``fail_edges``
    edges fail too and stand in the sets by their position in ``edges``.
    """
    inner = {node for edge in edges for node in edge} - set(terminals)
    failing = inner if nodes is None else set(nodes)
    network = _Network(edges, terminals, directed=directed, nodes=failing)
    circuit = network.circuit
    diagrams = DecisionDiagrams(NODE_LIMIT)
    events: list[int] = []
    for position, event in enumerate(circuit.events):
        perfect = event.id.startswith("edge") and not fail_edges
        events.append(diagrams.true if perfect else diagrams.variable(position))
    root = evaluate(circuit, diagrams, events)[network.top]
    cuts = minimal_cuts(diagrams, root, order)
    return [frozenset(network.parts[number] for number in cut) for cut in cuts]


def fault_tree(
    gates: Mapping[str, Gate],
    top: str,
    probabilities: Mapping[str, float],
) -> float:
    """Return the probability of the top event of a fault tree; exact.

    Args:
        gates: by name: ("and" | "or" | k, inputs), where k means at least k of the inputs occur.
            Inputs are gates or basic events.
        top: name of the top gate.
        probabilities: of the basic events.
    """
    diagrams, root, order = _tree(gates, top)
    # Read as "occurs" in place of "works": the top event's probability is that of true.
    not_occurring = [1 - probabilities[name] for name in order]
    occurring = [probabilities[name] for name in order]
    return _probability_true(diagrams, root, occurring, not_occurring)


def fault_tree_cut_sets(
    gates: Mapping[str, Gate], top: str, order: int = 3
) -> list[frozenset[str]]:
    """Return the minimal sets of at most ``order`` basic events that cause the top event."""
    dual: dict[str, Gate] = {}
    for name, (kind, inputs) in gates.items():
        if isinstance(kind, int):
            dual[name] = (len(inputs) - kind + 1, inputs)
        else:
            dual[name] = ("or" if kind == "and" else "and", inputs)
    # The tree's event occurs where its dual, read over parts that work, is false.
    diagrams, root, names = _tree(dual, top)
    cuts = minimal_cuts(diagrams, root, order)
    return [frozenset(names[number] for number in cut) for cut in cuts]


def _tree(gates: Mapping[str, Gate], top: str) -> tuple[DecisionDiagrams, int, list[str]]:
    build = Builder()
    node_of: dict[str, NodeId] = {}
    pending = [top]
    while pending:
        name = pending[-1]
        if name in node_of:
            pending.pop()
        elif name not in gates:
            node_of[name] = build.var(Event(name, EventKind.PART, name))
            pending.pop()
        else:
            kind, inputs = gates[name]
            missing = [one for one in inputs if one not in node_of]
            if missing:
                pending += reversed(missing)
                continue
            args = [node_of[one] for one in inputs]
            if isinstance(kind, int):
                node_of[name] = build.at_least(kind, args)
            else:
                node_of[name] = build.all_of(args) if kind == "and" else build.any_of(args)
            pending.pop()
    circuit = build.finish()
    diagrams, root, order = _diagram(circuit, node_of[top])
    return diagrams, root, [circuit.events[number].id for number in order]


def _probability_true(
    diagrams: DecisionDiagrams, root: int, up: Sequence[float], down: Sequence[float]
) -> float:
    found = {0: 0.0, 1: 1.0}
    for node in diagrams.support_order(root):
        level = diagrams.level[node]
        low, high = found[diagrams.low[node]], found[diagrams.high[node]]
        found[node] = down[level] * low + up[level] * high
    return found[root]
