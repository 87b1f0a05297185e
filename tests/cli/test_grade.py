"""The command as teachers use it, in processes of its own."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from designer.grading.adjustment_file import AdjustmentFile
from designer.grading.adjustments import Adjustment
from designer.grading.batch.manifest import read_manifest
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
        (["--again", "nowhere"], "run.json: cannot be read"),
        (["--window", "nowhere"], "run.json: cannot be read"),
        (["--again", "out", "a.toml", "b.drawio"], "--again OUT takes a rubric at most"),
        (["--window", "out", "a.toml"], "--window OUT takes no rubric"),
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


def test_again_writes_the_grades_with_what_was_adjusted(tmp_path: Path, rubric: str) -> None:
    from click.testing import CliRunner

    from designer.cli.grade import grade

    lay_out(tmp_path / "class", 3)
    folder = uninterrupted(tmp_path, rubric)
    code = read_manifest(folder).lines[1].code
    given = Adjustment(points=2.5, by="Ada", at=datetime(2026, 11, 25, tzinfo=UTC))
    AdjustmentFile(folder).put(code, "balancer", given)
    before = contents(folder)
    done = CliRunner().invoke(grade, ["--again", str(folder), "--for", "canvas", "--tell"])
    assert done.exit_code == 0, done.output
    assert "@progress 3 3 Grading" in done.output
    assert "0 of 3 have other points than before" in done.output
    after = contents(folder)
    assert {name for name in after if before.get(name) != after[name]} == {
        *("adjustments.csv", "canvas.csv", "grades.csv", "grades.xlsx", "index.html", "run.json"),
        f"feedback/{code}.html",
        f"gradescope/{code}/results.json",
    }
