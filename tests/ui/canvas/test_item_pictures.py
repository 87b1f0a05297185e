"""Every kind of item as a picture: compared with what was looked at, in each theme and at 200 %.

TENET_UPDATE_GOLDEN=1 draws the reference pictures anew; look at them before keeping them.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from designer.edit.apply import apply
from designer.edit.edits import Batch, Collapse, Edit, Lock, SetBends, SetLook
from designer.model.diagram import Diagram
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Point
from designer.model.looks import Hue, Stroke, Weight
from designer.render.theme import CANVAS_THEMES
from designer.ui.canvas.marks import Mark
from designer.ui.canvas.view import CanvasView
from designer.ui.document import Document
from designer.ui.theme_qt import load_fonts
from tests.builders import diagram

PICTURES = Path(__file__).parent / "pictures"
_FAR = 48
"""Channels may differ by so much before a pixel counts: edges are smoothed elsewhere a bit else."""
_MOST = 0.004

PLATES: dict[str, str] = {
    "containers": """
        cloud aws
          account team "Shop team"
            region r eu-west-1
              vpc v
                zone a
                  subnet s1 public
                    nat out
                  subnet s2 private
                    ec2 web "Web server" instances=3
              asg fleet
        data-centre dc "Data centre"
          server old "Old server"
        group g "Payment"
          lambda pay
    """,
    "links": """
        users u "Users"
        alb lb "Load balancer"
        ec2 a "A"
        ec2 b "B"
        sqs q "Queue"
        rds db "Database"
        rds copy "Copy"
        backup vault "Vault"
        u -> lb "asks"
        lb -> a, b any
        a ~> q "orders"
        a -> db
        b -> db optional
        b -> copy standby
        db => copy
        db +> vault "nightly"
    """,
    "states": """
        region r eu-west-1
          zone a
            ec2 found "Has findings"
            ec2 silent "Not stated"
            ec2 locked "Locked"
          zone b
            ec2 pink "Pink"
            ec2 beside "Beside"
            ec2 below "Below"
        zone c
          ec2 chosen "Chosen"
        note n "A note of several words that has to be broken into lines"
        found -> pink
        pink -> chosen
    """,
}


def _states() -> Diagram:
    made = diagram(PLATES["states"])
    steps: tuple[Edit, ...] = (
        Lock(ids=frozenset({ElementId("locked")})),
        Collapse(ids=frozenset({ElementId("b")})),
        SetLook(
            ids=frozenset({"pink", "pink--chosen", "c"}),
            hue=Hue.PINK,
            stroke=Stroke.DASHED,
            weight=Weight.HEAVY,
        ),
        SetBends(id=LinkId("found--pink"), points=(Point(20.0, 500.0),)),
    )
    return apply(made, Batch(edits=steps, label="states"))


def _drawn(name: str) -> Diagram:
    return _states() if name == "states" else diagram(PLATES[name])


def _picture(view: CanvasView, scale: float) -> QImage:
    """Paint what is drawn, without the window around it."""
    canvas = view.canvas
    area = canvas.itemsBoundingRect().adjusted(-10, -10, 10, 10)
    image = QImage((area.size() * scale).toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(canvas.theme.background))
    painter = QPainter(image)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    canvas.render(painter, QRectF(QPointF(0, 0), area.size() * scale), area)
    painter.end()
    return image


def _pixels(image: QImage) -> np.ndarray:
    data = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(data.constBits(), np.uint8)
    return flat.reshape(data.height(), data.bytesPerLine() // 4, 4)[:, :, :3].astype(int)


def _differing(image: QImage, kept: QImage) -> float:
    """Return the share of pixels that differ visibly; 1 for pictures of different sizes."""
    if image.size() != kept.size():
        return 1.0
    far = np.abs(_pixels(image) - _pixels(kept)).max(axis=2) > _FAR
    return float(far.mean())


@pytest.mark.parametrize(
    ("name", "theme", "scale"),
    [
        *((name, theme, 1.0) for name in PLATES for theme in CANVAS_THEMES),
        *((name, "light", 2.0) for name in PLATES),
    ],
)
def test_items_look_as_they_did(
    qtbot: QtBot, qapp: QApplication, name: str, theme: str, scale: float
) -> None:
    load_fonts(qapp)
    view = CanvasView(Document(_drawn(name)), CANVAS_THEMES[theme])
    qtbot.addWidget(view)
    view.resize(1400, 1000)
    with qtbot.waitExposed(view):
        view.show()
    view.fit()
    if name == "states":
        view.set_findings(
            {
                "found": Mark(severity="high", count=3, sentences=("It fails.",)),
                "silent": Mark(not_stated=True),
            }
        )
    image = _picture(view, scale)
    kept = PICTURES / f"{name}-{theme}{'-200' if scale == 2 else ''}.png"
    if os.environ.get("TENET_UPDATE_GOLDEN"):
        PICTURES.mkdir(exist_ok=True)
        image.save(str(kept))
    assert _differing(image, QImage(str(kept))) < _MOST


def test_a_change_is_seen() -> None:
    """A line drawn in another colour would be found out."""
    kept = QImage(str(PICTURES / "links-light.png"))
    changed = kept.copy()
    painter = QPainter(changed)
    painter.fillRect(QRectF(60, 60, 90, 40), QColor("#ff00ff"))
    painter.end()
    assert _differing(kept, kept) == 0
    assert _differing(changed, kept) > _MOST
