"""Scoring designs of 100 to 10,000 elements; all single failures beside the naive way."""

import gc
import math
import tracemalloc
from functools import partial
from statistics import linear_regression

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from designer.scoring.engine import score
from tests.benchmarks.designs import design
from tests.benchmarks.report import fastest, say, seconds

_SIZES = (100, 300, 1_000, 3_000, 10_000)
_STEEPEST = 1.3  # time grows no faster than this power of the number of elements
_MOST_BYTES = 300 * 2**20


@pytest.mark.parametrize("size", [100, 1_000, 10_000])
def test_score(size: int, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = design(size)
    card = benchmark(lambda: score(drawn))
    assert card.overall is not None
    say(
        capsys,
        f"score {len(drawn.topology.elements):,} elements: {seconds(benchmark) * 1e3:.0f} ms",
    )


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
