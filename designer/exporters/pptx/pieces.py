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
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class Piece:
    """Primitives that belong together, in painting order.

    Attributes:
        owner: id of the element or link; "" for what belongs to none.
    """

    role: Role
    owner: str
    items: tuple[Primitive, ...]


def pieces(drawing: DisplayList, elements: Collection[str]) -> tuple[Piece, ...]:
    """Return the pieces of a drawing, each where its lowest primitive lies.

    An element's frame and its title are one piece even if they are painted apart.
    """
    found: dict[tuple[Role, str], list[Primitive]] = {}
    for number, item in enumerate(drawing.items):
        if not item.owner:
            key = (Role.LOOSE, str(number))
        elif item.owner in elements:
            key = (Role.ELEMENT, item.owner)
        else:
            key = (Role.LINE if isinstance(item, Line) else Role.LABEL, item.owner)
        found.setdefault(key, []).append(item)
    return tuple(
        Piece(role, "" if role is Role.LOOSE else owner, tuple(items))
        for (role, owner), items in found.items()
    )


def blocks(items: Iterable[Primitive]) -> Iterator[tuple[Text, ...]]:
    """Yield the lines of each text: neighbours of one size, side and column."""
    texts = (item for item in items if isinstance(item, Text))
    for _, lines in groupby(texts, key=lambda text: (text.size, text.align, text.anchor.x)):
        yield tuple(lines)
