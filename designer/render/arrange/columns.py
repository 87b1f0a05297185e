"""Lays out what links join: columns from left to right, folded where they grow too long."""

from collections.abc import Callable, Sequence
from math import ceil

from designer.render.arrange.blocks import Block, bundle
from designer.render.arrange.layers import Layering, Tie, layered
from designer.render.arrange.levels import levels
from designer.render.arrange.measures import COLUMN_GAP, GAP, ROW_GAP
from designer.render.arrange.ordering import order
from designer.render.arrange.packing import cost

Size = tuple[float, float]
Pleasant = Callable[[float, float], float]
_BEND_GAP = 12.0
_WIDE = 200.0  # px; columns of icons alone are narrower
_LABEL_ROOM = 36.0
_TOO_WIDE = 3.2
_LONG_ROW = 1300.0  # px; shorter rows are never folded
_MOST_SHELVES = 5
# What a layout has to gain by it, as `cost` counts.
_SPLIT_COST = 0.15
_FOLD_COST = 0.15


def in_columns(
    blocks: Sequence[Block],
    keys: Sequence[float],
    ties: Sequence[Tie],
    entries: Sequence[int],
    *,
    downwards: bool = False,
    compact: bool = False,
) -> Block:
    """Return ``blocks`` in columns, so that ties lead to the right and are short and straight.

    Args:
        blocks: what to place.
        keys: who asks sooner, for each block.
        ties: between the blocks, by index; measured along the upper edge if ``downwards``.
        entries: the blocks that are asked from outside.
        downwards: rows instead of columns, and ties lead down.
        compact: no column is longer than it has to be, even if ties bend for it.
    """
    sizes = [(block.width, block.height) for block in blocks]
    if downwards:
        sizes = [(height, width) for width, height in sizes]
    layering = layered([size[1] for size in sizes], keys, ties, entries)
    order(layering)
    pleasant = (lambda width, height: cost(height, width)) if downwards else cost
    _split(layering, sizes, pleasant)
    found: list[tuple[int, float, float]] = []
    top = 0.0
    for shelf in _shelves(layering, sizes, pleasant):
        places = _places(shelf, sizes, downwards=downwards, compact=compact)
        found += [(node, x, top + y) for node, x, y in places]
        top += max(y + sizes[node][1] for node, _, y in places) + GAP
    if downwards:
        found = [(node, y, x) for node, x, y in found]
    return bundle((blocks[node], x, y) for node, x, y in found)


def _places(
    layering: Layering, sizes: Sequence[Size], *, downwards: bool, compact: bool
) -> list[tuple[int, float, float]]:
    """Return node, left and upper edge of all blocks in ``layering``.

    Beside something wide an icon stands at the left, where the links to it come from.
    """
    gaps = [GAP if node < layering.count else _BEND_GAP for node in range(len(layering.heights))]
    tops = levels(layering, gaps, compact=compact)
    gutters = _gutters(layering, ROW_GAP if downwards else COLUMN_GAP)
    found: list[tuple[int, float, float]] = []
    left = 0.0
    for index, layer in enumerate(layering.layers):
        real = [node for node in layer if node < layering.count]
        width = max((sizes[node][0] for node in real), default=0.0)
        share = 0.0 if width > _WIDE and not downwards else 0.5
        found += [
            (node, round(left + (width - sizes[node][0]) * share), tops[node]) for node in real
        ]
        left += width + gutters[index]
    least = min((y for *_, y in found), default=0.0)
    return [(node, x, y - least) for node, x, y in found]


def _gutters(layering: Layering, gap: float) -> list[float]:
    """Return the room to the right of each layer: enough for labels, and for lines that turn."""
    labels = [0.0] * len(layering.layers)
    lines = [0] * len(layering.layers)
    for tie in layering.ties:
        layer, other = layering.layer_of[tie.source], layering.layer_of[tie.target]
        if layer < other:
            labels[layer] = max(labels[layer], tie.label)
            lines[layer] += 1
    return [
        max(gap, label + _LABEL_ROOM if label else 0.0, 40.0 + min(count, 12) * 8.0)
        for label, count in zip(labels, lines, strict=True)
    ]


def _split(layering: Layering, sizes: Sequence[Size], pleasant: Pleasant) -> None:
    """Spread tall layers over several columns where that makes the whole more pleasant."""
    real = [[node for node in layer if node < layering.count] for layer in layering.layers]
    found = [_size(layer, 1, sizes) for layer in real]
    tallest = max((size[1] for size in found), default=0.0)
    best = (pleasant(sum(size[0] for size in found), tallest), [1] * len(real))
    parts = 2
    while parts <= max((len(layer) for layer in real), default=0):
        pieces = [
            min(ceil(size[1] * parts / tallest), max(1, (len(layer) + 1) // 2))
            for size, layer in zip(found, real, strict=True)
        ]
        split = [_size(layer, piece, sizes) for layer, piece in zip(real, pieces, strict=True)]
        width, height = sum(size[0] for size in split), max(size[1] for size in split)
        best = min(best, (pleasant(width, height) + _SPLIT_COST, pieces))
        parts = max(parts + 1, parts * 5 // 4)
    _deal(layering, best[1])


def _size(layer: Sequence[int], pieces: int, sizes: Sequence[Size]) -> tuple[float, float]:
    width = max((sizes[node][0] for node in layer), default=0.0) + COLUMN_GAP
    height = max(
        (sum(sizes[n][1] + GAP for n in layer[piece::pieces]) for piece in range(pieces)),
        default=0.0,
    )
    return width * pieces, height


def _deal(layering: Layering, pieces: Sequence[int]) -> None:
    if max(pieces, default=1) == 1:
        return
    layers: list[list[int]] = []
    for layer, count in zip(layering.layers, pieces, strict=True):
        real = [node for node in layer if node < layering.count]
        place = {node: index % count for index, node in enumerate(real)}
        layers.extend(
            [node for node in layer if place.get(node, 0) == piece] for piece in range(count)
        )
    layering.layers = layers
    for index, layer in enumerate(layers):
        for node in layer:
            layering.layer_of[node] = index


def _shelves(layering: Layering, sizes: Sequence[Size], pleasant: Pleasant) -> list[Layering]:
    """Fold layers that make a much too long row into several rows."""
    found = [
        _size([node for node in layer if node < layering.count], 1, sizes)
        for layer in layering.layers
    ]
    width, height = sum(size[0] for size in found), max((size[1] for size in found), default=0.0)
    if width < max(_TOO_WIDE * height, _LONG_ROW) or len(found) < 4:
        return [layering]
    best = (pleasant(width, height), [list(range(len(found)))])
    for count in range(2, min(_MOST_SHELVES, len(found) // 2) + 1):
        groups = _groups([size[0] for size in found], width / count)
        wide = max(sum(found[index][0] for index in group) for group in groups)
        high = sum(max(found[index][1] for index in group) for group in groups)
        best = min(best, (pleasant(wide, high) + _FOLD_COST * (len(groups) - 1), groups))
    return [_part(layering, group) for group in best[1]]


def _groups(widths: Sequence[float], room: float) -> list[list[int]]:
    groups: list[list[int]] = [[]]
    used = 0.0
    for index, width in enumerate(widths):
        if groups[-1] and used + width / 2 > room:
            groups.append([])
            used = 0.0
        groups[-1].append(index)
        used += width
    return groups


def _part(layering: Layering, group: Sequence[int]) -> Layering:
    layers = [list(layering.layers[index]) for index in group]
    layer_of = [-1] * len(layering.heights)
    for index, layer in enumerate(layers):
        for node in layer:
            layer_of[node] = index
    ties = [t for t in layering.ties if layer_of[t.source] >= 0 and layer_of[t.target] >= 0]
    return Layering(layering.heights, layers, ties, layering.count, layer_of)
