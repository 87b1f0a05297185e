"""The table of who answers for what: folded away, opened by mouse, told by the checks."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from designer.edit.edits import SetProperty
from designer.model.ids import ElementId
from designer.responsibility.areas import Area
from designer.responsibility.matrix import matrix
from designer.ui.document import Document
from designer.ui.inspector.duties import DutiesSection
from designer.ui.inspector.element_form import ElementForm
from designer.ui.inspector.panel import InspectorPanel
from designer.ui.lessons import LessonOrder
from designer.ui.score_worker import Held, _lesson
from tests.builders import diagram

LEFT = Qt.MouseButton.LeftButton
DB = ElementId("db")
DRAWN = diagram(
    """
    users u
    region r eu-west-1
      vpc v
        zone a
          subnet s1 private
            rds db off:encrypted
    u -> db
    """
)


@dataclass
class Hand:
    """An inspector whose wishes the engine answers at once."""

    panel: InspectorPanel
    document: Document
    asked: list[tuple[ElementId, ...]] = field(default_factory=list)
    checks: list[tuple[str, object]] = field(default_factory=list)

    def teach(self, ids: tuple[ElementId, ...]) -> None:
        self.asked.append(ids)
        diagram = self.document.diagram
        lesson = _lesson(Held().facts(diagram), diagram, LessonOrder(ids=ids))
        self.panel.show_duties(ids, lesson.duties)

    def note(self, topic: str, ids: object, _near: object) -> None:
        self.checks.append((topic, ids))

    @property
    def section(self) -> DutiesSection:
        form = self.panel.widget()
        assert isinstance(form, ElementForm)
        assert form.duties is not None
        return form.duties


def hand_on(qtbot: QtBot) -> Hand:
    document = Document(DRAWN)
    panel = InspectorPanel(document)
    qtbot.addWidget(panel)
    panel.resize(330, 1800)
    with qtbot.waitExposed(panel):
        panel.show()
    hand = Hand(panel, document)
    panel.duties_wanted.connect(hand.teach)
    panel.check_wanted.connect(hand.note)
    return hand


def test_the_table_is_asked_for_when_it_is_opened_and_follows_the_drawing(qtbot: QtBot) -> None:
    hand = hand_on(qtbot)
    hand.document.set_selection(["db"])
    assert not hand.section.is_open
    assert hand.section.rows == {}
    assert hand.asked == []
    QTest.mouseClick(hand.section._head, LEFT)
    QApplication.processEvents()
    assert hand.asked == [(DB,)]
    rows, own = hand.section.rows, matrix("rds")
    assert list(rows) == list(Area)
    for area, row in rows.items():
        assert own.lines[area].party.title in row.accessibleName()
    assert rows[Area.FACILITIES].standing == ""
    assert rows[Area.AT_REST].standing == "✕ missing"
    link = next(b for b in rows[Area.AT_REST].findChildren(QToolButton) if b.text() == "SEC-18")
    QTest.mouseClick(link, LEFT)
    assert hand.checks == [("check:SEC-18", (DB,))]
    hand.document.do(SetProperty(ids=frozenset({DB}), key="encrypted", value=True))
    assert rows[Area.AT_REST].standing == "✓ done"
    hand.document.set_selection(["u"])
    hand.document.set_selection(["db"])
    assert hand.section.is_open


def test_a_row_says_what_it_means_when_it_is_pressed(qtbot: QtBot) -> None:
    hand = hand_on(qtbot)
    hand.document.set_selection(["db"])
    QTest.mouseClick(hand.section._head, LEFT)
    QApplication.processEvents()
    row = hand.section.rows[Area.BACKUPS]
    assert not row._sentence.isVisible()
    QTest.mouseClick(row, LEFT)
    assert row._sentence.isVisible()
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert not row._sentence.isVisible()
    hand.panel.hide_duties(True)
    form = hand.panel.widget()
    assert isinstance(form, ElementForm)
    assert form.duties is None
    hand.panel.hide_duties(False)
    assert hand.section.is_open


def test_users_and_places_answer_for_nothing(qtbot: QtBot) -> None:
    hand = hand_on(qtbot)
    for key in ("u", "a", "r"):
        hand.document.set_selection([key])
        form = hand.panel.widget()
        assert isinstance(form, ElementForm)
        assert form.duties is None
