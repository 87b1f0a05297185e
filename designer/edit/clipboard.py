"""A fragment as text, so that it can travel over the clipboard between two windows.

The clipboard is foreign ground: whatever is read from it is limited and checked like a file.
"""

import json
from typing import Any

import msgspec

from designer.catalog.loader import catalog
from designer.edit.fragments import Fragment, as_diagram
from designer.edit.refusal import EditRefused, checked_texts
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.invariants import check
from designer.model.layout import Box, Point
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.looks import USUAL, Look
from designer.model.text import clean_text

FORMAT = "tenet-fragment-1"
MAX_TEXT = 8_000_000
MAX_ITEMS = 10_000


class _Element(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    kind: Kind
    service: str
    name: str
    box: tuple[float, float, float, float]
    parent: str | None = None
    memberships: tuple[str, ...] = ()
    properties: dict[str, bool | int | float | str | tuple[str, ...]] = {}
    groups: dict[str, int] = {}
    note: str = ""
    extra: dict[str, str] = {}
    collapsed: bool = False
    locked: bool = False
    hidden: bool = False
    rank: int = 0
    look: Look = USUAL


class _Link(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    source: str
    target: str
    kind: LinkKind = LinkKind.REQUEST
    role: LinkRole = LinkRole.REQUIRED
    label: str = ""
    group: str = ""
    weight: float = 1.0
    calls: float = 1.0
    extra: dict[str, str] = {}
    bends: tuple[tuple[float, float], ...] = ()
    look: Look = USUAL


class _Fragment(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    elements: tuple[_Element, ...]
    links: tuple[_Link, ...] = ()


def to_json(fragment: Fragment) -> str:
    """Return ``fragment`` as JSON text."""
    return json.dumps(
        {
            "format": FORMAT,
            "elements": [_element_row(fragment, element) for element in fragment.elements],
            "links": [_link_row(fragment, link) for link in fragment.links],
        },
        ensure_ascii=False,
    )


def _element_row(fragment: Fragment, element: Element) -> dict[str, Any]:
    box = fragment.boxes[element.id]
    return {
        "id": element.id,
        "kind": element.kind.value,
        "service": element.service,
        "name": element.name,
        "box": [box.x, box.y, box.width, box.height],
        "parent": element.parent,
        "memberships": element.memberships,
        "properties": dict(element.properties),
        "groups": dict(element.groups),
        "note": element.note,
        "extra": dict(element.extra),
        **({"collapsed": True} if element.id in fragment.collapsed else {}),
        **({"locked": True} if element.id in fragment.locked else {}),
        **({"hidden": True} if element.id in fragment.hidden else {}),
        **({"rank": fragment.ranks[element.id]} if element.id in fragment.ranks else {}),
        **_look_row(fragment, element.id),
    }


def _link_row(fragment: Fragment, link: Link) -> dict[str, Any]:
    return {
        "id": link.id,
        "source": link.source,
        "target": link.target,
        "kind": link.kind.value,
        "role": link.role.value,
        "label": link.label,
        "group": link.group,
        "weight": link.weight,
        "calls": link.calls,
        "extra": dict(link.extra),
        "bends": [[point.x, point.y] for point in fragment.bends.get(link.id, ())],
        **_look_row(fragment, link.id),
    }


def _look_row(fragment: Fragment, key: str) -> dict[str, Any]:
    look = fragment.looks.get(key)
    if look is None:
        return {}
    return {
        "look": {
            "hue": look.hue.value,
            "stroke": look.stroke.value,
            "weight": look.weight.value,
        }
    }


def from_json(text: str) -> Fragment:
    """Return the fragment that ``text`` holds; raise EditRefused for anything else."""
    if len(text) > MAX_TEXT:
        raise EditRefused("The clipboard holds too much to be pasted.")
    try:
        raw = msgspec.json.decode(text, type=_Fragment)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise EditRefused("The clipboard holds no part of a diagram.") from error
    if raw.format != FORMAT:
        raise EditRefused("The clipboard holds a part of a diagram of another version.")
    if len(raw.elements) + len(raw.links) > MAX_ITEMS:
        raise EditRefused("The clipboard holds too much to be pasted.")
    fragment = Fragment(
        elements=tuple(_element(row) for row in raw.elements),
        links=tuple(_link(row) for row in raw.links),
        boxes=FrozenMap({ElementId(row.id): Box(*row.box) for row in raw.elements}),
        bends=FrozenMap(
            {
                LinkId(row.id): tuple(Point(*point) for point in row.bends)
                for row in raw.links
                if row.bends
            }
        ),
        collapsed=frozenset(ElementId(row.id) for row in raw.elements if row.collapsed),
        locked=frozenset(ElementId(row.id) for row in raw.elements if row.locked),
        hidden=frozenset(ElementId(row.id) for row in raw.elements if row.hidden),
        ranks=FrozenMap({ElementId(row.id): row.rank for row in raw.elements if row.rank}),
        looks=FrozenMap(
            {
                **{row.id: row.look for row in raw.elements if row.look != USUAL},
                **{row.id: row.look for row in raw.links if row.look != USUAL},
            }
        ),
    )
    _require_sound(fragment)
    return fragment


def _element(row: _Element) -> Element:
    service = catalog().get(row.service)
    if service is not None and service.kind is not row.kind:
        raise EditRefused(f"The clipboard holds a “{service.name}” of the wrong kind.")
    return checked_texts(
        Element(
            id=ElementId(row.id),
            kind=row.kind,
            service=row.service,
            name=row.name,
            parent=None if row.parent is None else ElementId(row.parent),
            memberships=tuple(ElementId(group) for group in row.memberships),
            properties=FrozenMap(row.properties),
            groups=FrozenMap(row.groups),
            note=row.note,
            extra=FrozenMap(row.extra),
        )
    )


def _link(row: _Link) -> Link:
    return Link(
        id=LinkId(row.id),
        source=ElementId(row.source),
        target=ElementId(row.target),
        kind=row.kind,
        role=row.role,
        label=clean_text(row.label),
        group=row.group,
        weight=row.weight,
        calls=row.calls,
        extra=FrozenMap(row.extra),
    )


def _require_sound(fragment: Fragment) -> None:
    """Judge the fragment as a diagram of its own."""
    diagram = as_diagram(fragment)
    kept = len(diagram.topology.elements), len(diagram.topology.links)
    if kept != (len(fragment.elements), len(fragment.links)):
        raise EditRefused("The clipboard holds two things with one id.")
    violations = check(diagram)
    if violations:
        raise EditRefused(f"The clipboard cannot be pasted: {violations[0].message}.")
