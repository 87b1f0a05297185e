"""The engine as its users see it: empty drawings, accepted findings, prices that add up."""

import gc
from dataclasses import replace

import pytest

from designer.edit.apply import apply
from designer.edit.edits import Accept, Move
from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.rules import ALL_RULES
from designer.rules.rule import Verdict
from designer.rules.tenets import Tenet
from designer.scoring import engine
from designer.scoring.engine import overall_of, score, totals
from tests.builders import diagram

SHOP = """
    workload peak_rps=300 base_rps=60
    users u
    region r eu-west-1
      vpc v
        alb lb
        asg web desired=2 minimum=2 maximum=6 scaling_policy=target_tracking
        zone a
          ec2 one in web
          rds db
        zone b
          ec2 two in web
    u -> lb -> web -> db
"""


@pytest.fixture
def shop() -> Diagram:
    return diagram(SHOP)


def test_an_empty_diagram_has_no_score() -> None:
    card = score(Diagram())
    assert card.overall is None
    assert card.letter == "–"
    assert [t.low for t in card.tenets] == [None] * 5
    assert not [f for f in card.findings if f.finding.verdict is Verdict.FAIL]


def test_scoring_twice_gives_the_same(shop: Diagram) -> None:
    assert score(shop) == score(shop)


def test_a_score_leaves_nothing_in_circles(shop: Diagram) -> None:
    """Else all of it would stay until the next search for circles, which takes a tenth as long."""
    score(shop)
    gc.collect()
    assert gc.isenabled()
    gc.disable()
    try:
        score(shop, cut_order=2)
        left = gc.collect()
    finally:
        gc.enable()
    assert left == 0


def test_layout_is_not_scored(shop: Diagram) -> None:
    moved = apply(shop, Move(ids=frozenset({ElementId("r")}), dx=40, dy=80))
    assert score(moved) == score(shop)


def test_what_findings_cost_adds_up_to_what_was_lost(shop: Diagram) -> None:
    card = score(shop)
    for tenet in card.tenets:
        priced = [f for f in card.findings if f.finding.tenet is tenet.tenet]
        if priced and tenet.low is not None:
            assert sum(f.points for f in priced) == pytest.approx(100 - tenet.low)


def test_no_tenet_exceeds_a_hundred_by_a_rounding_error() -> None:
    card = score(
        diagram(
            """
            data-centre dc
              server factory
            sagemaker s
            iot-core core
            firehose f
            s3 b
            lambda l
            kinesis k
            factory -> core
            core ~> f, k
            f ~> b
            b -> s
            k ~> l
            """
        )
    )
    assert all(0.0 <= t.low <= 100.0 for t in card.tenets if t.low is not None)
    assert all(0.0 <= t.high <= 100.0 for t in card.tenets if t.high is not None)
    assert all(priced.points >= 0.0 for priced in card.findings)


def test_the_headline_is_the_low_end(shop: Diagram) -> None:
    card = score(shop)
    for tenet in card.tenets:
        assert tenet.low is not None
        assert tenet.high is not None
        assert 0 <= tenet.low <= tenet.high <= 100
    assert card.overall == overall_of([t.low for t in card.tenets if t.low is not None])
    assert card.overall == totals(shop.topology, shop.workload).overall


def test_stating_the_best_closes_the_interval(shop: Diagram) -> None:
    from designer.scoring.questions import at_best, open_properties

    stated = shop.with_topology(at_best(shop.topology))
    assert not list(open_properties(stated.topology))
    for tenet in score(stated).tenets:
        assert tenet.low == tenet.high
    assert score(stated).questions == ()


def test_questions_are_ranked_by_what_they_bring(shop: Diagram) -> None:
    gains = [q.gain for q in score(shop).questions]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > 0


def test_an_accepted_finding_is_marked_and_comes_last(shop: Diagram) -> None:
    finding = score(shop).findings[0].finding
    after = score(apply(shop, Accept(finding=finding.key, reason="known")))
    found = next(f for f in after.findings if f.finding.key == finding.key)
    assert found.accepted == "known"
    assert after.findings[-1] == found
    assert after.overall == score(shop).overall


def test_a_rule_that_raises_becomes_a_finding_about_itself(
    shop: Diagram, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_facts: object) -> list[object]:
        raise ZeroDivisionError("no such thing")

    rules = (replace(ALL_RULES[0], check=broken), *ALL_RULES[1:])  # type: ignore[arg-type]  # on purpose
    monkeypatch.setattr(engine, "ALL_RULES", rules)
    card = engine.score(shop)
    about = next(f for f in card.findings if f.finding.key == f"{ALL_RULES[0].id}:broken")
    assert "no such thing" in about.finding.sentence
    assert card.overall == totals(shop.topology, shop.workload).overall


def test_a_drawing_without_stores_has_no_durability() -> None:
    card = score(diagram("users u\nregion r eu-west-1\n  lambda f\nu -> f"))
    assert card.tenet(Tenet.DURABILITY).low is None
    assert card.tenet(Tenet.AVAILABILITY).low is not None


def test_the_score_is_told_with_and_without_what_is_accepted() -> None:
    design = diagram("""
        users u
        region r eu-west-1
          s3 b off:versioning
        u -> b
        accept DU-03:b the content is made anew every night
        accept FT-01:old-gateway it was the only one
    """)
    card = score(design)
    bare = score(replace(design, waivers=FrozenMap()))
    found = next(item for item in card.findings if item.finding.key == "DU-03:b")
    assert found.accepted == "the content is made anew every night"
    assert (card.overall, card.letter) == (bare.overall, bare.letter)
    tenet = card.tenet(Tenet.DURABILITY)
    assert tenet.low == bare.tenet(Tenet.DURABILITY).low
    assert tenet.with_accepted == pytest.approx((tenet.low or 0.0) + found.points)
    assert card.tenet(Tenet.SCALABILITY).with_accepted == card.tenet(Tenet.SCALABILITY).low
    everything = overall_of([t for s in card.tenets if (t := s.with_accepted) is not None])
    assert card.overall_accepted == everything
    assert bare.overall_accepted == bare.overall
    assert [idle.finding for idle in card.idle_waivers] == ["FT-01:old-gateway"]
    assert bare.idle_waivers == ()


def test_accepting_everything_leaves_nothing_lost() -> None:
    design = diagram("""
        users u
        region r eu-west-1
          ec2 one
          rds db
        u -> one -> db
    """)
    waivers = {item.finding.key: "known" for item in score(design).findings}
    card = score(replace(design, waivers=FrozenMap(waivers)))
    found = {item.finding.tenet for item in card.findings}
    for tenet in found:
        assert card.tenet(tenet).with_accepted == pytest.approx(100)


SUDDEN = """
    workload peak_rps=4000 base_rps=200 load_shape={shape}
    users u
    region r eu-west-1
      asg web "Web" desired=2 minimum={minimum} maximum=40 scaling_policy={policy}
    u -> web
"""


@pytest.mark.parametrize(
    ("shape", "minimum", "policy", "limit"),
    [
        ("flash", 1, "target_tracking", 58.75),
        ("flash", 4, "target_tracking", 70),
        ("flash", 8, "target_tracking", None),
        ("batch", 1, "scheduled", None),
        ("flash", 1, "scheduled", 58.75),
        ("diurnal", 1, "target_tracking", None),
        ("steady", 1, "target_tracking", None),
    ],
)
def test_a_sudden_load_caps_what_reacts_too_slowly(
    shape: str, minimum: int, policy: str, limit: float | None
) -> None:
    drawn = diagram(SUDDEN.format(shape=shape, minimum=minimum, policy=policy))
    caps = score(drawn).tenet(Tenet.ELASTICITY).caps
    found = [cap for cap in caps if "of the peak" in cap.reason]
    assert [cap.elements for cap in found] == ([] if limit is None else [("web",)])
    for cap in found:
        assert cap.limit == pytest.approx(limit)
        assert cap.reason.startswith("in a flash crowd Web is short of up to ")
