from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from designer.grading.batch.options import Gradebook, RunOptions
from designer.grading.batch.rubric_source import RubricSource, read_source
from designer.grading.batch.run import ClassJob, grade_class
from designer.grading.batch.verifying import Verification, verify
from designer.grading.cohort.entries import entries_of
from designer.grading.submissions.collecting import Collection
from designer.storage.refusal import FileRejected
from tests.builders import diagram
from tests.grading.batch.crews import Here, silent
from tests.grading.classes import foreign
from tests.grading.submissions.zips import zip_at

RUBRIC = """
title = "Shop"

[[criterion]]
id = "balancer"
title = "A load balancer"
kind = "element"
element = "alb"
points = 4

[[criterion]]
id = "model"
title = "Like the model"
kind = "similarity"
model = "../models/shop.drawio"
points = 6
"""
SHOP = "users u\nregion r eu-west-1\n  alb lb\n  zone a\n    ec2 w\nu -> lb\nlb -> w"
BARE = "users u\nregion r eu-west-1\n  zone a\n    ec2 w\nu -> w"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A class of three that was graded, one with nothing to read, with a model solution."""
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "models").mkdir()
    path = tmp_path / "rubrics" / "shop.rubric.toml"
    path.write_text(RUBRIC)
    (tmp_path / "models" / "shop.drawio").write_bytes(foreign(diagram(SHOP)))
    source = zip_at(
        tmp_path / "class.zip",
        [
            ("Ann_1_assignsubmission_file_/a.drawio", foreign(diagram(SHOP))),
            ("Bob_2_assignsubmission_file_/../b\\c.drawio", b"out of the way"),
            ("Bob_2_assignsubmission_file_/b.drawio", foreign(diagram(BARE))),
            ("Eve_3_assignsubmission_file_/e.txt", b"sorry"),
        ],
    )
    grade(path, source, tmp_path / "out")
    return tmp_path / "out"


def grade(path: Path, source: Path, folder: Path) -> None:
    by = read_source(path)
    with Collection([source]) as collection:
        job = ClassJob(
            source=by,
            entries=entries_of(collection.submissions, None),
            options=RunOptions(pictures=False, gradebooks=frozenset({Gradebook.SARIF})),
        )
        grade_class(job, folder, Here(by.rubric), silent)


def verified(folder: Path) -> Verification:
    @contextmanager
    def crew(by: RubricSource) -> Iterator[Here]:
        yield Here(by.rubric)

    return verify(folder, crew, silent)


def test_a_run_is_worked_out_again_from_its_record_alone(run: Path, tmp_path: Path) -> None:
    for name in ("rubrics/shop.rubric.toml", "models/shop.drawio", "class.zip"):
        (tmp_path / name).unlink()
    found = verified(run)
    assert found.differences == ()
    assert found.students == 3
    assert found.files == 7  # three pages, two tables, the index and the findings


def test_what_was_changed_afterwards_is_named(run: Path) -> None:
    table = run / "grades.csv"
    table.write_text(table.read_text("utf-8-sig").replace("Ann", "Anne"))
    (run / "index.html").unlink()
    kept = next(path for path in (run / "results").iterdir() if b'"total": 10' in path.read_bytes())
    kept.write_bytes(kept.read_bytes().replace(b'"total": 10', b'"total": 9', 1))
    told = {one.what: one.sentence for one in verified(run).differences}
    code = next(what for what in told if what.startswith("ann-"))
    assert told == {
        code: "The total 9 would be 10.",
        "grades.csv": "The file was changed after it was written.",
        "index.html": "The file is not there any more.",
    }


def test_a_record_that_was_changed_is_refused(run: Path) -> None:
    model = run / "record" / "rubric" / "models" / "shop.drawio"
    kept = model.read_bytes()
    model.write_bytes(foreign(diagram(BARE)))
    with pytest.raises(FileRejected, match="or a model solution was changed"):
        verified(run)
    model.write_bytes(kept)
    for path in (run / "record" / "submissions").iterdir():
        zip_at(path, [("a.drawio", b"<mxfile/>")])
    with pytest.raises(FileRejected, match="changed since it was graded"):
        verified(run)


def test_a_record_that_cannot_be_unpacked_is_refused(run: Path) -> None:
    for path in (run / "record" / "submissions").iterdir():
        kept = bytearray(path.read_bytes())
        begins = 30 + int.from_bytes(kept[26:28], "little")  # behind the first member's name
        kept[begins] |= 0b110  # a kind of block that Deflate does not have
        path.write_bytes(kept)
    with pytest.raises(FileRejected, match=r"\.zip: cannot be read"):
        verified(run)


def test_another_version_compares_points_and_says_so(
    run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = run / "run.json"
    manifest.write_text(manifest.read_text().replace('"tool": "', '"tool": "0.0.'))
    found = verified(run)
    assert "It was graded by version 0.0." in found.other_program
    assert found.differences == ()
