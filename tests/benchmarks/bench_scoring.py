"""Scoring designs of 100 to 10,000 elements: again, after an edit, and for the first time."""

import gc
import itertools
import math
import tracemalloc
from functools import partial
from statistics import linear_regression
from time import process_time
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from designer.edit.apply import apply
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.scoring.engine import score
from tests.benchmarks.designs import design
from tests.benchmarks.report import fastest, say, seconds
from tests.scoring.memory import nothing_known

# A machine that others work on stretches the time on the wall, hardly that of the processor.
pytestmark = pytest.mark.benchmark(timer=process_time)

_WANTED_MS = {100: 10, 1_000: 60, 10_000: 700}
_SIZES = (100, 300, 1_000, 3_000, 10_000)
_STEEPEST = 1.3  # time grows no faster than this power of the number of elements
_MOST_BYTES = 300 * 2**20


def _say(
    capsys: pytest.CaptureFixture[str], what: str, size: int, benchmark: BenchmarkFixture
) -> None:
    say(capsys, f"{what}: {seconds(benchmark) * 1e3:.1f} ms (wanted {_WANTED_MS[size]})")


@pytest.mark.parametrize("size", [100, 1_000, 10_000])
def test_score(size: int, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = design(size)
    card = benchmark(lambda: score(drawn))
    assert card.overall is not None
    _say(capsys, f"score {len(drawn.topology.elements):,} elements", size, benchmark)


@pytest.mark.parametrize("size", [100, 1_000, 10_000])
def test_score_after_an_edit(
    size: int, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a user waits for: every round scores a drawing that nobody has scored before."""
    drawn = design(size)
    score(drawn)
    count = itertools.count(2)

    def next_drawing() -> tuple[tuple[Diagram], dict[str, Any]]:
        edit = SetProperty(
            ids=frozenset({ElementId("c1-db")}), key="storage_gib", value=next(count)
        )
        return (apply(drawn, edit),), {}

    rounds = max(5, 10_000 // size)
    benchmark.pedantic(score, setup=next_drawing, rounds=rounds)  # type: ignore[no-untyped-call]
    _say(capsys, f"score about {size:,} elements after an edit", size, benchmark)


@pytest.mark.parametrize("size", [100, 1_000, 10_000])
def test_first_score(
    size: int, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same in a process that has read the catalog and scored nothing yet."""

    def scored_first(drawn: Diagram) -> None:
        with nothing_known():
            score(drawn)

    benchmark.pedantic(  # type: ignore[no-untyped-call]
        scored_first, setup=lambda: ((design(size),), {}), rounds=max(3, 3_000 // size)
    )
    _say(capsys, f"first score of about {size:,} elements", size, benchmark)


def test_growth(capsys: pytest.CaptureFixture[str]) -> None:
    """The power of the number of elements with which the time of a score grows."""
    counts, times = [], []
    for size in _SIZES:
        drawn = design(size)
        score(drawn)
        counts.append(math.log(len(drawn.topology.elements)))
        times.append(math.log(fastest(partial(score, drawn), 3)))
    slope, _ = linear_regression(counts, times)
    say(capsys, f"a score of n elements takes n^{slope:.2f}, from {_SIZES[0]} to {_SIZES[-1]:,}")
    assert slope <= _STEEPEST


def test_memory(capsys: pytest.CaptureFixture[str]) -> None:
    """What a score of 10,000 elements adds to the memory of a process that holds the design."""
    drawn = design(10_000)
    score(design(100))
    gc.collect()
    tracemalloc.start()
    try:
        card = score(drawn)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert card.overall is not None
    say(capsys, f"a score of 10,000 elements takes {most / 2**20:.0f} MiB at most")
    assert most < _MOST_BYTES
