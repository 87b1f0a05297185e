"""Whether the design can keep the availability that is asked of it."""

from collections.abc import Iterable

from designer.analysis.availability import MINUTES_PER_YEAR
from designer.analysis.facts import Facts
from designer.rules.phrasing import listed, span
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.tenets import Tenet


def _kept(facts: Facts) -> Iterable[Judgement]:
    target = facts.workload.availability_target
    if target is None or not facts.journeys:
        return
    report = facts.availability
    allowed = (1 - target / 100) * MINUTES_PER_YEAR
    structural = report.workload.unavailability * MINUTES_PER_YEAR
    found = structural + report.operational.minutes_per_year
    if found <= allowed:
        yield Judgement(verdict=Verdict.PASS, subject="target")
        return
    worst = report.workload.contributions[:3]
    most = f"; most of it by {listed([c.name for c in worst])}" if worst else ""
    yield Judgement(
        verdict=Verdict.FAIL,
        elements=tuple(dict.fromkeys(i for c in worst for i in c.ids)),
        subject="target",
        sentence=f"{target:g} % allows {span(allowed * 60)} of downtime a year; this design comes "
        f"to {span(found * 60)}, {span(structural * 60)} of it structural{most}.",
    )


def _stated(facts: Facts) -> Iterable[Judgement]:
    if not facts.journeys:
        return
    if facts.workload.availability_target is not None:
        yield Judgement(verdict=Verdict.PASS, subject="stated")
        return
    yield Judgement(
        verdict=Verdict.UNKNOWN,
        subject="stated",
        sentence="No availability target is stated, so nobody can tell whether this is enough.",
    )


RULES = (
    Rule(
        id="HA-06",
        tenet=Tenet.AVAILABILITY,
        title="The design keeps its availability target",
        severity=Severity.HIGH,
        asks="Is the expected downtime within what the target allows?",
        why="Structure, failovers, repairs and changes add up; a target is kept only by the sum.",
        advice="Begin with the parts that contribute most; then make changes without downtime.",
        limits="Rests on AWS's service level agreements, which are cautious, and on the stated "
        "or assumed operation.",
        sources=(Source("AWS whitepaper: Availability and Beyond"),),
        check=_kept,
    ),
    Rule(
        id="HA-07",
        tenet=Tenet.AVAILABILITY,
        title="An availability target is stated",
        severity=Severity.LOW,
        asks="Does the workload say how much downtime it can bear?",
        why="99 % and 99.99 % are different buildings; without a target either is guesswork.",
        advice="State the target in the workload's properties.",
        limits="A target agreed elsewhere is not seen.",
        sources=(Source("Well-Architected, Reliability: availability goals"),),
        check=_stated,
    ),
)
