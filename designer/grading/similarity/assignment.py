"""The assignment problem: who goes with whom so that the sum is largest."""

from collections.abc import Sequence
from math import inf


def best_assignment(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the (row, column) pairs whose scores have the largest sum, by row.

    ``scores`` is rectangular, finite, with any signs. As many pairs are made as the smaller side
    allows, each row and column used once. The Hungarian method in the form of shortest augmenting
    paths with potentials (Jonker and Volgenant 1987), rows² · columns.
    """
    if not scores or not scores[0]:
        return []
    if len(scores) > len(scores[0]):
        turned = [list(column) for column in zip(*scores, strict=True)]
        return sorted((row, column) for column, row in best_assignment(turned))
    rows, columns = len(scores), len(scores[0])
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    owner = [0] * (columns + 1)  # row that holds a column, from 1; 0 is free
    for row in range(1, rows + 1):
        _augment(scores, row, owner, row_price, column_price)
    found = [(owner[column] - 1, column - 1) for column in range(1, columns + 1) if owner[column]]
    return sorted(found)


def _augment(
    scores: Sequence[Sequence[float]],
    row: int,
    owner: list[int],
    row_price: list[float],
    column_price: list[float],
) -> None:
    """Give ``row`` a column along the cheapest chain of changes."""
    columns = len(column_price) - 1
    owner[0] = row
    here = 0
    least = [inf] * (columns + 1)
    came_from = [0] * (columns + 1)
    is_used = [False] * (columns + 1)
    while owner[here]:
        is_used[here] = True
        current, nearest, step = owner[here], 0, inf
        costs, price = scores[current - 1], row_price[current]
        for column in range(1, columns + 1):
            if is_used[column]:
                continue
            reduced = -costs[column - 1] - price - column_price[column]
            if reduced < least[column]:
                least[column], came_from[column] = reduced, here
            if least[column] < step:
                step, nearest = least[column], column
        for column in range(columns + 1):
            if is_used[column]:
                row_price[owner[column]] += step
                column_price[column] -= step
            else:
                least[column] -= step
        here = nearest
    while here:
        before = came_from[here]
        owner[here] = owner[before]
        here = before
