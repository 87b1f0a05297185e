"""The map in the corner: what it shows, and where a press on it leads."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.edit.edits import Batch, Move
from designer.edit.offer import Offer
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.render.theme import LIGHT
from designer.ui.main_window import MainWindow
from designer.ui.minimap.minimap import Minimap
from designer.ui.minimap.picture import MapScale, area_of, map_picture


def shown(window: MainWindow, shop: Diagram) -> Minimap:
    window.document.load(shop, None)
    window.parts.canvas.zoom_reset()
    for _ in range(3):
        window.parts.canvas.zoom_in()
    window.seeing.show_tab()
    QApplication.processEvents()
    return window.seeing.minimap


def test_it_is_seen_while_something_is_out_of_sight(window: MainWindow, shop: Diagram) -> None:
    minimap = shown(window, shop)
    assert minimap.isVisible()
    window.parts.canvas.fit()
    assert not minimap.isVisible()
    window.parts.canvas.zoom_in()
    window.parts.canvas.zoom_in()
    window.parts.canvas.zoom_in()
    assert minimap.isVisible()
    window.actions_bar["view.minimap"].trigger()
    assert not minimap.isVisible()
    assert not window._preferences.settings.minimap
    window.actions_bar["view.minimap"].trigger()
    assert minimap.isVisible()


def test_a_click_brings_that_part_to_the_middle(window: MainWindow, shop: Diagram) -> None:
    minimap = shown(window, shop)
    canvas = window.parts.canvas
    middle = canvas.canvas.element_item("db")
    assert middle is not None
    aim = middle.outline().center()
    place = minimap.place_of(aim).toPoint()
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=place)
    if not minimap.frame().contains(QPointF(place)):
        raise AssertionError("the frame did not follow")
    QTest.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=place)
    reach = 40 / canvas.zoom + 40
    assert (canvas.seen.center() - aim).manhattanLength() < canvas.seen.width() / 2 + reach


def test_the_frame_is_dragged_from_where_it_is_held(window: MainWindow, shop: Diagram) -> None:
    minimap = shown(window, shop)
    canvas = window.parts.canvas
    canvas.look_at(QPointF(0, 0))
    area = area_of(shop)
    assert area is not None
    canvas.look_at(QPointF(area.centre.x, area.centre.y))
    before = canvas.seen.center()
    start = (minimap.frame().center() + QPointF(3, 2)).toPoint()
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, pos=start)
    assert (canvas.seen.center() - before).manhattanLength() < 12
    QTest.mouseMove(minimap, start + QPointF(20, 10).toPoint())
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, pos=start + QPointF(20, 10).toPoint())
    moved = canvas.seen.center() - before
    assert moved.x() > 0
    assert moved.y() > 0


def test_it_never_lies_on_a_card_of_the_canvas(window: MainWindow, shop: Diagram) -> None:
    minimap = shown(window, shop)
    offers, view = window.parts.canvas.offers, window.parts.canvas.viewport()
    corner = QRect(view.width() - 60, view.height() - 60, 10, 10)
    offered = Offer(text="With a cache", edit=Batch(edits=(), label=""), focus=ElementId("web1"))
    assert offers.ask("What comes with it?", (offered,), corner)
    assert not minimap.isVisible()
    offers.dismiss()
    assert minimap.isVisible()
    assert offers.ask("What comes with it?", (offered,), QRect(10, 10, 10, 10))
    assert minimap.isVisible()


def test_it_follows_the_drawing_when_that_has_come_to_rest(
    window: MainWindow, shop: Diagram, qtbot: QtBot
) -> None:
    minimap = shown(window, shop)
    before = minimap.place_of(QPointF(0, 0))
    window.document.do(Move(ids=frozenset({ElementId("u")}), dx=-3000, dy=0))
    assert minimap.place_of(QPointF(0, 0)) == before
    qtbot.waitUntil(lambda: minimap.place_of(QPointF(0, 0)) != before, timeout=2000)


def test_places_go_there_and_back() -> None:
    scale = MapScale(Box(-100, 50, 400, 300), 200, 140)
    there = scale.to_map(Box(-100, 50, 400, 300))
    assert QRectF(0, 0, 200, 140).contains(there)
    x, y = scale.to_scene(there.right(), there.bottom())
    assert (round(x), round(y)) == (300, 350)


def test_the_picture_shows_elements_where_they_are(qapp: QApplication, shop: Diagram) -> None:
    area = area_of(shop)
    assert area is not None
    scale = MapScale(area, 200, 140)
    image = map_picture(shop, LIGHT, scale, 200, 140, 2.0).toImage()
    assert (image.width(), image.height()) == (400, 280)
    box = shop.layout.boxes[ElementId("web1")]
    spot = scale.to_map(Box(box.centre.x, box.y + 28, 0, 0)).topLeft() * 2
    assert image.pixelColor(spot.toPoint()).name().upper() == "#ED7100"
    assert area_of(Diagram()) is None
