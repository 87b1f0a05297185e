import csv
from pathlib import Path

import msgspec
import pytest

from designer.grading.batch.manifest import read_manifest
from designer.grading.batch.options import Gradebook, RunOptions
from designer.grading.batch.pool import Pool
from designer.grading.roster import Student, read_roster
from designer.grading.submissions.submission import Person
from designer.storage.refusal import FileRejected
from tests.builders import diagram
from tests.grading.batch.crews import Here, contents, graded
from tests.grading.classes import NASTY_NAMES, RUBRIC, foreign, hostile, lay_out, rubric
from tests.grading.classes import source as by
from tests.grading.submissions.zips import zip_at

SMALL = foreign(
    diagram(
        "users u\nregion r eu-west-1\n  alb lb\n  zone a\n    ec2 w\n  rds db\n"
        "u -> lb\nlb -> w\nw -> db"
    )
)
LARGER = foreign(
    diagram(
        "users u\nregion r eu-west-1\n  alb lb\n  zone a\n    ec2 w\n  zone b\n    ec2 v\n"
        "u -> lb\nlb -> w, v any"
    )
)


def rows_of(folder: Path, name: str = "grades.csv") -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by_student(folder: Path) -> dict[str, dict[str, str]]:
    return {row["Student"]: row for row in rows_of(folder)}


def lay(folder: Path, **files: bytes) -> Path:
    """Write one folder a student, with one draw.io file each."""
    for student, data in files.items():
        (folder / student).mkdir(parents=True, exist_ok=True)
        (folder / student / "net.drawio").write_bytes(data)
    return folder


def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    source = lay_out(tmp_path / "class", 15)
    options = RunOptions(gradebooks=frozenset({Gradebook.GRADESCOPE, Gradebook.SARIF}))
    graded(source, tmp_path / "here", options=options)
    with Pool(by(), 2) as pool:
        graded(source, tmp_path / "two", options=options, crew=pool)
    one, two = contents(tmp_path / "here"), contents(tmp_path / "two")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    assert len([name for name in one if name.endswith(".svg")]) >= 13


def test_what_is_graded_is_not_graded_again(tmp_path: Path) -> None:
    source = lay(tmp_path / "class", ann=SMALL, bob=LARGER, eve=SMALL)
    crew = Here()
    report = graded(source, tmp_path / "out", crew=crew)
    # Ann and Eve have handed in the same.
    assert (report.graded, report.kept, crew.graded) == (2, 0, 2)
    before = contents(tmp_path / "out")
    report = graded(source, tmp_path / "out", crew=crew)
    assert (report.graded, report.kept, crew.graded) == (0, 3, 2)
    assert contents(tmp_path / "out") == before
    lay(source, bob=SMALL + b"\n")
    report = graded(source, tmp_path / "out", crew=crew)
    assert (report.graded, report.kept) == (1, 2)
    assert len(list((tmp_path / "out" / "results").iterdir())) == 2


def test_a_torn_outcome_is_graded_again(tmp_path: Path) -> None:
    source = lay(tmp_path / "class", ann=SMALL)
    graded(source, tmp_path / "out", options=RunOptions())
    before = contents(tmp_path / "out")
    for suffix, size in ((".json", 40), (".svg", 900)):
        (kept,) = (tmp_path / "out" / "results").glob(f"*{suffix}")
        kept.write_bytes(kept.read_bytes()[:size])
        report = graded(source, tmp_path / "out", options=RunOptions())
        assert report.graded == 1
        assert contents(tmp_path / "out") == before


def test_students_who_leave_take_their_pages_along(tmp_path: Path) -> None:
    source = lay(tmp_path / "class", ann=SMALL, bob=LARGER)
    options = RunOptions(pictures=False, gradebooks=frozenset({Gradebook.GRADESCOPE}))
    graded(source, tmp_path / "out", options=options)
    assert len(list((tmp_path / "out" / "feedback").iterdir())) == 2
    (source / "bob" / "net.drawio").unlink()
    (source / "bob").rmdir()
    graded(source, tmp_path / "out")
    assert [path.stem[:3] for path in (tmp_path / "out" / "feedback").iterdir()] == ["ann"]
    assert not (tmp_path / "out" / "gradescope").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    source = lay(tmp_path / "class", ann=SMALL)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "thesis.odt").write_text("years of work")
    with pytest.raises(FileRejected, match="holds other files"):
        graded(source, tmp_path / "own")
    assert contents(tmp_path / "own") == {"thesis.odt": b"years of work"}


def test_every_hostile_file_is_a_row_with_a_reason(tmp_path: Path) -> None:
    for number in range(8):
        name, data = hostile(number)
        (tmp_path / "class" / str(number)).mkdir(parents=True)
        (tmp_path / "class" / str(number) / name).write_bytes(data)
    graded(tmp_path / "class", tmp_path / "out")
    rows = rows_of(tmp_path / "out")
    assert len(rows) == 8
    for row in rows:
        assert row["Status"] == "cannot be read"
        assert row["Flags"].endswith(".")
        assert row["balancer (2)"] == ""


def test_the_best_page_counts_and_all_are_named(tmp_path: Path) -> None:
    folder = lay(tmp_path / "class", ann=SMALL) / "ann"
    (folder / "better.drawio").write_bytes(LARGER)
    (folder / "letter.txt").write_text("Dear professor")
    report = graded(tmp_path / "class", tmp_path / "out")
    (row,) = report.table.rows()
    assert row.outcome is not None
    assert [one.name for one in row.outcome.designs] == ["better.drawio", "net.drawio"]
    totals = [one.total for one in row.outcome.designs]
    assert row.result.total == max(total for total in totals if total is not None)
    assert totals[row.outcome.chosen] == row.result.total
    assert totals[0] != totals[1]
    assert row.outcome.problems == ("letter.txt is no design that can be read.",)
    (page,) = (tmp_path / "out" / "feedback").iterdir()
    assert "the one that brings most counts" in page.read_text()


def test_files_of_terraform_are_one_design(tmp_path: Path) -> None:
    folder = tmp_path / "class" / "ann"
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text(
        'resource "aws_instance" "web" {\n  count = var.number\n  ami = "x"\n'
        '  instance_type = "m5.large"\n}\n'
    )
    (folder / "variables.tf").write_text('variable "number" {\n  default = 2\n}\n')
    (row,) = graded(tmp_path / "class", tmp_path / "out").table.rows()
    assert row.outcome is not None
    assert [one.name for one in row.outcome.designs] == ["the Terraform files"]


def test_a_roster_makes_rows_and_a_list_of_who_is_on_none(tmp_path: Path) -> None:
    source = lay(tmp_path / "class", ann=SMALL, bob=LARGER, stranger=SMALL)
    (tmp_path / "roster.csv").write_text(
        "id,name,email,due,submitted\n1,Ann,,,\n2,Bob,bob@example.org,,\n3,Zed,,,\n"
    )
    students = read_roster(tmp_path / "roster.csv")
    graded(source, tmp_path / "out", students=students)
    rows = rows_of(tmp_path / "out")
    assert [(row["Student"], row["ID"], row["Status"]) for row in rows] == [
        ("Ann", "1", "graded"),
        ("Bob", "2", "graded"),
        ("Zed", "3", "nothing handed in"),
        ("stranger", "", "graded"),
    ]
    assert rows[2]["Flags"] == "Nothing was handed in."
    assert rows[3]["Flags"].startswith("Fits nobody on the roster")
    (lost,) = rows_of(tmp_path / "out", "unmatched.csv")
    assert (lost["Submission"], lost["Why"]) == ("stranger", "fits nobody on the roster")


def test_blind_outputs_name_nobody(tmp_path: Path) -> None:
    source = tmp_path / "class"
    for name in ("Ann Ungerer", "Bob Ungerer"):
        (source / name).mkdir(parents=True)
        (source / name / f"{name}.drawio").write_bytes(SMALL if "Ann" in name else LARGER)
        (source / name / f"{name}.txt").write_text("x")
    (source / "Cy Ungerer").mkdir()
    (source / "Cy Ungerer" / "Cy Ungerer.drawio").write_bytes(b"<mxfile")
    options = RunOptions(blind=True, gradebooks=frozenset({Gradebook.SARIF, Gradebook.GRADESCOPE}))
    graded(source, tmp_path / "out", options=options)
    found = contents(tmp_path / "out")
    names = found.pop("names.csv").decode()
    assert "Ann Ungerer" in names
    for name, data in found.items():
        assert "ungerer" not in name.casefold()
        if not name.endswith((".zip", ".xlsx")):
            assert b"Ungerer" not in data, name
    codes = {row["Student"] for row in rows_of(tmp_path / "out")}
    assert codes == {row["Code"] for row in rows_of(tmp_path / "out", "names.csv")}
    graded(source, tmp_path / "out")
    assert not (tmp_path / "out" / "names.csv").exists()
    assert set(by_student(tmp_path / "out")) == {"Ann Ungerer", "Bob Ungerer", "Cy Ungerer"}


def test_nasty_names_are_harmless_everywhere(tmp_path: Path) -> None:
    students = tuple(
        Student(person=Person(name=name, student_id=f"={i}+1", email=f"+{i}@x"), section="-1+1")
        for i, name in enumerate(NASTY_NAMES)
    )
    source = tmp_path / "class.zip"
    zip_at(source, [(f"=cmd {i} \u202e/=x|<b>.drawio", SMALL) for i in range(2)])
    options = RunOptions(pictures=False, gradebooks=frozenset(Gradebook) - {Gradebook.LTI})
    graded(source, tmp_path / "out", students=students, options=options)
    signs = ("=", "+", "-", "@", "\t", "\r")
    for path in (tmp_path / "out").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    is_number = cell.lstrip("-").replace(".", "", 1).isdigit()
                    is_dash = path.name == "moodle-gradebook.csv" and cell == "-"
                    assert is_number or is_dash or not cell.startswith(signs), (path.name, cell)
                    assert "\u202e" not in cell
                    assert "\n" not in cell
    for path in [tmp_path / "out" / "index.html", *(tmp_path / "out" / "feedback").iterdir()]:
        text = path.read_text()
        assert "<script" not in text.lower()
        assert "<b>bold" not in text
        assert "\u202e" not in text


def test_the_manifest_tells_what_was_graded_with_what(tmp_path: Path) -> None:
    source = lay(tmp_path / "class", ann=SMALL)
    report = graded(source, tmp_path / "out")
    manifest = read_manifest(tmp_path / "out")
    assert manifest.rubric_digest == rubric().digest
    assert manifest.outputs == report.outputs
    (line,) = manifest.lines
    assert [file.name for file in line.files] == ["net.drawio"]
    text = (tmp_path / "out" / "run.json").read_bytes()
    assert str(tmp_path).encode() not in text
    (tmp_path / "out" / "run.json").write_bytes(text.replace(b'"format": 1', b'"format": 9'))
    with pytest.raises(FileRejected, match="has format 9"):
        read_manifest(tmp_path / "out")
    (tmp_path / "out" / "run.json").write_bytes(msgspec.json.encode({"format": 1}))
    with pytest.raises(FileRejected, match="is no record of a grading run"):
        read_manifest(tmp_path / "out")


def test_lateness_and_late_marks_reach_the_table(tmp_path: Path) -> None:
    source = tmp_path / "class.zip"
    zip_at(source, [("doejane_LATE_101_5501_net.drawio", SMALL), ("libo_7_8_n.drawio", LARGER)])
    graded(source, tmp_path / "out")
    flags = {name: row["Flags"] for name, row in by_student(tmp_path / "out").items()}
    assert flags["doejane"].startswith("Marked late by the platform")
    assert flags["libo"] == ""


def test_lateness_is_taken_off_by_the_students_own_date(tmp_path: Path) -> None:
    work = lay(tmp_path / "class", ann=LARGER, bob=LARGER, cy=LARGER)
    (tmp_path / "roster.csv").write_text(
        "name,submitted,due\n"
        "Ann,2026-03-02T12:00Z,\n"
        "Bob,2026-03-02T12:00Z,2026-03-03T00:00Z\n"
        "Cy,2026-02-28T12:00Z,\n"
    )
    text = RUBRIC + '\n[late]\ndue = 2026-03-01T23:59:00Z\npercent = 10\nper = "day"\n'
    graded(work, tmp_path / "out", students=read_roster(tmp_path / "roster.csv"), by=by(text))
    rows = by_student(tmp_path / "out")
    full = float(rows["Cy"]["Total"])
    assert float(rows["Bob"]["Total"]) == full
    assert float(rows["Ann"]["Total"]) == pytest.approx(full - 2)
    assert float(rows["Ann"]["Before lateness"]) == full
    assert "late: 1 day begun" in rows["Ann"]["Flags"]
    assert len(list((tmp_path / "out" / "results").iterdir())) == 1
