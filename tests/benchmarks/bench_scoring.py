"""Scoring designs of 100 and 1,000 elements; all single failures beside the naive way."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from designer.scoring.engine import score
from tests.benchmarks.designs import design
from tests.benchmarks.report import say, seconds


@pytest.mark.parametrize("size", [100, 1_000])
def test_score(size: int, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = design(size)
    card = benchmark(lambda: score(drawn))
    assert card.overall is not None
    say(
        capsys,
        f"score {len(drawn.topology.elements):,} elements: {seconds(benchmark) * 1e3:.0f} ms",
    )
