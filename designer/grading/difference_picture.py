"""Two drawings side by side with what was removed, added and changed marked on them.

Both keep their own layout, so nothing has to be invented about where a removed element would stand
today. A mark is told by its sign and its stroke as well as by its colour.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from designer.grading.difference import Difference
from designer.model.diagram import Diagram
from designer.model.layout import Box, Point
from designer.model.looks import Hue
from designer.render.primitives import (
    SOLID,
    Align,
    Dash,
    DisplayList,
    Icon,
    Line,
    Primitive,
    Rect,
    Text,
    extent_of,
)
from designer.render.scene import SceneOptions, display_list
from designer.render.text import elided, text_width
from designer.render.theme import DASHED, DOTTED, HEADING_SIZE, Theme

_GAP = 32.0
_MARGIN = 24.0
_BADGE = 20.0
_BADGE_TEXT = 16.0
_LEGEND_SIZE = 14.0
_HALO = 5.0
_STROKE = 3.0
_SHARES = (0.5, 0.25, 0.75, 0.35, 0.65, 0.15, 0.85)
_WIDE = 1.35  # drawings wider than this on average stand below each other


class Mark(Enum):
    """What became of something."""

    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


_SIGNS = {Mark.REMOVED: "–", Mark.ADDED: "+", Mark.CHANGED: "~"}
_DASHES: dict[Mark, Dash] = {Mark.REMOVED: DASHED, Mark.ADDED: SOLID, Mark.CHANGED: DOTTED}
_HUES = {Mark.REMOVED: Hue.RED, Mark.ADDED: Hue.GREEN, Mark.CHANGED: Hue.ORANGE}


@dataclass(frozen=True, slots=True)
class _Panel:
    """One of the two drawings with its title and marks; its upper left corner is at the origin."""

    items: tuple[Primitive, ...]
    width: float
    height: float

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / max(self.height, 1.0)


def difference_picture(
    found: Difference,
    left: Diagram,
    right: Diagram,
    theme: Theme,
    titles: tuple[str, str] = ("Before", "After"),
) -> DisplayList:
    """Return both drawings with marks, the earlier one to the left or above, and a legend."""
    panels = (
        _panel(left, titles[0], _marks_left(found), theme),
        _panel(right, titles[1], _marks_right(found), theme),
    )
    is_stacked = (panels[0].aspect * panels[1].aspect) ** 0.5 > _WIDE
    first, second = panels
    dx, dy = (0.0, first.height + _GAP) if is_stacked else (first.width + _GAP, 0.0)
    width = max(first.width, dx + second.width)
    height = max(first.height, dy + second.height)
    items = [*first.items, *(_moved(item, dx, dy) for item in second.items)]
    if is_stacked:
        line = (Point(0.0, dy - _GAP / 2), Point(width, dy - _GAP / 2))
    else:
        line = (Point(dx - _GAP / 2, 0.0), Point(dx - _GAP / 2, height))
    items.append(Line(points=line, stroke=theme.grid, width=1.0))
    legend = tuple(_legend(found, theme, height + _GAP))
    items += legend
    width = max([width, *(extent_of(item).right for item in legend)])
    area = Box(0.0, 0.0, width, height + _GAP + _BADGE)
    return DisplayList(items=tuple(items), area=area.grown(_MARGIN), background=theme.background)


def _marks_left(found: Difference) -> dict[str, Mark]:
    changed = [*(c.left for c in found.changed), *(c.left for c in found.changed_links)]
    marks: dict[str, Mark] = dict.fromkeys(map(str, changed), Mark.CHANGED)
    return marks | dict.fromkeys([*found.removed, *found.removed_links], Mark.REMOVED)


def _marks_right(found: Difference) -> dict[str, Mark]:
    changed = [*(c.right for c in found.changed), *(c.right for c in found.changed_links)]
    marks: dict[str, Mark] = dict.fromkeys(map(str, changed), Mark.CHANGED)
    return marks | dict.fromkeys([*found.added, *found.added_links], Mark.ADDED)


def _panel(diagram: Diagram, title: str, marks: dict[str, Mark], theme: Theme) -> _Panel:
    drawn = display_list(diagram, theme, SceneOptions(heading=False))
    area = drawn.area
    items = tuple(_marked(drawn.items, diagram, marks, theme))
    width = max(area.width, 320.0)
    head = HEADING_SIZE * 1.8
    text = elided(title, width, HEADING_SIZE, bold=True)
    heading = Text(
        anchor=Point(0.0, HEADING_SIZE),
        text=text,
        size=HEADING_SIZE,
        colour=theme.text,
        extent=text_width(text, HEADING_SIZE, bold=True),
        bold=True,
    )
    moved = (_moved(item, -area.x, head - area.y) for item in items)
    return _Panel(items=(heading, *moved), width=width, height=area.height + head)


def _marked(
    items: tuple[Primitive, ...], diagram: Diagram, marks: dict[str, Mark], theme: Theme
) -> Iterator[Primitive]:
    """Yield the drawing with marked lines repainted, and the other marks on top of it."""
    containers = {str(e.id) for e in diagram.topology.containers}
    texts = tuple(item.box for item in items if isinstance(item, Text))
    on_top: list[Primitive] = []
    around: dict[str, Box] = {}
    for item in items:
        mark = marks.get(item.owner)
        if mark is None:
            yield item
        elif isinstance(item, Line):
            yield replace(item, stroke=_ink(mark, theme), width=_STROKE, dash=_DASHES[mark])
            on_top += _badge(_free(item.points, texts), mark, theme)
        elif item.owner in containers:
            if isinstance(item, Rect) and item.owner not in around:
                around[item.owner] = item.box
                item = replace(item, stroke=_ink(mark, theme), width=_STROKE, dash=_DASHES[mark])
                on_top += _badge(Point(item.box.right, item.box.y), mark, theme)
            yield item
        else:
            own, known = extent_of(item), around.get(item.owner)
            around[item.owner] = own if known is None else known.united(own)
            yield item
    for key, box in around.items():
        if key in containers or key not in diagram.layout.boxes:
            continue
        yield Rect(
            box=box.grown(_HALO),
            stroke=_ink(marks[key], theme),
            width=_STROKE,
            dash=_DASHES[marks[key]],
            radius=2 * _HALO,
            owner=key,
        )
        on_top += _badge(Point(box.x, box.y), marks[key], theme)
    yield from on_top


def _ink(mark: Mark, theme: Theme) -> str:
    return theme.hues[_HUES[mark]]


def _badge(middle: Point, mark: Mark, theme: Theme) -> Iterator[Primitive]:
    half = _BADGE / 2
    yield Rect(
        box=Box(middle.x - half, middle.y - half, _BADGE, _BADGE),
        fill=_ink(mark, theme),
        stroke=theme.background,
        width=1.5,
        radius=half,
    )
    sign = _SIGNS[mark]
    yield Text(
        anchor=Point(middle.x, middle.y + 0.36 * _BADGE_TEXT),
        text=sign,
        size=_BADGE_TEXT,
        colour=theme.background,
        extent=text_width(sign, _BADGE_TEXT, bold=True),
        bold=True,
        align=Align.CENTRE,
    )


def _free(points: tuple[Point, ...], texts: tuple[Box, ...]) -> Point:
    """Return a place for a badge on a line, near its middle, where it hides no text if it can."""
    half = _BADGE / 2
    for share in _SHARES:
        middle = _along(points, share)
        own = Box(middle.x - half, middle.y - half, _BADGE, _BADGE)
        if not any(own.overlaps(text) for text in texts):
            return middle
    return _along(points, 0.5)


def _along(points: tuple[Point, ...], share: float) -> Point:
    """Return the point that is ``share`` of the way (0 to 1) along a line of upright strokes."""
    spans = list(pairwise(points))
    lengths = [abs(a.x - b.x) + abs(a.y - b.y) for a, b in spans]
    left = sum(lengths) * share
    for (a, b), length in zip(spans, lengths, strict=True):
        if length and left <= length:
            part = left / length
            return Point(a.x + part * (b.x - a.x), a.y + part * (b.y - a.y))
        left -= length
    return points[-1]


def _legend(found: Difference, theme: Theme, top: float) -> Iterator[Primitive]:
    counts = {
        Mark.REMOVED: len(found.removed) + len(found.removed_links),
        Mark.ADDED: len(found.added) + len(found.added_links),
        Mark.CHANGED: len(found.changed) + len(found.changed_links),
    }
    x = _BADGE / 2
    for mark, number in counts.items():
        yield from _badge(Point(x, top + _BADGE / 2), mark, theme)
        text = f"{number} {mark.value}"
        extent = text_width(text, _LEGEND_SIZE)
        yield Text(
            anchor=Point(x + _BADGE, top + _BADGE / 2 + 0.36 * _LEGEND_SIZE),
            text=text,
            size=_LEGEND_SIZE,
            colour=theme.text,
            extent=extent,
        )
        x += 2 * _BADGE + extent + _GAP / 2
    if found.workload:
        text = "The workload differs, too."
        yield Text(
            anchor=Point(x - _BADGE / 2, top + _BADGE / 2 + 0.36 * _LEGEND_SIZE),
            text=text,
            size=_LEGEND_SIZE,
            colour=theme.text,
            extent=text_width(text, _LEGEND_SIZE),
        )


def _moved(item: Primitive, dx: float, dy: float) -> Primitive:
    if isinstance(item, Line):
        return replace(item, points=tuple(point.moved(dx, dy) for point in item.points))
    if isinstance(item, Text):
        return replace(item, anchor=item.anchor.moved(dx, dy))
    if isinstance(item, Icon):
        return replace(item, box=item.box.moved(dx, dy))
    return replace(item, box=item.box.moved(dx, dy))
