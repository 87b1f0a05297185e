"""Applies the edits of how things look: locked, hidden, above one another, in other colours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from designer.edit.edits import Hide, Lock, Restack, SetLook, Stacking
from designer.edit.refusal import element_of, link_of
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box
from designer.model.looks import USUAL, Look


def lock(diagram: Diagram, edit: Lock) -> Diagram:
    """Lock elements, or unlock them."""
    locked = _chosen(diagram, diagram.layout.locked, edit.ids, on=edit.locked)
    if locked == diagram.layout.locked:
        return diagram
    return diagram.with_layout(replace(diagram.layout, locked=locked))


def hide(diagram: Diagram, edit: Hide) -> Diagram:
    """Hide elements, or show them again."""
    hidden = _chosen(diagram, diagram.layout.hidden, edit.ids, on=edit.hidden)
    if hidden == diagram.layout.hidden:
        return diagram
    return diagram.with_layout(replace(diagram.layout, hidden=hidden))


def _chosen(
    diagram: Diagram, before: frozenset[ElementId], ids: frozenset[ElementId], *, on: bool
) -> frozenset[ElementId]:
    for key in ids:
        element_of(diagram, key)
    return before | ids if on else before - ids


def set_look(diagram: Diagram, edit: SetLook) -> Diagram:
    """Give elements and links another look."""
    looks = diagram.layout.looks
    changed: dict[str, Look] = {}
    for key in sorted(edit.ids):
        if LinkId(key) in diagram.topology.links:
            link_of(diagram, key)
        else:
            element_of(diagram, key)
        old = looks.get(key, USUAL)
        changed[key] = Look(
            hue=old.hue if edit.hue is None else edit.hue,
            stroke=old.stroke if edit.stroke is None else edit.stroke,
            weight=old.weight if edit.weight is None else edit.weight,
        )
    kept = {key: look for key, look in changed.items() if look != USUAL}
    after = looks.without(*(changed.keys() - kept.keys())).with_items(kept)
    if after == looks:
        return diagram
    return diagram.with_layout(replace(diagram.layout, looks=after))


def restack(diagram: Diagram, edit: Restack) -> Diagram:
    """Draw elements above or below the siblings that are drawn in one layer with them."""
    topology, layout = diagram.topology, diagram.layout
    groups: dict[tuple[ElementId | None, int], list[ElementId]] = {}
    for key in sorted(edit.ids):
        element = element_of(diagram, key)
        groups.setdefault((element.parent, layer(element)), []).append(key)
    ranks = layout.ranks
    for (parent, level), chosen in groups.items():
        alike = [key for key in topology.children(parent) if layer(topology.elements[key]) == level]
        before = sorted(alike, key=lambda key: ranks.get(key, 0))
        after = _reordered(before, frozenset(chosen), edit.to, layout.boxes)
        if after == before:
            continue
        # What is drawn later has no rank, and so comes on top: there ranks end with 0.
        numbers = {key: at - len(after) + 1 for at, key in enumerate(after)}
        ranks = ranks.without(*alike).with_items({key: at for key, at in numbers.items() if at})
    return diagram if ranks == layout.ranks else diagram.with_layout(replace(layout, ranks=ranks))


def layer(element: Element) -> int:
    """Return where an element is drawn: boxes, then groups across them, then everything else."""
    if not element.kind.is_container:
        return 2
    return 1 if element.kind.has_members else 0


def _reordered(
    order: Sequence[ElementId],
    chosen: frozenset[ElementId],
    to: Stacking,
    boxes: Mapping[ElementId, Box],
) -> list[ElementId]:
    """Return ``order``, from the lowest to the highest, with the chosen ones elsewhere."""
    if to in (Stacking.FRONT, Stacking.BACK):
        mine = [key for key in order if key in chosen]
        others = [key for key in order if key not in chosen]
        return others + mine if to is Stacking.FRONT else mine + others
    if to is Stacking.BACKWARD:
        return list(reversed(_forwarded(list(reversed(order)), chosen, boxes)))
    return _forwarded(list(order), chosen, boxes)


def _forwarded(
    order: list[ElementId], chosen: frozenset[ElementId], boxes: Mapping[ElementId, Box]
) -> list[ElementId]:
    """Let each chosen one go past the next other that it overlaps, the foremost first."""
    for key in [key for key in reversed(order) if key in chosen]:
        at = order.index(key)
        past = _next_over(order[at + 1 :], chosen, boxes[key], boxes)
        if past is not None:
            order.insert(order.index(past), order.pop(at))
    return order


def _next_over(
    above: Iterable[ElementId],
    chosen: frozenset[ElementId],
    box: Box,
    boxes: Mapping[ElementId, Box],
) -> ElementId | None:
    return next((key for key in above if key not in chosen and boxes[key].overlaps(box)), None)
