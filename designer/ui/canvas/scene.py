"""Shows one diagram at a time as graphics items, changing only what differs from the one before.

This is the only place that knows items by id. A gesture previews by showing a diagram that is not
the document's; giving up means showing the document's again.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsScene

from designer.model.changes import ChangeSet, diff
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point, bounds
from designer.render.dress import look_of
from designer.render.routing import Router
from designer.render.theme import Theme
from designer.ui.canvas import inks
from designer.ui.canvas.badges import BadgeItem
from designer.ui.canvas.fates import LinkFate, Lot
from designer.ui.canvas.folded_item import FoldedItem
from designer.ui.canvas.folds import Folds
from designer.ui.canvas.geometry import rect_of
from designer.ui.canvas.guide_lines import GuideLines
from designer.ui.canvas.items import ContainerItem, ElementItem
from designer.ui.canvas.levels import LINKS, RESOURCES, Levels
from designer.ui.canvas.lift import Lift, along
from designer.ui.canvas.link_item import LinkItem
from designer.ui.canvas.marks import Mark
from designer.ui.canvas.note_item import made_for
from designer.ui.canvas.overlays import Band, Ghost, Handles, Overlay, Wire
from designer.ui.canvas.overview import Overview
from designer.ui.canvas.sketch import sketched
from designer.ui.canvas.target_badges import Groups, TargetBadges
from designer.ui.canvas.tracks import Tracks
from designer.ui.tints import FADED, NO_TINT, Tint

_ROOM = 2000.0

_Item = TypeVar("_Item", ElementItem, LinkItem, FoldedItem, ContainerItem)


class CanvasScene(QGraphicsScene):
    """The items of the shown diagram, and questions about what lies where.

    Signals:
        lifted: what is off the drawing looks or lies otherwise.
        put_back: nothing is off the drawing any more; the rectangles in which something was.
    """

    lifted = Signal()
    put_back = Signal(object)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._shown = EMPTY
        self._folds = Folds()
        self._levels = Levels()
        self._tracks = Tracks(self._lay, self._links_in_sight, self)
        self._sketched: set[LinkId] = set()
        self._elements: dict[str, ElementItem] = {}
        self._links: dict[str, LinkItem] = {}
        self._marks: Mapping[str, Mark] = {}
        self._lots: Mapping[str, Lot] = {}
        self._tints: Mapping[str, Tint] | None = None
        self._link_fates: Mapping[str, LinkFate] = {}
        self._selection: frozenset[str] = frozenset()
        self._emphasis: Mapping[str, str] = {}
        self._current = ""
        self._flashing: frozenset[str] = frozenset()
        self.handles, self.band = Handles(theme), Band(theme)
        self.wire, self.ghost = Wire(theme), Ghost(theme)
        self.guides = GuideLines(theme)
        self.overlays: tuple[Overlay, ...] = (
            self.handles, self.band, self.wire, self.ghost, *self.guides.items
        )  # fmt: skip
        for overlay in self.overlays:
            self.addItem(overlay)
        self.overview = Overview(self, LINKS, RESOURCES)
        self.lift = Lift(self.lifted.emit)
        self._badges = TargetBadges(self, self.lift, theme, self._elements, self._links)
        self.setSceneRect(QRectF(-_ROOM, -_ROOM, 2 * _ROOM, 2 * _ROOM))

    @property
    def shown(self) -> Diagram:
        """The diagram whose items these are: as it is seen, without what is collapsed."""
        return self._shown

    @property
    def selection(self) -> frozenset[str]:
        """The ids shown as selected."""
        return self._selection

    @property
    def router(self) -> Router:
        """The routes of the shown links."""
        return self._tracks.router

    def set_zoom(self, zoom: float) -> None:
        """Be shown with so many pixels for a scene unit."""
        self.handles.set_zoom(zoom)
        members = [*self._elements.values(), *self._links.values()]
        self.overview.switch(on=zoom < inks.LABEL_FROM, members=members)

    def preview(self, diagram: Diagram) -> None:
        """Show ``diagram`` for a moment, with quick lines for the links it changes.

        `show` must follow, with the document's diagram.
        """
        self._tracks.hold()
        diagram = self._folds.see(diagram)
        before = self._shown
        self.lift.begin(self.overlays)
        links = self._show_elements(diagram)
        self._sketched.update(links & diagram.topology.links.keys())
        for link in links:
            if (item := self._links.get(link)) is not None and not self.lift.holds(item):
                self.lift.take(item, [*along(item.points), *item.extras()])
                self.overview.follow(item)
            self._show_link(link, self._sketch(link, before))
        self._badges.place(links)
        self.lift.show()

    def show(self, diagram: Diagram) -> None:
        """Show ``diagram``; costs as much as it differs from the one shown.

        Links that the router has not got to yet have quick lines until then.
        """
        diagram = self._folds.see(diagram)
        before = self._shown
        self.set_down()
        self.lift.spoil(self.sceneRect())
        links = self._show_elements(diagram) | self._sketched
        self._sketched = set()
        links |= self._tracks.follow(diagram)
        is_stale = self.router.is_stale
        for link in links:
            self._show_link(link, self._sketch(link, before) if is_stale(link) else None)
        self._badges.place(links)

    def set_down(self) -> None:
        """Put back into the drawing what previews have lifted off it."""
        if self.lift.is_on:
            lifted = list(self.lift.items())
            places = self.lift.end()
            for item in lifted:
                self.overview.follow(item)
            self.put_back.emit(places)

    def _sketch(self, key: LinkId, before: Diagram) -> tuple[Point, ...] | None:
        """Return a quick line for a link, made of its route or of the line ``before`` had."""
        link = self._shown.topology.links.get(key)
        if link is None:
            return None
        if not self.router.is_stale(key):
            before, points = self._tracks.diagram, self.router.routes.get(key, ())
        else:
            points = self._links[key].points if key in self._links else ()
        return sketched(link, before, self._shown, points)

    def _lay(self, links: frozenset[LinkId]) -> None:
        """Show the routes that the router has found by now."""
        for link in links:
            # What is new of a link may be its label alone: its line has to wait.
            if not self.router.is_stale(link):
                self._show_link(link)
        self._badges.place(links)

    def _links_in_sight(self) -> Iterator[LinkId]:
        """Yield the links that can be seen, as long as one can make something of them."""
        for view in self.views():
            if view.transform().m11() >= inks.LABEL_FROM:
                seen = view.mapToScene(view.viewport().rect()).boundingRect()
                for item in self.items(seen, Qt.ItemSelectionMode.IntersectsItemBoundingRect):
                    if isinstance(item, LinkItem):
                        yield item.link.id

    def _show_elements(self, diagram: Diagram) -> set[LinkId]:
        """Bring the elements up to date; return the links that this touches."""
        if diagram is self._shown:
            return set()
        before, self._shown = self._shown, diagram
        changes = diff(before, diagram)
        raised = self._levels.follow(diagram, changes)
        looks = [ElementId(key) for key in changes.looks if key in diagram.topology.elements]
        # In the diagram's order, which decides what lies above what among equals.
        for key in dict.fromkeys((*changes.elements, *changes.boxes, *looks)):
            self._show_element(key)
        for key in raised:
            self._restack(diagram.topology.elements[key])
        self._show_signs(before, changes)
        self._make_room(changes.boxes.values())
        for key in changes.elements:
            old, new = before.topology.elements.get(key), diagram.topology.elements.get(key)
            if old is not None and new is not None and old.parent != new.parent:
                self._restack(new)
        touched = {*changes.links, *changes.bends}
        touched.update(LinkId(key) for key in changes.looks if key in diagram.topology.links)
        for key in changes.boxes:
            touched.update(link.id for link in diagram.topology.links_of(key))
        self._refresh(self._folds.boxes())
        return touched

    def wear(self, theme: Theme) -> None:
        """Paint everything in the colours of ``theme``."""
        self.theme = theme
        for item in self._elements.values():
            item.wear(theme)
        for link in self._links.values():
            link.wear(theme)
        for overlay in self.overlays:
            overlay.wear(theme)
        self._badges.wear(theme)
        self.overview.repaint()
        self.lift.spoil(self.sceneRect())
        self.lift.show()
        self.invalidate(QRectF(), QGraphicsScene.SceneLayer.BackgroundLayer)

    def element_item(self, key: str) -> ElementItem | None:
        """Return the item of an element, or None when it is not shown."""
        return self._elements.get(key)

    def fold_sign_at(self, point: QPointF) -> str:
        """Return the container whose plus (collapsed) or minus is under ``point``, or ""."""
        if self.overview.is_on:
            return ""
        for item in (*self._near(point, 1.0, FoldedItem), *self._near(point, 1.0, ContainerItem)):
            sign = item.sign_area() if isinstance(item, FoldedItem | ContainerItem) else QRectF()
            if sign.contains(point):
                return item.element.id
        return ""

    def is_collapsed(self, key: str) -> bool:
        """Tell whether an element is shown as one box for all it holds."""
        return key in self._folds.fold.summaries

    def link_item(self, key: str) -> LinkItem | None:
        """Return the item of a link, or None when it is not shown."""
        return self._links.get(key)

    def ids(self) -> frozenset[str]:
        """Return the ids of all elements and links that have an item."""
        return frozenset({*self._elements, *self._links})

    def badges(self) -> tuple[BadgeItem, ...]:
        """Return the badges of target groups."""
        return self._badges.items()

    def element_at(self, point: QPointF, reach: float = 4.0) -> ElementItem | None:
        """Return the element that a click at ``point`` means.

        Resources before containers; a container's border or title before another's inside; the
        deeper, then the smaller container before the one around it.
        """
        near = self._near(point, 1.0, ElementItem)  # type: ignore[type-abstract]  # of any kind
        found = [item for item in near if item.takes(point)]
        for item in found:
            if not item.element.kind.is_container:
                return item
        if not found:
            return None
        topology = self._shown.topology

        def rank(item: ElementItem) -> tuple[bool, int, float]:
            depth = sum(1 for _ in topology.ancestors(item.element.id))
            box = item.box
            return (not item.grips(point, reach), -depth, box.width * box.height)

        return min(found, key=rank)

    def link_at(self, point: QPointF, reach: float) -> LinkItem | None:
        """Return the nearest link within ``reach`` scene units of ``point``."""
        near = [(item.distance(point), item) for item in self._near(point, reach, LinkItem)]
        near = [pair for pair in near if pair[0] <= reach]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def badge_at(self, point: QPointF) -> BadgeItem | None:
        """Return the badge under ``point``."""
        return self._badges.at(point)

    def bounds_of(self, ids: Iterable[str]) -> QRectF | None:
        """Return the rectangle around the outlines of ``ids``, or None when none is shown."""
        found: QRectF | None = None
        for key in self._folds.seen(ids):
            if (item := self._elements.get(key)) is not None:
                rect = item.outline()
            elif (link := self._links.get(key)) is not None:
                rect = link.boundingRect()
            else:
                continue
            found = rect if found is None else found.united(rect)
        return found

    def set_selection(self, ids: frozenset[str]) -> None:
        """Show which elements and links are selected."""
        before, self._selection = self._selection, ids
        folds = self._folds
        for key in folds.seen(before ^ ids):
            item = self._elements.get(key) or self._links.get(key)
            if item is not None and item.set_state(selected=folds.any_of(key, ids)):
                self._looks_otherwise(item)

    def set_hovered(self, key: str, *, on: bool) -> None:
        """Show whether the pointer is over a link."""
        if (link := self._links.get(key)) is not None:
            link.set_state(hovered=on)
            self._looks_otherwise(link)

    def set_current(self, key: str) -> None:
        """Show which element the keyboard is at; "" for none."""
        before, self._current = self._current, key
        self._refresh({before, key})

    def set_emphasis(self, emphasis: Mapping[str, str]) -> None:
        """Show which elements would take ("accept") or not take ("refuse") what is dragged."""
        if emphasis != self._emphasis:
            before, self._emphasis = self._emphasis, dict(emphasis)
            self._refresh({*before, *emphasis})

    def set_flashing(self, ids: frozenset[str]) -> None:
        """Let elements and links glow."""
        before, self._flashing = self._flashing, ids
        self._refresh(before | ids)

    def set_marks(self, marks: Mapping[str, Mark]) -> None:
        """Show what was found at which element."""
        before, self._marks = self._marks, dict(marks)
        self._refresh({*before, *marks})

    def mark_of(self, key: str) -> Mark:
        """Return what was found at an element."""
        return self._folds.mark(key, self._marks)

    def set_fates(self, lots: Mapping[str, Lot], links: Mapping[str, LinkFate]) -> None:
        """Show what a failure does to which element and link; everything else is unhurt."""
        before = {*self._lots, *self._link_fates}
        self._lots, self._link_fates = dict(lots), dict(links)
        self._refresh(before | {*lots, *links})

    def lot_of(self, key: str) -> Lot:
        """Return what a failure does to an element."""
        return self._folds.lot(key, self._lots)

    def link_fate(self, key: str) -> LinkFate:
        """Return what a failure does to a link."""
        return self._link_fates.get(key, LinkFate.UNHURT)

    def set_tints(self, tints: Mapping[str, Tint] | None) -> None:
        """Show an overlay: what has no tint is faded; None shows no overlay."""
        before, self._tints = self._tints, None if tints is None else dict(tints)
        if before != self._tints:
            self._refresh(self._elements)

    def tint_of(self, key: str) -> Tint:
        """Return what the overlay shows of an element."""
        if self._tints is None:
            return NO_TINT
        found = self._folds.tint(key, self._tints)
        if found is not None:
            return found
        item = self._elements.get(key)
        return NO_TINT if item is None or item.element.kind.is_container else FADED

    def set_target_groups(self, groups: Groups) -> None:
        """Show how many targets of which element must work."""
        self._badges.show(groups)

    def _near(self, point: QPointF, reach: float, wanted: type[_Item]) -> list[_Item]:
        area = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        found = self.items(area, Qt.ItemSelectionMode.IntersectsItemBoundingRect)
        return [item for item in found if isinstance(item, wanted)]

    def _show_element(self, key: ElementId) -> None:
        element = self._shown.topology.elements.get(key)
        item = self._elements.get(key)
        if element is None:
            if item is not None:
                del self._elements[key]
                self._remove(item)
            return
        box, look = self._shown.layout.boxes[key], look_of(self._shown.layout, key)
        if item is not None and self.lift.is_on:
            self.lift.change(item, rect_of(item.box), rect_of(box))
        if item is not None and (
            element.kind is not item.element.kind or element.service != item.element.service
        ):
            self._remove(item)
            item = None
        if item is None:
            item = self._elements[key] = self._made(element, box)
            item.show_value(element, box, look)
            item.setZValue(self._levels.of(element))
            self.addItem(item)
            if element.kind.is_container:
                # It may lie around what stays, and would hide it.
                self.lift.spoil_around(rect_of(box))
            else:
                self.lift.take(item, ())
            self._refresh((key,))
        else:
            item.show_value(element, box, look)
            if isinstance(item, FoldedItem):
                item.show_summary(self._folds.fold.summaries[key])
        self.overview.follow(item)

    def _remove(self, item: ElementItem | LinkItem) -> None:
        self.lift.spoil(item.sceneBoundingRect())
        self.lift.forget(item)
        self.overview.forget(item)
        self.removeItem(item)

    def _made(self, element: Element, box: Box) -> ElementItem:
        fold = self._folds.fold
        if element.id not in fold.summaries:
            return made_for(element, box, self.theme)
        summary = fold.summaries[element.id]
        return FoldedItem(element, fold.kinds[element.id], box, self.theme, summary)

    def _show_link(self, key: LinkId, sketch: tuple[Point, ...] | None = None) -> None:
        link = self._shown.topology.links.get(key)
        item = self._links.get(key)
        if link is None:
            if item is not None:
                del self._links[key]
                self._remove(item)
            return
        if item is None:
            item = self._links[key] = LinkItem(link, self.theme)
            item.setZValue(LINKS)
            self.addItem(item)
            self.lift.take(item, ())
            self._refresh((key,))
        look = look_of(self._shown.layout, key)
        if sketch is None:
            routes, labels = self.router.routes, self.router.labels
            item.show_value(link, routes.get(key, ()), labels.get(key), look)
        else:
            item.show_value(link, sketch, None, look)
        self.overview.follow(item)

    def _restack(self, element: Element) -> None:
        topology = self._shown.topology
        for moved in (element.id, *topology.descendants(element.id)):
            if (item := self._elements.get(moved)) is not None:
                item.setZValue(self._levels.of(topology.elements[moved]))

    def _show_signs(self, before: Diagram, changes: ChangeSet) -> None:
        """Show which elements are locked, and at which boxes there is a minus to collapse them."""
        self._refresh(changes.locked)
        outer: set[ElementId] = set()
        for key in changes.elements:
            for diagram in (before, self._shown):
                if (element := diagram.topology.elements.get(key)) is not None:
                    outer.update((key, *element.memberships))
                    outer.update(() if element.parent is None else (element.parent,))
        topology = self._shown.topology
        for key in outer:
            if isinstance(item := self._elements.get(key), ContainerItem):
                item.offer_minus(on=bool(topology.children(key) or topology.members(key)))

    def _refresh(self, ids: Iterable[str]) -> None:
        folds = self._folds
        for key in folds.seen(ids):
            if (item := self._elements.get(key)) is not None:
                if item.set_state(
                    selected=folds.any_of(key, self._selection),
                    current=key == self._current,
                    flashing=folds.any_of(key, self._flashing),
                    emphasis=self._emphasis.get(key, ""),
                    mark=folds.mark(key, self._marks),
                    lot=folds.lot(key, self._lots),
                    tint=self.tint_of(key),
                    locked=key in self._shown.layout.locked,
                ):
                    self._looks_otherwise(item)
            elif (link := self._links.get(key)) is not None and link.set_state(
                selected=key in self._selection,
                flashing=key in self._flashing,
                fate=self._link_fates.get(key, LinkFate.UNHURT),
            ):
                self._looks_otherwise(link)
        self.lift.show()

    def _looks_otherwise(self, item: ElementItem | LinkItem) -> None:
        self.overview.follow(item)
        if not self.lift.holds(item):
            self.lift.spoil(item.sceneBoundingRect())

    def _make_room(self, boxes: Iterable[Box | None]) -> None:
        # A fixed rectangle keeps Qt's index balanced; it grows in large steps only.
        around = bounds(box for box in boxes if box is not None)
        if around is not None and not self.sceneRect().contains(rect_of(around)):
            self.setSceneRect(rect_of(around.grown(_ROOM)).united(self.sceneRect()))
