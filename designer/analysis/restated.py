"""What stays true of a drawing when more is stated of it: shared facts instead of the same work.

The upper end of a score asks what the same drawing would be worth with every open question answered
at its best. Mostly that changes neither where anything stands nor what the circuit is made of.
Everything here compares inputs; nothing is taken to be alike that has not been looked at.
"""

from collections.abc import Iterable

from designer.analysis.failure_domains import Placement
from designer.analysis.services import Services
from designer.analysis.setups import Setup
from designer.catalog.service import ReplicaModel
from designer.model.elements import Element, Value
from designer.model.ids import ElementId
from designer.model.links import LinkKind
from designer.model.topology import Topology

_PLACES = ("zones", "zone_name", "region_code")
_REPLICAS = ("minimum", "needed", "capacity_rps")


def restated_elements(before: Topology, after: Topology) -> tuple[Element, ...] | None:
    """Return the elements whose properties differ; None when more than properties differs."""
    if len(before.elements) != len(after.elements) or before.links != after.links:
        return None
    pairs = zip(before.elements.values(), after.elements.values(), strict=True)
    changed = [(one, other) for one, other in pairs if one is not other]
    if any(_shape(one) != _shape(other) for one, other in changed):
        return None
    return tuple([other for _, other in changed])


def _shape(e: Element) -> tuple[object, ...]:
    return (e.id, e.kind, e.service, e.name, e.parent, e.memberships, e.groups)


def stands_alike(
    topology: Topology, changed: Iterable[Element], before: Services, after: Services
) -> bool:
    """Tell whether locations, requests, replica sets and target groups are the same.

    ``changed`` are the elements of ``topology`` whose properties ``before`` and ``after`` read
    differently.
    """
    compared: set[tuple[object, object]] = set()
    for element in changed:
        one, other = before.setup(element.id), after.setup(element.id)
        if (one, other) in compared:
            continue
        if one.scope is not other.scope or not _stays(element, before, after):
            return False
        if not topology.outgoing(element.id, LinkKind.REPLICATION):
            compared.add((one, other))
        elif _takeover(element.id, before) != _takeover(element.id, after):
            return False
    return True


def _stays(element: Element, before: Services, after: Services) -> bool:
    for key in _PLACES:
        if _stated(before, element.id, key) != _stated(after, element.id, key):
            return False
    failure = before.of(element.id).failure
    if failure.replicas is not ReplicaModel.MANAGED:
        return True
    # A managed service without its zones switched on stands in one of them.
    switch = failure.multi_az_property
    return before.is_on(element.id, switch) == after.is_on(element.id, switch)


def _stated(services: Services, element: ElementId, key: str) -> Value | None:
    return services.value(element, key) if services.is_stated(element, key) else None


def _takeover(element: ElementId, services: Services) -> tuple[bool, ...]:
    failure = services.of(element).failure
    keys = (failure.multi_az_property, failure.failover_property)
    return tuple(
        answer
        for key in keys
        for answer in (services.is_stated(element, key), services.is_on(element, key))
    )


def is_placed_alike(units: Iterable[ElementId], before: Placement, after: Placement) -> bool:
    """Tell whether ``units`` have the same replicas, of which as many are needed.

    Both stand in the same places and are asked for as much. Units of two set-ups that say the same
    about replicas are not looked at one by one; ``after`` takes over what ``before`` knows of them.
    """
    known: dict[tuple[tuple[Setup, ...], tuple[Setup, ...]], bool] = {}
    for unit in units:
        pair = before.setups(unit), after.setups(unit)
        alike = known.get(pair)
        if alike is None:
            alike = known[pair] = all(map(_is_replicated_alike, *pair))
        if alike:
            after.take_over(unit, before)
        elif not _has_the_same(unit, before, after):
            return False
    return True


def _is_replicated_alike(before: Setup, after: Setup) -> bool:
    failure, scaling = before.row.failure, before.row.scaling
    switches = (failure.multi_az_property, failure.failover_property, scaling.policy_property)
    keys = (*_REPLICAS, failure.count_property, *switches, scaling.max_property)
    return before is after or (
        before.scope is after.scope
        and all(
            before.stated(key) == after.stated(key) and before.value(key) == after.value(key)
            for key in keys
        )
    )


def _has_the_same(unit: ElementId, before: Placement, after: Placement) -> bool:
    return (
        before.replicas(unit) == after.replicas(unit)
        and before.needed(unit) == after.needed(unit)
        and before.service_zone(unit) == after.service_zone(unit)
        and before.capacity_of_one(unit) == after.capacity_of_one(unit)
    )
