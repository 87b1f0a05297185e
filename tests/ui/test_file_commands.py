from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from designer.edit.edits import Rename, SetTitle
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.storage.diagram_file import read, write
from designer.ui.file_names import file_stem
from designer.ui.main_window import MainWindow
from tests.ui.conftest import Answerer


def _answer(path: Path, *args: object, **more: object) -> tuple[str, str]:
    return str(path), ""


def _answers(path: Path, *args: object, **more: object) -> tuple[list[str], str]:
    return [str(path)], ""


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let both file dialogs answer with one path; the dialogs themselves are Qt's own."""
    path = tmp_path / "chosen.tenet"
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", partial(_answers, path))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", partial(_answer, path))
    return path


def _change(window: MainWindow) -> None:
    assert window.document.do(Rename(id=ElementId("web1"), name="Changed"))


def test_save_as_then_open_again(window: MainWindow, shop: Diagram, choose: Path) -> None:
    window.files.hold(shop, None)
    _change(window)
    assert window.isWindowModified()
    assert window.files.save()
    assert not window.isWindowModified()
    assert window.windowTitle().startswith("chosen.tenet")
    assert read(choose) == window.document.diagram
    window.files.hold(Diagram(), None)
    assert window.files.open()
    assert window.document.diagram.topology.elements[ElementId("web1")].name == "Changed"
    assert window.document.is_clean


def test_save_goes_to_the_same_file(window: MainWindow, shop: Diagram, tmp_path: Path) -> None:
    path = tmp_path / "shop.tenet"
    write(path, shop)
    assert window.files.open_path(path)
    _change(window)
    assert window.files.save()
    assert read(path) == window.document.diagram


def test_a_name_without_suffix_gets_one_and_does_not_overwrite(
    window: MainWindow, choose: Path, monkeypatch: pytest.MonkeyPatch, answers: Answerer
) -> None:
    bare = choose.with_suffix("")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", partial(_answer, bare))
    write(choose, Diagram(title="Precious"))
    answers.press("Cancel")
    assert not window.files.save_as()
    assert read(choose).title == "Precious"
    answers.press("Yes")
    assert window.files.save_as()
    assert read(choose).title == "Untitled"


def test_unsaved_changes_are_asked_about(
    window: MainWindow, shop: Diagram, choose: Path, answers: Answerer
) -> None:
    window.files.hold(shop, None)
    _change(window)
    answers.press("Cancel")
    assert not window.files.close()
    assert window.document.diagram.topology.elements
    answers.press("Save")
    assert window.files.close()
    assert read(choose).title == "Shop"
    assert not window.document.diagram.topology.elements
    window.files.hold(shop, None)
    _change(window)
    answers.press("Don't save")
    assert window.files.close()
    assert "Save the changes to “Shop”?" in answers.seen[0]
    assert "Without saving they are lost." in answers.seen[0].split(" | ")


def test_closing_asks_too(window: MainWindow, shop: Diagram, answers: Answerer) -> None:
    window.files.hold(shop, None)
    _change(window)
    answers.press("Cancel")
    assert not window.close()
    assert window.isVisible()
    answers.press("Don't save")
    assert window.close()


def test_a_file_that_cannot_be_read_changes_nothing(
    window: MainWindow, shop: Diagram, tmp_path: Path, answers: Answerer
) -> None:
    window.files.hold(shop, None)
    bad = tmp_path / "bad.tenet"
    bad.write_text('{"tenet": ', "utf-8")
    answers.press("OK")
    assert not window.files.open_path(bad)
    assert str(bad) in answers.seen[0]
    assert window.document.diagram is shop


def test_a_failed_save_says_why_and_offers_another_place(
    window: MainWindow, shop: Diagram, choose: Path, tmp_path: Path, answers: Answerer
) -> None:
    window.files.hold(shop, None)
    _change(window)
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", "utf-8")
    window.document.mark_saved(blocked / "shop.tenet")
    window.document.do(SetTitle(title="Shop 2"))
    answers.press("Save as…")
    assert window.files.save()
    assert "Nothing is lost" in answers.seen[0]
    assert read(choose).title == "Shop 2"
    assert window.document.path == choose


def test_a_file_changed_by_somebody_else_is_not_overwritten_unasked(
    window: MainWindow, shop: Diagram, tmp_path: Path, answers: Answerer
) -> None:
    path = tmp_path / "shop.tenet"
    write(path, shop)
    window.files.open_path(path)
    write(path, Diagram(title="Theirs"))
    _change(window)
    answers.press("Cancel")
    assert not window.files.save()
    assert read(path).title == "Theirs"
    answers.press("Replace")
    assert window.files.save()
    assert read(path).title == "Shop"


def test_recent_files_are_listed_and_forgotten_when_gone(
    window: MainWindow, shop: Diagram, tmp_path: Path, answers: Answerer
) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.tenet", shop)
        window.files.open_path(tmp_path / f"{name}.tenet")
    menu = window.actions_bar.menu("File")
    recent = next(a.menu() for a in menu.actions() if a.text() == "Open &recent")
    texts = [action.text() for action in recent.actions()]  # type: ignore[attr-defined]
    assert [text[:3] for text in texts] == ["&1 ", "&2 "]
    assert texts[0].endswith("b.tenet")
    (tmp_path / "a.tenet").unlink()
    answers.press("OK")
    recent.actions()[1].trigger()  # type: ignore[attr-defined]
    assert len(recent.actions()) == 1  # type: ignore[attr-defined]


def test_a_sample_begins_a_new_diagram(window: MainWindow, shop: Diagram, tmp_path: Path) -> None:
    path = tmp_path / "sample.tenet"
    write(path, shop)
    assert window.files.open_sample(path)
    assert window.document.path is None
    assert window.document.is_clean
    assert window.windowTitle().startswith("Shop")


@pytest.mark.parametrize(
    ("title", "stem"),
    [("Shop", "Shop"), ("a/b\\c:d", "a b c d"), ("..", "Untitled"), ("", "Untitled")],
)
def test_titles_become_file_names(title: str, stem: str) -> None:
    assert file_stem(title) == stem
