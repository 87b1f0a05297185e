"""Reads a row's figures for one element: which of them hold under what the drawing states."""

from designer.catalog.service import (
    AvailabilityFigure,
    RecoveryFigure,
    ReplicaModel,
    Scope,
    Service,
)
from designer.model.elements import Element, Value
from designer.model.frozen import FrozenMap
from designer.model.workload import Disruption

ONE_ZONE, MANY_ZONES = "one", "many"
_NOT_ELASTIC = frozenset({None, False, "none", "manual", "provisioned"})
_SECONDS = {"_s": 1.0, "_min": 60.0, "_h": 3600.0, "_days": 86400.0}


def holds(
    service: Service, element: Element, when: FrozenMap[str, Value], zones: str = MANY_ZONES
) -> bool:
    """Tell whether every condition of ``when`` holds for ``element``.

    A condition names a property and the value it must have, stated or by default. "some" and
    "none" ask whether a number is above 0. The name ``zones`` with "one" or "many" asks for the
    number of zones used, which the caller knows: ``zones``.
    """
    return all(_fulfilled(service, element, key, want, zones) for key, want in when.items())


def _fulfilled(service: Service, element: Element, key: str, want: Value, zones: str) -> bool:
    if key == "zones":
        return want == zones
    value = service.value(element, key)
    if want in ("some", "none") and isinstance(value, int | float):
        return (value > 0) == (want == "some")
    if isinstance(want, tuple):
        return isinstance(value, str) and value in want
    return value == want


def availability_figure(
    service: Service, element: Element, zones: str = MANY_ZONES
) -> AvailabilityFigure | None:
    """Return the first availability figure that holds, or None when the row has none."""
    return next((f for f in service.availability if holds(service, element, f.when, zones)), None)


def recovery_figures(
    service: Service, element: Element, disruption: Disruption, zones: str = MANY_ZONES
) -> tuple[tuple[RecoveryFigure, float], ...]:
    """Return the ways to recover from ``disruption`` with their RPO in seconds, best first.

    Best is the least RPO, then the least RTO. Empty when the data is lost for good.
    """
    found = [
        (figure, _rpo_s(service, element, figure))
        for figure in service.recovery
        if figure.disruption is disruption and holds(service, element, figure.when, zones)
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0].rto_s)))


def _rpo_s(service: Service, element: Element, figure: RecoveryFigure) -> float:
    if not figure.rpo_property:
        return figure.rpo_s
    value = service.value(element, figure.rpo_property)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return figure.rpo_s
    factor = next(f for end, f in _SECONDS.items() if figure.rpo_property.endswith(end))
    return value * factor


def scope_of(service: Service, element: Element) -> Scope:
    """Return the failure domain of ``element``: a regional service may be confined to one zone."""
    confined = service.failure.zonal_when
    if confined and holds(service, element, confined):
        return Scope.ZONAL
    return service.failure.scope


def has_standby(service: Service, element: Element) -> bool:
    """Tell whether a standby takes over in a second zone."""
    failure = service.failure
    return (
        failure.replicas is ReplicaModel.STANDBY
        and bool(failure.multi_az_property)
        and service.value(element, failure.multi_az_property) is True
    )


def is_elastic(service: Service, element: Element) -> bool:
    """Tell whether capacity follows the load by itself, as the element is set up."""
    if service.scaling.elastic == "none":
        return False
    if service.property("serverless") and service.value(element, "serverless") is True:
        return True
    if (
        service.property("auto_scaling")
        and service.value(element, "capacity_mode") == "provisioned"
    ):
        return service.value(element, "auto_scaling") is True
    if service.scaling.elastic == "managed":
        return True
    return service.value(element, service.scaling.policy_property) not in _NOT_ELASTIC
