"""The slides of the findings: tables that are never fuller than the slide is high."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation

from designer.exporters.pptx.markup import colour
from designer.exporters.pptx.notes import finding_notes, gain_words
from designer.exporters.pptx.page import Page
from designer.exporters.pptx.template import add_slide
from designer.exporters.pptx.writing import (
    Run,
    add_foot,
    add_notes,
    add_text,
    describe,
    write,
)
from designer.exporters.report.content import FindingLine, Report
from designer.render.primitives import Align
from designer.render.theme import Theme

_HEADS = ("#", "Severity", "What was found, and what would mend it", "Tenet", "Points")
_WIDTHS = (26.0, 66.0, 0.0, 104.0, 48.0)
_SIDES = (Align.RIGHT, Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT)
_SENTENCE = 2
_HEAD, _TEXT, _SMALL = 10.0, 11.0, 10.0
_PAD_X, _PAD_Y = 5.0, 3.5
_MOST_LINES = 6
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own style without colours and lines."""

Cells = tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with what its cells say, and the height that takes, in points."""

    finding: FindingLine
    cells: Cells
    height: float


def add_findings(deck: Presentation, report: Report, theme: Theme, paper: Page) -> None:
    """Add as many slides as the findings need; one that says so when there are none."""
    widths = _widths(paper)
    rows = [_row(finding, theme, widths) for finding in report.findings]
    if not rows:
        slide = add_slide(deck, "Findings", paper)
        said = Run(text="Nothing was found.", size=16.0, colour=theme.text)
        add_text(slide, paper.body, [said], paper, "No findings")
        add_foot(slide, report.stamp, theme.muted, paper)
        return
    shares = _shared(rows, paper.body.height - _header_height())
    for number, share in enumerate(shares, start=1):
        count = f" ({number} of {len(shares)})" if len(shares) > 1 else ""
        slide = add_slide(deck, f"Findings{count}: {report.counts}", paper)
        heights = (_header_height(), *(row.height for row in share))
        body = paper.body
        places = (paper.emu(x) for x in (body.x, body.y, body.width, sum(heights)))
        shape = slide.shapes.add_table(len(heights), len(_HEADS), *places)
        first, last = share[0].finding.number, share[-1].finding.number
        describe(shape, "Findings", f"Table of the findings {first} to {last}")
        _fill(shape.table, share, theme, paper, widths)
        add_foot(slide, report.stamp, theme.muted, paper)
        add_notes(slide, [line for row in share for line in finding_notes(row.finding)])


def _widths(paper: Page) -> tuple[float, ...]:
    left = paper.body.width - sum(_WIDTHS)
    return tuple(width or left for width in _WIDTHS)


def _header_height() -> float:
    return Run(text="", size=_HEAD, colour="").height(100.0) + 2 * _PAD_Y


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


def _row(finding: FindingLine, theme: Theme, widths: Sequence[float]) -> Row:
    muted = finding.status == "accepted"
    ink = theme.muted if muted else theme.text
    room = widths[_SENTENCE] - 2 * _PAD_X
    said = [Run(text=finding.sentence, size=_TEXT, colour=ink).cut(room, _MOST_LINES)]
    remedy = _remedy(finding)
    if remedy:
        said.append(Run(text=remedy, size=_SMALL, colour=theme.muted).cut(room, _MOST_LINES))
    severity = theme.muted if muted else theme.severity(finding.severity)
    grave = [Run(text=finding.severity.capitalize(), size=_TEXT, colour=severity, bold=True)]
    if finding.status != "found":
        grave.append(Run(text=finding.status, size=_SMALL, colour=theme.muted))
    cells: Cells = (
        (Run(text=str(finding.number), size=_TEXT, colour=ink),),
        tuple(grave),
        tuple(said),
        (
            Run(text=finding.tenet, size=_TEXT, colour=ink),
            Run(text=finding.rule, size=_SMALL, colour=theme.muted),
        ),
        (Run(text=finding.points, size=_TEXT, colour=ink),),
    )
    height = max(
        sum(run.height(width - 2 * _PAD_X) for run in runs)
        for runs, width in zip(cells, widths, strict=True)
    )
    return Row(finding, cells, height + 2 * _PAD_Y)


def _remedy(finding: FindingLine) -> str:
    if finding.accepted:
        return f"Accepted: {finding.accepted}"
    if finding.fixes:
        fix = finding.fixes[0]
        return f"→ {fix.title}: {gain_words(fix)}"
    return f"→ {finding.advice}" if finding.advice else ""


def _fill(
    table: Any, rows: Sequence[Row], theme: Theme, paper: Page, widths: Sequence[float]
) -> None:
    properties = table._tbl.tblPr
    properties.find("{*}tableStyleId").text = _NO_STYLE
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = paper.emu(width)
    heads: Cells = tuple(
        (Run(text=head, size=_HEAD, colour=theme.muted, bold=True),) for head in _HEADS
    )
    heights = (_header_height(), *(row.height for row in rows))
    contents = (heads, *(row.cells for row in rows))
    for number, (height, cells) in enumerate(zip(heights, contents, strict=True)):
        table.rows[number].height = paper.emu(height)
        for index, runs in enumerate(cells):
            cell = table.cell(number, index)
            cell.margin_left = cell.margin_right = paper.emu(_PAD_X)
            cell.margin_top = cell.margin_bottom = paper.emu(_PAD_Y)
            cell.vertical_anchor = MSO_ANCHOR.TOP
            write(cell.text_frame, runs, paper, _SIDES[index])
            ink = theme.muted if number == 0 else theme.grid
            cell._tc.get_or_add_tcPr().append(_rule(ink, paper))


def _rule(ink: str, paper: Page) -> Any:
    """Return the line under a cell."""
    return parse_xml(
        f'<a:lnB {nsdecls("a")} w="{paper.emu(0.75)}" cap="flat" cmpd="sng" algn="ctr">'
        f'<a:solidFill>{colour(ink)}</a:solidFill><a:prstDash val="solid"/></a:lnB>'
    )
