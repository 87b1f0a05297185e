"""The operators ``>>``, ``<<`` and ``-`` between nodes, lists of them and edges."""

import ast
from dataclasses import replace
from typing import Any

from designer.importers.scripts.sketch import Arrow, Node, Pen


def drawn(operator: ast.operator, left: Any, right: Any, line: int) -> Any:
    """Draw the edges that ``left`` and ``right`` are joined by, and return what they come to.

    None when the operator is no drawing one, or nothing to draw is on either side.
    """
    if not isinstance(operator, (ast.RShift, ast.LShift, ast.Sub)):
        return None
    forward, back = isinstance(operator, ast.RShift), isinstance(operator, ast.LShift)
    starts, ends = _nodes(left), _nodes(right)
    pens = [left] if isinstance(left, Pen) else _pens(left)
    if isinstance(right, Pen):
        held = starts + [node for pen in pens for node in pen.starts]
        if not held:
            return None
        return replace(
            right,
            points_forward=forward or right.points_forward,
            points_back=back or right.points_back,
            starts=tuple(dict.fromkeys(held)),
        )
    if not ends or not (starts or pens):
        return None
    for pen in [*(Pen(starts=(node,)) for node in starts), *pens]:
        towards = replace(
            pen,
            points_forward=pen.points_forward or forward,
            points_back=pen.points_back or back,
        )
        _stroke(towards, ends, line)
    return right


def _stroke(pen: Pen, ends: list[Node], line: int) -> None:
    for start in pen.starts:
        for end in ends:
            if start.sketch is end.sketch and start.key != end.key:
                start.sketch.add_arrow(
                    Arrow(
                        source=start.key,
                        target=end.key,
                        points_forward=pen.points_forward,
                        points_back=pen.points_back,
                        label=pen.label,
                        style=pen.style,
                        line=line,
                    )
                )


def _nodes(value: Any) -> list[Node]:
    if isinstance(value, Node):
        return [value]
    if not isinstance(value, list):
        return []
    return list(dict.fromkeys(item for item in value if isinstance(item, Node)))


def _pens(value: Any) -> list[Pen]:
    return [item for item in value if isinstance(item, Pen)] if isinstance(value, list) else []
