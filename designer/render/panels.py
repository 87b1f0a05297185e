"""What stands around a drawing: the key of its findings, its legend, and the badge of its score.

A panel is a list of primitives from the corner (0, 0) with its size; `moved_to` puts it in place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from designer.model.diagram import Diagram
from designer.model.layout import Box, Point
from designer.model.links import LinkKind, LinkRole
from designer.render.marks import MARK_SIDE, mark
from designer.render.primitives import Align, Line, Primitive, Rect, Text
from designer.render.remarks import Grade, Remark, TenetPoints
from designer.render.text import text_width, wrap
from designer.render.theme import LABEL_SIZE, TITLE_SIZE, Theme

COLUMN_WIDTH = 340.0
_COLUMN_GAP = 28.0
_ROW_GAP = 9.0
_DETAIL_SIZE = 10.5
_MOST_LINES = 6
_STEP = 15.0
_DETAIL_STEP = 14.0
_HEAD = 24.0
_LINE_LENGTH = 40.0
_SWATCH = 22.0
_ENTRY_GAP = 26.0
_LEGEND_ROW = 22.0
_LETTER_SIDE = 44.0
_TENET_GAP = 22.0
_BAR = 5.0
_TENET_WIDTH = 84.0

_LINK_WORDS = {
    (LinkKind.REQUEST, LinkRole.REQUIRED): "Request",
    (LinkKind.REQUEST, LinkRole.OPTIONAL): "Request it can do without",
    (LinkKind.REQUEST, LinkRole.STANDBY): "Request on failover only",
    (LinkKind.ASYNC, LinkRole.REQUIRED): "Asynchronous",
    (LinkKind.REPLICATION, LinkRole.REQUIRED): "Replication",
    (LinkKind.BACKUP, LinkRole.REQUIRED): "Backup",
}
_BOX_WORDS = {
    "cloud": "AWS Cloud",
    "account": "Account",
    "region": "Region",
    "vpc": "VPC",
    "zone": "Availability Zone",
    "public-subnet": "Public subnet",
    "private-subnet": "Private subnet",
    "subnet": "Subnet",
    "scaling_group": "Auto Scaling group",
    "security-group": "Security group",
    "group": "Group",
    "on_premises": "Data centre",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Primitives in a box from (0, 0) to (``width``, ``height``)."""

    items: tuple[Primitive, ...] = ()
    width: float = 0.0
    height: float = 0.0


def moved_to(panel: Panel, x: float, y: float) -> tuple[Primitive, ...]:
    """Return the primitives of ``panel`` with its corner at (x, y)."""
    return tuple(_moved(item, x, y) for item in panel.items)


def _moved(item: Primitive, x: float, y: float) -> Primitive:
    if isinstance(item, Line):
        return replace(item, points=tuple(Point(p.x + x, p.y + y) for p in item.points))
    if isinstance(item, Text):
        return replace(item, anchor=Point(item.anchor.x + x, item.anchor.y + y))
    return replace(item, box=item.box.moved(x, y))


def text(
    words: str, x: float, y: float, size: float, colour: str, owner: str, *, bold: bool = False
) -> Text:
    """Return one line of text with the left end of its baseline at (x, y)."""
    return Text(
        anchor=Point(x, y),
        text=words,
        size=size,
        colour=colour,
        extent=text_width(words, size, bold),
        bold=bold,
        owner=owner,
    )


# The key of the findings.


def key_panel(remarks: tuple[Remark, ...], theme: Theme, columns: int) -> Panel:
    """Return what the numbers mean in so many columns, the accepted ones under their own head."""
    rows = [_head("Findings", theme)] if any(not r.is_accepted for r in remarks) else []
    rows += [_remark(remark, theme) for remark in remarks if not remark.is_accepted]
    accepted = [_remark(remark, theme) for remark in remarks if remark.is_accepted]
    if accepted:
        rows += [_head("Accepted", theme), *accepted]
    return _in_columns(rows, columns)


def _head(words: str, theme: Theme) -> Panel:
    line = text(words, 0.0, 13.0, TITLE_SIZE, theme.text, "key", bold=True)
    return Panel(items=(line,), width=COLUMN_WIDTH, height=_HEAD - _ROW_GAP)


def _remark(remark: Remark, theme: Theme) -> Panel:
    left = MARK_SIDE + 8.0
    room = COLUMN_WIDTH - left
    items: list[Primitive] = [
        replace(one, owner=f"key {remark.number}")
        for one in mark(remark, Box(0.0, 0.0, MARK_SIDE, MARK_SIDE), theme)
    ]
    y = 13.0
    for line in wrap(remark.sentence, room, LABEL_SIZE, _MOST_LINES):
        items.append(text(line, left, y, LABEL_SIZE, theme.text, f"key {remark.number}"))
        y += _STEP
    for line in wrap(remark.detail, room, _DETAIL_SIZE, 3):
        items.append(text(line, left, y, _DETAIL_SIZE, theme.muted, f"key {remark.number}"))
        y += _DETAIL_STEP
    return Panel(items=tuple(items), width=COLUMN_WIDTH, height=max(y - 10.0, MARK_SIDE))


def _in_columns(rows: list[Panel], columns: int) -> Panel:
    """Return ``rows`` in columns of about the same height; a head stays with what it heads."""
    total = sum(row.height + _ROW_GAP for row in rows)
    items: list[Primitive] = []
    x = y = tallest = 0.0
    left, used = columns, 0.0
    for number, row in enumerate(rows):
        is_head = len(row.items) == 1
        needed = row.height + (rows[number + 1].height + _ROW_GAP if is_head else 0.0)
        share = (total - used + y) / left
        if y > 0 and left > 1 and y + needed * 0.6 > share:
            x, y, left = x + COLUMN_WIDTH + _COLUMN_GAP, 0.0, left - 1
        items.extend(moved_to(row, x, y))
        y += row.height + _ROW_GAP
        used += row.height + _ROW_GAP
        tallest = max(tallest, y - _ROW_GAP)
    return Panel(items=tuple(items), width=x + COLUMN_WIDTH, height=tallest)


def columns_in(width: float) -> int:
    """Return how many columns of a key fit into ``width``, at least one."""
    return max(1, int((width + _COLUMN_GAP) // (COLUMN_WIDTH + _COLUMN_GAP)))


# The legend.


def legend_panel(diagram: Diagram, theme: Theme, width: float) -> Panel:
    """Return what the lines and boxes of ``diagram`` mean, in rows of at most ``width``."""
    entries = [*_line_entries(diagram, theme), *_box_entries(diagram, theme)]
    items: list[Primitive] = []
    x = widest = 0.0
    y = 0.0
    for entry in entries:
        if x > 0 and x + entry.width > width:
            x, y = 0.0, y + _LEGEND_ROW
        items.extend(moved_to(entry, x, y))
        x += entry.width + _ENTRY_GAP
        widest = max(widest, x - _ENTRY_GAP)
    height = y + _LEGEND_ROW if entries else 0.0
    return Panel(items=tuple(items), width=widest, height=height)


def _line_entries(diagram: Diagram, theme: Theme) -> Iterator[Panel]:
    found = set()
    for link in diagram.topology.links.values():
        role = link.role if link.kind is LinkKind.REQUEST else LinkRole.REQUIRED
        found.add((link.kind, role))
    for (kind, role), words in _LINK_WORDS.items():
        if (kind, role) in found:
            style = theme.link(kind, role)
            sample = Line(
                points=(Point(0.0, 9.0), Point(_LINE_LENGTH, 9.0)),
                stroke=style.colour,
                width=style.width,
                dash=style.dash,
                arrow=True,
                owner="legend",
            )
            yield _entry(sample, _LINE_LENGTH, words, theme)


def _box_entries(diagram: Diagram, theme: Theme) -> Iterator[Panel]:
    found = set()
    for element in diagram.topology.elements.values():
        if element.kind.is_container:
            service = element.service.replace("_", "-")
            found.add(service if service in _BOX_WORDS else element.kind.value)
    for name, words in _BOX_WORDS.items():
        if name in found:
            style = theme.containers[name]
            sample = Rect(
                box=Box(0.0, 2.0, _SWATCH, 14.0),
                fill=style.fill,
                stroke=style.border,
                width=style.width,
                dash=style.dash,
                owner="legend",
            )
            yield _entry(sample, _SWATCH, words, theme)


def _entry(sample: Primitive, length: float, words: str, theme: Theme) -> Panel:
    line = text(words, length + 8.0, 13.0, LABEL_SIZE, theme.text, "legend")
    return Panel(items=(sample, line), width=length + 8.0 + line.extent, height=_LEGEND_ROW)


# The badge of the score.


def badge_panel(grade: Grade, theme: Theme) -> Panel:
    """Return the letter, the overall points and those of each tenet in one row."""
    items: list[Primitive] = list(_letter(grade, theme))
    words = "not scored" if grade.overall is None else f"{grade.overall:.0f} of 100"
    x = _LETTER_SIDE + 12.0
    overall = text(words, x, 19.0, 16.0, theme.text, "badge", bold=True)
    below = text("Overall score", x, 37.0, _DETAIL_SIZE, theme.muted, "badge")
    items += [overall, below]
    x += max(overall.extent, below.extent) + _TENET_GAP + 6.0
    for tenet in grade.tenets:
        panel = _tenet(tenet, theme)
        items += moved_to(panel, x, 0.0)
        x += panel.width + _TENET_GAP
    return Panel(items=tuple(items), width=x - _TENET_GAP, height=_LETTER_SIDE)


def _letter(grade: Grade, theme: Theme) -> Iterator[Primitive]:
    colour = _colour_of(grade.overall, theme)
    yield Rect(
        box=Box(0.0, 0.0, _LETTER_SIDE, _LETTER_SIDE), fill=colour, radius=6.0, owner="badge"
    )
    yield Text(
        anchor=Point(_LETTER_SIDE / 2, 31.0),
        text=grade.letter,
        size=26.0,
        colour=theme.background,
        extent=text_width(grade.letter, 26.0, bold=True),
        bold=True,
        align=Align.CENTRE,
        owner="badge",
    )


def _tenet(tenet: TenetPoints, theme: Theme) -> Panel:
    name = text(tenet.title, 0.0, 11.0, _DETAIL_SIZE, theme.muted, "badge")
    width = max(_TENET_WIDTH, name.extent)
    words = "–" if tenet.points is None else f"{tenet.points:.0f}"
    items: list[Primitive] = [name, text(words, 0.0, 29.0, 14.0, theme.text, "badge", bold=True)]
    track = Box(0.0, 37.0, width, _BAR)
    items.append(Rect(box=track, fill=theme.grid, owner="badge"))
    if tenet.points:
        length = width * min(tenet.points, 100.0) / 100
        colour = _colour_of(tenet.points, theme)
        items.append(Rect(box=Box(0.0, 37.0, length, _BAR), fill=colour, owner="badge"))
    return Panel(items=tuple(items), width=width, height=_LETTER_SIDE)


def _colour_of(points: float | None, theme: Theme) -> str:
    if points is None:
        return theme.muted
    shown = round(points)
    if shown >= 80:
        return theme.severities["pass"]
    return theme.severities["medium" if shown >= 60 else "high"]


def heights(panels: Iterable[Panel], gap: float) -> float:
    """Return the height of panels below one another, with ``gap`` above each that is not empty."""
    return sum(panel.height + gap for panel in panels if panel.height)
