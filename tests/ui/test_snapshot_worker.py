import os
import signal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from designer.edit.apply import apply
from designer.edit.edits import SetTitle
from designer.model.diagram import Diagram
from designer.storage.diagram_file import to_text
from designer.storage.recovery import Session, restore
from designer.storage.recovery import leftovers as left_in
from designer.storage.steps import step_text
from designer.ui.autosave import Autosave
from designer.ui.document import Document
from designer.ui.snapshot_worker import Order, carry_out
from designer.ui.snapshot_writer import SnapshotWriter


def test_whole_diagrams_and_steps_are_written(shop: Diagram, tmp_path: Path) -> None:
    session, held = Session(tmp_path), dict[int, Diagram]()
    path = str(session.path)
    assert not carry_out(Order(sheet=1, path=path, diagram=to_text(shop)), held).problem
    renamed = apply(shop, SetTitle(title="Renamed"))
    kept = carry_out(Order(sheet=1, path=path, step=step_text(shop, renamed)), held)
    assert not kept.problem
    session.close()
    # The lock of a crashed session stays.
    session.path.with_suffix(".lock").touch()
    (left,) = left_in(tmp_path)
    assert restore(left) == renamed


def test_a_step_from_nothing_asks_for_the_whole(shop: Diagram, tmp_path: Path) -> None:
    held = dict[int, Diagram]()
    order = Order(sheet=1, path=str(tmp_path / "a.snapshot"), step=step_text(shop, shop))
    assert carry_out(order, held).is_lost
    assert held == {}


def test_a_closed_sheet_is_forgotten(shop: Diagram, tmp_path: Path) -> None:
    held = {1: shop, 2: shop}
    carry_out(Order(forget=(1,)), held)
    assert list(held) == [2]


def test_nothing_stays_of_a_session_that_has_ended(shop: Diagram, tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.close()
    carry_out(Order(sheet=1, path=str(session.path), diagram=to_text(shop)), {})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_told(shop: Diagram, tmp_path: Path) -> None:
    path = str(tmp_path / "gone" / "a.snapshot")
    kept = carry_out(Order(sheet=1, path=path, diagram=to_text(shop)), {})
    assert kept.problem
    assert not kept.is_lost


@pytest.fixture
def document(shop: Diagram) -> Document:
    made = Document()
    made.load(shop, None)
    return made


def test_the_window_goes_on_when_the_process_dies(qtbot: QtBot, document: Document) -> None:
    writer = SnapshotWriter(document)
    autosave = Autosave(document, document, writer, pause_ms=10)
    document.do(SetTitle(title="One"))
    with qtbot.waitSignal(writer.kept):
        pass
    first = writer.process_id
    assert first
    with qtbot.waitSignal(writer.died):
        os.kill(first, signal.SIGKILL)
    document.do(SetTitle(title="Two"))
    with qtbot.waitSignal(writer.kept):
        pass
    assert writer.process_id not in (0, first)
    autosave.close(discard=False)
    writer.stop()
    (left,) = left_in()
    assert restore(left).title == "Two"


def test_saving_while_a_snapshot_is_written_leaves_none(
    qtbot: QtBot, document: Document, tmp_path: Path
) -> None:
    writer = SnapshotWriter(document)
    autosave = Autosave(document, document, writer, pause_ms=1)
    document.do(SetTitle(title="One"))
    qtbot.waitUntil(lambda: writer.process_id != 0)
    with qtbot.waitSignal(writer.kept):
        document.mark_saved(tmp_path / "a.tenet")
    assert autosave.snapshot is not None
    assert not autosave.snapshot.exists()
    autosave.close()
    writer.stop()
