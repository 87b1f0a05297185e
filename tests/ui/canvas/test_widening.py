"""The selection widens to everything alike, and along the links."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from designer.model.layout import Point
from designer.ui.canvas.geometry import crosses
from designer.ui.canvas.selecting import alike, connected
from tests.builders import diagram
from tests.ui.canvas.conftest import TWO_ZONES, Hand

SHOP = diagram(TWO_ZONES).topology
WHOLE = st.integers(0, 12)


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        ({"s1"}, {"s1", "s2"}),
        ({"web1", "a"}, {"web1", "a", "b"}),
        ({"lb--web1"}, {"lb--web1", "web1--db"}),
        (set(), set()),
    ],
)
def test_alike_is_of_one_service_or_link_kind(chosen: set[str], wanted: set[str]) -> None:
    assert alike(SHOP, chosen) == wanted


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        ({"lb"}, {"lb", "lb--web1", "web1"}),
        ({"lb", "lb--web1", "web1"}, {"lb", "lb--web1", "web1", "web1--db", "db"}),
        ({"web1--db"}, {"web1", "web1--db", "db"}),
        ({"a"}, {"a", "lb--web1", "lb", "web1--db", "db"}),
        ({"v"}, {"v"}),
        ({"u"}, {"u"}),
    ],
)
def test_connected_is_one_link_away(chosen: set[str], wanted: set[str]) -> None:
    assert connected(SHOP, chosen) == wanted


def test_the_commands_tell_what_they_selected(hand: Hand) -> None:
    hand.click(hand.icon("lb"))
    hand.view.selecting.select_connected()
    assert hand.document.selection == {"lb", "lb--web1", "web1"}
    assert hand.said[-1] == "2 elements, 1 link"
    hand.view.selecting.select_connected()
    hand.view.selecting.select_connected()
    assert hand.said[-1] == "Nothing else is connected"
    assert not hand.document.history.steps


@given(a=st.tuples(WHOLE, WHOLE), b=st.tuples(WHOLE, WHOLE), corner=st.tuples(WHOLE, WHOLE))
def test_a_line_crosses_a_frame_as_exact_clipping_has_it(
    a: tuple[int, int], b: tuple[int, int], corner: tuple[int, int]
) -> None:
    # A quarter keeps the corners off the grid; a line can still graze one of them exactly.
    left, top = corner[0] + Fraction(1, 4), corner[1] + Fraction(1, 4)
    entering, leaving = Fraction(0), Fraction(1)
    for axis, low, high in ((0, left, left + 4), (1, top, top + 3)):
        start, run = Fraction(a[axis]), Fraction(b[axis] - a[axis])
        if run == 0:
            if not low <= start <= high:
                entering, leaving = Fraction(1), Fraction(0)
            continue
        ends = sorted(((low - start) / run, (high - start) / run))
        entering, leaving = max(entering, ends[0]), min(leaving, ends[1])
    assume(entering != leaving)
    rect = QRectF(float(left), float(top), 4, 3)
    assert crosses(rect, (Point(*a), Point(*b))) == (entering < leaving)
