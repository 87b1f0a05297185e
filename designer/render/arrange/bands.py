"""Zones side by side: the same tiers of all zones lie in one band, at one height."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from designer.model.ids import ElementId
from designer.render.arrange.blocks import Block
from designer.render.arrange.flow import Tier
from designer.render.arrange.measures import BAND_GAP, GAP, SIDE, TOP, ZONE_GAP

BOTTOM = 20.0
STRIP_GAP = 20.0
_STACKED = 3  # alike boxes of one zone that stand below one another


@dataclass(slots=True)
class Item:
    """Something that stands in a zone.

    Attributes:
        block: itself.
        tier: where in a zone it belongs.
        name: of a box, without what tells the zones apart; alike boxes share a band.
        depth: how many requests lie before it.
        groups: spanning groups with members in it.
        strips: parts of a box that have to be at the same height in all zones, by key.
    """

    block: Block
    tier: Tier
    name: str
    depth: float
    groups: frozenset[ElementId] = frozenset()
    strips: dict[str, Block] = field(default_factory=dict)


@dataclass(slots=True)
class Column:
    """A zone, or what stands in place of one where boxes stand in no zone.

    Attributes:
        owner: the zone; None for a column without a border.
        least: the width in px that its title needs.
    """

    owner: ElementId | None
    least: float
    items: list[Item]


@dataclass(slots=True)
class _Band:
    tier: Tier
    cells: dict[int, list[Item]]

    def depth(self) -> float:
        items = [item for cell in self.cells.values() for item in cell]
        return sum(item.depth for item in items) / len(items)

    def groups(self) -> set[ElementId]:
        return {group for cell in self.cells.values() for item in cell for group in item.groups}


def side_by_side(columns: Sequence[Column]) -> Block:
    """Return ``columns`` from left to right with their items in common bands."""
    bands = _bands(columns)
    rows = [_levelled(band) for band in bands]
    widths = _widths(columns, rows)
    whole = Block(None, 0.0, 0.0)
    left = 0.0
    top = TOP if any(column.owner is not None for column in columns) else 0.0
    height = sum(_height(row) + BAND_GAP for row in rows) - (BAND_GAP if rows else 0.0)
    for index, column in enumerate(columns):
        framed = column.owner is not None
        side = SIDE if framed else 0.0
        frame = Block(column.owner, widths[index], top + height + (BOTTOM if framed else 0.0))
        down = top
        for row in rows:
            _fill(frame, row.get(index, []), (side, down), widths[index] - 2 * side, _height(row))
            down += _height(row) + BAND_GAP
        frame.height = max(frame.height, TOP + 60.0 if framed else 0.0)
        whole.put(frame, left, 0.0)
        left += frame.width + ZONE_GAP
    whole.width = max(left - ZONE_GAP, 0.0)
    whole.height = max((part.height for part in whole.parts), default=0.0)
    return whole


# ------------------------------------------------------------------- which items share a band


def _bands(columns: Sequence[Column]) -> list[_Band]:
    made: dict[tuple[Tier, str, int], _Band] = {}
    for index, column in enumerate(columns):
        alike: dict[tuple[Tier, str], list[Item]] = {}
        for item in sorted(column.items, key=lambda item: (item.tier, item.depth)):
            alike.setdefault((item.tier, item.name), []).append(item)
        for (tier, name), items in alike.items():
            side = -(-len(items) // _STACKED)
            for start in range(0, len(items), side):
                key = (tier, name, start // side)
                band = made.setdefault(key, _Band(tier, {}))
                band.cells[index] = items[start : start + side]
    bands = _merged_by_group(list(made.values()))
    bands.sort(key=lambda band: (band.tier, band.depth()))
    return _merged_by_tier(bands)


def _merged_by_group(bands: list[_Band]) -> list[_Band]:
    """Put the members of one group into one band, so that its box covers nothing else."""
    result: list[_Band] = []
    for band in bands:
        groups = band.groups()
        for other in result:
            if groups & other.groups() and not band.cells.keys() & other.cells.keys():
                other.cells.update(band.cells)
                break
        else:
            result.append(band)
    return result


def _merged_by_tier(bands: list[_Band]) -> list[_Band]:
    result: list[_Band] = []
    for band in bands:
        last = result[-1] if result else None
        if last is not None and last.tier is band.tier:
            apart = not band.cells.keys() & last.cells.keys()
            if apart and (not band.groups() or not last.groups()):
                last.cells.update(band.cells)
                continue
        result.append(band)
    return result


# ------------------------------------------------------------------------ how large a band is


def _levelled(band: _Band) -> dict[int, list[Item]]:
    """Bring the strips of a band's boxes to the same heights, and the boxes to one height."""
    items = [item for cell in band.cells.values() for item in cell]
    keys: dict[str, float] = {}
    for item in items:
        for key, strip in item.strips.items():
            keys[key] = max(keys.get(key, 0.0), strip.height)
    order = sorted(keys, key=lambda key: (key == "", key))
    down = TOP
    for key in order:
        for item in items:
            if key in item.strips:
                strip = item.strips[key]
                # What has no group beside it has the room to stand in the middle.
                slack = (keys[key] - strip.height) / 2
                strip.y = down + slack
                item.block.height = max(item.block.height, strip.y + strip.height + BOTTOM)
        down += keys[key] + STRIP_GAP
    tallest = max((item.block.height for item in items), default=0.0)
    for item in items:
        if item.block.owner is not None:
            item.block.height = tallest
    return band.cells


def _height(row: dict[int, list[Item]]) -> float:
    return max((item.block.height for cell in row.values() for item in cell), default=0.0)


def _widths(columns: Sequence[Column], rows: Iterable[dict[int, list[Item]]]) -> list[float]:
    widths = []
    for index, column in enumerate(columns):
        inner = max((_width(row.get(index, [])) for row in rows), default=0.0)
        side = SIDE if column.owner is not None else 0.0
        widths.append(max(column.least, inner + 2 * side, 120.0 if side else 0.0))
    if widths and max(widths) <= 1.7 * min(widths):
        return [max(widths)] * len(widths)
    return widths


def _width(cell: Sequence[Item]) -> float:
    return sum(item.block.width + GAP for item in cell) - GAP if cell else 0.0


def _fill(
    frame: Block, cell: Sequence[Item], at: tuple[float, float], room: float, height: float
) -> None:
    """Spread the items of one cell over its width; boxes grow, the rest stands in the middle."""
    spare = room - _width(cell)
    boxes = sum(1 for item in cell if item.block.owner is not None)
    left = at[0] + (0.0 if boxes else spare / 2)
    for item in cell:
        block = item.block
        if block.owner is not None:
            block.shift(spare / boxes / 2, 0.0)
            block.width += spare / boxes
        frame.put(block, left, at[1] + (height - block.height) / 2)
        left += block.width + GAP
