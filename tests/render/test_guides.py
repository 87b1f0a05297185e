from hypothesis import given
from hypothesis import strategies as st

from designer.model.layout import Box
from designer.render.guides import Frame, Gap, Guides, Line

WHOLE = st.integers(-400, 400).map(float)
SIZES = st.integers(2, 120).map(float)
BOXES = st.builds(Box, WHOLE, WHOLE, SIZES, SIZES)
FRAMES = st.builds(
    Frame,
    BOXES,
    st.sampled_from(["picture", "zone"]),
    st.sampled_from(["", "v"]),
    st.sampled_from(["w", "v"]),
)
DRAWN = st.lists(FRAMES, max_size=12)
REACH = st.integers(0, 12).map(float)


def _places(box: Box, axis: int) -> tuple[float, float, float]:
    return (box.x, box.right, box.centre.x) if axis == 0 else (box.y, box.bottom, box.centre.y)


def _nearest_line(frames: list[Frame], moving: Frame, axis: int) -> float | None:
    """How far the nearest edge or centre of another frame is, by looking at all of them."""
    low, high, middle = _places(moving.box, axis)
    found: list[float] = []
    for frame in frames:
        if frame.sort == moving.sort or frame.row == moving.row or frame.key == moving.row:
            found.append(abs(_places(frame.box, axis)[2] - middle))
        if frame.sort == moving.sort:
            found.extend(
                abs(own - other) for own in (low, high) for other in _places(frame.box, axis)[:2]
            )
    return min(found, default=None)


@given(DRAWN, FRAMES, REACH)
def test_the_pull_is_within_reach_and_never_further_than_the_nearest_line(
    frames: list[Frame], moving: Frame, reach: float
) -> None:
    met = Guides(frames).meet(moving, reach)
    for axis, shift in ((0, met.dx), (1, met.dy)):
        nearest = _nearest_line(frames, moving, axis)
        assert abs(shift) <= reach
        if nearest is not None and nearest <= reach:
            assert met.pulls[axis]
            assert abs(shift) <= nearest + 0.001
        if not met.pulls[axis]:
            assert shift == 0


@given(DRAWN, FRAMES, REACH)
def test_what_has_met_stays_where_it_is(frames: list[Frame], moving: Frame, reach: float) -> None:
    guides = Guides(frames)
    met = guides.meet(moving, reach)
    there = Frame(moving.box.moved(met.dx, met.dy), moving.sort, moving.row)
    again = guides.meet(there, 0.001)
    if met.pulls[0]:
        assert abs(again.dx) <= 0.001
    if met.pulls == (True, True):
        assert {line.at for line in met.lines} <= {line.at for line in again.lines}


@given(DRAWN, FRAMES, REACH)
def test_every_line_lies_on_the_moved_box_and_on_another(
    frames: list[Frame], moving: Frame, reach: float
) -> None:
    met = Guides(frames).meet(moving, reach)
    box = moving.box.moved(met.dx, met.dy)
    for line in met.lines:
        axis = 0 if line.is_upright else 1
        assert min(abs(line.at - place) for place in _places(box, axis)) < 0.01
        touched = [
            frame
            for frame in frames
            if min(abs(line.at - place) for place in _places(frame.box, axis)) < 0.01
        ]
        assert touched
        low, high, _ = _places(box, 1 - axis)
        assert line.start <= low
        assert line.end >= high


@given(DRAWN, FRAMES, REACH)
def test_gaps_that_are_marked_are_equal_and_one_is_beside_the_box(
    frames: list[Frame], moving: Frame, reach: float
) -> None:
    met = Guides(frames).meet(moving, reach)
    box = moving.box.moved(met.dx, met.dy)
    for is_across in (True, False):
        gaps = [gap for gap in met.gaps if gap.is_across is is_across]
        if not gaps:
            continue
        low, high, _ = _places(box, 0 if is_across else 1)
        beside = [gap for gap in gaps if abs(gap.end - low) < 0.01 or abs(gap.start - high) < 0.01]
        assert beside
        sizes = [gap.end - gap.start for gap in gaps]
        for gap in gaps:
            even = sum(abs(gap.end - gap.start - size) <= 0.52 for size in sizes)
            assert even > 1


@given(DRAWN, FRAMES, REACH, st.sampled_from([-1, 0, 1, None]), st.sampled_from([-1, 0, 1, None]))
def test_only_what_is_pulled_is_asked_for(
    frames: list[Frame], moving: Frame, reach: float, x: int | None, y: int | None
) -> None:
    met = Guides(frames).meet(moving, reach, pulled=(x, y))
    if x is None:
        assert not met.pulls[0]
        assert not [line for line in met.lines if line.is_upright]
    if y is None:
        assert not met.pulls[1]
        assert not [line for line in met.lines if not line.is_upright]
    if x in (-1, 1):
        low, high, _ = _places(moving.box, 0)
        at = (low if x == -1 else high) + met.dx
        assert all(abs(line.at - at) < 0.01 for line in met.lines if line.is_upright)


def _pictures(*xs: float) -> list[Frame]:
    return [Frame(Box(x, 0, 56, 56), sort="picture", row="s") for x in xs]


def test_a_picture_beside_two_others_keeps_their_distance() -> None:
    moving = Frame(Box(197, 3, 56, 56), sort="picture", row="s")
    met = Guides(_pictures(0, 100)).meet(moving, 6)
    assert (met.dx, met.dy) == (3, -3)
    assert set(met.gaps) == {Gap(True, 56, 100, 42), Gap(True, 156, 200, 42)}
    assert met.lines == (Line(False, 28, 0, 56),) or Line(False, 28.0, 0, 256) in met.lines


def test_a_picture_between_two_others_goes_to_the_middle() -> None:
    moving = Frame(Box(152, 40, 56, 56), sort="picture", row="s")
    met = Guides(_pictures(0, 300)).meet(moving, 6)
    assert met.dx == -2
    assert {gap.end - gap.start for gap in met.gaps} == {94}


def test_gaps_are_compared_within_one_container_only() -> None:
    moving = Frame(Box(203, 20, 56, 56), sort="picture", row="other")
    assert Guides(_pictures(0, 100)).meet(moving, 6).gaps == ()


def test_a_picture_takes_the_middle_of_a_container_but_not_its_edge() -> None:
    guides = Guides([Frame(Box(0, 0, 300, 200), sort="vpc", row="", key="s")])
    assert guides.meet(Frame(Box(119, 60, 56, 56), "picture", "s"), 6).dx == 3
    assert guides.meet(Frame(Box(119, 60, 56, 56), "picture", "other"), 6).pulls == (False, False)
    assert guides.meet(Frame(Box(2, 60, 56, 56), "picture", "s"), 6).pulls == (False, False)
