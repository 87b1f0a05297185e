"""What differs between two drawings, whatever their elements are called inside the files."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from designer.catalog.loader import catalog
from designer.grading.similarity.link_matching import LinkPair
from designer.grading.similarity.matching import Matching, Pair, match
from designer.grading.similarity.shape import Tolerance
from designer.model.diagram import Diagram
from designer.model.elements import Element, Value
from designer.model.ids import ElementId, LinkId
from designer.model.links import Link
from designer.model.topology import Topology
from designer.model.workload import Workload
from designer.rules.phrasing import name, names, span

NOT_STATED = "not stated"
_SHARED_IDS = 0.5


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that has another value: what, before and after, in words."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ElementChange:
    """An element that both drawings have, and what differs."""

    left: ElementId
    right: ElementId
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A link that both drawings have, and what differs."""

    left: LinkId
    right: LinkId
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What it takes to come from the left drawing to the right one.

    Attributes:
        added, added_links: ids of the right drawing.
        removed, removed_links: ids of the left drawing.
        same, same_links: the number of those that are alike in everything.
        is_same_value: the drawings are equal down to layout, looks and remarks.
    """

    added: tuple[ElementId, ...]
    removed: tuple[ElementId, ...]
    changed: tuple[ElementChange, ...]
    same: int
    added_links: tuple[LinkId, ...]
    removed_links: tuple[LinkId, ...]
    changed_links: tuple[LinkChange, ...]
    same_links: int
    workload: tuple[Change, ...]
    is_same_value: bool

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing of what is scored differs, names included."""
        elements = self.added or self.removed or self.changed
        return not (
            elements
            or self.added_links
            or self.removed_links
            or self.changed_links
            or self.workload
        )


def share_ids(left: Topology, right: Topology) -> bool:
    """Tell whether two drawings look like versions of one: half the ids of the smaller agree."""
    one, other = left.elements, right.elements
    shared = sum(key in other and other[key].service == e.service for key, e in one.items())
    return shared > 0 and shared >= _SHARED_IDS * min(len(one), len(other))


def difference(left: Diagram, right: Diagram, tolerance: Tolerance) -> Difference:
    """Return what differs between ``left`` and ``right`` under ``tolerance``; notes included."""
    one, other = left.topology, right.topology
    found = match(one, other, tolerance)
    partner = found.partner
    changed = tuple(
        ElementChange(pair.left, pair.right, changes)
        for pair in found.pairs
        if (changes := tuple(_element_changes(pair, one, other, partner)))
    )
    links = tuple(_link_pairs(found, one, other, partner))
    changed_links = tuple(
        LinkChange(pair.left, pair.right, changes)
        for pair in links
        if (changes := tuple(_link_changes(pair, one, other, partner)))
    )
    gone, come = {p.left for p in links}, {p.right for p in links}
    return Difference(
        added=_in_order(other, {*found.only_right, *found.absorbed_right}),
        removed=_in_order(one, {*found.only_left, *found.absorbed_left}),
        changed=changed,
        same=len(found.pairs) - len(changed),
        added_links=tuple(key for key in found.only_right_links if key not in come),
        removed_links=tuple(key for key in found.only_left_links if key not in gone),
        changed_links=changed_links,
        same_links=len(links) - len(changed_links),
        workload=tuple(_workload_changes(left.workload, right.workload)),
        is_same_value=left == right,
    )


def _in_order(topology: Topology, ids: set[ElementId]) -> tuple[ElementId, ...]:
    return tuple(key for key in topology.elements if key in ids)


def _element_changes(
    pair: Pair, left: Topology, right: Topology, partner: dict[ElementId, ElementId]
) -> Iterator[Change]:
    before, after = left.elements[pair.left], right.elements[pair.right]
    if before.service != after.service:
        yield Change("service", service_name(before), service_name(after))
    if before.name != after.name:
        yield Change("name", _quoted(before.name), _quoted(after.name))
    if not pair.in_place:
        yield Change("place", place_of(left, before), place_of(right, after))
    if {partner.get(group) for group in before.memberships} != set(after.memberships):
        yield Change("member of", _groups(left, before), _groups(right, after))
    yield from _property_changes(before, after)
    if dict(before.groups) != dict(after.groups):
        yield Change("how many targets must work", _needs(before), _needs(after))
    if before.note != after.note:
        yield Change("remark", _quoted(before.note), _quoted(after.note))


def _property_changes(before: Element, after: Element) -> Iterator[Change]:
    row = catalog().get(after.service)
    for key in dict.fromkeys((*before.properties, *after.properties)):
        old, new = before.properties.get(key), after.properties.get(key)
        if old != new or isinstance(old, bool) != isinstance(new, bool):
            known = None if row is None else row.property(key)
            label = key.replace("_", " ") if known is None else known.label
            unit = "" if known is None else known.unit
            yield Change(label, value_text(old, unit), value_text(new, unit))


def service_name(element: Element) -> str:
    """Return what the catalog calls the service of ``element``."""
    row = catalog().get(element.service)
    return element.service if row is None else row.name


def place_of(topology: Topology, element: Element) -> str:
    """Return what ``element`` stands in, in words."""
    return "the open canvas" if element.parent is None else name(topology, element.parent)


def value_text(value: Value | None, unit: str = "") -> str:
    """Return a property's value in words; figures with their unit."""
    if value is None:
        return NOT_STATED
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    text = f"{value:g}" if isinstance(value, float) else value
    return f"{text} {unit}" if unit and not isinstance(value, str) else str(text)


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”" if text.strip() else "none"


def _groups(topology: Topology, element: Element) -> str:
    return names(topology, element.memberships) or "no group"


def _needs(element: Element) -> str:
    shown = [f"{key}: {'all' if number == 0 else number}" for key, number in element.groups.items()]
    return ", ".join(sorted(shown)) or "automatic"


def _link_pairs(
    found: Matching, left: Topology, right: Topology, partner: dict[ElementId, ElementId]
) -> Iterator[LinkPair]:
    """Yield the matched links, and those between the same ends that changed kind or direction."""
    yield from found.links
    free = {
        key: (right.links[key].source, right.links[key].target) for key in found.only_right_links
    }
    for key in found.only_left_links:
        link = left.links[key]
        ends = partner.get(link.source), partner.get(link.target)
        hit = next((k for k, own in free.items() if own in (ends, ends[::-1])), None)
        if hit is not None:
            del free[hit]
            yield LinkPair(key, hit)


def _link_changes(
    pair: LinkPair, left: Topology, right: Topology, partner: dict[ElementId, ElementId]
) -> Iterator[Change]:
    before, after = left.links[pair.left], right.links[pair.right]
    if before.kind is not after.kind:
        yield Change("kind", before.kind.value, after.kind.value)
    if (partner.get(before.source), partner.get(before.target)) != (after.source, after.target):
        yield Change("ends", ends_text(left, before), ends_text(right, after))
    if before.role is not after.role:
        yield Change("role", before.role.value, after.role.value)
    if before.label != after.label:
        yield Change("label", _quoted(before.label), _quoted(after.label))
    for what, old, new in (
        ("weight", before.weight, after.weight),
        ("calls", before.calls, after.calls),
    ):
        if old != new:
            yield Change(what, f"{old:g}", f"{new:g}")
    if before.group != after.group:
        yield Change("group", before.group or "automatic", after.group or "automatic")


def ends_text(topology: Topology, link: Link) -> str:
    """Return where a link leads from and to, in words."""
    return f"{name(topology, link.source)} → {name(topology, link.target)}"


def _workload_changes(before: Workload, after: Workload) -> Iterator[Change]:
    for field in fields(Workload):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new or field.name == "extra":
            continue
        label = field.name.replace("_", " ")
        if not isinstance(old, dict) or not isinstance(new, dict):
            yield Change(label, _figure(old), _figure(new))
            continue
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                words = f"{field.name[:3].upper()} after {key.value} failure"
                yield Change(words, _seconds(old.get(key)), _seconds(new.get(key)))


def _figure(value: object) -> str:
    if value is None:
        return NOT_STATED
    return f"{value:g}" if isinstance(value, float) else str(getattr(value, "value", value))


def _seconds(value: float | None) -> str:
    return NOT_STATED if value is None else span(value)
