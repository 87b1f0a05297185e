"""The score as tables for people: points, what caps them, findings, single points, recovery."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from designer.analysis.flow import Cut
from designer.cli.capacity_table import capacity_parts
from designer.cli.tables import cell, heading, print_all, table, tenths
from designer.model.diagram import Diagram
from designer.rules.phrasing import count, name, names
from designer.rules.recovery_phrasing import back_after, data_lost, how
from designer.rules.rule import Verdict
from designer.rules.tenets import Tenet
from designer.scoring.downtime import causes, first_to_fix, summary
from designer.scoring.score_words import (
    cap_words,
    finding_counts,
    overall_words,
    points_lost,
    targets_met,
    tenet_points,
    tenet_up_to,
    tenet_with_accepted,
)
from designer.scoring.scorecard import Scorecard, ScoredFinding, TenetScore

_FEW = 8
_FEW_CUTS = 5
_BAR = 20
_FULL, _GHOST, _REST = "█", "▒", "░"
_SHORT = {
    Tenet.AVAILABILITY: "Avail.",
    Tenet.SCALABILITY: "Scal.",
    Tenet.ELASTICITY: "Elast.",
    Tenet.FAULT_TOLERANCE: "Fault t.",
    Tenet.DURABILITY: "Durab.",
}

Scored = tuple[str, Diagram, Scorecard]


def print_scores(
    scored: Sequence[Scored], proofs: Sequence[Cut | None] = (), *, everything: bool
) -> None:
    """Print every score; several files get a summary at the end.

    Args:
        scored: file, design and score.
        proofs: of each, the proof of where growth stops, or None; () when none is asked for.
        everything: list all findings and single points instead of the first few.
    """
    known = proofs or [None] * len(scored)
    print_all(_all_parts(scored, known, None if everything else _FEW))


def _all_parts(
    scored: Sequence[Scored], proofs: Sequence[Cut | None], most: int | None
) -> Iterator[RenderableType]:
    for index, ((file, diagram, card), proof) in enumerate(zip(scored, proofs, strict=True)):
        if index:
            yield Text()
        yield from _parts(file, diagram, card, proof, most)
    if len(scored) > 1:
        yield Text()
        yield from _summary(scored)


def _parts(
    file: str, diagram: Diagram, card: Scorecard, proof: Cut | None, most: int | None
) -> Iterator[RenderableType]:
    yield heading(f"{diagram.title} ({file})")
    yield cell(overall_words(card), "bold")
    yield Text()
    yield _tenets(card)
    yield from _findings(card, most)
    yield from _idle(card)
    yield from _single_points(card, diagram, most)
    yield from _cut_sets(card, most)
    yield from _availability(card, most)
    yield from capacity_parts(card, diagram, proof)
    yield from _recovery(card, diagram)


def _tenets(card: Scorecard) -> RenderableType:
    """Tabulate the tenets, with and without the points of what is accepted if anything is."""
    columns = [("Tenet", False), ("Points", True), ("", True), ("Up to", True)]
    rows = [list(_tenet_row(tenet)) for tenet in card.tenets]
    if card.accepted_count:
        columns.insert(2, ("Without accepted", True))
        for row, score in zip(rows, card.tenets, strict=True):
            row.insert(2, tenet_with_accepted(score))
    return table([*columns, ("Capped by", False)], rows, flexible=len(columns))


def _tenet_row(score: TenetScore) -> Sequence[Text | str]:
    if score.low is None or score.high is None:
        return (score.tenet.title, tenet_points(score), "", "", "does not apply")
    capped = cap_words(score.caps[0]) if score.caps else ""
    bar = _bar(score.low, score.high)
    return (score.tenet.title, tenet_points(score), bar, tenet_up_to(score), capped)


def _bar(low: float, high: float) -> str:
    full = round(low * _BAR / 100)
    ghost = max(0, round(high * _BAR / 100) - full)
    return _FULL * full + _GHOST * ghost + _REST * (_BAR - full - ghost)


def _findings(card: Scorecard, most: int | None) -> Iterator[RenderableType]:
    open_ones = [f for f in card.findings if not f.accepted]
    taken = [f for f in card.findings if f.accepted]
    yield Text()
    yield heading(finding_counts(card))
    if not card.findings:
        return
    # What is accepted is few and has to stay in sight.
    shown = [*(open_ones if most is None else open_ones[:most]), *taken]
    yield table(
        [("Points", True), ("Rule", True), ("What is lost and why", False)],
        [_finding_row(found) for found in shown],
        flexible=2,
    )
    left = len(card.findings) - len(shown)
    if left:
        yield cell(f"... and {left} more; --all lists them.")


def _idle(card: Scorecard) -> Iterator[RenderableType]:
    if not card.idle_waivers:
        return
    yield Text()
    yield heading(count(len(card.idle_waivers), "acceptance") + " no longer needed")
    yield table(
        [("Finding", False), ("Accepted because", False)],
        [(idle.finding, idle.reason) for idle in card.idle_waivers],
        flexible=1,
    )


def _finding_row(found: ScoredFinding) -> Sequence[Text | str]:
    finding = found.finding
    sentence = finding.sentence
    if found.accepted:
        sentence = f"Accepted: {sentence} ({found.accepted})"
    elif finding.verdict is Verdict.UNKNOWN:
        sentence = f"Not stated: {sentence}"
    if finding.scenario:
        sentence = f"{sentence} {finding.scenario}"
    return (points_lost(found), finding.rule, sentence)


def _single_points(card: Scorecard, diagram: Diagram, most: int | None) -> Iterator[RenderableType]:
    points = card.single_points
    yield Text()
    yield heading(count(len(points), "single point") + " of failure")
    if not points:
        return
    shown = points if most is None else points[:most]
    yield table(
        [("What", False), ("Kind", False), ("What goes down with it", False)],
        [
            (point.name, point.kind, names(diagram.topology, point.blast_radius, most=6))
            for point in shown
        ],
        flexible=2,
    )
    if len(shown) < len(points):
        yield cell(f"... and {len(points) - len(shown)} more; --all lists them.")


def _cut_sets(card: Scorecard, most: int | None) -> Iterator[RenderableType]:
    found = card.cut_sets
    if found is None or found.asked < 2:
        return
    combined = found.combined
    yield Text()
    yield heading("What together breaks it")
    if combined:
        shown = combined if most is None else combined[:_FEW_CUTS]
        yield table(
            [("Failures", True), ("What happens", False)],
            [(str(cut.order), cut.sentence) for cut in shown],
            flexible=1,
        )
        if len(shown) < len(combined):
            yield cell(f"... and {len(combined) - len(shown)} more; --all lists them.")
    else:
        yield cell(f"Nothing but the single points, up to {count(found.order, 'failure')} at once.")
    if found.note:
        yield cell(found.note)


def _availability(card: Scorecard, most: int | None) -> Iterator[RenderableType]:
    report = card.availability
    yield Text()
    yield heading("Availability")
    first = first_to_fix(report)
    for sentence in summary(report):
        yield cell(sentence)
    if first:
        yield cell(first, "bold")
    rows = causes(report, most)
    if rows:
        yield table(
            [("Cause of downtime", False), ("Share", True), ("Downtime", True), ("Kind", False)],
            [(cause.name, cause.share, cause.downtime, cause.kind) for cause in rows],
            flexible=0,
        )


def _recovery(card: Scorecard, diagram: Diagram) -> Iterator[RenderableType]:
    recovery = card.recovery
    yield Text()
    yield heading(f"Recovery (strategy: {recovery.strategy.value})")
    rows = [
        (
            "Workload" if row.store is None else name(diagram.topology, row.store),
            row.disruption.value,
            back_after(row),
            data_lost(row),
            targets_met((row.rto_met, row.rpo_met)),
            how(row),
        )
        for row in (*recovery.workload, *recovery.rows)
    ]
    if rows:
        yield table(
            [
                ("Store", False),
                ("Disruption", False),
                ("Back after", True),
                ("Data lost", True),
                ("Target", False),
                ("How", False),
            ],
            rows,
            flexible=5,
        )
    for sentence in recovery.contradictions:
        yield cell(sentence)


def _summary(scored: Sequence[Scored]) -> Iterator[RenderableType]:
    yield heading("Summary")
    columns = [("File", False), ("Overall", True), ("", True)]
    columns += [(_SHORT[tenet], True) for tenet in Tenet]
    rows = [
        (
            file,
            tenths(card.overall),
            card.letter,
            *("–" if t.low is None else f"{t.low:.0f}" for t in card.tenets),
        )
        for file, _, card in scored
    ]
    yield table(columns, rows, flexible=0)
