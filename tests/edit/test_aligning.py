from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from designer.edit.aligning import Axis, Edge, aligned, distributed, same_size
from designer.model.layout import Box, bounds

WHOLE = st.integers(-2000, 2000).map(float)
SIZES = st.integers(8, 600).map(float)
BOXES = st.builds(Box, WHOLE, WHOLE, SIZES, SIZES)
DRAWN = st.dictionaries(st.sampled_from("abcdefgh"), BOXES, max_size=8)
BOTH = frozenset(Axis)


def _after(frames: dict[str, Box], shifts: dict[str, tuple[float, float]]) -> dict[str, Box]:
    return {key: box.moved(*shifts.get(key, (0.0, 0.0))) for key, box in frames.items()}


def _line(box: Box, edge: Edge) -> float:
    return {
        Edge.LEFT: box.x,
        Edge.CENTRE: box.centre.x,
        Edge.RIGHT: box.right,
        Edge.TOP: box.y,
        Edge.MIDDLE: box.centre.y,
        Edge.BOTTOM: box.bottom,
    }[edge]


@given(DRAWN, st.sampled_from(Edge))
def test_aligned_boxes_share_the_edge_and_move_along_one_axis(
    frames: dict[str, Box], edge: Edge
) -> None:
    shifts = aligned(frames, edge)
    after = _after(frames, shifts)
    assert len({_line(box, edge) for box in after.values()}) <= 1
    still = 1 if edge in (Edge.LEFT, Edge.CENTRE, Edge.RIGHT) else 0
    assert all(shift[still] == 0 for shift in shifts.values())
    assert aligned(after, edge) == {}


@given(DRAWN.filter(bool), st.sampled_from([Edge.LEFT, Edge.RIGHT, Edge.TOP, Edge.BOTTOM]))
def test_aligning_an_edge_keeps_that_edge_of_all(frames: dict[str, Box], edge: Edge) -> None:
    before, after = bounds(frames.values()), bounds(_after(frames, aligned(frames, edge)).values())
    assert before is not None
    assert after is not None
    assert _line(before, edge) == _line(after, edge)


@given(DRAWN, st.sampled_from(Axis))
def test_distributed_boxes_have_equal_gaps_and_keep_order_and_ends(
    frames: dict[str, Box], axis: Axis
) -> None:
    after = _after(frames, distributed(frames, axis))

    def span(box: Box) -> tuple[float, float]:
        return (box.x, box.right) if axis is Axis.ACROSS else (box.y, box.bottom)

    def centre(key: str) -> tuple[float, str]:
        return sum(span(frames[key])), key

    order = sorted(frames, key=centre)
    gaps = [span(after[b])[0] - span(after[a])[1] for a, b in pairwise(order)]
    if len(order) > 2:
        assert max(gaps) - min(gaps) <= 1
        assert after[order[0]] == frames[order[0]]
        assert after[order[-1]] == frames[order[-1]]
    else:
        assert after == frames
    assert all(float(box.x).is_integer() and float(box.y).is_integer() for box in after.values())


@given(DRAWN, st.sets(st.sampled_from(Axis)).map(frozenset))
def test_same_size_is_the_largest_and_cuts_nothing(
    boxes: dict[str, Box], axes: frozenset[Axis]
) -> None:
    after = {**boxes, **same_size(boxes, axes)}
    assert all(after[key].contains(box) for key, box in boxes.items())
    assert all((after[key].x, after[key].y) == (box.x, box.y) for key, box in boxes.items())
    if Axis.ACROSS in axes:
        assert len({box.width for box in after.values()}) <= 1
    if Axis.DOWN in axes:
        assert len({box.height for box in after.values()}) <= 1
    if not axes:
        assert after == boxes


def test_same_size_of_both_axes_is_one_size() -> None:
    boxes = {"a": Box(0, 0, 10, 90), "b": Box(50, 0, 30, 20)}
    assert same_size(boxes, BOTH) == {"a": Box(0, 0, 30, 90), "b": Box(50, 0, 30, 90)}
