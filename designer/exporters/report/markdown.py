"""A report as GitHub-flavoured Markdown, with every name escaped, so that it stays a name."""

from collections.abc import Iterator

from designer.exporters.report.content import DayLine, FindingLine, FixLine, Report
from designer.exporters.report.markdown_lenses import pillars_blocks, responsibility_blocks
from designer.exporters.report.markdown_text import bullets, escaped, table

_LEVELS = "▁▂▃▄▅▆▇█"
_HOUR_S = 3600


def to_markdown(report: Report, picture: str = "") -> str:
    """Return the report as text that ends with a line break.

    Args:
        picture: the design as a Mermaid flowchart, which GitHub draws; "" for none.
    """
    blocks = [
        f"# {escaped(report.title)}",
        *_opening(report),
        *([f"## Diagram\n\n```mermaid\n{picture.strip()}\n```"] if picture else []),
        *_findings(report),
        *_availability(report),
        *_failures(report),
        *_recovery(report),
        *_capacity(report),
        *_day(report),
        *(pillars_blocks(report.pillars) if report.pillars else ()),
        *(responsibility_blocks(report.responsibility) if report.responsibility else ()),
        *_ground(report),
        f"---\n\n*{escaped(report.stamp)}.*",
    ]
    return "\n\n".join(blocks) + "\n"


def _opening(report: Report) -> Iterator[str]:
    yield f"**{escaped(report.headline)}**"
    for paragraph in report.description.split("\n"):
        if paragraph.strip():
            yield escaped(paragraph)
    if report.summary:
        yield bullets(report.summary)
    if report.best_fixes:
        yield "**What brings most, each change by itself:**"
        yield bullets(f"{fix.title}: {fix.gain}" for fix in report.best_fixes)
    yield "## Tenets"
    rows = [
        (
            f"**{line.title}**",
            line.points,
            line.up_to,
            "does not apply" if line.low is None else "; ".join(line.caps[:2]),
        )
        for line in report.tenets
    ]
    yield table((("Tenet", ""), ("Points", ">"), ("Up to", ">"), ("Held back at", "")), rows, raw=1)
    for line in report.tenets:
        if line.parts:
            parts = (f"{p.name}: {p.figure} ({p.points} of 100, {p.weight})" for p in line.parts)
            yield f"**{escaped(line.title)}.** *{escaped(line.question)}*\n\n{bullets(parts)}"


def _findings(report: Report) -> Iterator[str]:
    yield f"## {escaped(report.counts[:1].upper() + report.counts[1:])}"
    if not report.findings:
        yield "Nothing was found."
        return
    yield table(
        (("No.", ">"), ("Points", ">"), ("Severity", ""), ("Rule", ""), ("What was found", "")),
        [
            (f"{f.number}", f.points, f.severity, f.rule, f"{_status(f)}{f.sentence}")
            for f in report.findings
        ],
    )
    if report.fixes_note:
        yield escaped(report.fixes_note)
    for finding in report.findings:
        yield from _finding(finding)


def _status(finding: FindingLine) -> str:
    return "" if finding.status == "found" else f"{finding.status.capitalize()}: "


def _finding(finding: FindingLine) -> Iterator[str]:
    yield f"### {finding.number}. {escaped(finding.title)}"
    yield (
        f"*{escaped(finding.tenet)}, rule {escaped(finding.rule)}, {finding.severity} severity, "
        f"{finding.points} points*"
    )
    yield escaped(f"{_status(finding)}{finding.sentence} {finding.scenario}")
    lines = [("Why", finding.why), ("What to do", finding.advice)]
    if finding.elements:
        lines.append(("Concerns", ", ".join(finding.elements)))
    if finding.accepted:
        lines.append(("Accepted because", finding.accepted))
    block = [f"- **{head}.** {escaped(text)}" for head, text in lines]
    yield "\n".join([*block, *(line for fix in finding.fixes for line in _fix(fix))])


def _fix(fix: FixLine) -> Iterator[str]:
    gain = fix.gain[:1].lower() + fix.gain[1:]
    yield f"- **Fix, {escaped(gain)}.** {escaped(fix.title)} ({escaped(fix.kind)})"
    if fix.why:
        yield f"  - {escaped(fix.why)}"
    yield from (f"  - {escaped(change)}" for change in fix.changes)


def _availability(report: Report) -> Iterator[str]:
    if not report.availability:
        return
    yield "## Availability"
    yield bullets(report.availability)
    if report.first_to_fix:
        yield f"**{escaped(report.first_to_fix)}**"
    yield table(
        (("Journey", ""), ("Kind", ""), ("Availability", ">"), ("Downtime", ">"), ("Passes", "")),
        [(j.name, j.kind, j.availability, j.downtime, j.passes) for j in report.journeys],
    )
    if report.causes:
        yield table(
            (("Cause of downtime", ""), ("Share", ">"), ("Downtime", ">"), ("Kind", "")),
            [(c.name, c.share, c.downtime, c.kind) for c in report.causes],
        )


def _failures(report: Report) -> Iterator[str]:
    yield "## Single points of failure"
    if report.single_points:
        yield table(
            (("What", ""), ("Kind", ""), ("What goes down with it", "")),
            [(p.name, p.kind, p.takes_down) for p in report.single_points],
        )
    else:
        yield "No single failure breaks a journey."
    if report.together:
        yield "### What together breaks it"
        yield table(
            (("Failures", ">"), ("What happens", "")),
            [(f"{order}", sentence) for order, sentence in report.together],
        )
    if report.together_note:
        yield escaped(report.together_note)


def _recovery(report: Report) -> Iterator[str]:
    yield "## Recovery"
    yield f"Strategy for the loss of a Region: **{escaped(report.strategy)}**."
    if report.recovery:
        yield table(
            (
                ("Store", ""),
                ("Disruption", ""),
                ("Back after", ">"),
                ("Data lost", ">"),
                ("Target", ""),
                ("How", ""),
            ),
            [
                (r.store, r.disruption, r.back_after, r.data_lost, r.target, r.how)
                for r in report.recovery
            ],
        )
    if report.contradictions:
        yield bullets(report.contradictions)


def _capacity(report: Report) -> Iterator[str]:
    if not report.capacity:
        return
    yield "## Capacity"
    yield "Requests a second."
    heads = ("Peak", "Now", "Bigger", "More", "Both", "Zone lost")
    yield table(
        (("Tier", ""), *((head, ">") for head in heads), ("", "")),
        [
            (c.name, c.peak, c.now, c.bigger, c.more, c.both, c.zone_lost, c.mark)
            for c in report.capacity
        ],
    )
    yield "\n\n".join(escaped(line) for line in report.growth)


def _day(report: Report) -> Iterator[str]:
    yield "## A day of load"
    if report.day.problem:
        yield escaped(report.day.problem)
        return
    yield escaped(f"{report.day.load}, {report.day.peak} at most.")
    yield table(
        (("Tier", ""), ("How it follows", ""), ("Refused", ">"), ("Verdict", "")),
        [(t.name, t.how, t.figures[0].text, t.verdict) for t in report.day.tiers],
    )
    for tier in report.day.plotted:
        yield (
            f"{escaped(tier.name)}, {escaped(tier.unit)} by the hour:\n\n```text\n"
            f"needed {_line(tier, tier.demand)} up to {max(tier.demand):,}\n"
            f"served {_line(tier, tier.supply)} up to {max(tier.supply):,}\n```"
        )


def _line(tier: DayLine, values: tuple[int, ...]) -> str:
    """Return a line of bars, one for the most of each hour."""
    each = max(1, round(_HOUR_S / tier.step_s))
    top = max(1, *tier.demand, *tier.supply)
    hours = [max(values[i : i + each]) for i in range(0, len(values), each)]
    return "".join(_LEVELS[min(7, value * 8 // (top + 1))] for value in hours)


def _ground(report: Report) -> Iterator[str]:
    yield "## What this rests on"
    yield "### Goals"
    yield table((("Goal", ""), ("Value", "")), [(g.name, g.value) for g in report.goals])
    if report.assumptions:
        yield "### Assumed"
        yield bullets(report.assumptions)
    yield "### Not stated"
    if report.questions:
        yield "Each counts at AWS's default until the design states it."
        yield table(
            (("Component", ""), ("Not stated", ""), ("Could bring", "")),
            [(q.component, ", ".join(q.properties), q.gain) for q in report.questions],
        )
    else:
        yield "Everything that matters to the score is stated."
    if report.inferred:
        yield "### Worked out by the import, not confirmed"
        yield bullets(report.inferred)
