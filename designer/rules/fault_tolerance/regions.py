"""Whether a second Region stands by when the target asks for one."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.rules.phrasing import listed
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.tenets import Tenet

# From here on AWS's own table asks for two Regions or more (disaster-recovery.workshop.aws).
TWO_REGIONS_FROM = 99.99


def _region(facts: Facts) -> Iterable[Judgement]:
    target = facts.workload.availability_target
    blamed = [point for point in facts.single_points if point.kind == "region"]
    if target is None or target <= TWO_REGIONS_FROM or not facts.journeys:
        return
    if not blamed:
        yield Judgement(verdict=Verdict.PASS)
    for point in blamed:
        starts = {journey.id: journey.name for journey in facts.journeys}
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=tuple(point.ids),
            subject=point.id,
            sentence=f"Losing {point.name} breaks "
            f"{listed([starts.get(j, j) for j in point.journeys])}, and the target of {target:g} % "
            "leaves no time to rebuild it elsewhere.",
            scenario=point.scenario,
        )


RULES = (
    Rule(
        id="FT-09",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Targets above 99.99 % have a second Region",
        severity=Severity.HIGH,
        asks="When more than 99.99 % is asked for, does a second Region stand by?",
        why="One Region's own commitments end at 99.99 %; more than that cannot be kept in it.",
        advice="Run a second Region, active or as a warm standby, behind failover routing.",
        limits="Only asked when the workload states a target above 99.99 %.",
        sources=(
            Source("AWS disaster recovery workshop: availability goals and Regions"),
            Source("Well-Architected, Reliability: 99.999 % scenario"),
        ),
        check=_region,
    ),
)
