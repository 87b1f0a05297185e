"""Turns the checked rows of a file into a diagram, or says which element is unsound and why."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, TypeVar

from designer.catalog.loader import catalog
from designer.catalog.service import Service
from designer.edit.property_edits import checked_value
from designer.edit.refusal import EditRefused
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId, is_valid_id
from designer.model.invariants import check, is_sound_box, is_sound_point
from designer.model.layout import Box, Layout, Point
from designer.model.links import LARGEST_RATE, Link, LinkKind, LinkRole
from designer.model.looks import Hue, Look, Stroke, Weight
from designer.model.text import clean_text
from designer.model.topology import Topology
from designer.model.workload import NUMBER_FIELDS, Disruption, Figures, LoadShape, Workload
from designer.storage import limits
from designer.storage.refusal import Refused, check_count, shown
from designer.storage.reviews import review_of
from designer.storage.schema import (
    BoxRow,
    ElementRow,
    FileRow,
    LinkRow,
    LookRow,
    PointRow,
    PropertyRow,
    WorkloadRow,
    extra_of,
    typed,
)

E = TypeVar("E", bound=Enum)


def build(raw: Mapping[str, Any]) -> Diagram:
    """Return the diagram that ``raw``, a file of the current format, describes.

    Raises:
        Refused: with the id or the field that is wrong.
    """
    diagram = unchecked(raw)
    for violation in check(diagram):
        raise Refused(violation.ids[0] if violation.ids else "workload", violation.message)
    return diagram


def unchecked(raw: Mapping[str, Any]) -> Diagram:
    """Return what ``raw`` describes, each line sound in itself, whether or not they fit together.

    Raises:
        Refused: with the id or the field that is wrong.
    """
    file = typed(raw, FileRow, "")
    check_count(file.elements, limits.MAX_ELEMENTS, "elements")
    check_count(file.links, limits.MAX_LINKS, "links")
    check_count(file.waivers, limits.MAX_WAIVERS, "waivers")
    elements = _by_id(
        _element(row, _place("elements", i, row)) for i, row in enumerate(file.elements)
    )
    links = _by_id(_link(row, _place("links", i, row)) for i, row in enumerate(file.links))
    return Diagram(
        title=_text(file.title, "title", "title", limits.MAX_NAME),
        description=_text(
            file.description, "description", "description", limits.MAX_NOTE, lines=True
        ),
        topology=Topology(
            elements=FrozenMap({ElementId(key): value for key, value in elements.items()}),
            links=FrozenMap({LinkId(key): value for key, value in links.items()}),
        ),
        workload=_workload(file.workload),
        layout=Layout(
            boxes=_boxes(file.boxes),
            bends=_bends(file.bends),
            collapsed=_ids(file.collapsed, "collapsed", "containers"),
            locked=_ids(file.locked, "locked", "elements"),
            hidden=_ids(file.hidden, "hidden", "elements"),
            ranks=_ranks(file.ranks),
            looks=_looks(file.looks),
        ),
        waivers=FrozenMap(
            {
                _text(key, "waivers", "finding", limits.MAX_NAME): _text(
                    reason, f"waivers, {shown(key)}", "reason", limits.MAX_REASON, lines=True
                )
                for key, reason in file.waivers.items()
            }
        ),
        review=review_of(file.answers, file.milestones),
        extra=extra_of(raw, FileRow, ""),
    )


def _place(where: str, index: int, raw: object) -> str:
    """Name a row by its id if it has one, else by its number, counted from 1."""
    key = raw.get("id") if isinstance(raw, dict) else None
    return key if isinstance(key, str) and is_valid_id(key) else f"{where}, number {index + 1}"


Item = TypeVar("Item", Element, Link)


def _by_id(items: Iterable[Item]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        if item.id in found:
            raise Refused(item.id, "the id stands twice in the file")
        found[item.id] = item
    return found


def _text(text: str, place: str, what: str, limit: int, *, lines: bool = False) -> str:
    if len(text) > limit:
        raise Refused(place, f"the {what} has more than {limit:,} characters")
    return clean_text(text, lines=lines)


def _id(text: str, place: str, what: str) -> str:
    if not is_valid_id(text):
        raise Refused(place, f"{what} {shown(text)} is not a valid id")
    return text


def _choice(text: str, kinds: type[E], place: str, what: str) -> E:
    try:
        return kinds(text)
    except ValueError as error:
        raise Refused(place, f"there is no {what} {shown(text)}") from error


def _element(raw: object, place: str) -> Element:
    row = typed(raw, ElementRow, place)
    key = _id(row.id, place, "the id")
    service = catalog().get(row.service)
    if service is None:
        raise Refused(place, f"the service {shown(row.service)} is not in the catalog")
    kind = service.kind if row.kind is None else _choice(row.kind, Kind, place, "kind")
    if kind is not service.kind:
        raise Refused(
            place, f"the kind of '{row.service}' is '{service.kind.value}', not '{kind.value}'"
        )
    for items, what in (
        (row.memberships, "memberships"),
        (row.groups, "target groups"),
        (row.properties, "properties"),
    ):
        limit = limits.MAX_PROPERTIES if items is row.properties else limits.MAX_LIST
        if len(items) > limit:
            raise Refused(place, f"has more than {limit} {what}")
    assert isinstance(raw, dict)  # noqa: S101 - typed() has shown it; this tells mypy
    return Element(
        id=ElementId(key),
        kind=kind,
        service=row.service,
        name=_text(service.name if row.name is None else row.name, place, "name", limits.MAX_NAME),
        parent=None if row.parent is None else ElementId(_id(row.parent, place, "the parent")),
        memberships=tuple(ElementId(_id(m, place, "the group")) for m in row.memberships),
        properties=FrozenMap(
            {name: _property(service, name, v, place) for name, v in row.properties.items()}
        ),
        groups=FrozenMap(
            {_text(name, place, "group", limits.MAX_NAME): n for name, n in row.groups.items()}
        ),
        note=_text(row.note, place, "note", limits.MAX_NOTE, lines=True),
        inferred=_inferred(row.inferred, place),
        extra=extra_of(raw, ElementRow, place),
    )


def _property(service: Service, key: str, raw: PropertyRow, place: str) -> Value:
    if not key or len(key) > limits.MAX_KEY or not key.isprintable():
        raise Refused(place, f"the property {shown(key)} has an unusable name")
    value = _value(raw, key, place)
    if service.property(key) is None:
        return value  # perhaps a newer version knows it
    try:
        return checked_value(service, key, value)
    except EditRefused as error:
        raise Refused(place, f"property '{key}': {error.reason.rstrip('.')}") from error


def _value(raw: PropertyRow, key: str, place: str) -> Value:
    if isinstance(raw, list):
        if len(raw) > limits.MAX_LIST:
            raise Refused(place, f"property '{key}' has more than {limits.MAX_LIST} entries")
        return tuple(_text(entry, place, key, limits.MAX_NAME) for entry in raw)
    if isinstance(raw, str):
        return _text(raw, place, key, limits.MAX_TEXT, lines=True)
    if not isinstance(raw, bool) and not abs(raw) <= limits.MAX_NUMBER:
        raise Refused(place, f"property '{key}' is a number out of range")
    return raw


def _link(raw: object, place: str) -> Link:
    row = typed(raw, LinkRow, place)
    assert isinstance(raw, dict)  # noqa: S101 - typed() has shown it; this tells mypy
    return Link(
        id=LinkId(_id(row.id, place, "the id")),
        source=ElementId(_id(row.source, place, "the source")),
        target=ElementId(_id(row.target, place, "the target")),
        kind=_choice(row.kind, LinkKind, place, "kind of link"),
        role=_choice(row.role, LinkRole, place, "role of a link"),
        label=_text(row.label, place, "label", limits.MAX_NAME),
        group=_text(row.group, place, "group", limits.MAX_NAME),
        weight=_rate(row.weight, place, "weight"),
        calls=_rate(row.calls, place, "calls"),
        inferred=_inferred(row.inferred, place),
        extra=extra_of(raw, LinkRow, place),
    )


def _inferred(sentences: list[str], place: str) -> tuple[str, ...]:
    return tuple(_text(text, place, "inferred fact", limits.MAX_NOTE) for text in sentences)


def _rate(value: float, place: str, what: str) -> float:
    if not 0 <= value <= LARGEST_RATE:
        raise Refused(place, f"'{what}' should be a number from 0 to {LARGEST_RATE:,.0f}")
    return value


def _workload(raw: Mapping[str, Any]) -> Workload:
    row = typed(raw, WorkloadRow, "workload")
    numbers = {name: getattr(row, name) for name in NUMBER_FIELDS}
    shape, figures = row.load_shape, row.figures
    return Workload(
        **{name: _goal(name, value) for name, value in numbers.items()},
        rto_s=_targets("rto_s", row.rto_s),
        rpo_s=_targets("rpo_s", row.rpo_s),
        figures=None if figures is None else _choice(figures, Figures, "workload", "profile"),
        load_shape=None if shape is None else _choice(shape, LoadShape, "workload", "load shape"),
        extra=extra_of(raw, WorkloadRow, "workload"),
    )


def _goal(name: str, value: float | None) -> float | None:
    if value is not None and not 0 <= value <= limits.MAX_NUMBER:
        raise Refused("workload", f"'{name}' is a number out of range")
    return value


def _targets(name: str, raw: Mapping[str, float]) -> FrozenMap[Disruption, float]:
    found: dict[Disruption, float] = {}
    for key, value in raw.items():
        if not 0 <= value <= limits.MAX_NUMBER:
            raise Refused("workload", f"'{name}' for {shown(key)} is a number out of range")
        found[_choice(key, Disruption, "workload", "disruption")] = value
    return FrozenMap(found)


def _ids(raw: list[str], place: str, what: str) -> frozenset[ElementId]:
    check_count(raw, limits.MAX_ELEMENTS, f"{place} {what}")
    return frozenset(ElementId(_id(key, place, f"one of the {what}")) for key in raw)


def _ranks(raw: dict[str, int]) -> FrozenMap[ElementId, int]:
    check_count(raw, limits.MAX_ELEMENTS, "ranks")
    return FrozenMap({ElementId(_id(key, "ranks", "the element")): raw[key] for key in raw})


def _looks(raw: dict[str, Any]) -> FrozenMap[str, Look]:
    check_count(raw, limits.MAX_ELEMENTS + limits.MAX_LINKS, "looks")
    found: dict[str, Look] = {}
    for key, fields in raw.items():
        place = f"looks, {shown(key)}"
        row = typed(fields, LookRow, place)
        found[key] = Look(
            hue=_choice(row.colour, Hue, place, "colour"),
            stroke=_choice(row.line, Stroke, place, "kind of line"),
            weight=_choice(row.width, Weight, place, "width"),
        )
    return FrozenMap(found)


def _boxes(raw: Mapping[str, Any]) -> FrozenMap[ElementId, Box]:
    check_count(dict(raw), limits.MAX_ELEMENTS, "boxes")
    found: dict[ElementId, Box] = {}
    for key, numbers in raw.items():
        place = f"boxes, {shown(key)}"
        row = typed(numbers, BoxRow, place)
        box = Box(row.x, row.y, row.width, row.height)
        if not is_sound_box(box):
            raise Refused(place, "the place or size is not on the canvas (x, y, width, height)")
        found[ElementId(key)] = box
    return FrozenMap(found)


def _bends(raw: Mapping[str, Any]) -> FrozenMap[LinkId, tuple[Point, ...]]:
    check_count(dict(raw), limits.MAX_LINKS, "bends")
    found: dict[LinkId, tuple[Point, ...]] = {}
    for key, pairs in raw.items():
        place = f"bends, {shown(key)}"
        if not isinstance(pairs, list) or len(pairs) > limits.MAX_BENDS:
            raise Refused(place, f"should be a list of {limits.MAX_BENDS} points at most")
        rows = [typed(pair, PointRow, place) for pair in pairs]
        points = tuple(Point(row.x, row.y) for row in rows)
        if not all(is_sound_point(point) for point in points):
            raise Refused(place, "a point is not on the canvas")
        found[LinkId(key)] = points
    return FrozenMap(found)
