"""Opening and saving 1,000 elements, beside what JSON alone takes for the same text."""

import json

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from designer.storage.diagram_file import read_bytes, to_text
from tests.benchmarks.designs import design
from tests.benchmarks.report import fastest, say, seconds

_SIZE = 1_000
_DIAGRAM = design(_SIZE)
_TEXT = to_text(_DIAGRAM)


def test_open(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    data = _TEXT.encode()
    found = benchmark(lambda: read_bytes(data, "bench.tenet"))
    assert found == _DIAGRAM
    own, plain = seconds(benchmark), fastest(lambda: json.loads(_TEXT), 20)
    say(
        capsys,
        f"open {len(_DIAGRAM.topology.elements):,} elements: {own * 1e3:.1f} ms, "
        f"{own / plain:.1f} x json.loads",
    )


def test_save(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    text = benchmark(lambda: to_text(_DIAGRAM))
    assert text == _TEXT
    raw = json.loads(_TEXT)
    own, plain = seconds(benchmark), fastest(lambda: json.dumps(raw), 20)
    say(
        capsys,
        f"save {len(_DIAGRAM.topology.elements):,} elements: {own * 1e3:.1f} ms, "
        f"{own / plain:.1f} x json.dumps",
    )
