"""What the speaker's notes say: the reasons behind what a slide shows."""

from collections.abc import Iterator

from designer.exporters.report.content import FindingLine, FixLine, Report


def diagram_notes(report: Report) -> Iterator[str]:
    """Yield the notes of the diagram's slide: what it is, and what a listener should know."""
    yield from report.description.splitlines()
    if report.description:
        yield ""
    yield report.headline
    yield from report.summary
    yield from report.availability
    yield ""
    yield report.stamp


def tenet_notes(report: Report) -> Iterator[str]:
    """Yield the notes of the tenets' slide: every figure and cap of every tenet."""
    yield report.headline
    for tenet in report.tenets:
        yield ""
        yield f"{tenet.title}: {tenet.points}. {tenet.question}"
        if tenet.up_to:
            yield f"Up to {tenet.up_to} once everything is stated."
        if tenet.with_accepted:
            yield f"{tenet.with_accepted} without what is accepted."
        for cap in tenet.caps:
            yield f"Capped at {cap}."
        for part in tenet.parts:
            yield f"{part.name}: {part.figure}; {part.points} of 100, weight {part.weight}."
    yield ""
    yield report.stamp


def gain_words(fix: FixLine) -> str:
    """Return what a fix brings, as it is said within a sentence."""
    return fix.gain[:1].lower() + fix.gain[1:]


def finding_notes(finding: FindingLine) -> Iterator[str]:
    """Yield the notes of one finding: what proves it, why it matters, what would mend it."""
    yield f"{finding.number}. {finding.rule}: {finding.title} ({finding.tenet})"
    yield finding.sentence
    for line in (finding.scenario, finding.why, finding.advice):
        if line:
            yield line
    if finding.accepted:
        yield f"Accepted: {finding.accepted}"
    for fix in finding.fixes:
        yield f"Fix: {fix.title} ({gain_words(fix)}; {fix.kind})"
    yield ""
