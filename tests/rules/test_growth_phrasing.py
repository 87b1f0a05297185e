"""Capacity and growth in words."""

import pytest

from designer.analysis.facts import Facts
from designer.rules.growth_phrasing import growth_sentence, mark, stability, tier_account
from tests.builders import diagram


def facts(text: str) -> Facts:
    drawn = diagram(text)
    return Facts(drawn.topology, drawn.workload)


@pytest.mark.parametrize(
    ("tier", "reason"),
    [
        (
            "api_gateway x throttle_rps=70",
            "Growth stops at 70 requests/s: the gateway x lets through 70 req/s at most, by its "
            "throttle or quota.",
        ),
        (
            "asg x desired=2 maximum=5 instance_type=m7g.16xlarge capacity_rps=10",
            "Growth stops at 50 requests/s: the server tier x is at its largest size "
            "(m7g.16xlarge) and has a maximum of 5.",
        ),
        (
            "asg x desired=5 minimum=2 maximum=5 instance_type=m7g.16xlarge capacity_rps=10",
            "Growth stops at 50 requests/s: the server tier x is at its largest size "
            "(m7g.16xlarge) and is at its maximum of 5.",
        ),
        (
            "fargate x desired=1 capacity_rps=10",
            "Growth stops at 160 requests/s: the server tier x ends at 16 vCPUs a task, the "
            "largest of its family and has nothing beside it.",
        ),
        (
            "ec2 x",
            "Growth stops at 16,000 requests/s: the server tier x ends at m7g.16xlarge, the "
            "largest of its family and has nothing beside it (the capacity of one is assumed).",
        ),
    ],
)
def test_why_growth_stops(tier: str, reason: str) -> None:
    found = facts(f"users u\nregion r eu-west-1\n  {tier}\nu -> x")
    assert growth_sentence(found.growth, found.capacity, found.topology) == reason


def test_a_tier_gives_account_of_its_figures() -> None:
    found = facts(
        "workload peak_rps=1000\nusers u\nregion r us-east-1\n  vpc v\n"
        "    asg x desired=4 maximum=8 zones=a,b instance_type=c7g.4xlarge capacity_rps=400\n"
        "u -> x calls=2"
    )
    (tier,) = found.capacity.tiers
    lines = tier_account(tier).split("\n")
    assert lines == [
        "x: 1,600 req/s with 4 parts.",
        "One carries 400 req/s.",
        "Size: c7g.4xlarge.",
        "Vertical growth: 4 times, up to c7g.16xlarge.",
        "Horizontal growth: 2 times, to 8.",
        "It gets 2 requests for each one of the workload.",
        "At its maximum number it carries 1.6 times the peak.",
    ]
    (fleet,) = found.fleets
    assert stability(fleet) == "80 % of the peak runs in 2 zones; 200 % lets one be lost"
    assert mark(found.growth, found.capacity, tier) == "stops, tightest"
