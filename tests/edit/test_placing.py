"""Where a new element goes, and the room that is made for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.loader import catalog
from designer.catalog.placement import may_stand
from designer.edit import room
from designer.edit.apply import EditRefused, apply
from designer.edit.edits import AddElement, Batch, Resize
from designer.edit.placing import box_for, containers_at, drop_target, free_spot, new_element
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.invariants import check
from designer.model.layout import Box, Point
from tests.builders import diagram

START = diagram(
    """
    region r eu-west-1
      vpc v
        asg fleet
        zone a
          subnet s1
            ec2 web
        zone b
          subnet s2
    group team
    """
)


def middle(key: str, drawing: Diagram = START) -> Point:
    return drawing.layout.boxes[ElementId(key)].centre


def added(batch: Batch) -> AddElement:
    first = batch.edits[0]
    assert isinstance(first, AddElement)
    return first


@pytest.mark.parametrize(
    ("key", "width", "height"),
    [
        ("ec2", 96, 96),
        ("users", 96, 96),
        ("note", 160, 80),
        ("region", 720, 480),
        ("vpc", 640, 400),
        ("zone", 280, 360),
        ("public-subnet", 240, 150),
        ("asg", 240, 140),
        ("security-group", 240, 160),
        ("cloud", 800, 560),
        ("data-centre", 800, 560),
    ],
)
def test_the_usual_size_lies_around_the_point(key: str, width: float, height: float) -> None:
    box = box_for(catalog()[key], Point(1000, 500))
    assert (box.width, box.height, box.centre) == (width, height, Point(1000, 500))


def test_containers_at_a_point_are_innermost_first() -> None:
    assert containers_at(START, middle("web")) == ("s1", "a", "v", "r")
    assert containers_at(START, Point(-5000, 0)) == ()


def test_of_two_containers_of_one_depth_the_smaller_comes_first() -> None:
    around_all = Resize(id=ElementId("fleet"), box=START.layout.boxes[ElementId("v")])
    drawing = apply(START, around_all)
    assert containers_at(drawing, middle("b"))[:3] == ("s2", "b", "fleet")


def test_a_zone_comes_before_a_smaller_group_that_spans_it() -> None:
    drawing = diagram(
        """
        region r
          asg fleet
          zone a
          zone b
        """
    )
    a, b = (drawing.layout.boxes[ElementId(key)] for key in ("a", "b"))
    spanning = Box(a.x + 10, a.y + 10, 20, b.y - a.y)
    assert spanning.width * spanning.height < a.width * a.height
    drawing = apply(drawing, Resize(id=ElementId("fleet"), box=spanning))
    point = Point(a.x + 20, a.y + 20)
    assert containers_at(drawing, point) == ("a", "fleet", "r")
    assert drop_target(drawing, "ec2", point) == ("a", None)
    batch = new_element(drawing, "ec2", point, ElementId("a"))
    assert added(batch).element.memberships == ("fleet",)


def test_a_drop_finds_the_innermost_container() -> None:
    assert drop_target(START, "ec2", middle("s2")) == ("s2", None)
    assert drop_target(START, "ec2", middle("fleet")) == ("fleet", None)
    assert drop_target(START, "users", Point(-5000, 0)) == (None, None)


def test_a_resource_is_refused_by_the_innermost_container() -> None:
    target, refusal = drop_target(START, "s3", middle("s2"))
    assert target is None
    assert refusal is not None
    assert refusal.reason.startswith("An S3 bucket cannot stand in a subnet")


def test_a_container_goes_to_the_next_that_takes_it() -> None:
    bare = diagram("region r eu-west-1\n zone a\n zone b")
    assert drop_target(bare, "vpc", middle("a", bare)) == ("r", None)
    assert drop_target(START, "asg", middle("s2")) == ("s2", None)


@pytest.mark.parametrize(
    ("key", "over"),
    [("cloud", "web"), ("region", "web"), ("region", "r"), ("zone", "s1"), ("vpc", "s1")],
)
def test_a_container_covers_none_of_its_kind(key: str, over: str) -> None:
    target, refusal = drop_target(START, key, middle(over))
    assert target is None
    assert refusal is not None


def test_a_container_that_nothing_takes_is_refused_by_the_innermost() -> None:
    target, refusal = drop_target(START, "zone", middle("team"))
    assert target is None
    assert refusal is not None
    assert "Availability Zone cannot stand in the open canvas" in refusal.reason


def test_an_unknown_service_is_refused() -> None:
    with pytest.raises(EditRefused, match="no service “abacus”"):
        drop_target(START, "abacus", Point(0, 0))


@given(st.sampled_from(sorted(catalog())), st.integers(-200, 900), st.integers(-200, 700))
def test_the_target_takes_the_element_or_says_why_not(key: str, x: int, y: int) -> None:
    target, refusal = drop_target(START, key, Point(x, y))
    innermost = next(iter(containers_at(START, Point(x, y))), None)
    if refusal is not None:
        assert target is None
        assert refusal == may_stand(START.topology, catalog()[key], innermost)
    else:
        assert target in (None, *containers_at(START, Point(x, y)))
        after = apply(START, new_element(START, key, Point(x, y), target))
        assert check(after) == []


def test_a_new_element_gets_a_fresh_id_and_a_free_name() -> None:
    drawing = START
    for number, name in ((1, "EC2 instance"), (2, "EC2 instance 2"), (3, "EC2 instance 3")):
        batch = new_element(drawing, "ec2", middle("s2"), ElementId("s2"))
        element = added(batch).element
        assert (element.id, element.name, element.parent) == (f"ec2-{number}", name, "s2")
        assert batch.label == "Add EC2 instance"
        drawing = apply(drawing, batch)
    assert added(new_element(START, "ec2", Point(0, 0), name="Web")).element.name == "Web"


def test_containers_grow_around_what_is_put_into_them() -> None:
    after = apply(START, new_element(START, "ec2", Point(3000, 900), ElementId("s2")))
    boxes = after.layout.boxes
    for inner, outer in (("ec2-1", "s2"), ("s2", "b"), ("b", "v"), ("v", "r")):
        assert boxes[ElementId(outer)].contains(boxes[ElementId(inner)])
        assert boxes[ElementId(outer)].contains(START.layout.boxes[ElementId(outer)])
    assert boxes[ElementId("a")] == START.layout.boxes[ElementId("a")]


def test_nothing_grows_where_there_is_room() -> None:
    roomy = apply(START, Resize(id=ElementId("fleet"), box=Box(0, 0, 900, 900)))
    batch = new_element(roomy, "ec2", Point(300, 300), ElementId("fleet"))
    assert len(batch.edits) == 1


def test_compute_within_a_spanning_group_becomes_a_member() -> None:
    span = Resize(id=ElementId("fleet"), box=START.layout.boxes[ElementId("v")])
    drawing = apply(START, span)
    batch = new_element(drawing, "ec2", middle("s2"), ElementId("s2"))
    assert added(batch).element.memberships == ("fleet",)
    inside = new_element(drawing, "ec2", middle("fleet"), ElementId("fleet"))
    assert added(inside).element.memberships == ()
    store = new_element(drawing, "rds", middle("s2"), ElementId("s2"))
    assert added(store).element.memberships == ()


def test_a_new_element_is_refused_where_it_may_not_stand() -> None:
    with pytest.raises(EditRefused, match="cannot stand in a subnet"):
        new_element(START, "s3", middle("s2"), ElementId("s2"))


@pytest.mark.parametrize("parent", [None, "team", "s1"])
def test_a_free_spot_covers_no_sibling(parent: str | None) -> None:
    drawing = START
    for _ in range(12):
        place = None if parent is None else ElementId(parent)
        box = free_spot(drawing, catalog()["ec2"], place)
        siblings = [drawing.layout.boxes[key] for key in drawing.topology.children(place)]
        assert not any(box.overlaps(sibling) for sibling in siblings)
        drawing = apply(drawing, new_element(drawing, "ec2", box.centre, place))
    assert check(drawing) == []


def test_a_free_spot_fills_the_rows_of_a_container() -> None:
    drawing = apply(START, Resize(id=ElementId("team"), box=Box(0, 0, 360, 260)))
    spots = []
    for _ in range(4):
        box = free_spot(drawing, catalog()["ec2"], ElementId("team"))
        spots.append((box.x, box.y))
        drawing = apply(drawing, new_element(drawing, "ec2", box.centre, ElementId("team")))
    side, top, step = room.SIDE, room.TOP, 96 + room.GAP
    # Three fit beside each other; the fourth begins the next row.
    assert spots == [
        (side, top),
        (side + step, top),
        (side + 2 * step, top),
        (side, top + step),
    ]


def test_the_first_spot_on_an_empty_canvas_is_the_origin() -> None:
    assert free_spot(EMPTY, catalog()["ec2"], None) == Box(0, 0, 96, 96)


def test_a_container_is_drawn_around_at_least_one_box() -> None:
    with pytest.raises(ValueError, match="at least one box"):
        room.around([])


def test_kinds_that_hold_nothing_are_small() -> None:
    for service in catalog().values():
        if not service.kind.is_container and service.kind is not Kind.NOTE:
            assert box_for(service, Point(0, 0)).width == 96
