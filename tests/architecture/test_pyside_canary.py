"""Sings as long as the installed PySide6 counts its references right.

PySide6 6.12.0 loses references to None on Python 3.11: the program then aborts after some hundred
changes of the scene. The version is pinned below it; this tells whoever lifts the pin.
"""

import subprocess
import sys

PROGRAM = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication, QGraphicsRectItem, QGraphicsScene, QGraphicsView

class Item(QGraphicsRectItem):
    def paint(self, painter, option, widget=None):
        super().paint(painter, option, widget)

application = QApplication([])
scene = QGraphicsScene()
view = QGraphicsView(scene)
view.show()

def operations(count):
    for number in range(count):
        item = Item(0, 0, 10, 10)
        assert item.scene() is None and item.parentItem() is None
        scene.addItem(item)
        item.setPos(number % 50, 0)
        application.processEvents()
        scene.removeItem(item)

operations(50)
before = sys.getrefcount(None)
operations(1000)
print(sys.getrefcount(None) - before)
operations(4000)
view.close()
"""

# References may come and go by the way; 6.12.0 loses several thousand.
MOST_LOST = 50


def test_scene_operations_lose_no_reference_to_none() -> None:
    run = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert run.returncode == 0, run.stderr
    # From Python 3.12 on None is immortal and its count never changes.
    assert int(run.stdout) >= -MOST_LOST
