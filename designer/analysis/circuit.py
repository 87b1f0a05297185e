"""The monotone success circuit: when does what work, as AND and k-of-n over elementary events.

A circuit may have loops, because drawings have. Its meaning is a nested fixpoint: the *least* one
over choices between targets, the *greatest* over everything else. Parts that need each other share
their fate; an alternative has to be grounded in something that really serves and cannot hold itself
up. On networks of pure reachability this is source-to-terminal connection.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

NodeId = int


class Op(IntEnum):
    """What a node computes."""

    CONST = 0  # k is 1 for true, 0 for false
    VAR = 1  # k is the number of its event
    AND = 2
    OR = 3
    ATLEAST = 4  # the weights of the true arguments add up to k or more


class EventKind(IntEnum):
    """What an elementary event stands for; domains fail together with what is in them."""

    REGION = 0
    ZONE = 1
    SERVICE = 2
    REPLICA = 3
    PART = 4  # an edge or node of a plain network


class Event(NamedTuple):
    """One thing that is up or down.

    Attributes:
        id: unique; a domain's key, or "ELEMENT#INDEX" for a part of an element.
        element: the unit it is part of ("" for a domain).
        member: the icon that stands for it.
        zone: key of the zone it fails with; "" for none.
    """

    id: str
    kind: EventKind
    name: str
    element: str = ""
    member: str = ""
    zone: str = ""

    @property
    def title(self) -> str:
        """Its name in a sentence: "the zone a", "Availability Zone b", "db"."""
        if self.kind is EventKind.REGION and "region" not in self.name.lower():
            return f"the Region {self.name}"
        if self.kind is EventKind.ZONE and "zone" not in self.name.lower():
            return f"the zone {self.name}"
        return self.name

    @property
    def sentence(self) -> str:
        """What happens when it is down, as a clause: "the zone eu-west-1a fails"."""
        return f"{self.title} fails"


@dataclass(frozen=True, slots=True)
class Fate:
    """Conjunctions that need each other: all of them have the value of what they need outside."""

    nodes: tuple[NodeId, ...]
    needs: tuple[NodeId, ...]


@dataclass(frozen=True, slots=True)
class Mutual:
    """Fleets whose parts need each other: repeat ``nodes`` from true until nothing changes."""

    nodes: tuple[NodeId, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """A strongly connected part with choices: repeat ``steps`` from false until nothing changes."""

    choices: tuple[NodeId, ...]
    steps: tuple[NodeId | Fate | Mutual, ...]


Step = NodeId | Fate | Mutual | Loop


class Circuit:
    """A finished circuit: parallel lists by node, and the order in which to evaluate them."""

    __slots__ = ("args", "events", "is_cyclic", "k", "ops", "plain_steps", "steps", "weights")

    def __init__(
        self,
        *,
        ops: Sequence[Op],
        args: Sequence[tuple[NodeId, ...]],
        k: Sequence[int],
        weights: Sequence[tuple[int, ...] | None],
        events: Sequence[Event],
        steps: Sequence[Step],
    ) -> None:
        """Hold the lists; made by ``Builder.finish``."""
        self.ops = tuple(ops)
        self.args = tuple(args)
        self.k = tuple(k)
        self.weights = tuple(weights)
        self.events = tuple(events)
        self.steps = tuple(steps)
        self.plain_steps = tuple(
            [(step, ops[step], args[step]) for step in self.steps if type(step) is int]
        )
        self.is_cyclic = len(self.plain_steps) < len(self.steps)

    def __len__(self) -> int:
        return len(self.ops)

    def cone(self, tops: Iterable[NodeId]) -> set[NodeId]:
        """Return all nodes that ``tops`` depend on, themselves included."""
        seen = set(tops)
        pending = list(seen)
        while pending:
            for arg in self.args[pending.pop()]:
                if arg not in seen:
                    seen.add(arg)
                    pending.append(arg)
        return seen


_Node = tuple[Op, tuple[NodeId, ...], int, tuple[int, ...] | None]


class Builder:
    """Puts a circuit together, simplifying constants and repeated arguments on the way."""

    def __init__(self) -> None:
        """Start with the two constants."""
        self._nodes: list[_Node] = [(Op.CONST, (), 0, None), (Op.CONST, (), 1, None)]
        self._events: list[Event] = []
        self._vars: dict[str, NodeId] = {}
        self._parts: dict[str, NodeId] = {}
        self._known: dict[tuple[Op, tuple[NodeId, ...]], NodeId] = {}
        self._order: list[NodeId] = [0, 1]
        self._open: set[NodeId] = set()
        self._choices: set[NodeId] = set()
        self._has_loops = False

    false: NodeId = 0
    true: NodeId = 1

    def _add(
        self,
        op: Op,
        args: tuple[NodeId, ...],
        k: int = 0,
        weights: tuple[int, ...] | None = None,
    ) -> NodeId:
        if self._open and not self._has_loops:
            self._has_loops = not self._open.isdisjoint(args)
        number = len(self._nodes)
        self._nodes.append((op, args, k, weights))
        self._order.append(number)
        return number

    def var(self, event: Event) -> NodeId:
        """Return the node of ``event``; the same for the same id."""
        found = self._vars.get(event.id)
        if found is None:
            self._events.append(event)
            found = self._add(Op.VAR, (), len(self._events) - 1)
            self._vars[event.id] = found
        return found

    def part(self, event: Event, domain: NodeId) -> NodeId:
        """Return a node that is true while ``event`` has not struck and ``domain`` is true.

        The same for the same event, whose domain is always the same: most nodes of a large drawing
        are such pairs, so they are not looked up by their arguments.
        """
        found = self._parts.get(event.id)
        if found is None:
            found = self._add(Op.VAR, (), len(self._events))
            self._events.append(event)
            self._vars[event.id] = found
            if domain != self.true:
                found = self._add(Op.AND, (found, domain))
            self._parts[event.id] = found
        return found

    def all_of(self, args: Iterable[NodeId]) -> NodeId:
        """Return a node that is true when every argument is."""
        true, false = self.true, self.false
        kept = tuple(dict.fromkeys([arg for arg in args if arg != true]))
        if false in kept:
            return false
        if len(kept) < 2:
            return kept[0] if kept else true
        found = self._known.get((Op.AND, kept))
        if found is None:
            found = self._known[Op.AND, kept] = self._add(Op.AND, kept)
        return found

    def any_of(self, args: Iterable[NodeId]) -> NodeId:
        """Return a node that is true when at least one argument is."""
        true, false = self.true, self.false
        kept = tuple(dict.fromkeys([arg for arg in args if arg != false]))
        if true in kept:
            return true
        if len(kept) < 2:
            return kept[0] if kept else false
        key = (Op.OR, kept)
        if key not in self._known:
            self._known[key] = self._add(Op.OR, kept)
        return self._known[key]

    def at_least(
        self, k: int, args: Sequence[NodeId], weights: Sequence[int] | None = None
    ) -> NodeId:
        """Return a node that is true when the weights (1 each) of true arguments reach ``k``."""
        if len(args) == 1 and k == 1 and weights is None:
            return args[0]
        parts = [1] * len(args) if weights is None else list(weights)
        k -= sum(part for arg, part in zip(args, parts, strict=True) if arg == self.true)
        pairs = [
            (arg, min(part, k))
            for arg, part in zip(args, parts, strict=True)
            if arg not in (self.true, self.false) and part > 0
        ]
        if k <= 0:
            return self.true
        total = sum(part for _, part in pairs)
        if total < k:
            return self.false
        # Every argument is needed when not even the lightest can be spared.
        if total - min(part for _, part in pairs) < k:
            return self.all_of(arg for arg, _ in pairs)
        if all(part >= k for _, part in pairs):
            return self.any_of(arg for arg, _ in pairs)
        even = all(part == 1 for _, part in pairs)
        return self._add(
            Op.ATLEAST,
            tuple(arg for arg, _ in pairs),
            k,
            None if even else tuple(part for _, part in pairs),
        )

    def grounded(self, k: int, args: Sequence[NodeId]) -> NodeId:
        """Return a choice of k targets: false in a loop that nothing outside holds up.

        It stays a choice even where only one argument is left to choose.
        """
        if k <= sum(arg == self.true for arg in args):
            return self.true
        kept = tuple(arg for arg in args if arg != self.false)
        if len(kept) < k:
            return self.false
        if k == 1:
            made = self._add(Op.OR, tuple(dict.fromkeys(kept)))
        else:
            made = self._add(Op.ATLEAST, kept, k)
        self._choices.add(made)
        return made

    def reserve(self) -> NodeId:
        """Return a node to be defined later as a conjunction, for use in loops."""
        node = self._add(Op.AND, ())
        self._order.pop()
        self._open.add(node)
        return node

    def define(self, node: NodeId, args: Iterable[NodeId]) -> None:
        """Define a reserved ``node`` as the conjunction of ``args``."""
        kept = tuple(dict.fromkeys(args))
        self._has_loops = self._has_loops or not (self._open - {node}).isdisjoint(kept)
        self._has_loops = self._has_loops or node in kept
        self._nodes[node] = (Op.AND, kept, 0, None)
        self._open.discard(node)
        self._order.append(node)

    def finish(self) -> Circuit:
        """Return the circuit."""
        steps: Sequence[Step] = self._order
        ops, args, k, weights = (list(column) for column in zip(*self._nodes, strict=True))
        if self._has_loops:
            steps = _with_loops(ops, args, self._choices)
        return Circuit(
            ops=ops,
            args=args,
            k=k,
            weights=weights,
            events=self._events,
            steps=steps,
        )


def components(args: Sequence[Sequence[NodeId]], nodes: Iterable[NodeId]) -> list[list[NodeId]]:
    """Return the strongly connected components of the nodes, arguments first (Tarjan 1972)."""
    inside = set(nodes)
    number: dict[NodeId, int] = {}
    low: dict[NodeId, int] = {}
    on_stack: set[NodeId] = set()
    stack: list[NodeId] = []
    found: list[list[NodeId]] = []
    for root in sorted(inside):
        if root in number:
            continue
        work = [(root, 0)]
        while work:
            node, position = work.pop()
            if position == 0:
                number[node] = low[node] = len(number)
                stack.append(node)
                on_stack.add(node)
            descended = False
            for index in range(position, len(args[node])):
                arg = args[node][index]
                if arg not in inside:
                    continue
                if arg not in number:
                    work += [(node, index + 1), (arg, 0)]
                    descended = True
                    break
                if arg in on_stack:
                    low[node] = min(low[node], number[arg])
            if descended:
                continue
            if low[node] == number[node]:
                component = _popped(stack, on_stack, node)
                found.append(component)
            if work:
                parent = work[-1][0]
                low[parent] = min(low[parent], low[node])
    return found


def _popped(stack: list[NodeId], on_stack: set[NodeId], last: NodeId) -> list[NodeId]:
    component: list[NodeId] = []
    while True:
        node = stack.pop()
        on_stack.discard(node)
        component.append(node)
        if node == last:
            return sorted(component)


def _with_loops(
    ops: Sequence[Op], args: Sequence[tuple[NodeId, ...]], choices: set[NodeId]
) -> list[Step]:
    steps: list[Step] = []
    for component in components(args, range(len(ops))):
        inside = [node for node in component if node in choices]
        if not inside or not _is_loop(args, component):
            steps.append(_settled(ops, args, component))
            continue
        rest = components(args, set(component) - set(inside))
        inner = [_settled(ops, args, part) for part in rest]
        # Everything else settles first, for fixed choices; then the choices move up.
        steps.append(Loop(choices=tuple(inside), steps=(*inner, *inside)))
    return steps


def _is_loop(args: Sequence[tuple[NodeId, ...]], component: Sequence[NodeId]) -> bool:
    return len(component) > 1 or component[0] in args[component[0]]


def _settled(
    ops: Sequence[Op], args: Sequence[tuple[NodeId, ...]], component: Sequence[NodeId]
) -> NodeId | Fate | Mutual:
    if not _is_loop(args, component):
        return component[0]
    if all(ops[node] is Op.AND for node in component):
        return _fate(args, component)
    return Mutual(tuple(component))


def _fate(args: Sequence[tuple[NodeId, ...]], nodes: Sequence[NodeId]) -> Fate:
    within = set(nodes)
    needs = dict.fromkeys(arg for node in nodes for arg in args[node] if arg not in within)
    return Fate(nodes=tuple(nodes), needs=tuple(needs))
