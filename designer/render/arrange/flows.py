"""Lays out what links join in one container, in each way that may suit, and finds the best."""

from collections.abc import Sequence
from dataclasses import dataclass

from designer.model.elements import Kind
from designer.render.arrange.blocks import Block
from designer.render.arrange.columns import in_columns
from designer.render.arrange.joints import Joint
from designer.render.arrange.strain import Line, strain
from designer.render.obstacles import Rectangle

_MOST_OBSTACLES = 80
_MOST_BEGINNINGS = 6
# People read these from left to right, whatever is in them.
_RIGHTWARDS = frozenset({None, Kind.CLOUD, Kind.ACCOUNT, Kind.REGION})
_DOWNWARDS_COST = 0.1
_TUCKED_COST = 0.02
_COMPACT_COST = 0.05


@dataclass(frozen=True, slots=True)
class Way:
    """How a flow is laid out.

    Attributes:
        against: what speaks against it in itself.
        downwards: in rows, and links lead down.
        tucked: what one icon alone asks stands beside it.
        compact: links bend rather than that columns stick out.
    """

    against: float
    downwards: bool = False
    tucked: bool = False
    compact: bool = False


class Flow:
    """Blocks that hang together by links."""

    def __init__(
        self,
        nodes: Sequence[Block],
        keys: Sequence[float],
        joints: Sequence[Joint],
        entries: Sequence[int],
        is_leaf: Sequence[bool],
    ) -> None:
        """Note what is to be laid out.

        Args:
            nodes: the blocks.
            keys: who asks sooner, for each block.
            joints: the links between them, by index.
            entries: the blocks that are asked from outside.
            is_leaf: for each block whether it is an icon.
        """
        self._nodes = nodes
        self._keys = keys
        self._joints = joints
        self._entries = entries
        self._is_leaf = is_leaf
        self._tucked = self._find_tucked()

    def best_ways(self, kind: Kind | None) -> list[Way]:
        """Return the best way to the right and the best one down, the better one first.

        Args:
            kind: of the container; in some everything is read to the right.
        """
        found: list[tuple[float, int, Way]] = []
        for ways in self._ways(kind):
            strains = [self._strain(self.made(way)) + way.against for way in ways]
            least = min(range(len(ways)), key=strains.__getitem__)
            found.append((strains[least], len(found), ways[least]))
        return [way for *_, way in sorted(found, key=lambda item: item[:2])]

    def made(self, way: Way) -> Block:
        """Return the blocks laid out in one way."""
        loose = self._tucked if way.tucked else set()
        ties = [
            joint.tie(downwards=way.downwards, ranks=joint.target not in loose)
            for joint in self._joints
        ]
        return in_columns(
            self._nodes,
            self._keys,
            ties,
            self._entries,
            downwards=way.downwards,
            compact=way.compact,
        )

    def _ways(self, kind: Kind | None) -> list[list[Way]]:
        rightwards = [Way(0.0), Way(_COMPACT_COST, compact=True)]
        if self._tucked:
            rightwards.append(Way(_TUCKED_COST, tucked=True))
            rightwards.append(Way(_TUCKED_COST + _COMPACT_COST, tucked=True, compact=True))
        if kind in _RIGHTWARDS:
            return [rightwards]
        down = Way(_DOWNWARDS_COST, downwards=True)
        compact = Way(_DOWNWARDS_COST + _COMPACT_COST, downwards=True, compact=True)
        return [rightwards, [down, compact]]

    def _find_tucked(self) -> set[int]:
        """Return the icons that one other icon alone asks, and that may stand beside that.

        Where a wide box follows, they would stand lonely in its column.
        """
        if all(self._is_leaf):
            return set()
        asked: dict[int, set[int]] = {}
        for joint in self._joints:
            asked.setdefault(joint.target, set()).add(joint.source)
        asking = {joint.source for joint in self._joints}
        return {
            node
            for node, sources in asked.items()
            if node not in asking
            and len(sources) == 1
            and self._is_leaf[node]
            and all(self._is_leaf[source] for source in sources)
        }

    def _strain(self, whole: Block) -> float:
        lines: list[Line] = []
        for joint in self._joints:
            source, target = self._nodes[joint.source], self._nodes[joint.target]
            x1, y1 = source.x + joint.out_at[0], source.y + joint.out_at[1]
            x2, y2 = target.x + joint.in_at[0], target.y + joint.in_at[1]
            lines.append((joint.pull.weight, x1, y1, x2, y2))
        obstacles: list[Rectangle] = []
        for block, x, y in whole.placed(0.0, 0.0):
            if not block.parts and block.owner is not None:
                obstacles.append((x, y, x + block.width, y + block.height))
                if len(obstacles) > _MOST_OBSTACLES:
                    obstacles.clear()
                    break
        return strain(lines, obstacles, whole.width, whole.height)


def renumbered(joint: Joint, place: dict[int, int]) -> Joint:
    """Return ``joint`` with its blocks counted as ``place`` says."""
    source, target = place[joint.source], place[joint.target]
    return Joint(source, target, joint.out_at, joint.in_at, joint.pull)


def components(
    count: int, joints: Sequence[Joint], entries: set[int]
) -> tuple[list[list[int]], list[int]]:
    """Return the parts that hang together, and the nodes without a link.

    Where there is a flow, what is asked from outside hangs together with its beginning, unless
    that is many things.
    """
    leader = list(range(count))

    def found(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    def join(one: int, other: int) -> None:
        one, other = found(one), found(other)
        leader[max(one, other)] = min(one, other)

    for joint in joints:
        join(joint.source, joint.target)
    if joints and len({found(node) for node in entries}) <= _MOST_BEGINNINGS:
        for node in entries:
            join(min(entries), node)
    parts: dict[int, list[int]] = {}
    for node in range(count):
        parts.setdefault(found(node), []).append(node)
    linked = [part for part in parts.values() if len(part) > 1]
    return linked, [part[0] for part in parts.values() if len(part) == 1]
