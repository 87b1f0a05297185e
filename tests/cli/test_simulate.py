"""`tenet simulate`: a failure or a day of a design, as tables and as JSON."""

import json
from pathlib import Path

import pytest

from designer.analysis.autoscaling.loads import shaped
from designer.analysis.autoscaling.simulation import simulated
from designer.analysis.facts import Facts
from designer.analysis.what_if import what_if
from designer.model.workload import LoadShape
from designer.scoring.simulation_schema import SIMULATION
from designer.scoring.what_if_json import what_if_data
from designer.storage.diagram_file import read, to_text
from tests.builders import diagram
from tests.cli.conftest import Tenet
from tests.scoring.test_scorecard_json import faults

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


FLEET = """
    title Fleet
    workload peak_rps=800
    users u "Users"
    region r eu-west-1
      vpc v
        alb lb "Front door"
        asg web "Web" desired=4 capacity_rps=200
        zone a "eu-west-1a"
          ec2 web1 in web
          rds orders "orders-db"
        zone b "eu-west-1b"
          ec2 web2 "Twin" in web
          ec2 x "Twin"
    u -> lb -> web -> orders
"""


@pytest.fixture
def fleet(tmp_path: Path) -> str:
    (tmp_path / "fleet.tenet").write_text(to_text(diagram(FLEET)), "utf-8")
    return "fleet.tenet"


@pytest.mark.parametrize(
    "words",
    [
        ("--fail", "b"),
        ("--fail", "eu-west-1b"),
        ("--fail", "EU-WEST-1B"),
        ("--fail", "zone:eu-west-1/eu-west-1b"),
        ("--fail", "b", "--fail", "eu-west-1b"),
        ("--fail", "b", "b"),
    ],
)
def test_a_failure_as_json_is_what_the_analysis_says(
    tenet: Tenet, fleet: str, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = tenet("simulate", fleet, *words, "--format", "json")
    assert (done.code, done.err) == (0, "")
    said = json.loads(done.out)
    assert faults(said, SIMULATION) == []
    design = read(tmp_path / fleet)
    answer = what_if(Facts(design.topology, design.workload), [said["what_if"]["failed"][0]["id"]])
    assert said["what_if"] == what_if_data(answer, design)
    assert said["load"] is None
    assert said["what_if"]["capacity"]["sentence"] == (
        "Web: 50 % left, carries 400 of 800 requests/s at peak"
    )
    assert [(j["id"], j["state"]) for j in said["what_if"]["journeys"]] == [("u", "overloaded")]
    assert {one["id"] for one in said["what_if"]["lost"]} == {"web2", "x"}


def test_several_failures_add_up(tenet: Tenet, fleet: str) -> None:
    ways = (("--fail", "web1", "--fail", "Front door"), ("--fail", "web1", "lb"))
    for words in (*ways, ("--fail", "web1,lb")):
        said = json.loads(tenet("simulate", fleet, *words, "--format", "json").out)["what_if"]
        assert [one["id"] for one in said["failed"]] == ["web1", "lb"]
        assert said["journeys"][0]["state"] == "broken"


def test_the_tables_of_a_failure(tenet: Tenet, fleet: str) -> None:
    done = tenet("simulate", fleet, "--fail", "a")
    assert (done.code, done.err) == (0, "")
    text = " ".join(done.out.split())
    assert text.startswith("Fleet (fleet.tenet) When zone eu-west-1a fails: 1 of 1 journey broken;")
    assert "Web cannot serve: it needs orders-db, which is in the failed zone eu-west-1a." in text
    assert max(map(len, done.out.split("\n"))) <= 100
    assert tenet("simulate", fleet, "--fail", "a", PYTHONHASHSEED="7") == done


def test_a_load_on_what_is_left(tenet: Tenet, fleet: str) -> None:
    words = ("--load", "steady", "--format", "json")
    whole = json.loads(tenet("simulate", fleet, *words).out)
    hurt = json.loads(tenet("simulate", fleet, "--fail", "b", *words).out)
    assert faults(whole, SIMULATION) == faults(hurt, SIMULATION) == []
    supply = [
        next(tier for tier in said["load"]["tiers"] if tier["id"] == "web")["largest_supply"]
        for said in (whole, hurt)
    ]
    assert supply[1] < supply[0]


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("order", "There is nothing called 'order' in the design; did you mean orders"),
        ("zzz", "There is nothing called 'zzz' in the design; there are, for example, "),
        ("twin", "'twin' is the name of web2 and x; say which by its id."),
        ("u", "u is an actor, which cannot fail."),
        ("u--lb", "u--lb is a link; elements, zones and Regions can fail."),
        ("", "There is nothing called '' in the design"),
    ],
)
def test_what_cannot_fail_is_refused_in_one_sentence(
    tenet: Tenet, fleet: str, word: str, message: str
) -> None:
    done = tenet("simulate", fleet, "--fail", word)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1


def test_two_files_are_refused(tenet: Tenet, fleet: str) -> None:
    done = tenet("simulate", fleet, fleet, "--load", "steady")
    assert (done.code, done.out) == (2, "")
    assert done.err == "Simulate one file at a time: 'fleet.tenet' is one too many.\n"
