"""Whether what stands by could really take over: a store with today's data, a tier with a spare."""

from collections.abc import Iterable, Iterator

from designer.analysis.facts import Facts
from designer.catalog.placement import may_link
from designer.edit.edits import AddLink, SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, IdSource
from designer.model.links import Link, LinkKind, LinkRole
from designer.rules.fault_tolerance.capacity import resized
from designer.rules.phrasing import count, listed, name
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet
from designer.rules.tiers import Tier, tiers

# Properties by which a service keeps a current copy elsewhere without a link being drawn.
_COPIES_BY_ITSELF = ("global_table", "global_database", "replication_region")
# From here on the Reliability Pillar's scenarios ask for three zones and automatic recovery.
SPARE_FROM = 99.99
_SPARE = 2


def _pairs(facts: Facts) -> Iterator[tuple[Element, Element]]:
    """Yield each store that stands by with the one it stands by for."""
    elements = facts.topology.elements
    seen: set[tuple[ElementId, ElementId]] = set()
    for link in facts.topology.links.values():
        standby = elements[link.target]
        if link.role is not LinkRole.STANDBY or not facts.services.of(standby.id).stateful:
            continue
        for other in facts.topology.outgoing(link.source, LinkKind.REQUEST):
            primary = elements[other.target]
            alike = primary.service == standby.service and primary.id != standby.id
            if alike and other.role is LinkRole.REQUIRED and (primary.id, standby.id) not in seen:
                seen.add((primary.id, standby.id))
                yield primary, standby


def _is_fed(facts: Facts, primary: Element, standby: Element) -> bool:
    if any(primary.properties.get(key) is True for key in _COPIES_BY_ITSELF):
        return True
    return any(
        standby.id in (link.source, link.target)
        for link in facts.topology.links_of(primary.id)
        if link.kind is LinkKind.REPLICATION
    )


def _fed(facts: Facts) -> Iterable[Judgement]:
    for primary, standby in _pairs(facts):
        if _is_fed(facts, primary, standby):
            yield Judgement(verdict=Verdict.PASS, elements=(standby.id, primary.id))
            continue
        called, of = name(facts.topology, standby.id), name(facts.topology, primary.id)
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=(standby.id, primary.id),
            sentence=f"{called} stands by for {of}, but nothing replicates to it: after a "
            "failover its data are old or missing.",
            scenario=f"{of} fails and requests go to {called}.",
        )


def _feed(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts, topology = Facts(diagram.topology, diagram.workload), diagram.topology
    for primary, standby in _pairs(facts):
        if finding.elements != (standby.id, primary.id) or _is_fed(facts, primary, standby):
            continue
        if may_link(primary, standby, LinkKind.REPLICATION) is None:
            ids = IdSource({*topology.elements, *topology.links})
            kind = LinkKind.REPLICATION
            new = Link(id=ids.link(), source=primary.id, target=standby.id, kind=kind)
            title = f"Replicate {name(topology, primary.id)} to {name(topology, standby.id)}"
            yield one_step(title, AddLink(link=new))


def _left(tier: Tier) -> int:
    """Return the number of instances that are left when the fullest zone is lost."""
    return tier.size - max(tier.in_zone.values(), default=0)


def _spare(facts: Facts) -> Iterable[Judgement]:
    target = facts.workload.availability_target
    if target is None or target < SPARE_FROM:
        return
    busy = {i for journey in facts.journeys if journey.kind == "request" for i in journey.elements}
    for tier in tiers(facts):
        if tier.unknown or len(tier.in_zone) < 2 or not busy.intersection(tier.units):
            continue
        if _left(tier) >= _SPARE:
            yield Judgement(verdict=Verdict.PASS, elements=tier.units)
            continue
        called = listed([name(facts.topology, i) for i in tier.units])
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=tier.units,
            sentence=f"While a zone is lost, {called} "
            f"{'is' if len(tier.units) == 1 else 'are'} down to "
            f"{count(_left(tier), 'instance')}: the next failure ends the service.",
            scenario=f"A zone of {called} is lost, then a host.",
        )


def _more(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    for tier in tiers(facts):
        if not set(finding.elements) <= set(tier.units) or _left(tier) >= _SPARE:
            continue
        each = -(-_SPARE // (len(tier.in_zone) - 1))
        edits: list[SetProperty] = []
        for unit in tier.units:
            zones = {replica.zone for replica in facts.replicas(unit)}
            wanted = each * max(1, len(zones))
            key = facts.services.of(unit).failure.count_property
            if key and len(facts.replicas(unit)) < wanted:
                edits.extend(resized(diagram.topology.elements[unit], key, wanted))
        if edits:
            yield one_step(f"Run {each} instances in each zone", tuple(edits))


RULES = (
    Rule(
        id="FT-25",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Stores that stand by are kept current",
        severity=Severity.HIGH,
        asks="Is every store that requests fail over to fed by the one it stands by for?",
        why="A failover to a store without today's data answers, and answers wrongly.",
        advice="Replicate the primary to its standby, or use the service's own global copies.",
        limits="Reads standby links and replication links; copies made by the application are not "
        "seen.",
        sources=(
            Source("The tenet's own text: is there a failover strategy?"),
            Source("Well-Architected, Reliability REL13-BP02: recovery strategies", "REL13-BP02"),
        ),
        check=_fed,
        fixes=_feed,
    ),
    Rule(
        id="FT-27",
        tenet=Tenet.FAULT_TOLERANCE,
        title="A tier keeps a spare while a zone is lost",
        severity=Severity.MEDIUM,
        asks="When 99.99 % or more is asked for, has each tier two instances left after losing a "
        "zone?",
        why="A zone may be gone for hours; with one instance left the first bad host in that time "
        "ends the service.",
        advice="Run three zones with an instance each, or two zones with two.",
        limits="Only asked when the workload states a target of 99.99 % or more, of servers whose "
        "zones are told.",
        sources=(
            Source("Amazon Builders' Library: static stability using Availability Zones"),
            Source("Well-Architected, Reliability REL11-BP05: static stability", "REL11-BP05"),
        ),
        check=_spare,
        fixes=_more,
    ),
)
