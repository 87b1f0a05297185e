"""How availability is said, the same in window and terminal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.analysis.availability import Availability
from designer.analysis.facts import Facts
from designer.scoring.downtime import (
    STRUCTURE,
    causes,
    downtime,
    first_to_fix,
    method,
    nines,
    percent,
)
from tests.builders import diagram


@pytest.mark.parametrize(
    ("unavailability", "text"),
    [
        (0.0, "100 %"),
        (0.01, "99.0 %"),
        (0.00051, "99.949 %"),
        (1 - 0.9999, "99.990 %"),
        (1e-12, "99.999999999 %"),
    ],
)
def test_percent(unavailability: float, text: str) -> None:
    assert percent(unavailability) == text


@given(st.floats(1e-9, 1.0))
def test_an_availability_is_never_rounded_up_to_all(unavailability: float) -> None:
    shown = float(percent(unavailability).removesuffix(" %"))
    assert shown < 100
    assert shown <= (1 - unavailability) * 100 + 1e-9


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0.0, "under 0.1 s a year"),
        (0.5, "30.0 s a year"),
        (53.0, "53 min a year"),
        (525.6, "8.8 h a year"),
        (5256.0, "3.6 days a year"),
    ],
)
def test_downtime(minutes: float, text: str) -> None:
    assert downtime(minutes) == text


def test_nines() -> None:
    assert nines(0.001) == "3.0 nines"
    assert nines(0.0) == "no known cause of downtime"


def test_the_method_tells_how_sure_a_figure_is() -> None:
    exact = Availability(unavailability=0.001, method="exact", low=0.001, high=0.001)
    assert method(exact) == "exact"
    wide = Availability(unavailability=0.001, method="simulated", low=0.0005, high=0.002)
    assert method(wide) == "simulated: between 4.4 h a year and 17.5 h a year"


TWINS = """
users u
region r eu-west-1
  zone a "Availability Zone a"
    ec2 w1 "Web"
  zone b plain
    ec2 w2 "Web"
    ec2 other
u -> w1, w2 any
u -> other
"""


def test_causes_are_told_apart_and_zones_are_called_zones() -> None:
    drawn = diagram(TWINS)
    report = Facts(drawn.topology, drawn.workload).availability
    found = {cause.name for cause in causes(report) if cause.kind == STRUCTURE}
    assert {"Web (w1)", "Web (w2)", "other", "Availability Zone a"} <= found
    assert any(name.startswith(("Zone ", "Region ")) for name in found)
    names = [cause.name for cause in causes(report) if cause.kind != STRUCTURE]
    assert names == ["detecting failures and deciding", "repairing failures"]
    assert [cause.name for cause in causes(report, 1)][1:] == names


def test_the_first_to_fix_is_what_costs_most() -> None:
    drawn = diagram(TWINS)
    report = Facts(drawn.topology, drawn.workload).availability
    assert first_to_fix(report).startswith("Fix this first: other, ")
    calm = replace(drawn.workload, failures_per_year=1e4)
    text = first_to_fix(Facts(drawn.topology, calm).availability)
    assert text.startswith("Fix this first: ")
    assert "; of what is drawn, other, " in text
