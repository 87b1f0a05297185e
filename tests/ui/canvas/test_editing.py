from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from designer.render.theme import DARK
from designer.ui.mime import FRAGMENT_MIME
from tests.builders import diagram
from tests.ui.canvas.conftest import Hand, hand_for, middle

CTRL = Qt.KeyboardModifier.ControlModifier


def _editor(hand: Hand) -> QLineEdit:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.parentWidget() is hand.view.viewport()
    return focus


def test_f2_renames_in_place(hand: Hand) -> None:
    hand.click(hand.icon("web1"))
    hand.key(Qt.Key.Key_F2)
    assert _editor(hand).text() == "web1"
    hand.type("Web server")
    hand.type("\r")
    assert hand.element("web1").name == "Web server"
    assert QApplication.focusWidget() is hand.view
    assert len(hand.document.history.steps) == 1
    hand.assert_shown()


def test_double_click_renames_and_escape_does_not(hand: Hand) -> None:
    hand.double_click(hand.icon("web1"))
    editor = _editor(hand)
    hand.type("other")
    QApplication.sendEvent(editor, _escape())
    assert hand.element("web1").name == "web1"
    assert not hand.document.history.can_undo


def test_press_elsewhere_takes_the_name_over(hand: Hand) -> None:
    hand.double_click(hand.title("s1"))
    hand.type("App subnet")
    hand.click(hand.icon("lb"))
    assert hand.element("s1").name == "App subnet"


def test_keys_in_the_editor_do_nothing_to_the_canvas(hand: Hand) -> None:
    box = hand.box("web1")
    hand.click(hand.icon("web1"))
    hand.key(Qt.Key.Key_F2)
    editor = _editor(hand)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_F2, Qt.Key.Key_Space):
        QTest.keyClick(editor, key)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert hand.box("web1") == box
    assert QApplication.focusWidget() is editor


def test_markup_in_a_name_stays_text(hand: Hand) -> None:
    hand.click(hand.icon("web1"))
    hand.key(Qt.Key.Key_F2)
    hand.type("<b>x</b>\r")
    assert hand.element("web1").name == "<b>x</b>"


def test_double_click_on_a_line_edits_its_label(hand: Hand) -> None:
    line = hand.view.canvas.link_item("lb--web1")
    assert line is not None
    first, second = line.points[0], line.points[1]
    hand.double_click(QPointF((first.x + second.x) / 2, (first.y + second.y) / 2))
    hand.type("HTTP\r")
    assert hand.link("lb--web1").label == "HTTP"
    assert line.label is not None
    hand.assert_shown()


def test_delete_removes_with_all_it_holds_and_undo_brings_it_back(hand: Hand) -> None:
    start = hand.diagram
    hand.click(hand.title("a"))
    hand.key(Qt.Key.Key_Delete)
    assert not {"a", "s1", "web1"} & set(hand.diagram.topology.elements)
    assert "lb--web1" not in hand.diagram.topology.links
    assert hand.document.selection == frozenset()
    hand.assert_shown()
    hand.key(Qt.Key.Key_Z, CTRL)
    assert hand.diagram is start
    hand.assert_shown()


def test_copy_and_paste_give_new_ids_beside(hand: Hand) -> None:
    hand.document.set_selection({"a", "lb", "web1"})
    hand.key(Qt.Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasFormat(FRAGMENT_MIME)
    assert "web1" in mime.text()
    before = set(hand.diagram.topology.elements)
    links = len(hand.diagram.topology.links)
    hand.key(Qt.Key.Key_V, CTRL)
    new = set(hand.diagram.topology.elements) - before
    assert len(new) == 4
    assert len(hand.diagram.topology.links) == links + 1
    assert len(hand.document.history.steps) == 1
    assert hand.document.selection <= new
    hand.assert_shown()


def test_second_paste_does_not_cover_the_first(hand: Hand) -> None:
    hand.document.set_selection({"u"})
    hand.key(Qt.Key.Key_C, CTRL)
    hand.key(Qt.Key.Key_V, CTRL)
    hand.key(Qt.Key.Key_V, CTRL)
    places = {hand.box(key).x for key in hand.diagram.topology.elements if key.startswith("u")}
    assert len(places) == 3


def test_paste_lands_at_the_pointer(hand: Hand) -> None:
    hand.document.set_selection({"web1"})
    hand.key(Qt.Key.Key_C, CTRL)
    target = hand.inside("s2")
    hand.move(target)
    hand.key(Qt.Key.Key_V, CTRL)
    (new,) = hand.document.selection
    assert hand.element(new).parent == "s2"


def test_cut_and_paste_bring_back_the_same_place(hand: Hand) -> None:
    box = hand.box("u")
    hand.document.set_selection({"u"})
    hand.key(Qt.Key.Key_X, CTRL)
    assert "u" not in hand.diagram.topology.elements
    hand.key(Qt.Key.Key_V, CTRL)
    (new,) = hand.document.selection
    assert hand.box(new) == box


def test_an_empty_clipboard_is_nothing_to_paste(hand: Hand) -> None:
    QApplication.clipboard().setMimeData(None)  # type: ignore[arg-type]  # what clearing comes to
    before = hand.diagram
    hand.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert hand.said[-1] == "There is nothing to paste. Copy elements first."
    assert hand.diagram is before


def test_foreign_clipboard_is_not_pasted(hand: Hand) -> None:
    QGuiApplication.clipboard().setText("hello")
    hand.key(Qt.Key.Key_V, CTRL)
    assert not hand.document.history.can_undo


def test_duplicate(hand: Hand) -> None:
    hand.document.set_selection({"web1"})
    hand.key(Qt.Key.Key_D, CTRL)
    (new,) = hand.document.selection
    assert new != "web1"
    assert hand.element(new).parent == "s1"
    assert hand.box("s1").contains(hand.box(new))
    hand.assert_shown()


def test_wheel_zooms_to_the_pointer_within_limits(hand: Hand) -> None:
    view = hand.view
    at = QPointF(300, 200)
    spot = view.mapToScene(at.toPoint())
    _wheel(hand, at, 120)
    assert view.zoom > 1.0
    now = view.mapToScene(at.toPoint())
    assert abs(now.x() - spot.x()) <= 1.5
    assert abs(now.y() - spot.y()) <= 1.5
    for _ in range(40):
        _wheel(hand, at, 120)
    assert view.zoom == 8.0
    for _ in range(80):
        _wheel(hand, at, -120)
    assert view.zoom == 0.05


def test_fit_shows_everything_and_centre_on_flashes(hand: Hand, qtbot: QtBot) -> None:
    view = hand.view
    view.fit()
    rect = view.canvas.bounds_of(view.canvas.ids())
    assert rect is not None
    assert view.mapToScene(view.viewport().rect()).boundingRect().contains(rect)
    view.zoom_to({"web1"})
    assert view.zoom == 2.0
    view.centre_on({"db"})
    item = view.canvas.element_item("db")
    assert item is not None
    assert item.is_flashing
    centre = view.mapToScene(middle(view))
    assert abs(centre.x() - item.outline().center().x()) <= 1
    qtbot.waitUntil(lambda: not item.is_flashing, timeout=3000)


def test_what_is_in_sight_is_pointed_at_where_it_is(hand: Hand) -> None:
    view = hand.view
    before = view.seen
    view.point_at({"db"})
    item = view.canvas.element_item("db")
    assert item is not None
    assert item.is_flashing
    assert view.seen == before
    view.look_at(QPointF(5000, 5000))
    view.point_at({"db"})
    assert view.seen.contains(item.outline().center())


def test_everything_stays_in_sight_when_the_view_gets_smaller(hand: Hand) -> None:
    view = hand.view
    rect = view.canvas.bounds_of(view.canvas.ids())
    assert rect is not None
    before = view.zoom
    view.resize(700, 380)
    assert view.seen.contains(rect)
    assert view.zoom < before
    view.resize(1400, 1000)
    assert view.zoom == before
    view.zoom_in()
    chosen = view.zoom
    view.resize(700, 380)
    assert view.zoom == chosen


def test_space_and_middle_button_pan(hand: Hand) -> None:
    view = hand.view
    before = view.mapToScene(0, 0)
    start = view.mapToScene(QPoint(400, 300))
    hand.press(start, button=Qt.MouseButton.MiddleButton)
    hand.move(start + QPointF(50, 30), held=True)
    hand.release(view.mapToScene(QPoint(450, 330)), button=Qt.MouseButton.MiddleButton)
    moved = view.mapToScene(0, 0)
    assert (moved.x(), moved.y()) == (before.x() - 50, before.y() - 30)
    assert not hand.document.history.can_undo


def test_themes_switch_and_paint(hand: Hand) -> None:
    light = hand.view.grab().toImage().pixelColor(20, 20)
    hand.view.set_theme(DARK)
    dark = hand.view.grab().toImage().pixelColor(20, 20)
    assert light.lightness() > 200
    assert dark.lightness() < 60


def test_paints_at_every_level_of_detail(qtbot: QtBot) -> None:
    text = "users u\nnote n\nregion r\n  sqs q\n  lambda f\n  s3 b\n  asg g\nf ~> q\nf +> b\nu -> f"
    hand = hand_for(qtbot, diagram(f'{text} "label" optional'))
    hand.key(Qt.Key.Key_A, CTRL)
    for zoom in (8.0, 2.0, 1.0, 0.4, 0.3, 0.1, 0.05):
        hand.view.zoom_reset()
        hand.view._camera.zoom_to(zoom)
        assert not hand.view.grab().isNull()


def _wheel(hand: Hand, at: QPointF, turned: int) -> None:
    event = QWheelEvent(
        at,
        hand.view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(hand.view.viewport(), event)


def _escape() -> QKeyEvent:
    return QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
