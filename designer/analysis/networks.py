"""Reliability and minimal cut sets of plain networks and fault trees, by the same circuit.

This is how the engine is held against published tables; it also answers questions about networks
that are no AWS drawing.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
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
Part = tuple[str, Any]  # ("node", the node) or ("edge", its position)

NODE_LIMIT = 5_000_000
_QUICK = 30_000  # nodes of a diagram before a network is taken edge by edge
_LONG = 60  # edges of a network that is first tried edge by edge
_NARROW = 3_000  # states of the frontier up to which that is quicker
Gate = tuple[str | int, Sequence[Any]]


class _Network:
    """A plain network as a circuit: edges first, in breadth-first order from the source."""

    def __init__(
        self,
        edges: Sequence[Edge],
        terminals: Sequence[Node],
        *,
        directed: bool,
        nodes: Iterable[Node],
        edges_fail: bool = True,
    ) -> None:
        self.build = Builder()
        fail = set(nodes)
        self.parts: list[Part] = []
        self._numbers: dict[Part, int] = {}
        arcs: dict[Node, list[tuple[Node, int]]] = {}
        for number, (one, other) in enumerate(edges):
            arcs.setdefault(other, []).append((one, number))
            if not directed:
                arcs.setdefault(one, []).append((other, number))
        source = terminals[0]
        order = _breadth_first(edges, source, directed=directed)
        reach = {node: self.build.reserve() for node in order}
        for node in order:
            needs = [self._part(("node", node))] if node in fail else []
            if node != source:
                ways = []
                for before, number in arcs.get(node, []):
                    if before in reach:
                        edge = self._part(("edge", number)) if edges_fail else self.build.true
                        ways.append(self.build.all_of((reach[before], edge)))
                needs.append(self.build.grounded(1, ways))
            self.build.define(reach[node], needs)
        missing = [node for node in terminals if node not in reach]
        ends = [reach[node] for node in terminals if node in reach]
        self.top = self.build.false if missing else self.build.all_of(ends)
        self.circuit = self.build.finish()

    def _part(self, part: Part) -> NodeId:
        """Return the node of ``part``; parts are told apart by equality, whatever they print."""
        number = self._numbers.get(part)
        if number is None:
            number = self._numbers[part] = len(self.parts)
            self.parts.append(part)
        return self.build.var(Event(str(number), EventKind.PART, str(number)))


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


def _checked(value: Any, what: str) -> float:
    number = float(value)
    if not 0 <= number <= 1:
        raise ValueError(f"the probability of {what} is {number}, not between 0 and 1")
    return number


def _node_down(node_p: Nodes, inner: Iterable[Node]) -> dict[Any, float]:
    given = node_p if isinstance(node_p, Mapping) else dict.fromkeys(inner, node_p)
    down = {node: 1 - _checked(p, f"node {node!r}") for node, p in given.items()}
    return {node: q for node, q in down.items() if q > 0}


def _edge_down(edge_p: Edges, edges: Sequence[Edge], *, directed: bool) -> list[float]:
    if isinstance(edge_p, Mapping):
        back = {} if directed else {(other, one): p for (one, other), p in edge_p.items()}
        given = [edge_p.get((a, b), back.get((a, b), 1.0)) for a, b in edges]
    elif isinstance(edge_p, int | float):
        given = [edge_p] * len(edges)
    else:
        given = list(edge_p)
        if len(given) != len(edges):
            raise ValueError(f"there are {len(edges)} edges, but {len(given)} probabilities")
    return [1 - _checked(p, f"edge {number}") for number, p in enumerate(given)]


def _network_of(
    edges: Iterable[Edge], terminals: Iterable[Node]
) -> tuple[list[Edge], tuple[Node, ...]]:
    ends = tuple(dict.fromkeys(terminals))
    if not ends:
        raise ValueError("a network needs at least one terminal")
    return [(one, other) for one, other in edges], ends


def unreliability(
    edges: Iterable[Edge],
    terminals: Iterable[Node],
    *,
    directed: bool = False,
    node_p: Nodes = 1.0,
    edge_p: Edges = 1.0,
) -> float:
    """Return the probability that the terminals are not connected, computed directly.

    See ``reliability``.
    """
    pairs, ends = _network_of(edges, terminals)
    inner = dict.fromkeys(node for edge in pairs for node in edge if node not in ends)
    node_down = _node_down(node_p, inner)
    edge_down = _edge_down(edge_p, pairs, directed=directed)
    # A long and narrow network is quick edge by edge, a small or meshed one as a diagram.
    if len(pairs) > _LONG:
        with suppress(TooLargeError):
            return by_frontier(pairs, ends, directed, node_down, edge_down, _NARROW)
    try:
        return _by_circuit(pairs, ends, directed, node_down, edge_down)
    except TooLargeError:
        return by_frontier(pairs, ends, directed, node_down, edge_down)


def _by_circuit(
    edges: Sequence[Edge],
    terminals: Sequence[Node],
    directed: bool,
    node_down: Mapping[Any, float],
    edge_down: Sequence[float],
) -> float:
    network = _Network(edges, terminals, directed=directed, nodes=node_down)
    down = [node_down[part] if kind == "node" else edge_down[part] for kind, part in network.parts]
    diagrams, root, order = _diagram(network.circuit, network.top, _QUICK)
    return diagrams.probability_false(root, [down[event] for event in order])


def by_frontier(
    edges: Sequence[Edge],
    terminals: Sequence[Node],
    directed: bool,
    node_down: Mapping[Any, float],
    edge_down: Sequence[float],
    most_states: int = frontier.MOST_STATES,
) -> float:
    """Return the unreliability edge by edge; see ``frontier``."""
    order = _breadth_first(edges, terminals[0], directed=directed)
    if not set(order).issuperset(terminals):
        return 1.0
    if len(set(terminals)) < 2:
        return node_down.get(terminals[0], 0.0)
    plan = frontier.Frontier(edges, order)
    solve = frontier.directed if directed else frontier.undirected
    return solve(plan, terminals, node_down, edge_down, most_states)


def _diagram(
    circuit: Circuit, top: NodeId, limit: int = NODE_LIMIT, *, backwards: bool = True
) -> tuple[DecisionDiagrams, int, list[int]]:
    # What is built last comes first: adding to a diagram then leaves all below as it is.
    order = list(range(len(circuit.events)))[::-1] if backwards else variable_order(circuit, top)
    diagrams = DecisionDiagrams(limit)
    events = [diagrams.true] * len(circuit.events)
    for level, number in enumerate(order):
        events[number] = diagrams.variable(level)
    return diagrams, evaluate(circuit, diagrams, events)[top], order


def reliability(
    edges: Iterable[Edge],
    terminals: Iterable[Node],
    *,
    directed: bool = False,
    node_p: Nodes = 1.0,
    edge_p: Edges = 1.0,
) -> float:
    """Return the probability that all ``terminals`` are connected by working edges and nodes.

    Exact. Nodes are any hashable values. Parallel edges are separate parts, loops at a node do
    nothing, a terminal without edges is cut off, and one terminal alone has only to work. In a
    directed network the first terminal has to reach all others.

    Args:
        edges: pairs of nodes.
        terminals: two, some or all nodes.
        directed: edges lead from the first to the second node only.
        node_p: probability that a node works; one number is for all nodes but the terminals, a
            mapping names the nodes that can fail, terminals too.
        edge_p: probability that an edge works; one number for all, a mapping by pair (absent
            ones never fail), or a sequence in the order of ``edges``.

    Raises:
        ValueError: no terminal, a probability outside 0 to 1, or too many or few of them.
        TooLargeError: the network is too wide for an exact answer.
    """
    down = unreliability(edges, terminals, directed=directed, node_p=node_p, edge_p=edge_p)
    return 1 - down


def minimal_cut_sets(
    edges: Iterable[Edge],
    terminals: Iterable[Node],
    order: int | None = 3,
    *,
    directed: bool = False,
    nodes: Iterable[Node] | None = None,
    fail_edges: bool = False,
) -> list[frozenset[Node]]:
    """Return the minimal sets of at most ``order`` parts whose failure cuts a terminal off.

    The smallest first; the empty set alone when nothing has to fail for that. ``order`` None asks
    for all of them. ``nodes`` are the ones that can fail, by default all but the terminals. With
    ``fail_edges`` edges fail too and stand in the sets by their position in ``edges``.

    Raises ValueError without a terminal and TooLargeError when the diagrams grow too large.
    """
    pairs, ends = _network_of(edges, terminals)
    inner = {node for edge in pairs for node in edge} - set(ends)
    failing = inner if nodes is None else set(nodes)
    network = _Network(pairs, ends, directed=directed, nodes=failing, edges_fail=fail_edges)
    diagrams, root, by_level = _diagram(network.circuit, network.top)
    cuts = minimal_cuts(diagrams, root, len(by_level) if order is None else order)
    found = _in_order([by_level[level] for level in cut] for cut in cuts)
    return [frozenset(network.parts[number][1] for number in cut) for cut in found]


def _in_order(cuts: Iterable[Iterable[int]]) -> list[list[int]]:
    """Return the cuts by size, then by the numbers of their parts."""
    return sorted((sorted(cut) for cut in cuts), key=lambda cut: (len(cut), cut))


def fault_tree(
    gates: Mapping[Any, Gate],
    top: Hashable,
    probabilities: Mapping[Any, float],
) -> float:
    """Return the probability of the top event of a fault tree; exact.

    A gate may be the input of several, and an input of one gate twice counts twice. ``k`` of 0
    always occurs, ``k`` above the number of inputs never.

    Args:
        gates: by name: ("and" | "or" | k, inputs), where k means at least k of the inputs occur.
            Inputs are gates or basic events; names are any hashable values.
        top: name of the top gate, or of a basic event.
        probabilities: of the basic events.

    Raises:
        ValueError: an unknown kind of gate, gates in a circle, a basic event without probability.
        TooLargeError: the tree is too entangled for an exact answer.
    """
    diagrams, root, order = _tree(gates, top)
    missing = [name for name in order if name not in probabilities]
    if missing:
        raise ValueError(f"no probability is given for {missing[0]!r}")
    # Read as "occurs" in place of "works": the top event's probability is that of true.
    occurring = [_checked(probabilities[name], repr(name)) for name in order]
    not_occurring = [1 - p for p in occurring]
    return _probability_true(diagrams, root, occurring, not_occurring)


def fault_tree_cut_sets(
    gates: Mapping[Any, Gate], top: Hashable, order: int | None = 3
) -> list[frozenset[Any]]:
    """Return the minimal sets of at most ``order`` basic events that cause the top event.

    The smallest first; ``order`` None asks for all. See ``fault_tree``.
    """
    dual: dict[Hashable, Gate] = {}
    for name, (kind, inputs) in gates.items():
        needed = _needed(kind, len(inputs))
        dual[name] = (max(0, len(inputs) - needed + 1), inputs)
    # The tree's event occurs where its dual, read over parts that work, is false.
    diagrams, root, names = _tree(dual, top)
    cuts = minimal_cuts(diagrams, root, len(names) if order is None else order)
    return [frozenset(names[number] for number in cut) for cut in _in_order(cuts)]


def _needed(kind: str | int, inputs: int) -> int:
    """Return how many of the inputs of a gate have to occur."""
    if isinstance(kind, int):
        return kind
    known = {"and": inputs, "or": 1}.get(kind.lower())
    if known is None:
        raise ValueError(f"a gate is 'and', 'or' or a number, not {kind!r}")
    return known


def _tree(gates: Mapping[Any, Gate], top: Hashable) -> tuple[DecisionDiagrams, int, list[Hashable]]:
    build = Builder()
    names: list[Hashable] = []
    node_of: dict[Hashable, NodeId] = {}
    opened: set[Hashable] = set()
    pending: list[Hashable] = [top]
    while pending:
        name = pending[-1]
        if name in node_of:
            pending.pop()
        elif name not in gates:
            # Known by number, for a name may be anything.
            node_of[name] = build.var(Event(str(len(names)), EventKind.PART, str(len(names))))
            names.append(name)
            pending.pop()
        else:
            kind, inputs = gates[name]
            missing = [one for one in inputs if one not in node_of]
            if not missing:
                args = [node_of[one] for one in inputs]
                node_of[name] = build.at_least(_needed(kind, len(args)), args)
                pending.pop()
                continue
            if name in opened:
                raise ValueError(f"the gate {name!r} needs itself")
            opened.add(name)
            pending += reversed(missing)
    circuit = build.finish()
    diagrams, root, order = _diagram(circuit, node_of[top], backwards=False)
    return diagrams, root, [names[number] for number in order]


def _probability_true(
    diagrams: DecisionDiagrams, root: int, up: Sequence[float], down: Sequence[float]
) -> float:
    found = {0: 0.0, 1: 1.0}
    for node in diagrams.support_order(root):
        level = diagrams.level[node]
        low, high = found[diagrams.low[node]], found[diagrams.high[node]]
        found[node] = down[level] * low + up[level] * high
    return found[root]
