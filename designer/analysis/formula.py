"""A circuit's node as a formula without loops, simplified until independence shows.

Conjunctions are flat, and what all alternatives of a choice need is pulled out of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from designer.analysis.circuit import Circuit, Fate, Loop, NodeId, Op


class NotDecomposableError(Exception):
    """The circuit has to be solved by a decision diagram."""


# Nodes of a formula that have to be true together.
Conjuncts = frozenset[int]
TRUE: Conjuncts = frozenset()
FALSE: Conjuncts = frozenset((0,))


@dataclass(slots=True)
class Formula:
    """A circuit's node as a formula without loops: hash-consed, conjunctions flat."""

    ops: list[Op] = field(default_factory=list)
    args: list[tuple[int, ...]] = field(default_factory=list)
    k: list[int] = field(default_factory=list)
    weights: list[tuple[int, ...] | None] = field(default_factory=list)
    support: list[int] = field(default_factory=list)
    _known: dict[tuple[object, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with what is never true, in ``FALSE``."""
        self.add(Op.CONST)

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

    def conjuncts(self, node: int) -> frozenset[int]:
        """Return what ``node`` is the conjunction of: itself when it is none, nothing if true."""
        if self.ops[node] is Op.AND:
            return frozenset(self.args[node])
        return TRUE if self.ops[node] is Op.CONST and self.k[node] else frozenset((node,))

    def joined(self, parts: Iterable[Conjuncts]) -> Conjuncts:
        """Return the conjuncts of a conjunction of conjunctions."""
        whole = TRUE.union(*parts)
        return whole if whole.isdisjoint(FALSE) else FALSE

    def all_of(self, conjuncts: Conjuncts) -> int:
        """Return the node of the conjunction of ``conjuncts``."""
        if len(conjuncts) > 1:
            return self.add(Op.AND, tuple(sorted(conjuncts)))
        return next(iter(conjuncts)) if conjuncts else self.add(Op.CONST, (), 1)

    def choice(
        self, k: int, parts: Sequence[Conjuncts], weights: Sequence[int] | None
    ) -> Conjuncts:
        """Return the k-of-n of conjunctions, with what all of them need pulled out."""
        common = parts[0].intersection(*parts[1:]) - FALSE if parts else TRUE
        rest = [self.all_of(part - common) for part in parts]
        sizes = [1] * len(rest) if weights is None else weights
        kept: list[tuple[int, int]] = []
        for node, size in zip(rest, sizes, strict=True):
            if self.ops[node] is Op.CONST:
                k -= size if self.k[node] else 0
            else:
                kept.append((node, size))
        return self.joined((common, self._plain_choice(k, kept)))

    def _plain_choice(self, k: int, kept: list[tuple[int, int]]) -> Conjuncts:
        if k <= 0:
            return TRUE
        nodes = tuple([node for node, _ in kept])
        sizes = tuple([size for _, size in kept])
        total = sum(sizes)
        if total < k:
            return FALSE
        least = min(sizes)
        if total - least < k:
            return self.joined(map(self.conjuncts, nodes))
        if least >= k:
            unique = tuple(sorted(set(nodes)))
            return self.conjuncts(unique[0] if len(unique) == 1 else self.add(Op.OR, unique))
        even = least == max(sizes) == 1
        return frozenset((self.add(Op.ATLEAST, nodes, k, None if even else sizes),))


def formula(circuit: Circuit, top: NodeId) -> tuple[Formula, int]:
    """Return ``top`` as a formula; raises NotDecomposableError when choices form a loop."""
    made = Formula()
    parts: dict[NodeId, Conjuncts] = {}
    cone = circuit.cone((top,))
    for step in circuit.steps:
        if isinstance(step, int):
            if step in cone:
                parts[step] = _converted(circuit, step, made, parts)
        elif isinstance(step, Fate):
            if not cone.isdisjoint(step.nodes):
                value = made.joined([parts[arg] for arg in step.needs])
                parts.update(dict.fromkeys(step.nodes, value))
        elif not cone.isdisjoint(step.choices if isinstance(step, Loop) else step.nodes):
            raise NotDecomposableError
    return made, made.all_of(parts[top])


def _converted(
    circuit: Circuit, node: NodeId, made: Formula, parts: dict[NodeId, Conjuncts]
) -> Conjuncts:
    op, k = circuit.ops[node], circuit.k[node]
    if op is Op.VAR:
        return frozenset((made.add(op, (), k),))
    if op is Op.CONST:
        return TRUE if k else FALSE
    args = [parts[arg] for arg in circuit.args[node]]
    if op is Op.AND:
        return made.joined(args)
    return made.choice(1 if op is Op.OR else k, args, circuit.weights[node])
