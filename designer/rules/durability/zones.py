"""Whether data outlives the zone it is kept in."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.model.diagram import Diagram
from designer.model.workload import Disruption
from designer.rules.durability.ways_back import ways_back
from designer.rules.phrasing import name
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.tenets import Tenet


def _zone(facts: Facts) -> Iterable[Judgement]:
    for row in facts.recovery.rows:
        if row.disruption is not Disruption.ZONE or row.store is None:
            continue
        if row.rpo_s is not None:
            yield Judgement(verdict=Verdict.PASS, elements=(row.store,))
            continue
        called = name(facts.topology, row.store)
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=(row.store,),
            sentence=f"All data of {called} is in one zone and lost with it.",
            scenario=f"The zone of {called} is lost.",
        )


def _outlive(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    for store in finding.elements:
        yield from ways_back(diagram, store, Disruption.ZONE)


RULES = (
    Rule(
        id="DU-08",
        tenet=Tenet.DURABILITY,
        title="Data outlives a zone",
        severity=Severity.HIGH,
        asks="Is every store's data, or a copy of it, kept in a second zone?",
        why="A volume, an instance's disk and a one-zone storage class are in one place; what "
        "burns there is gone unless a snapshot or a copy stands elsewhere.",
        advice="Take snapshots, which are kept in the Region, or choose a class that spans zones.",
        limits="Copies that are made but not drawn or stated are not seen; what can be made again, "
        "such as thumbnails, may be accepted.",
        sources=(
            Source("Trusted Advisor: Amazon EBS Snapshots", "H7IgTzjTYb"),
            Source("Trusted Advisor: Amazon Redshift cluster automated snapshots", "c18d2gz135"),
            Source(
                "S3 User Guide: storage classes in one Availability Zone", "storage-class-intro"
            ),
        ),
        check=_zone,
        fixes=_outlive,
    ),
)
