"""Lays out what links join: columns from left to right, folded where they grow too long."""

from collections.abc import Sequence

from designer.render.arrange.blocks import Block, bundle
from designer.render.arrange.layers import Layering, Tie, layered
from designer.render.arrange.levels import levels
from designer.render.arrange.measures import COLUMN_GAP, GAP
from designer.render.arrange.ordering import order
from designer.render.arrange.packing import cost

_BEND_GAP = 12.0
_LABEL_ROOM = 36.0
_TOO_WIDE = 3.2
_LONG_ROW = 1300.0  # px; shorter rows are never folded
_MOST_SHELVES = 5
# What a layout has to gain by it, as `cost` counts.
_SPLIT_COST = 0.15
_FOLD_COST = 0.15


def in_columns(blocks: Sequence[Block], keys: Sequence[float], ties: Sequence[Tie]) -> Block:
    """Return ``blocks`` in columns, so that ties lead to the right and are short and straight.

    Args:
        blocks: what to place.
        keys: who asks sooner, for each block.
        ties: between the blocks, by index.
    """
    layering = layered([block.height for block in blocks], keys, ties)
    order(layering)
    _split(layering, blocks)
    shelves = _shelves(layering, blocks)
    if len(shelves) == 1:
        return bundle(_places(layering, blocks))
    parts: list[tuple[Block, float, float]] = []
    top = 0.0
    for shelf in shelves:
        inner = bundle(_places(shelf, blocks))
        parts.append((inner, 0.0, top))
        top += inner.height + GAP
    return bundle(parts)


def _places(layering: Layering, blocks: Sequence[Block]) -> list[tuple[Block, float, float]]:
    gaps = [GAP if node < layering.count else _BEND_GAP for node in range(len(layering.heights))]
    tops = levels(layering, gaps)
    gutters = _gutters(layering)
    parts: list[tuple[Block, float, float]] = []
    left = 0.0
    for index, layer in enumerate(layering.layers):
        real = [node for node in layer if node < layering.count]
        width = max((blocks[node].width for node in real), default=0.0)
        for node in real:
            block = blocks[node]
            parts.append((block, round(left + (width - block.width) / 2), tops[node]))
        left += width + gutters[index]
    least = min((y for *_, y in parts), default=0.0)
    return [(block, x, y - least) for block, x, y in parts]


def _gutters(layering: Layering) -> list[float]:
    """Return the room to the right of each layer: enough for labels, and for lines that turn."""
    labels = [0.0] * len(layering.layers)
    lines = [0] * len(layering.layers)
    for tie in layering.ties:
        layer, other = layering.layer_of[tie.source], layering.layer_of[tie.target]
        if layer < other:
            labels[layer] = max(labels[layer], tie.label)
            lines[layer] += 1
    return [
        max(COLUMN_GAP, label + _LABEL_ROOM if label else 0.0, 40.0 + min(count, 12) * 8.0)
        for label, count in zip(labels, lines, strict=True)
    ]


def _split(layering: Layering, blocks: Sequence[Block]) -> None:
    """Spread tall layers over several columns while that makes the whole more pleasant."""
    real = [[node for node in layer if node < layering.count] for layer in layering.layers]
    pieces = [1] * len(real)
    while True:
        sizes = [_size(layer, piece, blocks) for layer, piece in zip(real, pieces, strict=True)]
        tallest = max(range(len(sizes)), key=lambda index: sizes[index][1], default=None)
        if tallest is None or len(real[tallest]) <= 2 * pieces[tallest]:
            break
        more = _size(real[tallest], pieces[tallest] + 1, blocks)
        width, height = sum(size[0] for size in sizes), sizes[tallest][1]
        rest = max((s[1] for i, s in enumerate(sizes) if i != tallest), default=0.0)
        wider = width - sizes[tallest][0] + more[0]
        if cost(width, height) <= cost(wider, max(rest, more[1])) + _SPLIT_COST:
            break
        pieces[tallest] += 1
    _deal(layering, pieces)


def _size(layer: Sequence[int], pieces: int, blocks: Sequence[Block]) -> tuple[float, float]:
    width = max((blocks[node].width for node in layer), default=0.0) + COLUMN_GAP
    height = max(
        (sum(blocks[n].height + GAP for n in layer[piece::pieces]) for piece in range(pieces)),
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


def _shelves(layering: Layering, blocks: Sequence[Block]) -> list[Layering]:
    """Fold layers that make a much too long row into several rows."""
    sizes = [
        _size([node for node in layer if node < layering.count], 1, blocks)
        for layer in layering.layers
    ]
    width, height = sum(size[0] for size in sizes), max((size[1] for size in sizes), default=0.0)
    if width < max(_TOO_WIDE * height, _LONG_ROW) or len(sizes) < 4:
        return [layering]
    best = (cost(width, height), [list(range(len(sizes)))])
    for count in range(2, min(_MOST_SHELVES, len(sizes) // 2) + 1):
        groups = _groups([size[0] for size in sizes], width / count)
        wide = max(sum(sizes[index][0] for index in group) for group in groups)
        high = sum(max(sizes[index][1] for index in group) for group in groups)
        best = min(best, (cost(wide, high) + _FOLD_COST * (len(groups) - 1), groups))
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
