"""Exact reliability of plain networks by a moving frontier: what is left to know at each edge.

Edges are decided one after the other; all that matters of the past is how the nodes that still have
undecided edges hang together (Kuo, Lu and Yeh 1999; Hardy, Lucet and Limnios 2007). Narrow networks
of any length are quick this way.
"""

from collections.abc import Hashable, Mapping, Sequence

from designer.analysis.decision_diagram import TooLargeError

Node = Hashable
# Undirected: for each node of the frontier its component's number, -1 when the node has failed;
# then the numbers of components that hold a terminal.
Partition = tuple[tuple[int, ...], frozenset[int]]
# Directed: pairs (one, other): one reaches other; the source's are kept apart.
Relation = tuple[frozenset[Node], frozenset[tuple[Node, Node]]]

MOST_STATES = 400_000


class Frontier:
    """The order of decisions: for each edge the nodes that enter before and leave after it."""

    def __init__(self, edges: Sequence[tuple[Node, Node]], order: Sequence[Node]) -> None:
        """Decide ``edges`` along ``order``, the nodes in breadth-first order."""
        rank = {node: number for number, node in enumerate(order)}
        known = [
            (number, one, other)
            for number, (one, other) in enumerate(edges)
            if one in rank and other in rank and one != other
        ]

        def position(item: tuple[int, Node, Node]) -> tuple[int, int, int]:
            late, early = max(rank[item[1]], rank[item[2]]), min(rank[item[1]], rank[item[2]])
            return (late, early, item[0])

        self.edges = sorted(known, key=position)
        last = {node: at for at, (_, *ends) in enumerate(self.edges) for node in ends}
        seen: set[Node] = set()
        self.entering: list[list[Node]] = []
        self.leaving: list[list[Node]] = []
        for at, (_, one, other) in enumerate(self.edges):
            self.entering.append([node for node in (one, other) if node not in seen])
            seen |= {one, other}
            self.leaving.append([node for node in (one, other) if last[node] == at])


def _add(states: dict[Partition, float], state: Partition, chance: float) -> None:
    if chance > 0:
        states[state] = states.get(state, 0.0) + chance


def undirected(
    frontier: Frontier,
    terminals: Sequence[Node],
    node_down: Mapping[Node, float],
    edge_down: Sequence[float],
    most_states: int = MOST_STATES,
) -> float:
    """Return the probability that the terminals are not all connected; two or more of them.

    Raises ``TooLargeError``.
    """
    wanted = set(terminals)
    lost = 0.0
    nodes: list[Node] = []
    unseen = len(wanted)
    states: dict[Partition, float] = {((), frozenset()): 1.0}
    for at, (number, one, other) in enumerate(frontier.edges):
        for node in frontier.entering[at]:
            states, gone = _entered(states, node_down.get(node, 0.0), terminal=node in wanted)
            lost += gone
            nodes.append(node)
            unseen -= node in wanted
        first, second = nodes.index(one), nodes.index(other)
        states = _decided(states, first, second, edge_down[number])
        for node in frontier.leaving[at]:
            index = nodes.index(node)
            nodes.pop(index)
            states, gone = _left(states, index, complete=unseen == 0)
            lost += gone
        if len(states) > most_states:
            raise TooLargeError
    return lost


def _entered(
    states: dict[Partition, float], down: float, *, terminal: bool
) -> tuple[dict[Partition, float], float]:
    found: dict[Partition, float] = {}
    lost = 0.0
    for (labels, marked), chance in states.items():
        fresh = max(labels, default=-1) + 1
        marks = marked | {fresh} if terminal else marked
        _add(found, ((*labels, fresh), marks), chance * (1 - down))
        if terminal:
            lost += chance * down
        else:
            _add(found, ((*labels, -1), marked), chance * down)
    return found, lost


def _decided(
    states: dict[Partition, float], first: int, second: int, down: float
) -> dict[Partition, float]:
    found: dict[Partition, float] = {}
    for (labels, marked), chance in states.items():
        one, other = labels[first], labels[second]
        if one in (-1, other) or other == -1:
            _add(found, (labels, marked), chance)
            continue
        _add(found, (labels, marked), chance * down)
        joined = tuple(one if label == other else label for label in labels)
        marks = frozenset(one if label == other else label for label in marked)
        _add(found, _numbered(joined, marks), chance * (1 - down))
    return found


def _left(
    states: dict[Partition, float], index: int, *, complete: bool
) -> tuple[dict[Partition, float], float]:
    """Take a node out of the frontier; count what is cut off, drop what is connected for good."""
    found: dict[Partition, float] = {}
    lost = 0.0
    for (labels, marked), chance in states.items():
        label = labels[index]
        rest = labels[:index] + labels[index + 1 :]
        if label == -1 or label in rest or label not in marked:
            marks = marked if label in rest else marked - {label}
            if complete and len(marks) == 1:
                continue
            _add(found, _numbered(rest, marks), chance)
        elif len(marked) > 1 or not complete:
            lost += chance
    return found, lost


def _numbered(labels: tuple[int, ...], marked: frozenset[int]) -> Partition:
    """Number components in the order they are met, so that equal states are equal values."""
    number = {-1: -1}
    for label in labels:
        if label not in number:
            number[label] = len(number) - 1
    return tuple(number[label] for label in labels), frozenset(number[m] for m in marked)


def directed(
    frontier: Frontier,
    terminals: Sequence[Node],
    node_down: Mapping[Node, float],
    edge_down: Sequence[float],
    most_states: int = MOST_STATES,
) -> float:
    """Return the probability that the first terminal does not reach all others.

    Raises ``TooLargeError``.
    """
    source, goals = terminals[0], frozenset(terminals[1:])
    lost = node_down.get(source, 0.0)
    states: dict[Relation, float] = {(frozenset((source,)), frozenset()): 1 - lost}
    alive = {source}
    for at, (number, one, other) in enumerate(frontier.edges):
        for node in frontier.entering[at]:
            if node != source:
                alive.add(node)
                states, gone = _appeared(states, node, node_down.get(node, 0.0), goals)
                lost += gone
        states = _connected(states, one, other, edge_down[number], goals)
        for node in frontier.leaving[at]:
            if node not in goals:
                alive.discard(node)
                states = _vanished(states, node)
        # The source has to hold something from which undecided edges may still lead on.
        stuck = [state for state in states if state[0].isdisjoint(alive)]
        for state in stuck:
            lost += states.pop(state)
        if len(states) > most_states:
            raise TooLargeError
    return lost + sum(sorted(states.values()))


# A failed node is marked by a pair with itself.
def _appeared(
    states: dict[Relation, float], node: Node, down: float, goals: frozenset[Node]
) -> tuple[dict[Relation, float], float]:
    if down <= 0:
        return states, 0.0
    found: dict[Relation, float] = {}
    lost = 0.0
    for (reached, pairs), chance in states.items():
        found[reached, pairs] = found.get((reached, pairs), 0.0) + chance * (1 - down)
        if node in goals:
            lost += chance * down
        else:
            key = (reached, pairs | {(node, node)})
            found[key] = found.get(key, 0.0) + chance * down
    return found, lost


def _connected(
    states: dict[Relation, float],
    one: Node,
    other: Node,
    down: float,
    goals: frozenset[Node],
) -> dict[Relation, float]:
    found: dict[Relation, float] = {}
    for (reached, pairs), chance in states.items():
        dead = (one, one) in pairs or (other, other) in pairs
        if dead or other in reached or (one, other) in pairs:
            found[reached, pairs] = found.get((reached, pairs), 0.0) + chance
            continue
        if down > 0:
            found[reached, pairs] = found.get((reached, pairs), 0.0) + chance * down
        grown = _closed(reached, pairs, one, other)
        if not goals <= grown[0] and down < 1:
            found[grown] = found.get(grown, 0.0) + chance * (1 - down)
    return found


def _closed(
    reached: frozenset[Node], pairs: frozenset[tuple[Node, Node]], one: Node, other: Node
) -> Relation:
    """Add an arc and everything that follows from it."""
    before = {one} | {a for a, b in pairs if b == one and a != b}
    after = {other} | {b for a, b in pairs if a == other and a != b}
    if one in reached:
        reached = reached | after
    else:
        pairs = pairs | {(a, b) for a in before for b in after if a != b}
    # What the source reaches anyway need not be reached from elsewhere.
    return reached, frozenset((a, b) for a, b in pairs if a == b or b not in reached)


def _vanished(states: dict[Relation, float], node: Node) -> dict[Relation, float]:
    found: dict[Relation, float] = {}
    for (reached, pairs), chance in states.items():
        key = (reached - {node}, frozenset(pair for pair in pairs if node not in pair))
        found[key] = found.get(key, 0.0) + chance
    return found
