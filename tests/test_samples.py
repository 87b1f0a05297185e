"""Every sample is sound, and scores as it did when a person last judged its score to be right.

`python -m tests.test_samples --write` writes the scores of today into samples_expected.json.
"""

import json
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from designer.catalog.loader import catalog
from designer.catalog.placement import may_link, may_stand
from designer.model.diagram import Diagram
from designer.model.invariants import check
from designer.resources import sample_files
from designer.rules.tenets import Tenet
from designer.scoring.engine import score
from designer.scoring.scorecard import Scorecard
from designer.storage.diagram_file import read, to_text

EXPECTED = Path(__file__).with_name("samples_expected.json")
TOLERANCE = 0.005

SAMPLES = {path.stem: path for path in sample_files()}
NAMES = sorted(SAMPLES)

# The example implementations of AWS's Reliability Pillar, worst first.
BY_STRUCTURE = (
    "reliability-99",
    "reliability-99-9",
    "reliability-99-99",
    "reliability-99-95-multi-region",
    "reliability-99-999",
)
# The fourth keeps a second Region that people decide to switch to; the third switches by itself.
BY_OPERATION = (
    "reliability-99",
    "reliability-99-9",
    "reliability-99-95-multi-region",
    "reliability-99-99",
    "reliability-99-999",
)


@cache
def sample(name: str) -> Diagram:
    return read(SAMPLES[name])


@cache
def card(name: str) -> Scorecard:
    return score(sample(name))


@cache
def expected() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(EXPECTED.read_text("utf-8"))
    return found


def scores(found: Scorecard) -> dict[str, Any]:
    """Return what the file of expected scores holds of one sample."""
    return {
        "overall": _rounded(found.overall),
        "letter": found.letter,
        "tenets": {tenet.value: _rounded(found.tenet(tenet).low) for tenet in Tenet},
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def unavailability(name: str) -> float:
    return card(name).availability.workload.unavailability


def operational_minutes(name: str) -> float:
    return card(name).availability.operational.minutes_per_year


@pytest.mark.parametrize("name", NAMES)
def test_is_sound(name: str) -> None:
    assert check(sample(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_is_written_as_it_would_be_saved(name: str) -> None:
    assert SAMPLES[name].read_text("utf-8") == to_text(sample(name))


@pytest.mark.parametrize("name", NAMES)
def test_everything_stands_where_it_may(name: str) -> None:
    topology = sample(name).topology
    refusals = {
        element.id: refusal.reason
        for element in topology.elements.values()
        if (refusal := may_stand(topology, catalog()[element.service], element.parent))
    }
    assert refusals == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_could_be_drawn(name: str) -> None:
    topology = sample(name).topology
    ends = topology.elements
    refusals = {
        link.id: refusal.reason
        for link in topology.links.values()
        if (refusal := may_link(ends[link.source], ends[link.target], link.kind))
    }
    assert refusals == {}


@pytest.mark.parametrize("name", NAMES)
def test_says_what_it_shows(name: str) -> None:
    assert sample(name).title
    assert sample(name).description


def test_every_sample_has_expected_scores_and_nothing_else_has() -> None:
    assert sorted(expected()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_scores_as_expected(name: str) -> None:
    found, wanted = scores(card(name)), expected()[name]
    assert found["letter"] == wanted["letter"]
    assert found["overall"] == pytest.approx(wanted["overall"], abs=TOLERANCE)
    assert found["tenets"] == pytest.approx(wanted["tenets"], abs=TOLERANCE)


@pytest.mark.parametrize(("worse", "better"), list(pairwise(BY_STRUCTURE)))
def test_reliability_designs_rise_by_structure(worse: str, better: str) -> None:
    assert unavailability(worse) > unavailability(better)


@pytest.mark.parametrize(("worse", "better"), list(pairwise(BY_OPERATION)))
def test_reliability_designs_rise_by_operation(worse: str, better: str) -> None:
    assert operational_minutes(worse) > operational_minutes(better)


@pytest.mark.parametrize(("worse", "better"), list(pairwise(BY_STRUCTURE)))
def test_reliability_designs_rise_in_fault_tolerance(worse: str, better: str) -> None:
    low = card(worse).tenet(Tenet.FAULT_TOLERANCE).low
    high = card(better).tenet(Tenet.FAULT_TOLERANCE).low
    assert low is not None
    assert high is not None
    assert low < high


def write() -> None:
    """Write the scores of today as the expected ones."""
    data = {name: scores(card(name)) for name in NAMES}
    EXPECTED.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.test_samples --write")
    write()
