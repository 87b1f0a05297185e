"""Whether traffic is distributed over locations by something that survives itself."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Role, Scope, Service
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.model.links import LinkKind
from designer.rules.availability.targets import balancers
from designer.rules.copies import copy_into_another_zone, put_balancer_before
from designer.rules.phrasing import name, names
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import is_true, judge_statement, state
from designer.rules.tenets import Tenet
from designer.rules.trial import tried
from designer.rules.zones import work_in_more_zones

_SPREADERS = frozenset({Role.BALANCER, Role.DNS, Role.EDGE, Role.GATEWAY, Role.BUFFER})


def _row(element: Element) -> Service | None:
    return catalog().get(element.service)


def _balanced(facts: Facts) -> Iterable[Judgement]:
    topology = facts.topology
    subjects: set[str] = set()
    for servers, clients in _asked_directly(facts).items():
        if all(_has_spreader(facts, server) for server in servers):
            continue
        called, by = names(topology, servers), names(topology, clients)
        # Two sets of servers may begin with the same one.
        subject = servers[0] if servers[0] not in subjects else "+".join(servers)
        subjects.add(subject)
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=servers,
            subject=subject,
            sentence=f"{by} {'asks' if len(clients) == 1 else 'ask'} {called} directly; nothing "
            "distributes the traffic or notices a dead server.",
            scenario=f"{name(topology, servers[0])} fails.",
        )
    for element in balancers(facts):
        yield Judgement(verdict=Verdict.PASS, elements=(element.id,))


def _asked_directly(facts: Facts) -> dict[tuple[ElementId, ...], list[ElementId]]:
    """Return the sets of like servers that clients ask, with the clients."""
    topology = facts.topology
    found: dict[tuple[ElementId, ...], list[ElementId]] = {}
    clients = (row.key for row in catalog().values() if row.role is Role.CLIENT)
    for client in topology.of_service(*clients):
        groups: dict[str, dict[ElementId, None]] = {}
        for link in topology.outgoing(client.id, LinkKind.REQUEST):
            target = topology.elements[link.target]
            row = _row(target)
            if row is not None and row.role is Role.COMPUTE and row.failure.scope is Scope.ZONAL:
                groups.setdefault(target.service, {})[target.id] = None
        for servers in groups.values():
            found.setdefault(tuple(servers), []).append(client.id)
    return found


def _balance(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    servers = tuple(ElementId(i) for i in finding.elements if i in diagram.topology.elements)
    if len(servers) == 1:
        yield from copy_into_another_zone(diagram, diagram.topology.elements[servers[0]])
    elif servers:
        yield from put_balancer_before(diagram, servers)


def _has_spreader(facts: Facts, element: ElementId) -> bool:
    for link in facts.topology.incoming(element):
        row = _row(facts.topology.elements[link.source])
        if row is not None and row.role in _SPREADERS:
            return True
    return False


def _two_zones(facts: Facts) -> Iterable[Judgement]:
    for element in balancers(facts):
        called = name(facts.topology, element.id)
        if not facts.placement.is_zone_known(element.id):
            yield Judgement(
                verdict=Verdict.UNKNOWN,
                elements=(element.id,),
                sentence=f"The drawing does not say in which zones {called} works.",
            )
        elif len(facts.placement.zones_of(element.id)) < 2:
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(element.id,),
                sentence=f"{called} works in one Availability Zone only.",
                scenario=f"The zone of {called} is lost.",
            )
        else:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))


RULES = (
    Rule(
        id="HA-03",
        tenet=Tenet.AVAILABILITY,
        title="A load balancer stands in front of servers",
        severity=Severity.HIGH,
        asks="Does something distribute the traffic and take node failure into account?",
        why="Users who are sent to one address lose everything with that one server.",
        advice="Put an Application or Network Load Balancer in front of the servers.",
        limits="DNS that chooses between servers counts, though it notices a failure late.",
        sources=(
            Source("The tenet's own text: does a load balancer distribute traffic?"),
            Source("AWS Config", "autoscaling-group-elb-healthcheck-required"),
        ),
        check=_balanced,
        fixes=tried(_balanced, _balance),
    ),
    Rule(
        id="HA-04",
        tenet=Tenet.AVAILABILITY,
        title="Load balancers work in two zones or more",
        severity=Severity.HIGH,
        asks="Does every load balancer have nodes in at least two zones?",
        why="A balancer in one zone is as mortal as the servers it is meant to save users from.",
        advice="Enable the balancer in every zone that has targets.",
        limits="Zones are read from the box it stands in or its stated zones.",
        sources=(
            Source("Trusted Advisor: ALB Multi-AZ", "c1dfprch08"),
            Source("Trusted Advisor: NLB Multi-AZ", "c1dfprch09"),
            Source(
                "Trusted Advisor: Application, Network, and Gateway Load Balancers Not Spanning "
                "Multiple Availability Zones",
                "c18d2gz169",
            ),
            Source(
                "Trusted Advisor: Classic Load Balancer has no multiple AZs configured",
                "c18d2gz154",
            ),
            Source("Trusted Advisor: Load Balancer Optimization", "iqdCTZKCUp"),
        ),
        check=_two_zones,
        fixes=work_in_more_zones,
    ),
    Rule(
        id="HA-05",
        tenet=Tenet.AVAILABILITY,
        title="Load balancers send across zones",
        severity=Severity.LOW,
        asks="Can each node of a balancer reach the targets in every zone?",
        why="Without it a zone with few targets is overrun while another one idles.",
        advice="Turn cross-zone load balancing on.",
        limits="Traffic between zones costs money; with equal targets in each zone it is not "
        "needed.",
        sources=(Source("Trusted Advisor: NLB Cross Load Balancing", "c18d2gz105"),),
        check=lambda facts: judge_statement(
            facts, "cross_zone", is_true, "sends only to targets in its own zone"
        ),
        fixes=state("Let {name} send across zones", "cross_zone", True),
    ),
    Rule(
        id="HA-12",
        tenet=Tenet.AVAILABILITY,
        title="Load balancers leave out what fails",
        severity=Severity.HIGH,
        asks="Does every load balancer probe its targets?",
        why="A balancer that does not look sends each server its share, the dead one too.",
        advice="Let the balancer probe a page that tells whether the application works.",
        limits="What the probe asks for is not drawn; one that asks only for a heartbeat is "
        "believed.",
        sources=(
            Source("The tenet's own text: does it take node failure into account?"),
            Source("Well-Architected, Reliability REL11-BP01: monitor all parts", "REL11-BP01"),
        ),
        check=lambda facts: judge_statement(
            facts,
            "health_checks",
            is_true,
            "does not probe its targets, so it goes on sending to one that is down",
            where=lambda _element, service: service.role is Role.BALANCER,
        ),
        fixes=state("Let {name} probe its targets", "health_checks", True),
    ),
)
