"""Instance types and the ladders they grow on."""

import tomllib
from importlib.resources import files

import pytest

from designer.catalog.instances import instance_type
from designer.catalog.loader import catalog

DATA = tomllib.loads((files("designer.catalog") / "data" / "instances.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "vcpus", "largest", "largest_vcpus"),
    [
        ("m7g.large", 2, "m7g.16xlarge", 64),
        ("m7i.48xlarge", 192, "m7i.48xlarge", 192),
        ("c5.9xlarge", 36, "c5.24xlarge", 96),
        ("t2.micro", 1, "t2.2xlarge", 8),
        ("db.r6g.xlarge", 4, "db.r6g.16xlarge", 64),
        ("cache.t4g.micro", 2, "cache.t4g.small", 2),
        ("r6g.large.search", 2, "r6g.16xlarge.search", 64),
        (" M5.Large ", 2, "m5.24xlarge", 96),
    ],
)
def test_known_types(name: str, vcpus: float, largest: str, largest_vcpus: float) -> None:
    found = instance_type(name)
    assert found is not None
    assert found.vcpus == vcpus
    assert found.largest_vcpus == largest_vcpus
    assert found.growth == largest_vcpus / vcpus
    if found.growth > 1:
        assert found.largest == largest


@pytest.mark.parametrize("name", ["", "large", "m7g", "m7g.huge", "z9.large", "...", "m7g.large.x"])
def test_unknown_types_are_not_guessed(name: str) -> None:
    assert instance_type(name) is None


@pytest.mark.parametrize("ladder", DATA["ladders"])
def test_a_ladder_rises(ladder: str) -> None:
    steps = list(DATA["ladders"][ladder].values())
    assert steps == sorted(steps)
    assert min(steps) > 0
    assert DATA["families"][ladder]


def test_no_family_stands_on_two_ladders() -> None:
    named = [family for families in DATA["families"].values() for family in families]
    assert len(named) == len(set(named))
    assert set(DATA["families"]) == set(DATA["ladders"])


def test_what_grows_vertically_and_states_a_size_says_which_it_assumes() -> None:
    for row in catalog().values():
        if row.scaling.size_property:
            assert row.scaling.machine, row.key
            assert row.scaling.vertical, row.key
