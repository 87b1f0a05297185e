"""A whole window to work on, without the scoring process unless a test starts it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from designer.model.diagram import Diagram
from designer.ui.canvas import tracks
from designer.ui.main_window import MainWindow
from designer.ui.settings import Preferences
from designer.ui.theme_qt import LIGHT, load_fonts, wear
from tests.builders import diagram

SHOP = """
title Shop
users u
region r eu-west-1
  vpc v
    alb lb "Front door"
    asg web
    zone a
      subnet s1 private
        ec2 web1 "Web 1" in web
        rds db "Orders"
    zone b
      subnet s2 private
        ec2 web2 "Web 2"
u -> lb
lb -> web1, web2
web1, web2 -> db
"""


@pytest.fixture(autouse=True)
def routed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the canvas route all links before anybody looks, as it does when it has the time."""
    monkeypatch.setattr(tracks, "SLICE_S", 60.0)


@pytest.fixture
def shop() -> Diagram:
    return diagram(SHOP)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """A shown window over an empty diagram; its unsaved changes are nobody's business."""
    load_fonts(qapp)
    wear(qapp, LIGHT)
    made = MainWindow(Preferences())
    made.resize(1400, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    for tab in made.tabs:
        tab.document.load(Diagram(), None)
    made.close()
    made.deleteLater()
    qapp.clipboard().clear()


class Answerer(QObject):
    """Presses a button of the next dialogs; a dialog would block the test itself."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._answers: list[Callable[[QWidget], None]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._look)

    def press(self, *texts: str) -> None:
        """Press these buttons, one dialog after the other."""
        for text in texts:
            self.do(lambda dialog, text=text: press(dialog, text))  # type: ignore[misc]

    def do(self, answer: Callable[[QWidget], None]) -> None:
        """Do something with the next dialog."""
        self._answers.append(answer)
        self._timer.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not self._answers:
            return
        self.seen.append(words_of(dialog))
        answer = self._answers.pop(0)
        if not self._answers:
            self._timer.stop()
        try:
            answer(dialog)
        except AssertionError:
            dialog.close()
            raise

    def stop(self) -> list[Callable[[QWidget], None]]:
        """Look for no dialogs any more; return the answers nobody asked for."""
        self._timer.stop()
        return self._answers


def press(dialog: QWidget, text: str) -> None:
    """Press the button of a dialog that reads ``text``."""
    found = [b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text]
    assert found, f"no button {text!r} in {words_of(dialog)!r}"
    found[0].click()


def words_of(dialog: QWidget) -> str:
    """Return every text that the labels of a dialog show."""
    from PySide6.QtWidgets import QLabel

    return " | ".join(label.text() for label in dialog.findChildren(QLabel) if label.text())


@pytest.fixture
def answers(qapp: QApplication) -> Iterator[Answerer]:
    """Answers the dialogs of a test; all answers must be used."""
    made = Answerer()
    yield made
    left = made.stop()
    made.deleteLater()
    assert not left, "a dialog was expected that did not come"
