"""Improvements never lower what a tier carries, what a zone leaves, or what comes back."""

from collections.abc import Callable
from math import inf
from random import Random

import pytest
from hypothesis import given, settings

from designer.analysis.facts import Facts
from designer.model.diagram import Diagram
from designer.scoring.engine import totals
from tests.builders import diagram
from tests.scoring.small_designs import drawings, improvements
from tests.scoring.test_monotone import lowered


def facts(drawn: Diagram) -> Facts:
    return Facts(drawn.topology, drawn.workload)


def loads(found: Facts) -> tuple[float, ...]:
    growth = found.growth
    told = (growth.now_rps, growth.vertical_rps, growth.horizontal_rps, growth.grown_rps)
    return tuple(inf if load is None else load for load in told)


def worse_recovery(before: Facts, after: Facts) -> list[str]:
    """Name the rows that lose more data, or as much and take longer."""
    rows = {(row.store, row.disruption): row for row in before.recovery.rows}
    found = []
    for row in after.recovery.rows:
        old = rows.get((row.store, row.disruption))
        if old is None or old.unrecoverable:
            continue
        if row.unrecoverable or (row.rpo_s or 0, row.rto_s or 0) > (old.rpo_s or 0, old.rto_s or 0):
            found.append(f"{row.store}, {row.disruption.value}")
    return found


@settings(max_examples=60)
@given(drawings())
def test_no_improvement_carries_less_or_comes_back_worse(drawn: Diagram) -> None:
    before = facts(drawn)
    shares = {tier.id: fleet.share_left for fleet in before.fleets for tier in fleet.tiers}
    for what, better in improvements(drawn):
        after = facts(better)
        assert all(a >= b * (1 - 1e-9) for a, b in zip(loads(after), loads(before), strict=True)), (
            what
        )
        for fleet in after.fleets:
            for tier in fleet.tiers:
                assert fleet.share_left >= shares.get(tier.id, 0.0) - 1e-9, (what, tier.id)
        assert worse_recovery(before, after) == [], what


BASE = """
{workload}
users u
{dns}
region r eu-west-1
  vpc v
    alb lb {lb}
    zone a
      {ec2}
      nat na
    zone b
      {twin}
      {nat}
    {group}
    rds d {rds}
  {extra}
{region}
{entry}
{links}
"""

Parts = dict[str, str]


def drawn_from(parts: Parts) -> Diagram:
    return diagram(BASE.format(**parts))


def plain(random: Random) -> Parts:
    peak = random.choice(("", "workload peak_rps=100", "workload peak_rps=900 decide_s=10m"))
    rds = random.choice(("", "multi_az", "off:multi_az storage_gib=2000", "read_replicas=1"))
    size = random.choice(("", "instance_type=m7g.2xlarge", "capacity_rps=250"))
    return {
        "workload": peak,
        "dns": "",
        "lb": "",
        "ec2": f"ec2 x {size}",
        "twin": "",
        "nat": "",
        "group": "asg w desired=2 minimum=2 maximum=4 warm_up_s=240",
        "rds": rds,
        "extra": "s3 blobs",
        "region": "",
        "entry": "u -> lb",
        "links": "lb -> x\nx -> w -> d\nw -> blobs",
    }


def twin(parts: Parts) -> Parts:
    own = parts["ec2"].replace("ec2 x", "ec2 y")
    links = parts["links"].replace("lb -> x\nx -> w", "lb -> x, y\nx, y -> w")
    return {**parts, "twin": own, "links": links}


def replaced(key: str, old: str, new: str) -> Callable[[Parts], Parts]:
    return lambda parts: {**parts, key: parts[key].replace(old, new)}


def appended(key: str, text: str) -> Callable[[Parts], Parts]:
    return lambda parts: {**parts, key: f"{parts[key]} {text}".strip()}


def second_region(parts: Parts) -> Parts:
    region = "region s eu-central-1\n  vpc t\n    alb l2\n    asg w2 desired=2 minimum=2 maximum=4"
    region += "\n    rds d2"
    links = parts["links"] + "\nl2 -> w2 -> d2\nw2 -> blobs\nd => d2"
    return {
        **parts,
        "dns": "route53 dns health_checks",
        "region": region,
        "entry": "u -> dns -> lb\ndns -> l2 standby",
        "links": links,
    }


def cached(parts: Parts) -> Parts:
    return {
        **parts,
        "extra": parts["extra"] + "\n  elasticache c replicas=1 automatic_failover",
        "links": parts["links"] + "\nw -> c optional",
    }


def backed_up(parts: Parts) -> Parts:
    extra = parts["extra"] + "\n  backup vault backup_interval_h=12"
    return {**parts, "extra": extra, "links": parts["links"] + "\nd +> vault"}


STEPS: dict[str, Callable[[Parts], Parts]] = {
    "a twin in another zone": twin,
    "a NAT gateway for each zone": appended("nat", "nat nb"),
    "a zone more for the balancer": appended("lb", "zones=a,b"),
    "a larger maximum": replaced("group", "maximum=4", "maximum=9"),
    "a shorter warm-up": replaced("group", "warm_up_s=240", "warm_up_s=60"),
    "a policy": appended("group", "scaling_policy=target_tracking"),
    "a standby in a second Region": second_region,
    "a cache": cached,
    "a backup": backed_up,
    "versions": replaced("extra", "s3 blobs", "s3 blobs versioning"),
    "a larger server": replaced("ec2", "m7g.2xlarge", "m7g.4xlarge"),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("seed", range(12))
def test_no_step_lowers_a_tenet(step: str, seed: int) -> None:
    before = plain(Random(seed))
    if seed % 2:
        before = twin(before)
    if step == "a twin in another zone" and seed % 2:
        pytest.skip("has one already")
    one, other = drawn_from(before), drawn_from(STEPS[step](before))
    found = lowered(totals(one.topology, one.workload), totals(other.topology, other.workload))
    assert found == []
