"""The slide of the tenets: a chart of their scores beside what holds each of them back."""

from collections.abc import Iterator

from pptx.presentation import Presentation

from designer.exporters.pptx.bars import add_bars
from designer.exporters.pptx.notes import tenet_notes
from designer.exporters.pptx.page import Page
from designer.exporters.pptx.template import add_slide
from designer.exporters.pptx.writing import Run, add_foot, add_notes
from designer.exporters.report.content import Report, TenetLine
from designer.render.theme import Theme

_NAME, _REASON = 12.0, 11.0


def add_tenets(deck: Presentation, report: Report, theme: Theme, paper: Page) -> None:
    """Add the slide."""
    slide = add_slide(deck, score_words(report), paper)
    add_bars(
        slide,
        report.tenets,
        lambda row: _reasons(report.tenets[row], theme),
        _subtitle(report, theme),
        theme,
        paper,
        what="tenets",
        rest="Once everything is stated",
    )
    add_foot(slide, report.stamp, theme.muted, paper)
    add_notes(slide, list(tenet_notes(report)))


def score_words(report: Report) -> str:
    """Return the overall score as a heading."""
    if report.overall is None:
        return report.headline
    return f"Scored {report.letter}: {report.overall:.1f} of 100"


def _subtitle(report: Report, theme: Theme) -> Run:
    parts = [report.counts]
    if any(tenet.up_to for tenet in report.tenets):
        parts.append("lighter: once everything is stated")
    return Run(text="; ".join(parts), size=_NAME, colour=theme.muted)


def _reasons(tenet: TenetLine, theme: Theme) -> Iterator[Run]:
    heading = f"{tenet.title}: {tenet.points}"
    if tenet.up_to:
        heading += f" (up to {tenet.up_to})"
    yield Run(text=heading, size=_NAME, colour=theme.text, bold=True)
    if tenet.low is None:
        yield Run(text="Does not apply to this design.", size=_REASON, colour=theme.muted)
        return
    for cap in tenet.caps:
        yield Run(text=f"At most {cap}", size=_REASON, colour=theme.text)
    for part in tenet.parts:
        yield Run(
            text=f"{part.name}: {part.figure} ({part.points} of 100)",
            size=_REASON,
            colour=theme.muted,
        )
