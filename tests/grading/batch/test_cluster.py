"""The same work on a Dask cluster of two workers, which the test starts."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from designer.grading.batch.cluster import ClusterRefused, _connected
from tests.grading.batch.crews import Here, contents, graded
from tests.grading.classes import RUBRIC, hostile, lay_out, rubric

ROOT = Path(__file__).parents[3]
needs_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="Dask is not installed")


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a cluster of two workers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.grading.batch.local_cluster"],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.communicate(timeout=30)


@needs_dask
def test_a_cluster_gives_the_same_bytes(scheduler: str, tmp_path: Path) -> None:
    work = lay_out(tmp_path / "class", 6)
    for number in range(3):
        name, data = hostile(number)
        (work / f"hostile {number}").mkdir()
        (work / f"hostile {number}" / name).write_bytes(data)
    (tmp_path / "shop.rubric.toml").write_text(RUBRIC, "utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "designer", "grade", "shop.rubric.toml", "class"),
            *("-o", "out", "--scheduler", scheduler),
        ],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 1, done.stderr
    assert "9 students: 6 graded, 3 cannot be read" in done.stdout
    from designer.grading.batch.options import RunOptions

    graded(work, tmp_path / "here", crew=Here(rubric()), options=RunOptions())
    one, two = contents(tmp_path / "here"), contents(tmp_path / "out")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


@needs_dask
def test_an_address_where_nobody_answers_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("designer.grading.batch.cluster._PATIENCE_S", 0.5)
    with pytest.raises(ClusterRefused, match="no scheduler answers there"):
        _connected("tcp://127.0.0.1:9")


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterRefused, match=r"pip install \"tenet-designer\[cluster\]\""):
        _connected("tcp://127.0.0.1:9")
