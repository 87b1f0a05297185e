"""What the canvas shows of itself while the pointer only rests or passes: handles, glow, tips."""

from PySide6.QtCore import QPointF, QRectF, Qt

from designer.catalog.placement import is_linkable
from designer.model.elements import Kind
from designer.ui.canvas import wording
from designer.ui.canvas.badges import BadgeItem, badge_tip
from designer.ui.canvas.folded_item import FoldedItem
from designer.ui.canvas.gestures.gesture import Stage
from designer.ui.canvas.gestures.resize import CURSORS
from designer.ui.canvas.gestures.select import cursor_over, hit_at
from designer.ui.canvas.items import ElementItem
from designer.ui.canvas.link_item import LinkItem


class Hover:
    """Follows the pointer while no button is pressed."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._link: str = ""
        self._badge: BadgeItem | None = None
        self._hint = ""

    def move(self, point: QPointF) -> None:
        """Show what a press at ``point`` would take hold of."""
        stage, handles = self._stage, self._stage.canvas.handles
        if (edge := handles.resize_at(point)) is not None:
            self._say("Drag to resize; what stands inside stays inside")
            stage.point_with(CURSORS[edge])
            return
        badge = stage.canvas.badge_at(point)
        self._glow_badge(badge)
        self._offer_handles(point)
        hot = None if badge is not None else handles.connect_at(point)
        handles.set_hot(hot)
        hit = None if hot is not None or badge is not None else hit_at(stage, point)
        self._glow_link(hit)
        if hot is not None:
            stage.point_with(Qt.CursorShape.CrossCursor)
            self._say("Drag to the element to connect to")
        elif key := stage.canvas.fold_sign_at(point):
            stage.point_with(Qt.CursorShape.PointingHandCursor)
            is_shut = stage.canvas.is_collapsed(key)
            self._say("Click to expand" if is_shut else "Click to collapse to one box (Ctrl+.)")
        elif badge is not None:
            stage.point_with(Qt.CursorShape.PointingHandCursor)
            self._say("Click to change how many targets must work: automatic, any, all")
        else:
            stage.point_with(cursor_over(stage, point))
            self._say(_would_do(hit, point, stage.unit))

    def clear(self) -> None:
        """Show nothing; the pointer has left or a gesture begins."""
        self._stage.canvas.handles.show_connect("", None)
        self._glow_link(None)
        self._glow_badge(None)
        self._hint = ""

    def show_resize(self) -> None:
        """Show the handles of the one selected container or note."""
        stage = self._stage
        selection = stage.document.selection
        key = next(iter(selection)) if len(selection) == 1 else ""
        item = stage.canvas.element_item(key)
        kind = None if item is None else item.element.kind
        sizable = kind is not None and (kind.is_container or kind is Kind.NOTE)
        is_held = item is None or item.is_locked or stage.canvas.is_collapsed(key)
        if item is not None and sizable and not is_held:
            stage.canvas.handles.show_resize(key, _rect(item))
        else:
            stage.canvas.handles.show_resize("", None)

    def tip(self, point: QPointF) -> str:
        """Return what is to be told of what lies at ``point``."""
        stage = self._stage
        if (badge := stage.canvas.badge_at(point)) is not None:
            return badge_tip(badge.targets)
        hit = hit_at(stage, point)
        diagram = stage.canvas.shown
        if isinstance(hit, ElementItem):
            mark = stage.canvas.mark_of(hit.element.id)
            # A box is everywhere on the way; only its frame and its sign speak of it.
            near = hit.mark_area().contains(point) or hit.grips(point, 4.0 * stage.unit)
            if not near:
                return ""
            lot = stage.canvas.lot_of(hit.element.id)
            element = stage.document.diagram.topology.elements.get(hit.element.id, hit.element)
            text = wording.about_element(diagram, element, mark, lot)
            if why := stage.canvas.tint_of(hit.element.id).why:
                text = f"{why}\n{text}"
            return f"{text}\n{_held_by(hit)}" if isinstance(hit, FoldedItem) else text
        if hit is None:
            return ""
        return wording.about_link(diagram, hit.link, stage.canvas.link_fate(hit.link.id))

    def _offer_handles(self, point: QPointF) -> None:
        stage, handles = self._stage, self._stage.canvas.handles
        item = stage.canvas.element_at(point, 4.0 * stage.unit)
        if item is not None and not is_linkable(item.element):
            item = None
        if item is not None and item.element.kind.is_container:
            is_selected = item.element.id in stage.document.selection
            if not (is_selected or item.grips(point, 8.0 * stage.unit)):
                item = None
        if item is None and handles.is_near(point):
            return
        if item is None:
            handles.show_connect("", None)
        else:
            handles.show_connect(item.element.id, _rect(item))

    def _say(self, hint: str) -> None:
        if hint != self._hint:
            self._hint = hint
            self._stage.say(hint)

    def _glow_link(self, hit: ElementItem | LinkItem | None) -> None:
        key = hit.link.id if isinstance(hit, LinkItem) else ""
        if key != self._link:
            for link, is_over in ((self._link, False), (key, True)):
                self._stage.canvas.set_hovered(link, on=is_over)
            self._link = key

    def _glow_badge(self, badge: BadgeItem | None) -> None:
        if badge is not self._badge:
            if self._badge is not None:
                self._badge.set_hovered(False)
            if badge is not None:
                badge.set_hovered(True)
            self._badge = badge


def _would_do(hit: ElementItem | LinkItem | None, point: QPointF, unit: float) -> str:
    """Return what pressing here would do, for the status line."""
    if isinstance(hit, LinkItem):
        return "Drag a stroke to bend the line, an end to reconnect; double-click for a label"
    if hit is None:
        return ""
    if hit.element.kind.is_container and not hit.grips(point, 4.0 * unit):
        return f"Drag to select within {hit.element.name}; drag its border or title to move it"
    if isinstance(hit, FoldedItem):
        return f"{hit.element.name}: drag to move, double-click to expand"
    return f"{hit.element.name}: drag to move (Alt: copy), double-click to rename"


def _held_by(item: FoldedItem) -> str:
    """Return what a collapsed container holds, for its tooltip."""
    return f"Collapsed: {item.summary}" if item.summary else "Collapsed; it is empty"


def _rect(item: ElementItem) -> QRectF:
    return item.outline()
