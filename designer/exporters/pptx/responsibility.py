"""The slides of shared responsibility: who answers for what, and how what is yours stands."""

from collections.abc import Iterator

from pptx.presentation import Presentation

from designer.exporters.pptx.page import Page
from designer.exporters.pptx.tables import PAD_X, Columns, Row, add_table_slides, spread
from designer.exporters.pptx.template import add_slide
from designer.exporters.pptx.writing import Run, add_foot, add_text
from designer.exporters.report.lens_content import MatrixLine, PartyCell, ResponsibilityPart
from designer.render.primitives import Align
from designer.render.theme import Theme

_COLUMN = 58.0
_NARROW = 45.0
"""Of the columns on slides that are no wider than 4:3."""
_WIDE_FROM = 800.0
_TEXT, _CROWDED, _SMALL = 11.0, 10.0, 9.0
_SHORT = {"shared": "both"}
"""Twelve columns have to fit beside each other."""
_COLOURS = {"done": "pass", "missing": "high", "not-stated": "medium"}


def add_responsibility(
    deck: Presentation, part: ResponsibilityPart, stamp: str, theme: Theme, paper: Page
) -> None:
    """Add as many slides as the services need; one that says so when there are none."""
    if not part.rows:
        slide = add_slide(deck, "Shared responsibility", paper)
        said = Run(text=part.headline, size=16.0, colour=theme.text)
        add_text(slide, paper.body, [said], paper, "No services")
        add_foot(slide, stamp, theme.muted, paper)
        return
    column = _COLUMN if paper.body.width >= _WIDE_FROM else _NARROW
    columns = Columns(
        heads=("Service", *(short for short, _ in part.areas)),
        widths=spread((0.0, *(column for _ in part.areas)), paper),
        sides=(Align.LEFT, *(Align.LEFT for _ in part.areas)),
    )
    notes = list(_notes(part))
    rows = [
        _row(line, columns, theme, notes if number == 0 else [])
        for number, line in enumerate(part.rows)
    ]
    add_table_slides(
        deck,
        columns,
        rows,
        lambda count: f"Shared responsibility{count}",
        f"✓ done, ✗ missing, ? not stated; without a sign no drawing shows it. {stamp}",
        theme,
        paper,
        named=lambda first, last: (
            "Responsibility",
            f"Table of who answers for what, services {first} to {last} of {len(rows)}",
        ),
    )


def _row(line: MatrixLine, columns: Columns, theme: Theme, notes: list[str]) -> Row:
    name = Run(text=line.service, size=_TEXT, colour=theme.text)
    kind = Run(text=line.model, size=_SMALL, colour=theme.muted)
    room = columns.widths[0] - 2 * PAD_X
    size = _TEXT if columns.widths[1] > _NARROW else _CROWDED
    return columns.row(
        ((name.cut(room, 2), kind), *((_cell(cell, theme, size),) for cell in line.cells)), notes
    )


def _cell(cell: PartyCell, theme: Theme, size: float) -> Run:
    level = _COLOURS.get(cell.standing)
    ink = theme.muted if cell.party == "aws" else theme.text
    return Run(
        text=f"{_SHORT.get(cell.party, cell.said)} {cell.sign}".strip(),
        size=size,
        colour=ink if level is None else theme.severity(level),
        bold=level is not None,
    )


def _notes(part: ResponsibilityPart) -> Iterator[str]:
    yield part.headline
    yield "; ".join(f"{short}: {title}" for short, title in part.areas)
    for duty in part.duties:
        said = " ".join(duty.reasons) or duty.sentence
        yield f"{duty.standing.capitalize()}: {duty.area} of {duty.service}. {said}"
    for area, services in part.unseen:
        yield f"Yours, though no drawing shows it: {area} of {services}."
