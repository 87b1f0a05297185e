"""Grading a generated class on two workers, with feedback pages, with pictures and without.

``TENET_CLASS`` sets the size (1,000); with ``TENET_LARGE_CLASS`` ten times as many are graded as
well, without pictures, and must take at most eleven times as long.
"""

import os
import resource
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from designer.grading.batch.options import RunOptions
from designer.grading.batch.pool import Pool
from tests.benchmarks.report import say
from tests.grading.batch.crews import graded
from tests.grading.classes import lay_out, source

_SIZE = int(os.environ.get("TENET_CLASS", "1000"))
_WORKERS = 2
_BAR_S = {True: 90.0, False: 30.0}  # for 1,000, with pictures and without
_MOST_MIB = 200  # of this process, or of the largest worker
_STEEPEST = 11.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run has taken."""

    wall_s: float
    cpu_s: float


def _cpu_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _run(folder: Path, work: Path, *, pictures: bool) -> Cost:
    before, start = _cpu_s(), time.perf_counter()
    with Pool(source(), _WORKERS) as pool:
        report = graded(work, folder, crew=pool, options=RunOptions(pictures=pictures))
    assert report.kept == 0
    return Cost(time.perf_counter() - start, _cpu_s() - before)


def _peaks_mib() -> tuple[int, int]:
    """Return the largest memory of this process and of any worker so far."""
    peaks = [
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    return peaks[0] // 1024, peaks[1] // 1024


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("pictures", [False, True])
def test_class(pictures: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work = lay_out(tmp_path / "class", _SIZE)
    cost = _run(tmp_path / "out", work, pictures=pictures)
    own, worker = _peaks_mib()
    what = "with pictures" if pictures else "without pictures"
    say(
        capsys,
        f"grade {_SIZE:,} {what}: {cost.wall_s:.0f} s, {cost.cpu_s:.0f} s of two processors "
        f"({cost.cpu_s / _WORKERS:.0f} s each), {own} MiB here, {worker} MiB a worker",
    )
    # Half of the processor time is what two quiet processors take.
    assert cost.cpu_s / _WORKERS < _BAR_S[pictures] * _SIZE / 1000
    assert max(own, worker) < _MOST_MIB


@pytest.mark.timeout(7200)
@pytest.mark.skipif("TENET_LARGE_CLASS" not in os.environ, reason="takes minutes")
def test_growth(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = _run(tmp_path / "a", lay_out(tmp_path / "small", _SIZE), pictures=False)
    large = _run(tmp_path / "b", lay_out(tmp_path / "large", 10 * _SIZE), pictures=False)
    own, worker = _peaks_mib()
    say(
        capsys,
        f"grade {10 * _SIZE:,}: {large.cpu_s / small.cpu_s:.1f} times {_SIZE:,} "
        f"({large.cpu_s:.0f} s of processors, {large.wall_s:.0f} s), {own} MiB here, "
        f"{worker} MiB a worker",
    )
    assert large.cpu_s <= _STEEPEST * small.cpu_s
    assert max(own, worker) < _MOST_MIB
