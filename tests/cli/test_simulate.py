"""`tenet simulate --load`: a day of a design, as tables and as JSON."""

import json
from pathlib import Path

import pytest

from designer.analysis.autoscaling.loads import shaped
from designer.analysis.autoscaling.simulation import simulated
from designer.analysis.facts import Facts
from designer.model.workload import LoadShape
from designer.storage.diagram_file import read, to_text
from tests.builders import diagram
from tests.cli.conftest import Tenet

TICKETS = """
    title Tickets
    workload peak_rps=5000 base_rps=400
    users u
    region r eu-west-1
      asg web "Web servers" desired=2 maximum=16 scaling_policy=target_tracking
      lambda pay concurrency=300
    u -> web
    web -> pay
"""


@pytest.fixture
def tickets(tmp_path: Path) -> str:
    (tmp_path / "tickets.tenet").write_text(to_text(diagram(TICKETS)), "utf-8")
    return "tickets.tenet"


@pytest.mark.parametrize("profile", [shape.value for shape in LoadShape])
def test_json_is_what_the_simulation_says(
    tenet: Tenet, tickets: str, tmp_path: Path, profile: str
) -> None:
    done = tenet("simulate", tickets, "--load", profile, "--format", "json")
    assert (done.code, done.err) == (0, "")
    said = json.loads(done.out)["load"]
    assert (said["name"], said["seconds"]) == (profile, 86_400)
    design = read(tmp_path / tickets)
    load = shaped(LoadShape(profile), design.workload)
    assert load is not None
    plans = Facts(design.topology, design.workload).scaling_plans
    assert [tier["id"] for tier in said["tiers"]] == ["pay", "web"] == [p.id for p in plans]
    for tier, plan in zip(said["tiers"], plans, strict=True):
        course = simulated(plan, load)
        assert tier["metrics"]["under_accuracy_percent"] == course.metrics.under_accuracy_percent
        assert tier["refused_share"] == course.refused_share
        assert tier["unit_hours"] == course.unit_hours
        assert tier["shortages"] == [
            {"start_s": s.start_s, "end_s": s.end_s, "missing": s.missing} for s in course.shortages
        ]


def test_the_tables(tenet: Tenet, tickets: str) -> None:
    done = tenet("simulate", tickets, "--load", "flash")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Tickets (tickets.tenet)\n")
    assert "Under the load 'flash': 5,000 requests/s at most, 1 day" in done.out
    assert "target tracking at 50 %, 1 to 16" in done.out
    assert "pay: Too few from 12:" in done.out
    assert "θU" in done.out
    assert max(map(len, done.out.split("\n"))) <= 100
    assert tenet("simulate", tickets, "--load", "flash", PYTHONHASHSEED="7") == done


def test_a_load_of_ones_own_needs_no_stated_peak(tenet: Tenet, tmp_path: Path) -> None:
    (tmp_path / "plain.tenet").write_text(
        to_text(diagram("users u\nregion r eu-west-1\n  ec2 x\nu -> x")), "utf-8"
    )
    (tmp_path / "day.csv").write_text("time,load\n00:00,100\n06:00,800\n12:00,100\n", "utf-8")
    done = tenet("simulate", "plain.tenet", "--load", "day.csv", "--format", "json")
    (tier,) = json.loads(done.out)["load"]["tiers"]
    assert json.loads(done.out)["load"]["seconds"] == 18 * 3600
    assert tier["shortages"] == [{"start_s": 21_600, "end_s": 43_200, "missing": 1}]
    refused = tenet("simulate", "plain.tenet", "--load", "ramp")
    assert refused.code == 2
    assert "needs a peak load" in refused.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--load", "crowd"), "crowd: cannot be read: no such file or directory (the profiles are"),
        (("--load", "bad.csv"), "bad.csv: line 2: has too few columns"),
        ((), "Say what to simulate"),
    ],
)
def test_bad_input_is_one_sentence(
    tenet: Tenet, tickets: str, tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    (tmp_path / "bad.csv").write_text("time,load\n1\n", "utf-8")
    done = tenet("simulate", tickets, *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1


def test_nothing_to_simulate_is_said(tenet: Tenet, tmp_path: Path) -> None:
    (tmp_path / "empty.tenet").write_text(to_text(diagram("workload peak_rps=9")), "utf-8")
    done = tenet("simulate", "empty.tenet", "--load", "batch")
    assert done.code == 0
    assert "nothing can be simulated" in done.out
