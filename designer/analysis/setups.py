"""A service as it is set up: its row read together with what is stated, worked out once.

Elements of one service with the same statements are alike in everything that the row says about
them, and a large drawing has far fewer set-ups than elements.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from designer.catalog.conditions import (
    MANY_ZONES,
    ONE_ZONE,
    holds,
    is_elastic,
    recovery_figures,
    scope_of,
)
from designer.catalog.service import (
    AvailabilityFigure,
    PropertyType,
    RecoveryFigure,
    Scope,
    Service,
)
from designer.model.elements import Element, Value
from designer.model.workload import Disruption

_LARGEST = 1e15
_MOST_TOLD = 256

T = TypeVar("T")


class Setup:
    """What a row says of every element of one service with the same properties."""

    def __init__(self, row: Service, element: Element) -> None:
        """Read ``row`` for ``element``, one of those that are alike."""
        self.row = row
        self._element = element
        self._values: dict[str, Value | None] = {}
        self._numbers: dict[str, float | None] = {}
        self._switches: dict[str, bool] = {}
        self._figures: dict[tuple[str, str], AvailabilityFigure | None] = {}
        self._ways: dict[tuple[Disruption, str], tuple[tuple[RecoveryFigure, float], ...]] = {}
        self._told: dict[tuple[object, ...], Any] = {}

    def once(self, key: tuple[object, ...], work: Callable[[], T]) -> T:
        """Return what ``work`` makes, made only the first time it is asked for under ``key``.

        For what follows from the set-up and from ``key`` alone: it serves all elements set up so,
        in this drawing and the next.
        """
        found: T | None = self._told.get(key)
        if found is None:
            if len(self._told) >= _MOST_TOLD:
                self._told.clear()
            found = self._told[key] = work()
        return found

    def stated(self, key: str) -> Value | None:
        """Return what is stated for ``key``, else None."""
        return self._element.properties.get(key)

    def value(self, key: str) -> Value | None:
        """Return what is stated for ``key``, else AWS's default, else None."""
        if key not in self._values:
            self._values[key] = self.row.value(self._element, key)
        return self._values[key]

    def number(self, key: str) -> float | None:
        """Return the value of ``key`` as a finite number of 0 or more, else None."""
        if key not in self._numbers:
            self._numbers[key] = self._number(key)
        return self._numbers[key]

    def _number(self, key: str) -> float | None:
        value = self.value(key) if key else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return max(0.0, float(value)) if abs(value) < _LARGEST else None

    def is_on(self, key: str) -> bool:
        """Tell whether a feature is switched on: true, or a choice other than its default."""
        found = self._switches.get(key)
        if found is None:
            found = self._switches[key] = self._is_on(key)
        return found

    def _is_on(self, key: str) -> bool:
        value = self.value(key) if key else None
        if isinstance(value, bool):
            return value
        row = self.row.property(key)
        if row is None or row.type is not PropertyType.CHOICE or value is None:
            return False
        plain = row.default if row.default is not None else next(iter(row.choices), None)
        return value != plain

    def availability_figure(self, of: str, *, one_zone: bool) -> AvailabilityFigure | None:
        """Return the first figure whose conditions hold, of the kind ``of`` if there is one."""
        zones = ONE_ZONE if one_zone else MANY_ZONES
        key = (of, zones)
        if key not in self._figures:
            row, element = self.row, self._element
            figures = [f for f in row.availability if holds(row, element, f.when, zones)]
            wanted = [f for f in figures if f.of == of]
            self._figures[key] = next(iter(wanted or figures), None)
        return self._figures[key]

    def recovery_figures(
        self, disruption: Disruption, zones: str = MANY_ZONES
    ) -> tuple[tuple[RecoveryFigure, float], ...]:
        """Return the ways to recover with their RPO in seconds; see ``conditions``."""
        key = (disruption, zones)
        found = self._ways.get(key)
        if found is None:
            found = recovery_figures(self.row, self._element, disruption, zones)
            self._ways[key] = found
        return found

    @cached_property
    def counts_zones(self) -> bool:
        """Its availability depends on the number of zones it is used in."""
        return any("zones" in figure.when for figure in self.row.availability)

    @cached_property
    def scope(self) -> Scope:
        """The failure domain by service and set-up, wherever it is drawn."""
        return scope_of(self.row, self._element)

    @cached_property
    def is_elastic(self) -> bool:
        """Capacity follows the load by itself."""
        return is_elastic(self.row, self._element)
