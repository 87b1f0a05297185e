"""Places a whole design that is dragged in from the palette."""

from designer.edit.refusal import EditRefused
from designer.edit.whole import whole_box, whole_placed
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.ui.canvas.geometry import point_of
from designer.ui.canvas.gestures.gesture import Pointer, Stage
from designer.ui.patterns import fragment, patterns


class PlacePattern:
    """Show the room that a pattern takes, and put it there on the drop."""

    def __init__(self, stage: Stage, key: str) -> None:
        self._stage = stage
        self._key = key
        self.placed: frozenset[ElementId] = frozenset()
        self.refusal = ""

    @property
    def service(self) -> str:
        """The key of the pattern that is placed."""
        return self._key

    def start(self, pointer: Pointer) -> None:
        """Begin where the drag enters the canvas."""
        self.move(pointer)

    def move(self, pointer: Pointer) -> None:
        """Show the room it would take."""
        stage, point = self._stage, point_of(pointer.scene)
        box = whole_box(stage.document.diagram, fragment(self._key), point)
        stage.canvas.ghost.stretch("cloud", Kind.CLOUD, box, is_possible=True)
        beside = "" if box.holds(point) else " beside what is drawn"
        stage.say(f"Drops {patterns()[self._key].name}{beside}")

    def finish(self, pointer: Pointer) -> None:
        """Add everything as one step and select it."""
        self.cancel()
        document, name = self._stage.document, patterns()[self._key].name
        try:
            edit, roots = whole_placed(
                document.diagram, fragment(self._key), point_of(pointer.scene), name
            )
        except EditRefused as refused:
            self.refusal = str(refused)
            return
        if document.do(edit):
            self.placed = roots
            document.set_selection(roots)

    def cancel(self) -> None:
        """Take the ghost away."""
        self._stage.canvas.ghost.hide_all()
