"""Whether people, and the internet, are kept away from servers and stores."""

from collections.abc import Callable, Iterable, Iterator

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.model.elements import Element, Kind
from designer.review.check import Check
from designer.review.checks.entrances import data_stores, in_public_subnet, in_vpc
from designer.review.checks.practices import pipeline
from designer.review.checks.stated import every
from designer.review.pillars import Pillar
from designer.rules.phrasing import name
from designer.rules.rule import Judgement, Severity, Source, Verdict
from designer.rules.statements import state

_SERVERS = ("ec2", "spot", "ecs", "fargate", "eks", "asg")


def _servers(facts: Facts) -> Iterator[Element]:
    for element in facts.topology.of_service(*_SERVERS):
        if element.kind is not Kind.SCALING_GROUP:
            yield element


def _private(
    found: Callable[[Facts], Iterable[Element]], what: str
) -> Callable[[Facts], Iterable[Judgement]]:
    """Make a check that nothing of a kind stands in a public subnet.

    What stands in a VPC but in no subnet is not stated.
    """

    def judge(facts: Facts) -> Iterable[Judgement]:
        topology = facts.topology
        for element in found(facts):
            row = catalog()[element.service]
            if not in_vpc(facts, element) or row.kind is not Kind.RESOURCE:
                continue
            called = name(topology, element.id)
            if in_public_subnet(facts, element):
                yield Judgement(
                    verdict=Verdict.FAIL,
                    elements=(element.id,),
                    sentence=f"{called} stands in a public subnet, where {what}.",
                )
            elif any(o.kind is Kind.SUBNET for o in topology.ancestors(element.id)):
                yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
            else:
                yield Judgement(
                    verdict=Verdict.UNKNOWN,
                    elements=(element.id,),
                    sentence=f"{called} stands in no subnet; it may be a public one.",
                )

    return judge


_PIPELINE = pipeline("changes the workload")

CHECKS = (
    Check(
        id="SEC-26",
        pillar=Pillar.SECURITY,
        choice="sec_private_data",
        title="Stores stand in private subnets",
        severity=Severity.HIGH,
        asks="Does every store of the network stand in a private subnet?",
        why="A public subnet has a way to the internet; one wrong rule opens the database.",
        advice="Move it to a private subnet.",
        limits="Services without a place in the network are not asked.",
        sources=(Source("Well-Architected Security Pillar", "infrastructure protection"),),
        judge=_private(data_stores, "one wrong rule opens it to the internet"),
    ),
    Check(
        id="SEC-27",
        pillar=Pillar.SECURITY,
        choice="sec_private_servers",
        title="Servers stand in private subnets",
        severity=Severity.MEDIUM,
        asks="Does every server stand in a private subnet behind an entrance?",
        why="What has no public address cannot be attacked directly.",
        advice="Move servers to private subnets and let a load balancer stand before them.",
        limits="A server that is the entrance on purpose is found, too.",
        sources=(Source("AWS Config", "ec2-instance-no-public-ip"),),
        judge=_private(_servers, "it can be reached from the internet"),
    ),
    Check(
        id="SEC-28",
        pillar=Pillar.SECURITY,
        choice="sec_no_shell",
        title="Servers are reached by Session Manager",
        severity=Severity.LOW,
        asks="Do people reach servers by Session Manager, or not at all?",
        why="An open port for a shell is an entrance with a key that is copied.",
        advice="Use Session Manager.",
        limits="Whether a port is open beside it is not known.",
        sources=(Source("AWS Config", "restricted-ssh"),),
        judge=every(
            "session_manager",
            "is reached by an open port",
            "people may reach it by a port that is open to others as well",
        ),
        fixes=state("Reach {name} by Session Manager", "session_manager", True),
    ),
    Check(
        id="SEC-29",
        pillar=Pillar.SECURITY,
        choice="sec_pipeline_only",
        title="A pipeline makes the changes",
        severity=Severity.MEDIUM,
        asks="Is there a pipeline through which changes reach production?",
        why="Who deploys by hand needs rights that an attacker would like to have.",
        advice="Draw the pipeline.",
        limits="Pipelines outside AWS are seen only when drawn as CodePipeline or CodeDeploy.",
        sources=(Source("Well-Architected Security Pillar", "application security"),),
        judge=_PIPELINE.judge,
        fixes=_PIPELINE.fixes,
    ),
)
