"""A day of load for the window says what the command line says, and is small enough to draw."""

from dataclasses import replace
from pathlib import Path

import pytest

from designer.analysis.autoscaling.loads import shaped
from designer.analysis.autoscaling.simulation import Course, simulated
from designer.analysis.facts import Facts
from designer.model.diagram import Diagram
from designer.model.workload import LoadShape, Workload
from designer.rules.load_phrasing import figures, verdict
from designer.storage.diagram_file import read_bytes, to_text
from designer.ui.frames import framed
from designer.ui.load_day import MOST_POINTS, NO_PEAK, NOTHING, LoadDay, LoadOrder, day_of
from designer.ui.score_messages import Request, read_answer, read_request
from designer.ui.score_worker import Held, answer_to
from tests.builders import diagram

TICKETS = """
workload peak_rps=5000 base_rps=400
users u
region r eu-west-1
  ec2 static instances=12
  asg web "Web" desired=2 maximum=16 scaling_policy=target_tracking
  lambda pay concurrency=300
u -> static, web all
web -> pay
"""


@pytest.fixture
def tickets() -> Diagram:
    return diagram(TICKETS)


def course(drawn: Diagram, shape: LoadShape, tier: str) -> Course:
    load = shaped(shape, drawn.workload)
    assert load is not None
    plans = Facts(drawn.topology, drawn.workload).scaling_plans
    return simulated(next(plan for plan in plans if plan.id == tier), load)


@pytest.mark.parametrize("shape", LoadShape)
@pytest.mark.parametrize("tier", ["web", "pay", "static"])
def test_it_is_what_the_simulation_says(tickets: Diagram, shape: LoadShape, tier: str) -> None:
    day = day_of(tickets, LoadOrder(shape=shape.value, tier=tier))
    truth = course(tickets, shape, tier)
    assert (day.tier, day.shape, day.how, day.unit) == (tier, shape.value, truth.how, truth.unit)
    assert day.figures == figures(truth)
    assert day.verdict == verdict(truth)
    assert day.problem == ""
    assert {key for key, _ in day.tiers} == {"web", "pay", "static"}


def test_a_point_is_the_worst_moment_of_its_steps(tickets: Diagram) -> None:
    day = day_of(tickets, LoadOrder(shape="flash", tier="web"))
    truth = course(tickets, LoadShape.FLASH, "web")
    assert day.step_s == 30
    assert len(day.demand) == len(day.supply) == MOST_POINTS
    gaps = [d - s for d, s in zip(truth.demand, truth.supply, strict=True)]
    shown = [d - s for d, s in zip(day.demand, day.supply, strict=True)]
    assert shown == [max(gaps[i : i + 3]) for i in range(0, len(gaps), 3)]


def test_what_scales_is_chosen_first_and_what_is_gone_is_forgotten(tickets: Diagram) -> None:
    assert day_of(tickets, LoadOrder()).tier == "web"
    assert day_of(tickets, LoadOrder(tier="gone")).tier == "web"
    fixed = diagram("workload peak_rps=9\nusers u\nregion r eu-west-1\n  ec2 x\nu -> x")
    assert day_of(fixed, LoadOrder()).tier == "x"


def test_the_workload_says_how_the_load_moves(tickets: Diagram) -> None:
    assert day_of(tickets, LoadOrder()).shape == "diurnal"
    told = replace(tickets, workload=replace(tickets.workload, load_shape=LoadShape.BATCH))
    assert day_of(told, LoadOrder()).shape == "batch"
    assert day_of(told, LoadOrder(shape="ramp")).shape == "ramp"


def test_why_there_is_none(tickets: Diagram, tmp_path: Path) -> None:
    assert day_of(Diagram(), LoadOrder()).problem == NOTHING
    peakless = replace(tickets, workload=Workload())
    assert day_of(peakless, LoadOrder()).problem == NO_PEAK
    assert day_of(peakless, LoadOrder()).tiers
    bad = tmp_path / "bad.csv"
    bad.write_text("time,load\n0,x\n", "utf-8")
    assert day_of(peakless, LoadOrder(file=str(bad))).problem == (
        f"{bad}: line 2: 'x' is not a load from 0 to 1,000,000,000 requests a second"
    )


def test_a_week_of_ones_own_fits(tickets: Diagram, tmp_path: Path) -> None:
    file = tmp_path / "week.csv"
    rows = "".join(f"{hour}:00,{100 + hour}\n" for hour in range(168))
    file.write_text(f"time,load\n{rows}", "utf-8")
    day = day_of(replace(tickets, workload=Workload()), LoadOrder(file=str(file)))
    assert (day.shape, day.load, day.problem) == ("", "week.csv", "")
    assert len(day.demand) <= MOST_POINTS
    assert len(day.demand) * day.step_s == 7 * 86_400


def test_it_travels_between_the_processes(tickets: Diagram) -> None:
    order = LoadOrder(shape="flash", tier="pay")
    asked = Request(revision=3, diagram=to_text(tickets), load=order)
    assert read_request(framed(asked)[4:]) == asked
    answer = answer_to(asked, Held())
    assert (answer.kind, answer.revision) == ("load", 3)
    assert answer.day == day_of(read_bytes(to_text(tickets).encode(), "sent"), order)
    assert read_answer(framed(answer)[4:]).day == answer.day


def test_an_unknown_shape_is_said(tickets: Diagram) -> None:
    answer = answer_to(
        Request(revision=1, diagram=to_text(tickets), load=LoadOrder(shape="odd")), Held()
    )
    assert answer.kind == "failed"
    assert "odd" in answer.problem


def test_an_empty_day_is_small() -> None:
    assert len(framed(answer_to(Request(revision=1, load=LoadOrder()), Held()))) < 1000
    assert LoadDay(shape="", load="").problem == ""
