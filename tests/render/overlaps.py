"""Finds what a reader would stumble over in a drawing: words on words, icons, lines or borders."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from designer.model.layout import Box, Point
from designer.render.primitives import DisplayList, Icon, Line, Rect, Text, arrow_head

TEXT = "text on text"
ICON = "text on icon"
LINE = "text on line"
BORDER = "text on border"
BADGE = "mark on something"
_SLACK = 0.6
"""So much of a text's box, which has room above and below the letters, may lie on something."""
_STROKE = 0.5


@dataclass(frozen=True, slots=True)
class Overlap:
    """A text, and what it lies on."""

    kind: str
    text: str
    owner: str
    other: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """A text, with the space of its letters."""

    item: Text
    core: Box

    @property
    def owner(self) -> str:
        return self.item.owner

    @property
    def text(self) -> str:
        return self.item.text


def overlaps(drawing: DisplayList) -> list[Overlap]:
    """Return every overlap of a text with what is not its own."""
    texts = [
        _Placed(item, item.box.grown(-_SLACK))
        for item in drawing.items
        if isinstance(item, Text) and item.text.strip()
    ]
    return [
        *_on_texts(texts),
        *_on_icons(drawing, texts),
        *_on_lines(drawing, texts),
        *_on_borders(drawing, texts),
        *_marks_on(drawing, texts),
    ]


def _on_texts(texts: list[_Placed]) -> Iterator[Overlap]:
    for one, other in combinations(texts, 2):
        if one.core.overlaps(other.core):
            yield Overlap(TEXT, one.text, one.owner, f"{other.owner} {other.text}")


def _on_icons(drawing: DisplayList, texts: list[_Placed]) -> Iterator[Overlap]:
    icons = [item for item in drawing.items if isinstance(item, Icon)]
    for text in texts:
        for icon in icons:
            if text.core.overlaps(icon.box):
                yield Overlap(ICON, text.text, text.owner, icon.owner)


def _on_lines(drawing: DisplayList, texts: list[_Placed]) -> Iterator[Overlap]:
    strokes = [
        (item.owner, box)
        for item in drawing.items
        if isinstance(item, Line)
        for box in _strokes(item)
    ]
    for text in texts:
        for owner, stroke in strokes:
            if owner != text.owner and text.core.overlaps(stroke):
                yield Overlap(LINE, text.text, text.owner, owner)
                break


def _strokes(line: Line) -> Iterator[Box]:
    yield from (_between(one, other) for one, other in pairwise(line.points))
    head = arrow_head(line.points) if line.arrow else None
    if head is not None:
        left, top = min(corner.x for corner in head), min(corner.y for corner in head)
        right, bottom = max(corner.x for corner in head), max(corner.y for corner in head)
        yield Box(left, top, right - left, bottom - top)


def _marks_on(drawing: DisplayList, texts: list[_Placed]) -> Iterator[Overlap]:
    marks = [
        item
        for item in drawing.items
        if isinstance(item, Rect) and item.owner.startswith(("mark ", "badge"))
    ]
    things = [(text.owner, text.core) for text in texts]
    things += [(item.owner, item.box) for item in drawing.items if isinstance(item, Icon)]
    for line in (item for item in drawing.items if isinstance(item, Line)):
        things += [(line.owner, stroke) for stroke in _strokes(line)]
    things += [(mark.owner, mark.box) for mark in marks]
    for mark in marks:
        for owner, box in things:
            if owner != mark.owner and box.overlaps(mark.box.grown(-_SLACK)):
                yield Overlap(BADGE, mark.owner, mark.owner, owner)


def _between(one: Point, other: Point) -> Box:
    left, top = min(one.x, other.x), min(one.y, other.y)
    return Box(left, top, abs(one.x - other.x), abs(one.y - other.y)).grown(_STROKE)


def _on_borders(drawing: DisplayList, texts: list[_Placed]) -> Iterator[Overlap]:
    frames = [item for item in drawing.items if isinstance(item, Rect) and item.stroke is not None]
    edges = [(frame, _edges(frame.box)) for frame in frames]
    for text in texts:
        for frame, sides in edges:
            if frame.owner != text.owner and any(text.core.overlaps(side) for side in sides):
                yield Overlap(BORDER, text.text, text.owner, frame.owner)


def _edges(box: Box) -> tuple[Box, ...]:
    corners = (
        Point(box.x, box.y),
        Point(box.right, box.y),
        Point(box.right, box.bottom),
        Point(box.x, box.bottom),
    )
    around = (*corners, corners[0])
    return tuple(_between(one, other) for one, other in pairwise(around))
