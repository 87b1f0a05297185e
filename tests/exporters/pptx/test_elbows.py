"""Elbow connectors: PowerPoint's own formulas give back the line that was routed."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from designer.exporters.pptx.elbows import Elbow, Spot, elbow
from tests.exporters.pptx.presets import in_own_box, on_slide

SIDE = 12_192_000
TOLERANCE = 200.0  # EMU; a share is rounded to a hundred thousandth of up to 13 inches
FLAT = 1_400.0  # where start and end have one height there is a tenth of a point between them


@st.composite
def routes(draw: st.DrawFn, most: int = 5) -> tuple[Spot, ...]:
    """Lines that turn at every corner, with even coordinates, often at one height."""
    places = st.one_of(st.integers(0, SIDE // 2), st.sampled_from([100_000, 400_000]))
    strokes = draw(st.integers(1, most))
    is_level = draw(st.booleans())
    spots = [(2 * draw(places), 2 * draw(places))]
    for _ in range(strokes):
        x, y = spots[-1]
        now, step = (x if is_level else y), 2 * draw(places)
        step = step if step != now else now + 20_000
        spots.append((step, y) if is_level else (x, step))
        is_level = not is_level
    return tuple(spots)


def drawn(found: Elbow) -> list[tuple[float, float]]:
    corners = in_own_box(found.preset, found.width, found.height, list(found.adjustments))
    box = (found.left, found.top, found.width, found.height)
    return on_slide(corners, box, found.turn, (found.flip_h, found.flip_v))


@given(routes())
def test_powerpoint_draws_the_line_that_was_routed(route: tuple[Spot, ...]) -> None:
    found = elbow(route)
    (x0, y0), (x1, y1) = route[0], route[-1]
    if found is None:
        # Only where a bend is ten thousand times as far off as the ends are apart.
        assert len(route) > 2
        return
    is_flat = len(route) > 2 and min(abs(x0 - x1), abs(y0 - y1)) < FLAT
    tolerance = FLAT if is_flat else TOLERANCE
    for (x, y), (right, down) in zip(route, drawn(found), strict=True):
        assert abs(x - right) <= tolerance
        assert abs(y - down) <= tolerance


@given(routes())
def test_there_is_an_elbow_for_every_line_of_a_slide(route: tuple[Spot, ...]) -> None:
    near = all(abs(a - c) + abs(b - d) < SIDE * 2 for (a, b), (c, d) in pairwise(route))
    far = abs(route[0][0] - route[-1][0]) > 2_000 and abs(route[0][1] - route[-1][1]) > 2_000
    if near and (far or len(route) == 2):
        assert elbow(route) is not None


def test_a_line_with_more_bends_has_no_elbow() -> None:
    zigzag = tuple((100 * ((n + 1) // 2), 100 * (n // 2)) for n in range(7))
    assert elbow(zigzag) is None
    assert elbow(zigzag[:6]) is not None


def test_a_slanted_corner_has_no_elbow() -> None:
    assert elbow(((0, 0), (100, 40), (100, 200))) is None
    assert elbow(((0, 0), (100, 40))) is not None


def test_a_bend_in_the_middle_is_what_every_program_draws() -> None:
    def middle(x: int) -> bool:
        found = elbow(((0, 0), (x, 0), (x, 4_000), (10_000, 4_000)))
        assert found is not None
        return found.is_usual

    assert middle(5_000)
    assert not middle(3_000)
