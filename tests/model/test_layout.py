"""Boxes and points: plain geometry."""

from hypothesis import given
from hypothesis import strategies as st

from designer.model.layout import Box, Point, bounds

WHOLE = st.integers(-50, 50).map(float)
BOXES = st.builds(Box, WHOLE, WHOLE, st.integers(1, 40), st.integers(1, 40))
POINTS = st.builds(Point, WHOLE, WHOLE)


def cells(box: Box) -> set[tuple[int, int]]:
    """The unit squares that a box with whole corners covers."""
    return {
        (x, y)
        for x in range(int(box.x), int(box.right))
        for y in range(int(box.y), int(box.bottom))
    }


@given(BOXES, BOXES)
def test_overlapping_is_sharing_an_area(one: Box, other: Box) -> None:
    assert one.overlaps(other) == bool(cells(one) & cells(other))
    assert one.overlaps(other) == other.overlaps(one)


@given(BOXES, BOXES)
def test_containing_is_covering_all(one: Box, other: Box) -> None:
    assert one.contains(other) == (cells(other) <= cells(one))


@given(BOXES, BOXES)
def test_what_two_boxes_share_is_what_both_cover(one: Box, other: Box) -> None:
    shared = one.shared(other)
    assert cells(shared) == cells(one) & cells(other)
    assert one.area == len(cells(one))


@given(BOXES, BOXES)
def test_the_union_is_the_smallest_around_both(one: Box, other: Box) -> None:
    union = one.united(other)
    assert union.contains(one)
    assert union.contains(other)
    assert union.x in (one.x, other.x)
    assert union.y in (one.y, other.y)
    assert union.right in (one.right, other.right)
    assert union.bottom in (one.bottom, other.bottom)


@given(st.lists(BOXES, max_size=5))
def test_bounds_hold_all_boxes(boxes: list[Box]) -> None:
    found = bounds(boxes)
    if found is None:
        assert boxes == []
    else:
        assert all(found.contains(box) for box in boxes)
        assert found.x == min(box.x for box in boxes)
        assert found.bottom == max(box.bottom for box in boxes)


@given(BOXES, POINTS)
def test_holds_points_on_the_border_too(box: Box, point: Point) -> None:
    expected = box.x <= point.x <= box.x + box.width and box.y <= point.y <= box.y + box.height
    assert box.holds(point) == expected
    assert box.holds(Point(box.right, box.bottom))


@given(BOXES, WHOLE, WHOLE)
def test_moving_and_growing(box: Box, dx: float, dy: float) -> None:
    moved = box.moved(dx, dy)
    assert moved.moved(-dx, -dy) == box
    assert (moved.width, moved.height) == (box.width, box.height)
    assert moved.centre == box.centre.moved(dx, dy)
    assert box.grown(3).grown(-3) == box
    assert box.grown(3).centre == box.centre
    assert box.grown(3).contains(box)
