"""Rectangles within rectangles: what an arrangement is built of, from the inside outwards."""

from collections.abc import Iterable, Iterator

from designer.model.ids import ElementId
from designer.model.layout import Box


class Block:
    """A rectangle that is placed in another one once that is made.

    Attributes:
        owner: the element whose box it is; None for what only keeps others together.
        width: in px.
        height: in px.
        x: left edge within ``outer``.
        y: upper edge within ``outer``.
        outer: the block it stands in, or None as long as it stands in none.
        parts: what stands in it.
    """

    __slots__ = ("height", "outer", "owner", "parts", "width", "x", "y")

    def __init__(self, owner: ElementId | None, width: float, height: float) -> None:
        """Make an empty block."""
        self.owner = owner
        self.width = width
        self.height = height
        self.x = 0.0
        self.y = 0.0
        self.outer: Block | None = None
        self.parts: list[Block] = []

    def put(self, part: "Block", x: float, y: float) -> None:
        """Place ``part`` here; one that already stands here is moved."""
        part.x, part.y = x, y
        if part.outer is not self:
            part.outer = self
            self.parts.append(part)

    def shift(self, dx: float, dy: float) -> None:
        """Move everything in it."""
        for part in self.parts:
            part.x += dx
            part.y += dy

    def outermost(self) -> "Block":
        """Return the block around all blocks around this one, or itself."""
        block = self
        while block.outer is not None:
            block = block.outer
        return block

    def offset(self) -> tuple[float, float]:
        """Return where its upper left corner lies in its outermost block."""
        block, x, y = self, 0.0, 0.0
        while block.outer is not None:
            x, y = x + block.x, y + block.y
            block = block.outer
        return x, y

    def placed(self, x: float, y: float) -> Iterator[tuple["Block", float, float]]:
        """Yield it and everything in it with the places they get when it stands at ``x, y``."""
        pending: list[tuple[Block, float, float]] = [(self, x, y)]
        while pending:
            block, left, top = pending.pop()
            yield block, left, top
            pending.extend((part, left + part.x, top + part.y) for part in reversed(block.parts))

    def boxes(self, x: float, y: float) -> dict[ElementId, Box]:
        """Return the boxes, in whole px, of the elements in it when it stands at ``x, y``."""
        return {
            block.owner: Box(round(left), round(top), round(block.width), round(block.height))
            for block, left, top in self.placed(x, y)
            if block.owner is not None
        }


def bundle(parts: Iterable[tuple[Block, float, float]]) -> Block:
    """Return a block that keeps ``parts`` together, each with its upper left corner given.

    It is as large as the parts need, whose places begin at 0, 0.
    """
    whole = Block(None, 0.0, 0.0)
    for part, x, y in parts:
        whole.put(part, x, y)
        whole.width = max(whole.width, x + part.width)
        whole.height = max(whole.height, y + part.height)
    return whole
