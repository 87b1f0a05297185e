"""Applies the edits that reach across the drawing, or concern it as a whole."""

from dataclasses import replace

from designer.edit.edits import (
    Accept,
    Confirm,
    Insert,
    Patch,
    Remove,
    SetTitle,
    SetWorkload,
    Unaccept,
)
from designer.edit.link_edits import tidied_groups
from designer.edit.refusal import (
    EditRefused,
    checked_name,
    checked_remark,
    checked_texts,
    element_of,
    require_fresh_id,
    require_sound,
    require_sound_box,
    require_sound_points,
)
from designer.model.changes import patch as patched
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, LinkId
from designer.model.invariants import (
    MAX_RANK,
    check,
    check_belonging,
    check_element,
    check_link,
    check_workload,
)
from designer.model.links import Link
from designer.model.text import clean_text
from designer.model.topology import Topology


def remove(diagram: Diagram, edit: Remove) -> Diagram:
    """Take away elements with all they hold, links, and whatever refers to them."""
    topology, layout = diagram.topology, diagram.layout
    gone: set[ElementId] = set()
    cut: set[LinkId] = set()
    for key in edit.ids:
        if LinkId(key) in topology.links:
            cut.add(LinkId(key))
            continue
        element = element_of(diagram, key)
        gone.add(element.id)
        if element.kind.is_container:
            gone.update(topology.descendants(element.id))
    if not gone and not cut:
        return diagram
    if gone:
        cut.update(
            link.id
            for link in topology.links.values()
            if link.source in gone or link.target in gone
        )
    losing = [topology.links[key].source for key in cut if topology.links[key].group]
    links = topology.links.without(*cut)
    elements = topology.elements.without(*gone)
    changed = _without_memberships(topology, gone)
    elements = elements.with_items(changed)
    elements = elements.with_items(tidied_groups(elements, links, losing))
    return replace(
        diagram,
        topology=Topology(elements=elements, links=links),
        layout=layout.without(gone, cut),
    )


def _without_memberships(topology: Topology, gone: set[ElementId]) -> dict[ElementId, Element]:
    changed: dict[ElementId, Element] = {}
    if not gone:
        return changed
    for element in topology.elements.values():
        if element.memberships and element.id not in gone:
            kept = tuple(group for group in element.memberships if group not in gone)
            if len(kept) != len(element.memberships):
                changed[element.id] = replace(element, memberships=kept)
    return changed


def insert(diagram: Diagram, edit: Insert) -> Diagram:
    """Add a part of a drawing as a whole."""
    topology, layout = diagram.topology, diagram.layout
    ids = [*(element.id for element in edit.elements), *(link.id for link in edit.links)]
    for key in ids:
        require_fresh_id(diagram, key)
    if len(set(ids)) != len(ids):
        raise EditRefused("Two pasted parts have one id.")
    if not ids:
        return diagram
    elements = {element.id: checked_texts(element) for element in edit.elements}
    links = {link.id: link for link in edit.links}
    for key, link in links.items():
        links[key] = replace(link, label=checked_name(link.label, "A label"))
    if set(edit.boxes) != set(elements):
        raise EditRefused("Each pasted element needs a box, and only these do.")
    if not set(edit.bends) <= set(links):
        raise EditRefused("There are bends for a link that is not pasted.")
    if not edit.collapsed <= {key for key, one in elements.items() if one.kind.is_container}:
        raise EditRefused("Only a container that is pasted can be collapsed.")
    _require_looks(edit)
    for key, box in edit.boxes.items():
        require_sound_box(box, elements[key].name)
    for points in edit.bends.values():
        require_sound_points(points)
    after = Topology(
        elements=topology.elements.with_items(elements), links=topology.links.with_items(links)
    )
    for element in elements.values():
        require_sound(check_element(after, element), "The pasted part")
    for link in links.values():
        require_sound(check_link(after, link), "The pasted part")
    # What is new can only be in a loop with what is new: nothing old refers to it.
    require_sound(check_belonging(elements), "The pasted part")
    return replace(
        diagram,
        topology=after,
        layout=replace(
            layout,
            boxes=layout.boxes.with_items(edit.boxes),
            bends=layout.bends.with_items(edit.bends),
            collapsed=layout.collapsed | edit.collapsed,
            locked=layout.locked | edit.locked,
            hidden=layout.hidden | edit.hidden,
            ranks=layout.ranks.with_items(edit.ranks),
            looks=layout.looks.with_items(edit.looks),
        ),
    )


def _require_looks(edit: Insert) -> None:
    elements = {element.id for element in edit.elements}
    links = {link.id for link in edit.links}
    seen = {*edit.locked, *edit.hidden, *edit.ranks}
    if not seen <= elements or not set(edit.looks) <= {*elements, *links}:
        raise EditRefused("Only what is pasted can be locked, hidden or drawn otherwise.")
    if any(abs(rank) > MAX_RANK for rank in edit.ranks.values()):
        raise EditRefused("A pasted element lies too far above or below others.")


def patch(diagram: Diagram, edit: Patch) -> Diagram:
    """Make recorded changes; judged as a whole, since they may touch anything."""
    result = patched(diagram, edit.changes)
    if result == diagram:
        return diagram
    require_sound(check(result), "The changed diagram")
    return result


def set_workload(diagram: Diagram, edit: SetWorkload) -> Diagram:
    """Replace the workload."""
    require_sound(check_workload(edit.workload), "This workload")
    if diagram.workload == edit.workload:
        return diagram
    return replace(diagram, workload=edit.workload)


def set_title(diagram: Diagram, edit: SetTitle) -> Diagram:
    """Replace the title and perhaps the description."""
    title = checked_name(edit.title, "A title").strip()
    if not title:
        raise EditRefused("A title cannot be empty.")
    description = diagram.description
    if edit.description is not None:
        description = checked_remark(edit.description, "A description")
    if (diagram.title, diagram.description) == (title, description):
        return diagram
    return replace(diagram, title=title, description=description)


def accept(diagram: Diagram, edit: Accept) -> Diagram:
    """Accept a finding for a reason."""
    if not 0 < len(edit.finding) <= 1000 or clean_text(edit.finding) != edit.finding:
        raise EditRefused("A finding's key is one line of 1 to 1,000 characters.")
    if edit.finding in diagram.waivers:
        raise EditRefused("This finding is already accepted.")
    reason = checked_remark(edit.reason, "A reason").strip()
    if not reason:
        raise EditRefused("Say why the finding is accepted.")
    return replace(diagram, waivers=diagram.waivers.with_item(edit.finding, reason))


def unaccept(diagram: Diagram, edit: Unaccept) -> Diagram:
    """Take an acceptance back."""
    if edit.finding not in diagram.waivers:
        raise EditRefused("This finding is not accepted.")
    return replace(diagram, waivers=diagram.waivers.without(edit.finding))


def confirm(diagram: Diagram, edit: Confirm) -> Diagram:
    """Take what was inferred about elements and links for true."""
    topology = diagram.topology
    elements: dict[ElementId, Element] = {}
    links: dict[LinkId, Link] = {}
    for key in edit.ids:
        link = topology.links.get(LinkId(key))
        if link is not None:
            links[link.id] = replace(link, inferred=())
        else:
            element = element_of(diagram, key)
            elements[element.id] = replace(element, inferred=())
    after = Topology(
        elements=topology.elements.with_items(
            {key: new for key, new in elements.items() if new != topology.elements[key]}
        ),
        links=topology.links.with_items(
            {key: new for key, new in links.items() if new != topology.links[key]}
        ),
    )
    return diagram if after == topology else diagram.with_topology(after)
