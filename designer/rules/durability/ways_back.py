"""Finds what to state of a store so that it comes back from a disruption, soon enough."""

from collections.abc import Iterator
from dataclasses import replace

from designer.catalog.conditions import recovery_figures
from designer.catalog.loader import catalog
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element, Value
from designer.model.ids import ElementId
from designer.model.workload import Disruption
from designer.rules.phrasing import name, span
from designer.rules.rule import Fix, Option
from designer.rules.statements import one_step

_LEAST, _CHEAP, _BEST = Option.LEAST_CHANGE, Option.LEAST_COST, Option.BEST_RECOVERY

_WAYS: tuple[tuple[str, Value, str, Option], ...] = (
    ("storage_class", "standard", "Keep {name} in the class for three zones", _LEAST),
    ("storage_class", "regional", "Keep {name} in several zones", _LEAST),
    ("multi_az", True, "Turn Multi-AZ on for {name}", _BEST),
    ("automatic_backups", True, "Back {name} up every day", _CHEAP),
    ("pitr", True, "Turn point-in-time recovery on for {name}", _LEAST),
    ("versioning", True, "Keep versions in {name}", _LEAST),
    ("replicas", 1, "Give {name} a reader that takes over", _BEST),
    ("global_table", True, "Make {name} a global table", _BEST),
    ("global_database", True, "Make {name} a global database", _BEST),
    ("replication_region", True, "Replicate {name} to a second Region", _LEAST),
    ("cross_region_copy", True, "Copy the backups of {name} to a second Region", _CHEAP),
)
_SHORTEST_H = 0.05


def ways_back(
    diagram: Diagram,
    store: str,
    disruption: Disruption,
    *,
    rto_s: float | None = None,
    rpo_s: float | None = None,
) -> Iterator[Fix]:
    """Yield fixes after which ``store`` recovers from ``disruption`` by its own features.

    Args:
        rto_s: the longest time it may take, seconds; None for any.
        rpo_s: the longest span of data it may lose, seconds; None for any.
    """
    element = diagram.topology.elements.get(ElementId(store))
    row = None if element is None else catalog().get(element.service)
    if element is None or row is None:
        return
    called = name(diagram.topology, store)
    now = _best_way(element, disruption)
    for key, value, title, option in (*_WAYS, *_oftener(rpo_s)):
        found = row.property(key)
        if found is None or row.value(element, key) == value:
            continue
        if found.choices and value not in found.choices:
            continue
        changed = replace(element, properties=element.properties.with_item(key, value))
        way = _best_way(changed, disruption)
        if way is not None and way != now and _suffices(way, rto_s, rpo_s):
            edit = SetProperty(ids=frozenset({element.id}), key=key, value=value)
            yield one_step(title.format(name=called), edit, option)


def _oftener(rpo_s: float | None) -> tuple[tuple[str, Value, str, Option], ...]:
    if rpo_s is None or rpo_s < _SHORTEST_H * 3600:
        return ()
    title = f"Back {{name}} up every {span(rpo_s)}"
    return (("backup_interval_h", rpo_s / 3600, title, _CHEAP),)


def _best_way(element: Element, disruption: Disruption) -> tuple[float, float] | None:
    """Return the seconds lost and the seconds taken by the best way back, or None."""
    figures = recovery_figures(catalog()[element.service], element, disruption)
    return None if not figures else (figures[0][1], figures[0][0].rto_s)


def _suffices(way: tuple[float, float], rto_s: float | None, rpo_s: float | None) -> bool:
    lost_s, taken_s = way
    return (rto_s is None or taken_s <= rto_s) and (rpo_s is None or lost_s <= rpo_s)
