"""Comparing a generated class all with all, files and all; ``TENET_CLASS`` sets the size (1,000).

One in twenty is a copy, renamed, moved, restyled and written in another order.
"""

import os
import resource
import time
from pathlib import Path

import pytest

from designer.grading.alike.class_likeness import compare_class
from designer.grading.batch.drawings import read_drawings
from designer.grading.batch.pool import Pool
from designer.grading.batch.rubric_source import no_rubric
from designer.grading.submissions.collecting import Collection
from tests.benchmarks.report import say
from tests.grading.batch.crews import silent
from tests.grading.similarity.ranking.copies import planted_class

_SIZE = int(os.environ.get("TENET_CLASS", "1000"))
_WORKERS = 2
_BAR_S = 60.0  # for 1,000
_PRECISION = 0.95


def _cpu_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("alone", [True, False])
def test_class(alone: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planted = planted_class(_SIZE, _SIZE // 20, alone=alone)
    for student, name, data in planted.work:
        (tmp_path / student).mkdir()
        (tmp_path / student / name).write_bytes(data)
    before, start = _cpu_s(), time.perf_counter()
    with Collection([tmp_path]) as collection, Pool(no_rubric(), _WORKERS) as crew:
        drawings = read_drawings(collection.submissions, crew, silent)
    read_cpu_s, read_s = _cpu_s() - before, time.perf_counter() - start
    found = compare_class(drawings.diagrams, unread=drawings.unread)
    cpu_s, wall_s = _cpu_s() - before, time.perf_counter() - start
    ranking = found.ranking
    order = [frozenset((found.name(pair.left), found.name(pair.right))) for pair in ranking.pairs]
    wanted = {frozenset(pair) for pair in planted.pairs}
    precision = len(wanted & set(order[: len(wanted)])) / len(wanted)
    same = sum(pair.share > 1 - 1e-9 for pair in ranking.pairs)
    last = max(order.index(pair) for pair in wanted) + 1
    say(
        capsys,
        f"compare {_SIZE:,} ({'of their own' if alone else 'alike by chance'}): {wall_s:.0f} s, "
        f"{cpu_s:.0f} s of processors ({read_cpu_s:.0f} s of it reading, {read_s:.0f} s), "
        f"precision {precision:.2f} at {len(wanted)}, the last copy is pair {last}, "
        f"{same} pairs are the same",
    )
    # The comparing itself is one process; reading is shared by two.
    assert cpu_s - read_cpu_s + read_cpu_s / _WORKERS < _BAR_S * _SIZE / 1000
    assert last <= same
    if alone:
        assert precision >= _PRECISION
