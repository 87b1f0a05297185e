"""Cuts a display list into what becomes one thing on a slide: an element, a line, a label."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from designer.render.primitives import DisplayList, Line, Primitive, Text


class Role(Enum):
    """What a piece is."""

    ELEMENT = "element"
    LINE = "line"
    LABEL = "label"
    MARK = "mark"
    """Of a finding, or anything else that is no part of the design."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Primitives that belong together, in painting order.

    Attributes:
        owner: id of the element or link, or what a mark says of itself.
    """

    role: Role
    owner: str
    items: tuple[Primitive, ...]


def pieces(
    drawing: DisplayList, elements: Collection[str], links: Collection[str]
) -> tuple[Piece, ...]:
    """Return the pieces of a drawing, each where its lowest primitive lies.

    An element's frame and its title are one piece even if they are painted apart. A finding has a
    mark at each element it is about, and each is a piece.
    """
    found: dict[tuple[Role, str, int], list[Primitive]] = {}
    mark = 0
    for item in drawing.items:
        if item.owner in elements:
            role = Role.ELEMENT
        elif item.owner in links:
            role = Role.LINE if isinstance(item, Line) else Role.LABEL
        else:
            role = Role.MARK
        if role is Role.MARK and not isinstance(item, Text):
            mark += 1
        number = mark if role is Role.MARK else 0
        found.setdefault((role, item.owner, number), []).append(item)
    return tuple(Piece(role, owner, tuple(items)) for (role, owner, _), items in found.items())


def blocks(items: Iterable[Primitive]) -> Iterator[tuple[Text, ...]]:
    """Yield the lines of each text: neighbours of one size, side and column."""
    texts = (item for item in items if isinstance(item, Text))
    for _, lines in groupby(texts, key=lambda text: (text.size, text.align, text.anchor.x)):
        yield tuple(lines)
