"""Lets borders, frames and lines wear the look that an author gave them, in a theme's shades."""

from dataclasses import replace

from designer.model.elements import Element, Kind
from designer.model.layout import Box, Layout
from designer.model.links import Link
from designer.model.looks import USUAL, Hue, Look, Stroke, Weight
from designer.render.primitives import SOLID, Dash
from designer.render.theme import (
    BORDER_WIDTH,
    DASHED,
    DOTTED,
    ContainerStyle,
    LinkStyle,
    Theme,
)

FRAME_MARGIN = 3.0
"""Room between a resource's icon and the frame that a look puts around it."""
FRAME_RADIUS = 8.0
WIDTHS = {Weight.THICK: 2.5, Weight.HEAVY: 4.0}
_DASHES: dict[Stroke, Dash] = {Stroke.SOLID: SOLID, Stroke.DASHED: DASHED, Stroke.DOTTED: DOTTED}


def look_of(layout: Layout, key: str) -> Look:
    """Return the look of an element or a link."""
    return layout.looks.get(key, USUAL)


def container_style(
    element: Element, theme: Theme, look: Look = USUAL, kind: Kind | None = None
) -> ContainerStyle:
    """Return how a container's box is drawn; ``kind`` is the true one of a collapsed one."""
    style = theme.container(element.kind if kind is None else kind, element.service)
    if look == USUAL:
        return style
    return replace(
        style,
        border=theme.hues.get(look.hue, style.border),
        dash=_DASHES.get(look.stroke, style.dash),
        width=WIDTHS.get(look.weight, style.width),
    )


def link_style(link: Link, theme: Theme, look: Look = USUAL) -> LinkStyle:
    """Return how a link's line is drawn."""
    style = theme.link(link.kind, link.role)
    if look == USUAL:
        return style
    return replace(
        style,
        colour=theme.hues.get(look.hue, style.colour),
        dash=_DASHES.get(look.stroke, style.dash),
        width=WIDTHS.get(look.weight, style.width),
    )


def frame_style(theme: Theme, look: Look) -> ContainerStyle | None:
    """Return how the frame around a resource is drawn, or None: usually it has none."""
    if look == USUAL:
        return None
    return ContainerStyle(
        border=theme.hues[Hue.GREY if look.hue is Hue.USUAL else look.hue],
        dash=_DASHES.get(look.stroke, SOLID),
        width=WIDTHS.get(look.weight, BORDER_WIDTH),
    )


def frame_box(icon: Box) -> Box:
    """Return the frame around a resource's icon."""
    return icon.grown(FRAME_MARGIN)


def note_style(theme: Theme, look: Look) -> ContainerStyle:
    """Return how a note's paper is drawn."""
    return ContainerStyle(
        border=theme.hues.get(look.hue, theme.note_border),
        fill=theme.note_fill,
        dash=_DASHES.get(look.stroke, SOLID),
        width=WIDTHS.get(look.weight, 1.0),
    )
