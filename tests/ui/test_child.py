"""The window's talk with a child process that stays."""

import sys

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.ui.child import Child
from designer.ui.snapshot_worker import Kept, Order, read_kept

ANSWERING = "designer.ui.snapshot_worker"
FORGETTING = Order(sheet=7, forget=(7,))


def test_it_starts_when_it_is_spoken_to_and_answers(qtbot: QtBot, qapp: QApplication) -> None:
    child = Child(ANSWERING, read_kept, qapp)
    assert not child.is_running
    with qtbot.waitSignal(child.said) as said:
        child.write(FORGETTING)
    assert said.args == [Kept(sheet=7)]
    first = child.process_id
    assert not child.start(), "it knows what it was told before"
    child.stop()
    assert child.process_id == 0
    assert child.start(), "another one knows nothing"
    assert child.process_id != first
    child.stop()


def test_what_cannot_be_read_ends_it(qtbot: QtBot, qapp: QApplication) -> None:
    def read(body: bytes) -> object:
        raise ValueError(body)

    child = Child(ANSWERING, read, qapp)
    with qtbot.waitSignal(child.died) as died:
        child.write(FORGETTING)
    assert died.args == [True]
    assert not child.is_running


def test_one_that_cannot_be_started_says_so_afterwards(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    child = Child(ANSWERING, read_kept, qapp)
    with qtbot.waitSignal(child.died) as died:
        child.write(FORGETTING)
        assert child.is_running, "whoever starts it is told later, not meanwhile"
    assert died.args == [False]
    assert not child.is_running


def test_stopping_is_no_death_and_lets_it_finish(qtbot: QtBot, qapp: QApplication) -> None:
    child = Child(ANSWERING, read_kept, qapp)
    with qtbot.assertNotEmitted(child.died, wait=50):
        child.write(FORGETTING)
        child.stop(patience_ms=5000)
    assert not child.is_running
