"""Applies the edits of links: joining, changing what they mean, grouping, bending."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from designer.edit.edits import AddLink, Reconnect, SetBends, SetGrouping, SetLink
from designer.edit.refusal import (
    EditRefused,
    checked_name,
    element_of,
    link_of,
    require_fresh_id,
    require_link,
    require_sound_points,
)
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.links import LARGEST_RATE, Link, LinkKind, LinkRole
from designer.model.topology import Topology

_MAX_BENDS = 100


def with_links(diagram: Diagram, changed: Mapping[LinkId, Link]) -> Diagram:
    """Return the diagram with links added or replaced."""
    topology = diagram.topology
    return diagram.with_topology(
        Topology(elements=topology.elements, links=topology.links.with_items(changed))
    )


def without_bends(diagram: Diagram, links: Iterable[LinkId]) -> Diagram:
    """Return the diagram with ``links`` routed automatically."""
    layout = diagram.layout
    bends = layout.bends.without(*links)
    if bends is layout.bends:
        return diagram
    return diagram.with_layout(replace(layout, bends=bends))


def tidied_groups(
    elements: FrozenMap[ElementId, Element],
    links: FrozenMap[LinkId, Link],
    sources: Iterable[ElementId],
) -> dict[ElementId, Element]:
    """Return those of ``sources`` whose target groups lost members, put right.

    A group without links goes; a group that needs more than it has needs all it has.
    """
    concerned = {key for key in sources if key in elements and elements[key].groups}
    if not concerned:
        return {}
    sizes: dict[tuple[ElementId, str], int] = {}
    for link in links.values():
        if link.group and link.source in concerned:
            place = (link.source, link.group)
            sizes[place] = sizes.get(place, 0) + 1
    changed: dict[ElementId, Element] = {}
    for key in concerned:
        old = elements[key].groups
        new = {
            name: min(needed, sizes[key, name])
            for name, needed in old.items()
            if (key, name) in sizes
        }
        if new != old:
            changed[key] = replace(elements[key], groups=FrozenMap(new))
    return changed


def _tidied(diagram: Diagram, source: ElementId) -> Diagram:
    topology = diagram.topology
    changed = tidied_groups(topology.elements, topology.links, (source,))
    if not changed:
        return diagram
    return diagram.with_topology(
        Topology(elements=topology.elements.with_items(changed), links=topology.links)
    )


def add_link(diagram: Diagram, edit: AddLink) -> Diagram:
    """Join two elements."""
    require_fresh_id(diagram, edit.link.id)
    link = replace(edit.link, label=checked_name(edit.link.label, "A label"))
    require_link(diagram, link)
    _require_role(link.kind, link.role)
    _require_rates(link.kind, link.weight, link.calls)
    if link.group and link.kind is not LinkKind.REQUEST:
        raise EditRefused("Only a request can be in a target group.")
    if link.group and link.group not in diagram.topology.elements[link.source].groups:
        raise EditRefused(f"There is no target group “{link.group}” to put the link into.")
    return with_links(diagram, {link.id: link})


def _require_role(kind: LinkKind, role: LinkRole) -> None:
    if role is not LinkRole.REQUIRED and kind is not LinkKind.REQUEST:
        raise EditRefused("Only a request can be optional or standby.")


def _require_rates(kind: LinkKind, weight: float, calls: float) -> None:
    if (weight, calls) != (1, 1) and kind is not LinkKind.REQUEST:
        raise EditRefused("Only a request has a weight and calls for each request.")
    for value, what in ((weight, "weight"), (calls, "number of calls")):
        if not 0 <= value <= LARGEST_RATE:
            raise EditRefused(f"A {what} is a number from 0 to {LARGEST_RATE:,.0f}.")


def set_link(diagram: Diagram, edit: SetLink) -> Diagram:
    """Change a link's kind, role, label, weight or calls."""
    link = link_of(diagram, edit.id)
    changed = link
    if edit.kind is not None and edit.kind is not link.kind:
        changed = replace(changed, kind=edit.kind)
        if edit.kind is not LinkKind.REQUEST:
            changed = replace(changed, role=LinkRole.REQUIRED, group="", weight=1.0, calls=1.0)
        require_link(diagram, changed)
    if edit.role is not None:
        _require_role(changed.kind, edit.role)
        changed = replace(changed, role=edit.role)
    if edit.label is not None:
        changed = replace(changed, label=checked_name(edit.label, "A label"))
    if edit.weight is not None or edit.calls is not None:
        changed = replace(
            changed,
            weight=changed.weight if edit.weight is None else edit.weight,
            calls=changed.calls if edit.calls is None else edit.calls,
        )
        _require_rates(changed.kind, changed.weight, changed.calls)
    if changed == link:
        return diagram
    result = with_links(diagram, {link.id: changed})
    return _tidied(result, link.source) if changed.group != link.group else result


def reconnect(diagram: Diagram, edit: Reconnect) -> Diagram:
    """Give a link other ends."""
    link = link_of(diagram, edit.id)
    if (link.source, link.target) == (edit.source, edit.target):
        return diagram
    group = link.group if link.source == edit.source else ""
    changed = replace(link, source=edit.source, target=edit.target, group=group)
    require_link(diagram, changed)
    result = without_bends(with_links(diagram, {link.id: changed}), (link.id,))
    return _tidied(result, link.source) if group != link.group else result


def set_bends(diagram: Diagram, edit: SetBends) -> Diagram:
    """Fix or free the corners of a link's line."""
    link_of(diagram, edit.id)
    if len(edit.points) > _MAX_BENDS:
        raise EditRefused(f"A link may have at most {_MAX_BENDS} bends.")
    require_sound_points(edit.points)
    if not edit.points:
        return without_bends(diagram, (edit.id,))
    layout = diagram.layout
    if layout.bends.get(edit.id) == edit.points:
        return diagram
    return diagram.with_layout(replace(layout, bends=layout.bends.with_item(edit.id, edit.points)))


def set_grouping(diagram: Diagram, edit: SetGrouping) -> Diagram:
    """Make links of one source a target group, or group them automatically again."""
    source = element_of(diagram, edit.source)
    for key in edit.links:
        link = link_of(diagram, key)
        if link.source != edit.source or link.kind is not LinkKind.REQUEST:
            raise EditRefused(f"A target group of “{source.name}” holds only its own requests.")
    if edit.needed is None:
        return _ungrouped(diagram, edit)
    name = _checked_group(edit, edit.needed)
    links = diagram.topology.links
    changed = {
        key: replace(links[key], group=name) for key in edit.links if links[key].group != name
    }
    for key, link in links.items():
        if link.source == edit.source and link.group == name and key not in edit.links:
            changed[key] = replace(link, group="")
    groups = source.groups
    if groups.get(name) != edit.needed:
        groups = groups.with_item(name, edit.needed)
    if not changed and groups is source.groups:
        return diagram
    elements = diagram.topology.elements.with_item(source.id, replace(source, groups=groups))
    topology = Topology(elements=elements, links=links.with_items(changed))
    return _tidied(diagram.with_topology(topology), edit.source)


def _checked_group(edit: SetGrouping, needed: int) -> str:
    name = checked_name(edit.name, "A target group's name").strip()
    if not name:
        raise EditRefused("A target group needs a name.")
    if not edit.links:
        raise EditRefused("A target group needs at least one link.")
    if not 0 <= needed <= len(edit.links):
        raise EditRefused(
            f"Of {len(edit.links)} targets at least none and at most all can be needed, "
            f"not {needed}."
        )
    return name


def _ungrouped(diagram: Diagram, edit: SetGrouping) -> Diagram:
    links = diagram.topology.links
    if edit.links:
        chosen = [links[key] for key in edit.links]
    else:
        chosen = [
            link
            for link in links.values()
            if link.source == edit.source and link.group == edit.name
        ]
    changed = {link.id: replace(link, group="") for link in chosen if link.group}
    return _tidied(with_links(diagram, changed), edit.source) if changed else diagram
