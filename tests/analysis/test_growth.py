"""Where growth stops: the closed form, the flow that proves it, and brute force behind both."""

import math
from itertools import chain, combinations
from random import Random

import pytest

from designer.analysis.facts import Facts
from designer.analysis.flow import Cut
from designer.analysis.growth import load_of
from designer.model.ids import ElementId
from designer.rules.growth_phrasing import growth_sentence
from tests.builders import diagram


def facts(text: str) -> Facts:
    drawn = diagram(text)
    return Facts(drawn.topology, drawn.workload)


ORDERS = """
users u
region r eu-west-1
  alb lb
  asg web desired=2 maximum=20 capacity_rps=500
  rds orders-db {}
u -> lb -> web
web -> orders-db calls=2
"""


@pytest.mark.parametrize(
    ("store", "load", "why"),
    [
        (
            "instance_class=db.r7g.16xlarge capacity_rps=8000",
            4000,
            "the database orders-db is at its largest size (db.r7g.16xlarge) and has no read "
            "replicas.",
        ),
        (
            "instance_class=db.r7g.8xlarge capacity_rps=8000 read_replicas=1",
            16_000,
            "the database orders-db ends at db.r7g.16xlarge, the largest of its family and has 1 "
            "read replica.",
        ),
    ],
)
def test_growth_stops_at_the_database(store: str, load: float, why: str) -> None:
    found = facts(ORDERS.format(store))
    assert found.growth.grown_rps == load
    assert found.growth.stops == ("orders-db",)
    sentence = growth_sentence(found.growth, found.capacity, found.topology)
    assert sentence == f"Growth stops at {load:,} requests/s: {why}"
    assert found.growth_cut() == Cut(load_rps=load, tiers=(ElementId("orders-db"),))


def test_each_way_to_grow_has_its_own_load() -> None:
    growth = facts(ORDERS.format("instance_class=db.m7g.large capacity_rps=2500")).growth
    # The group: 2 of 500 now, 32 times the size, 20 of them. The database: 2,500 over two calls.
    assert (growth.now_rps, growth.vertical_rps) == (1000, 32_000)
    assert (growth.horizontal_rps, growth.grown_rps) == (1250, 40_000)


def test_what_is_not_known_is_named_and_what_has_no_limit_is_said() -> None:
    text = "users u\nregion r eu-west-1\n  {} x\nu -> x"
    endless = facts(text.format("alb"))
    assert endless.growth.grown_rps == math.inf
    assert endless.growth.stops == ()
    assert endless.growth_cut() == Cut(load_rps=math.inf, tiers=())
    dark = facts(text.format("outposts"))
    assert (dark.growth.grown_rps, dark.growth.unknown) == (None, ("x",))
    for found in (endless, dark, facts("users u")):
        assert growth_sentence(found.growth, found.capacity, found.topology).endswith(".")


def test_a_flow_may_share_out_as_the_weights_do_not() -> None:
    found = facts(
        """
        users u
        region r eu-west-1
          alb lb
          zone a
            ec2 x instance_type=m7g.16xlarge capacity_rps=900
          zone b
            ec2 y instance_type=m7g.16xlarge capacity_rps=100
        u -> lb -> x, y
        """
    )
    assert (found.growth.grown_rps, found.growth.stops) == (200, ("y",))
    assert found.growth_cut() == Cut(load_rps=1000, tiers=(ElementId("x"), ElementId("y")))


def layered(random: Random, *, fair: bool) -> str:
    """Draw layers of servers behind balancers, down to a store, a cache or both.

    Fair: the capacities of a layer's servers are as their weights.
    """
    lines = ["users u", "region r eu-west-1"]
    links: list[str] = []
    before = ["u"]
    for layer in range(random.randint(1, 3)):
        lines.append(f"  alb b{layer}")
        width = random.randint(1, 3)
        weights = [random.choice((1, 1, 2, 3)) for _ in range(width)]
        base = random.choice((60, 100, 240))
        links += [f"{one} -> b{layer}" for one in before]
        before = []
        for number, weight in enumerate(weights):
            rps = float(base * weight if fair else random.choice((50, 100, 300)))
            key = f"s{layer}{number}"
            size = random.choice(("m7g.16xlarge", "m7g.8xlarge"))
            rps = rps if size.endswith("16xlarge") else rps / 2
            lines.append(f"  ec2 {key} instance_type={size} capacity_rps={rps} zones=z{number}")
            links.append(f"b{layer} -> {key} weight={weight}")
            before.append(key)
    stores = random.choice((["rds d"], ["rds d", "elasticache c"], ["dynamodb d"]))
    for number, store in enumerate(stores):
        told = "" if store.startswith("dynamodb") else f" capacity_rps={random.choice((1, 3, 9))}"
        lines.append(f"  {store}{told}")
        calls = random.choice((1, 2, 0.5)) if number == 0 else 1
        links += [f"{one} -> {store.split()[1]} calls={calls}" for one in before]
    return "\n".join(lines + links)


@pytest.mark.parametrize("seed", range(300))
def test_closed_form_and_flow_agree_where_shares_match_capacities(seed: int) -> None:
    found = facts(layered(Random(seed), fair=True))
    assert found.growth.grown_rps == pytest.approx(found.growth_cut().load_rps, rel=1e-9)


@pytest.mark.parametrize("seed", range(300))
def test_no_split_carries_less_than_the_drawn_one(seed: int) -> None:
    found = facts(layered(Random(seed), fair=False))
    drawn, best = found.growth.grown_rps, found.growth_cut().load_rps
    assert drawn is not None
    assert drawn <= best * (1 + 1e-9)


@pytest.mark.parametrize("seed", range(60))
def test_the_cut_is_the_least_of_all_cuts(seed: int) -> None:
    found = facts(layered(Random(1000 + seed), fair=False))
    tiers = {tier.id: tier for tier in found.capacity.tiers}
    share = dict.fromkeys(found.demand.order, 1.0)
    for unit in found.demand.order:
        if unit in tiers:
            # One call each: what part of the workload's requests passes the unit.
            share[unit] = _passes(found, unit)
    load = {
        unit: known * share[unit]
        for unit, tier in tiers.items()
        if (known := load_of(tier, tier.grown_rps)) is not None and not math.isinf(known)
    }
    units = list(load)
    subsets = chain.from_iterable(combinations(units, size) for size in range(len(units) + 1))
    cuts = [subset for subset in subsets if _separates(found, set(subset))]
    least = min((sum(load[unit] for unit in cut) for cut in cuts), default=math.inf)
    cut = found.growth_cut()
    assert cut.load_rps == pytest.approx(least, rel=1e-9)
    assert sum(load[unit] for unit in cut.tiers) == pytest.approx(least, rel=1e-9)


def _passes(found: Facts, unit: ElementId) -> float:
    passes = {found.journeys[0].start: 1.0}
    for one in found.demand.order:
        for sent in found.demand.sent(one):
            for target, part in zip(*sent, strict=True):
                passes[target] = min(1.0, passes.get(target, 0.0) + passes.get(one, 0.0) * part)
    return passes[unit]


def _separates(found: Facts, cut: set[ElementId]) -> bool:
    """Tell whether some end is out of reach without passing ``cut``."""
    start = found.journeys[0].start
    seen, pending = {start}, [start]
    while pending:
        for sent in found.demand.sent(pending.pop()):
            fresh = set(sent.units) - seen - cut
            seen |= fresh
            pending += fresh
    ends = [unit for unit in found.demand.order if not found.demand.sent(unit)]
    return any(end not in seen for end in ends)
