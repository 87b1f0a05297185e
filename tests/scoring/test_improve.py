"""The search for the shortest list of fixes that reaches given targets."""

from pathlib import Path

import pytest

from designer.analysis.facts import Facts
from designer.edit.apply import apply
from designer.edit.edits import Batch
from designer.edit.refusal import EditRefused
from designer.model.diagram import Diagram
from designer.model.workload import Disruption
from designer.rules.tenets import Tenet
from designer.scoring.engine import totals
from designer.scoring.fixes import effect_of
from designer.scoring.improve import Plan, batch_of, improve
from designer.scoring.plan_json import plan_data
from designer.scoring.targets import (
    Targets,
    TargetWrong,
    gaps_of,
    stated_targets,
    with_target,
)
from designer.storage.diagram_file import read
from tests.builders import diagram
from tests.scoring.drawings import drawing

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.tenet"))

SHOP = """
    users u
    region r eu-west-1
      vpc v
        alb lb zones=eu-west-1a
        zone a eu-west-1a
          ec2 one
          rds db off:automatic_backups
        zone b eu-west-1b
          ec2 two
      s3 files
    u -> lb -> one, two
    one, two -> db, files
"""


def _is_met(drawn: Diagram, targets: Targets) -> bool:
    facts = Facts(drawn.topology, drawn.workload)
    return not gaps_of(facts, effect_of(facts), targets)


def _check(drawn: Diagram, targets: Targets, plan: Plan) -> None:
    """What is true of every plan: its figures are those of its design, and no step is idle."""
    assert plan.before.totals == totals(drawn.topology, drawn.workload)
    assert plan.after.totals == totals(plan.diagram.topology, plan.diagram.workload)
    assert apply(drawn, batch_of(plan)) == plan.diagram
    assert plan.is_reached == _is_met(plan.diagram, targets) == (not plan.gaps)
    points = plan.before.totals.tenets
    for step in plan.steps:
        after = step.after.totals.tenets
        assert all(after[t] >= before - 1e-9 for t, before in points.items()), step.title
        assert step.changes
        points = after
    if not plan.is_reached:
        return
    for left_out in range(len(plan.steps)):
        chosen = [step.edits for n, step in enumerate(plan.steps) if n != left_out]
        try:
            fewer = apply(drawn, Batch(edits=tuple(chosen), label="fewer"))
        except EditRefused:
            continue  # a later step builds on this one
        assert not _is_met(fewer, targets), plan.steps[left_out].title


def test_the_shortest_list_for_one_target() -> None:
    drawn = diagram(SHOP)
    targets = Targets(rpo_s={Disruption.SOFTWARE: 86400.0})
    plan = improve(drawn, targets)
    assert plan.is_reached
    assert {step.finding for step in plan.steps} == {"DU-01:files", "DU-01:db"}
    _check(drawn, targets, plan)


def test_nothing_is_done_when_all_is_reached() -> None:
    drawn = diagram(SHOP)
    plan = improve(drawn, Targets(overall=1))
    assert plan.is_reached
    assert plan.steps == ()
    assert plan.diagram == drawn


def test_several_targets_at_once() -> None:
    drawn = diagram(SHOP)
    targets = Targets(
        tenets={Tenet.FAULT_TOLERANCE: 85, Tenet.DURABILITY: 80},
        uptime_percent=99.8,
        rto_s={Disruption.ZONE: 600.0},
    )
    plan = improve(drawn, targets)
    assert plan.is_reached, plan.gaps
    _check(drawn, targets, plan)


def test_what_cannot_be_reached_says_why() -> None:
    drawn = diagram(SHOP)
    plan = improve(drawn, Targets(tenets={Tenet.AVAILABILITY: 100}, uptime_percent=99.9999))
    assert not plan.is_reached
    assert plan.is_complete
    said = [gap.sentence for gap in plan.gaps]
    assert any("99.9999 % allows" in sentence for sentence in said)
    assert any(sentence.startswith("High Availability is") for sentence in said)


def test_a_tenet_that_does_not_apply_is_named() -> None:
    plan = improve(
        diagram("users u\nregion r\n  ec2 a\nu -> a"), Targets(tenets={Tenet.DURABILITY: 50})
    )
    assert not plan.is_reached
    assert "does not apply" in plan.gaps[0].sentence


def test_the_search_can_be_stopped() -> None:
    asked: list[tuple[float, str]] = []

    def stop_soon(share: float, what: str) -> bool:
        asked.append((share, what))
        return len(asked) < 3

    plan = improve(diagram(SHOP), Targets(overall=100), stop_soon)
    assert len(asked) == 3
    assert not plan.is_complete
    assert not plan.is_reached


def test_time_is_bounded() -> None:
    plan = improve(diagram(SHOP), Targets(overall=100), most_seconds=0.0)
    assert not plan.is_complete
    assert plan.steps == ()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_plans_for_the_samples_keep_their_word(path: Path) -> None:
    drawn = read(path)
    for targets in (stated_targets(drawn.workload), Targets(tenets={Tenet.DURABILITY: 80})):
        if not targets.is_empty:
            _check(drawn, targets, improve(drawn, targets))


@pytest.mark.parametrize("seed", range(0, 24))
def test_plans_for_generated_designs_keep_their_word(seed: int) -> None:
    drawn = drawing(seed)
    targets = Targets(tenets={Tenet.FAULT_TOLERANCE: 65}, rpo_s={Disruption.SOFTWARE: 90000.0})
    _check(drawn, targets, improve(drawn, targets))


def test_a_plan_as_data() -> None:
    drawn = diagram(SHOP)
    plan = improve(drawn, Targets(rpo_s={Disruption.SOFTWARE: 86400.0}))
    data = plan_data(plan, drawn)
    assert data["is_reached"] is True
    assert data["short_of"] == []
    assert data["steps"][-1]["after"] == data["after"]
    assert data["before"]["rpo_s"]["software"] is None
    assert data["after"]["rpo_s"]["software"] == 300


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("90", Targets(overall=90)),
        ("a", Targets(overall=90)),
        ("overall=B", Targets(overall=80)),
        ("durability=75.5", Targets(tenets={Tenet.DURABILITY: 75.5})),
        ("elasticity=C", Targets(tenets={Tenet.ELASTICITY: 70})),
        ("uptime=99.95", Targets(uptime_percent=99.95)),
        ("rto.zone=5m", Targets(rto_s={Disruption.ZONE: 300})),
        ("rpo.region = 2h", Targets(rpo_s={Disruption.REGION: 7200})),
    ],
)
def test_targets_are_read(text: str, wanted: Targets) -> None:
    assert with_target(Targets(), text) == wanted


@pytest.mark.parametrize(
    "text",
    ["", "Z", "101", "-1", "nan", "uptime=A", "rto.moon=5m", "rto.zone=soon", "speed=3", "rto=5m"],
)
def test_what_is_no_target_is_told(text: str) -> None:
    with pytest.raises(TargetWrong, match="'"):
        with_target(Targets(), text)
