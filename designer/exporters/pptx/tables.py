"""Tables on slides that are never fuller than the slide is high."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation

from designer.exporters.pptx.markup import colour
from designer.exporters.pptx.page import Page
from designer.exporters.pptx.template import add_slide
from designer.exporters.pptx.writing import Run, add_foot, add_notes, describe, write
from designer.render.primitives import Align
from designer.render.theme import Theme

HEAD = 10.0
"""Points of the heads of columns."""
PAD_X, PAD_Y = 5.0, 3.5
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own style without colours and lines."""

Cells = tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What the cells of a row say, its speaker's notes, and the height it takes, in points."""

    cells: Cells
    notes: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table; ``widths`` are in points of the usual slide."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    sides: tuple[Align, ...]

    def row(self, cells: Cells, notes: Iterator[str] | Sequence[str] = ()) -> Row:
        """Return a row with the height that its fullest cell takes."""
        height = max(
            sum(run.height(width - 2 * PAD_X) for run in runs)
            for runs, width in zip(cells, self.widths, strict=True)
        )
        return Row(cells, tuple(notes), height + 2 * PAD_Y)


def add_table_slides(
    deck: Presentation,
    columns: Columns,
    rows: Sequence[Row],
    title: Callable[[str], str],
    stamp: str,
    theme: Theme,
    paper: Page,
    *,
    named: Callable[[int, int], tuple[str, str]],
) -> None:
    """Add as many slides as the rows need, filled alike.

    Args:
        title: of a slide, given " (1 of 3)", or "" where one is enough.
        named: the name of a table and its alternative text, given its first and last row, from 1.
    """
    shares = _shared(rows, paper.body.height - _header_height())
    first = 1
    for number, share in enumerate(shares, start=1):
        count = f" ({number} of {len(shares)})" if len(shares) > 1 else ""
        slide = add_slide(deck, title(count), paper)
        heights = (_header_height(), *(row.height for row in share))
        body = paper.body
        width = sum(columns.widths)
        places = (paper.emu(x) for x in (body.x, body.y, width, sum(heights)))
        shape = slide.shapes.add_table(len(heights), len(columns.heads), *places)
        describe(shape, *named(first, first + len(share) - 1))
        _fill(shape.table, columns, share, theme, paper)
        add_foot(slide, stamp, theme.muted, paper)
        add_notes(slide, [line for row in share for line in row.notes])
        first += len(share)


def spread(widths: Sequence[float], paper: Page) -> tuple[float, ...]:
    """Return widths in which 0 has become what the others leave of the slide."""
    left = paper.body.width - sum(widths)
    return tuple(width or left for width in widths)


def _header_height() -> float:
    return Run(text="", size=HEAD, colour="").height(100.0) + 2 * PAD_Y


def _shared(rows: Sequence[Row], height: float) -> list[list[Row]]:
    """Return the rows of each slide: as few slides as will do, filled alike."""
    fewest = len(_filled(rows, height))
    low, high = 0.0, height
    while high - low > 1.0:
        middle = (low + high) / 2
        if len(_filled(rows, middle)) > fewest:
            low = middle
        else:
            high = middle
    return _filled(rows, high)


def _filled(rows: Sequence[Row], height: float) -> list[list[Row]]:
    """Return the rows of each slide, as many as each takes in ``height``; one at least."""
    shares: list[list[Row]] = []
    left = 0.0
    for row in rows:
        if not shares or row.height > left:
            shares.append([])
            left = height
        shares[-1].append(row)
        left -= row.height
    return shares


def _fill(table: Any, columns: Columns, rows: Sequence[Row], theme: Theme, paper: Page) -> None:
    properties = table._tbl.tblPr
    properties.find("{*}tableStyleId").text = _NO_STYLE
    table.horz_banding = False
    for column, width in zip(table.columns, columns.widths, strict=True):
        column.width = paper.emu(width)
    heads: Cells = tuple(
        (Run(text=head, size=HEAD, colour=theme.muted, bold=True),) for head in columns.heads
    )
    heights = (_header_height(), *(row.height for row in rows))
    contents = (heads, *(row.cells for row in rows))
    for number, (height, cells) in enumerate(zip(heights, contents, strict=True)):
        table.rows[number].height = paper.emu(height)
        for index, runs in enumerate(cells):
            cell = table.cell(number, index)
            cell.margin_left = cell.margin_right = paper.emu(PAD_X)
            cell.margin_top = cell.margin_bottom = paper.emu(PAD_Y)
            cell.vertical_anchor = MSO_ANCHOR.TOP
            write(cell.text_frame, runs, paper, columns.sides[index])
            ink = theme.muted if number == 0 else theme.grid
            cell._tc.get_or_add_tcPr().append(_rule(ink, paper))


def _rule(ink: str, paper: Page) -> Any:
    """Return the line under a cell."""
    return parse_xml(
        f'<a:lnB {nsdecls("a")} w="{paper.emu(0.75)}" cap="flat" cmpd="sng" algn="ctr">'
        f'<a:solidFill>{colour(ink)}</a:solidFill><a:prstDash val="solid"/></a:lnB>'
    )
