"""Alternatives or all: the default grouping and the author's own."""

import pytest

from designer.analysis.facts import Facts
from designer.model.ids import ElementId
from tests.builders import topology

E = ElementId


def groups(text: str, source: str) -> list[tuple[list[str], int]]:
    """Return, for each group of ``source``, its targets and the number needed."""
    drawn = topology(text)
    return [
        ([str(drawn.links[link].target) for link in group.links], group.needed)
        for group in Facts(drawn).target_groups(E(source))
    ]


ZONES = """
region r eu-west-1
  vpc v
    alb lb
    zone a
      ec2 x
      nat na
    zone b
      ec2 y
      nat nb
    asg g
    asg h
    ecs cart
    ecs pay
    lambda fetch
    lambda put
    ecs w1 "Web 1"
    ecs w2 "Web 2"
    ecs w3 "Web-b"
    lambda l1 "Web 1"
"""


@pytest.mark.parametrize(
    ("links", "source", "expected"),
    [
        # A balancer treats like instances as alternatives, and distinct services as all needed.
        ("lb -> x, y", "lb", [(["x", "y"], 1)]),
        ("lb -> cart, pay", "lb", [(["cart"], 1), (["pay"], 1)]),
        ("lb -> g, h", "lb", [(["g"], 1), (["h"], 1)]),
        ("lb -> fetch, put", "lb", [(["fetch"], 1), (["put"], 1)]),
        ("lb -> x, y, fetch", "lb", [(["x", "y"], 1), (["fetch"], 1)]),
        # A number or letter at the end tells like programs apart, not different ones.
        ("lb -> w1, w2, w3", "lb", [(["w1", "w2", "w3"], 1)]),
        ("lb -> w1, l1, pay", "lb", [(["w1"], 1), (["l1"], 1), (["pay"], 1)]),
        # Compute needs all its targets; gateways of one kind in several zones are alternatives.
        ("g -> x, y", "g", [(["x"], 1), (["y"], 1)]),
        ("g -> na, nb", "g", [(["na", "nb"], 1)]),
        # The author's word goes first.
        ("g -> x, y any", "g", [(["x", "y"], 1)]),
        ("lb -> x, y all", "lb", [(["x", "y"], 2)]),
        ("g -> x, y, fetch 2", "g", [(["x", "y", "fetch"], 2)]),
        # Optional targets are not needed; standbys stand in for their like.
        ("g -> fetch optional", "g", [(["fetch"], 0)]),
        ("g -> fetch\n    g -> put standby", "g", [(["fetch", "put"], 1)]),
        ("g -> fetch, x\n    g -> put standby", "g", [(["fetch", "put"], 1), (["x"], 1)]),
    ],
)
def test_default_groups(links: str, source: str, expected: list[tuple[list[str], int]]) -> None:
    text = "\n".join(line.strip() for line in links.split("\n"))
    assert groups(f"{ZONES}{text}", source) == expected


REGIONS = """
route53 dns
cloudfront cdn
region r eu-west-1
  alb lb1
  alb lc1
  s3 b1
region s eu-central-1
  alb lb2
  alb lc2
  nlb n2
  s3 b2
"""


@pytest.mark.parametrize(
    ("links", "source", "expected"),
    [
        ("dns -> lb1, lb2", "dns", [(["lb1", "lb2"], 1)]),
        ("dns -> lb1, n2", "dns", [(["lb1", "n2"], 1)]),
        ("dns -> lb1, lc1, lb2, lc2", "dns", [(["lb1", "lb2"], 1), (["lc1", "lc2"], 1)]),
        ("cdn -> b1, lb1", "cdn", [(["b1"], 1), (["lb1"], 1)]),
        ("cdn -> b1, b2", "cdn", [(["b1", "b2"], 1)]),
    ],
)
def test_routers_choose_between_regions(
    links: str, source: str, expected: list[tuple[list[str], int]]
) -> None:
    assert groups(f"{REGIONS}{links}", source) == expected


def test_spreading_a_service_over_zones_does_not_turn_alternatives_into_needs() -> None:
    text = """
        region r eu-west-1
          alb lb
          zone a
            asg g {}
          zone b
            asg h
        lb -> g, h
    """
    for stated in ("", "zones=a,b"):
        assert groups(text.format(stated), "lb") == [(["g", "h"], 1)]


STORES = """
region r eu-west-1
  vpc v
    asg g
    zone a
      rds p {}
      elasticache c
    zone b
      rds q
g -> p
g -> q
p => q
"""


def test_a_drawn_standby_and_its_primary_are_one_set() -> None:
    assert groups(STORES.format(""), "g") == [(["p", "q"], 1)]


def test_a_read_replica_is_not_needed_for_its_original_answers_reads() -> None:
    assert groups(STORES.format("off:multi_az"), "g") == [(["p"], 1), (["q"], 0)]


def test_a_cache_beside_a_store_is_not_needed_but_alone_it_is() -> None:
    assert groups(STORES.format("") + "g -> c", "g") == [(["p", "q"], 1), (["c"], 0)]
    assert groups("region r eu-west-1\n  asg g\n  elasticache c\ng -> c", "g") == [(["c"], 1)]


def test_what_stands_beside_the_request_is_not_needed() -> None:
    text = "region r eu-west-1\n  asg g\n  cloudwatch m\n  lambda f\ng -> m, f"
    assert groups(text, "g") == [(["f"], 1), (["m"], 0)]


def test_a_standby_that_only_the_primary_knows_takes_over_too() -> None:
    text = """
        users u
        region r eu-west-1
          ec2 w
          zone a
            rds p {}
          zone b
            rds q
        u -> w -> p
        p => q
    """
    with_standby = {point.id for point in Facts(topology(text.format(""))).single_points}
    assert "p" not in with_standby
    replica = {p.id for p in Facts(topology(text.format("off:multi_az"))).single_points}
    assert "p" in replica
