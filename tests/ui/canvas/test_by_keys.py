"""Everything that is drawn by hand is drawn by keys alone, too."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.edit.edits import Collapse, Lock
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.links import LinkKind
from designer.ui.canvas.walk import next_link, toward
from designer.ui.main_window import MainWindow
from tests.builders import diagram
from tests.ui.canvas.conftest import NO_KEYS, TWO_ZONES, Hand

SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def press(
    window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS, times: int = 1
) -> None:
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget() or window.parts.canvas, key, keys)


def write(window: MainWindow, text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget() or window.parts.canvas, text)
    press(window, Qt.Key.Key_Return)


def selected(window: MainWindow) -> list[str]:
    elements = window.document.diagram.topology.elements
    return sorted(elements[ElementId(k)].name for k in window.document.selection if k in elements)


def test_a_small_design_is_drawn_by_keys_alone(window: MainWindow) -> None:
    """Draw, rename, connect, change the link, move, resize and group, without a mouse."""
    window.welcome.page.hide()
    window.parts.canvas.setFocus()
    for service in ("vpc", "lambda", "s3"):
        press(window, Qt.Key.Key_Slash)
        write(window, service)
        press(window, Qt.Key.Key_Escape)
        press(window, Qt.Key.Key_Escape)
    topology = window.document.diagram.topology
    function = next(e.id for e in topology.elements.values() if e.service == "lambda")
    bucket = next(e.id for e in topology.elements.values() if e.service == "s3")

    window.document.set_selection({function})
    press(window, Qt.Key.Key_F2)
    write(window, "Resize pictures")
    assert selected(window) == ["Resize pictures"]

    linked = len(topology.links)
    press(window, Qt.Key.Key_C)
    assert window.parts.canvas.walking.is_linking
    while window.document.selection != {bucket}:
        press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Return)
    links = window.document.diagram.topology.links
    assert len(links) == linked + 1
    (made,) = window.document.selection
    assert {link.id: (link.source, link.target) for link in links.values()}[
        made  # type: ignore[index]
    ] == (function, bucket)

    press(window, Qt.Key.Key_Tab)
    before = window.document.diagram.layout.boxes[bucket]
    window.document.set_selection({bucket})
    press(window, Qt.Key.Key_Down, SHIFT)
    assert window.document.diagram.layout.boxes[bucket].y == before.y + 10

    press(window, Qt.Key.Key_G, CTRL)
    (group,) = window.document.selection
    assert window.document.diagram.topology.elements[bucket].parent == group
    box = window.document.diagram.layout.boxes[ElementId(group)]
    press(window, Qt.Key.Key_Right, CTRL, times=2)
    press(window, Qt.Key.Key_Down, CTRL)
    grown = window.document.diagram.layout.boxes[ElementId(group)]
    assert (grown.width, grown.height) == (box.width + 16, box.height + 8)
    press(window, Qt.Key.Key_U, CTRL)
    assert window.document.diagram.topology.elements[bucket].parent != group


def test_steps_of_one_size_are_taken_back_together(window: MainWindow, shop: Diagram) -> None:
    window.document.load(shop, None)
    window.document.set_selection({"s1"})
    press(window, Qt.Key.Key_Right, CTRL, times=3)
    assert len(window.document.history.steps) == 1
    press(window, Qt.Key.Key_Up, CTRL, times=60)
    assert window.parts.canvas.canvas.element_item("s1") is not None
    window.document.undo()
    assert window.document.diagram == shop


def test_what_is_locked_or_collapsed_keeps_its_size(window: MainWindow, shop: Diagram) -> None:
    window.document.load(shop, None)
    for edit in (
        Lock(ids=frozenset({ElementId("s1")}), locked=True),
        Collapse(ids=frozenset({ElementId("s1")}), collapsed=True),
    ):
        assert window.document.do(edit)
        window.document.set_selection({"s1"})
        before = window.document.diagram
        press(window, Qt.Key.Key_Right, CTRL)
        assert window.document.diagram is before
        window.document.undo()


def test_a_key_link_is_shown_refused_and_cancelled(hand: Hand) -> None:
    wire = hand.view.canvas.wire
    hand.document.set_selection({"u"})
    hand.view.commands.join()
    assert "Connect u to" in hand.said[-1]
    hand.document.set_selection({"a"})
    assert wire.isVisible()
    hand.view.commands.join()
    assert hand.refusals
    assert not wire.isVisible()
    hand.document.set_selection({"u"})
    hand.view.commands.join()
    hand.document.set_selection({"lb"})
    hand.key(Qt.Key.Key_Escape)
    assert not wire.isVisible()
    assert not hand.view.walking.is_linking
    assert hand.document.selection == {"lb"}
    hand.assert_shown()
    assert not hand.document.history.can_undo


def test_links_are_walked_one_by_one_and_tab_goes_on_from_their_element(hand: Hand) -> None:
    hand.document.set_selection({"web1"})
    walked = []
    for _ in range(3):
        hand.view.walking.go_along()
        walked.append(next(iter(hand.document.selection)))
    assert walked == ["lb--web1", "web1--db", "lb--web1"]
    hand.view.linking.set_kind(LinkKind.ASYNC)
    assert hand.link("lb--web1").kind is LinkKind.ASYNC
    hand.view.walking.go(0, 1)
    assert "lb--web1" not in hand.document.selection


def test_arrows_with_alt_go_to_what_lies_there(hand: Hand) -> None:
    drawn = hand.diagram
    boxes = drawn.layout.boxes
    for key, element in drawn.topology.elements.items():
        kin = {key, *drawn.topology.descendants(key)}
        kin.update(outer.id for outer in drawn.topology.ancestors(key))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            met = toward(drawn, key, dx, dy)
            here = boxes[key].centre
            cone = [
                other
                for other, one in drawn.topology.elements.items()
                if other not in kin and one.kind.is_container is element.kind.is_container
                for x, y in [(boxes[other].centre.x - here.x, boxes[other].centre.y - here.y)]
                if x * dx + y * dy >= abs(x * dy) + abs(y * dx) and (x * dx + y * dy) > 0
            ]
            assert (met in cone) if cone else met is None


def test_adding_by_keys_keeps_what_is_selected(hand: Hand) -> None:
    hand.document.set_selection({"a"})
    hand.view.walking.go(1, 0, adding=True)
    if len(hand.document.selection) == 1:
        hand.view.walking.go(0, 1, adding=True)
    assert hand.document.selection == {"a", "b"}


def test_nothing_linked_is_said() -> None:
    assert next_link(diagram(TWO_ZONES), ElementId("u"), "", forward=True) is None
