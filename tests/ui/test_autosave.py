from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from designer.edit.edits import SetTitle
from designer.model.diagram import Diagram
from designer.storage.diagram_file import read, write
from designer.storage.recovery import leftovers, restore
from designer.ui.autosave import Autosave
from designer.ui.main_window import MainWindow
from designer.ui.picture_messages import pictures_folder
from designer.ui.recovery_bar import PICTURE


@pytest.fixture
def quick(window: MainWindow) -> Iterator[Autosave]:
    """Autosave that does not wait five seconds."""
    made = Autosave(window.document, window, pause_ms=10)
    window.autosave.close()
    yield made
    made.close()


def test_a_change_is_kept_and_forgotten_once_saved(
    qtbot: QtBot, window: MainWindow, quick: Autosave, shop: Diagram, tmp_path: Path
) -> None:
    path = tmp_path / "shop.tenet"
    write(path, shop)
    window.files.open_path(path)
    window.document.do(SetTitle(title="Unsaved"))
    qtbot.waitUntil(lambda: quick.snapshot is not None and quick.snapshot.exists())
    assert leftovers() == (), "a living window's snapshot is nobody else's"
    assert window.files.save()
    assert quick.snapshot is not None
    assert not quick.snapshot.exists()


def test_what_a_crash_left_is_offered_and_recovered(
    window: MainWindow, quick: Autosave, shop: Diagram, tmp_path: Path
) -> None:
    path = tmp_path / "shop.tenet"
    write(path, shop)
    window.files.open_path(path)
    window.document.do(SetTitle(title="Unsaved"))
    quick.take()
    # The end of a crash: nobody discards the snapshot.
    quick.close(discard=False)
    (left,) = leftovers()
    assert restore(left).title == "Unsaved"
    window.document.load(Diagram(), None)
    bar = window.parts.recovery
    bar.look()
    assert bar.isVisible()
    assert "“Unsaved” of shop.tenet" in bar.accessibleName()
    buttons = {button.text(): button for button in bar.findChildren(QPushButton)}
    QTest.mouseClick(buttons["Recover"], Qt.MouseButton.LeftButton)
    assert window.document.diagram.title == "Unsaved"
    assert window.document.path == path
    assert not window.document.is_clean
    assert not bar.isVisible()
    assert leftovers() == ()
    assert read(path).title == "Shop", "recovering writes nothing into the file"


@pytest.mark.parametrize(("button", "left"), [("Not now", 1), ("Discard", 0)])
def test_the_offer_can_wait_or_be_refused(
    window: MainWindow, quick: Autosave, button: str, left: int
) -> None:
    window.document.do(SetTitle(title="Unsaved"))
    quick.take()
    quick.close(discard=False)
    window.document.load(Diagram(), None)
    bar = window.parts.recovery
    bar.look()
    found = next(b for b in bar.findChildren(QPushButton) if b.text() == button)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert len(leftovers()) == left


def test_the_offer_shows_a_picture_that_goes_with_the_work(
    qtbot: QtBot, window: MainWindow, quick: Autosave, shop: Diagram
) -> None:
    window.document.load(shop, None)
    window.document.do(SetTitle(title="Unsaved"))
    quick.take()
    quick.close(discard=False)
    window.document.load(Diagram(), None)
    bar = window.parts.recovery
    bar.look()
    picture = bar.findChild(QLabel, "recovery-picture")
    assert isinstance(picture, QLabel)
    qtbot.waitUntil(lambda: not picture.pixmap().isNull(), timeout=20_000)
    drawn = picture.pixmap().toImage()
    assert drawn.size() == PICTURE * picture.devicePixelRatioF()
    places = ((x, y) for x in range(0, drawn.width(), 3) for y in range(0, drawn.height(), 3))
    assert len({drawn.pixel(x, y) for x, y in places}) > 5
    assert list(pictures_folder().iterdir())
    discard = next(b for b in bar.findChildren(QPushButton) if b.text() == "Discard")
    QTest.mouseClick(discard, Qt.MouseButton.LeftButton)
    assert list(pictures_folder().iterdir()) == []


def test_a_folder_that_refuses_is_told_once(
    window: MainWindow, quick: Autosave, own_folders: Path
) -> None:
    (own_folders / "data").mkdir(exist_ok=True)
    (own_folders / "data" / "tenet-designer").write_text("in the way", "utf-8")
    told: list[str] = []
    quick.failed.connect(told.append)
    window.document.do(SetTitle(title="Unsaved"))
    quick.take()
    quick.take()
    assert len(told) == 1
    assert "crash" in told[0]
