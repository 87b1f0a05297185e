"""A screen reader finds each element and link as a child of the canvas, and hears where one is."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent

from designer.edit.edits import Remove, Rename
from designer.model.ids import ElementId
from designer.render.theme import LIGHT
from designer.ui.canvas.accessible import AccessibleCanvas, AccessibleChild
from designer.ui.canvas.marks import Mark
from designer.ui.canvas.view import CanvasView
from designer.ui.document import Document
from tests.builders import diagram
from tests.ui.canvas.conftest import TWO_ZONES, Hand

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def exposed(hand: Hand) -> AccessibleCanvas:
    found = QAccessible.queryAccessibleInterface(hand.view)
    assert isinstance(found, AccessibleCanvas)
    return found


def names(canvas: AccessibleCanvas) -> list[str]:
    every = (canvas.child(place) for place in range(canvas.childCount()))
    return [one.text(NAME) for one in every if isinstance(one, AccessibleChild)]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[QAccessible.Event, str]]:
    """What assistive technology is told, as it is told."""
    told: list[tuple[QAccessible.Event, str]] = []
    update = QAccessible.updateAccessibility

    def listen(event: QAccessibleEvent) -> None:
        told.append((event.type(), event.accessibleInterface().text(NAME)))
        update(event)

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    return told


def test_each_element_and_link_is_a_child_in_the_order_of_the_tab_key(hand: Hand) -> None:
    canvas = exposed(hand)
    assert canvas.role() == QAccessible.Role.Canvas
    elements = hand.diagram.topology.elements
    walked = [elements[ElementId(key)].name for key in ("u", "r", "v", "lb")]
    assert [name for name in names(canvas) if name in walked] == walked
    assert len(names(canvas)) == len(elements) + len(hand.diagram.topology.links)
    for place in range(canvas.childCount()):
        child = canvas.child(place)
        assert child is not None
        assert canvas.indexOfChild(child) == place
        assert child.parent() is canvas


def test_a_child_tells_kind_container_and_findings(hand: Hand) -> None:
    mark = Mark(severity="high", count=1, sentences=("One zone is not enough.",))
    hand.view.set_findings({"web1": mark})
    web = exposed(hand).child_of("web1")
    assert web.text(NAME) == hand.element("web1").name
    told = web.text(DESCRIPTION)
    assert told.startswith("Amazon EC2")
    zone, subnet = hand.element("a").name, hand.element("s1").name
    assert f"{zone} › {subnet}" in told
    assert "1 finding, worst high, • One zone is not enough." in told
    assert exposed(hand).child_of("a").role() == QAccessible.Role.Grouping
    link = exposed(hand).child_of("lb--web1")
    assert link.text(NAME) == f"{hand.element('lb').name} → {hand.element('web1').name}"
    assert link.text(DESCRIPTION) == "request link"


def test_places_on_the_screen_lead_to_the_child_that_is_there(hand: Hand) -> None:
    canvas = exposed(hand)
    for key in ("web1", "db", "lb"):
        at = canvas.child_of(key).rect().center()
        assert canvas.childAt(at.x(), at.y()) is canvas.child_of(key)
    hand.view.look_from(1.0, hand.icon("db") * 50)
    assert canvas.child_of("db").state().offscreen  # type: ignore[attr-defined]


def test_the_focus_is_told_child_by_child(
    hand: Hand, heard: list[tuple[QAccessible.Event, str]]
) -> None:
    for key in ("u", "r", "v"):
        hand.key(Qt.Key.Key_Tab)
        assert heard[-1] == (QAccessible.Event.Focus, hand.element(key).name)
        child = exposed(hand).child_of(key)
        assert exposed(hand).focusChild() is child
        state = child.state()
        assert state.focused  # type: ignore[attr-defined]
        assert state.selected  # type: ignore[attr-defined]


def test_children_come_go_and_change_their_names_with_what_they_stand_for(
    hand: Hand, heard: list[tuple[QAccessible.Event, str]]
) -> None:
    gone = exposed(hand).child_of("web1")
    name = gone.text(NAME)
    hand.document.do(Remove(ids=frozenset({ElementId("web1")})))
    assert not any(one[1] == name for one in heard if one[0] != QAccessible.Event.ObjectDestroyed)
    assert name not in names(exposed(hand))
    hand.document.undo()
    assert (QAccessible.Event.ObjectCreated, name) in heard
    hand.document.do(Rename(id=ElementId("web1"), name="Other"))
    assert (QAccessible.Event.NameChanged, "Other") in heard
    assert exposed(hand).child_of("web1").text(NAME) == "Other"


def test_nothing_is_made_as_long_as_nobody_listens(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Tab)
    hand.document.do(Rename(id=ElementId("web1"), name="Other"))
    assert exposed(hand)._made == {}


@pytest.mark.usefixtures("qapp")
def test_children_die_with_the_canvas() -> None:
    view = CanvasView(Document(diagram(TWO_ZONES)), LIGHT)
    canvas = QAccessible.queryAccessibleInterface(view)
    assert isinstance(canvas, AccessibleCanvas)
    numbers = [canvas.child_of(key).number for key in ("web1", "lb--web1")]
    assert all(QAccessible.accessibleInterface(one) is not None for one in numbers)
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert canvas.view() is None
    assert [QAccessible.accessibleInterface(one) for one in numbers] == [None, None]
