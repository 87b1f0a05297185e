"""What is locked, hidden, above others or coloured looks so, on the canvas and in pictures."""

import pytest
from PySide6.QtCore import QPointF

from designer.edit.edits import Batch, Hide, Lock, Rename, Restack, SetLook, Stacking
from designer.model.ids import ElementId
from designer.model.looks import Hue, Weight
from designer.render.primitives import Line, Rect
from designer.render.scene import display_list
from designer.render.theme import CANVAS_THEMES, LIGHT, Theme
from designer.ui.canvas.items import ContainerItem
from designer.ui.canvas.looking import Looking
from tests.ui.canvas.conftest import Hand


def some(*keys: str) -> frozenset[ElementId]:
    return frozenset(ElementId(key) for key in keys)


def test_a_click_on_the_minus_collapses(hand: Hand) -> None:
    item = hand.view.canvas.element_item("s1")
    assert isinstance(item, ContainerItem)
    sign = item.sign_area().center()
    assert hand.view.canvas.fold_sign_at(sign) == "s1"
    hand.click(sign)
    assert hand.diagram.layout.collapsed == {"s1"}
    hand.document.undo()
    hand.document.set_selection({"web1"})
    hand.view.commands.delete()
    item = hand.view.canvas.element_item("s1")
    assert isinstance(item, ContainerItem)
    assert item.sign_area().isEmpty()


def test_looks_are_drawn_on_the_canvas_and_in_pictures_and_go_with_undo(hand: Hand) -> None:
    keys = frozenset({"s1", "web1", "lb--web1"})
    hand.document.do(SetLook(ids=keys, hue=Hue.PINK, weight=Weight.HEAVY))
    shade = LIGHT.hues[Hue.PINK]
    link, item = hand.view.canvas.link_item("lb--web1"), hand.view.canvas.element_item("web1")
    assert link is not None
    assert link.colour == shade
    assert item is not None
    assert item.look.hue is Hue.PINK
    painted = {
        one.owner
        for one in display_list(hand.diagram, LIGHT).items
        if isinstance(one, Rect | Line) and (one.stroke, one.width) == (shade, 4.0)
    }
    assert painted == keys
    hand.document.undo()
    assert link.colour == LIGHT.link_colours[link.link.kind]


def test_the_menu_tells_what_all_that_is_selected_has_in_common(hand: Hand) -> None:
    looking = Looking(hand.view)
    assert not looking.wears(Hue.USUAL)
    assert hand.document.do(SetLook(ids=frozenset({"web1", "lb"}), hue=Hue.PINK))
    assert hand.document.do(Lock(ids=some("web1")))
    hand.document.set_selection({"web1", "lb"})
    assert looking.wears(Hue.PINK)
    assert looking.wears(Weight.USUAL)
    assert looking.is_dressed()
    assert not looking.is_locked()
    hand.document.set_selection({"web1", "s1"})
    assert not looking.wears(Hue.PINK)
    assert not looking.wears(Hue.USUAL)
    assert looking.wears(Weight.USUAL)
    hand.document.set_selection({"web1"})
    assert looking.is_locked()
    hand.document.set_selection({"s1"})
    assert looking.wears(Hue.USUAL)
    assert not looking.is_dressed()
    hand.document.set_selection({"lb--web1"})
    assert looking.wears(Hue.USUAL)
    assert not looking.has_elements()


def test_what_is_hidden_has_no_item_until_it_is_shown(hand: Hand) -> None:
    before = hand.view.canvas.ids()
    hand.document.do(Hide(ids=some("s1")))
    assert {"s1", "web1", "lb--web1"} <= before - hand.view.canvas.ids()
    hand.document.undo()
    assert hand.view.canvas.ids() == before


def test_a_box_in_front_comes_with_what_it_holds(hand: Hand) -> None:
    def level(key: str) -> float:
        item = hand.view.canvas.element_item(key)
        assert item is not None
        return item.zValue()

    usual = {key: level(key) for key in hand.diagram.topology.elements}
    hand.document.do(
        Batch(edits=(Restack(ids=some("a"), to=Stacking.FRONT),), label="Bring to front")
    )
    assert level("b") < level("s2") < level("a") < level("s1") < level("web1")
    hand.document.undo()
    assert {key: level(key) for key in hand.diagram.topology.elements} == usual


@pytest.mark.parametrize("theme", CANVAS_THEMES.values(), ids=lambda theme: theme.name)
def test_every_hue_reads_on_the_ground_and_on_every_fill(theme: Theme) -> None:
    grounds = {theme.background, *(s.fill for s in theme.containers.values() if s.fill)}
    least = 7.0 if theme.name.startswith("contrast") else 4.5
    assert set(theme.hues) == {*Hue} - {Hue.USUAL}
    for hue, shade in theme.hues.items():
        for ground in grounds:
            assert contrast(shade, ground) >= least, (hue, ground)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as the WCAG 2.2 define it."""
    lights = sorted(luminance(colour) + 0.05 for colour in (one, other))
    return lights[1] / lights[0]


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_what_is_locked_is_not_dragged_nudged_resized_or_deleted(hand: Hand) -> None:
    hand.document.do(Lock(ids=some("web1", "s1")))
    start = hand.diagram
    told: list[str] = []
    hand.document.refused.connect(told.append)
    hand.drag(hand.icon("web1"), hand.icon("web1") + QPointF(40, 30))
    hand.document.set_selection({"web1"})
    hand.view.commands.nudge(8, 0)
    hand.view.commands.delete()
    hand.document.set_selection({"a"})
    hand.view.commands.delete()
    assert len(told) == 4
    assert all("is locked; unlock it first" in one for one in told)
    hand.document.set_selection({"s1"})
    assert hand.view.canvas.handles.resize_id == ""
    assert hand.diagram is start
    # It goes along with what it stands in, still takes properties, and can be freed.
    hand.document.set_selection({"a"})
    hand.view.commands.nudge(8, 0)
    assert (
        hand.diagram.layout.boxes[ElementId("web1")].x
        == start.layout.boxes[ElementId("web1")].x + 8
    )
    assert hand.document.do(Rename(id=ElementId("web1"), name="Front"))
    hand.document.do(Lock(ids=some("web1", "s1"), locked=False))
    hand.document.set_selection({"web1"})
    hand.view.commands.delete()
    assert "web1" not in hand.diagram.topology.elements


def test_of_several_only_those_that_are_free_move(hand: Hand) -> None:
    hand.document.do(Lock(ids=some("web1")))
    before = hand.diagram.layout.boxes
    hand.document.set_selection({"web1", "lb"})
    hand.view.commands.nudge(8, 0)
    after = hand.diagram.layout.boxes
    assert {key for key in before if before[key] != after[key]} == {"lb"}


def test_all_is_not_what_is_hidden(hand: Hand) -> None:
    hand.document.do(Hide(ids=some("s1")))
    hand.view.commands.select_all()
    assert hand.document.selection == hand.view.canvas.ids()
