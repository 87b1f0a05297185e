from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.catalog.loader import catalog
from designer.catalog.service import Category
from designer.ui.mime import SERVICE_MIME
from designer.ui.palette.model import FAVOURITES, KEY_ROLE, PATTERNS, STAR_ROLE, USED, PaletteModel
from designer.ui.palette.panel import PalettePanel
from designer.ui.palette.rows import star_area
from designer.ui.pattern_pictures import PatternPictures
from designer.ui.patterns import patterns
from designer.ui.pictures import Pictures


def _keys(model: PaletteModel) -> list[str]:
    return [str(model.index(row, 0).data(KEY_ROLE)) for row in range(model.rowCount())]


@pytest.fixture
def panel(qtbot: QtBot, qapp: QApplication) -> Iterator[PalettePanel]:
    pictures = Pictures(qapp)
    made = PalettePanel(pictures)
    qtbot.addWidget(made)
    made.resize(260, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.focus_search()
    yield made
    pictures.stop()
    pictures.deleteLater()


def _model(panel: PalettePanel) -> PaletteModel:
    model = panel.list.model()
    assert isinstance(model, PaletteModel)
    return model


def _press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def _type(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def test_every_service_stands_in_its_section(panel: PalettePanel) -> None:
    model = _model(panel)
    found: dict[str, list[str]] = {}
    for row in range(model.rowCount()):
        section = model.index(row, 0)
        assert section.data(KEY_ROLE) is None
        assert panel.list.isExpanded(section) == (section.data() != PATTERNS)
        found[str(section.data())] = [
            str(model.index(r, 0, section).data(KEY_ROLE)) for r in range(model.rowCount(section))
        ]
    assert found.pop(PATTERNS) == list(patterns())
    assert found == {
        category.value: [service.key for service in catalog().in_category(category)]
        for category in Category
        if catalog().in_category(category)
    }


@pytest.mark.parametrize(
    ("words", "first"), [("alb", "alb"), ("load balancer", "alb"), ("nat", "nat")]
)
def test_typing_finds_and_enter_inserts(
    qtbot: QtBot, panel: PalettePanel, words: str, first: str
) -> None:
    _type(words)
    assert _keys(_model(panel))[0] == first
    with qtbot.waitSignal(panel.chosen) as chosen:
        _press(Qt.Key.Key_Return)
    assert chosen.args == [first]


def test_arrow_goes_into_the_list_and_enter_inserts_there(
    qtbot: QtBot, panel: PalettePanel
) -> None:
    _type("database")
    _press(Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    second = _keys(_model(panel))[1]
    with qtbot.waitSignal(panel.chosen) as chosen:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert chosen.args == [second]


def test_nothing_found_is_said_and_escape_brings_all_back(panel: PalettePanel) -> None:
    _type("qqqqzz")
    assert not panel.list.isVisible()
    shown = [child for child in panel.children() if getattr(child, "isVisible", bool)()]
    assert any("qqqqzz" in getattr(child, "text", str)() for child in shown)
    _press(Qt.Key.Key_Escape)
    assert panel.list.isVisible()
    assert _model(panel).rowCount() > 5


def test_double_click_inserts(qtbot: QtBot, panel: PalettePanel) -> None:
    model = _model(panel)
    index = model.index(0, 0, model.index(1, 0))
    place = panel.list.visualRect(index).center()
    port = panel.list.viewport()
    with qtbot.waitSignal(panel.chosen) as chosen:
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [index.data(KEY_ROLE)]


def test_a_click_on_a_heading_folds_its_section(panel: PalettePanel) -> None:
    section = _model(panel).index(1, 0)
    place = panel.list.visualRect(section).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not panel.list.isExpanded(section)


def test_what_is_dragged_carries_the_key(panel: PalettePanel) -> None:
    model = _model(panel)
    index = model.index(0, 0, model.index(2, 0))
    data = model.mimeData([index])
    assert bytes(data.data(SERVICE_MIME).data()).decode() == index.data(KEY_ROLE)
    assert not model.mimeData([QModelIndex()]).hasFormat(SERVICE_MIME)


def test_tooltips_cannot_be_markup(panel: PalettePanel) -> None:
    model = _model(panel)
    index = model.index(0, 0, model.index(0, 0))
    assert str(index.data(Qt.ItemDataRole.ToolTipRole)).startswith("<qt>")


def _section(panel: PalettePanel, title: str) -> list[str]:
    model = _model(panel)
    for row in range(model.rowCount()):
        section = model.index(row, 0)
        if section.data() == title:
            return [
                str(model.index(r, 0, section).data(KEY_ROLE))
                for r in range(model.rowCount(section))
            ]
    return []


def test_favourites_and_the_recently_used_come_first(panel: PalettePanel) -> None:
    panel.put_at_hand(["rds", "gone-from-the-catalog"], ["alb", "rds"])
    titles = [str(_model(panel).index(row, 0).data()) for row in (0, 1)]
    assert titles == [FAVOURITES, USED]
    assert _section(panel, FAVOURITES) == ["rds"]
    assert _section(panel, USED) == ["alb"]
    panel.put_at_hand([], [])
    assert _section(panel, FAVOURITES) == _section(panel, USED) == []


def test_folded_sections_stay_folded_when_something_comes_at_hand(panel: PalettePanel) -> None:
    panel.list.collapse(_model(panel).index(2, 0))
    folded = _model(panel).index(2, 0).data()
    panel.put_at_hand(["rds"], [])
    row = next(r for r in range(9) if _model(panel).index(r, 0).data() == folded)
    assert not panel.list.isExpanded(_model(panel).index(row, 0))
    assert panel.list.isExpanded(_model(panel).index(row + 1, 0))


def test_a_click_on_the_star_toggles_it_and_inserts_nothing(
    qtbot: QtBot, panel: PalettePanel
) -> None:
    model = _model(panel)
    index = model.index(2, 0, model.index(1, 0))
    place = star_area(panel.list.visualRect(index)).center()
    port = panel.list.viewport()
    with qtbot.waitSignal(panel.star_toggled) as toggled, qtbot.assertNotEmitted(panel.chosen):
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=place)
    assert toggled.args == [index.data(KEY_ROLE)]


def test_the_star_key_toggles_and_hits_of_a_search_show_their_star(
    qtbot: QtBot, panel: PalettePanel
) -> None:
    panel.put_at_hand(["rds"], [])
    _type("database")
    assert _model(panel).index(0, 0).data(STAR_ROLE)
    _press(Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.star_toggled) as toggled:
        QTest.keyClicks(panel.list, "*")
    assert toggled.args == ["rds"]


def test_the_current_service_stays_current_when_the_sections_change(panel: PalettePanel) -> None:
    model = _model(panel)
    index = model.index(1, 0, model.index(3, 0))
    key = index.data(KEY_ROLE)
    panel.list.setCurrentIndex(index)
    panel.put_at_hand(["rds"], ["s3", "alb"])
    assert panel.list.currentIndex().data(KEY_ROLE) == key


def test_a_folded_section_of_patterns_opens_and_its_rows_show_pictures(
    qtbot: QtBot, panel: PalettePanel
) -> None:
    section = _model(panel).index(0, 0)
    assert section.data() == PATTERNS
    QTest.mouseClick(
        panel.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=panel.list.visualRect(section).center(),
    )
    assert panel.list.isExpanded(section)
    pictures = panel.list.itemDelegate().findChild(PatternPictures)
    assert pictures is not None
    first = next(iter(patterns()))
    ratio = panel.devicePixelRatioF()

    def drawn() -> bool:
        return pictures.picture(first, ratio) is not None

    qtbot.waitUntil(drawn, timeout=5000)


def test_patterns_are_found_among_services(panel: PalettePanel) -> None:
    _type("three tier")
    assert _keys(_model(panel))[0] == "pattern:three-tier"
