"""Kinds, roles and direction of links, changed on the canvas; and the way things glide."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from designer.edit.edits import AddLink, SetBends
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point
from designer.model.links import Link, LinkKind, LinkRole
from designer.ui.canvas.glide import between
from designer.ui.canvas.link_bar import middle_of
from tests.builders import diagram
from tests.ui.canvas.conftest import Hand, hand_for

LINK = LinkId("lb--web1")


def _click(button: QToolButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _glides(hand: Hand) -> bool:
    return hand.view.glide.is_running


def test_the_bar_stands_beside_the_one_selected_link(hand: Hand) -> None:
    bar = hand.view.link_bar
    assert not bar.isVisible()
    hand.document.set_selection({LINK})
    assert bar.isVisible()
    assert bar.kinds[LinkKind.REQUEST].isChecked()
    assert bar.roles[LinkRole.OPTIONAL].isVisible()
    before = bar.pos()
    hand.view.verticalScrollBar().setValue(hand.view.verticalScrollBar().value() + 40)
    assert bar.y() == before.y() - 40
    hand.document.set_selection({LINK, "lb"})
    assert not bar.isVisible()


def test_a_click_in_the_bar_changes_kind_and_role_in_one_step_each(hand: Hand) -> None:
    bar = hand.view.link_bar
    hand.document.set_selection({LINK})
    _click(bar.roles[LinkRole.STANDBY])
    assert hand.link(LINK).role is LinkRole.STANDBY
    _click(bar.roles[LinkRole.STANDBY])
    assert hand.link(LINK).role is LinkRole.REQUIRED
    _click(bar.kinds[LinkKind.ASYNC])
    assert hand.link(LINK).kind is LinkKind.ASYNC
    assert not bar.roles[LinkRole.OPTIONAL].isVisible()
    assert len(hand.document.history.steps) == 3
    assert bar.isVisible()
    hand.assert_shown()


def test_the_bar_goes_while_something_is_dragged(hand: Hand) -> None:
    hand.document.set_selection({LINK})
    hand.drag_to(hand.icon("u"), hand.icon("u") * 0.9)
    assert not hand.view.link_bar.isVisible()
    hand.key(Qt.Key.Key_Escape)


def test_a_new_link_comes_with_the_bar(hand: Hand) -> None:
    hand.document.set_selection({"u"})
    hand.document.set_selection({"u", "lb"})
    hand.key(Qt.Key.Key_C)
    assert hand.view.link_bar.isVisible()


def test_kinds_of_several_links_change_together(hand: Hand) -> None:
    linking = hand.view.linking
    hand.document.set_selection({LINK, "web1--db"})
    assert linking.is_kind(LinkKind.REQUEST)
    linking.set_role(LinkRole.OPTIONAL)
    assert linking.is_role(LinkRole.OPTIONAL)
    linking.set_kind(LinkKind.ASYNC)
    assert linking.is_kind(LinkKind.ASYNC)
    assert not linking.has_requests()
    before = hand.diagram
    linking.set_role(LinkRole.STANDBY)
    assert hand.diagram is before
    assert len(hand.document.history.steps) == 2


def test_what_a_link_cannot_be_is_not_offered(qtbot: QtBot) -> None:
    hand = hand_for(qtbot, diagram("ec2 a\nec2 b\na -> b\n"))
    hand.document.do(
        AddLink(
            link=Link(
                id=LinkId("second"),
                source=ElementId("b"),
                target=ElementId("a"),
                kind=LinkKind.REQUEST,
            )
        )
    )
    hand.document.set_selection({"a--b"})
    assert hand.view.linking.may_be(LinkKind.REQUEST)
    assert not hand.view.linking.may_be(LinkKind.BACKUP)
    assert not hand.view.link_bar.kinds[LinkKind.BACKUP].isVisible()


def test_a_reversed_link_keeps_its_line(hand: Hand) -> None:
    points = (Point(10, 20), Point(30, 20))
    hand.document.do(SetBends(id=LinkId("web1--db"), points=points))
    hand.document.set_selection({"web1--db"})
    assert hand.view.linking.is_bent()
    if hand.view.linking.can_reverse():
        hand.view.linking.reverse()
        link = hand.link("web1--db")
        assert (link.source, link.target) == ("db", "web1")
        assert hand.diagram.layout.bends[LinkId("web1--db")] == points[::-1]
        hand.document.undo()
    hand.view.commands.straighten()
    assert not hand.view.linking.is_bent()
    hand.assert_shown()


def test_nothing_selected_is_no_link(hand: Hand) -> None:
    linking = hand.view.linking
    assert not linking.has_links()
    assert not any(linking.may_be(kind) or linking.is_kind(kind) for kind in LinkKind)
    assert not linking.can_reverse()


def test_middle_of_a_line_lies_on_its_longest_stroke() -> None:
    middle = middle_of((Point(0, 0), Point(10, 0), Point(10, 100)))
    assert middle is not None
    assert (middle.x(), middle.y()) == (10, 50)
    assert middle_of(()) is None


def test_tidied_elements_glide_and_a_press_ends_it(hand: Hand, qtbot: QtBot) -> None:
    view = hand.view
    view.glide.duration_ms = 60
    old = hand.box("a")
    view.arranging.tidy(deep=True)
    assert hand.box("a") != old
    assert _glides(hand)
    qtbot.waitUntil(lambda: not view.glide.is_running, timeout=2000)
    hand.assert_shown()
    hand.document.undo()
    view.glide.duration_ms = 5000
    view.arranging.tidy(deep=True)
    qtbot.wait(40)
    hand.click(view.mapToScene(3, 3))
    assert not _glides(hand)
    hand.assert_shown()
    hand.document.undo()
    view.arranging.tidy(deep=True)
    hand.document.undo()
    hand.assert_shown()


def test_between_is_a_straight_way() -> None:
    start, end = Box(0, 0, 10, 10), Box(100, 50, 20, 30)
    assert between(start, end, 0) == start
    assert between(start, end, 1) == end
    assert between(start, end, 0.5) == Box(50, 25, 15, 20)
