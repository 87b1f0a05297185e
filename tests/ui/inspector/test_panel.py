from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from designer.edit.edits import Rename
from designer.model.diagram import Diagram
from designer.model.elements import Element, Value
from designer.model.ids import ElementId, LinkId
from designer.model.links import LinkKind, LinkRole
from designer.model.workload import Disruption, Figures, LoadShape
from designer.ui.document import Document
from designer.ui.inspector.panel import InspectorPanel
from designer.ui.plain_text import PlainLabel

W = TypeVar("W", bound=QWidget)


def wheel_over(widget: QWidget) -> QWheelEvent:
    """Turn the wheel over a widget; return the event."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.ignore()
    widget.event(event)
    return event


class Desk:
    """An inspector and a hand that works it by mouse and keyboard."""

    def __init__(self, qtbot: QtBot, drawn: Diagram) -> None:
        self.document = Document(drawn)
        self.panel = InspectorPanel(self.document)
        self.refused: list[str] = []
        self.document.refused.connect(self.refused.append)
        qtbot.addWidget(self.panel)
        self.panel.resize(330, 800)
        with qtbot.waitExposed(self.panel):
            self.panel.show()

    def select(self, *ids: str) -> None:
        self.document.set_selection(ids)

    def element(self, key: str) -> Element:
        return self.document.diagram.topology.elements[ElementId(key)]

    def value(self, key: str, name: str) -> Value | None:
        return self.element(key).properties.get(name)

    def line(self, name: str) -> QLineEdit:
        return self._find(QLineEdit, name)

    def combo(self, name: str) -> QComboBox:
        return self._find(QComboBox, name)

    def reset(self, name: str) -> QToolButton:
        return self._find(QToolButton, f"{name}: back to not stated")

    def enter(self, name: str, text: str) -> None:
        line = self.line(name)
        line.setFocus()
        line.selectAll()
        if text:
            QTest.keyClicks(line, text)
        else:
            QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def choose(self, name: str, entry: str) -> None:
        combo = self.combo(name)
        combo.setFocus()
        texts = [combo.itemText(row) for row in range(combo.count())]
        wanted = next(n for n, text in enumerate(texts) if text.split(" (")[0].startswith(entry))
        if entry in texts:
            wanted = texts.index(entry)
        while combo.currentIndex() != wanted:
            down = combo.currentIndex() < wanted
            QTest.keyClick(combo, Qt.Key.Key_Down if down else Qt.Key.Key_Up)

    def words(self) -> str:
        body = self.panel.widget()
        assert body is not None
        labels = body.findChildren(PlainLabel)
        return " | ".join(label.text() for label in labels if label.isVisible())

    def _find(self, kind: type[W], name: str) -> W:
        body = self.panel.widget()
        assert body is not None
        found = [child for child in body.findChildren(kind) if child.accessibleName() == name]
        assert len(found) == 1, f"{len(found)} controls called {name!r}"
        return found[0]


@pytest.fixture
def desk(qtbot: QtBot, shop: Diagram) -> Desk:
    return Desk(qtbot, shop)


def test_a_number_is_stated_and_taken_back(desk: Desk) -> None:
    desk.select("db")
    assert desk.line("Backup retention").placeholderText() == "not stated (AWS default: 1 days)"
    assert not desk.reset("Backup retention").isVisible()
    desk.enter("Backup retention", "14")
    assert desk.value("db", "backup_retention_days") == 14
    assert desk.reset("Backup retention").isVisible()
    QTest.mouseClick(desk.reset("Backup retention"), Qt.MouseButton.LeftButton)
    assert desk.value("db", "backup_retention_days") is None
    assert desk.line("Backup retention").text() == ""
    assert desk.document.history.steps == (
        "Set backup retention days",
        "Clear backup retention days",
    )


def test_emptying_a_field_makes_it_not_stated(desk: Desk) -> None:
    desk.select("db")
    desk.enter("Backup retention", "14")
    desk.enter("Backup retention", "")
    assert desk.value("db", "backup_retention_days") is None


def test_an_entry_out_of_range_is_explained_and_changes_nothing(desk: Desk) -> None:
    desk.select("db")
    desk.enter("Backup retention", "99")
    assert desk.value("db", "backup_retention_days") is None
    assert "At most 35." in desk.words()
    QTest.keyClick(desk.line("Backup retention"), Qt.Key.Key_Escape)
    assert desk.line("Backup retention").text() == ""
    assert "At most" not in desk.words()


def test_durations_are_entered_with_units(desk: Desk) -> None:
    desk.select("db")
    desk.enter("Backup interval", "30 min")
    assert desk.value("db", "backup_interval_h") == 0.5
    assert desk.line("Backup interval").text() == "30 min"


def test_a_yes_or_no_has_a_third_state(desk: Desk) -> None:
    desk.select("db")
    combo = desk.combo("Multi-AZ")
    assert [combo.itemText(row) for row in range(combo.count())] == [
        "Not stated (AWS default: No)",
        "Yes",
        "No",
    ]
    assert combo.currentIndex() == 0
    desk.choose("Multi-AZ", "Yes")
    assert desk.value("db", "multi_az") is True
    desk.choose("Multi-AZ", "No")
    assert desk.value("db", "multi_az") is False
    desk.choose("Multi-AZ", "Not stated")
    assert desk.value("db", "multi_az") is None


def test_the_wheel_scrolls_and_does_not_change_values(desk: Desk) -> None:
    desk.select("db")
    combo = desk.combo("Multi-AZ")
    before = combo.currentIndex()
    assert combo.focusPolicy() == Qt.FocusPolicy.StrongFocus
    event = wheel_over(combo)
    assert not event.isAccepted()
    assert combo.currentIndex() == before


def test_several_elements_are_edited_at_once(desk: Desk) -> None:
    desk.select("web1")
    desk.enter("Instances", "3")
    desk.select("web1", "web2")
    assert desk.line("Instances").placeholderText() == "mixed values"
    assert desk.reset("Instances").isVisible()
    assert "EC2 instance × 2" in desk.words()
    desk.enter("Instances", "5")
    assert desk.value("web1", "instances") == desk.value("web2", "instances") == 5
    desk.document.undo()
    assert desk.value("web1", "instances") == 3
    assert desk.value("web2", "instances") is None


def test_elements_of_several_services_are_counted(desk: Desk) -> None:
    desk.select("web1", "web2", "db")
    assert "3 elements selected" in desk.words()
    assert "2 × EC2 instance" in desk.words()


def test_several_services_are_given_what_they_have_in_common(desk: Desk) -> None:
    desk.select("db")
    desk.enter("Mean time to repair", "2 h")
    desk.select("web1", "web2", "db")
    line = desk.line("Mean time to repair")
    assert line.placeholderText() == "mixed values"
    assert "A change here changes all of them." in desk.words()
    before = len(desk.document.history.steps)
    desk.enter("Mean time to repair", "4 h")
    assert {desk.value(key, "mttr_h") for key in ("web1", "web2", "db")} == {4}
    assert desk.line("Mean time to repair").placeholderText() != "mixed values"
    assert len(desk.document.history.steps) == before + 1
    desk.document.undo()
    assert desk.value("web1", "mttr_h") is None
    assert desk.value("db", "mttr_h") == 2
    assert desk.line("Mean time to repair").placeholderText() == "mixed values"


def test_what_has_nothing_in_common_says_so(desk: Desk) -> None:
    desk.select("u", "s1")
    assert "They have no property in common." in desk.words()


def test_name_note_and_container(desk: Desk) -> None:
    desk.select("web1")
    desk.enter("Name", "Till & shop")
    assert desk.element("web1").name == "Till & shop"
    note = desk._find(QPlainTextEdit, "Note")
    note.setFocus()
    QTest.keyClicks(note, "to be replaced")
    desk.line("Name").setFocus()
    assert desk.element("web1").note == "to be replaced"
    container = desk._find(QToolButton, f"Select the container {desk.element('s1').name}")
    QTest.mouseClick(container, Qt.MouseButton.LeftButton)
    assert desk.document.selection == {"s1"}


def test_an_empty_name_is_not_taken(desk: Desk) -> None:
    desk.select("web1")
    desk.enter("Name", "")
    assert desk.element("web1").name == "Web 1"
    assert desk.line("Name").text() == "Web 1"


def test_undo_shows_the_old_value(desk: Desk) -> None:
    desk.select("db")
    desk.enter("Backup retention", "14")
    desk.document.undo()
    assert desk.line("Backup retention").text() == ""


def test_membership_is_a_box_to_tick(desk: Desk) -> None:
    desk.select("web1", "web2")
    box = desk._find(QCheckBox, "Member of web")
    assert box.checkState() == Qt.CheckState.PartiallyChecked
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(12, box.height() // 2))
    groups = [desk.element(key).memberships for key in ("web1", "web2")]
    assert groups == [("web",), ("web",)]
    assert len(desk.document.history.steps) == 1


def test_a_link_has_kind_role_and_label(desk: Desk) -> None:
    desk.select("u--lb")
    assert desk._find(QToolButton, "Select Front door").text() == "To: Front door"
    desk.choose("Role", "Optional")
    desk.enter("Label", "HTTPS")
    link = desk.document.diagram.topology.links[LinkId("u--lb")]
    assert (link.kind, link.role, link.label) == (LinkKind.REQUEST, LinkRole.OPTIONAL, "HTTPS")
    desk.choose("Kind", "Asynchronous")
    link = desk.document.diagram.topology.links[LinkId("u--lb")]
    assert link.kind is LinkKind.ASYNC
    assert not desk.combo("Role").isVisible()


def test_a_request_has_a_weight_and_calls(desk: Desk) -> None:
    desk.select("u--lb")
    desk.enter("Weight", "3")
    desk.enter("Calls for each request", "0,5")
    link = desk.document.diagram.topology.links[LinkId("u--lb")]
    assert (link.weight, link.calls) == (3, 0.5)
    desk.enter("Weight", "")
    assert desk.document.diagram.topology.links[LinkId("u--lb")].weight == 1
    desk.choose("Kind", "Asynchronous")
    assert not desk.line("Calls for each request").isVisible()
    assert desk.document.diagram.topology.links[LinkId("u--lb")].calls == 1


def test_the_link_form_follows_a_refusal(desk: Desk) -> None:
    desk.select("u--lb")
    desk.combo("Kind").setFocus()
    desk.choose("Kind", "Asynchronous")
    QTest.keyClick(desk.combo("Kind"), Qt.Key.Key_Down)
    assert desk.refused
    assert desk.combo("Kind").currentText().startswith("Asynchronous")


def test_several_links_change_together(desk: Desk) -> None:
    desk.select("lb--web1", "lb--web2")
    desk.choose("Role", "Standby")
    roles = {desk.document.diagram.topology.links[LinkId(k)].role for k in ("lb--web1", "lb--web2")}
    assert roles == {LinkRole.STANDBY}
    assert len(desk.document.history.steps) == 1


def test_nothing_selected_shows_title_and_goals(desk: Desk) -> None:
    assert desk.line("Title").text() == "Shop"
    desk.enter("Title", "Corner shop")
    desk.enter("Availability target", "99.95 %")
    desk.enter("RTO, zone", "15 min")
    desk.enter("RPO, region", "4 h")
    desk.enter("Peak load", "1200")
    desk.enter("Time to repair", "1 h 30 min")
    desk.choose("Load shape", "Flash")
    diagram = desk.document.diagram
    work = diagram.workload
    assert diagram.title == "Corner shop"
    assert work.availability_target == 99.95
    assert dict(work.rto_s) == {Disruption.ZONE: 900.0}
    assert dict(work.rpo_s) == {Disruption.REGION: 14400.0}
    assert (work.peak_rps, work.repair_s, work.load_shape) == (1200.0, 5400.0, LoadShape.FLASH)
    QTest.mouseClick(desk.reset("RTO, zone"), Qt.MouseButton.LeftButton)
    assert not desk.document.diagram.workload.rto_s


def test_the_figures_to_be_judged_by_are_chosen_and_stated(desk: Desk) -> None:
    desk.choose("Availability of components", "AWS designed for")
    desk.enter("Availability of a zone", "99.9")
    work = desk.document.diagram.workload
    assert (work.figures, work.zone_availability) == (Figures.DESIGNED_FOR, 99.9)
    desk.select("db")
    desk.enter("Mean time between failures", "180 d")
    desk.enter("Mean time to repair", "1.5 h")
    stated = desk.document.diagram.topology.elements[ElementId("db")].properties
    assert (stated["mtbf_h"], stated["mttr_h"]) == (4320.0, 1.5)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("Availability target", "101", "Between 0 and 100."),
        ("Peak load", "lots", "A number."),
        ("RTO, zone", "soon", "Such as 15 min or 4 h."),
    ],
)
def test_a_goal_that_makes_no_sense_is_explained(
    desk: Desk, name: str, text: str, why: str
) -> None:
    before = desk.document.diagram
    desk.enter(name, text)
    assert desk.document.diagram is before
    assert why in desk.words()


def test_a_removed_element_leaves_no_form(desk: Desk, qtbot: QtBot) -> None:
    from designer.edit.edits import Remove

    desk.select("db")
    desk.document.do(Remove(ids=frozenset({"db"})))
    assert desk.line("Title").text() == "Shop"


def test_every_property_of_every_service_has_a_field(qtbot: QtBot) -> None:
    from designer.catalog.loader import catalog
    from designer.ui.inspector.element_form import property_field

    host = QWidget()
    qtbot.addWidget(host)
    for service in catalog().values():
        for prop in service.properties:
            field = property_field(prop, host)
            proxy = field.focusProxy()
            assert proxy is not None
            assert proxy.accessibleName() == prop.label
            assert proxy.accessibleDescription() == prop.help
            field.display(prop.default)
            field.deleteLater()


def test_the_form_of_a_document_left_is_there_again_and_up_to_date(
    qtbot: QtBot, shop: Diagram
) -> None:
    first, second = Document(shop), Document(shop)
    panel = InspectorPanel(first)
    qtbot.addWidget(panel)
    first.set_selection({"db"})
    form = panel.widget()
    panel.set_document(second)
    assert panel.widget() is not form
    first.do(Rename(id=ElementId("db"), name="Renamed meanwhile"))
    panel.set_document(first)
    assert panel.widget() is form, "made once"
    fields = [field.text() for field in form.findChildren(QLineEdit)]
    assert "Renamed meanwhile" in fields
    panel.set_document(second)
    first.set_selection({"web1"})
    panel.set_document(first)
    assert panel.widget() is not form, "another selection has another form"
    panel.set_document(second)
    panel.forget(first)
    panel.set_document(first)
    assert isinstance(panel.widget(), QWidget)
