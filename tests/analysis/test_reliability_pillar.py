"""The five scenarios of the Reliability Pillar come out with the figures worked out by hand."""

import pytest

from designer.analysis.facts import Facts
from designer.analysis.networks import reliability
from designer.analysis.parameters import Parameters
from designer.analysis.recovery_targets import Strategy
from designer.model.frozen import FrozenMap
from tests.analysis.pillar import S1, S2, S3, S3_NOT_STABLE, S4, S5
from tests.builders import diagram

# Region .9999, zone .9995, instance and database node .995, load balancer .9999, Route 53 1.
FIGURES = Parameters(
    region=0.9999,
    zone=0.9995,
    overrides=FrozenMap({"ec2": 0.995, "rds": 0.995, "aurora": 0.995, "alb": 0.9999, "route53": 1}),
)


def facts(text: str) -> Facts:
    drawn = diagram(text)
    return Facts(drawn.topology, drawn.workload, FIGURES)


@pytest.mark.parametrize(
    ("text", "unavailability"),
    [
        (S1, 5.596950249999938e-3),
        (S2, 2.6014736734638976e-4),
        (S3, 2.3310891834145216e-4),
        (S3_NOT_STABLE, 3.1276216686644494e-2),
        (S4, 6.771e-8),
        (S5, 5.434e-8),
    ],
)
def test_structural_unavailability_to_four_digits(text: str, unavailability: float) -> None:
    found = facts(text).availability.workload
    assert found.method == "exact"
    assert found.unavailability == pytest.approx(unavailability, rel=1e-4)


ONE_ZONE = "users u\nregion r eu-west-1\n  zone a\n    ec2 web instances=2 needed=1\nu -> web"
TWO_ZONES = """
users u
region r eu-west-1
  zone a
    ec2 w1
  zone b
    ec2 w2
u -> w1, w2 any
"""


def segments(needed: int) -> str:
    """Draw Aurora's storage: six copies, two in each of three zones."""
    return f"""
users u
region r eu-west-1
  zone a
    ec2 s1
    ec2 s2
  zone b
    ec2 s3
    ec2 s4
  zone c
    ec2 s5
    ec2 s6
u -> s1, s2, s3, s4, s5, s6 {needed}
"""


@pytest.mark.parametrize(("text", "unavailability"), [(ONE_ZONE, 6.249e-4), (TWO_ZONES, 1.302e-4)])
def test_two_instances_share_a_zone_or_do_not(text: str, unavailability: float) -> None:
    found = facts(text).availability.workload
    assert found.method == "exact"
    assert f"{found.unavailability:.3e}" == f"{unavailability:.3e}"


@pytest.mark.parametrize(("needed", "unavailability"), [(4, 6.755e-6), (3, 7.587e-7)])
def test_quorum_of_storage_segments(needed: int, unavailability: float) -> None:
    parameters = Parameters(region=1, zone=0.9995, overrides=FrozenMap({"ec2": 0.999}))
    drawn = diagram(segments(needed))
    found = Facts(drawn.topology, drawn.workload, parameters).availability.workload
    assert found.method == "exact"
    assert f"{found.unavailability:.3e}" == f"{unavailability:.3e}"


TRAINS = """
users u
region r eu-west-1
  lambda p1
  lambda p2
  lambda p3
  lambda v1
  lambda v2
  lambda v3
  lambda pumps
  lambda valves
u -> p1, p2, p3 any
p1 -> v1, pumps, valves all
p2 -> v2, pumps, valves all
p3 -> v3, pumps, valves all
"""


def test_common_causes_by_the_beta_factor() -> None:
    """Three trains of a pump and a valve, q = 0.1, a fifth of it by a cause common to all alike.

    Source: the SCRAM fault tree tool's check of its beta-factor model.
    """
    alone, common = 1 - 0.8 * 0.1, 1 - 0.2 * 0.1
    figures = dict.fromkeys(("p1", "p2", "p3", "v1", "v2", "v3"), alone)
    figures |= {"pumps": common, "valves": common}
    parameters = Parameters(region=1, overrides=FrozenMap(figures))
    found = Facts(diagram(TRAINS).topology, parameters=parameters).availability.workload
    assert found.method == "exact"
    assert round(found.unavailability, 5) == 0.04308


def test_common_causes_in_a_plain_network() -> None:
    edges = [("s", "pumps"), ("pumps", "valves")]
    for train in "123":
        edges += [("valves", f"p{train}"), (f"p{train}", f"v{train}"), (f"v{train}", "t")]
    node_p = {
        node: 0.98 if node in ("pumps", "valves") else 0.92 for edge in edges for node in edge
    }
    node_p |= {"s": 1.0, "t": 1.0}
    found = reliability(edges, ("s", "t"), directed=True, node_p=node_p, edge_p=1.0)
    assert round(1 - found, 5) == 0.04308


@pytest.mark.parametrize(("text", "minutes"), [(S1, 1720), (S2, 270), (S3, 30), (S4, 60), (S5, 4)])
def test_operational_downtime_is_the_pillars_arithmetic(text: str, minutes: float) -> None:
    downtime = facts(text).availability.operational
    assert downtime.minutes_per_year == pytest.approx(minutes)
    assert not downtime.assumed or text in (S4, S5)


def test_structure_alone_orders_the_scenarios_one_to_five() -> None:
    found = [facts(text).availability.workload.unavailability for text in (S1, S2, S3, S4, S5)]
    assert found == sorted(found, reverse=True)


def test_unstated_operation_is_assumed_from_what_the_drawing_survives() -> None:
    bare = [
        diagram("\n".join(line for line in text.split("\n") if not line.startswith("workload")))
        for text in (S1, S2, S3, S4, S5)
    ]
    downtimes = [Facts(drawn.topology).availability.operational for drawn in bare]
    assert all(downtime.assumed for downtime in downtimes)
    terms = [downtime.terms[:2] for downtime in downtimes]
    assert [[t.minutes_per_year for t in pair] for pair in terms] == [
        [120, 160],
        [60, 60],
        [20, 10],
        [20, 10],
        [0, 4],
    ]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (S1, {("element", "app"), ("zone", "zone:eu-west-1/a"), ("region", "region:eu-west-1")}),
        (S2, {("element", "lb"), ("region", "region:eu-west-1")}),
        (S3, {("element", "plb"), ("region", "region:eu-west-1")}),
        (S4, {("element", "dns")}),
        (S5, {("element", "dns")}),
    ],
)
def test_order_one_cuts(text: str, points: set[tuple[str, str]]) -> None:
    assert {(point.kind, point.id) for point in facts(text).single_points} == points


def test_a_fleet_that_needs_all_is_one_single_point_with_three_zones() -> None:
    found = {point.id: point for point in facts(S3_NOT_STABLE).single_points}
    assert set(found) == {
        "plb",
        "pweb",
        "zone:eu-west-1/pa",
        "zone:eu-west-1/pb",
        "zone:eu-west-1/pc",
        "region:eu-west-1",
    }
    assert found["pweb"].ids == ("pw1", "pw2", "pw3")
    assert found["pweb"].blast_radius[0] == "u"


@pytest.mark.parametrize(
    ("text", "strategy"),
    [
        (S1, Strategy.NONE),
        (S2, Strategy.NONE),
        (S3, Strategy.NONE),
        (S4, Strategy.WARM_STANDBY),
        (S5, Strategy.MULTI_SITE),
    ],
)
def test_disaster_recovery_strategy(text: str, strategy: Strategy) -> None:
    assert facts(text).recovery.strategy is strategy


def test_region_and_balancer_contribute_what_their_unavailability_says() -> None:
    shares = {part.event: part.share for part in facts(S2).availability.workload.contributions}
    assert shares["region:eu-west-1"] == pytest.approx(1e-4 / 2.6014736734638976e-4, rel=1e-3)
    assert shares["lb#"] == pytest.approx(shares["region:eu-west-1"], rel=1e-3)
