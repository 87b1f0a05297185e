"""Graphviz may crash, hang or run out of memory: the window lives, says so, and has a picture."""

import importlib.util
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from designer.edit.edits import Rename
from designer.exporters.formats import format_called
from designer.model.diagram import Diagram
from designer.storage.inside.source import source_in
from designer.ui.dialogs.export_image import ExportImage
from designer.ui.dragging_out import DraggedFiles
from designer.ui.export_child import ExportChild
from designer.ui.export_run import ExportOrder
from designer.ui.main_window import MainWindow

PATIENCE_MS = 60_000
# What a child process finds before it starts: another program in the place of Graphviz'.
CUSTOM = """
import sys
from designer.exporters import diagrams_image, worker_client
worker_client.worker_command = lambda: (sys.executable, "-I", {script!r})
diagrams_image.TIME_LIMIT_S = {limit}
"""
CRASHES = "import os, sys; sys.stdin.buffer.read(8); os.abort()"
HANGS = "import sys, time; sys.stdin.buffer.read(8); time.sleep(60)"
# The real worker, with less memory than its own libraries take.
STARVES = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("worker", {worker!r})
worker = importlib.util.module_from_spec(spec)
spec.loader.exec_module(worker)
worker.MEMORY_BYTES = 48 << 20
sys.exit(worker.main())
"""
FAILURES = {
    "crashes": (CRASHES, "was killed by signal 6", 30.0),
    "hangs": (HANGS, "did not finish within", 1.0),
    "runs out of memory": (STARVES, "Graphviz", 30.0),
}


@pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are POSIX")
@pytest.mark.parametrize("name", FAILURES)
def test_the_window_lives_says_what_happened_and_the_picture_is_made(
    name: str,
    qtbot: QtBot,
    window: MainWindow,
    shop: Diagram,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, words, limit = FAILURES[name]
    found = importlib.util.find_spec("designer.exporters.graphviz_worker")
    assert found is not None
    script = tmp_path / "unlucky_worker.py"
    script.write_text(code.replace("{worker!r}", repr(found.origin)))
    custom = CUSTOM.format(script=str(script), limit=limit)
    (tmp_path / "sitecustomize.py").write_text(custom)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    window.files.hold(shop, None)
    child = ExportChild(window)
    order = ExportOrder(path=tmp_path / "slide.svg", form=format_called("svg"))
    dialog = ExportImage(shop, order, child, DraggedFiles(), window)
    beats = _beats(window)
    dialog.open()
    qtbot.waitUntil(lambda: not dialog.preview.is_busy, timeout=PATIENCE_MS)
    assert words in dialog.preview.words
    assert not dialog.preview.sheet.picture.isNull()
    assert "The picture was drawn without Graphviz." in dialog.preview.words
    child.stop()
    if name == "crashes":  # each export costs a process, and the preview has shown the rest
        with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE_MS):
            dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
        assert words in dialog.sentence
        assert dialog.sentence.endswith("The picture was drawn without Graphviz.")
        assert source_in(order.path.read_bytes()) == shop
    dialog.close()
    # The window was never held up, and goes on.
    assert len(beats) > 10
    first = next(iter(shop.topology.elements))
    window.document.do(Rename(id=first, name="Alive"))
    assert window.document.diagram.topology.elements[first].name == "Alive"


def _beats(parent: QObject) -> list[int]:
    beats: list[int] = []
    timer = QTimer(parent)
    timer.timeout.connect(lambda: beats.append(1))
    timer.start(20)
    return beats
