"""One line of a benchmark's own, printed whatever pytest captures."""

import sys
from collections.abc import Callable
from time import perf_counter, process_time

import pytest
from pytest_benchmark.fixture import BenchmarkFixture


def say(capsys: pytest.CaptureFixture[str], text: str) -> None:
    """Print ``text`` on a line of its own."""
    with capsys.disabled():
        sys.stdout.write(f"\n  {text}\n")


def fastest(work: Callable[[], object], times: int) -> float:
    """Return the seconds that the fastest of ``times`` runs of ``work`` took."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return min(taken)


def seconds(benchmark: BenchmarkFixture) -> float:
    """Return the seconds that the fastest round of a benchmark took."""
    assert benchmark.stats is not None, "it has not run"
    return float(benchmark.stats.stats.min)


def cpu_ms(work: Callable[[], object], times: int, warm: int = 3) -> list[float]:
    """Return what each of ``times`` runs of ``work`` took, in ms of this process's CPU.

    A machine that is shared stretches the time on the wall, hardly that of the processor.
    ``warm`` runs before them do not count.
    """
    for _ in range(warm):
        work()
    taken = []
    for _ in range(times):
        start = process_time()
        work()
        taken.append((process_time() - start) * 1e3)
    return taken
