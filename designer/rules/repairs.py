"""Edits that take a single point of failure away, chosen by what the service itself offers."""

from collections.abc import Callable, Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import ReplicaModel, Role, Service
from designer.edit.apply import apply
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind, Value
from designer.model.ids import ElementId
from designer.rules.copies import another_member, copy_into_another_zone, sized
from designer.rules.phrasing import listed, name
from designer.rules.rule import Finding, Fix, Option
from designer.rules.statements import one_step
from designer.rules.trial import facts_of
from designer.rules.zones import zones_at_hand

_QUORUM = 3
# Each is tried on the whole drawing before it is offered; a crowded zone must not stall that.
_MOST_PARTS = 12
_MOST_SINGLE = 3
# AWS runs these in as many zones as are chosen for them, wherever their icon stands.
_SPREADING = frozenset({Role.BALANCER, Role.GATEWAY})


def make_redundant(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer what makes the blamed elements redundant: a feature of the service, or a copy."""
    for element_id in finding.elements:
        fix = redundancy(diagram, ElementId(element_id))
        if fix is not None:
            yield fix


def redundancy(diagram: Diagram, element_id: ElementId) -> Fix | None:
    """Return the fix that lets one element outlive the loss of a part and of its zone, if any."""
    topology = diagram.topology
    element = topology.elements.get(element_id)
    service = None if element is None else catalog().get(element.service)
    if element is None or service is None:
        return None
    feature = by_feature(diagram, element, service)
    if feature is not None:
        return feature
    if element.kind is Kind.SCALING_GROUP and topology.members(element.id):
        return next(iter(another_member(diagram, element.id)), None)
    if topology.around(element.id, Kind.ZONE) is None or service.role in _SPREADING:
        return _in_more_zones(diagram, element, service)
    if service.failure.replicas in (ReplicaModel.ONE, ReplicaModel.COUNT):
        return next(iter(copy_into_another_zone(diagram, element)), None)
    return _in_more_zones(diagram, element, service)


def _in_more_zones(diagram: Diagram, element: Element, service: Service) -> Fix | None:
    """Return the fix that runs as many instances in a second zone as there are in the first."""
    if service.property("zones") is None:
        return None
    facts = Facts(diagram.topology, diagram.workload)
    own = facts.locations.own_zones(element.id)
    zones = zones_at_hand(facts, element.id, max(2, len(own)))
    if len(zones) < 2:
        return None
    values: dict[str, Value] = {}
    if len(zones) > len(own):
        values["zones"] = zones
    key = service.failure.count_property
    if service.failure.replicas is ReplicaModel.COUNT and service.property(key) is not None:
        running = facts.placement.desired(element.id)
        each = -(-running // max(1, min(len(own), running)))
        if each * len(zones) > running:
            values |= sized(element, service, each * len(zones))
    called = name(diagram.topology, element.id)
    title = f"Let {called} work in {listed(list(zones))}"
    return _stating(element, title, values) if values else None


def spread_all(
    diagram: Diagram, parts: Iterable[ElementId], is_done: Callable[[Diagram], bool], title: str
) -> Iterable[Fix]:
    """Offer to make as few of ``parts`` redundant as it takes until ``is_done``, as one step.

    Each part that suffices alone is offered by itself; else all that are needed together.
    """
    chosen: list[ElementId] = []
    now, done = diagram, False
    single = 0
    for part in list(parts)[:_MOST_PARTS]:
        alone = redundancy(diagram, part)
        if alone is not None and single < _MOST_SINGLE and is_done(apply(diagram, alone.edits)):
            single += 1
            yield alone
        if not done and (next_fix := redundancy(now, part)) is not None:
            chosen.append(part)
            now = apply(now, next_fix.edits)
            done = is_done(now)
    if single or not done:
        return
    for part in tuple(chosen):
        fewer = [other for other in chosen if other != part]
        if is_done(_all_redundant(diagram, fewer)[0]):
            chosen = fewer
    _, steps = _all_redundant(diagram, chosen)
    edits = tuple(edit for fix in steps for edit in fix.edits.edits)
    if len(steps) == 1:
        yield steps[0]
    elif steps:
        yield one_step(title, edits, Option.BEST_RECOVERY)


def _all_redundant(diagram: Diagram, parts: list[ElementId]) -> tuple[Diagram, list[Fix]]:
    steps: list[Fix] = []
    for part in parts:
        fix = redundancy(diagram, part)
        if fix is not None:
            diagram = apply(diagram, fix.edits)
            steps.append(fix)
    return diagram, steps


def leave_no_zone_alone(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer what lets the workload go on without the blamed zone.

    Every part of a request's way that runs in that zone alone is made redundant, as few of them as
    it takes.
    """
    facts = facts_of(diagram)
    point = next((p for p in facts.single_points if p.id == finding.about), None)
    if point is None:
        return
    locations, lost = facts.locations, set(point.blast_radius)
    parts = [
        unit
        for unit in facts.on_journeys
        if unit in lost and set(locations.zones_of(unit)) <= {point.id} != set()
    ]
    fragile = [unit for unit in facts.on_journeys if unit in lost and unit not in parts]

    def is_done(fixed: Diagram) -> bool:
        return all(p.id != finding.about for p in facts_of(fixed).single_points)

    title = f"Spread what stands alone in {point.name}"
    yield from spread_all(diagram, [*parts, *fragile], is_done, title)


def by_feature(diagram: Diagram, element: Element, service: Service) -> Fix | None:
    """Return the fix that turns on the service's own redundancy, or None when it has none."""
    failure, called = service.failure, name(diagram.topology, element.id)
    if failure.multi_az_property and element.properties.get(failure.multi_az_property) is not True:
        return _stating(
            element, f"Turn Multi-AZ on for {called}", {failure.multi_az_property: True}
        )
    if failure.replicas is ReplicaModel.CLUSTER and _count(element, service) < 1:
        values: dict[str, Value] = {failure.count_property: 1}
        if failure.failover_property:
            values[failure.failover_property] = True
        return _stating(element, f"Add a replica to {called}", values)
    if failure.failover_property and service.value(element, failure.failover_property) is not True:
        return _stating(
            element, f"Turn automatic failover on for {called}", {failure.failover_property: True}
        )
    if failure.replicas is ReplicaModel.QUORUM and _count(element, service) < _QUORUM:
        return _stating(element, f"Run {called} on three nodes", {failure.count_property: _QUORUM})
    if service.property("connections") is not None and _number(element, service, "connections") < 2:
        return _stating(element, f"Give {called} a second connection", {"connections": 2})
    return None


def _count(element: Element, service: Service) -> int:
    return _number(element, service, service.failure.count_property)


def _number(element: Element, service: Service, key: str) -> int:
    value = service.value(element, key) if key else None
    return value if isinstance(value, int) else 0


def _stating(element: Element, title: str, values: dict[str, Value]) -> Fix:
    ids = frozenset({element.id})
    edits = tuple(SetProperty(ids=ids, key=key, value=value) for key, value in values.items())
    return one_step(title, edits, Option.LEAST_CHANGE)
