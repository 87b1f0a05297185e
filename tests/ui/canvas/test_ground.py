"""The ground is painted where it can be seen, however far the view has gone."""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.render.theme import Theme
from designer.ui.canvas import navigation
from tests.render.drawings import three_tier
from tests.ui.canvas.conftest import hand_for


def test_a_long_way_paints_no_more_than_a_screen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = hand_for(qtbot, three_tier()).view
    painted: list[QRectF] = []

    def note(painter: QPainter, rect: QRectF, theme: Theme) -> None:
        painted.append(QRectF(rect))

    monkeypatch.setattr(navigation, "paint_ground", note)
    view.zoom_reset()
    view.viewport().repaint()
    QApplication.processEvents()
    view.look_at(QPointF(90_000, 90_000))
    QApplication.processEvents()
    view.viewport().repaint()
    screen = view.viewport().size()
    assert painted
    for rect in painted:
        assert rect.width() <= screen.width() + 100
        assert rect.height() <= screen.height() + 100
