"""Which figures a drawing is judged by: AWS's agreements, its designs, or the drawing's own."""

import pytest

from designer.analysis.facts import Facts
from designer.analysis.parameters import parameters_of, unavailability_of
from designer.model.workload import Figures
from tests.builders import diagram

STATED = """
users u
region r eu-west-1
  zone a
    ec2 x mtbf_h=99 mttr_h=1
    ec2 y
u -> x
x -> y
"""


def down(text: str) -> float:
    drawn = diagram(text)
    return Facts(drawn.topology, drawn.workload).availability.workload.unavailability


def profile(text: str) -> Figures:
    drawn = diagram(text)
    return parameters_of(drawn.topology, drawn.workload).profile


def both(one: float, other: float, zone: float = 5e-4, region: float = 1e-4) -> float:
    return 1 - (1 - one) * (1 - other) * (1 - zone) * (1 - region)


def test_mtbf_and_mttr_give_an_availability() -> None:
    assert unavailability_of(99, 1) == pytest.approx(0.01)
    assert unavailability_of(1e9, 1e-6) == pytest.approx(1e-15, rel=1e-9)


def test_the_drawings_own_figures_count_until_another_profile_is_chosen() -> None:
    assert profile(STATED) is Figures.CUSTOM
    assert down(STATED) == pytest.approx(both(0.01, 0.005))
    for word, each in (("sla", 0.005), ("designed-for", 0.0005)):
        chosen = f"workload figures={word}{STATED}"
        assert profile(chosen) is Figures(word)
        assert down(chosen) == pytest.approx(both(each, each))
    assert down(f"workload figures=custom{STATED}") == pytest.approx(down(STATED))


def test_half_a_statement_counts_for_nothing() -> None:
    half = STATED.replace(" mttr_h=1", "")
    assert profile(half) is Figures.SLA
    assert down(half) == pytest.approx(both(0.005, 0.005))


def test_regions_and_zones_have_figures_of_their_own() -> None:
    text = f"workload region_availability=99 zone_availability=98{STATED}"
    assert down(text) == pytest.approx(both(0.01, 0.005, 0.02, 0.01))
    assert down(f"workload figures=sla\n{text}") == pytest.approx(both(0.005, 0.005))


def test_a_group_gives_its_figure_to_members_that_state_none() -> None:
    text = """
users u
region r eu-west-1
  asg web desired=2 needed=2 mtbf_h=9 mttr_h=1
  zone a
    ec2 x in web
    ec2 y mtbf_h=4 mttr_h=1 in web
u -> web
"""
    assert down(text) == pytest.approx(both(0.1, 0.2))


def test_every_part_that_can_fail_can_state_its_figures() -> None:
    from designer.catalog.loader import catalog

    for key in ("ec2", "rds", "alb", "s3", "asg", "route53", "nat", "lambda"):
        service = catalog()[key]
        assert {"mtbf_h", "mttr_h"} <= {prop.key for prop in service.properties}
    for key in ("users", "region", "zone", "vpc"):
        assert catalog()[key].property("mtbf_h") is None
