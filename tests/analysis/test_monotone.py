"""An improvement never makes the structural availability worse, whatever the drawing."""

from dataclasses import replace
from random import Random

import pytest

from designer.analysis.facts import Facts
from designer.analysis.parameters import Parameters
from designer.model.elements import Value
from designer.model.frozen import FrozenMap
from designer.model.topology import Topology
from tests.analysis.oracle import random_design, topology_of


def down(topology: Topology, **overrides: float) -> float:
    parameters = Parameters(overrides=FrozenMap(overrides))
    return Facts(topology, parameters=parameters).availability.workload.unavailability


def improved(key: str, value: Value) -> Value | None:
    """Return a better value of a property, or None when there is none."""
    if key == "multi_az":
        return True if value is False else None
    if key in ("instances", "desired") and isinstance(value, int):
        return value + 1
    return None


@pytest.mark.parametrize("block", range(4))
def test_another_replica_or_a_standby_never_lowers_availability(block: int) -> None:
    for seed in range(block * 80, (block + 1) * 80):
        topology = topology_of(random_design(Random(seed), 7))
        before = down(topology)
        for element in topology.elements.values():
            for key, value in element.properties.items():
                better = improved(key, value)
                if better is None:
                    continue
                changed = element.with_property(key, better)
                after = down(
                    replace(topology, elements=topology.elements.with_item(element.id, changed))
                )
                assert after <= before * (1 + 1e-9), (seed, element.id, key)


@pytest.mark.parametrize("seed", range(80))
def test_a_more_reliable_part_never_lowers_availability(seed: int) -> None:
    topology = topology_of(random_design(Random(seed), 7))
    parts = list(topology.elements)
    before = down(topology, **dict.fromkeys(parts, 0.99))
    for part in parts:
        after = down(topology, **{**dict.fromkeys(parts, 0.99), part: 0.999})
        assert after <= before * (1 + 1e-9), part
