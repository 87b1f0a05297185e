from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QToolTip

from designer.analysis.grouping import TargetGroup
from designer.edit.edits import Rename
from designer.model.ids import ElementId, LinkId
from designer.ui.canvas.marks import Mark
from tests.ui.canvas.conftest import Hand


def _tooltip(hand: Hand, at: QPointF) -> str:
    port = hand.view.viewport()
    place = hand.view.mapFromScene(at)
    QToolTip.hideText()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, port.mapToGlobal(place))
    QApplication.sendEvent(port, event)
    shown = QTextDocument()
    shown.setHtml(QToolTip.text())
    return shown.toPlainText()


def test_tooltip_tells_name_kind_place_and_findings(hand: Hand) -> None:
    hand.view.set_findings({"web1": Mark(severity="high", count=1, sentences=("It is alone.",))})
    lines = _tooltip(hand, hand.icon("web1")).split("\n")
    assert lines[0] == "web1"
    assert "in r › v › a › s1" in lines
    assert "1 finding, worst high" in lines
    assert "• It is alone." in lines


def test_tooltip_shows_markup_in_a_name_as_it_is(hand: Hand) -> None:
    name = '<img src="/etc/hostname"> & <b>bold</b>'
    hand.document.do(Rename(id=ElementId("web1"), name=name))
    assert _tooltip(hand, hand.icon("web1")).split("\n")[0] == name
    assert "<img" not in QToolTip.text()


def test_tooltip_of_a_line_tells_what_it_joins(hand: Hand) -> None:
    line = hand.view.canvas.link_item("lb--web1")
    assert line is not None
    first, second = line.points[0], line.points[1]
    text = _tooltip(hand, QPointF((first.x + second.x) / 2, (first.y + second.y) / 2))
    assert "lb → web1" in text
    assert "request link" in text


def test_tooltip_of_a_badge_says_why(hand: Hand) -> None:
    links = (LinkId("lb--web1"), LinkId("web1--db"))
    group = TargetGroup(name="auto-1", links=links, needed=1, total=2, automatic=True, why="so")
    hand.view.set_target_groups({ElementId("lb"): (group,)})
    text = _tooltip(hand, hand.view.canvas.badges()[0].pos())
    assert "Any one of the 2 targets is enough." in text
    assert "so" in text


def test_inside_of_a_container_has_no_tooltip(hand: Hand) -> None:
    assert _tooltip(hand, hand.inside("v")) == ""


def test_status_line_says_what_a_press_would_do(hand: Hand) -> None:
    hand.move(hand.icon("web1"))
    assert hand.said[-1].startswith("web1: drag to move")
    hand.move(hand.inside("v"))
    assert "select within v" in hand.said[-1]
    hand.move(QPointF(hand.box("u").x - 60, hand.box("u").y - 60))
    assert hand.said[-1] == ""


def test_right_button_selects_what_is_under_it_and_keeps_several(hand: Hand) -> None:
    right = Qt.MouseButton.RightButton
    hand.press(hand.icon("web1"), button=right)
    hand.release(hand.icon("web1"), button=right)
    assert hand.document.selection == {"web1"}
    hand.document.set_selection({"web1", "lb"})
    hand.press(hand.icon("lb"), button=right)
    hand.release(hand.icon("lb"), button=right)
    assert hand.document.selection == {"web1", "lb"}
