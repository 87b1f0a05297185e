"""Whether each zone's traffic passes through gateways and endpoints of its own zone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from designer.analysis.facts import Facts
from designer.analysis.locations import ZoneKey
from designer.catalog.loader import catalog
from designer.catalog.placement import may_link, may_stand
from designer.catalog.service import Scope
from designer.edit.apply import apply
from designer.edit.edits import AddElement, AddLink, Batch, Edit, Reconnect, Remove
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, IdSource
from designer.model.links import Link, LinkKind
from designer.rules.copies import free_box
from designer.rules.phrasing import listed, name
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet
from designer.rules.trial import tried
from designer.rules.zones import zone_names


def _gateways(facts: Facts) -> Iterator[Element]:
    yield from facts.topology.of_service("nat")


def _inspectors(facts: Facts) -> Iterator[Element]:
    yield from facts.topology.of_service("network-firewall")
    for element in facts.topology.of_service("vpc-endpoint"):
        if element.properties.get("endpoint_type") == "gateway_load_balancer":
            yield element


def _crossing(facts: Facts, passage: Element) -> dict[ElementId, tuple[ZoneKey, ...]]:
    """Return who goes through ``passage`` from which zones that have none of their own."""
    topology, locations = facts.topology, facts.locations
    found: dict[ElementId, tuple[ZoneKey, ...]] = {}
    for link in topology.incoming(passage.id, LinkKind.REQUEST):
        if locations.scope(link.source) is not Scope.ZONAL:
            continue
        covered = {
            zone
            for used in topology.outgoing(link.source, LinkKind.REQUEST)
            if topology.elements[used.target].service == passage.service
            for zone in locations.own_zones(used.target)
        }
        zones = [z for z in locations.zones_of(link.source) if locations.zones[z].known]
        missing = tuple(zone for zone in zones if zone not in covered)
        if missing:
            found[link.source] = missing
    return found


def _own_passage(
    passages: Callable[[Facts], Iterator[Element]], does: str
) -> Callable[[Facts], Iterable[Judgement]]:
    def check(facts: Facts) -> Iterable[Judgement]:
        for element in passages(facts):
            own = facts.locations.own_zones(element.id)
            crossing = _crossing(facts, element) if own else {}
            if not crossing:
                yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
                continue
            users = tuple(crossing)
            zones = dict.fromkeys(zone for missing in crossing.values() for zone in missing)
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(element.id, *users),
                sentence=f"{listed([name(facts.topology, i) for i in users])} in "
                f"{zone_names(facts, zones)} {'goes' if len(users) == 1 else 'go'} {does} "
                f"{name(facts.topology, element.id)} in {zone_names(facts, own)}, and "
                f"{'loses' if len(users) == 1 else 'lose'} the way with that zone.",
                scenario=f"{facts.locations.zones[own[0]].name} is lost.",
            )

    return check


@dataclass(slots=True)
class _Plan:
    """Edits that give zones a passage of their own, tried out as they are collected."""

    diagram: Diagram
    passage: Element
    ids: IdSource
    made: dict[ZoneKey, ElementId] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)

    def do(self, *edits: Edit) -> None:
        self.edits.extend(edits)
        self.diagram = apply(self.diagram, Batch(edits=edits, label=""))

    def twin(self, box: ElementId, zone: ZoneKey) -> ElementId | None:
        """Return the passage of ``zone``, made in its ``box`` when there is none yet."""
        if zone in self.made:
            return self.made[zone]
        topology, passage = self.diagram.topology, self.passage
        row = catalog()[passage.service]
        inside = [i for i in topology.descendants(box) if topology.elements[i].kind is Kind.SUBNET]
        alike = None if passage.parent is None else topology.elements[passage.parent].service
        wanted = [i for i in inside if topology.elements[i].service == alike]
        place = next((i for i in (*wanted, *inside, box) if not may_stand(topology, row, i)), None)
        if place is None:
            return None
        room, growth = free_box(self.diagram, place, self.diagram.layout.boxes[passage.id])
        twin = replace(
            passage,
            id=self.ids.element(passage.service),
            parent=place,
            properties=passage.properties.without("zones"),
        )
        self.do(*growth, AddElement(element=twin, box=room))
        ways = {link.target: link for link in topology.outgoing(passage.id, LinkKind.REQUEST)}
        for link in ways.values():
            if not may_link(twin, topology.elements[link.target], link.kind):
                self.do(AddLink(link=replace(link, id=self.ids.link(), source=twin.id, group="")))
        self.made[zone] = twin.id
        return twin.id


def _one_in_each_zone(title: str) -> Callable[[Diagram, Finding], Iterable[Fix]]:
    def fixes(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
        topology = diagram.topology
        facts = Facts(topology, diagram.workload)
        passage = topology.elements.get(ElementId(finding.elements[0]))
        if passage is None:
            return
        plan = _Plan(diagram, passage, IdSource({*topology.elements, *topology.links}))
        for user, missing in _crossing(facts, passage).items():
            whole = len(missing) == len(facts.locations.zones_of(user))
            for zone in missing:
                box = next(iter(facts.locations.zones[zone].elements), None)
                made = None if box is None else plan.twin(box, zone)
                if made is None:
                    continue
                used = [
                    x for x in topology.outgoing(user, LinkKind.REQUEST) if x.target == passage.id
                ]
                if whole and len(missing) == 1:
                    if used[1:]:
                        plan.do(Remove(ids=frozenset(link.id for link in used[1:])))
                    plan.do(Reconnect(id=used[0].id, source=user, target=made))
                else:
                    plan.do(AddLink(link=Link(id=plan.ids.link(), source=user, target=made)))
        if plan.edits:
            yield one_step(title, tuple(plan.edits))

    return fixes


_through_gateways = _own_passage(_gateways, "out through")
_through_inspectors = _own_passage(_inspectors, "through")

RULES = (
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
        check=_through_gateways,
        fixes=tried(_through_gateways, _one_in_each_zone("Give every zone its own NAT gateway")),
    ),
    Rule(
        id="HA-14",
        tenet=Tenet.AVAILABILITY,
        title="Each zone is inspected inside itself",
        severity=Severity.MEDIUM,
        asks="Does no zone send its traffic through a firewall or inspection endpoint of another?",
        why="The endpoint of a firewall is redundant only inside its zone; whoever reaches it from "
        "another zone fails with both.",
        advice="Give every zone an endpoint of its own and route each subnet to the nearest one.",
        limits="Reads the links drawn to firewalls and endpoints; routes are not drawn.",
        sources=(
            Source("Trusted Advisor: GWLB endpoint AZ independence", "528d6f5ee7"),
            Source("Trusted Advisor: Network Firewall endpoint AZ Independence", "7040ea389a"),
        ),
        check=_through_inspectors,
        fixes=tried(_through_inspectors, _one_in_each_zone("Give every zone its own endpoint")),
    ),
)
