"""Likeness beside grades: told to teachers, to nobody else, and never a part of the points."""

import csv
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from designer.grading.adjustment_file import AdjustmentFile
from designer.grading.adjustments import Adjustment
from designer.grading.batch.comparing import compare_lines
from designer.grading.batch.manifest import read_manifest
from designer.grading.batch.options import Gradebook, RunOptions
from designer.grading.batch.recorded import recorded_job
from designer.grading.batch.run import ClassJob, grade_class
from designer.grading.batch.store import Store
from designer.grading.batch.task import Answer, Task
from designer.grading.batch.work import work
from designer.grading.cohort.entries import ClassEntry, entries_of
from designer.grading.feedback.similarity import similarity_html
from designer.grading.submissions.collecting import Collection
from designer.grading.submissions.submission import Person
from designer.model.diagram import Diagram
from tests.builders import diagram
from tests.grading.batch.crews import Here, contents, graded, silent
from tests.grading.classes import NASTY_NAMES, foreign, rubric, source, source_by_hand

START = "users u\nregion r eu-west-1\n  alb lb\nu -> lb"
WORK = {
    "Ann": "users u\nregion r eu-west-1\n  alb lb\n  ec2 w\n  rds db\nu -> lb -> w -> db",
    "Bob": "users v\nregion s eu-west-1\n  rds data\n  alb front\n  ec2 x\nv -> front -> x -> data",
    "Eve": "users u\nregion r eu-west-1\n  alb lb\n  lambda f\n  dynamodb t\n  sqs q\n"
    "u -> lb -> f -> t\nf ~> q",
}
ALIKE = RunOptions(similarity=True, pictures=False)
TEACHERS = {"grades.csv", "grades.xlsx", "index.html", "similarity.html", "similarity.csv"}


@pytest.fixture
def handed_in(tmp_path: Path) -> Path:
    for name, text in WORK.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "net.drawio").write_bytes(foreign(diagram(text)))
    (tmp_path / "class" / "Zed").mkdir()
    (tmp_path / "class" / "Zed" / "net.drawio").write_bytes(b"<mxfile")
    return tmp_path / "class"


def rows_of(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["Student"]: row for row in csv.DictReader(file)}


def with_template(handed_in: Path, folder: Path, template: Diagram, options: RunOptions) -> None:
    with Collection([handed_in]) as collection:
        entries = entries_of(collection.submissions, None)
        job = ClassJob(source=source(), entries=entries, options=options, template=template)
        grade_class(job, folder, Here(), silent)


def test_columns_tell_whom_a_drawing_is_most_like(handed_in: Path, tmp_path: Path) -> None:
    graded(handed_in, tmp_path / "out", options=ALIKE)
    rows = rows_of(tmp_path / "out")
    assert (rows["Ann"]["Most alike"], rows["Ann"]["Likeness (percent)"]) == ("Bob", "100")
    assert (rows["Bob"]["Most alike"], rows["Bob"]["Usual likeness (percent)"]) == ("Ann", "100")
    assert float(rows["Eve"]["Likeness (percent)"]) < 70
    assert (rows["Zed"]["Most alike"], rows["Zed"]["Likeness (percent)"]) == ("", "")
    index = (tmp_path / "out" / "index.html").read_text()
    assert '<a href="similarity.html">' in index
    assert "100 % Bob" in index
    page = (tmp_path / "out" / "similarity.html").read_text()
    assert "Likeness is no proof of copying" in page
    assert "Zed" in page.partition("Not compared")[2]


def test_students_learn_nothing_and_no_grade_changes(handed_in: Path, tmp_path: Path) -> None:
    options = RunOptions(gradebooks=frozenset(Gradebook) - {Gradebook.LTI})
    graded(handed_in, tmp_path / "plain", options=options)
    graded(handed_in, tmp_path / "alike", options=replace(options, similarity=True))
    plain, alike = contents(tmp_path / "plain"), contents(tmp_path / "alike")
    told = {name for name, data in alike.items() if plain.get(name) != data}
    assert told - TEACHERS - {"run.json"} == {
        name for name in alike if re.fullmatch(r"results/\w+\.tenet", name)
    }
    for name, row in rows_of(tmp_path / "plain").items():
        assert rows_of(tmp_path / "alike")[name]["Total"] == row["Total"]
    assert "Most alike" not in rows_of(tmp_path / "plain")["Ann"]


def test_a_run_is_gone_on_with_and_leaves_nothing_behind(handed_in: Path, tmp_path: Path) -> None:
    plain, alike = tmp_path / "plain", tmp_path / "alike"
    graded(handed_in, plain, options=RunOptions(pictures=False))
    graded(handed_in, alike, options=ALIKE)
    before, wanted = contents(plain), contents(alike)
    report = graded(handed_in, plain, options=ALIKE)
    # What cannot be read has no design to wait for.
    assert (report.graded, report.kept) == (3, 1)
    assert contents(plain) == wanted
    torn = sorted(plain.glob("results/*.tenet"))[0]
    torn.write_bytes(torn.read_bytes()[:50])
    assert graded(handed_in, plain, options=ALIKE).graded == 1
    assert contents(plain) == wanted
    graded(handed_in, plain, options=RunOptions(pictures=False))
    assert contents(plain) == before


@pytest.mark.parametrize("blind", [False, True])
def test_the_template_is_on_record(handed_in: Path, tmp_path: Path, blind: bool) -> None:
    out = tmp_path / "out"
    with_template(handed_in, out, diagram(START), replace(ALIKE, blind=blind))
    before = contents(out)
    assert ", beyond the template" in before["similarity.html"].decode()
    likeness = {row["Likeness (percent)"] for row in rows_of(out).values()}
    # Eve shares with nobody what is her own.
    assert likeness == {"100", ""}
    if blind:
        assert b"Ann" not in before["similarity.html"] + before["similarity.csv"]
    job = recorded_job(out, read_manifest(out))
    grade_class(job, tmp_path / "again", Here(), silent)
    again = contents(tmp_path / "again")
    assert {n: d for n, d in before.items() if n not in ("names.csv", "run.json")} == {
        n: d for n, d in again.items() if n != "run.json"
    }
    graded(handed_in, out, options=ALIKE)
    assert not (out / "record" / "template.tenet").exists()


def test_members_of_a_group_are_not_like_one_another(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for key, text in (("a", WORK["Ann"]), ("b", WORK["Eve"])):
        task = Task((("net.drawio", foreign(diagram(text))),), picture=False, design=True)
        answer: Answer = work(rubric(), task)
        store.keep(key, answer)

    def entry(name: str, label: str) -> ClassEntry:
        return ClassEntry(code=name.casefold(), person=Person(name=name), label=label)

    lines = [
        (entry("Ann", "Group 1"), "a"),
        (entry("Bob", "Group 1"), "a"),
        (entry("Eve", "Eve"), "b"),
        (entry("Zed", ""), ""),
    ]
    found = compare_lines(lines, store, None, silent)
    assert set(found.alike) == {"ann", "bob", "eve"}
    assert {found.alike["ann"].name, found.alike["bob"].name} == {"Eve"}
    assert found.alike["eve"].name == "Ann, Bob"
    # Two who hand in the same file on their own are told, though it is graded once.
    twice = [*lines, (entry("Tim", "Tim"), "a")]
    assert compare_lines(twice, store, None, silent).alike["tim"].name == "Ann, Bob"


def test_the_page_is_harmless_and_its_pictures_keep_their_icons(tmp_path: Path) -> None:
    store = Store(tmp_path)
    lines = []
    for number, name in enumerate(NASTY_NAMES[:4]):
        text = WORK["Ann" if number % 2 else "Eve"].replace("ec2 w", 'ec2 w "<script>x</script>"')
        task = Task((("n.drawio", foreign(diagram(text))),), picture=False, design=True)
        store.keep(str(number), work(rubric(), task))
        entry = ClassEntry(code=str(number), person=Person(name=name), label=name)
        lines.append((entry, str(number)))
    likeness = compare_lines(lines, store, None, silent).likeness
    page = similarity_html(likeness, NASTY_NAMES[1], likeness.ranking.pairs).decode()
    assert "<script" not in page.lower()
    assert "\u202e" not in page
    keys = re.findall(r' id="([^"]+)"', page)
    assert len(keys) == len(set(keys)) > 10
    assert set(re.findall(r'href="#([^"]+)"', page)) == set(keys)


def test_near_identical_work_is_judged_by_hand_once(handed_in: Path, tmp_path: Path) -> None:
    out, by = tmp_path / "out", source_by_hand()
    graded(handed_in, out, options=ALIKE, by=by)
    codes = {line.person.name: line.code for line in read_manifest(out).lines}
    given = Adjustment(points=4, by="Kim", at=datetime(2026, 10, 31, 12, tzinfo=UTC))
    AdjustmentFile(out).put(codes["Ann"], "essay", given)
    job = replace(recorded_job(out, read_manifest(out)), alike_once=True)
    grade_class(job, out, Here(by.rubric), silent)
    column = next(head for head in rows_of(out)["Ann"] if head.startswith("essay"))
    told = {name: row[column] for name, row in rows_of(out).items()}
    assert told == {"Ann": "4", "Bob": "4", "Eve": "", "Zed": ""}
    kept = AdjustmentFile(out).adjustments.get(codes["Bob"], "essay")
    assert kept is not None
    assert kept.by == f"Kim (as for {codes['Ann']})"
    # It is on file like everything given by hand, so that the run is the same without the request.
    before = contents(out)
    grade_class(recorded_job(out, read_manifest(out)), out, Here(by.rubric), silent)
    assert contents(out) == before
