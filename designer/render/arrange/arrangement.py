"""Arranges a whole diagram: its boxes from the inside outwards, and then where each one stands."""

from collections.abc import Iterable, Sequence

from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.layout import Box, Layout
from designer.model.topology import Topology
from designer.render.arrange.bands import BOTTOM, STRIP_GAP, Column, Item, side_by_side
from designer.render.arrange.blocks import Block, bundle
from designer.render.arrange.columns import in_columns
from designer.render.arrange.flow import Pull, Tier, depths, pulls, subnet_tier, tier_of
from designer.render.arrange.layers import Tie
from designer.render.arrange.measures import (
    EMPTY_HEIGHT,
    EMPTY_WIDTH,
    GROUP_BOTTOM,
    GROUP_SIDE,
    GROUP_TOP,
    SIDE,
    TOP,
    leaf_size,
    title_width,
)
from designer.render.arrange.packing import joined, shelved
from designer.render.arrange.spanning import Spans, span_boxes, spans
from designer.render.shapes import icon_box

_ORIGIN = 40.0
_MOST_STAND_INS = 12


def arranged(diagram: Diagram) -> Layout:
    """Return new positions and sizes for all of ``diagram``, with every link routed anew.

    It depends on the topology alone, so it is the same however the diagram was laid out before.
    What stands in one container never overlaps, and lies in that container; the box of a group
    whose members stand elsewhere covers those that stand in the group's own container.
    """
    return Layout(boxes=FrozenMap(_Arrangement(diagram.topology).boxes()))


class _Arrangement:
    """One run over a topology."""

    def __init__(self, topology: Topology) -> None:
        self._topology = topology
        self._spans: Spans = spans(topology)
        found = pulls(topology)
        self._depths = depths(topology, found)
        self._blocks: dict[ElementId, Block] = {}
        self._children: dict[ElementId | None, list[ElementId]] = {}
        for key in topology.elements:
            if key not in self._spans.members:
                self._children.setdefault(self._spans.parents[key], []).append(key)
        self._ties: dict[ElementId | None, list[Pull]] = {}
        self._sort_pulls(found)

    def boxes(self) -> dict[ElementId, Box]:
        """Return the box of every element."""
        found: dict[ElementId, Box] = {}
        for block, x, y in self._content(None).placed(_ORIGIN, _ORIGIN):
            if block.owner is not None:
                found[block.owner] = Box(
                    round(x), round(y), round(block.width), round(block.height)
                )
        found.update(span_boxes(self._spans, found))
        return {key: found[key] for key in self._topology.elements}

    # ------------------------------------------------------------------------------- links

    def _sort_pulls(self, found: Iterable[Pull]) -> None:
        """Note each pull at the innermost container that holds both its ends."""
        for pull in found:
            sources, targets = self._stand_ins(pull.source), self._stand_ins(pull.target)
            weight = pull.weight / (len(sources) * len(targets))
            for source in sources:
                for target in targets:
                    home = self._common(source, target)
                    if source != target:
                        self._ties.setdefault(home, []).append(
                            Pull(source, target, weight, pull.label, pull.ranks)
                        )

    def _stand_ins(self, key: ElementId) -> Sequence[ElementId]:
        """Return the elements that stand for ``key``: a box drawn over others has no place."""
        members = self._spans.members.get(key)
        return (key,) if members is None else members[:_MOST_STAND_INS]

    def _around(self, key: ElementId) -> list[ElementId | None]:
        chain: list[ElementId | None] = []
        parent = self._spans.parents[key]
        while parent is not None:
            chain.append(parent)
            parent = self._spans.parents[parent]
        return [*chain, None]

    def _common(self, source: ElementId, target: ElementId) -> ElementId | None:
        around = set(self._around(target))
        return next((key for key in self._around(source) if key in around), None)

    def _lifted(self, home: ElementId | None, nodes: Sequence[Block]) -> list[Tie]:
        """Return the pulls of one container as ties between the blocks in it."""
        index = {id(block): place for place, block in enumerate(nodes)}
        ties: list[Tie] = []
        for pull in self._ties.get(home, ()):
            source, out_at = self._end(pull.source, index)
            target, in_at = self._end(pull.target, index)
            if source != target and source >= 0 and target >= 0:
                ties.append(Tie(source, target, pull.weight, out_at, in_at, pull.label, pull.ranks))
        return ties

    def _end(self, key: ElementId, index: dict[int, int]) -> tuple[int, float]:
        block = self._blocks.get(key)
        if block is None:
            return -1, 0.0
        y = block.offset()[1]
        element = self._topology.elements[key]
        if element.kind.is_container or element.kind is Kind.NOTE:
            y += block.height / 2
        else:
            y += icon_box(Box(0, 0, block.width, block.height)).centre.y
        return index.get(id(block.outermost()), -1), y

    # ------------------------------------------------------------------------------ blocks

    def _block(self, key: ElementId) -> Block:
        element = self._topology.elements[key]
        if element.kind.is_container:
            return self._framed(element, self._content(key))
        block = Block(key, *leaf_size(element))
        self._blocks[key] = block
        return block

    def _framed(self, element: Element, inner: Block) -> Block:
        """Return the box of a container around its content."""
        is_empty = inner.width == 0.0
        width = max(inner.width + 2 * SIDE, title_width(element), EMPTY_WIDTH if is_empty else 0.0)
        frame = Block(element.id, width, max(inner.height + TOP + BOTTOM, EMPTY_HEIGHT))
        frame.put(inner, (width - inner.width) / 2, TOP)
        self._blocks[element.id] = frame
        return frame

    def _content(self, home: ElementId | None) -> Block:
        """Return all that stands in one container."""
        return self._composed(home, self._nodes(home))

    def _nodes(self, home: ElementId | None) -> list[Block]:
        """Return the blocks in one container: zones together, members of one group together."""
        children = self._children.get(home, [])
        elements = self._topology.elements
        nodes: list[Block] = []
        for kind in (Kind.ZONE, Kind.SUBNET):
            if held := [key for key in children if elements[key].kind is kind]:
                nodes.append(self._padded(side_by_side(self._columns(held, kind)), held))
        rest = [key for key in children if elements[key].kind not in (Kind.ZONE, Kind.SUBNET)]
        nodes.extend(block for _, block in self._clusters(home, rest))
        return nodes

    def _clusters(
        self, home: ElementId | None, keys: Sequence[ElementId]
    ) -> list[tuple[ElementId | None, Block]]:
        """Return the blocks of ``keys``, with the members of one spanning group in one block."""
        together: dict[ElementId, list[ElementId]] = {}
        found: list[tuple[ElementId | None, Block]] = []
        for key in keys:
            group = self._spans.main.get(key)
            if group is None:
                found.append((None, self._block(key)))
            else:
                together.setdefault(group, []).append(key)
        for group, members in together.items():
            inner = self._composed(home, [self._block(key) for key in members])
            found.append((group, self._padded(inner, members)))
        return found

    def _padded(self, inner: Block, members: Sequence[ElementId]) -> Block:
        """Return ``inner`` with room for the boxes of the groups that ``members`` belong to."""
        level = max(self._spans.around.get(key, 0) for key in members)
        if not level:
            return inner
        cover = Block(
            None,
            inner.width + 2 * level * GROUP_SIDE,
            inner.height + level * (GROUP_TOP + GROUP_BOTTOM),
        )
        cover.put(inner, level * GROUP_SIDE, level * GROUP_TOP)
        return cover

    def _composed(self, home: ElementId | None, nodes: Sequence[Block]) -> Block:
        """Return ``nodes`` arranged by the links between them."""
        if len(nodes) == 1:
            return bundle([(nodes[0], 0.0, 0.0)])
        ties = self._lifted(home, nodes)
        parts, alone = _components(len(nodes), ties)
        made: list[Block] = []
        for part in parts:
            place = {node: index for index, node in enumerate(part)}
            made.append(
                in_columns(
                    [nodes[node] for node in part],
                    [self._depth(nodes[node]) for node in part],
                    [_renumbered(tie, place) for tie in ties if tie.source in place],
                )
            )
        leaves = [nodes[node] for node in alone if self._is_leaf(nodes[node])]
        made.extend(nodes[node] for node in alone if not self._is_leaf(nodes[node]))
        leaves.sort(key=lambda block: (self._tier(block), self._depth(block)))
        main = shelved(made) if made else None
        return bundle([(joined(main, leaves), 0.0, 0.0)])

    def _is_leaf(self, block: Block) -> bool:
        return (
            block.owner is not None and not self._topology.elements[block.owner].kind.is_container
        )

    def _inside(self, block: Block) -> list[Element]:
        owners = (part.owner for part, _, _ in block.placed(0.0, 0.0))
        return [self._topology.elements[owner] for owner in owners if owner is not None]

    def _depth(self, block: Block) -> float:
        """Return how many links lie before what is first in ``block``."""
        found = [self._depths[e.id] for e in self._inside(block) if not e.kind.is_container]
        return float(min(found, default=0))

    def _tier(self, block: Block) -> Tier:
        tiers = [tier_of(element) for element in self._inside(block)]
        return min(tiers, default=Tier.SUPPORT)

    # ------------------------------------------------------------------------------- zones

    def _columns(self, keys: Sequence[ElementId], kind: Kind) -> list[Column]:
        elements = self._topology.elements
        ordered = sorted(keys, key=lambda key: (elements[key].name.casefold(), keys.index(key)))
        if kind is Kind.ZONE:
            return [self._zone(elements[key]) for key in ordered]
        items = [self._box_item(key) for key in ordered]
        return _virtual_columns(items)

    def _zone(self, zone: Element) -> Column:
        children = self._children.get(zone.id, [])
        elements = self._topology.elements
        items = [self._box_item(key) for key in children if elements[key].kind.is_container]
        leaves = [key for key in children if not elements[key].kind.is_container]
        loose: dict[Tier, list[Block]] = {}
        for group, block in self._clusters(zone.id, leaves):
            if group is None:
                loose.setdefault(self._tier(block), []).append(block)
            else:
                items.append(self._item(block, self._tier(block), "", {group}))
        for tier, blocks in loose.items():
            items.append(self._item(self._composed(zone.id, blocks), tier, "", set()))
        return Column(zone.id, title_width(zone), items)

    def _item(self, block: Block, tier: Tier, name: str, groups: set[ElementId]) -> Item:
        return Item(block, tier, name, self._depth(block), frozenset(groups))

    def _box_item(self, key: ElementId) -> Item:
        """Return a container in a zone, with the members of each spanning group as a strip."""
        element = self._topology.elements[key]
        if element.kind is not Kind.SUBNET:
            block = self._padded(self._block(key), [key])
            return self._item(block, subnet_tier(element, self._inside(block)), element.name, set())
        children = self._children.get(key, [])
        clusters = self._clusters(key, [k for k in children if k in self._spans.main])
        strips = {str(group): block for group, block in clusters}
        rest = [self._block(k) for k in children if k not in self._spans.main]
        if rest:
            strips[""] = self._composed(key, rest)
        frame = self._stacked(element, list(strips.values()))
        tier = subnet_tier(element, [self._topology.elements[k] for k in children])
        groups = {group for group, _ in clusters if group is not None}
        whole = self._padded(frame, [key])
        item = self._item(whole, tier, _common_name(element.name), groups)
        if whole is frame:
            item.strips = strips
        return item

    def _stacked(self, element: Element, strips: Sequence[Block]) -> Block:
        """Return the box of a container with ``strips`` below one another."""
        width = max((strip.width for strip in strips), default=0.0)
        height = sum(strip.height + STRIP_GAP for strip in strips) - STRIP_GAP
        frame = self._framed(element, Block(None, width, max(height, 0.0)))
        frame.parts.clear()
        down = TOP
        for strip in strips:
            frame.put(strip, (frame.width - strip.width) / 2, down)
            down += strip.height + STRIP_GAP
        return frame


def _renumbered(tie: Tie, place: dict[int, int]) -> Tie:
    return Tie(
        place[tie.source],
        place[tie.target],
        tie.weight,
        tie.out_at,
        tie.in_at,
        tie.label,
        tie.ranks,
    )


def _common_name(name: str) -> str:
    """Return ``name`` without numbers and single letters, which tell zones apart."""
    words = "".join(c if c.isalpha() else " " for c in name.casefold()).split()
    return " ".join(word for word in words if len(word) > 1)


def _virtual_columns(items: Sequence[Item]) -> list[Column]:
    """Return boxes that stand in no zone as columns: the first of each kind in the first."""
    alike: dict[tuple[Tier, str], list[Item]] = {}
    for item in items:
        alike.setdefault((item.tier, item.name), []).append(item)
    count = min(max(len(found) for found in alike.values()), 4)
    columns = [Column(None, 0.0, []) for _ in range(count)]
    for found in alike.values():
        for place, item in enumerate(found):
            columns[place % count].items.append(item)
    return columns


def _components(count: int, ties: Sequence[Tie]) -> tuple[list[list[int]], list[int]]:
    """Return the connected parts with more than one node, and the nodes without a tie."""
    leader = list(range(count))

    def found(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for tie in ties:
        one, other = found(tie.source), found(tie.target)
        leader[max(one, other)] = min(one, other)
    parts: dict[int, list[int]] = {}
    for node in range(count):
        parts.setdefault(found(node), []).append(node)
    joined_parts = [part for part in parts.values() if len(part) > 1]
    return joined_parts, [part[0] for part in parts.values() if len(part) == 1]
