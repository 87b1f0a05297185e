"""The tree beside the canvas: in step with the drawing, whatever happens to it."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from designer.edit.apply import EditRefused, apply
from designer.edit.edits import AddElement, Remove, Rename, Reparent
from designer.model.changes import diff
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.layout import Box, Layout
from designer.model.topology import Topology
from designer.ui.main_window import MainWindow
from designer.ui.outline.branches import rank_of
from designer.ui.outline.model import OutlineModel
from designer.ui.outline.panel import OutlinePanel
from tests.builders import diagram
from tests.edit.edit_strategies import any_edits
from tests.ui.conftest import SHOP


def tree_of(model: OutlineModel, outer: QModelIndex | None = None) -> list[object]:
    """Everything the model shows: ids in order, each with what stands in it."""
    parent = QModelIndex() if outer is None else outer
    found: list[object] = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        assert model.parent(index) == parent
        found.append((model.key_of(index), tree_of(model, index)))
    return found


def expected(drawn: Diagram, outer: ElementId | None = None) -> list[object]:
    """The same, from the drawing itself."""
    elements = drawn.topology.elements
    inner = sorted(drawn.topology.children(outer), key=lambda key: rank_of(elements[key]))
    return [(key, expected(drawn, key)) for key in inner]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_tree_follows_every_edit(qapp: QApplication, data: st.DataObject) -> None:
    now = diagram(SHOP)
    model = OutlineModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_diagram(now)
    looks = data.draw(st.booleans())
    for _ in range(data.draw(st.integers(1, 6))):
        before = now
        with suppress(EditRefused):
            now = apply(now, data.draw(any_edits(now)))
        model.follow(now, diff(before, now))
        if looks:
            assert tree_of(model) == expected(now)
    assert tree_of(model) == expected(now)
    tester.deleteLater()


def test_siblings_are_ordered_as_people_count(qapp: QApplication) -> None:
    model = OutlineModel()
    model.show_diagram(diagram('ec2 a "Web 10"\nec2 b "web 2"\nregion r "Zzz"\n  ec2 c'))
    rows = [model.key_of(model.index(row, 0)) for row in range(3)]
    assert rows == ["r", "b", "a"]


def test_a_filter_keeps_what_the_hits_stand_in(qapp: QApplication) -> None:
    model = OutlineModel()
    model.show_diagram(diagram(SHOP))
    assert model.filter("orders") == 1
    assert tree_of(model) == [("r", [("v", [("a", [("s1", [("db", [])])])])])]
    assert model.filter("web ec2") == 3
    assert model.filter("ec2 instance") == 2
    assert model.filter("nothing like it") == 0
    assert tree_of(model) == []
    model.filter("")
    assert tree_of(model) == expected(diagram(SHOP))


@pytest.fixture
def outline(window: MainWindow, shop: Diagram, qtbot: QtBot) -> OutlinePanel:
    window.document.load(shop, None)
    window.actions_bar["view.outline"].trigger()
    QApplication.processEvents()
    panel = window.parts.outline
    assert panel.isVisible()
    return panel


def pick(outline: OutlinePanel, key: str, keys: Qt.KeyboardModifier) -> None:
    index = outline.model.index_of(key)
    outline.tree.scrollTo(index)
    place = outline.tree.visualRect(index).center()
    QTest.mouseClick(outline.tree.viewport(), Qt.MouseButton.LeftButton, keys, place)


NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def test_selection_goes_both_ways(window: MainWindow, outline: OutlinePanel) -> None:
    pick(outline, "web1", NONE)
    assert window.document.selection == {"web1"}
    pick(outline, "db", CTRL)
    assert window.document.selection == {"web1", "db"}
    window.document.set_selection({"lb", "u", "u--lb"})
    QApplication.processEvents()
    chosen = {outline.model.key_of(index) for index in outline.tree.selectedIndexes()}
    assert chosen == {"lb", "u"}
    assert window.document.selection == {"lb", "u", "u--lb"}
    window.document.set_selection(())
    QApplication.processEvents()
    assert outline.tree.selectedIndexes() == []


def test_a_selected_element_is_brought_into_sight(
    window: MainWindow, outline: OutlinePanel
) -> None:
    outline.tree.collapseAll()
    window.document.set_selection({"web2"})
    QApplication.processEvents()
    assert outline.tree.visualRect(outline.model.index_of("web2")).isValid()
    window.parts.canvas.look_at(window.parts.canvas.mapToScene(QPoint(90000, 90000)))
    pick(outline, "lb", NONE)
    item = window.parts.canvas.canvas.element_item("lb")
    assert item is not None
    assert window.parts.canvas.seen.contains(item.outline())


def test_names_are_edited_in_place_and_undone(window: MainWindow, outline: OutlinePanel) -> None:
    pick(outline, "db", NONE)
    window.activateWindow()
    outline.tree.setFocus()
    window.actions_bar["edit.rename"].trigger()
    editor = outline.tree.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "Ledger")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.document.diagram.topology.elements[ElementId("db")].name == "Ledger"
    assert outline.model.data(outline.model.index_of("db")) == "Ledger"
    window.document.undo()
    assert outline.model.data(outline.model.index_of("db")) == "Orders"


def test_the_menu_is_that_of_what_is_selected(window: MainWindow, outline: OutlinePanel) -> None:
    index = outline.model.index_of("web1")
    outline.tree.scrollTo(index)
    outline.tree.customContextMenuRequested.emit(outline.tree.visualRect(index).center())
    assert window.document.selection == {"web1"}
    menu = window.actions_bar.popup
    assert menu is not None
    assert {"edit.rename", "failure.fail"} <= {action.objectName() for action in menu.actions()}
    menu.close()


def test_the_filter_says_when_nothing_is_found_and_enter_goes_there(
    window: MainWindow, outline: OutlinePanel
) -> None:
    QTest.keyClicks(outline.filter, "xyzzy")
    assert "xyzzy" in outline._nothing.text()
    assert outline._nothing.isVisible()
    outline.filter.clear()
    assert outline.tree.isVisible()
    QTest.keyClicks(outline.filter, "orders")
    QTest.keyClick(outline.filter, Qt.Key.Key_Return)
    assert window.document.selection == {"db"}
    outline.filter.clear()
    assert outline.tree.isExpanded(outline.model.index_of("v"))


def test_a_hidden_outline_catches_up(window: MainWindow, outline: OutlinePanel) -> None:
    dock = outline.parentWidget()
    assert dock is not None
    dock.hide()
    window.document.do(Rename(id=ElementId("db"), name="Ledger"))
    window.document.do(Remove(ids=frozenset({"web1"})))
    window.document.set_selection({"db"})
    dock.show()
    QApplication.processEvents()
    assert not outline.model.index_of("web1").isValid()
    assert outline.model.data(outline.model.index_of("db")) == "Ledger"


def test_branches_stay_open_when_something_moves(window: MainWindow, outline: OutlinePanel) -> None:
    outline.tree.expandAll()
    window.document.do(Reparent(ids=frozenset({ElementId("web1")}), parent=ElementId("s2")))
    assert outline.tree.isExpanded(outline.model.index_of("s2"))
    window.document.do(Rename(id=ElementId("a"), name="zz"))
    assert outline.tree.isExpanded(outline.model.index_of("a"))
    element = Element(id=ElementId("new"), kind=Kind.RESOURCE, service="ec2", name="New")
    window.document.do(AddElement(element=element, box=Box(0, 0, 96, 96)))
    assert outline.model.index_of("new").isValid()


def many(count: int) -> Diagram:
    """A drawing of ``count`` servers, fifty in each Region."""
    elements: dict[ElementId, Element] = {}
    region = ElementId("")
    for number in range(count):
        if number % 50 == 0:
            region = ElementId(f"region-{number}")
            elements[region] = Element(
                id=region, kind=Kind.REGION, service="region", name=f"Region {number}"
            )
        key = ElementId(f"ec2-{number}")
        elements[key] = Element(
            id=key, kind=Kind.RESOURCE, service="ec2", name=f"Web {number}", parent=region
        )
    return Diagram(
        topology=Topology(elements=FrozenMap(elements)),
        layout=Layout(boxes=FrozenMap({key: Box(0, 0, 96, 96) for key in elements})),
    )


def test_rows_of_five_thousand_are_made_as_they_are_looked_at(qapp: QApplication) -> None:
    drawn = many(5000)
    panel = OutlinePanel()
    panel.resize(240, 400)
    panel.show()
    panel.show_diagram(drawn, frozenset())
    model = panel.model
    panel.tree.collapseAll()
    model.show_diagram(drawn)
    QApplication.processEvents()
    # The rows in sight know whether they hold something; none of it has been sorted.
    assert len(model._branches._sorted) == 1
    everything = model.selection_of(drawn.topology.elements)
    assert everything.size() == 101
    panel.tree.selectionModel().select(everything, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    panel.close()
    panel.deleteLater()
