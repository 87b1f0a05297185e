"""The slide of the pillars: a chart of their points beside the risks and what to do first."""

from collections.abc import Iterator

from pptx.presentation import Presentation

from designer.exporters.pptx.bars import add_bars
from designer.exporters.pptx.page import Page
from designer.exporters.pptx.template import add_slide
from designer.exporters.pptx.writing import Run, add_foot, add_notes
from designer.exporters.report.lens_content import PillarLine, PillarsPart
from designer.render.theme import Theme

_NAME, _REASON = 12.0, 11.0


def add_pillars(
    deck: Presentation, part: PillarsPart, stamp: str, theme: Theme, paper: Page
) -> None:
    """Add the slide."""
    said = f"{part.headline} Lighter: if all that is open is so."
    slide = add_slide(deck, "Well-Architected pillars", paper)
    add_bars(
        slide,
        part.pillars,
        lambda row: _reasons(part.pillars[row], theme),
        Run(text=said, size=_NAME, colour=theme.muted),
        theme,
        paper,
        what="pillars",
        rest="If all that is open is so",
    )
    add_foot(slide, stamp, theme.muted, paper)
    add_notes(slide, list(_notes(part, stamp)))


def _reasons(pillar: PillarLine, theme: Theme) -> Iterator[Run]:
    heading = f"{pillar.title}: {pillar.points}"
    if pillar.up_to:
        heading += f" (up to {pillar.up_to})"
    yield Run(text=heading, size=_NAME, colour=theme.text, bold=True)
    yield Run(text=pillar.risks[:1].upper() + pillar.risks[1:], size=_REASON, colour=theme.text)
    missed = [gap for question in pillar.questions for gap in question.gaps]
    for gap in sorted(missed, key=lambda gap: gap.state == "open"):
        yield Run(
            text=f"{gap.practice} → {gap.remedies[0] if gap.remedies else 'answer it'}",
            size=_REASON,
            colour=theme.muted,
        )


def _notes(part: PillarsPart, stamp: str) -> Iterator[str]:
    yield part.headline
    for pillar in part.pillars:
        yield ""
        yield f"{pillar.title}: {pillar.points}, {pillar.risks}."
        for question in pillar.questions:
            yield f"{question.title} {question.risk.capitalize()}."
            if question.remark:
                yield question.remark
    if part.plan:
        yield ""
        yield "What to do next:"
        for step in part.plan:
            yield f"{step.gain} {step.pillar}: {step.practice} ({step.work}). {step.how}."
    yield ""
    yield stamp
