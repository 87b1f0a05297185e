"""Where the parts of a drawn element lie in its box: icon, label lines, title, visible outline.

The canvas, the router and the exporters all ask here, so that a line ends where the picture does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from designer.catalog.loader import catalog
from designer.model.elements import Element, Kind
from designer.model.layout import Box, Point
from designer.render.primitives import Align
from designer.render.text import LINE_HEIGHT, elided, text_width, wrap
from designer.render.theme import (
    BOX_SIDE,
    CORNER_ICON_SIZE,
    ICON_SIZE,
    LABEL_SIZE,
    TITLE_SIZE,
    ContainerStyle,
)

GENERIC_ICON = "tenet/generic.png"
_LABEL_GAP = 3.0
_LABEL_ROOM = 1.2  # a label may be this much wider than its box before it breaks
_LEAST_LABEL = 96.0  # "Internet gateway" in one line
_LEAST_LINES = 2
_TITLE_INSET = 6.0
_NOTE_INSET = 8.0
_ASCENT = 0.9
_MOST_LINES = 1000


@dataclass(frozen=True, slots=True)
class LabelLine:
    """One line of a label: its text and the middle of its baseline."""

    text: str
    anchor: Point
    width: float


@dataclass(frozen=True, slots=True)
class Title:
    """A container's title: its text, anchor on the baseline, and the icon's place.

    Attributes:
        in_corner: the icon belongs into the corner, wherever the words may stand.
    """

    text: str
    anchor: Point
    align: Align
    icon: Box | None
    area: Box
    in_corner: bool = False


def icon_name(element: Element) -> str:
    """Return the name of an element's icon, as ``designer.resources.icon_file`` takes it."""
    service = catalog().get(element.service)
    if service is None or not service.icon:
        return GENERIC_ICON
    own = service.icon.removeprefix("own:")
    return service.icon if own == service.icon else f"tenet/{own}.png"


def icon_box(box: Box) -> Box:
    """Return where a resource's icon stands: centred at the top, 56 px in a box of 96 px."""
    side = min(box.width, box.height) * ICON_SIZE / BOX_SIDE
    return Box(box.x + (box.width - side) / 2, box.y, side, side)


def label_lines(name: str, box: Box) -> tuple[LabelLine, ...]:
    """Return the lines of a resource's label, set under its icon and centred."""
    icon = icon_box(box)
    step = LABEL_SIZE * LINE_HEIGHT
    # A foreign drawing has icons smaller than its words; those stay readable.
    room = max(_LEAST_LINES, int((box.bottom - icon.bottom - _LABEL_GAP + 1) // step))
    lines = _wrapped(name, max(box.width * _LABEL_ROOM, _LEAST_LABEL), room)
    top = icon.bottom + _LABEL_GAP + _ASCENT * LABEL_SIZE
    middle = box.x + box.width / 2
    return tuple(
        LabelLine(text, Point(middle, top + index * step), width)
        for index, (text, width) in enumerate(lines)
    )


# Items, router and painters ask for the same name again and again.
@lru_cache(maxsize=16384)
def _wrapped(name: str, width: float, room: int) -> tuple[tuple[str, float], ...]:
    lines = wrap(name, width, LABEL_SIZE, room)
    return tuple((line, text_width(line, LABEL_SIZE)) for line in lines)


def has_size(kind: Kind) -> bool:
    """Tell whether elements of ``kind`` are drawn as large as one wants: containers and notes."""
    return kind.is_container or kind is Kind.NOTE


def frame(element: Element, box: Box) -> Box:
    """Return what of an element is lined up with others: its picture, or the whole box."""
    return box if has_size(element.kind) else icon_box(box)


def outline(element: Element, box: Box) -> Box:
    """Return the space an element's picture really takes; lines keep out of it."""
    if has_size(element.kind):
        return box
    return around(icon_box(box), label_lines(element.name, box))


def around(icon: Box, lines: Iterable[LabelLine]) -> Box:
    """Return the space of a resource's icon and the lines of its label."""
    result = icon
    for line in lines:
        width = line.width
        result = result.united(
            Box(line.anchor.x - width / 2, result.y, width, line.anchor.y + 3.0 - result.y)
        )
    return result


def title(element: Element, box: Box, style: ContainerStyle) -> Title:
    """Return where a container's title and corner icon stand."""
    side = CORNER_ICON_SIZE if style.icon else 0.0
    gap = 6.0 if style.icon else 0.0
    room = box.width - 2 * _TITLE_INSET - side - gap
    text = elided(" ".join(element.name.split()), max(room, 0.0), TITLE_SIZE)
    width = text_width(text, TITLE_SIZE)
    used = side + gap + width
    start = box.x + (box.width - used) / 2 if style.centred else box.x + _TITLE_INSET
    icon = Box(start, box.y + _TITLE_INSET, side, side) if style.icon else None
    middle = box.y + _TITLE_INSET + CORNER_ICON_SIZE / 2
    anchor = Point(start + side + gap, middle + 0.35 * TITLE_SIZE)
    area = Box(start, box.y + _TITLE_INSET, used, CORNER_ICON_SIZE)
    in_corner = icon is not None and not style.centred
    return Title(text, anchor, Align.LEFT, icon, area, in_corner)


def least_note_height(text: str, width: float) -> float:
    """Return the height in which a note of ``width`` shows all of its text."""
    room = max(width - 2 * _NOTE_INSET, LABEL_SIZE)
    lines = wrap(text, room, LABEL_SIZE, _MOST_LINES)
    return len(lines) * LABEL_SIZE * LINE_HEIGHT + 2 * _NOTE_INSET


def note_lines(text: str, box: Box) -> tuple[LabelLine, ...]:
    """Return the lines of a note, set from its upper left corner; anchors are their left ends."""
    step = LABEL_SIZE * LINE_HEIGHT
    room = max(1, int((box.height - 2 * _NOTE_INSET) // step))
    lines = wrap(text, max(box.width - 2 * _NOTE_INSET, LABEL_SIZE), LABEL_SIZE, room)
    left, top = box.x + _NOTE_INSET, box.y + _NOTE_INSET + _ASCENT * LABEL_SIZE
    return tuple(
        LabelLine(line, Point(left, top + index * step), text_width(line, LABEL_SIZE))
        for index, line in enumerate(lines)
    )
