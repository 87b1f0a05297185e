"""Foreign files in the window: opened and dropped, their notes shown, what is inferred marked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from designer.model.diagram import Diagram
from designer.ui.canvas.marks import NO_MARK
from designer.ui.canvas.wording import about_element
from designer.ui.dialogs.import_notes import ImportNotes
from designer.ui.main_window import MainWindow
from designer.ui.plain_text import PlainLabel
from tests.ui.conftest import Answerer

TEMPLATE = """
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 2, MaxSize: 4, AvailabilityZones: !GetAZs ""}
  Ghost: {Type: "AWS::Ghost::<b>Thing"}
"""
PAGE = """<diagram name="{0}"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="a" value="{0}" style="shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.ec2" \
vertex="1" parent="1"><mxGeometry width="60" height="60" as="geometry"/></mxCell>
</root></mxGraphModel></diagram>"""


def _opened(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.files.importer.opened, timeout=30_000):
        assert window.files.open_path(path)
    qtbot.waitUntil(lambda: not window.files.importer.is_busy)


def _notes(window: MainWindow) -> ImportNotes:
    return window.findChildren(ImportNotes)[-1]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "t.yaml"
    path.write_text(TEMPLATE)
    return path


def test_a_template_becomes_a_new_design_with_notes(
    qtbot: QtBot, window: MainWindow, template: Path
) -> None:
    _opened(qtbot, window, template)
    document = window.document
    assert {e.name for e in document.diagram.topology.elements.values()} >= {"Group"}
    assert document.path is None
    assert not document.is_clean
    assert len(window.tabs) == 1
    dialog = _notes(window)
    table = dialog.findChildren(QTableWidget)[0]
    rows = [table.item(row, 1) for row in range(table.rowCount())]
    texts = [item.text() for item in rows if item is not None]
    assert any("AWS::Ghost::<b>Thing is not in the catalog" in text for text in texts)
    about = next(i for i, text in enumerate(texts) if "One icon stands for" in text)
    table.selectRow(about)
    (chosen,) = document.selection
    assert document.diagram.topology.elements[chosen].name == "Group instance"  # type: ignore[index]
    dialog.close()


def test_what_is_inferred_is_marked_until_confirmed_in_one_step(
    qtbot: QtBot, window: MainWindow, template: Path
) -> None:
    _opened(qtbot, window, template)
    _notes(window).close()
    document, actions = window.document, window.actions_bar
    (icon,) = [e for e in document.diagram.topology.elements.values() if e.inferred]
    assert "≈ One icon stands for" in about_element(document.diagram, icon, NO_MARK)
    document.set_selection([icon.id])
    remarks = {label.text() for label in window.parts.inspector.findChildren(PlainLabel)}
    assert any(text.startswith("≈ One icon stands for") for text in remarks)
    before = document.diagram
    actions["edit.confirm"].trigger()
    assert not document.diagram.topology.elements[icon.id].inferred
    assert not actions["edit.confirm"].isEnabled()
    actions["edit.undo"].trigger()
    assert document.diagram == before


def test_a_dropped_file_of_several_pages_fills_several_tabs(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "two pages.drawio"
    path.write_text(f"<mxfile>{PAGE.format('One')}{PAGE.format('Two')}</mxfile>")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: len(window.tabs) == 2, timeout=30_000)
    qtbot.waitUntil(lambda: not window.files.importer.is_busy)
    titles = [tab.document.diagram.title for tab in window.tabs]
    assert titles == ["two pages: One", "two pages: Two"]
    for dialog in window.findChildren(ImportNotes):
        dialog.close()


def test_a_file_that_cannot_be_read_says_so_and_changes_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, answers: Answerer
) -> None:
    answers.press("OK")
    path = tmp_path / "--help.yaml"
    path.write_text("Resources: !!python/object/apply:os.system [echo]")
    window.files.open_path(path)
    qtbot.waitUntil(lambda: bool(answers.seen), timeout=30_000)
    assert "asks for an object" in answers.seen[0]
    assert "--help.yaml" in answers.seen[0]
    assert window.document.diagram == Diagram()


def test_closing_stops_what_is_being_read(qtbot: QtBot, window: MainWindow, template: Path) -> None:
    window.files.open_path(template)
    busy = [window.files.importer.is_busy]
    window.files.importer.stop()
    busy.append(window.files.importer.is_busy)
    assert busy == [True, False]
    qtbot.wait(300)
    assert window.document.diagram == Diagram()
