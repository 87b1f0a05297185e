"""What the drawing does not state, and what stating it at its best would bring."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from operator import attrgetter

from designer.catalog.loader import catalog
from designer.catalog.service import Property
from designer.model.diagram import Diagram
from designer.model.elements import Element, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.topology import Topology
from designer.rules.phrasing import name
from designer.scoring.scorecard import Question

# Pricing a question means scoring once more; beyond this the list is given without prices.
MOST_PRICED = 12
LARGEST_PRICED = 80


def open_properties(topology: Topology) -> Iterator[tuple[Element, Property]]:
    """Yield each property that is not stated, matters to a tenet and could be better."""
    for element in topology.elements.values():
        if _improvable(element.service):
            for found in _open(element.service, element.properties):
                yield element, found


@cache
def _improvable(service: str) -> tuple[Property, ...]:
    row = catalog().get(service)
    return tuple(
        found
        for found in (() if row is None else row.properties)
        if found.tenets and found.best is not None and found.best != found.default
    )


@lru_cache(maxsize=4096)
def _open(service: str, stated: FrozenMap[str, Value]) -> tuple[Property, ...]:
    return tuple([found for found in _improvable(service) if found.key not in stated])


@lru_cache(maxsize=4096)
def _best(service: str, stated: FrozenMap[str, Value]) -> FrozenMap[str, Value]:
    """Return what is stated with all else at its best; ``stated`` itself when nothing is open."""
    bests = {found.key: found.best for found in _open(service, stated)}
    return stated.with_items({key: best for key, best in bests.items() if best is not None})


def at_best(topology: Topology) -> Topology:
    """Return the topology with everything "not stated" at its best; itself when all is stated."""
    changed = {
        key: element.with_properties(best)
        for key, element in topology.elements.items()
        if _improvable(element.service)
        and (best := _best(element.service, element.properties)) is not element.properties
    }
    return topology.with_elements(changed) if changed else topology


def questions(
    diagram: Diagram,
    overall: float | None,
    rescore: Callable[[Topology], float | None],
) -> tuple[Question, ...]:
    """Return the open questions, the most rewarding first.

    Args:
        overall: today's overall score.
        rescore: overall score of a topology.
    """
    topology = diagram.topology
    found: list[Question] = []
    priced = len(topology.elements) <= LARGEST_PRICED and overall is not None
    called: dict[ElementId, str] = {}
    for number, (element, open_property) in enumerate(open_properties(topology)):
        if element.id not in called:
            called[element.id] = name(topology, element.id)
        gain = 0.0
        best = open_property.best
        if priced and number < MOST_PRICED and best is not None:
            stated = element.with_property(open_property.key, best)
            after = rescore(topology.with_elements({element.id: stated}))
            gain = max(0.0, (after or 0.0) - (overall or 0.0))
        found.append(
            Question(
                element.id,
                open_property.key,
                f"{open_property.label} of {called[element.id]} is not stated.",
                gain,
            )
        )
    # No two questions ask the same of one element, so these two sort them.
    found.sort()
    found.sort(key=attrgetter("gain"), reverse=True)
    return tuple(found)
