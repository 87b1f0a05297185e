"""Whether regional services are attached to a VPC in more than one zone."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.rules.phrasing import listed, name
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet
from designer.rules.zones import judge_zones, work_in_more_zones, zones_at_hand


def _mounted(facts: Facts) -> Iterable[Judgement]:
    systems = facts.topology.of_service("efs")
    for element in systems:
        if element.properties.get("storage_class") == "one_zone":
            called = name(facts.topology, element.id)
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(element.id,),
                sentence=f"{called} is of the one-zone type and has its only mount target there.",
                scenario=f"The zone of {called} is lost.",
            )
        else:
            yield from judge_zones(facts, (element,), "has a mount target")


def _mount_more(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    for key in finding.elements:
        element = diagram.topology.elements.get(ElementId(key))
        if element is None:
            continue
        if element.properties.get("storage_class") != "one_zone":
            yield from work_in_more_zones(diagram, finding)
            continue
        zones = zones_at_hand(facts, element.id)
        ids = frozenset({element.id})
        title = f"Keep {name(diagram.topology, element.id)} in {listed(list(zones))}"
        yield one_step(
            title,
            (
                SetProperty(ids=ids, key="storage_class", value="regional"),
                SetProperty(ids=ids, key="zones", value=zones),
            ),
        )


RULES = (
    Rule(
        id="HA-17",
        tenet=Tenet.AVAILABILITY,
        title="File systems have mount targets in two zones",
        severity=Severity.MEDIUM,
        asks="Can servers in at least two zones mount every file system in their own zone?",
        why="The files are kept in several zones, but a mount target is reached through one; with "
        "the only one its zone takes the files away from all.",
        advice="Make a mount target in every zone with servers, and use the Regional type.",
        limits="Zones are read from the box it stands in or its stated zones.",
        sources=(Source("Trusted Advisor: Amazon EFS no mount target redundancy", "c1dfprch01"),),
        check=_mounted,
        fixes=_mount_more,
    ),
    Rule(
        id="HA-18",
        tenet=Tenet.AVAILABILITY,
        title="Functions in a VPC are connected in two zones",
        severity=Severity.MEDIUM,
        asks="Is every function inside a VPC connected to subnets in at least two zones?",
        why="A function runs in several zones, but one that is connected to a single subnet starts "
        "nowhere else when that zone is lost.",
        advice="Choose a private subnet in every zone for the function.",
        limits="Asked only of functions drawn in a subnet or zone, or with stated zones; others "
        "are taken to work outside the VPC.",
        sources=(
            Source(
                "Trusted Advisor: AWS Lambda VPC-enabled Functions without Multi-AZ Redundancy",
                "L4dfs2Q4C6",
            ),
        ),
        check=lambda facts: judge_zones(
            facts,
            facts.topology.of_service("lambda"),
            "is connected",
            untold=Verdict.NOT_APPLICABLE,
        ),
        fixes=work_in_more_zones,
    ),
)
