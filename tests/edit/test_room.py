"""What grows pushes its neighbours apart: nothing is swallowed, covered or left behind."""

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from designer.edit.apply import EditRefused, apply
from designer.edit.edits import Batch, Move, Resize
from designer.edit.placing import box_for, grow_edits, new_element, service_of, settled_box
from designer.edit.room import GAP, pushed, settled
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.invariants import check
from designer.model.layout import Box, Point
from tests.builders import diagram

TWO_ZONES = diagram(
    """
    users u
    region r eu-west-1
      vpc v
        alb lb
        zone a
          subnet s1 private
            ec2 web1 in web
          subnet d1 private
            rds db
        zone b
          subnet s2 private
            ec2 web2 in web
        asg web
    u -> lb
    lb -> web1
    """
)
GROUPS = ("web",)


def box(drawing: Diagram, key: str) -> Box:
    return drawing.layout.boxes[ElementId(key)]


def spanning() -> Diagram:
    """The group drawn around its two members, as the canvas would."""
    around = box(TWO_ZONES, "web1").united(box(TWO_ZONES, "web2")).grown(8)
    return apply(TWO_ZONES, Resize(id=ElementId("web"), box=around))


def overlaps(drawing: Diagram) -> set[frozenset[str]]:
    """Pairs of siblings that share an area; groups lie across others on purpose."""
    topology, boxes = drawing.topology, drawing.layout.boxes
    parents = {element.parent for element in topology.elements.values()}
    found: set[frozenset[str]] = set()
    for parent in parents:
        kin = [k for k in topology.children(parent) if not topology.elements[k].kind.has_members]
        found |= {
            frozenset(pair)
            for pair in combinations(kin, 2)
            if boxes[pair[0]].overlaps(boxes[pair[1]])
        }
    return found


def outside(drawing: Diagram) -> set[str]:
    topology, boxes = drawing.topology, drawing.layout.boxes
    return {
        key
        for key, element in topology.elements.items()
        if element.parent is not None and not boxes[element.parent].contains(boxes[key])
    }


def test_a_container_that_grows_pushes_its_neighbours_and_theirs() -> None:
    start = spanning()
    place = Point(box(start, "s1").right + 90, box(start, "s1").bottom + 50)
    after = apply(start, new_element(start, "ec2", place, ElementId("s1")))
    assert box(after, "s1").width > box(start, "s1").width
    assert box(after, "b") != box(start, "b")
    assert box(after, "web2").y - box(start, "web2").y == box(after, "b").y - box(start, "b").y
    assert overlaps(after) == overlaps(start) == set()
    assert outside(after) == outside(start) == set()


def test_a_group_stays_around_members_that_were_pushed() -> None:
    start = spanning()
    place = Point(box(start, "web1").centre.x, box(start, "s1").bottom + 30)
    after = apply(start, new_element(start, "ec2", place, ElementId("s1")))
    assert box(after, "web2") != box(start, "web2")
    assert box(after, "web").contains(box(after, "web1"))
    assert box(after, "web").contains(box(after, "web2"))


def test_a_group_whose_members_all_move_alike_moves_along() -> None:
    zones = box(TWO_ZONES, "a").united(box(TWO_ZONES, "b"))
    beside = Box(zones.x - 112, zones.y, 96, zones.height)
    start = apply(spanning(), Resize(id=ElementId("lb"), box=beside))
    wider = Box(beside.x, beside.y, 300, beside.height)
    drawn = apply(start, Resize(id=ElementId("lb"), box=wider))
    after = apply(drawn, Batch(edits=grow_edits(drawn, ElementId("lb"), beside), label=""))
    assert overlaps(after) == set()
    old, new = box(start, "web"), box(after, "web")
    assert (old.width, old.height) == (new.width, new.height)
    assert new.contains(box(after, "web1"))


def test_growth_that_meets_nobody_moves_nobody() -> None:
    start = spanning()
    edits = new_element(start, "ec2", box(start, "v").centre, ElementId("v")).edits
    assert not any(isinstance(edit, Move) for edit in edits)


def test_undo_of_the_one_step_brings_everything_back() -> None:
    start = spanning()
    place = Point(box(start, "s1").right, box(start, "s1").bottom)
    batch = new_element(start, "ec2", place, ElementId("s1"))
    assert isinstance(batch, Batch)
    assert check(apply(start, batch)) == []


@given(
    st.sampled_from(["s1", "d1", "s2", "a", "b", "v", "r"]),
    st.floats(0, 1), st.floats(0, 1), st.sampled_from(["ec2", "s3", "private-subnet", "alb"]),
)  # fmt: skip
def test_nothing_is_covered_or_left_outside(
    parent: str, across: float, down: float, service: str
) -> None:
    start = spanning()
    outer = box(start, parent)
    point = Point(outer.x + across * outer.width, outer.y + down * outer.height)
    spot = settled_box(start, service_of(service), point, ElementId(parent)).centre
    try:
        after = apply(start, new_element(start, service, spot, ElementId(parent)))
    except EditRefused:
        assume(False)
    assert overlaps(after) == set()
    assert outside(after) == set()
    assert check(after) == []


boxes = st.builds(
    Box,
    st.integers(-200, 200).map(float),
    st.integers(-200, 200).map(float),
    st.integers(10, 120).map(float),
    st.integers(10, 120).map(float),
)


@given(st.lists(boxes, max_size=9), boxes, st.tuples(*[st.integers(0, 150)] * 4))
def test_pushing_leaves_no_new_overlap(
    drawn: list[Box], old: Box, more: tuple[int, int, int, int]
) -> None:
    left, top, right, bottom = more
    new = Box(old.x - left, old.y - top, old.width + left + right, old.height + top + bottom)
    taken = {ElementId(f"e{n}"): one for n, one in enumerate(drawn) if not one.overlaps(old)}
    offsets = pushed(taken, old, new)
    after = {key: one.moved(*offsets.get(key, (0, 0))) for key, one in taken.items()}
    assert not [key for key, one in after.items() if one.overlaps(new)]
    for one, other in combinations(taken, 2):
        if after[one].overlaps(after[other]):
            assert taken[one].overlaps(taken[other])


def test_rows_keep_their_distance_up_to_a_gap() -> None:
    old, new = Box(0, 0, 100, 100), Box(0, 0, 150, 100)
    row = {
        ElementId("near"): Box(110, 0, 50, 100),
        ElementId("next"): Box(200, 0, 50, 100),
        ElementId("far"): Box(900, 0, 50, 100),
        ElementId("below"): Box(110, 300, 50, 50),
    }
    assert pushed(row, old, new) == {ElementId("near"): (50, 0), ElementId("next"): (50, 0)}


@given(st.lists(boxes, max_size=9), boxes)
def test_what_settles_covers_nothing(taken: list[Box], wish: Box) -> None:
    spot = settled(taken, wish, None)
    assert not any(one.overlaps(spot) for one in taken)
    if not any(one.overlaps(wish) for one in taken):
        assert spot == wish


def test_what_settles_stays_in_its_container_while_there_is_room() -> None:
    outer = Box(0, 0, 400, 200)
    taken = [Box(20, 50, 96, 96)]
    spot = settled(taken, Box(40, 50, 96, 96), outer)
    assert outer.contains(spot)
    assert spot.x >= taken[0].right + GAP


@pytest.mark.parametrize("service", ["asg", "security-group"])
def test_groups_lie_across_others(service: str) -> None:
    start = spanning()
    point = box(start, "web1").centre
    row = service_of(service)
    assert settled_box(start, row, point, ElementId("v")) == box_for(row, point)
