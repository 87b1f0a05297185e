"""Whether balancers that face the internet can be reached from it."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.topology import Topology
from designer.rules.copies import move_into
from designer.rules.phrasing import name
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import having
from designer.rules.tenets import Tenet

_OUTSIDE = frozenset({Role.CLIENT, Role.DNS, Role.EDGE})
_PRIVATE = "private-subnet"


def _exposed(facts: Facts) -> Iterable[Judgement]:
    topology = facts.topology
    for element, _row in having(topology, "scheme"):
        subnet = topology.around(element.id, Kind.SUBNET)
        scheme = element.properties.get("scheme")
        if (
            subnet is None
            or scheme == "internal"
            or not (scheme or _asked_from_outside(facts, element))
        ):
            continue
        if subnet.service != _PRIVATE:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
            continue
        called = name(topology, element.id)
        where = f"{called} stands in the private subnet {name(topology, subnet.id)}"
        told = "is stated to face" if scheme else "as AWS makes it faces"
        yield Judgement(
            verdict=Verdict.FAIL if scheme else Verdict.UNKNOWN,
            elements=(element.id,),
            sentence=f"{where} but {told} the internet, which cannot reach it there.",
        )


def _asked_from_outside(facts: Facts, element: Element) -> bool:
    rows, elements = catalog(), facts.topology.elements
    for link in facts.topology.incoming(element.id):
        row = rows.get(elements[link.source].service)
        if row is not None and (row.role in _OUTSIDE or row.key == "igw"):
            return True
    return False


def _is_hidden(topology: Topology, element: Element) -> bool:
    subnet = topology.around(element.id, Kind.SUBNET)
    return subnet is not None and subnet.service == _PRIVATE


def _to_public(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    topology = diagram.topology
    for key in finding.elements:
        element = topology.elements.get(ElementId(key))
        zone = None if element is None else topology.around(element.id, Kind.ZONE)
        around = None if element is None else topology.around(element.id, Kind.SUBNET)
        if element is None or around is None or around.service != _PRIVATE:
            continue
        vpc = topology.around(element.id, Kind.VPC)
        public = topology.of_service("public-subnet")
        subnets = [s for s in public if topology.around(s.id, Kind.VPC) is vpc]
        near = [s for s in subnets if topology.around(s.id, Kind.ZONE) is zone]
        for subnet in (*near, *subnets):
            yield from move_into(diagram, element, subnet.id)
            return


RULES = (
    Rule(
        id="HA-11",
        tenet=Tenet.AVAILABILITY,
        title="Balancers that face the internet stand in public subnets",
        severity=Severity.HIGH,
        asks="Can the internet reach every balancer that is meant for it?",
        why="A private subnet has no way in from the internet, so the balancer's node in that zone "
        "gets no traffic at all.",
        advice="Put internet-facing balancers into public subnets and the servers into private "
        "ones; state balancers inside the network as internal.",
        limits="Asked only of balancers drawn in a subnet; of those not stated to face the "
        "internet only when users, DNS or an edge service ask them.",
        sources=(
            Source("Trusted Advisor: NLB internet-facing resource in private subnet", "c1dfpnchv4"),
        ),
        check=_exposed,
        fixes=_to_public,
    ),
)
