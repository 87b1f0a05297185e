"""Compares arranged samples with how people laid them out: links, shape and room.

`python -m tests.benchmarks.arrangement` prints a table; `d` is as drawn, `a` as arranged.
"""

import sys
from dataclasses import astuple, dataclass
from itertools import combinations, pairwise
from time import perf_counter

from designer.model.diagram import Diagram
from designer.model.layout import Point, bounds
from designer.render.arrange.arrangement import arranged
from designer.render.routing import Router
from designer.resources import sample_files
from designer.storage.diagram_file import read
from tests.benchmarks.designs import design

_Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures of one layout.

    Attributes:
        crossings: pairs of links that cross.
        bends: corners of all links.
        length: mean length of a link in px.
        ratio: width by height.
        area: in millions of square px.
    """

    crossings: int
    bends: int
    length: float
    ratio: float
    area: float


def quality(diagram: Diagram) -> Quality:
    """Return the figures of the layout of ``diagram``, with its links as they are routed."""
    routes = list(Router(diagram).routes.values())
    whole = bounds(diagram.layout.boxes.values())
    if whole is None or not routes:
        raise ValueError("there is nothing to measure in a drawing without links")
    lengths = [sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(route)) for route in routes]
    return Quality(
        crossings=sum(_cross(one, other) for one, other in combinations(routes, 2)),
        bends=sum(max(0, len(route) - 2) for route in routes),
        length=sum(lengths) / len(lengths),
        ratio=whole.width / whole.height,
        area=whole.width * whole.height / 1e6,
    )


def _cross(one: tuple[Point, ...], other: tuple[Point, ...]) -> bool:
    return any(_meet(a, b) for a in pairwise(one) for b in pairwise(other))


def _meet(one: _Segment, other: _Segment) -> bool:
    """Tell whether an upright and a level segment cross; those of one direction never do."""
    if (one[0].x == one[1].x) == (other[0].x == other[1].x):
        return False
    upright, level = (one, other) if one[0].x == one[1].x else (other, one)
    x, y = upright[0].x, level[0].y
    low, high = sorted((upright[0].y, upright[1].y))
    left, right = sorted((level[0].x, level[1].x))
    return left < x < right and low < y < high


def main() -> None:
    """Print the table, and how long large designs take."""
    _say(f"{'sample':34}{'crossings':>12}{'bends':>10}{'length':>12}{'ratio':>14}{'area':>14}")
    sums = ([0.0] * 5, [0.0] * 5)
    for path in sample_files():
        drawn = read(path)
        found = quality(drawn), quality(drawn.with_layout(arranged(drawn)))
        for total, one in zip(sums, found, strict=True):
            total[:] = [a + b for a, b in zip(total, astuple(one), strict=True)]
        _say(f"{path.stem:34}{_row(*map(astuple, found))}")
    _say(f"{'sum':34}{_row(*sums)}")
    for elements in (100, 1000, 10_000):
        made = design(elements)
        start = perf_counter()
        arranged(made)
        _say(f"{elements:6} elements: {perf_counter() - start:.2f} s")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _row(drawn: tuple[float, ...] | list[float], new: tuple[float, ...] | list[float]) -> str:
    widths, digits = (12, 10, 12, 14, 14), (0, 0, 0, 2, 2)
    return "".join(
        f"{f'{d:.{digit}f} {a:.{digit}f}':>{width}}"
        for d, a, width, digit in zip(drawn, new, widths, digits, strict=True)
    )


if __name__ == "__main__":
    main()
