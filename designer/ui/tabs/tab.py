"""One open diagram with everything that is its alone: canvas, undo, failures, autosave."""

from PySide6.QtCore import QObject

from designer.model.diagram import Diagram
from designer.render.theme import Theme
from designer.rules.tenets import Tenet
from designer.ui.autosave import Autosave
from designer.ui.canvas.view import CanvasView
from designer.ui.document import Document
from designer.ui.failures import Failures


class Tab(QObject):
    """What one tab of a window holds.

    Attributes:
        tenet: the one whose findings are looked at here; None for all.
    """

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.document = Document(parent=self)
        self.canvas = CanvasView(self.document, theme)
        self.failures = Failures(self.document, self)
        self.autosave = Autosave(self.document, self)
        self.tenet: Tenet | None = None

    @property
    def title(self) -> str:
        """What the tab is called: its file, or the title of a diagram without one."""
        path = self.document.path
        return self.document.diagram.title if path is None else path.name

    @property
    def is_untouched(self) -> bool:
        """Tell whether nothing has been begun here, so that a file may be opened in its place."""
        document = self.document
        return (
            document.path is None
            and document.is_clean
            and not document.history.steps
            and document.diagram == Diagram()
        )

    def leave(self) -> None:
        """End for good; the canvas goes with it."""
        self.autosave.close()
        self.canvas.driver.give_up()
        self.canvas.hide()
        self.canvas.setParent(None)
        self.canvas.deleteLater()
        self.deleteLater()
