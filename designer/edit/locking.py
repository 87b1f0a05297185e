"""What a lock forbids: that somebody moves, shrinks or deletes what an author has pinned.

A locked container may still grow around what is put into it, and a locked element goes along with
the container that it stands in.
"""

from designer.model.diagram import Diagram
from designer.model.ids import ElementId


def broken_lock(before: Diagram, after: Diagram) -> ElementId | None:
    """Return a locked element that ``after`` lacks or has elsewhere, or None."""
    if before.layout is after.layout and before.topology is after.topology:
        return None
    for key in sorted(before.layout.locked):
        if key not in after.topology.elements or _is_moved(before, after, key):
            return key
    return None


def refusal_of(diagram: Diagram, key: ElementId) -> str:
    """Return why ``key`` stays as it is, one sentence."""
    return f"“{diagram.topology.elements[key].name}” is locked; unlock it first."


def _is_moved(before: Diagram, after: Diagram, key: ElementId) -> bool:
    old, new = before.layout.boxes[key], after.layout.boxes[key]
    if new == old or (before.topology.elements[key].kind.is_container and new.contains(old)):
        return False
    if (new.width, new.height) != (old.width, old.height):
        return True
    shift = (new.x - old.x, new.y - old.y)
    return not any(
        outer.id in before.layout.boxes
        and after.layout.boxes[outer.id] == before.layout.boxes[outer.id].moved(*shift)
        for outer in after.topology.ancestors(key)
    )
