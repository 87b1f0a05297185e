"""The tabs of the last time are there again, each read when it is looked at."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.edit.edits import SetTitle
from designer.model.diagram import Diagram
from designer.storage.diagram_file import write
from designer.ui.last_session import Record, load_record, save_record, session_file
from designer.ui.main_window import MainWindow
from designer.ui.settings import Preferences
from designer.ui.tabs.tab import Place
from tests.ui.conftest import Answerer

Start = Callable[[], MainWindow]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Start]:
    """Start the program once more, as often as wanted."""
    made: list[MainWindow] = []

    def begin() -> MainWindow:
        window = MainWindow(Preferences())
        window.resize(1400, 900)
        made.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.begin()
        return window

    yield begin
    for window in made:
        for tab in window.tabs:
            tab.document.load(Diagram(), None)
        window.close()
        window.deleteLater()


@pytest.fixture
def files(shop: Diagram, tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{name}.tenet" for name in ("a", "b", "c")]
    for path in paths:
        write(path, shop)
    return paths


def titles(window: MainWindow) -> list[str]:
    return [tab.title for tab in window.tabs]


def test_tabs_places_and_the_current_one_come_back(
    qtbot: QtBot, start: Start, files: list[Path]
) -> None:
    first = start()
    for path in files:
        assert first.files.open_path(path)
    first.tabs.step(-1)
    first.parts.canvas.look_from(1.5, QPointF(120.0, 80.0))
    assert first.close()
    second = start()
    assert titles(second) == ["a.tenet", "b.tenet", "c.tenet"]
    assert second.document.path == files[1]
    assert second.document.diagram.title == "Shop"
    assert second.parts.canvas.zoom == pytest.approx(1.5)
    middle = second.parts.canvas.seen.center()
    assert (middle.x(), middle.y()) == pytest.approx((120.0, 80.0), abs=2.0)
    assert not second.isWindowModified()
    assert second.document.base_digest


def test_a_tab_is_read_when_it_is_looked_at(start: Start, files: list[Path]) -> None:
    first = start()
    for path in files[:2]:
        first.files.open_path(path)
    assert first.close()
    second = start()
    idle = next(iter(second.tabs))
    assert not idle.document.diagram.topology.elements
    assert second.files.open_path(files[0]), "opening a file that sleeps in a tab goes there"
    assert second.tabs.current is idle
    assert idle.document.diagram.topology.elements
    assert len(second.tabs) == 2


def test_what_is_gone_is_named_quietly(start: Start, files: list[Path]) -> None:
    first = start()
    for path in files:
        first.files.open_path(path)
    assert first.close()
    files[1].unlink()
    second = start()
    assert titles(second) == ["a.tenet", "c.tenet"]
    assert second.parts.toast.text == "Not there any more since the last time: b.tenet."


def test_what_cannot_be_read_any_more_is_told_and_closed(
    qtbot: QtBot, start: Start, files: list[Path], answers: Answerer
) -> None:
    first = start()
    for path in files[:2]:
        first.files.open_path(path)
    assert first.close()
    files[0].write_text("no diagram", "utf-8")
    second = start()
    answers.press("OK")
    second.tabs.step(1)
    qtbot.waitUntil(lambda: titles(second) == ["b.tenet"])
    assert second.document.path == files[1]
    assert files[0].read_text("utf-8") == "no diagram"


def test_it_can_be_turned_off(start: Start, files: list[Path]) -> None:
    first = start()
    first.files.open_path(files[0])
    first.actions_bar["file.reopen"].trigger()
    assert first.close()
    second = start()
    assert titles(second) == ["Untitled"]
    assert not second.actions_bar["file.reopen"].isChecked()


def test_a_crash_finds_the_session_of_a_moment_ago(
    qtbot: QtBot, start: Start, files: list[Path]
) -> None:
    first = start()
    first.files.open_path(files[0])
    qtbot.waitUntil(lambda: bool(load_record().files))
    first.document.do(SetTitle(title="Changed"))
    assert [Path(path) for path, _ in load_record().files] == [files[0]]


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"tabs": [{"path": 1}], "current": 0}', '{"tabs": [], "current": "x"}']
)
def test_a_damaged_record_costs_only_the_tabs(text: str) -> None:
    session_file().parent.mkdir(parents=True, exist_ok=True)
    session_file().write_text(text, "utf-8")
    assert load_record() == Record()


def test_a_record_is_read_as_it_was_written() -> None:
    record = Record((("/x/a.tenet", Place(1.0, 2.0, -3.5)), ("/b", Place(0.5, 0.0, 0.0))), 1)
    save_record(record)
    assert load_record() == record
