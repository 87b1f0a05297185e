"""One open diagram with everything that is its alone: canvas, undo, failures, autosave."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF

from designer.model.diagram import Diagram
from designer.render.theme import Theme
from designer.rules.tenets import Tenet
from designer.ui.autosave import Autosave
from designer.ui.canvas.view import CanvasView
from designer.ui.document import Document
from designer.ui.failures import Failures
from designer.ui.snapshot_writer import SnapshotWriter


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a drawing: the zoom (1 is 100 %) and the scene point in the middle."""

    zoom: float
    x: float
    y: float


class Tab(QObject):
    """What one tab of a window holds.

    Attributes:
        tenet: the one whose findings are looked at here; None for all.
        place: where to look once the file has been read; None when it has been, or there is none.
        welcomes: while nothing has been begun here, the start page is shown.
    """

    def __init__(self, theme: Theme, parent: QObject, writer: SnapshotWriter) -> None:
        super().__init__(parent)
        self.document = Document(parent=self)
        self.canvas = CanvasView(self.document, theme)
        self.failures = Failures(self.document, self)
        self.autosave = Autosave(self.document, self, writer)
        self.tenet: Tenet | None = None
        self.place: Place | None = None
        self.welcomes = False

    @property
    def where(self) -> Place:
        """What part of the drawing is seen, or will be."""
        if self.place is not None:
            return self.place
        centre = self.canvas.seen.center()
        return Place(zoom=self.canvas.zoom, x=centre.x(), y=centre.y())

    def look(self, place: Place) -> None:
        """Show the part of the drawing that was seen before."""
        self.canvas.look_from(place.zoom, QPointF(place.x, place.y))

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
