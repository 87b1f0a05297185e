"""Puts services onto the canvas for palette and keyboard, and asks what comes with them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from designer.catalog.loader import catalog
from designer.catalog.service import Service
from designer.edit.landing import Landing, landing
from designer.edit.offer import Offer
from designer.edit.partners import partners
from designer.edit.placing import containers_at, drop_target
from designer.edit.refusal import EditRefused
from designer.edit.remedies import remedies
from designer.edit.whole import whole_box, whole_placed
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.layout import Box, Point
from designer.render.theme import Theme
from designer.ui.canvas.offers import OfferBar
from designer.ui.canvas.quick_insert import Hit, QuickInsert
from designer.ui.canvas.scene import CanvasScene
from designer.ui.document import Document
from designer.ui.patterns import fragment, is_pattern, keys_for, patterns

_MOST_HITS = 24
# What most drawings begin with, shown before anything is typed.
_USUAL = ("region", "vpc", "users", "alb", "asg", "ec2", "rds", "s3", "lambda")


class Desk(Protocol):
    """What inserting needs of the view."""

    @property
    def document(self) -> Document:
        """The document that takes the edits."""

    @property
    def pointer(self) -> Point | None:
        """Where the pointer is on the diagram, or None when it is not over the canvas."""

    @property
    def middle(self) -> Point:
        """The middle of what is in sight."""

    def viewport(self) -> QWidget:
        """The widget that shows the drawing."""

    def place_of(self, box: Box) -> QRect:
        """Return where a box is in the viewport."""

    def show_whole(self, ids: Iterable[str]) -> None:
        """Show all of the elements, from farther away where they are larger than the view."""

    def reveal(self, ids: Iterable[str]) -> None:
        """Scroll to elements that are out of sight."""

    def fit(self) -> None:
        """Show the whole drawing."""

    def glide_from(self, before: Diagram) -> None:
        """Let the elements glide from where they were in ``before`` to where they are."""


class Inserting(QObject):
    """Place services, select them, and offer partners or, after a refusal, ways out.

    Signals:
        placed: the key of a service that was placed.
    """

    placed = Signal(str)

    def __init__(self, desk: Desk, canvas: CanvasScene, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._canvas = canvas
        self._used: tuple[str, ...] = ()
        self._at: Point | None = None
        self._left_at: Point | None = None
        self.offers = OfferBar(desk.viewport())
        self.offers.chosen.connect(self._take)
        self.quick = QuickInsert(desk.viewport(), self._hits)
        self.quick.pointed.connect(self._point)
        self.quick.chosen.connect(self._choose)
        self.quick.closed.connect(self._stop_pointing)

    def wear(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.offers.wear(theme)
        self.quick.wear(theme)

    def set_used(self, keys: Sequence[str]) -> None:
        """Learn what was used last: quick insert shows it before anything is typed."""
        self._used = tuple(keys)

    def open_quick(self) -> None:
        """Open quick insert at the pointer, else at what is selected, else in the middle."""
        self.offers.dismiss()
        pointer = self._desk.pointer
        # Where the last one was placed, the next one belongs beside it and not on top.
        self._at = None if pointer is None or pointer == self._left_at else pointer
        anchor = self._anchor()
        if self._at is not None:
            near = self._desk.place_of(Box(self._at.x, self._at.y, 0, 0)).topLeft()
        elif anchor is not None:
            box = self._desk.document.diagram.layout.boxes[anchor]
            near = self._desk.place_of(box).bottomRight()
        else:
            middle = self._desk.middle
            near = self._desk.place_of(Box(middle.x, middle.y, 0, 0)).topLeft()
        self.quick.open_at(near)

    def _hits(self, words: str) -> Sequence[Hit]:
        rows = catalog()
        if not words.strip():
            used = [key for key in self._used if key in rows]
            others = [key for key in _USUAL if key not in used]
            usual = [_hit(rows[key]) for key in (*used, *others)]
            return [*usual, *(_pattern_hit(key) for key in patterns())]
        best = keys_for(words)[:_MOST_HITS]
        return [_pattern_hit(key) if is_pattern(key) else _hit(rows[key]) for key in best]

    def _point(self, key: str) -> None:
        """Show where the marked service would land."""
        ghost = self._canvas.ghost
        if is_pattern(key):
            at = self._at or self._desk.middle
            box = whole_box(self._desk.document.diagram, fragment(key), at)
            ghost.stretch("cloud", Kind.CLOUD, box, is_possible=True)
            self._canvas.set_emphasis({})
            self.quick.tell(patterns()[key].summary)
            return
        if key not in catalog():
            ghost.hide_all()
            self._canvas.set_emphasis({})
            return
        try:
            place = self.plan(key, self._at)
        except EditRefused as refused:
            ghost.hide_all()
            self._canvas.set_emphasis({})
            self.quick.tell(str(refused), is_possible=False)
            return
        ghost.stretch(key, catalog()[key].kind, place.box, is_possible=True)
        self._canvas.set_emphasis({} if place.parent is None else {str(place.parent): "accept"})
        self.quick.tell(place.text)

    def _choose(self, key: str, links: bool) -> None:
        if is_pattern(key):
            self.insert_pattern(key, self._at or self._desk.middle)
            return
        try:
            place = self.plan(key, self._at, links=links)
        except EditRefused as refused:
            self._desk.document.refuse(str(refused))
            return
        self._left_at = self._desk.pointer
        self.make(place)

    def _stop_pointing(self) -> None:
        self._canvas.ghost.hide_all()
        self._canvas.set_emphasis({})

    def insert(self, key: str, at: Point | None = None) -> None:
        """Add a service at ``at``, else where it belongs in regard to the selection.

        With nothing selected it comes into the middle of the view. A place that is given and does
        not take it is refused, with ways out.
        """
        document = self._desk.document
        if is_pattern(key):
            self.insert_pattern(key, at or self._desk.middle)
            return
        if key not in catalog():
            document.refuse(f"The catalog has no service “{key}”.")
            return
        if at is not None:
            _, refusal = drop_target(document.diagram, key, at)
            if refusal is not None:
                self.refuse(key, at, refusal.reason)
                return
        try:
            self.make(self.plan(key, at))
        except EditRefused as refused:
            document.refuse(str(refused))

    def insert_pattern(self, key: str, at: Point) -> None:
        """Add a whole design around ``at``, or beside what is drawn there, as one step."""
        document = self._desk.document
        try:
            edit, roots = whole_placed(document.diagram, fragment(key), at, patterns()[key].name)
        except EditRefused as refused:
            document.refuse(str(refused))
            return
        if document.do(edit):
            self.settle_pattern(key, roots)

    def settle_pattern(self, key: str, roots: Iterable[ElementId]) -> None:
        """Select a new design and bring it into sight."""
        document, roots = self._desk.document, frozenset(roots)
        if not roots:
            return
        document.set_selection(roots)
        if roots == frozenset(document.diagram.topology.children(None)):
            self._desk.fit()
        else:
            self._desk.reveal(roots)
        self.placed.emit(key)

    def plan(self, key: str, at: Point | None, *, links: bool = True) -> Landing:
        """Return where a service lands; raise EditRefused where it cannot."""
        diagram, anchor = self._desk.document.diagram, self._anchor()
        if at is not None or anchor is not None:
            return landing(diagram, key, at, anchor, links=links)
        under = containers_at(diagram, self._desk.middle)
        if not under:
            return landing(diagram, key, self._desk.middle)
        # Into the middle of the view, but beside what stands there already.
        return landing(diagram, key, None, under[0], links=False)

    def make(self, place: Landing) -> None:
        """Place what was planned, as one step."""
        before = self._desk.document.diagram
        if self._desk.document.do(place.edit):
            self.settle(place.made)
            self._desk.glide_from(before)

    def settle(self, key: ElementId) -> None:
        """Select a new element, bring it into sight and offer what usually comes with it."""
        document = self._desk.document
        element = document.diagram.topology.elements.get(key)
        if element is None:
            return
        document.set_selection({key})
        self._desk.show_whole((key,))
        self.placed.emit(element.service)
        self._offer_partners(key)

    def refuse(self, key: str, at: Point, reason: str) -> None:
        """Tell why a service cannot stand at ``at``, and offer ways out."""
        document = self._desk.document
        document.refuse(reason)
        box = Box(at.x - 8, at.y - 8, 16, 16)
        ways = remedies(document.diagram, key, at)
        name = catalog()[key].name
        self.offers.ask(f"{name} cannot stand here.", ways, self._desk.place_of(box))

    def _offer_partners(self, key: ElementId) -> None:
        diagram = self._desk.document.diagram
        offers = partners(diagram, key)
        name = diagram.topology.elements[key].name
        near = self._desk.place_of(diagram.layout.boxes[key])
        self.offers.ask(f"{name}: what comes with it?", offers, near)

    def _take(self, offer: object) -> None:
        self._desk.viewport().setFocus(Qt.FocusReason.OtherFocusReason)
        before = self._desk.document.diagram
        if isinstance(offer, Offer) and self._desk.document.do(offer.edit):
            self.settle(offer.focus)
            self._desk.glide_from(before)

    def _anchor(self) -> ElementId | None:
        """Return the one selected element, or None."""
        elements = self._desk.document.diagram.topology.elements
        chosen = [ElementId(key) for key in self._desk.document.selection if key in elements]
        return chosen[0] if len(chosen) == 1 else None


def _hit(service: Service) -> Hit:
    return Hit(key=service.key, name=service.name, summary=service.summary, icon=service.key)


def _pattern_hit(key: str) -> Hit:
    pattern = patterns()[key]
    return Hit(key=key, name=f"{pattern.name} (pattern)", summary=pattern.summary, icon="cloud")
