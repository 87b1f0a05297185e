"""What the drawing does not state, and what stating it at its best would bring."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from designer.catalog.loader import catalog
from designer.catalog.service import Property, Service
from designer.model.diagram import Diagram
from designer.model.elements import Element, Value
from designer.model.ids import ElementId
from designer.model.topology import Topology
from designer.rules.phrasing import name
from designer.scoring.scorecard import Question

# Pricing a question means scoring once more; beyond this the list is given without prices.
MOST_PRICED = 12
LARGEST_PRICED = 80


def open_properties(topology: Topology) -> Iterator[tuple[Element, Property]]:
    """Yield each property that is not stated, matters to a tenet and could be better."""
    rows = catalog()
    able: dict[str, tuple[Property, ...]] = {}
    for element in topology.elements.values():
        if element.service not in able:
            service = rows.get(element.service)
            able[element.service] = () if service is None else tuple(_improvable(service))
        for found in able[element.service]:
            if found.key not in element.properties:
                yield element, found


def _improvable(service: Service) -> Iterator[Property]:
    for found in service.properties:
        if found.tenets and found.best is not None and found.best != found.default:
            yield found


def _with(topology: Topology, values: dict[ElementId, dict[str, Value]]) -> Topology:
    changed = {
        element: replace(
            topology.elements[element],
            properties=topology.elements[element].properties.with_items(stated),
        )
        for element, stated in values.items()
    }
    return Topology(elements=topology.elements.with_items(changed), links=topology.links)


def at_best(topology: Topology) -> Topology:
    """Return the topology with everything "not stated" at its best; itself when all is stated."""
    values: dict[ElementId, dict[str, Value]] = {}
    for element, found in open_properties(topology):
        if found.best is not None:
            values.setdefault(element.id, {})[found.key] = found.best
    return _with(topology, values) if values else topology


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
            after = rescore(_with(topology, {element.id: {open_property.key: best}}))
            gain = max(0.0, (after or 0.0) - (overall or 0.0))
        found.append(
            Question(
                element=element.id,
                property=open_property.key,
                sentence=f"{open_property.label} of {called[element.id]} is not stated.",
                gain=gain,
            )
        )
    return tuple(sorted(found, key=lambda q: (-q.gain, q.element, q.property)))
