"""Places a service that is dragged in from the palette."""

from designer.edit.apply import EditRefused, apply
from designer.edit.edits import Remove
from designer.edit.placing import (
    box_for,
    containers_at,
    covered_compute,
    drop_target,
    new_element,
    service_of,
    settled_box,
    spanning_groups,
)
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.layout import Point
from designer.render.guides import Frame
from designer.render.shapes import has_size, icon_box
from designer.ui.canvas.geometry import point_of
from designer.ui.canvas.gestures.gesture import Pointer, Stage
from designer.ui.canvas.gestures.snapping import Snapper

# In larger drawings what gives way is moved on the drop only: a step of a drag must be quick.
_MOST_PREVIEWED = 1500


class Place:
    """Show where a new element would stand, and put it there on the drop."""

    def __init__(self, stage: Stage, service: str) -> None:
        self._stage = stage
        self._service = service
        self._snapper = Snapper(stage, stage.document.diagram)
        self.placed: ElementId | None = None
        self.refusal = ""

    @property
    def service(self) -> str:
        """The key of the service that is placed."""
        return self._service

    def start(self, pointer: Pointer) -> None:
        """Begin where the drag enters the canvas."""
        self.move(pointer)

    def move(self, pointer: Pointer) -> None:
        """Highlight the container that takes it, or the one that refuses."""
        stage = self._stage
        diagram, service = stage.document.diagram, service_of(self._service)
        target, refusal = drop_target(diagram, self._service, point_of(pointer.scene))
        spot = self._spot(pointer, target, is_possible=refusal is None)
        stage.canvas.ghost.stretch(
            self._service, service.kind, box_for(service, spot), is_possible=refusal is None
        )
        self._preview(spot if refusal is None else None, target)
        if refusal is not None:
            refusing = containers_at(diagram, point_of(pointer.scene))[:1]
            stage.canvas.set_emphasis(dict.fromkeys(refusing, "refuse"))
            stage.say(refusal.reason)
            return
        joined = self._joined(spot, target)
        taking = joined if target is None else (target, *joined)
        stage.canvas.set_emphasis(dict.fromkeys(taking, "accept"))
        where = "on the open canvas" if target is None else f"in {_name(diagram, target)}"
        names = ", ".join(_name(diagram, key) for key in joined)
        verb = "takes in" if service.kind is Kind.SCALING_GROUP else "joins"
        stage.say(f"Drops {service.name} {where}{f'; {verb} {names}' if names else ''}")

    def finish(self, pointer: Pointer) -> None:
        """Add the element as one step and select it, or keep in ``refusal`` why not."""
        stage = self._stage
        self.cancel()
        diagram = stage.document.diagram
        target, refusal = drop_target(diagram, self._service, point_of(pointer.scene))
        if refusal is not None:
            self.refusal = refusal.reason
            return
        spot = self._spot(pointer, target, is_possible=True)
        stage.canvas.guides.hide_all()
        self.placed = add(stage, self._service, spot, target)

    def _spot(self, pointer: Pointer, target: ElementId | None, *, is_possible: bool) -> Point:
        """Return the middle of the new box: on the grid, and clear of what stands there."""
        service, guides = service_of(self._service), self._stage.canvas.guides
        point = point_of(pointer.scene)
        if not is_possible:
            guides.hide_all()
            return point
        box = box_for(service, point)
        is_box = has_size(service.kind)
        there = Frame(
            box if is_box else icon_box(box),
            service.kind.value if is_box else "picture",
            "" if target is None else target,
        )
        wish = point.moved(*self._snapper.shift(there, box, pointer))
        if pointer.is_free:
            return wish
        diagram = self._stage.document.diagram
        spot = settled_box(diagram, service, wish, target).centre
        if spot != wish:
            guides.hide_all()
        return spot

    def _joined(self, spot: Point, target: ElementId | None) -> tuple[ElementId, ...]:
        """Return the groups that the element joins, or the compute that it takes in as a group."""
        diagram, service = self._stage.document.diagram, service_of(self._service)
        if service.kind is Kind.SCALING_GROUP:
            return covered_compute(diagram, box_for(service, spot), target)
        return spanning_groups(diagram, service, spot, target)

    def _needs_room(self, spot: Point, target: ElementId | None) -> bool:
        """Tell whether the container has to grow, in a drawing small enough to show it."""
        base = self._stage.document.diagram
        if target is None or len(base.topology.elements) > _MOST_PREVIEWED:
            return False
        box = box_for(service_of(self._service), spot)
        return not base.layout.boxes[target].contains(box)

    def _preview(self, spot: Point | None, target: ElementId | None) -> None:
        """Show how the containers grow and the neighbours give way, or nothing of it for None."""
        base = self._stage.document.diagram
        shown = base
        if spot is not None and self._needs_room(spot, target):
            try:
                after = apply(base, new_element(base, self._service, spot, target))
                made = [key for key in after.topology.elements if key not in base.topology.elements]
                shown = apply(after, Remove(ids=frozenset(made)))
            except EditRefused:
                # Beyond the canvas's border; the drop will say so.
                shown = base
        self._stage.easing.preview(shown, (target, spot is None), frozenset())

    def cancel(self) -> None:
        """Take the ghost away."""
        self._stage.easing.forget()
        self._stage.canvas.show(self._stage.document.diagram)
        self._stage.canvas.guides.hide_all()
        self._stage.canvas.ghost.hide_all()
        self._stage.canvas.set_emphasis({})


def add(stage: Stage, service: str, point: Point, parent: ElementId | None) -> ElementId | None:
    """Add a new element with its middle at ``point``, select it, and return its id."""
    document = stage.document
    before = document.diagram.topology.elements
    try:
        edit = new_element(document.diagram, service, point, parent)
    except EditRefused as refusal:
        document.refuse(str(refusal))
        return None
    if not document.do(edit):
        return None
    made = next(key for key in document.diagram.topology.elements if key not in before)
    document.set_selection({made})
    return made


def _name(diagram: Diagram, key: ElementId) -> str:
    return diagram.topology.elements[key].name
