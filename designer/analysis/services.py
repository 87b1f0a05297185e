"""Reads an element's catalog row the way analysis needs it: values, conditions, stand-in rows."""

from collections.abc import Mapping
from functools import cache

from designer.catalog.conditions import MANY_ZONES, ONE_ZONE, holds
from designer.catalog.loader import catalog
from designer.catalog.service import (
    Category,
    Failure,
    PropertyType,
    ReplicaModel,
    Role,
    Scope,
    Service,
)
from designer.model.elements import Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.topology import Topology


class Services:
    """The catalog rows of one topology's elements."""

    def __init__(self, topology: Topology, rows: Mapping[str, Service] | None = None) -> None:
        """Read from ``rows``, by default the program's own catalog."""
        self._elements = dict(topology.elements)
        self._rows = catalog() if rows is None else rows
        self._of: dict[ElementId, Service] = {}

    def of(self, element: ElementId) -> Service:
        """Return the row of ``element``; a plain stand-in when its service is unknown."""
        found = self._of.get(element)
        if found is None:
            own = self._elements[element]
            row = self._rows.get(own.service)
            found = _unknown(own.kind) if row is None else row
            self._of[element] = found
        return found

    def value(self, element: ElementId, key: str) -> Value | None:
        """Return what is stated for ``key``, else AWS's default, else None."""
        return self.of(element).value(self._elements[element], key)

    def is_stated(self, element: ElementId, key: str) -> bool:
        """Tell whether the drawing states ``key``."""
        return key in self._elements[element].properties

    def number(self, element: ElementId, key: str) -> float | None:
        """Return the value of ``key`` as a finite number of 0 or more, else None."""
        value = self.value(element, key) if key else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return max(0.0, float(value)) if abs(value) < 1e15 else None

    def count(self, element: ElementId, key: str) -> int | None:
        """Return the value of ``key`` as a whole number of 0 or more, else None."""
        value = self.number(element, key)
        return None if value is None else int(value)

    def is_on(self, element: ElementId, key: str) -> bool:
        """Tell whether a feature is switched on: true, or a choice other than its default."""
        value = self.value(element, key) if key else None
        if isinstance(value, bool):
            return value
        row = self.of(element).property(key)
        if row is None or row.type is not PropertyType.CHOICE or value is None:
            return False
        plain = row.default if row.default is not None else next(iter(row.choices), None)
        return value != plain

    def holds(
        self, element: ElementId, when: FrozenMap[str, Value], zones: int | None = None
    ) -> bool:
        """Tell whether every condition of a catalog figure holds; ``zones`` counts those used."""
        used = ONE_ZONE if zones is not None and zones < 2 else MANY_ZONES
        return holds(self.of(element), self._elements[element], when, used)


@cache
def _unknown(kind: Kind) -> Service:
    """Stand in for a service the catalog does not know: one managed thing without figures."""
    roles = {Kind.ACTOR: Role.CLIENT, Kind.RESOURCE: Role.COMPUTE, Kind.SCALING_GROUP: Role.COMPUTE}
    return Service(
        key="",
        name="Unknown service",
        full_name="Unknown service",
        category=Category.COMPUTE,
        kind=kind,
        role=roles.get(kind, Role.PLACE),
        summary="",
        icon="",
        diagrams_class="",
        stands_in=frozenset(),
        failure=Failure(scope=Scope.REGIONAL, replicas=ReplicaModel.MANAGED),
    )
