"""`tenet similar`: tables, files and refusals."""

import csv
import json
from pathlib import Path

import pytest

from designer.storage.diagram_file import to_text
from tests.builders import diagram
from tests.cli.conftest import Tenet
from tests.grading.classes import foreign

START = "users u\nalb lb\nu -> lb"
WORK = START + "\nec2 w\nsqs q\nlb -> w\nw ~> q"


@pytest.fixture
def handed_in(tmp_path: Path) -> str:
    texts = {
        "ann": WORK,
        "bob": START + "\nsqs jobs\nec2 server\nserver ~> jobs\nlb -> server",
        "eve": START + "\ns3 files\nlb -> files",
    }
    folder = tmp_path / "class"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.drawio").write_bytes(foreign(diagram(text)))
    (tmp_path / "start.tenet").write_text(to_text(diagram(START)), "utf-8")
    return "class"


def test_the_most_alike_come_first_with_what_they_share(quick: Tenet, handed_in: str) -> None:
    done = quick("similar", handed_in, "--template", "start.tenet", "--workers", "1")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "3 drawings, by what two of them share beyond the template"
    assert lines[3].split()[:5] == ["1", "ann", "bob", "100", "%"]
    assert "Likeness is no proof of copying" in done.out
    assert "What ann and bob share" in lines
    assert any(line.split()[-2:] == ["q", "jobs"] for line in lines)


def test_files_and_refusals(quick: Tenet, handed_in: str, tmp_path: Path) -> None:
    (tmp_path / "class" / "zed.drawio").write_bytes(b"<mxfile")
    done = quick("similar", handed_in, "-o", "alike.json", "--at-least", "60", "--workers", "1")
    assert done.code == 1
    assert done.err.startswith("alike.json: written\nzed: not compared: zed.drawio")
    data = json.loads((tmp_path / "alike.json").read_text("utf-8"))
    assert {(pair["left"], pair["right"]) for pair in data["pairs"]} == {("ann", "bob")}
    two = ("class/ann.drawio", "class/bob.drawio")
    done = quick("similar", *two, "--format", "csv", "--workers", "1")
    (row,) = csv.DictReader(done.out.splitlines())
    assert (row["Submission"], row["Other submission"], row["Likeness"]) == ("ann", "bob", "100")
    for words, sentence in {
        ("nowhere",): "nowhere: ",
        ("class/ann.drawio",): "name two submissions at least, or a folder",
        (handed_in, "-o", "x.docx"): "x.docx: it is a .html, .csv or .json file",
        (handed_in, "--template", "none.tenet"): "none.tenet: ",
    }.items():
        done = quick("similar", *words, "--workers", "1")
        assert done.code == 2
        assert done.err.splitlines()[-1].startswith(sentence)


def test_grades_are_told_with_likenesses_beyond_the_template_of_the_rubric(
    quick: Tenet, handed_in: str, tmp_path: Path
) -> None:
    rubric = 'title = "Shop"\ntemplate = "start.tenet"\n[[criterion]]\ntitle = "A load balancer"\n'
    (tmp_path / "s.rubric.toml").write_text(
        f'{rubric}kind = "element"\nelement = "alb"\npoints = 1\n'
    )
    words = ("grade", "s.rubric.toml", handed_in, "--no-pictures", "--workers", "1", "-o", "out")
    done = quick(*words, "--similarity")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-2:] == [
        f"{Path('out') / 'similarity.html'}: written, for teachers only",
        f"{Path('out') / 'index.html'}: written",
    ]
    with (tmp_path / "out" / "similarity.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    # What everybody was handed out is no likeness: Eve's own bucket is nobody else's.
    assert [(row["Submission"], row["Other submission"], row["Elements"]) for row in rows] == [
        ("ann", "bob", "2")
    ]
    assert (tmp_path / "out" / "record" / "rubric" / "start.tenet").exists()
    (tmp_path / "other.tenet").write_text(to_text(diagram(WORK)), "utf-8")
    done = quick("grade", "--again", "out", "--template", "other.tenet", "--workers", "1")
    assert (done.code, done.out.splitlines()[0]) == (0, "0 of 3 have other points than before")
    page = (tmp_path / "out" / "similarity.html").read_text("utf-8")
    assert "It holds nothing beyond the template." in page
    done = quick(*words, "--alike-once")
    assert (done.code, done.err.startswith("--alike-once goes with --again OUT")) == (2, True)
