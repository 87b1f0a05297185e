"""Parts whose failure alone breaks a journey."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.analysis.single_points import SinglePoint
from designer.rules.phrasing import count, listed, name
from designer.rules.repairs import leave_no_zone_alone, make_redundant
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.tenets import Tenet
from designer.rules.trial import tried

_RELIABILITY = Source(
    "Well-Architected, Reliability REL10-BP01: deploy to multiple locations", "REL10-BP01"
)


def _broken(facts: Facts, point: SinglePoint) -> str:
    starts = {journey.id: journey.name for journey in facts.journeys}
    return listed([starts.get(j, j) for j in point.journeys])


def _elements(facts: Facts, *, stateful: bool) -> Iterable[Judgement]:
    blamed = [
        point
        for point in facts.single_points
        if point.kind == "element" and not point.managed and point.stateful is stateful
    ]
    for point in blamed:
        lost = len(point.blast_radius) - 1
        also = f" and takes {count(lost, 'other part')} with it" if lost > 0 else ""
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=tuple(point.ids),
            sentence=f"{point.name} is a single point of failure: alone it breaks "
            f"{_broken(facts, point)}{also}.",
            scenario=point.scenario,
        )
    if not blamed and facts.journeys:
        yield Judgement(verdict=Verdict.PASS)


def _stateless(facts: Facts) -> Iterable[Judgement]:
    return _elements(facts, stateful=False)


def _stateful(facts: Facts) -> Iterable[Judgement]:
    return _elements(facts, stateful=True)


def _zones(facts: Facts) -> Iterable[Judgement]:
    blamed = [point for point in facts.single_points if point.kind == "zone"]
    for point in blamed:
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=tuple(point.ids) or tuple(point.blast_radius),
            subject=point.id,
            sentence=f"Losing {point.name} breaks {_broken(facts, point)}: "
            f"{listed([name(facts.topology, i) for i in point.blast_radius])} "
            f"{'goes' if len(point.blast_radius) == 1 else 'go'} with it.",
            scenario=point.scenario,
        )
    if not blamed and facts.journeys:
        yield Judgement(verdict=Verdict.PASS)


RULES = (
    Rule(
        id="FT-01",
        tenet=Tenet.FAULT_TOLERANCE,
        title="No stateless part is a single point of failure",
        severity=Severity.HIGH,
        asks="Does every journey go on when any one server, gateway or balancer fails?",
        why="Hosts fail every day somewhere; what stands alone takes its users down with it.",
        advice="Put a second one in another zone, behind something that knows which one works.",
        limits="Services that AWS replicates inside a Region are not counted; a Region's loss is "
        "judged by its own rule.",
        sources=(
            _RELIABILITY,
            Source("Trusted Advisor: EC2 Availability Zone balance", "wuy7G1zxql"),
        ),
        check=_stateless,
        fixes=tried(_stateless, make_redundant),
    ),
    Rule(
        id="FT-02",
        tenet=Tenet.FAULT_TOLERANCE,
        title="No data store is a single point of failure",
        severity=Severity.HIGH,
        asks="Does every journey go on when any one database, cache or volume fails?",
        why="A lost server is replaced in minutes; a lost database stops everything that reads it.",
        advice="Turn Multi-AZ on, or add replicas with automatic failover in another zone.",
        limits="A replica that people must promote does not count.",
        sources=(
            _RELIABILITY,
            Source("Trusted Advisor: Amazon RDS Multi-AZ", "f2iK5R6Dep"),
            Source("Trusted Advisor: RDS DB instances not using Multi-AZ deployment", "c1qf5bt019"),
            Source("Trusted Advisor: RDS Multi-AZ Standby Instance Not Enabled", "c18d2gz156"),
            Source("Trusted Advisor: RDS DB clusters have one DB instance", "c1qf5bt011"),
            Source("Trusted Advisor: Amazon DocumentDB Single AZ Clusters", "c15vnddn2x"),
            Source("Trusted Advisor: ElastiCache Multi-AZ clusters", "ECHdfsQ402"),
            Source("Trusted Advisor: MemoryDB Multi-AZ clusters", "MDBdfsQ401"),
            Source("Trusted Advisor: ActiveMQ Availability Zone Redundancy", "c1t3k8mqv1"),
            Source("Trusted Advisor: RabbitMQ Availability Zone Redundancy", "c1t3k8mqv2"),
        ),
        check=_stateful,
        fixes=tried(_stateful, make_redundant),
    ),
    Rule(
        id="FT-03",
        tenet=Tenet.FAULT_TOLERANCE,
        title="No zone is a single point of failure",
        severity=Severity.HIGH,
        asks="Does every journey go on when any one Availability Zone is lost?",
        why="A zone is one flood, one fire, one power cut; AWS asks for two or more.",
        advice="Spread every tier over at least two zones, and let nothing cross to the other one.",
        limits="A part whose zone is not drawn is taken to stand in one unknown zone.",
        sources=(
            _RELIABILITY,
            Source("Trusted Advisor: Auto Scaling group in a single zone", "c18d2gz101"),
            Source("Trusted Advisor: Single AZ Application Check", "c1dfptbg11"),
        ),
        check=_zones,
        fixes=tried(_zones, leave_no_zone_alone),
    ),
)
