"""Exporting from the window: the real command runs in a child process on a snapshot."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from designer.edit.fragments import alone
from designer.exporters.formats import FORMATS, format_called
from designer.exporters.options import ExportOptions
from designer.exporters.presets import PRESETS
from designer.importers.dispatch import import_file
from designer.model.diagram import Diagram
from designer.storage.inside.source import source_in
from designer.ui import export_child
from designer.ui.dialogs.export_image import ExportImage
from designer.ui.dragging_out import DraggedFiles
from designer.ui.export_child import ExportChild, Wish
from designer.ui.export_messages import Answer
from designer.ui.export_run import ExportOrder, ExportRun
from designer.ui.plain_text import PlainLabel
from tests.ui.conftest import Answerer

PATIENCE_MS = 60_000
MAGIC = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


class _Idle(ExportChild):
    """Draws nothing, where a preview is not looked at: each costs a process."""

    def ask(self, wish: Wish) -> None:
        self.forget()


class Dialog:
    """The dialog and its controls by name."""

    def __init__(
        self,
        qtbot: QtBot,
        drawn: Diagram,
        start: Path,
        selected: Diagram | None = None,
        *,
        preview: bool = False,
    ) -> None:
        self.qtbot = qtbot
        self.owner = QObject()
        self.child = ExportChild(self.owner) if preview else _Idle(self.owner)
        order = ExportOrder(path=start, form=FORMATS[0])
        self.dialog = ExportImage(drawn, order, self.child, DraggedFiles(), None, selected)
        qtbot.addWidget(self.dialog, before_close_func=lambda _: self.child.stop())
        with qtbot.waitExposed(self.dialog):
            self.dialog.show()
        self.combos = {c.accessibleName(): c for c in self.dialog.findChildren(QComboBox)}
        self.boxes = {
            box.text().replace("&", ""): box for box in self.dialog.findChildren(QCheckBox)
        }
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

    def wait(self) -> None:
        """Wait until the preview is what is asked for."""
        self.qtbot.waitUntil(lambda: not self.dialog.preview.is_busy, timeout=PATIENCE_MS)

    def words(self) -> list[str]:
        labels = self.dialog.findChildren(PlainLabel)
        return [label.text() for label in labels if label.isVisible()]


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_picture_is_written(qtbot: QtBot, shop: Diagram, tmp_path: Path, kind: str) -> None:
    desk = Dialog(qtbot, shop, tmp_path / "shop.png")
    desk.choose("Format", kind.upper())
    desk.choose("Theme", "Dark")
    assert desk.path.text() == str(tmp_path / f"shop.{kind}")
    with qtbot.waitSignal(desk.dialog.accepted, timeout=PATIENCE_MS):
        desk.press(QDialogButtonBox.StandardButton.Ok)
    written = desk.dialog.path.read_bytes()
    assert written.startswith(MAGIC[kind])
    assert source_in(written) == shop
    assert desk.dialog.sentence == ""
    assert [path.name for path in tmp_path.iterdir()] == [f"shop.{kind}"]


def test_a_draw_io_file_is_written_with_looks_of_its_own(
    qtbot: QtBot, shop: Diagram, tmp_path: Path
) -> None:
    desk = Dialog(qtbot, shop, tmp_path / "shop.png")
    desk.choose("Format", "draw.io")
    assert desk.path.text() == str(tmp_path / "shop.drawio")
    assert not any(desk.combos[name].isVisible() for name in ("Layout", "Scale", "Theme"))
    with qtbot.waitSignal(desk.dialog.accepted, timeout=PATIENCE_MS):
        desk.press(QDialogButtonBox.StandardButton.Ok)
    (page,) = import_file(desk.dialog.path).pages
    assert page.diagram.topology == shop.topology


def test_the_suffix_and_the_format_follow_each_other(
    qtbot: QtBot, shop: Diagram, tmp_path: Path
) -> None:
    desk = Dialog(qtbot, shop, tmp_path / "shop.png")
    assert desk.combos["Scale"].isVisible()
    desk.path.setFocus()
    desk.path.selectAll()
    QTest.keyClicks(desk.path, str(tmp_path / "a.svg"))
    assert desk.combos["Format"].currentText().startswith("SVG")
    assert not desk.combos["Scale"].isVisible()
    assert desk.path.text() == str(tmp_path / "a.svg")


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


# -- the preview
def test_what_will_be_written_is_shown_and_follows(
    qtbot: QtBot, shop: Diagram, tmp_path: Path
) -> None:
    desk = Dialog(qtbot, shop, tmp_path / "shop.png", preview=True)
    assert desk.dialog.preview.is_busy
    desk.wait()
    light = desk.dialog.preview.sheet.picture.toImage()
    assert light.pixelColor(2, 2).lightness() > 200
    assert not light.hasAlphaChannel()
    usual = desk.dialog.preview.words
    assert "pixels" in usual
    assert "192 dpi" in usual
    desk.choose("Theme", "Dark")
    desk.choose("Scale", "400")
    assert desk.dialog.preview.is_busy
    desk.wait()
    assert desk.dialog.preview.sheet.picture.toImage().pixelColor(2, 2).lightness() < 60
    assert "384 dpi" in desk.dialog.preview.words
    desk.boxes["Transparent background"].click()
    desk.wait()
    assert desk.dialog.preview.sheet.picture.toImage().pixelColor(2, 2).alpha() == 0
    # What the format does not heed is not shown either.
    desk.choose("Format", "draw.io")
    desk.wait()
    assert desk.dialog.preview.sheet.picture.toImage().pixelColor(2, 2).lightness() > 200
    desk.choose("Format", "Report as Markdown")
    desk.wait()
    assert not desk.dialog.preview.sheet.isVisible()


def test_a_preset_sets_everything_and_a_change_makes_it_ones_own(
    qtbot: QtBot, shop: Diagram, tmp_path: Path
) -> None:
    desk = Dialog(qtbot, shop, tmp_path / "shop.png")
    preset = desk.combos["Preset"]
    assert preset.currentText() == "Your own"
    for one in PRESETS:
        preset.setCurrentIndex(preset.findText(one.label))
        preset.activated.emit(preset.currentIndex())
        assert desk.dialog.order.form is one.form
        assert desk.dialog.order.options == one.options
        assert preset.currentText() == one.label
        assert desk.path.text().endswith(one.form.ending)
    desk.choose("Theme", "Dark")
    assert preset.currentText() == "Your own"
    # A width in pixels leaves nothing for the scale to say.
    assert desk.combos["Scale"].isEnabled()
    desk.choose("Width", "1920")
    assert not desk.combos["Scale"].isEnabled()
    desk.choose("Width", "By")
    assert desk.combos["Scale"].isEnabled()


def test_only_what_is_selected_can_be_exported(qtbot: QtBot, shop: Diagram, tmp_path: Path) -> None:
    part = alone(shop, [next(iter(shop.topology.elements))])
    desk = Dialog(qtbot, shop, tmp_path / "shop.png", part)
    assert desk.dialog.diagram == shop
    desk.boxes["Only what is selected"].click()
    with qtbot.waitSignal(desk.dialog.accepted, timeout=PATIENCE_MS):
        desk.press(QDialogButtonBox.StandardButton.Ok)
    assert source_in(desk.dialog.path.read_bytes()) == part


@pytest.fixture
def child(qtbot: QtBot) -> Iterator[ExportChild]:
    owner = QObject()
    made = ExportChild(owner)
    yield made
    made.stop()


def _ask(child: ExportChild, diagram: Diagram, heard: list[Answer], theme: str = "light") -> None:
    options = ExportOptions(scale=1.0, theme=theme)
    child.ask(Wish(diagram, format_called("png"), options, heard.append, 200, 100))


def test_only_the_newest_question_that_waits_is_answered(
    qtbot: QtBot, child: ExportChild, shop: Diagram
) -> None:
    first: list[Answer] = []
    dropped: list[Answer] = []
    last: list[Answer] = []
    _ask(child, shop, first)
    for _ in range(5):
        _ask(child, shop, dropped)
    _ask(child, shop, last, "dark")
    qtbot.waitUntil(lambda: bool(last), timeout=PATIENCE_MS)
    assert len(first) == len(last) == 1
    assert dropped == []
    assert first[0].png != last[0].png
    assert first[0].problem == last[0].problem == ""
    known = child.process_id
    _ask(child, shop, last)
    qtbot.waitUntil(lambda: len(last) == 2, timeout=PATIENCE_MS)
    assert child.process_id == known


DIES = "import sys; sys.stdin.buffer.read(4); raise SystemExit(1)"
HANGS = "import sys, time; sys.stdin.buffer.read(4); time.sleep(60)"


@pytest.mark.parametrize(("code", "words"), [(DIES, "stopped the program"), (HANGS, "too long")])
def test_a_preview_that_cannot_be_drawn_says_why_and_the_next_one_can(
    qtbot: QtBot,
    shop: Diagram,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    words: str,
) -> None:
    (tmp_path / "broken_worker.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}")
    monkeypatch.setattr(export_child, "_PATIENCE_MS", 600)
    monkeypatch.setattr(export_child, "WORKER", "broken_worker")
    desk = Dialog(qtbot, shop, tmp_path / "shop.png", preview=True)
    desk.wait()
    assert words in desk.dialog.preview.words
    assert desk.dialog.isEnabled()
    assert desk.path.isEnabled()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_the_process_may_be_killed_at_any_time(
    qtbot: QtBot, child: ExportChild, shop: Diagram
) -> None:
    import os

    heard: list[Answer] = []
    _ask(child, shop, heard)
    qtbot.waitUntil(lambda: child.process_id > 0)
    os.kill(child.process_id, 9)
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE_MS)
    assert "stopped the program" in heard[0].problem
    _ask(child, shop, heard)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=PATIENCE_MS)
    assert heard[1].png
