"""Packs what no link joins: shelves and grids of a pleasant ratio, without waste."""

from collections.abc import Sequence
from math import ceil, log

from designer.render.arrange.blocks import Block, bundle
from designer.render.arrange.measures import GAP

RATIO = 1.7
_MOST_WIDTHS = 24
_MOST_COLUMNS = 40
# What makes a way to pack less pleasant, as `cost` counts.
_HOLES_COST = 0.15
_BESIDE_COST = 0.02


def cost(width: float, height: float) -> float:
    """Return how unpleasant a rectangle is: large, or far from the wanted ratio."""
    width, height = max(width, 1.0), max(height, 1.0)
    return log(width * height) + 0.8 * abs(log(width / height / RATIO))


def grid(blocks: Sequence[Block], columns: int) -> Block:
    """Return ``blocks`` in rows of ``columns``, each in the middle of its cell."""
    width = max((block.width for block in blocks), default=0.0)
    parts: list[tuple[Block, float, float]] = []
    top = 0.0
    for start in range(0, len(blocks), columns):
        row = blocks[start : start + columns]
        for index, block in enumerate(row):
            parts.append((block, index * (width + GAP) + (width - block.width) / 2, top))
        top += max(block.height for block in row) + GAP
    return bundle(parts)


def joined(main: Block | None, leaves: Sequence[Block]) -> Block:
    """Return ``leaves`` as a grid beside or below ``main``, whichever is more pleasant."""
    if not leaves:
        return main if main is not None else bundle(())
    options: list[tuple[float, int, bool]] = []
    width = max(block.width for block in leaves) + GAP
    height = max(block.height for block in leaves) + GAP
    for columns in range(1, min(len(leaves), _MOST_COLUMNS) + 1):
        rows = ceil(len(leaves) / columns)
        wide, high = columns * width - GAP, rows * height - GAP
        if main is None:
            holes = rows * columns - len(leaves)
            options.append((cost(wide, high) + _HOLES_COST * holes / rows, columns, False))
        else:
            below = cost(max(main.width, wide), main.height + GAP + high)
            beside = cost(main.width + GAP + wide, max(main.height, high))
            options += [(below, columns, False), (beside + _BESIDE_COST, columns, True)]
    _, columns, is_beside = min(options)
    table = grid(leaves, columns)
    if main is None:
        return table
    if is_beside:
        return bundle(((main, 0.0, 0.0), (table, main.width + GAP, 0.0)))
    return bundle(((main, 0.0, 0.0), (table, 0.0, main.height + GAP)))


def shelved(blocks: Sequence[Block]) -> Block:
    """Return ``blocks`` in rows whose width makes the whole pleasant; order is kept."""
    if len(blocks) == 1:
        return blocks[0]
    best: tuple[float, float] | None = None
    for width in _widths(blocks):
        total_width, total_height = _extent(_rows(blocks, width))
        found = (cost(total_width, total_height), width)
        if best is None or found < best:
            best = found
    parts: list[tuple[Block, float, float]] = []
    top = 0.0
    for row in _rows(blocks, best[1] if best is not None else 0.0):
        left = 0.0
        for block in row:
            parts.append((block, left, top))
            left += block.width + GAP
        top += max(block.height for block in row) + GAP
    return bundle(parts)


def _widths(blocks: Sequence[Block]) -> list[float]:
    running, found = 0.0, []
    widest = max((block.width for block in blocks), default=0.0)
    for block in blocks:
        running += block.width + GAP
        found.append(max(running, widest + GAP))
    step = max(1, len(found) // _MOST_WIDTHS)
    return [*found[::step], found[-1]] if found else []


def _rows(blocks: Sequence[Block], width: float) -> list[list[Block]]:
    rows: list[list[Block]] = []
    used = width
    for block in blocks:
        if not rows or used + block.width + GAP > width + 0.5:
            rows.append([])
            used = 0.0
        rows[-1].append(block)
        used += block.width + GAP
    return rows


def _extent(rows: Sequence[Sequence[Block]]) -> tuple[float, float]:
    widths = [sum(block.width + GAP for block in row) - GAP for row in rows]
    heights = [max(block.height for block in row) + GAP for row in rows]
    return max(widths, default=0.0), sum(heights) - GAP
