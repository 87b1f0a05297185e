from pathlib import Path

import pytest

from designer.ui.doors import Door, Doors
from designer.ui.main_window import MainWindow


def test_foreign_files_come_in_by_the_one_door(window: MainWindow, tmp_path: Path) -> None:
    opened: list[Path] = []

    def take(path: Path) -> bool:
        opened.append(path)
        return True

    door = Door(name="sketches", patterns=("*.sketch", "*.sketch.xz"), open=take)
    path = tmp_path / "A.Sketch"
    path.write_text("lines")
    assert not window.files.doors.can_open(path)
    window.files.doors.add(door)
    assert window.files.open_path(path)
    assert opened == [path]


@pytest.mark.parametrize(
    ("name", "takes"), [("a.x", True), ("a.X", True), ("a.tenet", True), ("a.txt", False)]
)
def test_names_decide(name: str, takes: bool) -> None:
    doors = Doors()
    doors.add(Door(name="X files", patterns=("*.x",), open=lambda path: bool(path)))
    assert doors.can_open(Path(name)) is takes
    assert (doors.door_for(Path(name)) is not None) is (takes and name != "a.tenet")


def test_the_file_dialog_offers_each_kind_and_all() -> None:
    doors = Doors()
    assert doors.filter() == "Tenet diagrams (*.tenet);;All files (*)"
    doors.add(Door(name="X files", patterns=("*.x", "*.y"), open=lambda path: bool(path)))
    assert doors.filter() == (
        "All that can be opened (*.tenet *.x *.y);;Tenet diagrams (*.tenet);;"
        "X files (*.x *.y);;All files (*)"
    )
