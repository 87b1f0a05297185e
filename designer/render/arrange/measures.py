"""How large elements are drawn and how far apart they stand when they are arranged."""

from designer.model.elements import Element, Kind
from designer.render.text import LINE_HEIGHT, text_width, wrap
from designer.render.theme import (
    BOX_SIDE,
    CORNER_ICON_SIZE,
    ICON_SIZE,
    LABEL_SIZE,
    LIGHT,
    TITLE_SIZE,
)

SIDE = 24.0
TOP = 44.0
GAP = 40.0
COLUMN_GAP = 64.0
ROW_GAP = 48.0
ZONE_GAP = 40.0
BAND_GAP = 36.0
GROUP_SIDE = 12.0
GROUP_TOP = 34.0
GROUP_BOTTOM = 10.0
EMPTY_WIDTH = 144.0
EMPTY_HEIGHT = 104.0
WIDEST_TITLED = 380.0  # a box is made this wide at most for the sake of its title

_LABEL_WIDTH = 1.2 * BOX_SIDE
_LABEL_LINES = 3
_NOTE_WIDTH = 200.0
_NOTE_LINES = 12
_LONGEST_TITLE = 360.0


def leaf_size(element: Element) -> tuple[float, float]:
    """Return the width and height in px that a resource, an actor or a note needs."""
    step = LABEL_SIZE * LINE_HEIGHT
    if element.kind is Kind.NOTE:
        lines = wrap(element.name, _NOTE_WIDTH, LABEL_SIZE, _NOTE_LINES)
        widest = max((text_width(line, LABEL_SIZE) for line in lines), default=0.0)
        return float(round(max(widest, 40.0) + 20.0)), float(
            round(max(len(lines), 1) * step + 18.0)
        )
    lines = wrap(element.name, _LABEL_WIDTH, LABEL_SIZE, _LABEL_LINES)
    return BOX_SIDE, float(round(max(BOX_SIDE, ICON_SIZE + 4.0 + len(lines) * step)))


def title_reach(element: Element) -> float:
    """Return how far in px a title reaches from the left edge, so that lines can pass behind."""
    return title_width(element) - 6.0


def title_width(element: Element) -> float:
    """Return the width in px at which a container shows its title, within reason."""
    style = LIGHT.container(element.kind, element.service)
    icon = CORNER_ICON_SIZE + 6.0 if style.icon else 0.0
    text = text_width(" ".join(element.name.split()), TITLE_SIZE)
    return float(round(min(text, _LONGEST_TITLE) + icon + 24.0))
