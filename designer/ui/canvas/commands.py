"""What menus and keys do to the selection: the canvas's commands, each at most one edit."""

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QObject

from designer.edit.apply import EditRefused
from designer.edit.edits import Batch, Edit, Remove, Rename, SetBends, SetLink
from designer.edit.flow import link_between
from designer.edit.fragments import alone, copy, duplicate, paste, replicate
from designer.edit.locking import refusal_of
from designer.edit.placing import Draft, containers_at, grow_edits
from designer.edit.rows import free_shift
from designer.model.diagram import Diagram
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Point, bounds
from designer.render.folding import hidden_ids
from designer.ui.canvas.clipboard import Clipboard
from designer.ui.canvas.dropping import outermost, plan
from designer.ui.canvas.geometry import GRID, snapped
from designer.ui.canvas.scene import CanvasScene
from designer.ui.canvas.walking import Walking
from designer.ui.document import Document

_SHIFT = 3 * GRID


class Desk(Protocol):
    """What commands need of the view."""

    @property
    def document(self) -> Document:
        """The document that takes the edits."""

    @property
    def canvas(self) -> CanvasScene:
        """The items."""

    @property
    def pointer(self) -> Point | None:
        """Where the pointer is on the diagram, or None when it is not over the canvas."""

    @property
    def walking(self) -> Walking:
        """What draws a link by keys alone."""

    def say(self, text: str) -> None:
        """Tell in the status line what was done."""

    def glide_from(self, before: Diagram) -> None:
        """Let the elements glide from where they were in ``before`` to where they are."""

    def reveal(self, ids: Iterable[str]) -> None:
        """Scroll to elements that are out of sight."""

    def edit_text(self, key: str, text: str, commit: Callable[[str], None]) -> None:
        """Let the user edit the name of an element or the label of a link in place."""


class Commands(QObject):
    """Commands on the selection of one canvas; each does nothing when it makes no sense."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clipboard = Clipboard(self)
        self._pasted = 0
        self._order: list[str] = []
        desk.document.selection_changed.connect(self._follow_selection)

    @property
    def can_paste(self) -> bool:
        """Tell whether the clipboard holds a part of a drawing."""
        return self._clipboard.has_fragment()

    def delete(self) -> None:
        """Remove what is selected, with all it holds."""
        if selection := self._document.selection:
            before = self._diagram
            if self._document.do_shrinking(Remove(ids=selection)):
                self._desk.glide_from(before)

    def copy(self) -> None:
        """Copy the selected elements and the links between them."""
        if elements := self._elements():
            self._clipboard.put(copy(self._diagram, elements))
            self._pasted = 0
            self._desk.say(f"Copied {_counted(len(elements))}")

    def cut(self) -> None:
        """Copy the selected elements, then remove them."""
        if self._elements():
            self.copy()
            self.delete()
            self._pasted = -1

    def paste(self) -> None:
        """Add what was copied: at the pointer, or a little beside where it was."""
        if not self.can_paste:
            self._desk.say("There is nothing to paste. Copy elements first.")
            return
        try:
            fragment = self._clipboard.fragment()
            area = bounds(fragment.boxes.values())
            if area is None:
                return
            self._pasted += 1
            pointer = self._desk.pointer
            dx = dy = self._pasted * _SHIFT
            if pointer is not None:
                dx, dy = pointer.x - area.centre.x, pointer.y - area.centre.y
                dx, dy = snapped(area.x + dx) - area.x, snapped(area.y + dy) - area.y
            middle = area.centre.moved(dx, dy)
            parent = next(iter(containers_at(self._diagram, middle)), None)
            self._insert(paste(self._diagram, fragment, dx, dy, parent), "Paste")
        except EditRefused as refusal:
            self._document.refuse(str(refusal))

    def paste_in_place(self) -> None:
        """Add what was copied exactly where it was, in any tab or window."""
        if not self.can_paste:
            self._desk.say("There is nothing to paste. Copy elements first.")
            return
        try:
            edit = paste(self._diagram, self._clipboard.fragment(), 0.0, 0.0)
            self._insert(edit, "Paste in place")
        except EditRefused as refusal:
            self._document.refuse(str(refusal))

    def copy_image(self) -> None:
        """Copy a picture of the selected elements, else of the whole drawing."""
        if (part := self.pictured()) is not None:
            self._clipboard.put_picture(part)
            self._desk.say(picture_sentence(part))

    def pictured(self) -> Diagram | None:
        """Return what a picture shows: the selected elements, else all; None for nothing."""
        elements = self._elements() or frozenset(self._diagram.topology.elements)
        return alone(self._diagram, elements) if elements else None

    def replicate(self) -> None:
        """Repeat the selected elements in the next free place, with their links."""
        if elements := self._elements():
            shift = free_shift(self._diagram, outermost(self._diagram, elements))
            try:
                self._insert(replicate(self._diagram, elements, *shift), "Add replica:")
            except EditRefused as refusal:
                self._document.refuse(str(refusal))

    def duplicate(self) -> None:
        """Repeat the selected elements in the next free place, their names counted on."""
        if elements := self._elements():
            shift = free_shift(self._diagram, outermost(self._diagram, elements))
            try:
                self._insert(duplicate(self._diagram, elements, *shift), "Duplicate")
            except EditRefused as refusal:
                self._document.refuse(str(refusal))

    def select_all(self) -> None:
        """Select every element and link that is not hidden."""
        hidden = hidden_ids(self._diagram)
        topology = self._diagram.topology
        links = (
            link.id
            for link in topology.links.values()
            if link.source not in hidden and link.target not in hidden
        )
        self._document.set_selection({*(topology.elements.keys() - hidden), *links})

    def select_none(self) -> None:
        """Select nothing."""
        self._document.set_selection(())

    def rename(self) -> None:
        """Edit the name of the selected element, or the label of the selected link, in place."""
        if len(self._document.selection) == 1:
            self.rename_one(next(iter(self._document.selection)))

    def rename_one(self, key: str) -> None:
        """Edit the name or label of ``key`` in place."""
        topology = self._diagram.topology
        document = self._document
        if (element := topology.elements.get(ElementId(key))) is not None:
            name_of = element.id

            def name(text: str) -> None:
                if text and name_of in document.diagram.topology.elements:
                    document.do(Rename(id=name_of, name=text))

            self._desk.edit_text(key, element.name, name)
        elif (link := topology.links.get(LinkId(key))) is not None:
            label_of = link.id

            def label(text: str) -> None:
                if label_of in document.diagram.topology.links:
                    document.do(SetLink(id=label_of, label=text))

            self._desk.edit_text(key, link.label, label)

    def join(self) -> None:
        """Link the two selected elements, the one selected first to the other.

        From one alone, the keys walk to the other end.
        """
        elements = self._diagram.topology.elements
        chosen = [ElementId(key) for key in self._order if key in elements]
        if len(chosen) != 2:
            self._desk.walking.link()
            return
        edit = link_between(self._diagram, chosen[0], chosen[1])
        if self._document.do(edit):
            self._document.set_selection({edit.link.id})

    def straighten(self) -> None:
        """Let the selected links find their own way again."""
        bends = self._diagram.layout.bends
        edits: tuple[Edit, ...] = tuple(
            SetBends(id=LinkId(key), points=())
            for key in sorted(self._document.selection)
            if key in bends
        )
        if edits:
            self._document.do(Batch(edits=edits, label="Route automatically"))

    def nudge(self, dx: float, dy: float) -> None:
        """Move the selected elements; across a border they stand in the next container."""
        elements = self._elements()
        if not elements:
            return
        roots = outermost(self._diagram, elements)
        if not (free := roots - self._diagram.layout.locked):
            self._document.refuse(refusal_of(self._diagram, min(roots)))
            return
        roots = free
        grabbed = min(roots)
        pointer = self._diagram.layout.boxes[grabbed].centre.moved(dx, dy)
        drop = plan(self._diagram, roots, dx, dy, grabbed, pointer)
        if drop.refusal is not None:
            self._document.refuse(drop.refusal)
        elif drop.edits:
            merge = f"nudge {' '.join(sorted(roots))}"
            self._document.do_shrinking(Batch(edits=drop.edits, label=drop.label), merge_key=merge)
            self._desk.reveal(roots)

    @property
    def _document(self) -> Document:
        return self._desk.document

    @property
    def _diagram(self) -> Diagram:
        return self._desk.document.diagram

    def _elements(self) -> frozenset[ElementId]:
        elements = self._diagram.topology.elements
        return frozenset(ElementId(key) for key in self._document.selection if key in elements)

    def _insert(self, edit: Edit, verb: str) -> None:
        """Add a fragment, make room for it, and select it."""
        draft = Draft(self._diagram)
        draft.do(edit)
        before = self._diagram.topology.elements
        new = [key for key in draft.diagram.topology.elements if key not in before]
        roots = outermost(draft.diagram, new)
        for key in sorted(roots):
            draft.do(*grow_edits(draft.diagram, key))
        if self._document.do(draft.batch(f"{verb} {_counted(len(new))}")):
            self._document.set_selection(roots)
            self._desk.reveal(roots)

    def _follow_selection(self) -> None:
        """Keep the order in which things were selected."""
        selection = self._document.selection
        kept = [key for key in self._order if key in selection]
        self._order = kept + sorted(selection.difference(kept))


def picture_sentence(part: Diagram) -> str:
    """Return what is said when a picture of ``part`` was copied."""
    return f"Copied a picture of {_counted(len(part.topology.elements))}"


def _counted(count: int) -> str:
    return "1 element" if count == 1 else f"{count} elements"
