"""Joins two elements by a line drawn from one to the other, or gives a link another end."""

from PySide6.QtCore import QPointF, Qt

from designer.catalog.placement import may_link, suggested_link_kind
from designer.edit.edits import Reconnect as ReconnectEdit
from designer.edit.flow import link_between
from designer.model.elements import Element
from designer.model.ids import ElementId, LinkId
from designer.model.links import LinkKind
from designer.ui.canvas.geometry import point_of
from designer.ui.canvas.gestures.gesture import Pointer, Stage

KIND_NAMES = {
    LinkKind.REQUEST: "a request",
    LinkKind.ASYNC: "an asynchronous link",
    LinkKind.REPLICATION: "replication",
    LinkKind.BACKUP: "a backup",
}


class Connect:
    """Draw a line from an element to the one that highlights under the pointer."""

    def __init__(self, stage: Stage, source: ElementId) -> None:
        self._stage = stage
        self._source = source

    def start(self, pointer: Pointer) -> None:
        """Begin at the element's edge."""
        self._stage.point_with(Qt.CursorShape.CrossCursor)

    def move(self, pointer: Pointer) -> None:
        """Show the line, the target, and whether the two may be joined."""
        stage = self._stage
        target, reason = _target_at(stage, pointer.scene, self._source)
        points = stage.canvas.router.preview(self._source, point_of(pointer.scene))
        possible = None if target is None else reason is None
        stage.canvas.wire.stretch(points, is_possible=possible)
        _emphasise(stage, target, reason)
        if target is None:
            stage.say("Release over the element to connect to (Esc: cancel)")
        elif reason is not None:
            stage.say(reason)
        else:
            source = stage.document.diagram.topology.elements[self._source]
            kind = KIND_NAMES[suggested_link_kind(source, target)]
            stage.say(f"Connects {source.name} to {target.name} by {kind}")

    def finish(self, pointer: Pointer) -> None:
        """Add the link, or tell why not."""
        stage = self._stage
        target, reason = _target_at(stage, pointer.scene, self._source)
        self.cancel()
        if target is None:
            return
        if reason is not None:
            stage.document.refuse(reason)
            return
        edit = link_between(stage.document.diagram, self._source, target.id)
        if stage.document.do(edit):
            stage.document.set_selection({edit.link.id})

    def cancel(self) -> None:
        """Take the line away."""
        self._stage.canvas.wire.hide_all()
        self._stage.canvas.set_emphasis({})


class Reconnect:
    """Drag one end of a link to another element."""

    def __init__(self, stage: Stage, key: LinkId, *, is_source: bool) -> None:
        self._stage = stage
        self._link = stage.document.diagram.topology.links[key]
        self._is_source = is_source

    def start(self, pointer: Pointer) -> None:
        """Take hold of the end."""
        self._stage.document.set_selection({self._link.id})
        self._stage.point_with(Qt.CursorShape.CrossCursor)

    def move(self, pointer: Pointer) -> None:
        """Show where the link would end."""
        stage, fixed = self._stage, self._fixed()
        target, reason = self._found(pointer.scene)
        points = stage.canvas.router.preview(fixed, point_of(pointer.scene))
        possible = None if target is None else reason is None
        stage.canvas.wire.stretch(points, is_possible=possible)
        _emphasise(stage, target, reason)
        end = "start" if self._is_source else "end"
        stage.say(reason or f"Moves the {end} of the link (Esc: cancel)")

    def finish(self, pointer: Pointer) -> None:
        """Give the link its new end, or tell why not."""
        stage, link = self._stage, self._link
        target, reason = self._found(pointer.scene)
        self.cancel()
        if target is None:
            return
        if reason is not None:
            stage.document.refuse(reason)
            return
        source, other = (target.id, link.target) if self._is_source else (link.source, target.id)
        stage.document.do(ReconnectEdit(id=link.id, source=source, target=other))

    def cancel(self) -> None:
        """Leave the link as it is."""
        self._stage.canvas.wire.hide_all()
        self._stage.canvas.set_emphasis({})

    def _fixed(self) -> ElementId:
        return self._link.target if self._is_source else self._link.source

    def _found(self, point: QPointF) -> tuple[Element | None, str | None]:
        item = self._stage.canvas.element_at(point, 4.0 * self._stage.unit)
        if item is None:
            return None, None
        fixed = self._stage.document.diagram.topology.elements[self._fixed()]
        ends = (item.element, fixed) if self._is_source else (fixed, item.element)
        refusal = may_link(*ends, self._link.kind)
        return item.element, None if refusal is None else refusal.reason


def _target_at(
    stage: Stage, point: QPointF, source: ElementId
) -> tuple[Element | None, str | None]:
    """Return the element under ``point`` and why ``source`` may not be linked to it, or None.

    The element that the line sets out from and the boxes around it are no targets: a line is
    still on its way while it crosses them.
    """
    item = stage.canvas.element_at(point, 4.0 * stage.unit)
    topology = stage.document.diagram.topology
    own = {source, *(outer.id for outer in topology.ancestors(source))}
    if item is None or item.element.id in own:
        return None, None
    target, origin = item.element, topology.elements[source]
    refusal = may_link(origin, target, suggested_link_kind(origin, target))
    if refusal is not None:
        # A box that cannot be linked is only the ground on the way to what stands in it.
        is_ground = target.kind.is_container and not item.grips(point, 4.0 * stage.unit)
        return (None, None) if is_ground else (target, refusal.reason)
    return target, None


def _emphasise(stage: Stage, target: Element | None, reason: str | None) -> None:
    if target is None:
        stage.canvas.set_emphasis({})
    else:
        stage.canvas.set_emphasis({target.id: "accept" if reason is None else "refuse"})
