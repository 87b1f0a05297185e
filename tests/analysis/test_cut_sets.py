"""Minimal cut sets in words and ids."""

from random import Random

import pytest

from designer.analysis.cut_sets import CutSet, CutSets
from designer.analysis.facts import Facts
from tests.analysis.oracle import random_design, topology_of
from tests.analysis.test_cut_search import SHARED
from tests.builders import diagram


def facts(text: str) -> Facts:
    drawn = diagram(text)
    return Facts(drawn.topology, drawn.workload)


def sentences(found: CutSets) -> list[str]:
    return [cut.sentence for cut in found.cut_sets]


def by_id(found: CutSets) -> dict[str, CutSet]:
    return {cut.id: cut for cut in found.cut_sets}


def test_a_fleet_over_two_zones_in_words() -> None:
    known = facts(
        """
        users u "Customers"
        region r eu-west-1
          asg g "web" desired=4 needed=2
          zone a
            ec2 x in g
          zone b
            ec2 y in g
        u -> g
        """
    )
    assert sentences(known.cut_sets()) == [
        "When the Region r fails, Customers cannot be served.",
        "When the zone a and any 1 of 2 instances of web in the zone b fail, "
        "Customers cannot be served.",
        "When the zone b and any 1 of 2 instances of web in the zone a fail, "
        "Customers cannot be served.",
        "When the zone a and the zone b fail, Customers cannot be served.",
        "When any 3 of 4 instances of web fail, Customers cannot be served.",
    ]
    cut = known.cut_sets().cut_sets[1]
    assert (cut.order, cut.sets, cut.journeys, cut.request) == (2, 2, ("u",), True)
    assert cut.elements == ("a", "y")
    assert cut.domains == ("zone:eu-west-1/a",)
    assert [(part.kind, part.id, part.count, part.of) for part in cut.parts] == [
        ("zone", "zone:eu-west-1/a", 1, 1),
        ("element", "g", 1, 2),
    ]


def test_several_journeys_and_what_each_loses() -> None:
    found = by_id(facts(SHARED).cut_sets())
    both = found["2of2:d#0"]
    assert both.sentence == ("When both copies of d fail, u cannot be served, work of f stops.")
    assert both.journeys == ("u", "f")
    assert found["f#"].request is False
    last = [cut.request for cut in facts(SHARED).cut_sets(1).cut_sets]
    assert last == sorted(last, reverse=True)


@pytest.mark.parametrize(
    ("count", "needed", "words"),
    [
        (2, 1, "s0 and s1"),
        (3, 1, "s0, s1 and s2"),
        (3, 2, "any 2 of s0, s1 and s2"),
        (4, 3, "any 2 of s0, s1, s2 and s3"),
        (9, 7, "any 3 of 9: s0, s1, s2 and 6 more"),
    ],
)
def test_alternatives_drawn_one_by_one(count: int, needed: int, words: str) -> None:
    servers = "\n".join(f"    ec2 s{number}" for number in range(count))
    names = ", ".join(f"s{number}" for number in range(count))
    found = facts(
        f"users u\nregion r eu-west-1\n  alb lb\n  zone a\n{servers}\n"
        f"u -> lb\nlb -> {names} {needed}"
    ).cut_sets()
    assert [cut.sentence for cut in found.combined] == [f"When {words} fail, u cannot be served."]


def test_what_has_one_name_is_told_apart_by_its_place() -> None:
    found = facts(
        """
        users u
        route53 dns
        region r "Ireland" eu-west-1
          alb one "Load balancer"
          zone a
            ec2 x "Server"
            ec2 y "Server"
        region s "Frankfurt" eu-central-1
          alb two "Load balancer"
          zone b
            ec2 z "Server"
        u -> dns -> one, two any
        one -> x
        x -> y
        two -> z
        """
    ).cut_sets()
    said = " ".join(sentences(found))
    assert "Load balancer (Ireland) and Load balancer (Frankfurt)" in said
    assert "Server (x)" in said
    assert "Server (Frankfurt)" in said


def test_the_likeliest_of_one_order_comes_first() -> None:
    found = facts(SHARED).cut_sets()
    asked = [cut for cut in found.cut_sets if cut.request]
    assert asked == sorted(asked, key=lambda cut: (cut.order, -cut.chance))
    # Two servers of 0.995 each, in one pair of copies: 0.005 squared.
    assert by_id(found)["2of2:d#0"].chance == pytest.approx(0.005**2)


def test_a_short_list_says_so() -> None:
    drawn = diagram(SHARED)
    known = Facts(drawn.topology, drawn.workload)
    assert known.cut_sets().note == ""
    short = CutSets(cut_sets=(), order=2, asked=3)
    assert short.note == (
        "Cut sets up to order 2 only: the drawing is too large to list all of order 3."
    )


def test_order_one_names_the_single_points_and_marks_the_same_elements() -> None:
    for seed in range(97_000, 97_100):
        known = Facts(topology_of(random_design(Random(seed), 7)))
        found: dict[tuple[str, str], set[str]] = {}
        for cut in known.cut_sets(1).cut_sets:
            found.setdefault((cut.parts[0].kind, cut.parts[0].id), set()).update(cut.elements)
        points = {(p.kind, p.id): set(p.ids) for p in known.single_points}
        assert found == points
