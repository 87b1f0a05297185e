from PySide6.QtCore import QPointF, Qt

from tests.ui.canvas.conftest import Hand

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_click_selects_one_and_beside_everything_none(hand: Hand) -> None:
    hand.click(hand.icon("web1"))
    assert hand.document.selection == {"web1"}
    hand.click(hand.icon("lb"))
    assert hand.document.selection == {"lb"}
    hand.click(QPointF(hand.box("u").x - 50, hand.box("u").y - 50))
    assert hand.document.selection == frozenset()


def test_ctrl_click_adds_and_takes_away(hand: Hand) -> None:
    hand.click(hand.icon("web1"))
    hand.click(hand.icon("lb"), CTRL)
    assert hand.document.selection == {"web1", "lb"}
    hand.click(hand.icon("web1"), CTRL)
    assert hand.document.selection == {"lb"}


def test_click_on_one_of_several_selects_it_alone(hand: Hand) -> None:
    hand.document.set_selection({"web1", "lb"})
    hand.click(hand.icon("lb"))
    assert hand.document.selection == {"lb"}


def test_click_inside_a_container_selects_it(hand: Hand) -> None:
    hand.click(hand.inside("s1"))
    assert hand.document.selection == {"s1"}


def test_click_on_a_line_selects_the_link(hand: Hand) -> None:
    line = hand.view.canvas.link_item("lb--web1")
    assert line is not None
    first, second = line.points[0], line.points[1]
    hand.click(QPointF((first.x + second.x) / 2, (first.y + second.y) / 2))
    assert hand.document.selection == {"lb--web1"}
    assert line.is_selected


ALT = Qt.KeyboardModifier.AltModifier


def test_a_frame_to_the_left_catches_what_it_touches(hand: Hand) -> None:
    subnet = hand.box("s1")
    start, web = QPointF(subnet.right - 3, subnet.bottom - 3), hand.icon("web1")
    hand.drag_to(start, web, SHIFT)
    assert hand.view.canvas.band.isVisible()
    assert hand.said[-1].startswith("Select what the frame touches: 2 ")
    item = hand.view.canvas.element_item("web1")
    assert item is not None
    assert item.is_selected
    assert hand.document.selection == frozenset()
    hand.release(web, SHIFT)
    assert hand.document.selection == {"web1", "web1--db"}
    assert not hand.view.canvas.band.isVisible()


def test_a_frame_to_the_right_catches_only_what_it_holds(hand: Hand) -> None:
    subnet, web = hand.box("s1"), hand.box("web1")
    start = QPointF(subnet.x + 3, subnet.bottom - 3)
    hand.drag(start, hand.icon("web1"), SHIFT)
    assert hand.document.selection == frozenset()
    hand.drag(start, QPointF(web.right + 3, web.y - 3), SHIFT)
    assert hand.document.selection == {"web1"}


def test_alt_turns_the_frame_round_while_it_is_stretched(hand: Hand) -> None:
    start = QPointF(hand.box("s1").x + 3, hand.box("s1").bottom - 3)
    hand.drag_to(start, hand.icon("web1"), SHIFT)
    assert hand.said[-1].startswith("Select what lies within the frame: 0 ")
    hand.press_key(Qt.Key.Key_Alt, SHIFT)
    assert hand.said[-1].startswith("Select what the frame touches: ")
    hand.release(hand.icon("web1"), SHIFT | ALT)
    assert "web1" in hand.document.selection
    assert "s1" not in hand.document.selection


def test_a_touching_frame_from_outside_catches_containers_and_lines(hand: Hand) -> None:
    region = hand.box("r")
    hand.drag(QPointF(region.right + 20, region.y - 20), QPointF(region.right - 4, region.y + 4))
    assert hand.document.selection == {"r"}
    web = hand.icon("web1")
    hand.drag(QPointF(region.right + 20, region.bottom + 20), web)
    assert "web1" in hand.document.selection
    assert not {"r", "v", "a", "b"} & hand.document.selection, "only crossed on the way to it"
    line = hand.view.canvas.link_item("lb--web1")
    assert line is not None
    first, second = line.points[0], line.points[1]
    middle = QPointF((first.x + second.x) / 2, (first.y + second.y) / 2)
    aside = QPointF(20, 20)
    hand.drag(middle + aside, middle - aside, SHIFT)
    assert "lb--web1" in hand.document.selection


def test_rubber_band_over_everything_selects_everything(hand: Hand) -> None:
    canvas = hand.view.canvas
    around = canvas.bounds_of(canvas.ids())
    assert around is not None
    around = around.adjusted(-20, -20, 20, 20)
    hand.drag(around.topLeft(), around.bottomRight())
    assert hand.document.selection == canvas.ids()


def test_cancelled_rubber_band_leaves_the_selection(hand: Hand) -> None:
    hand.document.set_selection({"u"})
    web = hand.icon("web1")
    hand.drag_to(QPointF(hand.box("s1").x + 3, hand.box("s1").bottom - 3), web, SHIFT)
    hand.key(Qt.Key.Key_Escape)
    assert hand.document.selection == {"u"}
    item = hand.view.canvas.element_item("web1")
    assert item is not None
    assert not item.is_selected


def test_select_all_and_escape(hand: Hand) -> None:
    hand.key(Qt.Key.Key_A, CTRL)
    assert hand.document.selection == hand.view.canvas.ids()
    hand.key(Qt.Key.Key_Escape)
    assert hand.document.selection == frozenset()


def test_tab_walks_through_all_elements_and_shows_where_it_is(hand: Hand) -> None:
    seen: list[str] = []
    for _ in hand.diagram.topology.elements:
        hand.key(Qt.Key.Key_Tab)
        (key,) = hand.document.selection
        item = hand.view.canvas.element_item(key)
        assert item is not None
        assert item.is_current
        seen.append(key)
    assert sorted(seen) == sorted(hand.diagram.topology.elements)
    # A container comes before what stands in it.
    assert seen.index("v") < seen.index("s1") < seen.index("web1")
    hand.key(Qt.Key.Key_Backtab, SHIFT)
    assert hand.document.selection == {seen[-2]}


def test_selection_is_told_to_screen_readers(hand: Hand) -> None:
    assert hand.view.accessibleName() == "Canvas"
    hand.document.set_selection({"web1"})
    told = hand.view.accessibleDescription()
    assert told.startswith("web1, ")
    assert "in r › v › a › s1" in told
    hand.document.set_selection({"web1", "db"})
    assert hand.view.accessibleDescription() == "2 selected: web1, db"
    hand.document.set_selection({"lb--web1"})
    assert "lb → web1" in hand.view.accessibleDescription()
