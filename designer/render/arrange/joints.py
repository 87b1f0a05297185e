"""What the links of a drawing mean inside each of its containers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.model.topology import Topology
from designer.render.arrange.blocks import Block
from designer.render.arrange.flow import Pull
from designer.render.arrange.layers import Tie
from designer.render.arrange.spanning import Spans
from designer.render.shapes import icon_box

_MOST_STAND_INS = 12
Home = ElementId | None


@dataclass(frozen=True, slots=True)
class Joint:
    """A link between two blocks of one container, by their indexes.

    Attributes:
        out_at: where it leaves the source, from that block's upper left corner.
        in_at: where it reaches the target.
        pull: what the link asks for.
    """

    source: int
    target: int
    out_at: tuple[float, float]
    in_at: tuple[float, float]
    pull: Pull

    def tie(self, *, downwards: bool, ranks: bool = True) -> Tie:
        """Return it as a tie of a layering to the right, or downwards."""
        axis = 0 if downwards else 1
        pull = self.pull
        label = 0.0 if downwards else pull.label
        out_at, in_at = self.out_at[axis], self.in_at[axis]
        return Tie(
            self.source, self.target, pull.weight, out_at, in_at, label, pull.ranks and ranks
        )


class Joints:
    """Finds the links that count in a container: those between two different blocks in it."""

    def __init__(self, topology: Topology, spans: Spans, pulls: Iterable[Pull]) -> None:
        """Sort ``pulls`` by the innermost container that holds both ends."""
        self._topology = topology
        self._spans = spans
        self._at: dict[Home, list[Pull]] = {}
        self._entered: dict[Home, set[ElementId]] = {}
        for pull in pulls:
            sources, targets = self._stand_ins(pull.source), self._stand_ins(pull.target)
            weight = pull.weight / (len(sources) * len(targets))
            for source in sources:
                for target in targets:
                    if source != target:
                        self._note(Pull(source, target, weight, pull.label, pull.ranks))

    def _stand_ins(self, key: ElementId) -> Sequence[ElementId]:
        """Return the elements that stand for ``key``: a box drawn over others has no place."""
        members = self._spans.members.get(key)
        return (key,) if members is None else members[:_MOST_STAND_INS]

    def _note(self, pull: Pull) -> None:
        outer = set(self._around(pull.source))
        for home in self._around(pull.target):
            if home in outer:
                self._at.setdefault(home, []).append(pull)
                break
            if pull.ranks:
                self._entered.setdefault(home, set()).add(pull.target)

    def _around(self, key: ElementId) -> list[Home]:
        chain: list[Home] = []
        parent = self._spans.parents[key]
        while parent is not None:
            chain.append(parent)
            parent = self._spans.parents[parent]
        return [*chain, None]

    def between(
        self, home: Home, nodes: Sequence[Block], blocks: Mapping[ElementId, Block]
    ) -> list[Joint]:
        """Return the links between different ``nodes`` of one container."""
        index = {id(block): place for place, block in enumerate(nodes)}
        found: list[Joint] = []
        for pull in self._at.get(home, ()):
            source, out_at = self._end(pull.source, index, blocks)
            target, in_at = self._end(pull.target, index, blocks)
            if source != target and source >= 0 and target >= 0:
                found.append(Joint(source, target, out_at, in_at, pull))
        return found

    def entries(
        self, home: Home, nodes: Sequence[Block], blocks: Mapping[ElementId, Block]
    ) -> set[int]:
        """Return which ``nodes`` of one container are asked from outside of it, or by people."""
        index = {id(block): place for place, block in enumerate(nodes)}
        found = {self._end(key, index, blocks)[0] for key in self._entered.get(home, ())}
        for place, node in enumerate(nodes):
            if node.owner is not None and self._topology.elements[node.owner].kind is Kind.ACTOR:
                found.add(place)
        return found - {-1}

    def _end(
        self, key: ElementId, index: Mapping[int, int], blocks: Mapping[ElementId, Block]
    ) -> tuple[int, tuple[float, float]]:
        block = blocks.get(key)
        if block is None:
            return -1, (0.0, 0.0)
        node, left, top = block, 0.0, 0.0
        while id(node) not in index:
            if node.outer is None:
                return -1, (0.0, 0.0)
            left, top, node = left + node.x, top + node.y, node.outer
        element = self._topology.elements[key]
        down = block.height / 2
        if not element.kind.is_container and element.kind is not Kind.NOTE:
            down = icon_box(Box(0, 0, block.width, block.height)).centre.y
        return index[id(node)], (left + block.width / 2, top + down)
