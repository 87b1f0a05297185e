"""Whether endpoints that live in chosen zones live in more than one."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.rules.rule import Judgement, Rule, Severity, Source
from designer.rules.tenets import Tenet
from designer.rules.zones import judge_zones, work_in_more_zones


def _interfaces(facts: Facts) -> Iterable[Judgement]:
    endpoints = (
        element
        for element in facts.topology.of_service("vpc-endpoint")
        if element.properties.get("endpoint_type") == "interface"
    )
    return judge_zones(facts, endpoints, "has an address")


RULES = (
    Rule(
        id="HA-13",
        tenet=Tenet.AVAILABILITY,
        title="Interface endpoints have addresses in two zones",
        severity=Severity.MEDIUM,
        asks="Does every interface endpoint have a network interface in at least two zones?",
        why="Everything in the VPC reaches the service behind the endpoint through its addresses; "
        "with the only one its zone takes that service away from all zones.",
        advice="Choose a subnet in every zone that uses the endpoint.",
        limits="Gateway endpoints belong to the whole VPC and are not asked.",
        sources=(
            Source(
                "Trusted Advisor: VPC interface endpoint network interfaces in multiple AZs",
                "c1dfprch10",
            ),
        ),
        check=_interfaces,
        fixes=work_in_more_zones,
    ),
    Rule(
        id="HA-15",
        tenet=Tenet.AVAILABILITY,
        title="Firewalls have endpoints in two zones",
        severity=Severity.HIGH,
        asks="Does every Network Firewall have an endpoint in at least two zones?",
        why="What all traffic must pass is a single point of failure when it stands in one zone.",
        advice="Give the firewall a subnet in every zone whose traffic it inspects.",
        limits="Zones are read from the box it stands in or its stated zones.",
        sources=(Source("Trusted Advisor: Network Firewall Multi-AZ", "c2vlfg0gqd"),),
        check=lambda facts: judge_zones(
            facts, facts.topology.of_service("network-firewall"), "has an endpoint"
        ),
        fixes=work_in_more_zones,
    ),
    Rule(
        id="HA-16",
        tenet=Tenet.AVAILABILITY,
        title="Resolver endpoints have addresses in two zones",
        severity=Severity.MEDIUM,
        asks="Does every Route 53 Resolver endpoint have addresses in at least two zones?",
        why="When names no longer resolve, everything that is still up is out of reach.",
        advice="Give the endpoint an address in two zones, better in three.",
        limits="Zones are read from the box it stands in or its stated zones.",
        sources=(
            Source(
                "Trusted Advisor: Route 53 Resolver Endpoint Availability Zone Redundancy",
                "Chrv231ch1",
            ),
        ),
        check=lambda facts: judge_zones(
            facts, facts.topology.of_service("resolver-endpoint"), "has an address"
        ),
        fixes=work_in_more_zones,
    ),
)
