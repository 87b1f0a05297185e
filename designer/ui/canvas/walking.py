"""Drawing by keys alone: walks from element to element and link to link, and draws links so."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QObject

from designer.catalog.placement import may_link, suggested_link_kind
from designer.edit.flow import link_between
from designer.model.ids import ElementId, LinkId
from designer.ui.canvas.gestures.connect import KIND_NAMES
from designer.ui.canvas.scene import CanvasScene
from designer.ui.canvas.walk import next_link, toward, walk
from designer.ui.document import Document


class Desk(Protocol):
    """What walking needs of the view."""

    @property
    def document(self) -> Document:
        """The document that is walked through."""

    @property
    def canvas(self) -> CanvasScene:
        """The items."""

    @property
    def reached(self) -> str:
        """The id of the element or link that the keyboard is at, or ""."""

    def reach(self, key: str, also: Iterable[str] = ()) -> None:
        """Bring the keyboard to an element or link, and select it (and ``also``)."""

    def say(self, text: str) -> None:
        """Tell in the status line what was or would be done."""


class Walking(QObject):
    """The keyboard on one canvas; a link under way is drawn to wherever it walks."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = ""
        self._source = ""
        desk.document.selection_changed.connect(self._show_link)
        desk.document.changed.connect(self._drop_link)

    @property
    def is_linking(self) -> bool:
        """Tell whether a link is under way that the keys finish."""
        return bool(self._source)

    def base(self) -> str:
        """Return the element that the walk goes on from: that of the links, where a link is."""
        reached, topology = self._desk.reached, self._desk.canvas.shown.topology
        link = topology.links.get(LinkId(reached))
        if link is None:
            return reached
        return self._around if self._around in (link.source, link.target) else link.source

    def go(self, dx: int, dy: int, *, adding: bool = False) -> None:
        """Go to the nearest element in one direction; ``adding`` keeps the selection."""
        shown, base = self._desk.canvas.shown, self.base()
        if base not in shown.topology.elements:
            order = walk(shown)
            if order:
                self._desk.reach(order[0])
            return
        key = toward(shown, ElementId(base), dx, dy)
        if key is None:
            self._desk.say("Nothing more lies in this direction")
        else:
            self._desk.reach(key, self._desk.document.selection if adding else ())

    def go_along(self, *, forward: bool = True) -> None:
        """Go to the next link of the element, or the one before."""
        shown, base = self._desk.canvas.shown, self.base()
        if base not in shown.topology.elements:
            self._desk.say("Go to an element first, then through its links")
            return
        key = next_link(shown, ElementId(base), self._desk.reached, forward=forward)
        if key is None:
            self._desk.say("Nothing is linked here")
        else:
            self._around = base
            self._desk.reach(key)

    def link(self) -> None:
        """Begin a link at the selected element, or draw the one under way to it."""
        key = self._only()
        if key is None:
            self._desk.say("Select an element to connect from, or two to connect.")
            return
        if not self._source:
            self._source = key
            self._show_link()
            return
        source, document = ElementId(self._source), self._desk.document
        self.give_up()
        if key == source:
            return
        elements = document.diagram.topology.elements
        kind = suggested_link_kind(elements[source], elements[key])
        refusal = may_link(elements[source], elements[key], kind)
        if refusal is not None:
            document.refuse(refusal.reason)
            return
        edit = link_between(document.diagram, source, key)
        if document.do(edit):
            self._around = source
            self._desk.reach(edit.link.id)

    def give_up(self) -> bool:
        """Draw the link under way no further; tell whether there was one."""
        was = self.is_linking
        self._source = ""
        if was:
            self._desk.canvas.wire.hide_all()
            self._desk.canvas.set_emphasis({})
            self._desk.say("")
        return was

    def _drop_link(self) -> None:
        # Like a drag, it does not outlive a change of what it was begun on.
        self.give_up()

    def _show_link(self) -> None:
        """Show the link under way up to the selected element, and what it would be."""
        if not self._source:
            return
        canvas, key = self._desk.canvas, self._only()
        elements = self._desk.document.diagram.topology.elements
        source = elements.get(ElementId(self._source))
        if source is None:
            self.give_up()
            return
        if key is None or key == source.id:
            canvas.wire.hide_all()
            canvas.set_emphasis({})
            self._desk.say(
                f"Connect {source.name} to: go to an element by Tab or Alt+arrows,"
                " then press C or Enter (Esc: cancel)"
            )
            return
        target = elements[key]
        kind = suggested_link_kind(source, target)
        refusal = may_link(source, target, kind)
        end = self._desk.document.diagram.layout.boxes[key].centre
        canvas.wire.stretch(canvas.router.preview(source.id, end), is_possible=refusal is None)
        canvas.set_emphasis({key: "accept" if refusal is None else "refuse"})
        self._desk.say(
            refusal.reason
            if refusal is not None
            else f"C or Enter connects {source.name} to {target.name} by {KIND_NAMES[kind]}"
        )

    def _only(self) -> ElementId | None:
        """Return the one selected element, or None."""
        elements = self._desk.document.diagram.topology.elements
        chosen = [ElementId(key) for key in self._desk.document.selection if key in elements]
        return chosen[0] if len(chosen) == 1 else None
