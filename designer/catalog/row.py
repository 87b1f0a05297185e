"""Turns one parsed TOML table into a Service; every field that is wrong raises."""

from collections.abc import Mapping
from typing import Any

from designer.catalog.instances import instance_type
from designer.catalog.service import (
    AvailabilityFigure,
    Category,
    Confidence,
    Failure,
    ForeignNames,
    Property,
    PropertyType,
    RecoveryFigure,
    ReplicaModel,
    Role,
    Scaling,
    Scope,
    Service,
    StepKind,
)
from designer.model.elements import Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.workload import Disruption

Row = dict[str, Any]
Places = Mapping[str, list[str]]
# What every service may state of itself, whatever its row says.
RELIABILITY = ("mtbf_h", "mttr_h")


def built(
    key: str, category: Category, data: Mapping[str, Any], places: Places, shared: Mapping[str, Any]
) -> Service:
    """Build the service of one row.

    Args:
        key: the row's key.
        category: the palette section, from the file's name.
        data: the parsed table.
        places: named sets for ``stands_in``.
        shared: properties by key that a row's own properties complete.

    Raises:
        KeyError, ValueError, TypeError: a field is missing, unknown or of a wrong value.
    """
    row = dict(data)
    kind, role = Kind(row.pop("kind", "resource")), Role(row.pop("role"))
    own = dict(row.pop("properties", {}))
    if kind in (Kind.RESOURCE, Kind.SCALING_GROUP) and role is not Role.CLIENT:
        own |= {name: {} for name in RELIABILITY if name in shared}
    service = Service(
        key=key,
        category=category,
        name=row.pop("name"),
        full_name=row.pop("full_name"),
        kind=kind,
        role=role,
        summary=row.pop("summary"),
        icon=row.pop("icon"),
        diagrams_class=row.pop("diagrams_class", ""),
        stands_in=_stands_in(row.pop("stands_in"), places),
        synonyms=tuple(row.pop("synonyms", ())),
        properties=tuple(
            _property(name, {**shared.get(name, {}), **data}) for name, data in own.items()
        ),
        availability=tuple(_availability(figure) for figure in row.pop("availability", ())),
        recovery=tuple(_recovery(figure) for figure in row.pop("recovery", ())),
        failure=_failure(row.pop("failure")),
        scaling=Scaling(**row.pop("scaling", {})),
        stateful=row.pop("stateful", False),
        durability_nines=row.pop("durability_nines", None),
        durability_source=row.pop("durability_source", ""),
        names=ForeignNames(**{name: tuple(v) for name, v in row.pop("names", {}).items()}),
        source=row.pop("source", ""),
    )
    if row:
        raise ValueError(f"unknown fields {', '.join(sorted(row))}")
    _check(service)
    return service


def _check(service: Service) -> None:
    known = {p.key for p in service.properties}
    failure, scaling = service.failure, service.scaling
    named = {
        failure.count_property,
        failure.multi_az_property,
        failure.failover_property,
        scaling.policy_property,
        scaling.max_property,
        scaling.size_property,
        *failure.zonal_when,
        *(figure.rpo_property for figure in service.recovery),
        *(name for figure in service.recovery for name in figure.when),
        *(name for figure in service.availability for name in figure.when if name != "zones"),
    }
    if scaling.machine and instance_type(scaling.machine) is None:
        raise ValueError(f"there is no instance type {scaling.machine}")
    missing = named - known - {""}
    if missing:
        raise ValueError(f"properties {', '.join(sorted(missing))} are named but not there")
    for prop in service.properties:
        for value in (prop.default, prop.best):
            if value is not None and not fits(prop, value):
                raise ValueError(f"{prop.key}: {value!r} is no value of a {prop.type.value}")


def fits(prop: Property, value: Value) -> bool:
    """Tell whether ``value`` has the property's type and lies within its bounds or choices."""
    if prop.type is PropertyType.BOOL:
        return isinstance(value, bool)
    if prop.type is PropertyType.LIST:
        return isinstance(value, tuple)
    if prop.type in (PropertyType.TEXT, PropertyType.CHOICE):
        return isinstance(value, str) and (not prop.choices or value in prop.choices)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if prop.type is PropertyType.INT and not isinstance(value, int):
        return False
    low = prop.minimum if prop.minimum is not None else value
    high = prop.maximum if prop.maximum is not None else value
    return low <= value <= high


def _stands_in(value: str | list[str], places: Places) -> frozenset[str]:
    kinds = frozenset(places[value] if isinstance(value, str) else value)
    wrong = kinds - {"canvas"} - {kind.value for kind in Kind if kind.is_container}
    if wrong:
        raise ValueError(f"nothing stands in {', '.join(sorted(wrong))}")
    return kinds


def _frozen(value: Any) -> Value:
    frozen: Value = tuple(value) if isinstance(value, list) else value
    return frozen


def _map(row: Mapping[str, Any]) -> FrozenMap[str, Value]:
    return FrozenMap({key: _frozen(value) for key, value in row.items()})


def _failure(row: Row) -> Failure:
    data = dict(row)
    scope, replicas = Scope(data.pop("scope")), ReplicaModel(data.pop("replicas"))
    return Failure(
        scope=scope, replicas=replicas, zonal_when=_map(data.pop("zonal_when", {})), **data
    )


def _property(key: str, row: Row) -> Property:
    data: Row = {name: _frozen(value) for name, value in row.items()}
    data["type"] = PropertyType(row["type"])
    return Property(key=key, **data)


def _availability(row: Row) -> AvailabilityFigure:
    data = dict(row)
    when, confidence = _map(data.pop("when", {})), Confidence(data.pop("confidence"))
    if data["of"] not in ("node", "service"):
        raise ValueError(f"a figure is of a node or a service, not of '{data['of']}'")
    return AvailabilityFigure(when=when, confidence=confidence, **data)


def _recovery(row: Row) -> RecoveryFigure:
    data = dict(row)
    when, confidence = _map(data.pop("when", {})), Confidence(data.pop("confidence"))
    disruption = Disruption(data.pop("disruption"))
    step = StepKind(data.pop("step", StepKind.SURVIVE.value))
    if (step is StepKind.SURVIVE) != (data["rto_s"] == 0):
        raise ValueError(f"'{data['by']}' needs a step exactly if it takes time")
    return RecoveryFigure(
        when=when, confidence=confidence, disruption=disruption, step=step, **data
    )
