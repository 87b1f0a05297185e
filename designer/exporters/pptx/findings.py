"""The slides of the findings: tables that are never fuller than the slide is high."""

from pptx.presentation import Presentation

from designer.exporters.pptx.notes import finding_notes, gain_words
from designer.exporters.pptx.page import Page
from designer.exporters.pptx.tables import PAD_X, Cells, Columns, Row, add_table_slides, spread
from designer.exporters.pptx.template import add_slide
from designer.exporters.pptx.writing import Run, add_foot, add_text
from designer.exporters.report.content import FindingLine, Report
from designer.render.primitives import Align
from designer.render.theme import Theme

_HEADS = ("#", "Severity", "What was found, and what would mend it", "Tenet", "Points")
_WIDTHS = (26.0, 66.0, 0.0, 104.0, 48.0)
_SIDES = (Align.RIGHT, Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT)
_SENTENCE = 2
_TEXT, _SMALL = 11.0, 10.0
_MOST_LINES = 6


def add_findings(deck: Presentation, report: Report, theme: Theme, paper: Page) -> None:
    """Add as many slides as the findings need; one that says so when there are none."""
    columns = Columns(heads=_HEADS, widths=spread(_WIDTHS, paper), sides=_SIDES)
    rows = [_row(finding, theme, columns) for finding in report.findings]
    if not rows:
        slide = add_slide(deck, "Findings", paper)
        said = Run(text="Nothing was found.", size=16.0, colour=theme.text)
        add_text(slide, paper.body, [said], paper, "No findings")
        add_foot(slide, report.stamp, theme.muted, paper)
        return

    def named(first: int, last: int) -> tuple[str, str]:
        numbers = [report.findings[at - 1].number for at in (first, last)]
        return "Findings", f"Table of the findings {numbers[0]} to {numbers[1]}"

    add_table_slides(
        deck,
        columns,
        rows,
        lambda count: f"Findings{count}: {report.counts}",
        report.stamp,
        theme,
        paper,
        named=named,
    )


def _row(finding: FindingLine, theme: Theme, columns: Columns) -> Row:
    muted = finding.status == "accepted"
    ink = theme.muted if muted else theme.text
    room = columns.widths[_SENTENCE] - 2 * PAD_X
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
    return columns.row(cells, finding_notes(finding))


def _remedy(finding: FindingLine) -> str:
    if finding.accepted:
        return f"Accepted: {finding.accepted}"
    if finding.fixes:
        fix = finding.fixes[0]
        return f"→ {fix.title}: {gain_words(fix)}"
    return f"→ {finding.advice}" if finding.advice else ""
