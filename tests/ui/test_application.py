import gc
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.model.diagram import Diagram
from designer.storage.diagram_file import write
from designer.ui.application import Collector, Complaints
from tests.ui.conftest import Answerer

WHOLE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from designer.ui import application

class Driven(application.MainWindow):
    def start(self):
        super().start()
        QApplication.clipboard().setText("left behind")
        self.document.scored.connect(self.report)

    def report(self, card):
        print(self.windowTitle(), card.letter, flush=True)
        QTimer.singleShot(0, self.close)

application.MainWindow = Driven
sys.exit(application.run(sys.argv[1]))
"""


def test_the_program_opens_a_file_scores_it_and_ends_cleanly(shop: Diagram, tmp_path: Path) -> None:
    path = tmp_path / "shop.tenet"
    write(path, shop)
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", WHOLE, str(path)],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("shop.tenet[*] — Tenet Designer")
    assert "Traceback" not in done.stderr


def test_an_unforeseen_error_is_told_once_and_the_program_goes_on(
    qapp: QApplication, answers: Answerer, capsys: pytest.CaptureFixture[str]
) -> None:
    complaints = Complaints(qapp)
    answers.press("OK")
    try:
        raise RuntimeError("<b>boom</b>")
    except RuntimeError as error:
        complaints.complain(type(error), error, error.__traceback__)
    assert "Your drawing is still here" in answers.seen[0]
    assert "RuntimeError" in answers.seen[0]
    assert "boom" in capsys.readouterr().err
    complaints.deleteLater()


def test_garbage_is_collected_by_a_timer_alone(qtbot: QtBot, qapp: QApplication) -> None:
    collected: list[str] = []

    def watch(phase: str, info: dict[str, int]) -> None:
        collected.append(phase)

    collector = Collector(qapp, interval_ms=10)
    try:
        assert not gc.isenabled()
        gc.callbacks.append(watch)
        qtbot.waitUntil(lambda: "stop" in collected)
    finally:
        gc.callbacks.remove(watch)
        collector.stop()
        collector.deleteLater()
    assert gc.isenabled()
