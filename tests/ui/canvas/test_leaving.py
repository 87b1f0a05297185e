"""The program ends cleanly whatever is under way on the canvas."""

import subprocess
import sys

import pytest

_SCRIPT = """
import sys
from PySide6.QtCore import QTimer, Qt
from PySide6.QtWidgets import QApplication
from designer.render.theme import LIGHT
from designer.ui.canvas.view import CanvasView
from designer.ui.document import Document
from tests.builders import diagram
from tests.ui.canvas.conftest import Hand

app = QApplication([])
document = Document(diagram("users u\\nregion r\\n  alb lb\\n  ec2 web\\nu -> lb"))
view = CanvasView(document, LIGHT)
view.show()
app.processEvents()
hand = Hand(view, document)
{act}
app.processEvents()
QTimer.singleShot(0, app.quit)
sys.exit(app.exec())
"""

_ACTS = {
    "nothing": "",
    "editing a name": "hand.double_click(hand.icon('u'))",
    "dragging": "hand.drag_to(hand.icon('u'), hand.icon('lb'))",
    "connecting": "hand.drag_to(hand.connector('u', list(__import__('designer.ui.canvas.overlays',"
    " fromlist=['Edge']).SIDES)[0]), hand.icon('web'))",
    "copied": "document.set_selection({'u', 'lb'}); view.commands.copy()",
    "an offer open": "view.insert_service('vpc')",
    "flashing": "view.centre_on({'u'})",
}


@pytest.mark.parametrize("act", _ACTS.values(), ids=_ACTS.keys())
def test_program_ends_cleanly(act: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", _SCRIPT.format(act=act)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
