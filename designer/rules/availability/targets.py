"""Whether a load balancer and its targets meet in the same zones."""

from collections.abc import Iterable, Iterator

from designer.analysis.facts import Facts
from designer.analysis.locations import ZoneKey
from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.rules.copies import copy_into_another_zone
from designer.rules.phrasing import name
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet
from designer.rules.tiers import targets
from designer.rules.trial import tried
from designer.rules.zones import zone_label, zone_names


def balancers(facts: Facts) -> Iterator[Element]:
    """Yield the load balancers of a topology."""
    keys = (row.key for row in catalog().values() if row.role is Role.BALANCER)
    return iter(facts.topology.of_service(*keys))


def _zones(facts: Facts, balancer: ElementId) -> tuple[set[ZoneKey], set[ZoneKey]]:
    """Return the zones the balancer is told to work in, and those of its targets.

    Both are empty when the drawing leaves one of them open.
    """
    told = set(facts.locations.own_zones(balancer))
    found = targets(facts, balancer)
    used = {zone for tier in found for zone in tier.in_zone}
    return (told, used) if told and used and not any(t.unknown for t in found) else (set(), set())


def _meet(facts: Facts) -> Iterable[Judgement]:
    for element in balancers(facts):
        told, used = _zones(facts, element.id)
        called = name(facts.topology, element.id)
        if not told:
            continue
        if used - told:
            problem = (
                f"{called} does not work in {zone_names(facts, used - told)}, so the targets "
                "there get no requests"
            )
        elif told - used:
            problem = f"{called} works in {zone_names(facts, told - used)} without a target there"
        else:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
            continue
        yield Judgement(verdict=Verdict.FAIL, elements=(element.id,), sentence=f"{problem}.")


def _match(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    element = diagram.topology.elements.get(ElementId(finding.elements[0]))
    row = None if element is None else catalog().get(element.service)
    if element is None or row is None or row.property("zones") is None:
        return
    told, used = _zones(facts, element.id)
    wanted = tuple(sorted(zone_label(facts, zone) for zone in used))
    called = name(diagram.topology, element.id)
    if len(used) > 1 and set(facts.locations.own_zones(element.id)) != used:
        edit = SetProperty(ids=frozenset({element.id}), key="zones", value=wanted)
        yield one_step(f"Let {called} work where its targets are", edit)
    elif told - used:
        for tier in targets(facts, element.id):
            yield from copy_into_another_zone(diagram, diagram.topology.elements[tier.units[0]])


RULES = (
    Rule(
        id="HA-08",
        tenet=Tenet.AVAILABILITY,
        title="Load balancers and targets meet in the same zones",
        severity=Severity.MEDIUM,
        asks="Does each load balancer work in exactly the zones that have targets?",
        why="A target in a zone that the balancer does not work in gets no requests, and a zone "
        "without targets is only a longer way to another one.",
        advice="Enable the balancer in every zone with targets, and run targets in every zone it "
        "works in.",
        limits="Asked only where the drawing tells the zones of the balancer and of all targets.",
        sources=(Source("Trusted Advisor: Load Balancer Optimization", "iqdCTZKCUp"),),
        check=_meet,
        fixes=tried(_meet, _match),
    ),
)
