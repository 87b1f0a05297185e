"""Lays the contents of a container out in rows and columns, in the order they already have."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Generic, TypeVar

from designer.edit.edits import Batch, Move, Resize, SetBends
from designer.edit.placing import Draft, grow_edits
from designer.edit.room import SIDE, TOP
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.invariants import belongs_to
from designer.model.layout import Box, bounds

SPACING = 24.0
"""Room between neighbours: a line with its arrowhead shows in it."""
_LEAST_WIDTH = 200.0
# A box drawn across a subnet around some of its contents keeps clear of its border and title.
_CROSSED_SIDE, _CROSSED_TOP = 12.0, 28.0
_ACROSS_SIDE, _ACROSS_TOP = 14.0, 34.0
Key = TypeVar("Key", bound=str)


@dataclass(frozen=True, slots=True)
class _Block(Generic[Key]):
    """Boxes laid out from (0, 0)."""

    boxes: dict[Key, Box]
    width: float
    height: float


def laid_out(boxes: Mapping[Key, Box], stretchable: Set[Key]) -> dict[Key, Box]:
    """Return ``boxes`` in rows and columns 24 apart, the upper left one's corner at (0, 0).

    What lies side by side stays side by side, and what lies in a grid keeps its empty places. A
    row of nothing but ``stretchable`` boxes gets one height, such a column one width. No two
    boxes overlap in the result.
    """
    order = sorted(boxes, key=lambda key: (boxes[key].y, boxes[key].x, key))
    return _block(order, boxes, stretchable).boxes if order else {}


def _block(keys: Sequence[Key], boxes: Mapping[Key, Box], stretchable: Set[Key]) -> _Block[Key]:
    if len(keys) == 1:
        box = boxes[keys[0]]
        return _Block({keys[0]: Box(0, 0, box.width, box.height)}, box.width, box.height)
    columns, rows = _bands(keys, boxes)
    cells = [[[key for key in row if key in band] for band in columns] for row in rows]
    blocks = [
        [_block(cell, boxes, stretchable) if cell else None for cell in line] for line in cells
    ]
    filled = [
        (row, column, block)
        for row, line in enumerate(blocks)
        for column, block in enumerate(line)
        if block is not None
    ]
    widths, heights = [0.0] * len(columns), [0.0] * len(rows)
    for row, column, block in filled:
        widths[column] = max(widths[column], block.width)
        heights[row] = max(heights[row], block.height)
    lefts, tops = _starts(widths), _starts(heights)
    placed: dict[Key, Box] = {}
    for row, column, block in filled:
        wide = all(_is_single(line[column], stretchable) for line in blocks)
        high = all(_is_single(other, stretchable) for other in blocks[row])
        cell = Box(lefts[column], tops[row], widths[column], heights[row])
        placed.update(_fitted(block, cell, wide=wide, high=high))
    return _Block(placed, lefts[-1] + widths[-1], tops[-1] + heights[-1])


def _starts(sizes: Sequence[float]) -> list[float]:
    """Return where each of several bands begins."""
    return [sum(sizes[:index]) + index * SPACING for index in range(len(sizes))]


def _is_single(block: _Block[Key] | None, stretchable: Set[Key]) -> bool:
    return block is None or (len(block.boxes) == 1 and block.boxes.keys() <= stretchable)


def _fitted(block: _Block[Key], cell: Box, *, wide: bool, high: bool) -> dict[Key, Box]:
    """Return a block's boxes in a cell: stretched to it, or in its middle."""
    if wide or high:
        ((key, box),) = block.boxes.items()
        width = cell.width if wide else box.width
        height = cell.height if high else box.height
        return {key: Box(cell.x, cell.y, width, height)}
    # Whole steps of the grid, so that boxes on it stay on it.
    dx = cell.x + (cell.width - block.width) / 2 // 8 * 8
    dy = cell.y + (cell.height - block.height) / 2 // 8 * 8
    return {key: box.moved(dx, dy) for key, box in block.boxes.items()}


def _bands(
    keys: Sequence[Key], boxes: Mapping[Key, Box]
) -> tuple[list[list[Key]], list[list[Key]]]:
    """Return columns and rows; at least one of the two has more than one member.

    Boxes are told apart by clear gaps; where there are none by their middle halves; and boxes
    piled on one another where they overlap least.
    """
    for margin in (0.0, 0.25):
        columns = _banded({key: _span(boxes[key], margin, across=True) for key in keys})
        rows = _banded({key: _span(boxes[key], margin, across=False) for key in keys})
        if len(columns) > 1 or len(rows) > 1:
            return columns, rows
    across, left = _least_overlap(keys, boxes, across=True)
    down, top = _least_overlap(keys, boxes, across=False)
    if across <= down:
        return [list(left), [key for key in keys if key not in left]], [list(keys)]
    return [list(keys)], [list(top), [key for key in keys if key not in top]]


def _span(box: Box, margin: float, *, across: bool) -> tuple[float, float]:
    if across:
        return box.x + margin * box.width, box.right - margin * box.width
    return box.y + margin * box.height, box.bottom - margin * box.height


def _banded(spans: Mapping[Key, tuple[float, float]]) -> list[list[Key]]:
    """Group spans that overlap, directly or through others."""
    bands: list[list[Key]] = []
    end = float("-inf")
    for key in sorted(spans, key=lambda key: (spans[key], key)):
        low, high = spans[key]
        if not bands or low >= end:
            bands.append([])
        bands[-1].append(key)
        end = max(end, high)
    return bands


def _least_overlap(
    keys: Sequence[Key], boxes: Mapping[Key, Box], *, across: bool
) -> tuple[float, list[Key]]:
    """Return the least overlap of two halves cut between centres, and the first half."""
    spans = {key: _span(boxes[key], 0.0, across=across) for key in keys}
    order = sorted(keys, key=lambda key: (sum(spans[key]), key))
    found = [
        (
            max(spans[key][1] for key in order[:count])
            - min(spans[key][0] for key in order[count:]),
            abs(2 * count - len(order)),
            count,
        )
        for count in range(1, len(order))
    ]
    overlap, _, count = min(found)
    return overlap, order[:count]


def tidied(diagram: Diagram, container: ElementId | None, *, deep: bool = False) -> Batch:
    """Return the edits that lay the contents of a container (None: the open canvas) out neatly.

    What its contents hold moves along; ``deep`` lays that out first. The container fits around
    the result, and what stands beside it gives way. Corners fixed on links that are pulled apart
    are let go.
    """
    draft = Draft(diagram)
    if deep:
        inner = [
            key
            for key in diagram.topology.elements
            if key != container and _is_within(diagram, key, container)
        ]
        depth = {key: sum(1 for _ in diagram.topology.ancestors(key)) for key in inner}
        for key in sorted(inner, key=lambda key: -depth[key]):
            if diagram.topology.children(key):
                _lay_contents(draft, key)
    _lay_contents(draft, container)
    if container is not None:
        draft.do(*grow_edits(draft.diagram, container, diagram.layout.boxes[container]))
    _let_bends_go(draft, diagram)
    return draft.batch("Tidy contents")


def _is_within(diagram: Diagram, key: ElementId, container: ElementId | None) -> bool:
    if not diagram.topology.elements[key].kind.is_container:
        return False
    return container is None or any(
        outer.id == container for outer in diagram.topology.ancestors(key)
    )


def tidied_siblings(diagram: Diagram, keys: Sequence[ElementId]) -> Batch:
    """Return the edits that lay out elements of one container neatly among themselves."""
    draft = Draft(diagram)
    area = bounds(diagram.layout.boxes[key] for key in keys)
    if area is not None:
        _lay(draft, list(keys), area.x, area.y)
        for key in keys:
            draft.do(*grow_edits(draft.diagram, key))
    _let_bends_go(draft, diagram)
    return draft.batch("Tidy elements")


def _lay_contents(draft: Draft, container: ElementId | None) -> None:
    diagram = draft.diagram
    children = diagram.topology.children(container)
    area = bounds(diagram.layout.boxes[key] for key in children)
    if area is None:
        return
    if container is None:
        _lay(draft, children, area.x, area.y)
        return
    box = diagram.layout.boxes[container]
    side, top = SIDE, TOP
    if any(_is_crossed(diagram, key, container) for key in children):
        side, top = side + _CROSSED_SIDE, top + _CROSSED_TOP
    _lay(draft, children, box.x + side, box.y + top)
    held = bounds(draft.diagram.layout.boxes[key] for key in children) or box
    width = max(held.right + side - box.x, min(box.width, _LEAST_WIDTH))
    _resize(draft, container, Box(box.x, box.y, width, held.bottom + side - box.y))


def _is_crossed(diagram: Diagram, key: ElementId, container: ElementId) -> bool:
    """Tell whether a box that lies across ``container`` is drawn around one of its children."""
    groups = diagram.topology.elements[key].memberships
    return any(not belongs_to(diagram.topology, container, group) for group in groups)


def _lay(draft: Draft, keys: Sequence[ElementId], x: float, y: float) -> None:
    """Lay ``keys`` out from a corner; boxes that lie across others follow their members."""
    diagram = draft.diagram
    boxes, elements = diagram.layout.boxes, diagram.topology.elements
    spanning = {key for key in keys if _spans(diagram, key)}
    plain = [key for key in keys if key not in spanning]
    stretchable = {
        key
        for key in plain
        if elements[key].kind.is_container and not elements[key].kind.has_members
    }
    for key, box in laid_out({key: boxes[key] for key in plain}, stretchable).items():
        old = boxes[key]
        _move(draft, (key,), x + box.x - old.x, y + box.y - old.y)
        _resize(draft, key, box.moved(x, y))
    for key in sorted(spanning):
        _follow_members(draft, diagram, key)
        area = draft.diagram.layout.boxes[key]
        # A box that lies across others may reach beyond the corner.
        _move(draft, keys, max(x - area.x, 0.0), max(y - area.y, 0.0))


def _move(draft: Draft, keys: Iterable[ElementId], dx: float, dy: float) -> None:
    if dx or dy:
        draft.do(Move(ids=frozenset(keys), dx=dx, dy=dy))


def _resize(draft: Draft, key: ElementId, box: Box) -> None:
    if draft.diagram.layout.boxes[key] != box:
        draft.do(Resize(id=key, box=box))


def _spans(diagram: Diagram, key: ElementId) -> bool:
    """Tell whether a box lies across others: it has members that do not stand in it."""
    topology = diagram.topology
    if not topology.elements[key].kind.has_members:
        return False
    return bool(set(topology.members(key)).difference(topology.descendants(key)))


def _follow_members(draft: Draft, before: Diagram, group: ElementId) -> None:
    """Let a box that lies across others reach as far around its members as it did."""
    topology = before.topology
    members = set(topology.members(group)).difference(topology.children(group))
    old = bounds(before.layout.boxes[key] for key in members)
    new = bounds(draft.diagram.layout.boxes[key] for key in members)
    if old is None or new is None:
        return
    if topology.elements[group].kind is Kind.SCALING_GROUP and topology.children(group):
        _move(draft, topology.children(group), new.x - old.x, new.y - old.y)
    _resize(draft, group, _across(new))


def _across(members: Box) -> Box:
    """Return a box that lies across others, within the room that `_lay_contents` leaves it."""
    return Box(
        members.x - _ACROSS_SIDE,
        members.y - _ACROSS_TOP,
        members.width + 2 * _ACROSS_SIDE,
        members.height + _ACROSS_TOP + _ACROSS_SIDE,
    )


def _let_bends_go(draft: Draft, before: Diagram) -> None:
    """Route links automatically again whose two ends did not move alike."""
    after = draft.diagram.layout.boxes

    def shift(key: ElementId) -> tuple[float, float]:
        old, new = before.layout.boxes[key], after[key]
        return round(new.x - old.x, 6), round(new.y - old.y, 6)

    for link_id in before.layout.bends:
        link = before.topology.links[link_id]
        if shift(link.source) != shift(link.target):
            draft.do(SetBends(id=link_id, points=()))
