"""Whether every Region that is drawn with servers takes part of the work."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.analysis.locations import RegionKey
from designer.catalog.placement import may_link
from designer.catalog.service import Role
from designer.edit.edits import AddLink
from designer.model.diagram import Diagram
from designer.model.ids import ElementId, IdSource
from designer.model.links import Link, LinkKind, LinkRole
from designer.rules.phrasing import listed, name
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet
from designer.rules.trial import tried

_SERVING = frozenset({Role.COMPUTE, Role.GATEWAY, Role.BALANCER})
_ROUTERS = frozenset({Role.DNS, Role.EDGE})


def _serving(facts: Facts) -> dict[RegionKey, list[ElementId]]:
    """Return what could answer requests, by Region, in drawing order."""
    found: dict[RegionKey, list[ElementId]] = {}
    for unit in facts.wiring.units:
        region = facts.locations.region_of(unit)
        if region is not None and facts.services.of(unit).role in _SERVING:
            found.setdefault(region, []).append(unit)
    return found


def _busy(facts: Facts) -> set[ElementId]:
    return {element for journey in facts.journeys for element in journey.elements}


def _all_work(facts: Facts) -> Iterable[Judgement]:
    serving = _serving(facts)
    if len(serving) < 2:
        return
    busy = _busy(facts)
    working = {region for region, units in serving.items() if busy.intersection(units)}
    if not working:
        return
    for region, units in serving.items():
        place = facts.locations.regions[region]
        if region in working:
            yield Judgement(verdict=Verdict.PASS, elements=place.elements)
            continue
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=place.elements or tuple(units),
            subject=region,
            sentence=f"No request leads to {place.name}, though "
            f"{listed([name(facts.topology, i) for i in units])} "
            f"{'stands' if len(units) == 1 else 'stand'} ready there.",
            scenario="The working Region is lost, and nothing sends the users to this one.",
        )


def _lead_there(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer a standby link from what routes users to what is like its target in the idle Region."""
    facts, topology = Facts(diagram.topology, diagram.workload), diagram.topology
    busy = _busy(facts)
    idle = [
        unit
        for units in _serving(facts).values()
        if not busy.intersection(units)
        for unit in units
        if _is_in(facts, unit, finding.elements)
    ]
    for source in facts.wiring.units:
        if facts.services.of(source).role not in _ROUTERS or source not in busy:
            continue
        for link in topology.outgoing(source, LinkKind.REQUEST):
            service = topology.elements[link.target].service
            for unit in idle:
                target = topology.elements[unit]
                if target.service != service:
                    continue
                if may_link(topology.elements[source], target, LinkKind.REQUEST) is not None:
                    continue
                ids = IdSource({*topology.elements, *topology.links})
                new = Link(id=ids.link(), source=source, target=unit, role=LinkRole.STANDBY)
                called = name(topology, source)
                yield one_step(
                    f"Let {called} fail over to {name(topology, unit)}", AddLink(link=new)
                )
                return


def _is_in(facts: Facts, unit: ElementId, boxes: tuple[str, ...]) -> bool:
    if unit in boxes:
        return True
    return any(outer.id in boxes for outer in facts.topology.ancestors(unit))


RULES = (
    Rule(
        id="HA-20",
        tenet=Tenet.AVAILABILITY,
        title="Every Region takes part of the work",
        severity=Severity.HIGH,
        asks="Do requests lead to every Region that is drawn with servers?",
        why="A second Region that nothing routes to helps only after people have noticed, decided "
        "and changed the DNS by hand.",
        advice="Let Route 53 or Global Accelerator choose between the Regions, actively or as "
        "failover.",
        limits="Regions that only keep copies of data are not asked to take requests.",
        sources=(
            Source("The tenet's own text: is the work split between zones and Regions?"),
            Source("Well-Architected, Reliability REL10-BP01", "REL10-BP01"),
        ),
        check=_all_work,
        fixes=tried(_all_work, _lead_there),
    ),
)
