"""An empty window: begin anew, go on, or take a template; and out of the way once begun."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from designer.model.diagram import Diagram
from designer.resources import sample_files
from designer.storage.diagram_file import read, write
from designer.ui.main_window import MainWindow
from designer.ui.mime import SERVICE_MIME
from designer.ui.picture_messages import Order, Picture, kept_at, pictures_folder
from designer.ui.picture_worker import MAX_KEPT, picture_of
from designer.ui.pictures import Pictures
from designer.ui.start_page.cards import Cards
from designer.ui.start_page.page import StartPage
from tests.ui.conftest import Answerer

PATIENCE_MS = 30_000


@pytest.fixture
def begun(window: MainWindow, shop: Diagram, tmp_path: Path) -> Iterator[MainWindow]:
    """A window as the second start shows it, with two recent files and no tabs to reopen."""
    for name in ("old", "new"):
        write(tmp_path / f"{name}.tenet", shop)
        window.files.open_path(tmp_path / f"{name}.tenet")
    for tab in window.tabs:
        window.tabs.close(tab)
    window.begin()
    yield window
    window.pictures.stop()


def cards(window: MainWindow, name: str) -> Cards:
    found = [c for c in window.welcome.page.findChildren(Cards) if c.accessibleName() == name]
    assert len(found) == 1
    return found[0]


def names(list_of: Cards) -> list[str]:
    return [list_of.item(row).text() for row in range(list_of.count())]


def click(list_of: Cards, row: int) -> None:
    place = list_of.visualItemRect(list_of.item(row)).center()
    QTest.mouseClick(list_of.viewport(), Qt.MouseButton.LeftButton, pos=place)


def page_of(window: MainWindow) -> StartPage:
    return window.welcome.page


def test_it_shows_recent_files_and_all_templates(begun: MainWindow) -> None:
    assert page_of(begun).isVisible()
    assert page_of(begun).geometry() == begun.tabs.pages.rect()
    assert names(cards(begun, "Recent files")) == ["new.tenet", "old.tenet"]
    assert cards(begun, "Templates").count() == len(sample_files())


def test_a_recent_file_is_a_click_away(begun: MainWindow, tmp_path: Path) -> None:
    click(cards(begun, "Recent files"), 1)
    assert begun.document.path == tmp_path / "old.tenet"
    assert not page_of(begun).isVisible()
    assert len(begun.tabs) == 1


def test_the_keyboard_takes_a_template(begun: MainWindow) -> None:
    templates = cards(begun, "Templates")
    templates.setFocus()
    templates.setCurrentRow(1)
    QTest.keyClick(templates, Qt.Key.Key_Return)
    assert begun.document.diagram == read(sample_files()[1])
    assert begun.document.path is None
    assert not page_of(begun).isVisible()


def test_new_and_escape_leave_an_empty_canvas(begun: MainWindow) -> None:
    new = next(b for b in page_of(begun).findChildren(QPushButton) if "New" in b.text())
    QTest.mouseClick(new, Qt.MouseButton.LeftButton)
    assert not page_of(begun).isVisible()
    assert QApplication.focusWidget() is begun.parts.canvas
    begun.actions_bar["file.start"].trigger()
    assert page_of(begun).isVisible()
    assert len(begun.tabs) == 1
    QTest.keyClick(page_of(begun), Qt.Key.Key_Escape)
    assert not page_of(begun).isVisible()
    assert not begun.document.diagram.topology.elements


def test_a_service_from_the_palette_begins_the_drawing(begun: MainWindow) -> None:
    begun.parts.palette.chosen.emit("region")
    assert begun.document.diagram.topology.elements
    assert not page_of(begun).isVisible()
    begun.document.undo()
    assert not page_of(begun).isVisible(), "it does not come back over what was begun"


def test_dragging_a_service_in_makes_way_for_the_canvas(begun: MainWindow) -> None:
    data = QMimeData()
    data.setData(SERVICE_MIME, b"region")
    event = QDragEnterEvent(
        page_of(begun).rect().center(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(page_of(begun).viewport(), event)
    assert not page_of(begun).isVisible()


def test_the_last_tab_closed_leads_back_to_it_and_a_new_one_does_not(begun: MainWindow) -> None:
    click(cards(begun, "Templates"), 0)
    begun.files.new()
    assert not page_of(begun).isVisible()
    begun.files.close()
    begun.files.close()
    assert page_of(begun).isVisible()


def test_a_file_that_is_gone_says_so_and_leaves_the_list(
    qtbot: QtBot, begun: MainWindow, tmp_path: Path, answers: Answerer
) -> None:
    (tmp_path / "old.tenet").unlink()
    answers.press("OK")
    click(cards(begun, "Recent files"), 1)
    assert "is not there any more" in answers.seen[0]
    assert names(cards(begun, "Recent files")) == ["new.tenet"]


def test_pictures_come_from_a_process_of_their_own_and_stay(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, shop: Diagram
) -> None:
    path = tmp_path / "shop.tenet"
    write(path, shop)
    pictures = Pictures(qapp)
    try:
        with qtbot.waitSignal(pictures.ready, timeout=PATIENCE_MS) as ready:
            assert pictures.ask(path, QSize(200, 100), 2.0, named=True) is None
        assert ready.args is not None
        picture = ready.args[0]
        assert isinstance(picture, Picture)
        assert (picture.title, picture.problem) == ("Shop", "")
        drawn = QImage(picture.path)
        assert (drawn.width(), drawn.height()) == (400, 200)
        colours = {drawn.pixel(x, y) for x in range(0, 400, 7) for y in range(0, 200, 7)}
        assert len(colours) > 10
        assert pictures.ask(path, QSize(200, 100), 2.0) == Path(picture.path)
    finally:
        pictures.stop()
        pictures.deleteLater()


def test_a_picture_is_drawn_anew_when_its_file_is_newer(
    qapp: QApplication, tmp_path: Path, shop: Diagram
) -> None:
    path = tmp_path / "shop.tenet"
    write(path, shop)
    order = Order(file=str(path), dark=False, width=100, height=60)
    first = Path(picture_of(order).path)
    before = first.read_bytes()
    first.write_bytes(b"kept")
    os.utime(path, (1.0, 1.0))
    assert picture_of(order) == Picture(order=order, path=str(first))
    assert first.read_bytes() == b"kept", "nothing has changed, nothing is drawn"
    later = first.stat().st_mtime + 10
    os.utime(path, (later, later))
    picture_of(order)
    assert first.read_bytes() == before
    dark = picture_of(Order(file=str(path), dark=True, width=100, height=60))
    assert QColor(QImage(dark.path).pixel(1, 1)).lightness() < 90
    path.unlink()
    assert picture_of(order).problem == "It is not there any more."
    assert not kept_at(order).exists()


def test_what_is_no_design_has_no_picture_and_few_are_kept(
    qapp: QApplication, tmp_path: Path, shop: Diagram
) -> None:
    bad = tmp_path / "bad.tenet"
    bad.write_text("no design", "utf-8")
    assert picture_of(Order(file=str(bad), dark=False, width=100, height=60)).problem
    good = tmp_path / "good.tenet"
    write(good, shop)
    pictures_folder().mkdir(parents=True)
    for number in range(MAX_KEPT + 5):
        old = pictures_folder() / f"{number}.png"
        old.write_bytes(b"")
        os.utime(old, (number, number))
    made = picture_of(Order(file=str(good), dark=False, width=100, height=60))
    kept = {path.name for path in pictures_folder().iterdir()}
    assert len(kept) == MAX_KEPT
    assert Path(made.path).name in kept
    assert "5.png" not in kept
    assert "6.png" in kept
