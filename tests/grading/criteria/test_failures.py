import pytest

from tests.grading.criteria.judging import judged

TWO_ZONES = """
workload peak_rps=100
users u
region r eu-west-1
  alb lb
  zone a
    ec2 one capacity_rps=60
  zone b
    ec2 two capacity_rps=60
  rds db {}
u -> lb
lb -> one, two any
one, two -> db
"""
SAFE = TWO_ZONES.format("multi_az")
WEAK = TWO_ZONES.format("off:multi_az")


@pytest.mark.parametrize(
    ("drawing", "body", "points"),
    [
        (SAFE, 'failure = "any zone"', 12),
        (WEAK, 'failure = "any zone"', 0),
        (SAFE, 'failure = "any instance"', 12),
        (SAFE, 'failure = "any region"', 0),
        (SAFE, 'failure = "ec2"', 12),
        (SAFE, 'failure = "ec2"\ntogether = true', 0),
        (SAFE, 'failure = {name = "one"}', 12),
        (SAFE, 'failure = {name = "one"}\nat_peak = true', 0),  # 60 are left of 100 a second
        (SAFE, 'failure = "alb"', 0),
        (SAFE, 'failure = ["ec2", "alb"]\npartial = true', 8),
        (SAFE, 'failure = "zone"', 12),
        (SAFE, 'failure = "sqs"', 0),
        ("ec2 lone", 'failure = "ec2"', 0),
        ("rds db multi_az\nec2 a", 'failure = "any zone"', 0),
    ],
)
def test_requests_are_answered_or_not(drawing: str, body: str, points: float) -> None:
    assert judged(drawing, f'kind = "survives"\n{body}\n').points == points


def test_the_failure_that_breaks_it_is_told_and_marked() -> None:
    found = judged(SAFE, 'kind = "survives"\nfailure = "alb"\n')
    assert found.elements == ("lb",)
    assert "cannot be served" in found.found
    assert found.missing
    assert set(found.rules) == {"FT-01", "FT-02", "FT-03"}


@pytest.mark.parametrize(
    ("drawing", "body", "points"),
    [
        (SAFE, "", 12),
        (WEAK, "", 0),
        (WEAK, "at_most = 1", 12),
        (WEAK, "none_from = 2", 6),
        (WEAK, 'of = "zone"\nnone_from = 3', 8),
        (SAFE, 'of = "all"', 0),  # the Region
        (SAFE, 'of = "region"\nmanaged = true\nat_most = 1', 12),
        ("sqs q", "", 12),  # AWS sees to it
        ("vpc v", "", 0),
    ],
)
def test_single_points_are_counted(drawing: str, body: str, points: float) -> None:
    body = body if "at_most" in body else f"at_most = 0\n{body}"
    assert judged(drawing, f'kind = "single-points"\n{body}\n').points == points


def test_each_single_point_can_cost() -> None:
    found = judged(
        WEAK, 'kind = "single-points"\nat_most = 0\nwhen = "not met"\neach = true\ncap = 24\n'
    )
    assert found.points == 12
    assert found.elements == ("db",)
