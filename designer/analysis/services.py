"""Reads an element's catalog row the way analysis needs it: values, conditions, stand-in rows."""

from collections.abc import Mapping
from functools import cache

from designer.analysis.setups import Setup
from designer.catalog.loader import catalog
from designer.catalog.service import (
    Category,
    Failure,
    ReplicaModel,
    Role,
    Scope,
    Service,
)
from designer.model.elements import Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.topology import Topology

_Alike = dict[tuple[str, FrozenMap[str, Value]], Setup]

# Rows of the program's own catalog never change, so what has been read serves the next score too.
_READ: _Alike = {}
_MOST_READ = 4096


class Services:
    """The catalog rows of one topology's elements."""

    def __init__(self, topology: Topology, rows: Mapping[str, Service] | None = None) -> None:
        """Read from ``rows``, by default the program's own catalog."""
        self._elements = dict(topology.elements)
        known = catalog() if rows is None else rows
        self._of = dict[ElementId, Service]()
        for key, own in self._elements.items():
            row = known.get(own.service)
            self._of[key] = _unknown(own.kind) if row is None else row
        self._setup: dict[ElementId, Setup] = {}
        self._alike = _READ if rows is None else {}

    def of(self, element: ElementId) -> Service:
        """Return the row of ``element``; a plain stand-in when its service is unknown."""
        return self._of[element]

    def setup(self, element: ElementId) -> Setup:
        """Return the row of ``element`` read with what is stated of it."""
        found = self._setup.get(element)
        if found is None:
            own, row = self._elements[element], self.of(element)
            # Stand-ins for unknown services have no properties to tell apart; their kinds do.
            key = (own.service if row.key else own.kind.value, own.properties)
            found = self._alike.get(key)
            if found is None:
                if len(self._alike) >= _MOST_READ:
                    self._alike.clear()
                found = self._alike[key] = Setup(row, own)
            self._setup[element] = found
        return found

    def value(self, element: ElementId, key: str) -> Value | None:
        """Return what is stated for ``key``, else AWS's default, else None."""
        return self.setup(element).value(key)

    def is_stated(self, element: ElementId, key: str) -> bool:
        """Tell whether the drawing states ``key``."""
        return key in self._elements[element].properties

    def number(self, element: ElementId, key: str) -> float | None:
        """Return the value of ``key`` as a finite number of 0 or more, else None."""
        return self.setup(element).number(key)

    def count(self, element: ElementId, key: str) -> int | None:
        """Return the value of ``key`` as a whole number of 0 or more, else None."""
        value = self.setup(element).number(key)
        return None if value is None else int(value)

    def is_on(self, element: ElementId, key: str) -> bool:
        """Tell whether a feature is switched on: true, or a choice other than its default."""
        return self.setup(element).is_on(key)


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
