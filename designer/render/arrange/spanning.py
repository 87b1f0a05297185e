"""Groups whose members stand elsewhere: which members their boxes cover, and how boxes nest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.model.topology import Topology
from designer.render.arrange.measures import (
    GROUP_BOTTOM,
    GROUP_SIDE,
    GROUP_TOP,
    WIDEST_TITLED,
    title_reach,
)


@dataclass(slots=True)
class Spans:
    """The groups of a drawing that are drawn over what they hold.

    Attributes:
        members: what the box of each such group covers.
        levels: how many boxes of groups lie within one another at most; 1 for an inner one.
        main: for each member the group it is kept together with: its innermost.
        around: for each member, how many boxes of groups lie around it at most.
        parents: where each element stands when such groups are looked through.
        least: the width in px that the title of a group needs whose members stand together and are
            in no other group.
    """

    members: dict[ElementId, tuple[ElementId, ...]] = field(default_factory=dict)
    levels: dict[ElementId, int] = field(default_factory=dict)
    main: dict[ElementId, ElementId] = field(default_factory=dict)
    around: dict[ElementId, int] = field(default_factory=dict)
    parents: dict[ElementId, ElementId | None] = field(default_factory=dict)
    least: dict[ElementId, float] = field(default_factory=dict)


def spans(topology: Topology) -> Spans:
    """Return the groups of ``topology`` that have members in their container but not in them.

    A member that stands outside the group's own container is not covered: a box that held it
    would leave its container.
    """
    found = Spans()
    for element in topology.of_kind(Kind.SCALING_GROUP, Kind.GROUP):
        members = tuple(
            key for key in topology.members(element.id) if _is_covered(topology, element.id, key)
        )
        if any(topology.elements[key].parent != element.id for key in members):
            found.members[element.id] = members
    heights = _heights(found.members)
    found.members = {group: _expanded(found.members, group) for group in found.members}
    for key, element in topology.elements.items():
        parent = element.parent
        while parent is not None and parent in found.members:
            parent = topology.elements[parent].parent
        found.parents[key] = parent
    _nest(found, heights)
    for group, members in found.members.items():
        is_alone = all(found.around[member] == 1 for member in members)
        if is_alone and len({found.parents[member] for member in members}) == 1:
            reach = title_reach(topology.elements[group])
            found.least[group] = min(2 * reach, WIDEST_TITLED)
    return found


def _is_covered(topology: Topology, group: ElementId, member: ElementId) -> bool:
    around = {outer.id for outer in topology.ancestors(member)}
    if topology.elements[member].parent == group:
        return True
    home = topology.elements[group].parent
    above = {outer.id for outer in topology.ancestors(group)}
    return group not in around and member not in above and (home is None or home in around)


def _expanded(
    members: Mapping[ElementId, tuple[ElementId, ...]], group: ElementId
) -> tuple[ElementId, ...]:
    """Return the members of ``group``, with those of a member that is such a group itself."""
    found: dict[ElementId, None] = {}
    pending, seen = [group], {group}
    while pending:
        for member in members[pending.pop()]:
            if member not in members:
                found[member] = None
            elif member not in seen:
                seen.add(member)
                pending.append(member)
    return tuple(found)


def _heights(members: Mapping[ElementId, tuple[ElementId, ...]]) -> dict[ElementId, int]:
    """Return how deep such groups are members of one another below each."""
    heights: dict[ElementId, int] = {}
    for root in members:
        stack = [root]
        while stack:
            group = stack[-1]
            inner = [member for member in members[group] if member in members]
            if missing := [member for member in inner if member not in heights]:
                stack.extend(missing)
                continue
            heights[group] = 1 + max((heights[member] for member in inner), default=0)
            stack.pop()
    return heights


def _nest(found: Spans, heights: Mapping[ElementId, int]) -> None:
    of_member: dict[ElementId, list[ElementId]] = {}
    order = sorted(found.members, key=lambda key: (len(found.members[key]), heights[key], key))
    for group in order:
        inner = {other for member in found.members[group] for other in of_member.get(member, ())}
        found.levels[group] = 1 + max((found.levels[other] for other in inner), default=0)
        for member in found.members[group]:
            of_member.setdefault(member, []).append(group)
            found.main.setdefault(member, group)
            found.around[member] = max(found.around.get(member, 0), found.levels[group])


def span_boxes(found: Spans, boxes: Mapping[ElementId, Box]) -> dict[ElementId, Box]:
    """Return the box of each group, around those of its members with room for inner groups."""
    made: dict[ElementId, Box] = {}
    for group, members in found.members.items():
        level = found.levels[group]
        around = reduce(Box.united, (boxes[member] for member in members))
        side = max(level * GROUP_SIDE, (found.least.get(group, 0.0) - around.width) / 2)
        made[group] = Box(
            around.x - side,
            around.y - level * GROUP_TOP,
            around.width + 2 * side,
            around.height + level * (GROUP_TOP + GROUP_BOTTOM),
        )
    return made
