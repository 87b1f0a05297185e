"""A score made with what earlier scores have left behind is the score made from nothing."""

import os
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from designer.catalog.loader import catalog
from designer.edit.apply import apply
from designer.edit.edits import Remove, SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.topology import Topology
from designer.scoring.engine import score
from tests.scoring.drawings import drawing
from tests.scoring.memory import nothing_known

DRAWINGS = int(os.environ.get("TENET_EXAMPLES", "6"))
_EDITS = 4


def edited(drawn: Diagram, random: Random) -> Iterator[Diagram]:
    """Yield ``drawn`` after one edit more each time: things stated, left open and deleted."""
    for _ in range(_EDITS):
        resources = sorted(
            key
            for key, element in drawn.topology.elements.items()
            if element.service in catalog() and catalog()[element.service].properties
        )
        if not resources:
            return
        key = ElementId(random.choice(resources))
        row = catalog()[drawn.topology.elements[key].service]
        if random.random() < 0.2:
            drawn = apply(drawn, Remove(ids=frozenset({key})))
        else:
            wanted = random.choice(row.properties)
            value = random.choice([None, wanted.default, wanted.best])
            drawn = apply(drawn, SetProperty(ids=frozenset({key}), key=wanted.key, value=value))
        yield drawn


@pytest.mark.parametrize("seed", range(DRAWINGS))
def test_edits_leave_nothing_behind(seed: int) -> None:
    random = Random(seed)
    for drawn in edited(drawing(seed), random):
        warm = score(drawn)
        # Indexes taken over from the drawing before the edit do not matter either.
        parts = Topology(elements=drawn.topology.elements, links=drawn.topology.links)
        fresh = replace(drawn, topology=parts)
        with nothing_known():
            assert warm == score(fresh)
