"""The pillars and responsibility of a report as GitHub-flavoured Markdown."""

from collections.abc import Iterator

from designer.exporters.report.lens_content import (
    GapLine,
    PillarQuestion,
    PillarsPart,
    ResponsibilityPart,
)
from designer.exporters.report.markdown_text import bullets, escaped, table


def pillars_blocks(part: PillarsPart) -> Iterator[str]:
    """Yield the blocks of the pillars."""
    yield "## Pillars"
    yield f"**{escaped(part.headline)}**"
    yield table(
        (("Pillar", ""), ("Points", ">"), ("Up to", ">"), ("Risks", "")),
        [(f"**{p.title}**", p.points, p.up_to, p.risks) for p in part.pillars],
        raw=1,
    )
    if part.plan:
        yield "### What to do next"
        yield table(
            (("Practice", ""), ("Pillar", ""), ("Gain", ">"), ("Work", ""), ("How", "")),
            [(s.practice, s.pillar, s.gain, s.work, s.how) for s in part.plan],
        )
        if part.more:
            yield escaped(part.more)
    if part.milestones:
        yield "### Milestones"
        yield table(
            (("Milestone", ""), *((p.title, ">") for p in part.pillars)),
            [(name, *points) for name, points in part.milestones],
        )
    for pillar in part.pillars:
        yield f"### {escaped(pillar.title)}: {escaped(pillar.risks)}"
        for question in pillar.questions:
            yield from _question(question)


def _question(question: PillarQuestion) -> Iterator[str]:
    yield f"**{escaped(question.title)}** *({escaped(question.risk)})*"
    if question.remark:
        yield escaped(question.remark)
    lines = []
    for practice in question.followed:
        by = f" *({escaped(practice.shown_by)})*" if practice.shown_by else ""
        lines.append(f"- ✓ {escaped(practice.practice)}{by}")
    for gap in question.gaps:
        lines += _gap(gap)
    if lines:
        yield "\n".join(lines)


def _gap(gap: GapLine) -> Iterator[str]:
    yield f"- {'?' if gap.state == 'open' else '✗'} {escaped(gap.practice)}"
    yield from (f"  - {escaped(sentence)}" for sentence in gap.sentences)
    if gap.remedies:
        yield f"  - **What to do.** {escaped('; '.join(gap.remedies))}."


def responsibility_blocks(part: ResponsibilityPart) -> Iterator[str]:
    """Yield the blocks of who answers for what."""
    yield "## Responsibility"
    yield f"**{escaped(part.headline)}**"
    if not part.rows:
        return
    yield table(
        (("Service", ""), *((short, "") for short, _ in part.areas)),
        [
            (f"{row.service} ({row.model})", *(f"{c.said} {c.sign}".strip() for c in row.cells))
            for row in part.rows
        ],
    )
    yield (
        "What is yours: ✓ done, ✗ missing, ? not stated; without a sign no drawing shows it. "
        f"{escaped('; '.join(f'{short}: {title}' for short, title in part.areas))}."
    )
    if part.duties:
        yield "### Yours to do"
        yield table(
            (("Duty", ""), ("Service", ""), ("Standing", ""), ("What the drawing says", "")),
            [
                (d.area, d.service, d.standing, " ".join(d.reasons) or d.sentence)
                for d in part.duties
            ],
        )
    if part.unseen:
        yield "### Yours as well, though no drawing shows it"
        yield bullets(f"{area}: {services}" for area, services in part.unseen)
