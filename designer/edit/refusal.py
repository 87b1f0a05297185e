"""EditRefused and the questions that many edits ask first; each refusal is one sentence."""

import math
from collections.abc import Iterable
from dataclasses import replace

from designer.catalog.loader import catalog
from designer.catalog.placement import Refusal, may_link, may_stand
from designer.catalog.service import Role
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import MAX_ID_LENGTH, ElementId, LinkId, is_valid_id
from designer.model.invariants import (
    MAX_DEPTH,
    MAX_NAME,
    MAX_NOTE,
    Violation,
    is_sound_box,
    is_sound_point,
)
from designer.model.layout import Box, Point
from designer.model.links import Link
from designer.model.text import clean_text
from designer.model.topology import Topology


class EditRefused(Exception):
    """An edit cannot be made; ``reason`` is one sentence for people."""

    def __init__(self, reason: str) -> None:
        """Keep the ``reason``."""
        super().__init__(reason)
        self.reason = reason


def element_of(diagram: Diagram, key: str) -> Element:
    """Return the element called ``key``; refuse when there is none."""
    found = diagram.topology.elements.get(ElementId(key))
    if found is None:
        raise EditRefused(f"There is no element with the id “{key}”.")
    return found


def link_of(diagram: Diagram, key: str) -> Link:
    """Return the link called ``key``; refuse when there is none."""
    found = diagram.topology.links.get(LinkId(key))
    if found is None:
        raise EditRefused(f"There is no link with the id “{key}”.")
    return found


def require_fresh_id(diagram: Diagram, key: str) -> None:
    """Refuse an id that is malformed or taken by an element or a link."""
    if not is_valid_id(key):
        raise EditRefused(
            f"“{key[:MAX_ID_LENGTH]}” cannot be an id: use up to {MAX_ID_LENGTH} lower-case "
            "letters, digits, dots, hyphens and underscores."
        )
    if key in diagram.topology.elements or key in diagram.topology.links:
        raise EditRefused(f"The id “{key}” is already taken.")


def checked_name(text: str, what: str) -> str:
    """Return a name, label or title in clean text of one line; refuse it when too long."""
    text = clean_text(text)
    if len(text) > MAX_NAME:
        raise EditRefused(f"{what} may have at most {MAX_NAME} characters, not {len(text):,}.")
    return text


def checked_remark(text: str, what: str) -> str:
    """Return a longer text in clean text; refuse it when too long."""
    text = clean_text(text, lines=True)
    if len(text) > MAX_NOTE:
        raise EditRefused(f"{what} may have at most {MAX_NOTE:,} characters, not {len(text):,}.")
    return text


def checked_texts(element: Element) -> Element:
    """Return a new element with clean name, note and properties; refuse what is too long."""
    name, note = checked_name(element.name, "A name"), checked_remark(element.note, "A note")
    properties = {key: checked_text_value(value) for key, value in element.properties.items()}
    if (name, note) == (element.name, element.note) and properties == element.properties:
        return element
    return replace(element, name=name, note=note, properties=FrozenMap(properties))


def checked_text_value(value: Value) -> Value:
    """Return a property's value, clean where it is text; refuse it when too long."""
    if isinstance(value, str):
        return checked_remark(value, "A property")
    if isinstance(value, tuple):
        return tuple(checked_name(item, "An item of a list") for item in value)
    return value


def require_sound_box(box: Box, name: str) -> None:
    """Refuse a box that is not finite, has no size or lies outside the canvas."""
    if not all(math.isfinite(value) for value in (box.x, box.y, box.width, box.height)):
        raise EditRefused(f"The place and size of “{name}” must be finite numbers.")
    if not is_sound_box(box):
        raise EditRefused(f"“{name}” would lie outside the canvas or have no size.")


def require_sound_points(points: Iterable[Point]) -> None:
    """Refuse bends that are not finite or lie outside the canvas."""
    if not all(is_sound_point(point) for point in points):
        raise EditRefused("The bends of a link must lie on the canvas.")


def require_sound(violations: Iterable[Violation], what: str) -> None:
    """Refuse when there is any violation, naming the first."""
    for violation in violations:
        raise EditRefused(f"{what} cannot be used: {violation.message}.")


def refuse(refusal: Refusal | None) -> None:
    """Raise the refusal if there is one."""
    if refusal is not None:
        raise EditRefused(refusal.reason)


def require_place(topology: Topology, element: Element) -> None:
    """Refuse a parent that does not exist, holds nothing or does not hold this service.

    A service that the catalog does not know (from a newer version) may stand in any container.
    """
    parent = element.parent
    if parent is not None:
        box = topology.elements.get(parent)
        if box is None:
            raise EditRefused(f"There is no element with the id “{parent}”.")
        if not box.kind.is_container:
            raise EditRefused(f"“{box.name}” is not a container.")
    service = catalog().get(element.service)
    if service is not None:
        refuse(may_stand(topology, service, parent))


def require_depth(topology: Topology, parent: ElementId | None, height: int) -> None:
    """Refuse to put ``height`` levels of elements into ``parent`` when that nests too deeply."""
    if parent is None:
        return
    depth = 1 + sum(1 for _ in topology.ancestors(parent))
    # The innermost element has every container above it as an ancestor.
    if depth + height - 1 > MAX_DEPTH:
        raise EditRefused(f"Containers may be nested at most {MAX_DEPTH} deep.")


def require_membership(topology: Topology, element: Element, group_id: ElementId) -> None:
    """Refuse a group that is none, or that does not take this element."""
    group = topology.elements.get(group_id)
    if group is None:
        raise EditRefused(f"There is no element with the id “{group_id}”.")
    if not group.kind.has_members:
        raise EditRefused(f"“{group.name}” is not a group and has no members.")
    service = catalog().get(element.service)
    if (
        group.kind is Kind.SCALING_GROUP
        and element.kind is Kind.RESOURCE
        and service is not None
        and service.role is not Role.COMPUTE
        and Kind.SCALING_GROUP.value not in service.stands_in
    ):
        raise EditRefused("Only compute can belong to an Auto Scaling group.")


def require_link(diagram: Diagram, link: Link) -> None:
    """Refuse ends that do not exist or may not be joined, and a link that is there already."""
    source, target = element_of(diagram, link.source), element_of(diagram, link.target)
    refuse(may_link(source, target, link.kind))
    for other in diagram.topology.links.values():
        if (
            other.source == link.source
            and other.target == link.target
            and other.kind is link.kind
            and other.id != link.id
        ):
            raise EditRefused(
                f"“{source.name}” and “{target.name}” are already joined by such a link."
            )
