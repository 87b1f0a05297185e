"""Once more by one key, and dragged out of the window: what is exported last is remembered."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from PySide6.QtCore import QMimeData, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from designer.edit.edits import Rename
from designer.exporters.formats import format_called
from designer.exporters.options import ExportOptions
from designer.model.diagram import Diagram
from designer.storage.diagram_file import write
from designer.storage.inside.source import carries_source, source_in
from designer.ui.dialogs.export_image import ExportImage
from designer.ui.dragging_out import DragOut
from designer.ui.export_run import ExportOrder
from designer.ui.main_window import MainWindow
from designer.ui.picture_copy import MOST_AT_ONCE, PictureCopy
from designer.ui.plain_text import PlainLabel
from designer.ui.settings import Preferences
from tests.builders import diagram

PATIENCE_MS = 60_000
SVG = format_called("svg")


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[ExportOrder], list[ExportOrder]]:
    """Lets the dialog write an order at once; returns what it was opened with."""

    def prepare(order: ExportOrder) -> list[ExportOrder]:
        proposed: list[ExportOrder] = []

        def accept(dialog: ExportImage) -> QDialog.DialogCode:
            proposed.append(dialog.order)
            dialog._asked.show_choice(order.form, order.options)
            dialog._source.setChecked(order.options.source)
            dialog._path.setText(str(order.path))
            order.path.write_text("exported")
            return QDialog.DialogCode.Accepted

        monkeypatch.setattr(ExportImage, "exec", accept)
        return proposed

    return prepare


def _repeated(qtbot: QtBot, window: MainWindow) -> str:
    told: list[str] = []
    window.exports.done.connect(told.append)
    window.exports.failed.connect(told.append)
    window.actions_bar["file.export-again"].trigger()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=PATIENCE_MS)
    assert told[0].startswith("Exporting ")
    return told[1]


def test_the_last_export_is_repeated_as_the_diagram_is_now(
    qtbot: QtBot,
    window: MainWindow,
    shop: Diagram,
    tmp_path: Path,
    answer: Callable[[ExportOrder], list[ExportOrder]],
) -> None:
    action = window.actions_bar["file.export-again"]
    assert not action.isEnabled()
    window.files.hold(shop, None)
    out = tmp_path / "out"
    out.mkdir()
    order = ExportOrder(path=out / "slide.svg", form=SVG, options=ExportOptions(theme="dark"))
    answer(order)
    window.actions_bar["file.export"].trigger()
    assert window.parts.toast.text == f"Exported slide.svg to {out}."
    assert action.isEnabled()
    assert action.text().replace("&", "") == "Repeat the export to slide.svg"
    window.document.do(Rename(id=next(iter(shop.topology.elements)), name="Somebody else"))
    assert _repeated(qtbot, window) == f"Exported slide.svg to {out}."
    written = order.path.read_bytes()
    assert source_in(written) == window.document.diagram
    assert b"Somebody else" in written
    # A diagram in another tab has not been exported.
    window.files.new()
    assert not action.isEnabled()


def test_a_repeated_export_that_fails_says_why(
    qtbot: QtBot,
    window: MainWindow,
    shop: Diagram,
    tmp_path: Path,
    answer: Callable[[ExportOrder], list[ExportOrder]],
) -> None:
    window.files.hold(shop, None)
    folder = tmp_path / "gone"
    folder.mkdir()
    answer(ExportOrder(path=folder / "a.svg", form=SVG))
    window.actions_bar["file.export"].trigger()
    (folder / "a.svg").unlink()
    folder.rmdir()
    sentence = _repeated(qtbot, window)
    assert sentence.startswith("a.svg was not exported.")
    assert "no such file or directory" in sentence


def test_it_is_remembered_with_the_file_and_how_with_the_program(
    qtbot: QtBot,
    window: MainWindow,
    shop: Diagram,
    tmp_path: Path,
    answer: Callable[[ExportOrder], list[ExportOrder]],
) -> None:
    file = tmp_path / "shop.tenet"
    write(file, shop)
    window.files.open_path(file)
    order = ExportOrder(
        path=tmp_path / "a.svg", form=SVG, options=ExportOptions(theme="dark", source=False)
    )
    proposed = answer(order)
    window.actions_bar["file.export"].trigger()
    assert proposed[-1].path == tmp_path / "shop.png"
    # Another start: only the settings are left.
    window.exports._last.clear()
    assert window.exports._remembered() == order
    window.actions_bar["file.export"].trigger()
    assert proposed[-1] == order
    other = tmp_path / "other.tenet"
    write(other, replace(shop, title="Other"))
    window.files.open_path(other)
    assert not window.exports.can_repeat()
    window.actions_bar["file.export"].trigger()
    assert proposed[-1] == replace(order, path=tmp_path / "other.svg")


def test_damaged_memory_is_no_memory(window: MainWindow, shop: Diagram, tmp_path: Path) -> None:
    file = tmp_path / "shop.tenet"
    write(file, shop)
    window.files.open_path(file)
    preferences: Preferences = window._preferences
    for text in ("", "[]", '["a"]', "{}", '[1, "x"]'):
        exports = {str(file): text}
        preferences.change(replace(preferences.settings, exports=exports))
        assert window.exports._remembered() is None
    exports = {str(file): json.dumps(["a.png", "nonsense"])}
    preferences.change(replace(preferences.settings, exports=exports))
    assert window.exports._remembered() == ExportOrder(
        path=Path("a.png"), form=format_called("png")
    )


def _pull(widget: QWidget) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(widget, left, none, QPoint(4, 4))
    for step in range(1, 8):
        QTest.mouseMove(widget, QPoint(4 + 6 * step, 4))
        QTest.qWait(1)


def test_the_picture_is_dragged_out_of_the_window(
    qtbot: QtBot, window: MainWindow, shop: Diagram, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[tuple[list[str], bytes, QSize]] = []

    def drag(self: DragOut, data: QMimeData, picture: QPixmap) -> None:
        paths = [url.toLocalFile() for url in data.urls()]
        image = data.imageData()
        assert isinstance(image, QImage)
        dragged.append((paths, Path(paths[0]).read_bytes(), image.size()))

    monkeypatch.setattr(DragOut, "_drag", drag)
    monkeypatch.setattr(DragOut, "_is_held", lambda self: True)
    handle = window.findChild(PlainLabel, "drag-out")
    assert isinstance(handle, PlainLabel)
    _pull(handle)
    assert "Draw something first." in window.parts.toast.text
    window.files.hold(shop, None)
    _pull(handle)
    qtbot.waitUntil(lambda: len(dragged) == 1, timeout=PATIENCE_MS)
    ((path,), content, size) = dragged[0]
    assert Path(path).name == "Shop.png"
    assert content.startswith(b"\x89PNG")
    assert not carries_source(content)
    # A part alone is smaller.
    window.document.set_selection([next(iter(shop.topology.elements))])
    _pull(handle)
    qtbot.waitUntil(lambda: len(dragged) == 2, timeout=PATIENCE_MS)
    assert dragged[1][2].width() < size.width()
    window.exports.stop()
    assert not Path(path).exists()


def _wide(count: int) -> Diagram:
    lines = "".join(f"  ec2 web{number}\n" for number in range(count))
    return diagram(f"title Wide\nregion r eu-west-1\n{lines}")


def test_a_picture_of_a_large_drawing_is_copied_without_holding_the_window(
    qtbot: QtBot, window: MainWindow
) -> None:
    QApplication.clipboard().clear()
    window.files.hold(_wide(MOST_AT_ONCE), None)
    told: list[str] = []
    window.exports.done.connect(told.append)
    window.exports.failed.connect(told.append)
    window.actions_bar["edit.copy-image"].trigger()
    assert told == ["Copying a picture…"]
    assert QApplication.clipboard().image().isNull()
    assert QApplication.overrideCursor() is not None
    qtbot.waitUntil(lambda: len(told) == 2, timeout=PATIENCE_MS)
    assert told[1] == f"Copied a picture of {MOST_AT_ONCE + 1} elements"
    assert QApplication.overrideCursor() is None
    data = QApplication.clipboard().mimeData()
    written = bytes(data.data("image/png").data())
    image = QImage.fromData(written)
    assert data.imageData().size() == image.size()
    assert image.dotsPerMeterX() == round(192 / 0.0254)
    assert not image.hasAlphaChannel()
    assert not carries_source(written)
    svg = bytes(data.data("image/svg+xml").data())
    assert fromstring(svg).tag.endswith("svg")
    assert not carries_source(svg)


def test_what_is_copied_meanwhile_stays(qtbot: QtBot, window: MainWindow) -> None:
    window.files.hold(_wide(MOST_AT_ONCE), None)
    window.actions_bar["edit.copy-image"].trigger()
    QApplication.clipboard().setText("meant to be pasted")
    qtbot.waitUntil(lambda: QApplication.overrideCursor() is None, timeout=PATIENCE_MS)
    qtbot.wait(50)
    assert QApplication.clipboard().text() == "meant to be pasted"


def test_a_picture_that_cannot_be_copied_says_so(qtbot: QtBot, window: MainWindow) -> None:
    copy = PictureCopy(window)
    told: list[str] = []
    copy.failed.connect(told.append)
    copy.copy(_wide(3), "Copied")
    copy._child._died(may_start=False)
    assert told == ["No picture was copied. The program that draws could not be started."]
    assert QApplication.overrideCursor() is None
    copy.stop()
