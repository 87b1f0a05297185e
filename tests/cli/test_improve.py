"""`tenet improve`: the plan as a table and as JSON, and the design it writes."""

import json
from pathlib import Path

import pytest

from designer.scoring.improve import improve
from designer.scoring.plan_json import plan_data
from designer.scoring.targets import Targets, with_target
from designer.storage.diagram_file import read, to_text
from tests.builders import diagram
from tests.cli.conftest import Tenet

SHOP = """
    title Shop
    {goals}
    users u
    region r eu-west-1
      s3 files
      dynamodb table
    u -> files, table
"""


@pytest.fixture
def shop(tmp_path: Path) -> str:
    drawn = diagram(SHOP.replace("{goals}", "workload rpo.software=86400"))
    (tmp_path / "shop.tenet").write_text(to_text(drawn), "utf-8")
    return "shop.tenet"


def test_json_is_what_the_search_says(tenet: Tenet, shop: str, tmp_path: Path) -> None:
    done = tenet("improve", shop, "--target", "durability=70", "--format", "json")
    assert (done.code, done.err) == (0, "")
    design = read(tmp_path / shop)
    targets = with_target(Targets(), "durability=70")
    assert json.loads(done.out) == plan_data(improve(design, targets), design)


def test_without_a_target_the_design_says_what_to_reach(
    tenet: Tenet, shop: str, tmp_path: Path
) -> None:
    before = (tmp_path / shop).read_bytes()
    done = tenet("improve", shop, "-o", "better.tenet")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Shop ({shop})\nThe targets are met after 2 steps.\n")
    assert "Keep versions in files" in done.out
    assert (tmp_path / shop).read_bytes() == before
    again = tenet("improve", "better.tenet")
    assert again.code == 0
    assert "The targets are met already." in again.out


def test_what_cannot_be_reached(tenet: Tenet, shop: str) -> None:
    done = tenet("improve", shop, "--target", "uptime=99.9999")
    assert done.code == 1
    assert "No list of fixes meets the targets" in done.out
    assert "What stays short" in done.out


def test_bad_input(tenet: Tenet, shop: str, tmp_path: Path) -> None:
    done = tenet("improve", shop, "--target", "speed=9")
    assert done.code == 2
    assert "'speed' is no target" in done.err
    (tmp_path / "bare.tenet").write_text(to_text(diagram(SHOP.replace("{goals}", ""))), "utf-8")
    done = tenet("improve", "bare.tenet")
    assert done.code == 2
    assert "states no target" in done.err
    assert tenet("improve", "missing.tenet").code == 2
    assert tenet("improve", shop, "-o", "no/such/folder.tenet").code == 2
