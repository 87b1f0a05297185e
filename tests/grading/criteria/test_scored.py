from dataclasses import replace

import pytest

from designer.grading.grade import grade
from designer.rules.tenets import Tenet
from designer.scoring.engine import score
from designer.scoring.scorecard import Cap
from tests.builders import diagram
from tests.grading.criteria.judging import judged, one_criterion

SHOP = """
workload rto.zone=1h rpo.zone=5m
users u
region r eu-west-1
  zone a
    ec2 one
    ec2 two
  rds db {}
u -> one, two any
one, two -> db
"""
SAFE, WEAK = SHOP.format("multi_az"), SHOP.format("")


@pytest.mark.parametrize(
    ("drawing", "body", "points"),
    [
        (SAFE, "", 0),  # its own targets: the servers' zone is lost, the data is not
        (SAFE, 'rpo = "5 min"', 12),
        (SAFE, 'rto = "30 days"\nrpo = 0', 12),
        (WEAK, 'rto = "1 s"\nrpo = "1 s"', 0),
        ("ec2 a\nrds b\na -> b", "", 0),  # no targets anywhere
    ],
)
def test_recovery_is_held_against_targets(drawing: str, body: str, points: float) -> None:
    found = judged(drawing, f'kind = "recovery"\ndisruption = "zone"\n{body}\n')
    assert found.points == points or (points == 0 and found.points == 6)
    if points == 12:
        assert found.missing == ""


def test_a_recovery_that_is_missed_says_what_would_do() -> None:
    found = judged(WEAK, 'kind = "recovery"\ndisruption = "region"\nrto = "1 h"\nrpo = "5 min"\n')
    assert found.points == 0
    assert found.found == (
        "After the loss of a Region nothing that is drawn brings it back; all data are lost."
    )
    assert found.missing == (
        "Recovery within 1 h and at most 5 min of data lost. Copy backups to a second Region; "
        "replicate what must be there within seconds. Choose a faster way back for the store, or a "
        "target the business can live with."
    )
    assert found.elements == ("db",)


def test_a_score_is_explained_by_what_holds_it_back() -> None:
    body = 'kind = "score"\ntenet = "fault tolerance"\nat_least = 100\n'
    alone = judged("users u\nregion r eu-west-1\n  zone a\n    ec2 one\nu -> one", body)
    assert "Most is lost here: " in alone.found
    drawn = diagram(WEAK)
    card = score(drawn)
    cap = Cap(limit=10.0, reason="one NAT gateway for two zones", elements=("one",))
    tenets = tuple(
        replace(t, low=10.0, caps=(cap,)) if t.tenet is Tenet.FAULT_TOLERANCE else t
        for t in card.tenets
    )
    found = grade(drawn, replace(card, tenets=tenets), one_criterion(body)).criteria[0]
    assert found.found == "Fault Tolerance is 10 of 100, capped by: one NAT gateway for two zones."
    assert found.elements == ("one",)


def test_a_score_that_is_missed_says_what_would_raise_it() -> None:
    body = 'kind = "score"\ntenet = "elasticity"\nat_least = 100\n'
    found = judged("users u\nregion r eu-west-1\n  zone a\n    ec2 one\nu -> one", body)
    assert found.missing == (
        "A score of 100 or more. Put them into an Auto Scaling group, or run them as a container "
        "service."
    )
    assert found.rules == ("EL-13",)
    assert found.elements == ("one",)


def test_a_deduction_says_what_would_have_spared_it() -> None:
    body = 'kind = "finding"\npresent = ["FT-01", "EL-13"]\nwhen = "not met"\n'
    found = judged("users u\nregion r eu-west-1\n  zone a\n    ec2 one\nu -> one", body)
    assert found.missing.startswith("Put them into an Auto Scaling group")
    assert found.rules == ("EL-13", "FT-01")
    none = judged(SAFE, 'kind = "finding"\npresent = ["FT-01", "HA-02"]\n')
    assert "find nothing" in none.found


def test_an_accepted_finding_is_still_there() -> None:
    drawing = "users u\nregion r eu-west-1\n  zone a\n    ec2 one\nu -> one"
    body = 'kind = "finding"\nabsent = ["FT-01", "FT-03"]\n'
    assert judged(drawing, body).points == 0
    assert judged(f"{drawing}\naccept FT-01:one fine with us", body).points == 0
    assert judged(drawing, body).elements == ("one", "a")
