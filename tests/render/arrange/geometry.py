"""What must be true of every arrangement, checked on the boxes alone."""

from collections.abc import Mapping
from itertools import combinations

from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.invariants import check
from designer.model.layout import Box
from designer.model.topology import Topology
from designer.render.stacking import is_spanning


def faults(diagram: Diagram) -> list[str]:
    """Return a sentence for each thing that is wrong with the layout of ``diagram``."""
    topology, boxes = diagram.topology, diagram.layout.boxes
    found = [violation.message for violation in check(diagram)]
    for key, element in topology.elements.items():
        if element.parent is not None and not boxes[element.parent].contains(boxes[key]):
            found.append(f"{key} leaves {element.parent}")
    for parent in (None, *topology.elements):
        found += _overlaps(topology, boxes, parent)
    for group in topology.of_kind(Kind.SCALING_GROUP, Kind.GROUP):
        for member in topology.members(group.id):
            is_inside = group.parent is None or is_within(topology, member, group.parent)
            if is_inside and not boxes[group.id].contains(boxes[member]):
                found.append(f"{group.id} does not cover its member {member}")
    return found


def is_within(topology: Topology, key: ElementId, container: ElementId) -> bool:
    """Tell whether ``key`` stands in ``container``, directly or not."""
    return any(outer.id == container for outer in topology.ancestors(key))


def _overlaps(
    topology: Topology, boxes: Mapping[ElementId, Box], parent: ElementId | None
) -> list[str]:
    siblings = [key for key in topology.children(parent) if not is_spanning(topology, key)]
    siblings.sort(key=lambda key: boxes[key].x)
    found: list[str] = []
    for index, one in enumerate(siblings):
        for other in siblings[index + 1 :]:
            if boxes[other].x >= boxes[one].right:
                break
            if boxes[one].overlaps(boxes[other]):
                found.append(f"{one} overlaps {other}")
    return found


def strangers(diagram: Diagram) -> list[str]:
    """Return the icons that lie in the box of a group they do not belong to."""
    topology, boxes = diagram.topology, diagram.layout.boxes
    found: list[str] = []
    leaves = [key for key, e in topology.elements.items() if not e.kind.is_container]
    for group in topology.elements:
        if not is_spanning(topology, group):
            continue
        members = set(topology.members(group))
        for member in tuple(members):
            members.update(topology.descendants(member))
        found += [
            f"{key} lies in {group}"
            for key in leaves
            if key not in members and boxes[group].overlaps(boxes[key])
        ]
    return found


def pairs_apart(boxes: list[Box]) -> bool:
    """Tell whether no two of ``boxes`` overlap."""
    return not any(one.overlaps(other) for one, other in combinations(boxes, 2))
