"""`/` finds something, says where it lands, and Enter puts it there."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget

from designer.model.elements import Kind
from tests.ui.canvas.conftest import Hand


def press(key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    QTest.keyClick(focus, key, keys)


def told(hand: Hand) -> str:
    quick = hand.view.inserting.quick
    return " ".join(str(getattr(child, "text", str)()) for child in quick.children())


def rows(hand: Hand) -> list[str]:
    (found,) = hand.view.inserting.quick.findChildren(QListWidget)
    return [found.item(row).text() for row in range(found.count())]


def begin(hand: Hand, at: QPointF, words: str) -> None:
    hand.move(at)
    QTest.keyClicks(hand.view, "/")
    assert hand.view.inserting.quick.isVisible()
    hand.type(words)


def test_enter_places_the_first_hit_at_the_pointer(hand: Hand) -> None:
    hand.document.set_selection(())
    at = hand.inside("s2")
    begin(hand, at, "ec2")
    assert "EC2 instance in s2" in told(hand)
    press(Qt.Key.Key_Return)
    assert not hand.view.inserting.quick.isVisible()
    assert hand.view.hasFocus()
    (new,) = [e for e in hand.diagram.topology.of_service("ec2") if e.id != "web1"]
    assert new.parent == "s2"
    assert hand.document.selection == {new.id}
    hand.document.undo()
    assert len(hand.diagram.topology.of_service("ec2")) == 1
    hand.assert_shown()


def test_arrows_choose_another_hit(hand: Hand) -> None:
    begin(hand, hand.inside("v"), "lb")
    second = rows(hand)[1]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert [e.name for e in hand.diagram.topology.of_service("nlb")] == [second]


def test_escape_leaves_everything_as_it_was(hand: Hand) -> None:
    before = hand.diagram
    begin(hand, hand.inside("v"), "lb")
    press(Qt.Key.Key_Escape)
    assert not hand.view.inserting.quick.isVisible()
    assert hand.diagram is before
    assert hand.view.hasFocus()
    assert not hand.view.canvas.ghost.isVisible()


def test_what_the_pointer_is_over_refuses_goes_around_it(hand: Hand) -> None:
    hand.document.set_selection(())
    begin(hand, hand.inside("s1"), "s3")
    assert "in v" in told(hand)
    press(Qt.Key.Key_Return)
    (bucket,) = hand.diagram.topology.of_service("s3")
    assert bucket.parent == "v"


def test_what_is_missing_comes_along(empty: Hand) -> None:
    begin(empty, QPointF(0, 0), "private subnet")
    assert "create a VPC around it" in told(empty)
    press(Qt.Key.Key_Return)
    assert len(empty.diagram.topology.of_kind(Kind.VPC)) == 1
    empty.document.undo()
    assert not empty.diagram.topology.elements


def test_the_new_one_is_linked_unless_shift_is_held(hand: Hand) -> None:
    hand.document.set_selection({"web1"})
    begin(hand, hand.inside("v"), "sqs")
    assert "linked from web1" in told(hand)
    press(Qt.Key.Key_Return)
    (queue,) = hand.diagram.topology.of_service("sqs")
    assert [link.source for link in hand.diagram.topology.incoming(queue.id)] == ["web1"]
    hand.document.undo()
    hand.document.set_selection({"web1"})
    begin(hand, hand.inside("s2"), "sqs")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    (queue,) = hand.diagram.topology.of_service("sqs")
    assert not hand.diagram.topology.incoming(queue.id)


def test_a_second_one_without_moving_goes_beside_the_first(hand: Hand) -> None:
    hand.document.set_selection({"web1"})
    begin(hand, hand.inside("v"), "sqs")
    press(Qt.Key.Key_Return)
    hand.key(Qt.Key.Key_Escape)
    QTest.keyClicks(hand.view, "/")
    hand.type("lambda")
    press(Qt.Key.Key_Return)
    (queue,) = hand.diagram.topology.of_service("sqs")
    (worker,) = hand.diagram.topology.of_service("lambda")
    assert [link.target for link in hand.diagram.topology.outgoing(queue.id)] == [worker.id]
    assert not hand.box(queue.id).overlaps(hand.box(worker.id))
    hand.assert_shown()


def test_nothing_found_is_said_and_enter_does_nothing(hand: Hand) -> None:
    begin(hand, hand.inside("v"), "qqqqzz")
    assert "qqqqzz" in told(hand)
    press(Qt.Key.Key_Return)
    assert not hand.document.history.can_undo


def test_before_typing_the_recently_used_come_first(hand: Hand) -> None:
    hand.view.inserting.set_used(["sqs", "gone"])
    begin(hand, hand.inside("v"), "")
    assert rows(hand)[0] == "SQS queue"


def test_a_click_elsewhere_closes_it(hand: Hand) -> None:
    begin(hand, hand.inside("v"), "lb")
    hand.click(hand.icon("web1"))
    assert not hand.view.inserting.quick.isVisible()


def test_it_stays_in_sight_at_the_edge(hand: Hand) -> None:
    port = hand.view.viewport().rect()
    corner = hand.view.mapToScene(port.bottomRight())
    begin(hand, QPointF(corner.x() - 2, corner.y() - 2), "")
    assert port.contains(hand.view.inserting.quick.geometry())


@pytest.mark.parametrize("word", ["/", "route 53"])
def test_slash_and_blanks_can_be_typed(hand: Hand, word: str) -> None:
    begin(hand, hand.inside("v"), word)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == word
