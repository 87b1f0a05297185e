"""The three examples in samples/grading are graded as a person last judged to be right.

`python -m tests.grading.test_examples --write` writes the grades of today into their
expected.csv; look at what changes before you keep it.
"""

import csv
import io
import sys
import tempfile
from pathlib import Path

import pytest

from designer.grading.batch.options import RunOptions
from designer.grading.batch.rubric_source import read_source
from designer.grading.batch.run import ClassJob, grade_class
from designer.grading.cohort.entries import entries_of
from designer.grading.cohort.table import Status
from designer.grading.gradebooks.cells import csv_bytes
from designer.grading.roster import read_roster
from designer.grading.submissions.collecting import Collection
from tests.grading.batch.crews import Here, silent

ROOT = Path(__file__).parents[2] / "samples" / "grading"
EXAMPLES = ("web-shop", "order-api", "recovery")


def grades(example: str, folder: Path) -> bytes:
    """Grade an example into ``folder`` and return name, status, points and letter of each."""
    place = ROOT / example
    by = read_source(place / f"{example}.rubric.toml")
    with Collection([place / "submissions"]) as collection:
        job = ClassJob(
            source=by,
            entries=entries_of(collection.submissions, read_roster(place / "roster.csv")),
            options=RunOptions(pictures=False),
        )
        report = grade_class(job, folder, Here(by.rubric), silent)
    heads = ("Student", "Status", "Before lateness", "Total", "Letter")
    rows = (
        (
            row.entry.name,
            row.status.value,
            row.result.before_late,
            row.result.total,
            row.result.letter,
        )
        for row in report.table.rows()
    )
    return csv_bytes([heads, *rows], end="\n")


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_graded_as_expected(example: str, tmp_path: Path) -> None:
    expected = (ROOT / example / "expected.csv").read_text("utf-8")
    assert grades(example, tmp_path / "out").decode().splitlines() == expected.splitlines()


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_whole(example: str) -> None:
    text = (ROOT / example / "expected.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert sum(row["Status"] != Status.MISSING.value for row in rows) == 10
    assert len({row["Total"] for row in rows}) > 5


def write() -> None:
    """Write the grades of today."""
    for example in EXAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            data = grades(example, Path(folder) / "out")
        (ROOT / example / "expected.csv").write_bytes(data)


if __name__ == "__main__" and "--write" in sys.argv:
    write()
