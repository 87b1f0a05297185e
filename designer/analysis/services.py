"""Reads an element's catalog row the way analysis needs it: values, conditions, stand-in rows."""

from collections.abc import Callable, Mapping
from copy import copy
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
from designer.model.elements import Element, Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.topology import Topology

_Rows = dict[ElementId, Service]
_Alike = dict[tuple[str, FrozenMap[str, Value]], Setup]

# Rows of the program's own catalog never change, so what has been read serves the next score too.
_READ: _Alike = {}
_MOST_READ = 4096


class _Setups(dict[ElementId, Setup]):
    """How elements are set up, read when first asked for."""

    def __init__(self, elements: Mapping[ElementId, Element], rows: _Rows, alike: _Alike) -> None:
        super().__init__()
        self._elements = elements
        self._rows = rows
        self._alike = alike

    def __missing__(self, element: ElementId) -> Setup:
        own, row = self._elements[element], self._rows[element]
        # Stand-ins for unknown services have no properties to tell apart; their kinds do.
        key = (own.service if row.key else own.kind.value, own.properties)
        found = self._alike.get(key)
        if found is None:
            if len(self._alike) >= _MOST_READ:
                self._alike.clear()
            found = self._alike[key] = Setup(row, own)
        self[element] = found
        return found


class Services:
    """The catalog rows of one topology's elements.

    Attributes:
        of: the row of an element; a plain stand-in when its service is unknown.
        setup: that row read with what is stated of the element.
    """

    # Asked for many times an element, so these are the look-ups themselves.
    of: Callable[[ElementId], Service]
    setup: Callable[[ElementId], Setup]

    def __init__(self, topology: Topology, rows: Mapping[str, Service] | None = None) -> None:
        """Read from ``rows``, by default the program's own catalog."""
        known = catalog() if rows is None else rows
        self._elements = topology.elements
        found = {own.service: known.get(own.service) for own in self._elements.values()}
        self._of: _Rows = {
            key: found[own.service] or _unknown(own.kind) for key, own in self._elements.items()
        }
        self._read(_READ if rows is None else {})

    def restated(self, topology: Topology) -> "Services":
        """Return the same rows read for ``topology``, in which only properties differ."""
        made = copy(self)
        made._elements = topology.elements
        made._read(self._alike)
        return made

    def _read(self, alike: _Alike) -> None:
        self._alike = alike
        self.of = self._of.__getitem__
        self.setup = _Setups(self._elements, self._of, alike).__getitem__

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
