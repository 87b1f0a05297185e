"""Whether the copies of a database stand apart, and can stand in for each other."""

from collections.abc import Iterable, Iterator

from designer.analysis.facts import Facts
from designer.catalog.service import ReplicaModel
from designer.edit.apply import apply
from designer.edit.edits import Edit
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.rules.copies import move_into, places_in_other_zones
from designer.rules.phrasing import name, names
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet
from designer.rules.trial import tried
from designer.rules.zones import work_in_more_zones, zone_names

_PUBLIC, _PRIVATE = "public-subnet", "private-subnet"


def _sets(facts: Facts) -> Iterator[tuple[ElementId, ...]]:
    """Yield the databases that are drawn as several icons, the original first."""
    for unit in facts.wiring.units:
        members = facts.replica_sets.of(unit)
        if len(members) > 1 and members[0] == unit:
            copies = [i for i in members if set(facts.replica_sets.originals(i)) & set(members)]
            yield (*(i for i in members if i not in copies), *copies)


def _judged(facts: Facts, members: tuple[ElementId, ...], who: str) -> Judgement | None:
    """Judge whether ``members`` share one zone; None when the drawing does not tell."""
    told = [facts.locations.own_zones(member) for member in members]
    zones = {zone for own in told for zone in own}
    if not all(told):
        return None
    if len(zones) > 1:
        return Judgement(verdict=Verdict.PASS, elements=members)
    place = zone_names(facts, zones)
    return Judgement(
        verdict=Verdict.FAIL,
        elements=members,
        sentence=f"{who} {names(facts.topology, members)} all stand in {place}.",
        scenario=f"{place} is lost, and all of them with it.",
    )


def _apart(facts: Facts) -> Iterable[Judgement]:
    for members in _sets(facts):
        found = _judged(facts, members, "The instances")
        if found is not None:
            yield found
    for unit in facts.wiring.units:
        row = facts.services.of(unit)
        if row.failure.replicas is not ReplicaModel.CLUSTER:
            continue
        stated = facts.topology.elements[unit].properties.get("zones")
        copies = facts.services.count(unit, row.failure.count_property)
        if not isinstance(stated, tuple) or not stated or not copies:
            continue
        if len(facts.locations.own_zones(unit)) > 1:
            yield Judgement(verdict=Verdict.PASS, elements=(unit,))
            continue
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=(unit,),
            sentence=f"{name(facts.topology, unit)} has copies, but is stated to work in "
            f"{zone_names(facts, facts.locations.own_zones(unit))} alone.",
            scenario="That zone is lost, and the copies with it.",
        )


def _readers_apart(facts: Facts) -> Iterable[Judgement]:
    for members in _sets(facts):
        readers = [i for i in members if set(facts.replica_sets.originals(i)) & set(members)]
        found = _judged(facts, tuple(readers), "The readers") if len(readers) > 1 else None
        if found is not None:
            yield found


def _move_one(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer to move the last of the blamed copies into another zone."""
    topology = diagram.topology
    if len(finding.elements) == 1:
        yield from work_in_more_zones(diagram, finding)
        return
    moving = topology.elements.get(ElementId(finding.elements[-1]))
    if (
        moving is None
        or len({topology.around(ElementId(i), Kind.ZONE) for i in finding.elements}) > 1
    ):
        return
    for place in places_in_other_zones(topology, moving):
        yield from move_into(diagram, moving, place)
        return


def _reachable_alike(facts: Facts) -> Iterable[Judgement]:
    for members in _sets(facts):
        subnets = {i: facts.topology.around(i, Kind.SUBNET) for i in members}
        kinds = {i: subnet.service for i, subnet in subnets.items() if subnet is not None}
        if len(kinds) < 2:
            continue
        if len(set(kinds.values())) == 1:
            yield Judgement(verdict=Verdict.PASS, elements=members)
            continue
        public = [i for i, kind in kinds.items() if kind == _PUBLIC]
        private = [i for i, kind in kinds.items() if kind != _PUBLIC]
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=members,
            sentence=f"{names(facts.topology, public)} can be reached from the internet and "
            f"{names(facts.topology, private)} cannot, so a failover shuts some users out.",
            scenario=f"{name(facts.topology, members[0])} fails and a copy takes over.",
        )


def _all_private(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    edits: list[Edit] = []
    moved: list[str] = []
    now = diagram
    for key in finding.elements:
        element = now.topology.elements.get(ElementId(key))
        subnet = None if element is None else now.topology.around(element.id, Kind.SUBNET)
        if element is None or subnet is None or subnet.service != _PUBLIC:
            continue
        zone = now.topology.around(element.id, Kind.ZONE)
        private = now.topology.of_service(_PRIVATE)
        near = [s for s in private if now.topology.around(s.id, Kind.ZONE) is zone]
        for place in near[:1]:
            for step in move_into(now, element, place.id):
                edits.extend(step.edits.edits)
                now = apply(now, step.edits)
                moved.append(element.id)
    if edits:
        title = f"Move {names(diagram.topology, moved)} into private subnets"
        yield one_step(title, tuple(edits))


RULES = (
    Rule(
        id="FT-21",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Copies of a database stand in another zone",
        severity=Severity.HIGH,
        asks="Is at least one copy of every replicated database in another zone?",
        why="A copy beside its original is lost with it.",
        advice="Put the standby or a reader into a second zone, better two readers into two.",
        limits="Asked where the drawing tells the zones of all copies; copies that are only a "
        "number are taken to be spread by AWS.",
        sources=(
            Source(
                "Trusted Advisor: RDS DB clusters with all instances in the same Availability Zone",
                "c1qf5bt007",
            ),
            Source(
                "Trusted Advisor: RDS DB Cluster has no Multi-AZ replication enabled",
                "c18d2gz161",
            ),
        ),
        check=_apart,
        fixes=tried(_apart, _move_one),
    ),
    Rule(
        id="FT-22",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Readers stand in different zones",
        severity=Severity.MEDIUM,
        asks="Are the readers of every database spread over zones?",
        why="When the zone of all readers is lost, the writer has to answer every read alone.",
        advice="Put each reader into a zone of its own.",
        limits="Asked where the drawing shows two readers or more and tells their zones.",
        sources=(
            Source(
                "Trusted Advisor: RDS DB clusters with all reader instances in the same "
                "Availability Zone",
                "c1qf5bt018",
            ),
        ),
        check=_readers_apart,
        fixes=tried(_readers_apart, _move_one),
    ),
    Rule(
        id="FT-23",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Copies can be reached as their original",
        severity=Severity.MEDIUM,
        asks="Do all instances of a database stand in subnets of one kind?",
        why="After a failover the copy is the database; who could reach the original only from "
        "the internet is then shut out.",
        advice="Put all instances into private subnets.",
        limits="Reads the subnets the instances are drawn in, not their setting of public access.",
        sources=(Source("Trusted Advisor: Amazon Aurora DB Instance Accessibility", "xuy7H1avtl"),),
        check=_reachable_alike,
        fixes=_all_private,
    ),
)
