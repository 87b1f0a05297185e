"""What the Arrange menu does to the selection: line up, space, size and tidy, each as one edit."""

from collections.abc import Iterable
from enum import Enum
from typing import Protocol

from designer.edit.aligning import Axis, Edge, Shift, aligned, distributed, same_size
from designer.edit.apply import EditRefused
from designer.edit.edits import Batch, Resize
from designer.edit.enclosing import dissolved, enclosed, groups_among
from designer.edit.placing import Draft, grow_edits
from designer.edit.tidying import tidied, tidied_siblings
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box, bounds
from designer.render.arrange.rearranging import (
    rearranged_contents,
    rearranged_drawing,
    rearranged_together,
)
from designer.render.shapes import frame, has_size
from designer.ui.canvas.dropping import outermost, rearranged
from designer.ui.canvas.geometry import GRID
from designer.ui.canvas.gestures.resize import resized, sized, tall_enough
from designer.ui.canvas.overlays import Edge as PullEdge
from designer.ui.document import Document

_EDGE_NAMES = {
    Edge.LEFT: "left",
    Edge.CENTRE: "centre",
    Edge.RIGHT: "right",
    Edge.TOP: "top",
    Edge.MIDDLE: "middle",
    Edge.BOTTOM: "bottom",
}


class Desk(Protocol):
    """What arranging needs of the view."""

    @property
    def document(self) -> Document:
        """The document that takes the edits."""

    def say(self, text: str) -> None:
        """Tell in the status line what was done."""

    def reveal(self, ids: Iterable[str]) -> None:
        """Scroll to elements that are out of sight."""

    def glide_from(self, before: Diagram) -> None:
        """Let the elements glide from where they were in ``before`` to where they are."""


class _Tidied(Enum):
    """What tidying lays out, by the name of the step."""

    DRAWING = "Tidy drawing"
    CONTENTS = "Tidy contents"
    SIBLINGS = "Tidy elements"


class Arranging:
    """Arrange the selected elements of one canvas; each command does nothing without enough."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: tuple[object, object, frozenset[ElementId]] = (None, None, frozenset())
        self._sized_ones: tuple[ElementId, ...] = ()

    def can_align(self) -> bool:
        """Tell whether two elements are selected, none within another."""
        return len(self._roots()) > 1

    def can_distribute(self) -> bool:
        """Tell whether three elements are selected, none within another."""
        return len(self._roots()) > 2

    def can_size(self) -> bool:
        """Tell whether two containers or notes are selected; pictures have one size anyway."""
        return len(self._sized()) > 1

    def can_tidy(self) -> bool:
        """Tell whether something is selected that can be laid out."""
        return self._tidies() is not None

    def align(self, edge: Edge) -> None:
        """Bring the selected elements onto one line."""
        self._shift(aligned(self._frames(), edge), f"Align {_EDGE_NAMES[edge]}")

    def distribute(self, axis: Axis) -> None:
        """Make the gaps between the selected elements equal."""
        way = "horizontally" if axis is Axis.ACROSS else "vertically"
        self._shift(distributed(self._frames(), axis), f"Distribute {way}")

    def equalise(self, axes: frozenset[Axis]) -> None:
        """Make the selected containers and notes as large as the largest; neighbours give way."""
        diagram = self._diagram
        boxes = {key: diagram.layout.boxes[key] for key in self._sized()}
        draft = Draft(diagram)
        for key, size in same_size(boxes, axes).items():
            old = draft.diagram.layout.boxes[key]
            draft.do(Resize(id=key, box=Box(old.x, old.y, size.width, size.height)))
            draft.do(*grow_edits(draft.diagram, key, old))
        self._do(draft.batch("Make same size"))

    def can_resize(self) -> bool:
        """Tell whether a container or note is selected; pictures have one size anyway."""
        return bool(self._sized())

    def resize(self, dx: int, dy: int) -> None:
        """Pull the right or lower edge of the selected containers and notes by grid steps."""
        layout, draft = self._diagram.layout, Draft(self._diagram)
        sized_ids = tuple(k for k in self._sized() if k not in layout.locked | layout.collapsed)
        if not sized_ids:
            self._desk.say("What is locked or collapsed keeps its size")
            return
        pull = PullEdge.RIGHT if dx else PullEdge.BOTTOM
        try:
            for key in sized_ids:
                boxes, topology = draft.diagram.layout.boxes, draft.diagram.topology
                held = bounds(boxes[inner] for inner in topology.children(key))
                box = resized(boxes[key], pull, dx * GRID, dy * GRID, held)
                box = tall_enough(topology.elements[key], box, pull)
                if box != boxes[key]:
                    draft.do(*sized(draft.diagram, key, box).edits)
        except EditRefused as refusal:
            self._desk.document.refuse(str(refusal))
            return
        if draft.diagram is self._diagram:
            self._desk.say("It cannot be smaller: what it holds needs the room")
            return
        batch, merge = draft.batch("Resize element"), f"size {' '.join(sized_ids)}"
        if self._desk.document.do(batch, merge_key=merge):
            self._desk.reveal(sized_ids)

    def can_group(self) -> bool:
        """Tell whether elements are selected, around which a group can be drawn."""
        return bool(self._roots())

    def group(self) -> None:
        """Draw a group around the selected elements and select it."""
        try:
            edit, group = enclosed(self._diagram, self._roots())
        except EditRefused as refusal:
            self._desk.document.refuse(str(refusal))
            return
        self._do(edit)
        if group in self._diagram.topology.elements:
            self._desk.document.set_selection({group})

    def can_ungroup(self) -> bool:
        """Tell whether a group is selected."""
        return bool(groups_among(self._diagram, self._roots()))

    def ungroup(self) -> None:
        """Take the selected groups away and select what stood in them."""
        groups = groups_among(self._diagram, self._roots())
        held = [key for group in groups for key in self._diagram.topology.children(group)]
        try:
            edit = dissolved(self._diagram, groups)
        except EditRefused as refusal:
            self._desk.document.refuse(str(refusal))
            return
        self._do(edit)
        self._desk.document.set_selection(held)

    def tidy(self, *, deep: bool = False) -> None:
        """Lay out the contents of the selected containers, or the selected elements themselves."""
        what = self._tidies()
        if what is None:
            return
        draft = Draft(self._diagram)
        try:
            if what is _Tidied.SIBLINGS:
                draft.do(tidied_siblings(draft.diagram, sorted(self._roots())))
            elif what is _Tidied.DRAWING:
                draft.do(tidied(draft.diagram, None, deep=deep))
            else:
                for key in sorted(self._roots()):
                    draft.do(tidied(draft.diagram, key, deep=deep))
        except EditRefused as refusal:
            self._desk.document.refuse(str(refusal))
            return
        self._do(draft.batch(what.value))

    def arrange(self) -> None:
        """Arrange by links, tiers and zones what `tidy` would lay out as it stands."""
        what, roots = self._tidies(), sorted(self._roots())
        if what is None:
            return
        try:
            if what is _Tidied.SIBLINGS:
                edit = rearranged_together(self._diagram, roots)
            elif what is _Tidied.DRAWING:
                edit = rearranged_drawing(self._diagram)
            else:
                edit = rearranged_contents(self._diagram, roots)
        except EditRefused as refusal:
            self._desk.document.refuse(str(refusal))
            return
        self._do(edit)

    def _tidies(self) -> "_Tidied | None":
        """Return what tidying would lay out; None where the selection is nothing of the kind."""
        topology, roots = self._diagram.topology, self._roots()
        if not roots:
            return _Tidied.DRAWING if len(topology.children(None)) > 1 else None
        if all(topology.children(key) for key in roots):
            return _Tidied.CONTENTS
        parents = {topology.elements[key].parent for key in roots}
        return _Tidied.SIBLINGS if len(roots) > 1 and len(parents) == 1 else None

    def _shift(self, shifts: dict[ElementId, Shift], label: str) -> None:
        if not shifts:
            return
        drop = rearranged(self._diagram, shifts)
        if drop.refusal is not None:
            self._desk.document.refuse(drop.refusal)
        else:
            self._do(Batch(edits=drop.edits, label=label))

    def _do(self, edit: Batch) -> None:
        document = self._desk.document
        before = document.diagram
        if document.do(edit) and document.diagram is not before:
            self._desk.say(f"{edit.label}. Undo takes it back.")
            self._desk.reveal(document.selection)
            self._desk.glide_from(before)

    @property
    def _diagram(self) -> Diagram:
        return self._desk.document.diagram

    def _roots(self) -> frozenset[ElementId]:
        # Every menu entry asks again after every click, also with thousands selected.
        topology, selection = self._diagram.topology, self._desk.document.selection
        if self._known[0] is not topology or self._known[1] is not selection:
            chosen = (ElementId(key) for key in selection if key in topology.elements)
            roots = outermost(self._diagram, chosen)
            self._known = (topology, selection, roots)
            kinds = {key: topology.elements[key].kind for key in roots}
            self._sized_ones = tuple(sorted(key for key in roots if has_size(kinds[key])))
        return self._known[2]

    def _sized(self) -> tuple[ElementId, ...]:
        self._roots()
        return self._sized_ones

    def _frames(self) -> dict[ElementId, Box]:
        elements, boxes = self._diagram.topology.elements, self._diagram.layout.boxes
        return {key: frame(elements[key], boxes[key]) for key in sorted(self._roots())}
