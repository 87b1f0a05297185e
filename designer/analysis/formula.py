"""A circuit's node as a formula without loops, simplified until independence shows.

Conjunctions are flat, and what all alternatives of a choice need is pulled out of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from designer.analysis.circuit import Circuit, Fate, Loop, Mutual, NodeId, Op


class NotDecomposableError(Exception):
    """The circuit has to be solved by a decision diagram."""


@dataclass(slots=True)
class Formula:
    """A circuit's node as a formula without loops: hash-consed, conjunctions flat.

    Attributes:
        layouts: kept by the solver: by nodes, the order below them and the events to fix, which
            depend on the formula alone.
    """

    ops: list[Op] = field(default_factory=list)
    args: list[tuple[int, ...]] = field(default_factory=list)
    k: list[int] = field(default_factory=list)
    weights: list[tuple[int, ...] | None] = field(default_factory=list)
    support: list[int] = field(default_factory=list)
    layouts: dict[tuple[int, ...], tuple[list[int], int]] = field(default_factory=dict)
    _known: dict[tuple[object, ...], int] = field(default_factory=dict)

    def add(
        self,
        op: Op,
        args: tuple[int, ...] = (),
        k: int = 0,
        weights: tuple[int, ...] | None = None,
    ) -> int:
        """Return the node that computes ``op`` of ``args``."""
        key = (op, args, k, weights)
        found = self._known.get(key)
        if found is None:
            found = len(self.ops)
            mask = 1 << k if op is Op.VAR else 0
            for arg in args:
                mask |= self.support[arg]
            self.ops.append(op)
            self.args.append(args)
            self.k.append(k)
            self.weights.append(weights)
            self.support.append(mask)
            self._known[key] = found
        return found

    def conjuncts(self, node: int) -> tuple[int, ...]:
        """Return what ``node`` is the conjunction of: itself when it is none."""
        return self.args[node] if self.ops[node] is Op.AND else (node,)

    def all_of(self, nodes: Iterable[int]) -> int:
        """Return the flat conjunction of ``nodes``."""
        flat: set[int] = set()
        for node in nodes:
            op = self.ops[node]
            if op is Op.AND:
                flat.update(self.args[node])
            elif op is not Op.CONST:
                flat.add(node)
            elif not self.k[node]:
                return node
        if not flat:
            return self.add(Op.CONST, (), 1)
        return flat.pop() if len(flat) == 1 else self.add(Op.AND, tuple(sorted(flat)))

    def choice(self, k: int, nodes: Sequence[int], weights: Sequence[int] | None) -> int:
        """Return the k-of-n of ``nodes``, with what all of them need pulled out."""
        parts = [set(self.conjuncts(node)) for node in nodes]
        common = set.intersection(*parts) if parts else set()
        common = {part for part in common if self.ops[part] is not Op.CONST}
        rest = [self.all_of(part - common) for part in parts] if common else list(nodes)
        sizes = [1] * len(rest) if weights is None else list(weights)
        kept: list[tuple[int, int]] = []
        for node, size in zip(rest, sizes, strict=True):
            if self.ops[node] is Op.CONST:
                k -= size if self.k[node] else 0
            else:
                kept.append((node, size))
        return self.all_of((*common, self._plain_choice(k, kept)))

    def _plain_choice(self, k: int, kept: list[tuple[int, int]]) -> int:
        if k <= 0:
            return self.add(Op.CONST, (), 1)
        total = sum(size for _, size in kept)
        if total < k:
            return self.add(Op.CONST, (), 0)
        if total - min(size for _, size in kept) < k:
            return self.all_of(node for node, _ in kept)
        nodes = tuple(node for node, _ in kept)
        if all(size >= k for _, size in kept):
            unique = tuple(sorted(set(nodes)))
            return unique[0] if len(unique) == 1 else self.add(Op.OR, unique)
        sizes = tuple(size for _, size in kept)
        return self.add(Op.ATLEAST, nodes, k, None if set(sizes) == {1} else sizes)


def formula(circuit: Circuit, top: NodeId) -> tuple[Formula, int]:
    """Return ``top`` as a formula; raises NotDecomposableError when choices form a loop."""
    made = Formula()
    node_of: dict[NodeId, int] = {}
    cone = circuit.cone((top,))
    for step in circuit.steps:
        if isinstance(step, Loop | Mutual):
            loop = step.choices if isinstance(step, Loop) else step.nodes
            if not cone.isdisjoint(loop):
                raise NotDecomposableError
        elif isinstance(step, Fate):
            if not cone.isdisjoint(step.nodes):
                value = made.all_of(node_of[arg] for arg in step.needs)
                node_of.update(dict.fromkeys(step.nodes, value))
        elif step in cone:
            node_of[step] = _converted(circuit, step, made, node_of)
    return made, node_of[top]


def _converted(circuit: Circuit, node: NodeId, made: Formula, node_of: dict[NodeId, int]) -> int:
    op, args = circuit.ops[node], [node_of[arg] for arg in circuit.args[node]]
    if op is Op.AND:
        return made.all_of(args)
    if op is Op.OR:
        return made.choice(1, args, None)
    if op is Op.ATLEAST:
        return made.choice(circuit.k[node], args, circuit.weights[node])
    return made.add(op, (), circuit.k[node])
