"""The command as teachers use it, in processes of its own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from designer.grading.batch.options import Gradebook, RunOptions
from designer.grading.batch.rubric_source import read_source
from designer.grading.batch.run import ClassJob, grade_class
from designer.grading.cohort.entries import entries_of
from designer.grading.submissions.collecting import Collection
from tests.cli.conftest import Tenet
from tests.grading.batch.crews import Here, contents, silent
from tests.grading.classes import lay_out

RUBRIC = """
title = "Shop"

[[criterion]]
id = "balancer"
title = "A load balancer"
kind = "element"
element = "alb"
points = 4

[[criterion]]
id = "overall"
title = "It holds up"
kind = "score"
tenet = "overall"
at_least = 60
points = 6
"""


@pytest.fixture
def rubric(tmp_path: Path) -> str:
    (tmp_path / "shop.rubric.toml").write_text(RUBRIC)
    return "shop.rubric.toml"


def run(folder: Path, *words: str) -> "subprocess.Popen[bytes]":
    """Start the command in ``folder`` and do not wait for it."""
    return subprocess.Popen(
        [sys.executable, "-m", "designer", "grade", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_run_that_is_killed_is_gone_on_with_to_the_same_bytes(
    tmp_path: Path, rubric: str, tenet: Tenet
) -> None:
    lay_out(tmp_path / "class", 14)
    words = (rubric, "class", "--for", "gradescope", "--for", "sarif", "--no-pictures")
    killed = run(tmp_path, *words, "-o", "out", "--workers", "1")
    results = tmp_path / "out" / "results"
    for _ in range(600):
        done = len(list(results.glob("*.json"))) if results.exists() else 0
        if done >= 3 or killed.poll() is not None:
            break
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL
    assert not (tmp_path / "out" / "run.json").exists()
    resumed = tenet("grade", *words, "-o", "out", "--workers", "1")
    assert resumed.code == 1, resumed.err  # one submission is hostile
    assert "were graded already" in resumed.out
    assert contents(tmp_path / "out") == contents(uninterrupted(tmp_path, rubric))


def uninterrupted(folder: Path, rubric: str) -> Path:
    """Grade the class in this process and in one go; return where."""
    by = read_source(folder / rubric)
    with Collection([folder / "class"]) as collection:
        job = ClassJob(
            source=by,
            entries=entries_of(collection.submissions, None),
            options=RunOptions(
                pictures=False, gradebooks=frozenset({Gradebook.GRADESCOPE, Gradebook.SARIF})
            ),
        )
        grade_class(job, folder / "whole", Here(by.rubric), silent)
    return folder / "whole"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["shop.rubric.toml"], "name a rubric, what was handed in, and -o OUT"),
        (["shop.rubric.toml", "nowhere", "-o", "out"], "nowhere: cannot be read: there is no such"),
        (["nowhere.toml", "shop.rubric.toml", "-o", "out"], "nowhere.toml: cannot be read"),
        (["--verify", "nowhere"], "run.json: cannot be read"),
        (["--verify", "out", "x"], "--verify OUT takes no rubric"),
        (
            ["shop.rubric.toml", "x.drawio", "-o", "out", "--blind", "--for", "canvas"],
            "--blind and --for canvas exclude each other",
        ),
        (
            ["shop.rubric.toml", "x.drawio", "-o", "out", "--for", "lti", "--graded-at", "noon"],
            "--graded-at noon: write it like",
        ),
        (["shop.rubric.toml", "x.drawio", "-o", "shop.rubric.toml"], "is not a folder"),
    ],
)
def test_mistakes_are_one_sentence(
    words: list[str], message: str, rubric: str, tmp_path: Path
) -> None:
    from click.testing import CliRunner

    from designer.cli.grade import grade

    (tmp_path / "x.drawio").write_bytes(b"<mxfile/>")
    runner = CliRunner()
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        done = runner.invoke(grade, words)
    finally:
        os.chdir(before)
    assert done.exit_code == 2
    assert message in done.output
    assert done.output.count("\n") == 1
    assert not (tmp_path / "out").exists()
