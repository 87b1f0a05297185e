"""Edits that take a single point of failure away, chosen by what the service itself offers."""

from collections.abc import Iterable

from designer.catalog.loader import catalog
from designer.catalog.service import ReplicaModel, Service
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind, Value
from designer.model.ids import ElementId
from designer.rules.copies import copy_into_another_zone
from designer.rules.phrasing import name
from designer.rules.rule import Finding, Fix, Option
from designer.rules.statements import one_step

_QUORUM = 3
# Each offer is scored before it is shown; a crowded zone must not stall that.
_MOST_PARTS = 8


def make_redundant(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer what makes the blamed elements redundant: a feature of the service, or a copy."""
    for element_id in finding.elements:
        element = diagram.topology.elements.get(ElementId(element_id))
        service = None if element is None else catalog().get(element.service)
        if element is None or service is None:
            continue
        feature = by_feature(diagram, element, service)
        if feature is not None:
            yield feature
        elif service.failure.replicas in (ReplicaModel.ONE, ReplicaModel.COUNT):
            yield from copy_into_another_zone(diagram, element)


def leave_no_zone_alone(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer what lets the workload go on without the blamed zone.

    That is one redundancy for whatever stands in it; where several parts stand alone there, the
    redundancy of all of them as one step.
    """
    yield from make_redundant(diagram, finding)
    topology = diagram.topology
    for key in finding.elements:
        zone = topology.elements.get(ElementId(key))
        if zone is None or zone.kind is not Kind.ZONE:
            continue
        found = [
            fix
            for inner in topology.descendants(zone.id)
            if (fix := _feature_of(diagram, topology.elements[inner])) is not None
        ][:_MOST_PARTS]
        yield from found
        if len(found) > 1:
            title = f"Spread what stands alone in {name(topology, zone.id)}"
            edits = tuple(edit for fix in found for edit in fix.edits.edits)
            yield one_step(title, edits, Option.BEST_RECOVERY)


def _feature_of(diagram: Diagram, element: Element) -> Fix | None:
    service = catalog().get(element.service)
    return None if service is None else by_feature(diagram, element, service)


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
