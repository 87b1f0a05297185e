"""Which properties elements of several services have in common, and can be given together."""

from collections.abc import Sequence
from dataclasses import replace

from designer.catalog.service import Property, Service


def shared_properties(services: Sequence[Service]) -> tuple[Property, ...]:
    """Return the properties that mean the same for all ``services``, in the order of the first.

    What "not stated" counts as is told only where it is the same, and the range is the one that
    all of them allow.
    """
    if not services:
        return ()
    found = []
    for own in services[0].properties:
        rows = [service.property(own.key) for service in services]
        alike = [row for row in rows if row is not None and _kind(row) == _kind(own)]
        if len(alike) == len(services):
            found.append(_narrowed(own, alike))
    return tuple(found)


def _kind(prop: Property) -> tuple[object, ...]:
    return (prop.type, prop.unit, prop.choices)


def _narrowed(own: Property, rows: Sequence[Property]) -> Property:
    lows = [row.minimum for row in rows if row.minimum is not None]
    highs = [row.maximum for row in rows if row.maximum is not None]
    return replace(
        own,
        default=own.default if all(row.default == own.default for row in rows) else None,
        minimum=max(lows, default=None),
        maximum=min(highs, default=None),
        tenets=tuple(dict.fromkeys(tenet for row in rows for tenet in row.tenets)),
        pillars=tuple(dict.fromkeys(pillar for row in rows for pillar in row.pillars)),
    )
