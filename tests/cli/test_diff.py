"""`tenet diff`: text, JSON and a picture of what differs."""

import json
from pathlib import Path

import pytest

from designer.grading.difference_schema import DIFF
from designer.storage.diagram_file import to_text
from tests.builders import diagram
from tests.cli.conftest import Tenet
from tests.scoring.test_scorecard_json import faults


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    texts = ("users u\nalb lb\nec2 one\nu -> lb -> one", "users u\nnlb front\nec2 one\nu -> front")
    for name, text in zip(("a.tenet", "b.tenet"), texts, strict=True):
        (tmp_path / name).write_text(to_text(diagram(text)), "utf-8")
    return "a.tenet", "b.tenet"


def test_lines_for_people(quick: Tenet, pair: tuple[str, str]) -> None:
    done = quick("diff", *pair, "--exit-code")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        "~ Network Load Balancer “front”",
        "    service: Application Load Balancer → Network Load Balancer",
        "    name: “lb” → “front”",
        "- request lb → one",
        "0 added, 1 removed, 1 changed; 2 elements and 1 link the same.",
    ]
    assert quick("diff", pair[0], pair[0], "--exit-code").code == 0


def test_json_and_a_picture(quick: Tenet, pair: tuple[str, str], tmp_path: Path) -> None:
    done = quick("diff", *pair, "--format", "json", "-o", "d.svg", "--theme", "dark")
    assert done.code == 0
    data = json.loads(done.out)
    assert (data["schema"], data["before"], data["same"]) == ("tenet-diff/1.0", "a.tenet", False)
    assert faults(data, DIFF) == []
    assert (tmp_path / "d.svg").read_text("utf-8").startswith("<?xml")


def test_a_rubric_says_what_is_equivalent(
    quick: Tenet, pair: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "r.rubric.toml").write_text(
        'title = "T"\n[equivalent]\nbalancer = ["alb", "nlb"]\n'
        '[[criterion]]\ntitle = "C"\nkind = "free"\npoints = 1\n'
    )
    done = quick("diff", *pair, "--rubric", "r.rubric.toml", "--format", "json")
    assert json.loads(done.out)["elements"]["added"] == []


def test_what_cannot_be_read_or_drawn_is_one_sentence(quick: Tenet, pair: tuple[str, str]) -> None:
    for arguments, told in (
        (("none.tenet", pair[1]), "none.tenet: "),
        ((*pair, "-o", "d.doc"), "d.doc: the picture is a .svg, .png or .pdf file"),
        ((*pair, "--rubric", "none.rubric.toml"), "none.rubric.toml: "),
    ):
        done = quick("diff", *arguments)
        assert done.code == 2
        assert done.err.startswith(told)
        assert len(done.err.splitlines()) == 1
