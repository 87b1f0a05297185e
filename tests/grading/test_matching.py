import os
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.grading.similarity.matching import Matching, match
from designer.grading.similarity.shape import EXACT, Tolerance, tolerance
from designer.model.elements import Element
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.topology import Topology
from designer.storage.diagram_file import read
from tests.builders import topology

EXAMPLES = int(os.environ.get("TENET_EXAMPLES", "20"))

TWO_ZONES = """
users u
region r eu-west-1
  vpc v
    alb lb
    asg web
    zone a
      subnet pa private
        ec2 web-a in web
      subnet da private
        rds db multi_az
    zone b
      subnet pb private
        ec2 web-b in web
      subnet dq private
        rds copy
u -> lb
lb -> web
web -> db
db => copy
"""
SAMPLES = ["three-tier", "serverless-api", "student-two-zones-on-paper", "data-pipeline"]


def disguised(given: Topology, seed: int) -> tuple[Topology, dict[str, str]]:
    """Return the same drawing with other ids, names and order, and what became of each id."""
    chance = random.Random(seed)
    order = list(given.elements.values())
    chance.shuffle(order)
    new = {e.id: ElementId(f"x{number}") for number, e in enumerate(order)}
    elements = {
        new[e.id]: replace(
            e,
            id=new[e.id],
            name=f"Thing {number}",
            parent=None if e.parent is None else new[e.parent],
            memberships=tuple(new[g] for g in e.memberships),
        )
        for number, e in enumerate(order)
    }
    links = list(given.links.values())
    chance.shuffle(links)
    made = {
        LinkId(f"y{n}"): replace(
            link, id=LinkId(f"y{n}"), source=new[link.source], target=new[link.target]
        )
        for n, link in enumerate(links)
    }
    return (
        Topology(elements=FrozenMap(elements), links=FrozenMap(made)),
        {str(key): str(value) for key, value in new.items()},
    )


def is_whole(found: Matching) -> bool:
    return not (
        found.only_left or found.only_right or found.only_left_links or found.only_right_links
    )


@pytest.mark.parametrize("sample", SAMPLES)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=5, deadline=None)
def test_a_disguised_copy_matches_wholly(sample: str, seed: int) -> None:
    drawn = read(f"samples/{sample}.tenet").topology
    copy, _ = disguised(drawn, seed)
    found = match(drawn, copy, Tolerance(names=False))
    assert is_whole(found)
    assert all(pair.in_place and pair.service == 1 for pair in found.pairs)
    assert all(link.exact for link in found.links)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=10, deadline=None)
def test_twins_are_told_apart_by_what_stands_around_them(seed: int) -> None:
    drawn = topology(TWO_ZONES)
    copy, new = disguised(drawn, seed)
    partner = match(drawn, copy, Tolerance(names=False)).partner
    for key in ("db", "copy", "da", "dq", "a", "b", "pa", "pb", "web-a"):
        assert partner[ElementId(key)] == new[key]


def test_what_is_left_of_a_drawing_is_found_in_it_whole() -> None:
    links = found_links = 0
    for number, sample in enumerate(SAMPLES * max(1, EXAMPLES // 10)):
        drawn, chance = read(f"samples/{sample}.tenet").topology, random.Random(number)
        leaves = [key for key, e in drawn.elements.items() if not e.kind.is_container]
        gone = set(chance.sample(leaves, len(leaves) // 5))
        elements = {key: e for key, e in drawn.elements.items() if key not in gone}
        kept = {k: v for k, v in drawn.links.items() if not gone & {v.source, v.target}}
        rest = Topology(elements=FrozenMap(elements), links=FrozenMap(kept))
        copy, _ = disguised(rest, number)
        found = match(drawn, copy, Tolerance(names=False))
        assert not found.only_right
        assert all(pair.in_place for pair in found.pairs)
        links, found_links = links + len(kept), found_links + len(found.links)
    # Of twins that nothing tells apart the wrong one may be taken for what is left.
    assert found_links >= 0.99 * links


def test_a_renamed_element_keeps_its_partner_and_what_is_new_has_none() -> None:
    left = topology("users u\nalb lb\nec2 one\nu -> lb -> one")
    right = topology("users u\nalb front\nec2 one\nec2 two\nu -> front -> one, two")
    found = match(left, right)
    assert found.partner == {"u": "u", "lb": "front", "one": "one"}
    assert found.only_right == ("two",)
    assert found.only_right_links == ("front--two",)
    assert not found.only_left_links


def test_names_decide_between_likes_and_synonyms_count_as_names() -> None:
    left = topology('ec2 a "Web server"\nec2 b "Worker"')
    right = topology('ec2 x "Batch job"\nec2 y "Frontend server"')
    alike = tolerance(synonyms=[("web", "frontend"), ("worker", "batch")])
    assert match(left, right, alike).partner == {"a": "y", "b": "x"}


def test_equivalent_services_are_one_and_others_of_their_category_are_half() -> None:
    left = topology("users u\nalb lb\nec2 web\nu -> lb -> web")
    right = topology("users u\nnlb lb\necs web\nu -> lb -> web")
    both = tolerance([("balancer", frozenset({"alb", "nlb"})), ("app", frozenset({"ec2", "ecs"}))])
    assert [pair.service for pair in match(left, right, both).pairs] == [1, 1, 1]
    assert [pair.service for pair in match(left, right).pairs] == [1, 0.5, 0.5]
    assert match(left, topology("nlb alone")).partner == {}


def test_a_link_to_the_group_stands_for_one_to_a_member() -> None:
    left = topology("alb lb\nasg web\nec2 one in web\nlb -> web")
    right = topology("alb lb\nasg web\nec2 one in web\nlb -> one")
    found = match(left, right)
    assert [(pair.left, pair.right, pair.exact) for pair in found.links] == [
        ("lb--web", "lb--one", False)
    ]


def test_direction_and_kind_of_a_link_matter_unless_it_is_let_off() -> None:
    left, right = topology("ec2 a\nsqs q\na -> q"), topology("ec2 a\nsqs q\nq -> a")
    assert match(left, right).only_left_links == ("a--q",)
    assert is_whole(match(left, right, tolerance(either_way=True)))
    assert match(left, topology("ec2 a\nsqs q\na ~> q")).only_left_links == ("a--q",)


def test_ids_tell_two_versions_apart_where_shape_and_names_mislead() -> None:
    left = topology("alb lb\nec2 a\nec2 b\nlb -> a")
    right = topology("alb lb\nec2 b\nec2 a\nlb -> b")
    assert match(left, right, tolerance(names=False)).partner[ElementId("a")] == "b"
    assert match(left, right, tolerance(ids=True)).partner[ElementId("a")] == "a"


def test_notes_are_not_compared_unless_asked() -> None:
    left, right = topology('note n "Hello"\nec2 a'), topology("ec2 a")
    assert is_whole(match(left, right))
    assert match(left, right, Tolerance(notes=True)).only_left == ("n",)


def test_nothing_matches_nothing() -> None:
    assert is_whole(match(Topology(), Topology(), EXACT))
    lone: Element = topology("ec2 a").elements[ElementId("a")]
    assert match(topology("ec2 a"), Topology()).only_left == (lone.id,)
