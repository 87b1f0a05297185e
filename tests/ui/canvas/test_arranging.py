import pytest
from PySide6.QtWidgets import (
    QApplication,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from pytestqt.qtbot import QtBot

from designer.edit.aligning import Axis, Edge
from designer.edit.edits import Batch, Resize
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.render.shapes import frame
from tests.builders import diagram
from tests.ui.canvas.conftest import Hand, hand_for

LOOSE = (
    "vpc v\n  subnet s1 private\n    ec2 a\n    ec2 b\n    ec2 c\n  subnet s2 private\ns3 d\ns3 e\n"
)


@pytest.fixture
def loose(qtbot: QtBot) -> Hand:
    """A hand on elements that lie about within a subnet and beside it."""
    hand = hand_for(qtbot, diagram(LOOSE))
    boxes = {
        "v": Box(0, 0, 640, 300),
        "s1": Box(16, 40, 400, 200),
        "s2": Box(432, 40, 160, 200),
        "a": Box(36, 90, 96, 96),
        "b": Box(156, 101, 96, 96),
        "c": Box(276, 84, 96, 96),
        "d": Box(720, 60, 96, 96),
        "e": Box(860, 70, 96, 96),
    }
    edits = tuple(Resize(id=ElementId(key), box=box) for key, box in boxes.items())
    hand.document.do(Batch(edits=edits, label="scatter"))
    return hand


def _frame(hand: Hand, key: str) -> Box:
    return frame(hand.element(key), hand.box(key))


def test_aligning_brings_pictures_onto_one_line_in_one_step(loose: Hand) -> None:
    before = loose.diagram
    loose.document.set_selection({"a", "b", "c"})
    loose.view.arranging.align(Edge.MIDDLE)
    assert len({_frame(loose, key).centre.y for key in "abc"}) == 1
    assert all(loose.element(key).parent == "s1" for key in "abc")
    assert loose.document.history.steps[1:] == ("Align middle",)
    loose.assert_shown()
    loose.document.undo()
    assert loose.diagram is before


def test_aligning_across_containers_lets_elements_stand_where_they_come_to(loose: Hand) -> None:
    loose.document.set_selection({"a", "d"})
    loose.view.arranging.align(Edge.TOP)
    assert _frame(loose, "a").y == _frame(loose, "d").y
    loose.assert_shown()


def test_what_may_not_stand_where_it_would_come_to_is_refused(loose: Hand) -> None:
    before = loose.diagram
    loose.document.set_selection({"s2", "e"})
    loose.view.arranging.align(Edge.RIGHT)
    assert loose.diagram is before
    assert "subnet" in loose.refusals[0].lower()


def test_distributing_makes_gaps_equal(loose: Hand) -> None:
    loose.document.set_selection({"a", "b", "c"})
    ends = (loose.box("a"), loose.box("c"))
    loose.document.do(
        Resize(id=ElementId("b"), box=loose.box("b").moved(17, 0)),
    )
    loose.view.arranging.distribute(Axis.ACROSS)
    a, b, c = (loose.box(key) for key in "abc")
    assert (a, c) == ends
    assert abs((b.x - a.right) - (c.x - b.right)) <= 1
    loose.assert_shown()


def test_same_size_pushes_neighbours_away(loose: Hand) -> None:
    small = loose.box("s2")
    loose.document.do(Resize(id=ElementId("s2"), box=Box(small.x, small.y, 120, 90)))
    loose.document.set_selection({"s1", "s2"})
    loose.view.arranging.equalise(frozenset(Axis))
    first, second = loose.box("s1"), loose.box("s2")
    assert (first.width, first.height) == (second.width, second.height)
    assert not first.overlaps(second)
    assert loose.box("v").contains(first.united(second))
    loose.assert_shown()


def test_tidying_lays_contents_out_in_one_step(loose: Hand) -> None:
    before = loose.diagram
    loose.document.set_selection({"s1"})
    loose.view.arranging.tidy()
    assert len({loose.box(key).y for key in "abc"}) == 1
    assert loose.box("b").x - loose.box("a").right == loose.box("c").x - loose.box("b").right
    assert loose.document.history.steps[1:] == ("Tidy contents",)
    loose.assert_shown()
    loose.document.undo()
    assert loose.diagram is before


def test_tidying_can_be_asked_of_siblings_and_of_the_drawing(loose: Hand) -> None:
    loose.document.set_selection({"a", "b"})
    loose.view.arranging.tidy()
    assert loose.box("a").y == loose.box("b").y
    loose.document.set_selection(())
    loose.view.arranging.tidy(deep=True)
    assert loose.document.history.steps[-1] == "Tidy drawing"
    loose.assert_shown()


def test_nothing_is_possible_without_enough_selected(loose: Hand) -> None:
    arranging, document = loose.view.arranging, loose.document
    document.set_selection({"a"})
    assert not any((arranging.can_align(), arranging.can_distribute(), arranging.can_tidy()))
    document.set_selection({"s1", "a"})
    assert not arranging.can_align()
    assert arranging.can_tidy()
    document.set_selection({"a", "d"})
    assert arranging.can_align()
    assert not any((arranging.can_distribute(), arranging.can_size(), arranging.can_tidy()))
    document.set_selection({"s1", "s2", "a"})
    assert arranging.can_size()
    before, steps = loose.diagram, document.history.steps
    document.set_selection({"a"})
    arranging.align(Edge.LEFT)
    arranging.distribute(Axis.DOWN)
    arranging.equalise(frozenset(Axis))
    arranging.tidy()
    assert loose.diagram is before
    assert document.history.steps == steps


def test_arranging_the_whole_drawing_is_one_step(loose: Hand) -> None:
    before = loose.diagram
    loose.document.set_selection(())
    loose.view.arranging.arrange()
    assert loose.document.history.steps[1:] == ("Arrange drawing",)
    assert loose.box("s1").y == loose.box("s2").y or loose.box("s1").x == loose.box("s2").x
    assert not loose.box("d").overlaps(loose.box("e"))
    loose.assert_shown()
    loose.document.undo()
    assert loose.diagram is before


def test_arranging_a_container_arranges_its_contents_alone(loose: Hand) -> None:
    loose.document.set_selection({"s1"})
    loose.view.arranging.arrange()
    assert loose.document.history.steps[1:] == ("Arrange contents",)
    assert loose.box("d") == Box(720, 60, 96, 96)
    assert len({loose.box(key).y for key in "abc"}) == 1
    loose.assert_shown()


def test_arranging_siblings_arranges_them_among_themselves(loose: Hand) -> None:
    loose.document.set_selection({"d", "e"})
    loose.view.arranging.arrange()
    assert loose.document.history.steps[1:] == ("Arrange elements",)
    assert loose.box("d").y == loose.box("e").y == 60
    assert loose.box("a") == Box(36, 90, 96, 96)
    loose.assert_shown()


def test_one_picture_alone_cannot_be_arranged(loose: Hand) -> None:
    before = loose.diagram
    loose.document.set_selection({"a"})
    assert not loose.view.arranging.can_tidy()
    loose.view.arranging.arrange()
    assert loose.diagram is before


class _Still(QProxyStyle):
    """A style of a system whose user wants nothing to move."""

    def styleHint(  # noqa: N802  # Qt's own name
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803  # Qt's own name
    ) -> int:
        if hint is QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returnData)


def _glides(hand: Hand) -> bool:
    return hand.view.glide.is_running


def test_arranged_elements_glide_unless_the_user_or_the_system_wants_no_motion(
    loose: Hand, qapp: QApplication
) -> None:
    view = loose.view
    view.set_gliding(True)
    view.arranging.arrange()
    assert _glides(loose)
    loose.document.undo()
    assert not _glides(loose)
    loose.assert_shown()
    view.set_gliding(False)
    view.arranging.arrange()
    assert not _glides(loose)
    loose.document.undo()
    view.set_gliding(True)
    before = qapp.style().name()
    qapp.setStyle(_Still(before))
    try:
        view.arranging.arrange()
        assert not _glides(loose)
    finally:
        qapp.setStyle(before)
    loose.assert_shown()
