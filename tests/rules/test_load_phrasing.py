"""Figures of a simulated day read well, and the examples in the docstrings are true."""

import doctest

from designer.analysis.autoscaling.elasticity_metrics import elasticity_metrics
from designer.analysis.autoscaling.simulation import Course, Shortage
from designer.model.ids import ElementId
from designer.rules import load_phrasing
from designer.rules.load_phrasing import figures, verdict

DEMAND, SUPPLY = (2, 2, 4, 4, 6, 6, 4, 2), (2, 2, 2, 4, 4, 6, 6, 4)


def course(*shortages: Shortage, speedup: float | None = None) -> Course:
    return Course(
        id=ElementId("web"),
        name="Web",
        how="step",
        unit="task",
        demand=DEMAND,
        supply=SUPPLY,
        metrics=elasticity_metrics(DEMAND, SUPPLY),
        unit_hours=30,
        ideal_hours=12.5,
        refused_share=0.125,
        shortages=shortages,
        speedup=speedup,
        still=False,
        assumed=(),
    )


def test_the_examples() -> None:
    assert doctest.testmod(load_phrasing).failed == 0


def test_every_measure_is_said() -> None:
    said = {figure.label: figure.text for figure in figures(course(speedup=2.0))}
    assert said == {
        "Requests refused": "12.5 %",
        "Time with too few": "25.0 %",
        "Missing on average": "10.4 % (0.50)",
        "Time with too many": "25.0 %",
        "Spare on average": "18.8 % (0.50)",
        "Instability": "71.4 %",
        "Task hours": "30.0 (ideal 12.5)",
        "Against no scaling": "2.00 times better",
    }
    assert [figure.label for figure in figures(course()) if figure.is_bad] == [
        "Requests refused",
        "Time with too few",
        "Missing on average",
    ]


def test_the_longest_shortage_is_told() -> None:
    assert verdict(course()) == "Always enough."
    first = Shortage(start_s=3600, end_s=3660, missing=9)
    longest = Shortage(start_s=43_200, end_s=44_100, missing=3)
    assert verdict(course(longest)) == "Too few from 12:00 for 15 min, 3 missing at worst."
    assert verdict(course(first, longest, first)) == (
        "Too few from 12:00 for 15 min, 3 missing at worst. Another 2 times for a shorter while."
    )
