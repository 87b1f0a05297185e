"""Foreign files in the window: opened and dropped, their notes shown, what is inferred marked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from designer.edit.edits import Remove
from designer.exporters.formats import export_file, format_called
from designer.exporters.options import ExportOptions
from designer.importers.result import question
from designer.model.diagram import Diagram
from designer.ui.canvas.marks import NO_MARK
from designer.ui.canvas.wording import about_element
from designer.ui.dialogs.import_notes import ImportNotes
from designer.ui.dialogs.import_pages import ImportPages
from designer.ui.dialogs.import_parameters import ImportParameters
from designer.ui.dialogs.reading import Reading
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


ASKING = """
Parameters:
  Size: {Type: Number, Description: "How <b>many</b>"}
  Stage: {Type: String, Default: test, AllowedValues: [test, live]}
Conditions: {IsLive: !Equals [!Ref Stage, live]}
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: !Ref Size, MaxSize: 4, AvailabilityZones: !GetAZs ""}
  Extra: {Type: "AWS::SQS::Queue", Condition: IsLive}
"""


def _names(window: MainWindow) -> set[str]:
    return {e.name for e in window.document.diagram.topology.elements.values()}


def _answer(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(dialog: ImportParameters) -> int:
        # What has no default stands first, and has the keyboard.
        line = dialog.findChildren(QLineEdit)[0]
        QTest.keyClicks(line, "3")
        box = dialog.findChildren(QComboBox)[0]
        box.setCurrentText("live")
        return 1

    monkeypatch.setattr(ImportParameters, "exec", fill)
    with qtbot.waitSignal(window.files.importer.opened, timeout=30_000):
        window.actions_bar["file.import-parameters"].trigger()
    qtbot.waitUntil(lambda: not window.files.importer.is_busy)
    _notes(window).close()


def test_parameters_are_asked_and_the_source_read_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(ASKING)
    action = window.actions_bar["file.import-parameters"]
    assert not action.isEnabled()
    _opened(qtbot, window, path)
    assert action.isEnabled()
    assert "Extra" not in _names(window)
    _answer(qtbot, window, monkeypatch)
    assert len(window.tabs) == 1
    assert "Extra" in _names(window)
    group = next(e for e in window.document.diagram.topology.elements.values() if e.name == "Group")
    assert group.properties["minimum"] == 3
    # A design that was changed stays, and the second reading stands beside it.
    window.document.do(Remove(ids=frozenset({group.id})))
    _answer(qtbot, window, monkeypatch)
    assert len(window.tabs) == 2


def test_what_is_typed_for_a_secret_is_hidden(qtbot: QtBot) -> None:
    questions = [
        question("Password", "", "hunter2", is_secret=True),
        question("Key", "", None, is_secret=True),
        question("Stage", "", "test"),
    ]
    dialog = ImportParameters("t.yaml", questions, {"Key": "typed"}, None)
    qtbot.addWidget(dialog)
    lines = {line.accessibleName(): line for line in dialog.findChildren(QLineEdit)}
    assert {name: line.echoMode() for name, line in lines.items()} == {
        "Key": QLineEdit.EchoMode.Password,
        "Password": QLineEdit.EchoMode.Password,
        "Stage": QLineEdit.EchoMode.Normal,
    }
    assert "hunter2" not in lines["Password"].placeholderText()
    assert dialog.values == {"Key": "typed"}


def test_a_folder_of_terraform_may_be_dropped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_instance" "web" {}\n')
    assert window.files.doors.can_open(tmp_path)
    _opened(qtbot, window, tmp_path)
    assert "web" in _names(window)


def test_reading_is_cancelled_by_its_dialog(
    qtbot: QtBot, window: MainWindow, template: Path
) -> None:
    window.files.open_path(template)
    (dialog,) = window.findChildren(Reading)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not window.files.importer.is_busy
    assert window.document.diagram == Diagram()


def test_of_many_pages_some_are_chosen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: ImportPages) -> int:
        assert dialog.chosen == tuple(range(12))
        for button in dialog.findChildren(QPushButton):
            if button.text() == "&None":
                button.click()
        assert dialog.chosen == ()
        dialog.findChildren(QListWidget)[0].item(12).setCheckState(Qt.CheckState.Checked)
        return 1

    monkeypatch.setattr(ImportPages, "exec", choose)
    path = tmp_path / "many.drawio"
    path.write_text(f"<mxfile>{''.join(PAGE.format(f'P{n}') for n in range(13))}</mxfile>")
    _opened(qtbot, window, path)
    assert [tab.document.diagram.title for tab in window.tabs] == ["many: P12"]


def test_a_dropped_picture_brings_its_design_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, shop: Diagram
) -> None:
    path = tmp_path / "slide.png"
    export_file(shop, path, format_called("png"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.files.importer.opened, timeout=30_000):
        window.dropEvent(event)
    qtbot.waitUntil(lambda: not window.files.importer.is_busy)
    assert window.document.diagram == shop
    assert window.document.path is None
    assert not window.findChildren(ImportNotes)


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_picture_without_its_design_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, answers: Answerer, shop: Diagram, kind: str
) -> None:
    path = tmp_path / f"slide.{kind}"
    export_file(shop, path, format_called(kind), ExportOptions(source=False))
    answers.press("OK")
    assert window.files.open_path(path)
    qtbot.waitUntil(lambda: not window.files.importer.is_busy, timeout=30_000)
    assert "carries no design" in answers.seen[-1] or "without its source" in answers.seen[-1]
