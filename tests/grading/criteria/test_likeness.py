from pathlib import Path

import pytest

from designer.grading.grade import grade
from designer.grading.result import CriterionResult
from designer.grading.rubric_file.reading import read_rubric
from designer.scoring.engine import score
from designer.storage.diagram_file import write
from tests.builders import diagram

MODEL = """
users u
region r
  alb lb
  asg web
  rds db multi_az
u -> lb -> web -> db
"""
HEAD = '[equivalent]\nbalancer = ["alb", "nlb"]\nservers = ["asg", "ecs"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "model.tenet", diagram(MODEL))
    return tmp_path


def compared(folder: Path, drawing: str, body: str = "", head: str = "") -> CriterionResult:
    path = folder / "r.rubric.toml"
    path.write_text(
        f'title = "T"\n{head}[[criterion]]\nid = "c"\ntitle = "C"\npoints = 100\n'
        f'kind = "similarity"\nmodel = "model.tenet"\n{body}\n'
    )
    drawn = diagram(drawing)
    return grade(drawn, score(drawn), read_rubric(path)).criteria[0]


def test_the_model_itself_earns_everything_and_nothing_earns_nothing(folder: Path) -> None:
    assert compared(folder, MODEL).points == 100
    assert compared(folder, "sqs q").points == 0
    assert compared(folder, MODEL).found == (
        "5 of 5 elements and 3 of 3 relations of the model solution are there; the likeness is "
        "100 %."
    )


def test_names_and_ids_do_not_matter(folder: Path) -> None:
    other = "client k\nregion x\n  alb a\n  asg b\n  rds c multi_az\nk -> a -> b -> c"
    # A client is not "users" but of their category: half of that element is earned.
    assert compared(folder, other).points == pytest.approx(94, abs=0.01)
    renamed = MODEL.replace(" lb", " front").replace(" db", " data").replace(" web", " app")
    assert compared(folder, renamed).points == 100


def test_equivalent_services_of_the_rubric_count_wholly(folder: Path) -> None:
    drawing = MODEL.replace("alb lb", "nlb lb").replace("asg web", "ecs web")
    assert compared(folder, drawing, head=HEAD).points == 100
    assert compared(folder, drawing).points < 100


def test_what_is_missing_costs_its_share_and_is_named(folder: Path) -> None:
    drawing = "users u\nregion r\n  alb lb\n  asg web\nu -> lb -> web"
    found = compared(folder, drawing)
    # 4 of 5 elements make 60 %, 2 of 3 relations 40 %.
    assert found.points == pytest.approx(100 * (0.6 * 4 / 5 + 0.4 * 2 / 3), abs=0.01)
    assert found.missing == "The model solution also has db. It also links web → db."


def test_place_and_statements_are_a_part_of_each_element(folder: Path) -> None:
    unstated = compared(folder, MODEL.replace(" multi_az", ""))
    assert unstated.points == pytest.approx(100 - 100 * 0.6 * 0.15 / 5, abs=0.01)
    outside = compared(folder, MODEL.replace("  rds db", "rds db"))
    assert outside.points == pytest.approx(100 - 100 * 0.6 * 0.15 / 5, abs=0.01)


def test_the_scale_and_what_is_drawn_beyond(folder: Path) -> None:
    drawing = "users u\nregion r\n  alb lb\n  asg web\nu -> lb -> web"
    assert compared(folder, drawing, "full_at = 0.7").points == 100
    assert compared(folder, drawing, "nothing_below = 0.8").points == 0
    more = MODEL + "sqs q\nsns n\n"
    assert compared(folder, more).points == 100
    assert compared(folder, more, "extras = true").points == pytest.approx(
        100 * (0.6 * 5 / 7 + 0.4), abs=0.01
    )


FLEET = "users u\nalb lb\nasg web\nec2 a in web\nec2 b in web\nrds db\nu -> lb\n"


@pytest.mark.parametrize("links", ["lb -> web -> db", "lb -> a, b\na, b -> db"])
@pytest.mark.parametrize("services", [["asg", "ecs"], ["ec2", "asg", "ecs"]])
def test_one_service_stands_for_a_whole_group_of_instances(
    folder: Path, links: str, services: list[str]
) -> None:
    write(folder / "model.tenet", diagram(FLEET + links))
    drawing = "users u\nalb lb\necs app\nrds db\nu -> lb -> app -> db"
    found = compared(folder, drawing, head=f"[equivalent]\nservers = {services}\n")
    assert found.points == 100
    assert compared(folder, drawing).points < 70


def test_a_group_that_is_missing_around_its_instances_is_missed(folder: Path) -> None:
    write(folder / "model.tenet", diagram(FLEET + "lb -> a, b\na, b -> db"))
    loose = "users u\nalb lb\nec2 a\nec2 b\nrds db\nu -> lb\nlb -> a, b\na, b -> db"
    head = '[equivalent]\nservers = ["ec2", "asg", "ecs"]\n'
    assert compared(folder, loose, head=head).points < 100
