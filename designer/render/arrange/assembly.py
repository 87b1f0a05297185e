"""Builds one arrangement: the boxes from the inside outwards, and then where each one stands."""

from collections.abc import Collection, Sequence

from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.render.arrange.bands import BOTTOM, STRIP_GAP, Column, Item, side_by_side
from designer.render.arrange.blocks import Block, bundle
from designer.render.arrange.drawing import Drawing
from designer.render.arrange.flow import EGRESS, Tier, subnet_tier, tier_of
from designer.render.arrange.flows import Flow, components, renumbered
from designer.render.arrange.joints import Home, Joint
from designer.render.arrange.measures import (
    EMPTY_HEIGHT,
    EMPTY_WIDTH,
    GROUP_BOTTOM,
    GROUP_SIDE,
    GROUP_TOP,
    SIDE,
    TOP,
    WIDEST_TITLED,
    title_reach,
    title_width,
)
from designer.render.arrange.packing import joined, shelved
from designer.render.arrange.spanning import span_boxes
from designer.render.arrange.zones import by_name, columns_without_zones, common_name

_ORIGIN = 40.0


class Assembly:
    """One run over a drawing.

    Attributes:
        turned: the containers whose flow goes the other way than seems best within them.
        flowing: the containers in which there is a flow to turn.
    """

    def __init__(self, drawing: Drawing, turned: frozenset[Home]) -> None:
        """Begin with nothing built."""
        self.turned = turned
        self.flowing: list[Home] = []
        self._drawing = drawing
        self._topology = drawing.topology
        self._spans = drawing.spans
        self._children = drawing.children
        self._blocks: dict[ElementId, Block] = {}

    def boxes(self) -> dict[ElementId, Box]:
        """Return the box of every element."""
        found = self._content(None).boxes(_ORIGIN, _ORIGIN)
        found.update(span_boxes(self._spans, found))
        return {key: found[key] for key in self._topology.elements}

    def frame(self, container: ElementId) -> Block:
        """Return the box of one container around its content arranged anew."""
        return self._framed(self._topology.elements[container], self._content(container))

    def together(self, keys: Collection[ElementId]) -> Block:
        """Return elements of one container, and what stands in them, arranged among themselves."""
        elements, parents = self._topology.elements, self._spans.parents
        home = next((parents[key] for key in keys), None)
        chosen = [
            key
            for key in self._children.get(home, [])
            if key in keys or elements[key].parent in keys
        ]
        return self._composed(home, self._nodes(home, chosen))

    # ------------------------------------------------------------------------------ blocks

    def _block(self, key: ElementId) -> Block:
        element = self._topology.elements[key]
        if element.kind.is_container:
            return self._framed(element, self._content(key))
        block = Block(key, *self._drawing.size_of(element))
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

    def _content(self, home: Home) -> Block:
        """Return all that stands in one container."""
        return self._composed(home, self._nodes(home, self._children.get(home, [])))

    def _nodes(self, home: Home, children: Sequence[ElementId]) -> list[Block]:
        """Return the blocks in one container: zones together, members of one group together."""
        elements = self._topology.elements
        nodes: list[Block] = []
        for kind in (Kind.ZONE, Kind.SUBNET):
            if held := [key for key in children if elements[key].kind is kind]:
                nodes.append(self._padded(side_by_side(self._columns(held, kind)), held))
        rest = [key for key in children if elements[key].kind not in (Kind.ZONE, Kind.SUBNET)]
        nodes.extend(block for _, block in self._clusters(home, rest))
        return nodes

    def _clusters(
        self, home: Home, keys: Sequence[ElementId]
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
        least = max((self._least(key) for key in members), default=0.0)
        side = max(level * GROUP_SIDE, (least - inner.width) / 2)
        cover = Block(
            None, inner.width + 2 * side, inner.height + level * (GROUP_TOP + GROUP_BOTTOM)
        )
        cover.put(inner, side, level * GROUP_TOP)
        return cover

    def _least(self, member: ElementId) -> float:
        """Return the width that the titles of the groups around ``member`` need."""
        main = self._spans.main.get(member)
        return 0.0 if main is None else self._spans.least.get(main, 0.0)

    def _composed(self, home: Home, nodes: Sequence[Block]) -> Block:
        """Return ``nodes`` arranged by the links between them."""
        if len(nodes) == 1:
            return bundle([(nodes[0], 0.0, 0.0)])
        joints = self._drawing.joints.between(home, nodes, self._blocks)
        entries = self._drawing.joints.entries(home, nodes, self._blocks)
        parts, alone = components(len(nodes), joints, entries)
        made: list[Block] = []
        for part in parts:
            place = {node: index for index, node in enumerate(part)}
            inner = [renumbered(joint, place) for joint in joints if joint.source in place]
            entered = [place[node] for node in part if node in entries]
            made.append(self._flow(home, [nodes[node] for node in part], inner, entered))
        leaves = [nodes[node] for node in alone if self._is_leaf(nodes[node])]
        made.extend(nodes[node] for node in alone if not self._is_leaf(nodes[node]))
        leaves.sort(key=self._reading_order)
        main = shelved(made) if made else None
        return bundle([(joined(main, leaves), 0.0, 0.0)])

    def _flow(
        self, home: Home, nodes: Sequence[Block], joints: Sequence[Joint], entries: Sequence[int]
    ) -> Block:
        """Return linked ``nodes`` from left to right or downwards, whichever is better."""
        keys = [self._depth(node) for node in nodes]
        flow = Flow(nodes, keys, joints, entries, [self._is_leaf(node) for node in nodes])
        best = flow.best_ways(None if home is None else self._topology.elements[home].kind)
        if len(best) == 1:
            return flow.made(best[0])
        if home not in self.flowing:
            self.flowing.append(home)
        return flow.made(best[1 if home in self.turned else 0])

    def _is_leaf(self, block: Block) -> bool:
        return (
            block.owner is not None and not self._topology.elements[block.owner].kind.is_container
        )

    def _inside(self, block: Block) -> list[Element]:
        owners = (part.owner for part, _, _ in block.placed(0.0, 0.0))
        return [self._topology.elements[owner] for owner in owners if owner is not None]

    def _depth(self, block: Block) -> float:
        """Return how many links lie before what is first in ``block``."""
        found = [self._drawing.depths[e.id] for e in self._inside(block) if not e.kind.is_container]
        return float(min(found, default=0))

    def _reading_order(self, block: Block) -> tuple[Tier, bool, float]:
        services = {element.service for element in self._inside(block)}
        return self._tier(block), bool(services & EGRESS), self._depth(block)

    def _tier(self, block: Block) -> Tier:
        tiers = [tier_of(element) for element in self._inside(block)]
        return min(tiers, default=Tier.SUPPORT)

    # ------------------------------------------------------------------------------- zones

    def _columns(self, keys: Sequence[ElementId], kind: Kind) -> list[Column]:
        elements = self._topology.elements
        ordered = by_name(keys, elements)
        if kind is Kind.ZONE:
            return [self._zone(elements[key]) for key in ordered]
        return columns_without_zones([self._box_item(key) for key in ordered])

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
        item = self._item(whole, tier, common_name(element.name), groups)
        if whole is frame:
            item.strips = strips
        return item

    def _stacked(self, element: Element, strips: Sequence[Block]) -> Block:
        """Return the box of a container with ``strips`` below one another."""
        width = max((strip.width for strip in strips), default=0.0)
        height = sum(strip.height + STRIP_GAP for strip in strips) - STRIP_GAP
        frame = self._framed(element, Block(None, width, max(height, 0.0)))
        widened = min(2 * title_reach(element), WIDEST_TITLED)
        frame.width = max(frame.width, widened)
        frame.parts.clear()
        down = TOP
        for strip in strips:
            frame.put(strip, (frame.width - strip.width) / 2, down)
            down += strip.height + STRIP_GAP
        return frame
