"""Groups of instances for which one service stands in another drawing: ECS for an EC2 group.

Where a rubric lets a service stand for a scaling group, the instances drawn in the group have no
partner of their own, and none is missing.
"""

from collections.abc import Mapping

from designer.grading.similarity.shape import Shape
from designer.model.elements import Kind
from designer.model.ids import ElementId

Partners = Mapping[ElementId, ElementId]


def absorbed(left: Shape, right: Shape, partner: Partners) -> dict[ElementId, ElementId]:
    """Return, by element of ``left`` without a partner, the one of ``right`` that stands for it.

    A group's members are absorbed when the group's partner has none. A group and its members are
    absorbed when one member's partner is another service that stands alone, and they are of its
    class.
    """
    found: dict[ElementId, ElementId] = {}
    for group in left.nodes:
        if left.topology.elements[group].kind is not Kind.SCALING_GROUP:
            continue
        fleet = [group, *(m for m in left.topology.members(group) if m in left.labels)]
        other = partner.get(group)
        if other is not None:
            if right.topology.elements[other].kind is not Kind.SCALING_GROUP:
                found |= {member: other for member in fleet if member not in partner}
            continue
        stand_in = _alone_for(fleet[1:], left, right, partner)
        if stand_in is not None:
            label = right.labels[stand_in]
            alike = [m for m in fleet if m not in partner and left.labels[m] == label]
            found |= dict.fromkeys(alike, stand_in)
    return found


def _alone_for(
    members: list[ElementId], left: Shape, right: Shape, partner: Partners
) -> ElementId | None:
    """Return the first partner of ``members`` that is another service and in no group."""
    for member in members:
        other = partner.get(member)
        if other is None:
            continue
        own, theirs = left.topology.elements[member], right.topology.elements[other]
        in_group = any(b.kind is Kind.SCALING_GROUP for b in right.topology.ancestors(other))
        if own.service != theirs.service and not in_group and not theirs.memberships:
            return other
    return None
