"""Lays out a sheet: the drawing with its heading and badge above, its legend and key around.

The key goes below the drawing or beside it, whichever comes nearer to the shape that is asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from designer.model.diagram import Diagram
from designer.model.layout import Box, Point, bounds
from designer.render.panels import (
    COLUMN_WIDTH,
    Panel,
    badge_panel,
    columns_in,
    key_panel,
    legend_panel,
    moved_to,
)
from designer.render.primitives import Primitive, Text, extent_of
from designer.render.remarks import Grade, Remark
from designer.render.text import elided, text_width
from designer.render.theme import HEADING_SIZE, Theme

MARGIN = 24.0
LEAST_HEADING = 320.0
_HEADING_ROOM = HEADING_SIZE * 2.0
_PANEL_GAP = 26.0
_SIDE_GAP = 36.0
_BADGE_GAP = 18.0
_USUAL_ASPECT = 16 / 9


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneOptions:
    """What the drawing shows besides the diagram itself.

    Attributes:
        heading: the diagram's title stands above it, when it has one.
        transparent: no ground is painted.
        legend: tells what the lines and boxes mean.
        grade: the badge of the score, or None for none.
        remarks: findings that get marks.
        key: the remarks are listed, too.
        margin: free space around, in scene units.
        aspect: width over height to fill up to, or None.
    """

    heading: bool = True
    transparent: bool = False
    legend: bool = False
    grade: Grade | None = None
    remarks: tuple[Remark, ...] = ()
    key: bool = False
    margin: float = MARGIN
    aspect: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands around a drawing, and the area of both, margin included."""

    items: tuple[Primitive, ...]
    area: Box


def surroundings(
    drawn: Iterable[Primitive],
    diagram: Diagram,
    heading: str,
    options: SceneOptions,
    theme: Theme,
) -> Surroundings:
    """Return what stands around what was ``drawn`` of ``diagram``."""
    found = bounds(extent_of(item) for item in drawn)
    area = Box(0.0, 0.0, 0.0, 0.0) if found is None else found
    items: list[Primitive] = []
    area = _with_top(area, heading if options.heading else "", options.grade, theme, items)
    area = _with_legend(area, diagram, options, theme, items)
    area = _with_key(area, options, theme, items)
    return Surroundings(items=tuple(items), area=_filled_up(area.grown(options.margin), options))


def _with_top(
    area: Box, heading: str, grade: Grade | None, theme: Theme, items: list[Primitive]
) -> Box:
    """Add the heading, and the badge to its right, or below it where there is no room."""
    badge = Panel() if grade is None else badge_panel(grade, theme)
    if heading:
        area = area.united(Box(area.x, area.y, LEAST_HEADING, 0.0))
    if not badge.height:
        if heading:
            items.append(_heading(heading, area.x, area.y - 0.9 * HEADING_SIZE, area.width, theme))
            area = area.united(Box(area.x, area.y - _HEADING_ROOM, 1.0, 1.0))
        return area
    area = area.united(Box(area.x, area.y, badge.width, 0.0))
    top = area.y - badge.height - _BADGE_GAP
    room = area.width - badge.width - _SIDE_GAP if heading else 0.0
    if heading and text_width(heading, HEADING_SIZE) <= room:
        baseline = top + badge.height / 2 + 0.36 * HEADING_SIZE
        items.append(_heading(heading, area.x, baseline, room, theme))
        items.extend(moved_to(badge, area.right - badge.width, top))
    else:
        items.extend(moved_to(badge, area.x, top))
        if heading:
            items.append(_heading(heading, area.x, top - 0.9 * HEADING_SIZE, area.width, theme))
            top -= _HEADING_ROOM
    return area.united(Box(area.x, top, 1.0, 1.0))


def _heading(words: str, x: float, baseline: float, width: float, theme: Theme) -> Text:
    shown = elided(words, width, HEADING_SIZE)
    return Text(
        anchor=Point(x, baseline),
        text=shown,
        size=HEADING_SIZE,
        colour=theme.text,
        extent=text_width(shown, HEADING_SIZE),
    )


def _with_legend(
    area: Box, diagram: Diagram, options: SceneOptions, theme: Theme, items: list[Primitive]
) -> Box:
    if not options.legend:
        return area
    legend = legend_panel(diagram, theme, max(area.width, LEAST_HEADING))
    return area if not legend.height else _placed_below(area, legend, items)


def _with_key(area: Box, options: SceneOptions, theme: Theme, items: list[Primitive]) -> Box:
    if not options.key or not options.remarks:
        return area
    below = key_panel(options.remarks, theme, columns_in(area.width))
    aspect = options.aspect or _USUAL_ASPECT
    beside = _beside(area, options, theme)
    tall = area.height + _PANEL_GAP + below.height
    under = _waste(max(area.width, below.width), tall, aspect)
    side = _waste(area.width + _SIDE_GAP + beside.width, max(area.height, beside.height), aspect)
    if under <= side:
        return _placed_below(area, below, items)
    items.extend(moved_to(beside, area.right + _SIDE_GAP, area.y))
    return area.united(Box(area.right + _SIDE_GAP, area.y, beside.width, beside.height))


def _beside(area: Box, options: SceneOptions, theme: Theme) -> Panel:
    """Return the key in as many columns as make it no taller than the drawing, if three will do."""
    panel = key_panel(options.remarks, theme, 1)
    for columns in (2, 3):
        if panel.height <= area.height + 0.25 * COLUMN_WIDTH:
            break
        panel = key_panel(options.remarks, theme, columns)
    return panel


def _placed_below(area: Box, panel: Panel, items: list[Primitive]) -> Box:
    items.extend(moved_to(panel, area.x, area.bottom + _PANEL_GAP))
    return area.united(Box(area.x, area.bottom + _PANEL_GAP, panel.width, panel.height))


def _waste(width: float, height: float, aspect: float) -> float:
    """Return the area of the smallest page of that shape around such a picture."""
    return max(width, height * aspect) * max(height, width / aspect)


def _filled_up(area: Box, options: SceneOptions) -> Box:
    if options.aspect is None:
        return area
    wide, high = max(area.width, area.height * options.aspect), area.height
    high = max(high, area.width / options.aspect)
    return Box(area.x - (wide - area.width) / 2, area.y - (high - area.height) / 2, wide, high)
