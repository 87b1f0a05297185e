"""How many actions the three-tier two-zone architecture takes, with real keys and clicks."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MANUAL = ROOT / "docs" / "drawing-actions.md"
NETWORK = [
    "region", "vpc", "zone", "zone", "private-subnet", "private-subnet", "public-subnet",
    "public-subnet",
]  # fmt: skip
SERVICES = sorted(
    [*NETWORK, "users", "route53", "cloudfront", "alb", "asg", "ec2", "ec2", "rds", "s3"]
)
LINKS = sorted(
    ["users>route53", "route53>cloudfront", "cloudfront>alb", "cloudfront>s3", "alb>asg", "asg>rds"]
)


def drawn(way: str, folder: Path) -> dict[str, Any]:
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    run = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", "tests.xcb.drawing_person", way],
        cwd=ROOT,
        env=os.environ | home | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert run.returncode == 0, run.stderr
    report: dict[str, Any] = json.loads(run.stdout)
    assert report["platform"] == "xcb"
    assert report["sound"]
    return report


def told(heading: str) -> list[str]:
    """The actions that the manual lists under a heading."""
    section = MANUAL.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.split("|") for line in section.splitlines() if line.startswith("| ")]
    return [cells[2].strip() for cells in rows if cells[1].strip().isdigit()]


@pytest.mark.xcb
@pytest.mark.parametrize(
    ("way", "most", "heading"),
    [("offers", 25, "With offers"), ("pieces", 40, "Piece by piece")],
)
def test_the_architecture_takes_few_actions(
    way: str, most: int, heading: str, tmp_path: Path
) -> None:
    report = drawn(way, tmp_path)
    assert report["services"] == SERVICES
    assert report["zones of the group"] == 2
    assert report["multi-az"] == [True]
    if way == "offers":
        assert report["links"] == LINKS
    else:
        assert len(report["links"]) == len(LINKS)
    assert len(report["actions"]) <= most
    assert told(heading) == report["actions"]


@pytest.mark.xcb
def test_a_pattern_takes_at_most_three(tmp_path: Path) -> None:
    report = drawn("pattern", tmp_path)
    assert set(SERVICES) <= set(report["services"])
    assert set(LINKS) <= set(report["links"])
    assert len(report["actions"]) <= 3
    assert told("With a pattern") == report["actions"]
