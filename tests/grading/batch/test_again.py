import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

from designer.grading.adjustment_file import NAME, AdjustmentFile
from designer.grading.adjustments import WHOLE, Adjustment
from designer.grading.batch.kept import KeptClass, kept_standings
from designer.grading.batch.manifest import read_manifest, work_of
from designer.grading.batch.options import Gradebook, RunOptions
from designer.grading.batch.recorded import recorded_job
from designer.grading.batch.run import ClassReport, grade_class
from designer.grading.regrading import changes_between, standing_of
from tests.grading.batch.crews import Here, contents, graded, silent
from tests.grading.batch.test_run import LARGER, SMALL, lay, rows_of
from tests.grading.classes import RUBRIC, source, source_by_hand

AT = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)
BOOKS = frozenset({Gradebook.CANVAS, Gradebook.GRADESCOPE})


def again(folder: Path, text: str | None = None, crew: Here | None = None) -> ClassReport:
    job = recorded_job(folder, read_manifest(folder), source(text) if text else None)
    return grade_class(job, folder, crew or Here(job.rubric), silent)


def graded_class(tmp_path: Path) -> Path:
    lay(tmp_path / "class", ann=SMALL, bob=LARGER)
    (tmp_path / "class" / "eve").mkdir()
    (tmp_path / "class" / "eve" / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    out = tmp_path / "out"
    graded(tmp_path / "class", out, by=source_by_hand(), options=RunOptions(gradebooks=BOOKS))
    return out


def codes(folder: Path) -> list[str]:
    return [line.code for line in read_manifest(folder).lines]


def test_writing_again_without_adjustments_changes_no_byte(tmp_path: Path) -> None:
    out = graded_class(tmp_path)
    before = contents(out)
    crew = Here()
    report = again(out, crew=crew)
    assert (report.graded, report.kept, crew.graded) == (0, 3, 0)
    assert contents(out) == before


def test_adjustments_are_in_every_output(tmp_path: Path) -> None:
    out = graded_class(tmp_path)
    ann, bob, eve = codes(out)
    file = AdjustmentFile(out)
    given = Adjustment(points=4, comment="Argued <b>well</b>.", by="Ada", at=AT, computed=None)
    file.put(bob, "essay", given)
    file.put(ann, "zone", Adjustment(points=1, by="=Ada", at=AT, computed=0))
    file.put(ann, WHOLE, Adjustment(comment="=A good start.", by="=Ada", at=AT))
    file.put(eve, "balancer", Adjustment(points=2, comment="On the photo.", by="Ada", at=AT))
    kept = (out / NAME).read_bytes()
    before = {row["Student"]: row for row in rows_of(out)}
    report = again(out)
    assert report.graded == 0
    after = {row["Student"]: row for row in rows_of(out)}
    assert float(after["bob"]["Total"]) == float(before["bob"]["Total"]) + 4
    assert (before["bob"]["Status"], after["bob"]["Status"]) == ("to be finished by hand", "graded")
    assert after["ann"]["zone (4)"] == "1"
    assert after["eve"]["Total"] == "2"
    assert after["eve"]["Status"] == "to be finished by hand"
    page = (out / "feedback" / f"{bob}.html").read_text()
    assert "Argued &lt;b&gt;well&lt;/b&gt;." in page
    assert "Given by hand." in page
    page = (out / "feedback" / f"{ann}.html").read_text()
    assert "Given by hand; the program had 0." in page
    assert "=A good start." in page
    tests = json.loads((out / "gradescope" / bob / "results.json").read_text())["tests"]
    (essay,) = (one for one in tests if one["extra_data"]["criterion"] == "essay")
    assert (essay["score"], essay["status"]) == (4, "failed")
    assert "Argued <b>well</b>." in essay["output"]
    told = list(csv.DictReader(io.StringIO((out / "adjustments.csv").read_text("utf-8-sig"))))
    assert [(row["Code"], row["Criterion"], row["Given"]) for row in told] == [
        (ann, "The work as a whole", ""),
        (ann, "It survives the loss of a zone", "1"),
        (bob, "The reasons given", "4"),
        (eve, "A load balancer in front", "2"),
    ]
    assert told[0]["Comment"] == "'=A good start."
    assert told[1]["Computed"] == "0"
    assert (out / NAME).read_bytes() == kept
    # Taken back, everything is as it was.
    for code, criterion in ((bob, "essay"), (ann, "zone"), (ann, WHOLE), (eve, "balancer")):
        file.put(code, criterion, None)
    again(out)
    restored = {row["Student"]: row for row in rows_of(out)}
    assert restored == before
    assert not (out / "adjustments.csv").exists()


def test_an_edited_rubric_shows_who_has_changed(tmp_path: Path) -> None:
    out = graded_class(tmp_path)
    ann, bob, _ = codes(out)
    AdjustmentFile(out).put(bob, "zone", Adjustment(points=1, at=AT))
    manifest = read_manifest(out)
    adjustments = AdjustmentFile(out).adjustments
    before = kept_standings(out, manifest, adjustments)
    assert len(before) == 3
    edited = RUBRIC.replace("points = 2", "points = 1.5", 1).replace("total = 20", "total = 19.5")
    report = again(out, edited)
    # All are graded anew, also what cannot be read.
    assert report.graded == 3
    changes = changes_between(before, map(standing_of, report.table.rows()))
    by_code = {one.code: one for one in changes}
    assert by_code.keys() == {ann, bob}
    for change in changes:
        (balancer,) = change.criteria
        assert (balancer.criterion, balancer.before, balancer.after) == ("balancer", 2, 1.5)
        assert change.delta == -0.5
    kept = KeptClass(out, read_manifest(out))
    assert kept.rubric.total == 19.5
    zone = {row.entry.code: row for row in kept.rows(adjustments)}[bob].result.criterion("zone")
    assert zone.points == 1


def test_blind_codes_outlive_an_edited_rubric(tmp_path: Path) -> None:
    lay(tmp_path / "class", ann=SMALL, bob=LARGER)
    options = RunOptions(pictures=False, blind=True)
    graded(tmp_path / "class", tmp_path / "out", options=options)
    before = codes(tmp_path / "out")
    edited = RUBRIC.replace("points = 3", "points = 2", 1).replace("total = 20", "total = 19")
    graded(tmp_path / "class", tmp_path / "out", options=options, by=source(edited))
    assert codes(tmp_path / "out") == before
    names = (tmp_path / "out" / "names.csv").read_bytes()
    again(tmp_path / "out")
    assert codes(tmp_path / "out") == before
    assert (tmp_path / "out" / "names.csv").read_bytes() == names


def test_work_is_known_by_its_content_alone(tmp_path: Path) -> None:
    lay(tmp_path / "class", ann=SMALL, bob=SMALL, eve=LARGER)
    graded(tmp_path / "class", tmp_path / "out")
    works = [work_of(line.files) for line in read_manifest(tmp_path / "out").lines]
    assert works[0] == works[1] != works[2]
