"""Whether the work is split between zones."""

from collections.abc import Iterable
from dataclasses import replace

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Role, Scope
from designer.edit.edits import AddElement, Edit, Reconnect
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, IdSource
from designer.model.links import LinkKind
from designer.rules.copies import free_box
from designer.rules.phrasing import listed, name
from designer.rules.repairs import make_redundant
from designer.rules.rule import Finding, Fix, Judgement, Option, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet


def _compute(facts: Facts) -> list[Element]:
    rows = catalog()
    return [
        element
        for element in facts.topology.elements.values()
        if (row := rows.get(element.service)) is not None
        and row.role is Role.COMPUTE
        and row.failure.scope is Scope.ZONAL
    ]


def _one_zone(facts: Facts) -> Iterable[Judgement]:
    fleet = _compute(facts)
    if not fleet:
        return
    ids = tuple(element.id for element in fleet)
    unknown = [i for i in ids if not facts.placement.is_zone_known(i)]
    zones = {zone for i in ids if i not in unknown for zone in facts.placement.zones_of(i)}
    if len(zones) >= 2:
        yield Judgement(verdict=Verdict.PASS, elements=ids)
    elif unknown:
        yield Judgement(
            verdict=Verdict.UNKNOWN,
            elements=tuple(unknown),
            subject="compute",
            sentence=f"The drawing does not say in which zones "
            f"{listed([name(facts.topology, i) for i in unknown])} runs.",
        )
    else:
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=ids,
            subject="compute",
            sentence="All servers run in one Availability Zone.",
            scenario="That zone is lost.",
        )


def _zone_of(facts: Facts, element: ElementId) -> Element | None:
    return facts.topology.around(element, Kind.ZONE)


def _nat(facts: Facts) -> Iterable[Judgement]:
    topology = facts.topology
    for element in topology.elements.values():
        if element.service != "nat":
            continue
        own = _zone_of(facts, element.id)
        users = [
            link.source
            for link in topology.incoming(element.id, LinkKind.REQUEST)
            if (zone := _zone_of(facts, link.source)) is not None and zone is not own
        ]
        if own is None or not users:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
            continue
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=(element.id, *users),
            sentence=f"{listed([name(topology, i) for i in users])} in another zone "
            f"{'goes' if len(users) == 1 else 'go'} out through {name(topology, element.id)} and "
            "lose their way out with its zone.",
            scenario=f"{name(topology, own.id)} is lost.",
        )


def _nat_per_zone(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    topology = diagram.topology
    nat = topology.elements[ElementId(finding.elements[0])]
    users = [ElementId(i) for i in finding.elements[1:] if ElementId(i) in topology.elements]
    ids = IdSource({*topology.elements, *topology.links})
    edits: list[Edit] = []
    made: dict[ElementId, ElementId] = {}
    for user in users:
        zone = topology.around(user, Kind.ZONE)
        used = [x for x in topology.outgoing(user, LinkKind.REQUEST) if x.target == nat.id]
        if zone is None or not used:
            continue
        if zone.id not in made:
            public = next(
                (
                    i
                    for i in topology.descendants(zone.id)
                    if topology.elements[i].service == "public-subnet"
                ),
                zone.id,
            )
            box, growth = free_box(diagram, public, diagram.layout.boxes[nat.id])
            made[zone.id] = ids.element("nat")
            twin = replace(nat, id=made[zone.id], parent=public)
            edits.extend([*growth, AddElement(element=twin, box=box)])
        for link in used:
            edits.append(Reconnect(id=link.id, source=user, target=made[zone.id]))
    if edits:
        yield one_step("Give every zone its own NAT gateway", tuple(edits), Option.LEAST_CHANGE)


RULES = (
    Rule(
        id="HA-01",
        tenet=Tenet.AVAILABILITY,
        title="Servers run in more than one zone",
        severity=Severity.HIGH,
        asks="Is the work split between at least two Availability Zones?",
        why="AWS commits to 99.99 % only for instances in two zones; in one it is 99.5 %.",
        advice="Run every tier in two or three zones of the Region.",
        limits="Looks at servers; databases are judged by their own rule.",
        sources=(
            Source("Trusted Advisor: EC2 Availability Zone balance", "wuy7G1zxql"),
            Source("Well-Architected, Reliability REL10-BP01", "REL10-BP01"),
        ),
        check=_one_zone,
        fixes=make_redundant,
    ),
    Rule(
        id="HA-02",
        tenet=Tenet.AVAILABILITY,
        title="Each zone has its own NAT gateway",
        severity=Severity.MEDIUM,
        asks="Does nothing go out through a NAT gateway in another zone?",
        why="A NAT gateway is redundant only inside its zone.",
        advice="Put one NAT gateway into a public subnet of every zone.",
        limits="Reads the links drawn from servers to NAT gateways; routes are not drawn.",
        sources=(Source("Trusted Advisor: NAT Gateway AZ Independence", "c1dfptbg10"),),
        check=_nat,
        fixes=_nat_per_zone,
    ),
)
