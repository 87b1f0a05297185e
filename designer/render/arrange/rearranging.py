"""The edits that arrange a drawing, the contents of containers, or a few elements, as one step."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace

from designer.edit.edits import Batch, Patch
from designer.edit.placing import Draft, grow_edits
from designer.model.changes import diff
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.layout import Box, bounds
from designer.render.arrange.arrangement import arranged
from designer.render.arrange.assembly import Assembly
from designer.render.arrange.drawing import Drawing
from designer.render.arrange.spanning import span_boxes


def rearranged_drawing(diagram: Diagram) -> Batch:
    """Return the edits that arrange all of ``diagram``; its upper left corner stays."""
    boxes = dict(arranged(diagram).boxes)
    old, new = bounds(diagram.layout.boxes.values()), bounds(boxes.values())
    if old is not None and new is not None:
        dx, dy = round(old.x - new.x), round(old.y - new.y)
        boxes = {key: box.moved(dx, dy) for key, box in boxes.items()}
    draft = Draft(diagram)
    _lay(draft, boxes)
    return draft.batch("Arrange drawing")


def rearranged_contents(diagram: Diagram, containers: Sequence[ElementId]) -> Batch:
    """Return the edits that arrange what stands in ``containers``, none within another.

    Each keeps its upper left corner and fits around its contents; what stands beside it gives
    way. One that is drawn over boxes its members stand in has only its own contents arranged.
    """
    draft = Draft(diagram)
    drawing = Drawing(diagram.topology)
    for key in containers:
        old = draft.diagram.layout.boxes[key]
        if key in drawing.spans.members:
            _lay_together(draft, drawing, diagram.topology.children(key))
            continue
        found = Assembly(drawing, frozenset()).frame(key).boxes(old.x, old.y)
        _lay(draft, found)
        _cover(draft, drawing, found.keys())
        draft.do(*grow_edits(draft.diagram, key, old))
    return draft.batch("Arrange contents")


def rearranged_together(diagram: Diagram, keys: Collection[ElementId]) -> Batch:
    """Return the edits that arrange elements of one container among themselves.

    The upper left corner of the space they take stays; containers around them grow.
    """
    draft = Draft(diagram)
    _lay_together(draft, Drawing(diagram.topology), keys)
    return draft.batch("Arrange elements")


def _lay_together(draft: Draft, drawing: Drawing, keys: Collection[ElementId]) -> None:
    area = bounds(draft.diagram.layout.boxes[key] for key in keys)
    if area is None:
        return
    found = Assembly(drawing, frozenset()).together(keys).boxes(area.x, area.y)
    _lay(draft, found)
    _cover(draft, drawing, found.keys())
    for key in keys:
        draft.do(*grow_edits(draft.diagram, key))


def _lay(draft: Draft, boxes: Mapping[ElementId, Box]) -> None:
    """Give elements other boxes, and let corners go that were fixed on their links."""
    diagram = draft.diagram
    layout = diagram.layout
    loose = [
        key
        for key in layout.bends
        if {diagram.topology.links[key].source, diagram.topology.links[key].target} & boxes.keys()
    ]
    after = replace(
        layout, boxes=layout.boxes.with_items(boxes), bends=layout.bends.without(*loose)
    )
    changes = diff(diagram, diagram.with_layout(after))
    if not changes.is_empty:
        draft.do(Patch(changes=changes))


def _cover(draft: Draft, drawing: Drawing, moved: Set[ElementId]) -> None:
    """Draw the boxes of groups again around members that have moved."""
    covers = span_boxes(drawing.spans, draft.diagram.layout.boxes)
    members = drawing.spans.members
    _lay(draft, {key: box for key, box in covers.items() if not moved.isdisjoint(members[key])})
