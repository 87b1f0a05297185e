"""Exporting from the window: the real command runs in a child process on a snapshot."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from designer.exporters.formats import format_called
from designer.importers.dispatch import import_file
from designer.model.diagram import Diagram
from designer.ui.dialogs.export_image import ExportImage
from designer.ui.export_run import ExportOrder, ExportRun
from designer.ui.plain_text import PlainLabel
from tests.ui.conftest import Answerer

PATIENCE_MS = 60_000
MAGIC = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


class Dialog:
    """The dialog and its controls by name."""

    def __init__(self, qtbot: QtBot, drawn: Diagram, start: Path) -> None:
        self.dialog = ExportImage(drawn, start, None)
        qtbot.addWidget(self.dialog)
        with qtbot.waitExposed(self.dialog):
            self.dialog.show()
        self.combos = {c.accessibleName(): c for c in self.dialog.findChildren(QComboBox)}
        self.path = next(
            line for line in self.dialog.findChildren(QLineEdit) if line.accessibleName() == "File"
        )

    def choose(self, name: str, entry: str) -> None:
        combo = self.combos[name]
        combo.setFocus()
        while not combo.currentText().startswith(entry):
            row = combo.findText(entry, Qt.MatchFlag.MatchStartsWith)
            QTest.keyClick(combo, Qt.Key.Key_Down if combo.currentIndex() < row else Qt.Key.Key_Up)

    def press(self, button: QDialogButtonBox.StandardButton) -> None:
        QTest.mouseClick(self.dialog.buttons.button(button), Qt.MouseButton.LeftButton)

    def words(self) -> list[str]:
        labels = self.dialog.findChildren(PlainLabel)
        return [label.text() for label in labels if label.isVisible()]


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_picture_is_written(qtbot: QtBot, shop: Diagram, tmp_path: Path, kind: str) -> None:
    desk = Dialog(qtbot, shop, tmp_path / "shop.png")
    desk.choose("Format", kind.upper())
    desk.choose("Theme", "Dark")
    assert desk.path.text() == str(tmp_path / f"shop.{kind}")
    with qtbot.waitSignal(desk.dialog.accepted, timeout=PATIENCE_MS):
        desk.press(QDialogButtonBox.StandardButton.Ok)
    assert desk.dialog.path.read_bytes().startswith(MAGIC[kind])
    assert [path.name for path in tmp_path.iterdir()] == [f"shop.{kind}"]


def test_a_draw_io_file_is_written_with_looks_of_its_own(
    qtbot: QtBot, shop: Diagram, tmp_path: Path
) -> None:
    desk = Dialog(qtbot, shop, tmp_path / "shop.png")
    desk.choose("Format", "draw.io")
    assert desk.path.text() == str(tmp_path / "shop.drawio")
    assert not any(desk.combos[name].isEnabled() for name in ("Layout", "Scale", "Theme"))
    with qtbot.waitSignal(desk.dialog.accepted, timeout=PATIENCE_MS):
        desk.press(QDialogButtonBox.StandardButton.Ok)
    (page,) = import_file(desk.dialog.path).pages
    assert page.diagram.topology == shop.topology


def test_the_suffix_and_the_format_follow_each_other(
    qtbot: QtBot, shop: Diagram, tmp_path: Path
) -> None:
    desk = Dialog(qtbot, shop, tmp_path / "shop.png")
    assert desk.combos["Scale"].isEnabled()
    desk.path.setFocus()
    desk.path.selectAll()
    QTest.keyClicks(desk.path, str(tmp_path / "a.svg"))
    assert desk.combos["Format"].currentText().startswith("SVG")
    assert not desk.combos["Scale"].isEnabled()


def test_a_missing_folder_is_said_and_nothing_runs(
    qtbot: QtBot, shop: Diagram, tmp_path: Path
) -> None:
    desk = Dialog(qtbot, shop, tmp_path / "nowhere" / "shop.png")
    desk.press(QDialogButtonBox.StandardButton.Ok)
    assert f"There is no folder {tmp_path / 'nowhere'}." in desk.words()
    assert desk.dialog.isVisible()


def test_an_existing_picture_is_not_replaced_unasked(
    qtbot: QtBot, shop: Diagram, tmp_path: Path, answers: Answerer
) -> None:
    old = tmp_path / "shop.png"
    old.write_bytes(b"old")
    desk = Dialog(qtbot, shop, old)
    answers.press("Cancel")
    desk.press(QDialogButtonBox.StandardButton.Ok)
    assert old.read_bytes() == b"old"


def test_an_export_can_be_stopped(qtbot: QtBot, shop: Diagram, tmp_path: Path) -> None:
    desk = Dialog(qtbot, shop, tmp_path / "shop.png")
    transparent = desk.dialog.findChild(QCheckBox)
    assert isinstance(transparent, QCheckBox)
    desk.press(QDialogButtonBox.StandardButton.Ok)
    assert not desk.path.isEnabled()
    desk.press(QDialogButtonBox.StandardButton.Cancel)
    assert desk.dialog.isVisible()
    assert "Stopped; nothing was exported." in desk.words()
    assert desk.path.isEnabled()
    desk.press(QDialogButtonBox.StandardButton.Cancel)
    assert not desk.dialog.isVisible()
    assert not (tmp_path / "shop.png").exists()


def test_a_failure_is_told_in_the_exporters_words(
    qtbot: QtBot, shop: Diagram, tmp_path: Path, qapp: object
) -> None:
    desk = Dialog(qtbot, shop, tmp_path / "shop.png")
    order = ExportOrder(path=tmp_path / "shop.bmp", form=format_called("png"))
    run = ExportRun(shop, order, desk.dialog)
    with qtbot.waitSignal(run.finished, timeout=PATIENCE_MS) as finished:
        run.start()
    assert finished.args is not None
    worked, sentence = finished.args
    assert not worked
    assert "bmp" in sentence
