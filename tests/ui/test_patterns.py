"""Every pattern is a sound, well-drawn design with a sensible score, and drops as one step."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.catalog.loader import catalog
from designer.catalog.placement import may_link, may_stand
from designer.edit.apply import apply
from designer.edit.whole import whole_box, whole_placed
from designer.model.diagram import EMPTY
from designer.model.elements import Kind
from designer.model.invariants import check
from designer.model.layout import Point
from designer.resources import asset
from designer.rules.tenets import Tenet
from designer.scoring.engine import score
from designer.ui.patterns import PREFIX, drawing, fragment, pattern_finder, patterns
from tests.builders import diagram
from tests.edit.test_partners import assert_well_drawn

KEYS = list(patterns())
HERE = diagram("region r\n  vpc v\n    alb lb\nusers u")


def test_the_six_of_the_guide_are_there_and_no_file_is_forgotten() -> None:
    stems = [key.removeprefix(PREFIX) for key in KEYS]
    assert stems == [
        "three-tier", "serverless-api", "static-site", "hub-and-spoke", "event-pipeline",
        "multi-region",
    ]  # fmt: skip
    files = asset("patterns/index.toml").parent.glob("*.tenet")
    assert sorted(file.stem for file in files) == sorted(stems)


@pytest.mark.parametrize("key", KEYS)
def test_a_pattern_is_sound_and_well_drawn(key: str) -> None:
    shown = drawing(key)
    assert check(shown) == []
    assert_well_drawn(shown)
    topology = shown.topology
    for element in topology.elements.values():
        assert may_stand(topology, catalog()[element.service], element.parent) is None
    for link in topology.links.values():
        ends = topology.elements[link.source], topology.elements[link.target]
        assert may_link(*ends, link.kind) is None
    linked = {end for link in topology.links.values() for end in (link.source, link.target)}
    members = {k for k, e in topology.elements.items() if e.memberships}
    alone = [k for k, e in topology.elements.items() if not e.kind.is_container and k not in linked]
    assert set(alone) <= members


@pytest.mark.parametrize("key", KEYS)
def test_groups_lie_around_their_members(key: str) -> None:
    shown = drawing(key)
    boxes = shown.layout.boxes
    for group in shown.topology.of_kind(Kind.SCALING_GROUP):
        members = shown.topology.members(group.id)
        assert len({shown.topology.around(member, Kind.ZONE) for member in members}) == 2
        assert all(boxes[group.id].contains(boxes[member]) for member in members)


@pytest.mark.parametrize(
    ("key", "least"),
    list(zip(KEYS, [65, 65, 75, 65, 75, 80], strict=True)),
)
def test_a_pattern_scores_sensibly(key: str, least: float) -> None:
    card = score(drawing(key))
    assert card.overall is not None
    assert card.overall >= least
    by_tenet = {tenet.tenet: tenet.score for tenet in card.tenets}
    for tenet in (Tenet.FAULT_TOLERANCE, Tenet.DURABILITY):
        found = by_tenet[tenet]
        assert found is None or found >= 80


@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=15)
@given(x=st.integers(-2000, 2000), y=st.integers(-2000, 2000))
def test_it_lands_beside_what_is_drawn(key: str, x: int, y: int) -> None:
    edit, roots = whole_placed(HERE, fragment(key), Point(x, y), "it")
    after = apply(HERE, edit)
    assert check(after) == []
    assert_well_drawn(after)
    assert roots
    assert all(after.topology.elements[root].parent is None for root in roots)
    assert len(after.topology.elements) == len(HERE.topology.elements) + len(
        drawing(key).topology.elements
    )


def test_it_lands_at_the_point_where_there_is_room() -> None:
    box = whole_box(EMPTY, fragment(KEYS[0]), Point(100, 100))
    assert abs(box.centre.x - 100) <= 4
    assert abs(box.centre.y - 100) <= 4


def test_dropping_it_twice_gives_fresh_ids() -> None:
    first, _ = whole_placed(EMPTY, fragment(KEYS[0]), Point(0, 0), "it")
    once = apply(EMPTY, first)
    second, _ = whole_placed(once, fragment(KEYS[0]), Point(0, 0), "it")
    twice = apply(once, second)
    assert len(twice.topology.elements) == 2 * len(once.topology.elements)
    assert check(twice) == []
    for one, other in combinations(twice.topology.children(None), 2):
        assert not twice.layout.boxes[one].overlaps(twice.layout.boxes[other])


@pytest.mark.parametrize(
    ("words", "key"),
    [("3 tier", "three-tier"), ("spa", "static-site"), ("active passive", "multi-region"),
     ("hub", "hub-and-spoke"), ("event driven", "event-pipeline"), ("dr", "multi-region")],
)  # fmt: skip
def test_patterns_are_found_by_what_people_call_them(words: str, key: str) -> None:
    assert pattern_finder().find(words)[0][1] == f"{PREFIX}{key}"
