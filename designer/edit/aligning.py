"""Lines boxes up, spaces them evenly and gives them one size; plain geometry on named boxes."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from designer.model.layout import Box, bounds

Key = TypeVar("Key", bound=str)
Shift = tuple[float, float]


class Edge(Enum):
    """The line that boxes are brought onto."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Axis(Enum):
    """The direction in which boxes are spaced or measured."""

    ACROSS = "across"
    DOWN = "down"


def aligned(frames: Mapping[Key, Box], edge: Edge) -> dict[Key, Shift]:
    """Return how far each box moves so that all share ``edge`` of the rectangle around them.

    Boxes that stay are left out. Centres are brought onto a whole number, so that boxes on whole
    numbers stay on halves at most.
    """
    area = bounds(frames.values())
    if area is None:
        return {}
    shifts: dict[Key, Shift] = {}
    for key, box in frames.items():
        match edge:
            case Edge.LEFT:
                shifts[key] = (area.x - box.x, 0.0)
            case Edge.RIGHT:
                shifts[key] = (area.right - box.right, 0.0)
            case Edge.CENTRE:
                shifts[key] = (round(area.centre.x) - box.centre.x, 0.0)
            case Edge.TOP:
                shifts[key] = (0.0, area.y - box.y)
            case Edge.BOTTOM:
                shifts[key] = (0.0, area.bottom - box.bottom)
            case Edge.MIDDLE:
                shifts[key] = (0.0, round(area.centre.y) - box.centre.y)
    return {key: shift for key, shift in shifts.items() if shift != (0.0, 0.0)}


def distributed(frames: Mapping[Key, Box], axis: Axis) -> dict[Key, Shift]:
    """Return how far each box moves so that the gaps between neighbours are equal.

    The outermost two stay; the others keep their order and move by whole numbers, so that gaps
    differ by less than 1. Boxes too large for the room overlap evenly.
    """
    across = axis is Axis.ACROSS

    def span(box: Box) -> tuple[float, float]:
        return (box.x, box.right) if across else (box.y, box.bottom)

    order = sorted(frames, key=lambda key: (sum(span(frames[key])), key))
    if len(order) < 3:
        return {}
    start, end = span(frames[order[0]])[0], span(frames[order[-1]])[1]
    filled = sum(high - low for low, high in map(span, frames.values()))
    gap = (end - start - filled) / (len(order) - 1)
    shifts: dict[Key, Shift] = {}
    at = start
    for key in order:
        low, high = span(frames[key])
        step = float(round(at - low))
        if step and key not in (order[0], order[-1]):
            shifts[key] = (step, 0.0) if across else (0.0, step)
        at += high - low + gap
    return shifts


def same_size(boxes: Mapping[Key, Box], axes: frozenset[Axis]) -> dict[Key, Box]:
    """Return the boxes that change when all become as wide and as high as the largest.

    Their upper left corners stay. The largest is the measure because a smaller one might cut what
    stands in a box.
    """
    width = max((box.width for box in boxes.values()), default=0.0)
    height = max((box.height for box in boxes.values()), default=0.0)
    result: dict[Key, Box] = {}
    for key, box in boxes.items():
        made = Box(
            box.x,
            box.y,
            width if Axis.ACROSS in axes else box.width,
            height if Axis.DOWN in axes else box.height,
        )
        if made != box:
            result[key] = made
    return result
