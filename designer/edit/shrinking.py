"""Lets containers shrink back when what made them grow leaves.

Nobody can tell from a drawing whether a box is large because somebody wanted it or because it had
to make room; the steps that led there can. What one step enlarged and pushed aside, and nobody has
touched since, goes back once all that came in by that step has gone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from designer.edit.apply import apply
from designer.edit.edits import Edit, Patch
from designer.model.changes import diff
from designer.model.diagram import Diagram
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point

_STEPS = 50
"""How far back is looked: who drew on for longer has settled for the size."""


def shrink_edits(past: Sequence[Diagram], edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return what to do after ``edits``, so that what they let go leaves no room behind.

    Args:
        past: the states that led here, oldest first; ``edits`` are about the last one.
        edits: they remove elements or take them elsewhere.

    Raises:
        EditRefused: ``edits`` are impossible.
    """
    before = past[-1]
    after = before
    for edit in edits:
        after = apply(after, edit)
    for left in _left_by_step(past[-_STEPS:], before, after):
        restored = _gone_back(*left, after)
        if restored is not None:
            return (Patch(changes=diff(after, restored)),)
    return ()


def _left_by_step(
    past: Sequence[Diagram], before: Diagram, after: Diagram
) -> Iterable[tuple[Diagram, Diagram, frozenset[ElementId]]]:
    """Yield the states around each step by which what leaves now had come, the newest first."""
    elements = before.topology.elements
    leaving = {
        key
        for key, now in diff(before, after).elements.items()
        if key in elements and (now is None or now.parent != elements[key].parent)
    }
    for old, new in zip(past[-2::-1], past[:0:-1], strict=False):
        if not leaving:
            return
        changed = diff(old, new)
        came = {
            key
            for key, element in changed.elements.items()
            if element is not None
            and (key in changed.added or old.topology.elements[key].parent != element.parent)
        }
        if came and came <= leaving:
            yield old, new, frozenset(came)
        leaving -= came


def _gone_back(
    old: Diagram, new: Diagram, came: frozenset[ElementId], after: Diagram
) -> Diagram | None:
    """Return ``after`` with what the step from ``old`` to ``new`` moved where it was, or None."""
    changed = diff(old, new)
    carried = came.union(*(new.topology.descendants(key) for key in came))
    ways = {_way(old, new, key) for key in came if key in old.layout.boxes}
    boxes: dict[ElementId, Box] = {}
    for key in changed.boxes:
        there = after.layout.boxes.get(key)
        if key in carried or key not in old.layout.boxes or there is None:
            continue
        if there != new.layout.boxes.get(key) or _way(old, new, key) in ways:
            # Somebody has moved or resized it since, or dragged it along: that wish stands.
            return None
        boxes[key] = old.layout.boxes[key]
    if not boxes or not after.layout.locked.isdisjoint(boxes):
        return None
    bends: dict[LinkId, tuple[Point, ...]] = {
        key: old.layout.bends[key]
        for key in changed.bends
        if key in old.layout.bends and after.layout.bends.get(key) == new.layout.bends.get(key)
    }
    layout = replace(
        after.layout,
        boxes=after.layout.boxes.with_items(boxes),
        bends=after.layout.bends.with_items(bends),
    )
    restored = after.with_layout(layout)
    return restored if _is_as_tidy(after, restored, boxes) else None


def _way(old: Diagram, new: Diagram, key: ElementId) -> tuple[float, float]:
    there, then = new.layout.boxes[key], old.layout.boxes[key]
    return there.x - then.x, there.y - then.y


def _is_as_tidy(after: Diagram, restored: Diagram, moved: Iterable[ElementId]) -> bool:
    """Tell whether nothing lies outside its box, or over another, that did not before."""
    topology, then, now = after.topology, after.layout.boxes, restored.layout.boxes
    for key in moved:
        element = topology.elements[key]
        members = topology.members(key) if element.kind.has_members else ()
        if any(
            then[key].contains(then[held]) and not now[key].contains(now[held])
            for held in (*topology.children(key), *members)
        ):
            return False
        if element.kind.has_members:
            continue
        around = element.parent
        if around is not None and not now[around].contains(now[key]):
            return False
        for other in topology.children(around):
            if other == key or topology.elements[other].kind.has_members:
                continue
            if now[other].overlaps(now[key]) and not then[other].overlaps(then[key]):
                return False
    return True
