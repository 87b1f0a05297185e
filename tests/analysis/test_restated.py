"""Facts shared with the same drawing, differently stated, are the facts worked out anew."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Property, PropertyType
from designer.model.elements import Value
from designer.model.topology import Topology
from designer.resources import sample_files
from designer.scoring.measures import MEASURES
from designer.scoring.profile import profile
from designer.scoring.questions import at_best
from designer.storage.diagram_file import read
from tests.analysis.oracle import random_design, topology_of
from tests.benchmarks.designs import design
from tests.builders import diagram


def told(facts: Facts) -> dict[str, object]:
    """Return what the facts are scored by; importances are left out of restated ones."""
    report = facts.availability
    scores = {t.value: measure(facts, profile()) for t, measure in MEASURES.items()}
    return {
        "scores": {t: None if m is None else (m.score, m.mean) for t, m in scores.items()},
        "down": report.workload.unavailability,
        "journeys": [(key, one.unavailability) for key, one in report.journeys],
        "operational": report.operational,
        "single points": [(p.id, p.journeys) for p in facts.single_points],
        "recovery": facts.recovery,
        "capacity": facts.capacity,
        "elasticity": facts.elasticity,
    }


def restatements(topology: Topology, random: Random) -> Iterator[Topology]:
    """Yield the topology with one or several properties stated otherwise."""
    rows = catalog()
    able = [
        (element, found)
        for element in topology.elements.values()
        for found in rows[element.service].properties
    ]
    for _ in range(6):
        elements = topology.elements
        for element, found in random.sample(able, min(len(able), random.randint(1, 3))):
            changed = elements[element.id].with_property(found.key, _value(found, random))
            elements = elements.with_item(element.id, changed)
        yield Topology(elements=elements, links=topology.links)


def _value(found: Property, random: Random) -> Value | None:
    if random.random() < 0.2:
        return None
    if found.type is PropertyType.BOOL:
        return random.random() < 0.5
    if found.type is PropertyType.CHOICE:
        return random.choice(list(found.choices))
    if found.type is PropertyType.INT:
        return random.randint(1, 5)
    if found.type is PropertyType.LIST:
        return tuple(random.sample(["a", "b", "c"], random.randint(1, 2)))
    return found.best if found.best is not None else found.default


@pytest.mark.parametrize("block", range(4))
def test_random_drawings_stated_otherwise(block: int) -> None:
    shared = 0
    for seed in range(block * 40, (block + 1) * 40):
        random = Random(seed)
        topology = topology_of(random_design(random, random.randint(3, 9)))
        base = Facts(topology)
        base.availability  # noqa: B018 - worked out, so that there is something to share
        for other in restatements(topology, random):
            restated = base.restated(other)
            assert told(restated) == told(Facts(other)), seed
            shared += restated.compiled is base.compiled
    assert shared > 20


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.stem)
def test_samples_at_their_best(path: Path) -> None:
    drawn = read(path)
    topology, workload = drawn.topology, drawn.workload
    base, best = Facts(topology, workload), at_best(topology)
    assert told(base.restated(best)) == told(Facts(best, workload))
    assert told(base) == told(Facts(topology, workload))


def test_what_a_large_design_leaves_open_mostly_lets_its_circuit_be() -> None:
    drawn = design(200)
    base = Facts(drawn.topology, drawn.workload)
    restated = base.restated(at_best(drawn.topology))
    assert restated.compiled is base.compiled


def test_zones_met_by_replicas_are_known_to_the_restated_places() -> None:
    drawn = diagram("users u\nregion r eu-west-1\n  vpc v\n    ec2 web\nu -> web\n").topology
    web = next(key for key, element in drawn.elements.items() if element.service == "ec2")
    stated = drawn.elements[web].with_property("warm_up_s", 30)
    base = Facts(drawn)
    restated = base.restated(
        Topology(elements=drawn.elements.with_item(web, stated), links=drawn.links)
    )
    base.availability  # noqa: B018 - meets the zone that the drawing leaves open
    restated.availability  # noqa: B018 - is placed alike
    (replica,) = restated.replicas(web)
    assert replica.zone in restated.locations.zones
    assert replica.region in restated.locations.regions
    assert restated.placement.zones[replica.zone].known is False
