from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from designer.edit.apply import apply
from designer.edit.edits import Rename, SetTitle, SetWorkload
from designer.model.changes import diff
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.workload import Workload
from designer.storage.diagram_file import read, write
from designer.ui.disk_watch import ChangedBar, counted
from designer.ui.main_window import MainWindow


@pytest.fixture
def path(window: MainWindow, shop: Diagram, tmp_path: Path) -> Path:
    made = tmp_path / "shop.tenet"
    write(made, shop)
    assert window.files.open_path(made)
    return made


def change(path: Path, shop: Diagram) -> Diagram:
    """Change the file as another program does."""
    other = apply(shop, Rename(id=ElementId("db"), name="Ledger"))
    write(path, other)
    return other


def press(bar: ChangedBar, text: str) -> None:
    button = next(b for b in bar.findChildren(QPushButton) if b.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_change_is_noticed_and_reloaded_undoably(
    qtbot: QtBot, window: MainWindow, shop: Diagram, path: Path
) -> None:
    bar = window.parts.changed
    window.document.do(SetTitle(title="Mine"))
    other = change(path, shop)
    qtbot.waitUntil(bar.isVisible)
    assert "shop.tenet has been changed" in bar.accessibleName()
    press(bar, "Reload")
    assert not bar.isVisible()
    assert window.document.is_clean
    assert window.document.diagram.topology == other.topology
    window.document.undo()
    assert window.document.diagram.title == "Mine"


def test_keeping_mine_lets_saving_replace_the_file(
    qtbot: QtBot, window: MainWindow, shop: Diagram, path: Path
) -> None:
    bar = window.parts.changed
    change(path, shop)
    qtbot.waitUntil(bar.isVisible)
    press(bar, "Keep mine")
    assert not bar.isVisible()
    assert not window.document.is_clean
    assert window.files.save(), "asks nothing again"
    assert read(path).topology == shop.topology


def test_comparing_opens_the_other_beside(
    qtbot: QtBot, window: MainWindow, shop: Diagram, path: Path
) -> None:
    other = change(path, shop)
    qtbot.waitUntil(window.parts.changed.isVisible)
    with qtbot.waitSignal(window.disk.told) as said:
        press(window.parts.changed, "Compare")
    assert said.args == ["shop.tenet as it is on disk: elements: 1 changed."]
    assert len(window.tabs) == 2
    assert window.document.diagram.topology == other.topology
    assert window.document.path is None


def test_saving_here_is_no_change(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.document.do(SetTitle(title="Mine"))
    assert window.files.save()
    qtbot.wait(600)
    assert not window.parts.changed.isVisible()


def test_a_file_that_cannot_be_read_keeps_the_drawing(
    qtbot: QtBot, window: MainWindow, path: Path
) -> None:
    before = window.document.diagram
    path.write_text("{")
    qtbot.waitUntil(window.parts.changed.isVisible)
    with qtbot.waitSignal(window.disk.told) as said:
        press(window.parts.changed, "Reload")
    assert said.args is not None
    assert "Your drawing is kept as it is." in str(said.args[0])
    assert window.document.diagram is before


def test_a_file_that_is_gone_is_no_change(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    path.unlink()
    qtbot.wait(600)
    assert not window.parts.changed.isVisible()


def test_differences_are_counted(shop: Diagram) -> None:
    assert counted(diff(shop, shop)) == "nothing differs that is drawn"
    titled = apply(shop, SetTitle(title="Other"))
    assert counted(diff(shop, titled)) == "title, description or review differ"
    asked = apply(shop, SetWorkload(workload=Workload(peak_rps=3)))
    assert counted(diff(shop, asked)) == "workload or acceptances differ"
