"""What is true of every diagram the program holds; checked at the borders and in tests."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, LinkId, is_valid_id
from designer.model.layout import Box, Point
from designer.model.links import LARGEST_RATE, Link
from designer.model.review import answer_faults, milestone_faults
from designer.model.topology import Topology
from designer.model.workload import NUMBER_FIELDS, PERCENT_FIELDS, Workload

MAX_NAME = 200
MAX_NOTE = 10_000
MAX_INFERRED = 20  # sentences on one element or link
MAX_DEPTH = 16
MAX_COORDINATE = 1e6
MAX_SIZE = 1e5
MAX_RANK = 1_000_000


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken invariant: a sentence and the ids it is about."""

    message: str
    ids: tuple[str, ...] = ()


def check(diagram: Diagram) -> list[Violation]:
    """Return every broken invariant of ``diagram``; an empty list for a sound one."""
    topology = diagram.topology
    return [
        *_check_head(diagram),
        *_check_keys(topology),
        *(v for element in topology.elements.values() for v in check_element(topology, element)),
        *(v for link in topology.links.values() for v in check_link(topology, link)),
        *check_belonging(topology.elements),
        *_check_layout(diagram),
        *check_workload(diagram.workload),
    ]


def _check_head(diagram: Diagram) -> Iterator[Violation]:
    if len(diagram.title) > MAX_NAME:
        yield Violation(f"the title has more than {MAX_NAME} characters")
    if len(diagram.description) > MAX_NOTE:
        yield Violation(f"the description has more than {MAX_NOTE:,} characters")
    for question, answer in diagram.review.answers.items():
        yield from map(Violation, answer_faults(question, answer))
    for name, milestone in diagram.review.milestones.items():
        yield from map(Violation, milestone_faults(name, milestone))


def _check_keys(topology: Topology) -> Iterator[Violation]:
    for key, element in topology.elements.items():
        if key != element.id:
            yield Violation(f"'{element.id}' is held under the id '{key}'", (key,))
    for name, link in topology.links.items():
        if name != link.id:
            yield Violation(f"'{link.id}' is held under the id '{name}'", (name,))


def check_element(topology: Topology, element: Element) -> Iterator[Violation]:
    """Yield what is unsound about one element of ``topology``."""
    key = element.id
    if not is_valid_id(key):
        yield Violation(f"'{key}' is not a valid id", (key,))
    if len(element.name) > MAX_NAME:
        yield Violation(f"the name of '{key}' has more than {MAX_NAME} characters", (key,))
    if len(element.note) > MAX_NOTE:
        yield Violation(f"the note of '{key}' has more than {MAX_NOTE:,} characters", (key,))
    yield from _check_inferred(key, element.inferred)
    yield from _check_place(topology, element)
    yield from _check_memberships(topology, element)
    for name, value in element.properties.items():
        if isinstance(value, float) and not math.isfinite(value):
            yield Violation(f"property '{name}' of '{key}' is not a finite number", (key,))
    for name, needed in element.groups.items():
        if needed < 0:
            yield Violation(f"target group '{name}' of '{key}' needs {needed} targets", (key,))


def _check_inferred(key: str, sentences: tuple[str, ...]) -> Iterator[Violation]:
    if len(sentences) > MAX_INFERRED or any(len(text) > MAX_NOTE for text in sentences):
        yield Violation(f"'{key}' has too many or too long inferred facts", (key,))


def _check_place(topology: Topology, element: Element) -> Iterator[Violation]:
    key = element.id
    if element.parent is None:
        return
    parent = topology.elements.get(element.parent)
    if parent is None:
        yield Violation(f"'{key}' stands in '{element.parent}', which does not exist", (key,))
    elif not parent.kind.is_container:
        yield Violation(f"'{key}' stands in '{parent.id}', which is no container", (key,))
    else:
        # One more than allowed is enough to know: a hostile file may nest without end.
        chain = list(islice(topology.ancestors(key), MAX_DEPTH + 1))
        if len(chain) > MAX_DEPTH:
            yield Violation(f"'{key}' stands more than {MAX_DEPTH} containers deep", (key,))
        elif (chain[-1] if chain else element).parent in topology.elements:
            yield Violation(f"'{key}' stands in itself through a loop of parents", (key,))


def _check_memberships(topology: Topology, element: Element) -> Iterator[Violation]:
    key = element.id
    if len(set(element.memberships)) != len(element.memberships):
        yield Violation(f"'{key}' is a member of one group twice", (key,))
    for group_id in element.memberships:
        group = topology.elements.get(group_id)
        if group is None:
            yield Violation(f"'{key}' is a member of '{group_id}', which does not exist", (key,))
        elif not group.kind.has_members or group_id == key:
            yield Violation(f"'{key}' cannot be a member of '{group_id}'", (key,))


def check_belonging(elements: Mapping[ElementId, Element]) -> Iterator[Violation]:
    """Yield loops of standing in and being a member of among ``elements``; linear in their number.

    Peels off what belongs to nothing that is left, then what holds nothing that is left (Kahn's
    algorithm from both sides).
    """
    if not any(element.memberships for element in elements.values()):
        return
    owners = {key: _owners(element) & elements.keys() for key, element in elements.items()}
    left = _peeled(owners)
    if not left:
        return
    held: dict[ElementId, set[ElementId]] = {key: set() for key in left}
    for key in left:
        for owner in owners[key] & left:
            held[owner].add(key)
    for key in sorted(_peeled(held)):
        if elements[key].memberships:
            yield Violation(f"'{key}' belongs to itself through a loop of memberships", (key,))


def _peeled(needs: Mapping[ElementId, set[ElementId]]) -> set[ElementId]:
    """Return the keys that are left when those that need nothing left are taken away in turn."""
    needed_by: dict[ElementId, list[ElementId]] = {}
    for key, others in needs.items():
        for other in others:
            needed_by.setdefault(other, []).append(key)
    waiting = {key: len(others) for key, others in needs.items()}
    free = [key for key, count in waiting.items() if count == 0]
    while free:
        other = free.pop()
        del waiting[other]
        for key in needed_by.get(other, ()):
            waiting[key] -= 1
            if waiting[key] == 0:
                free.append(key)
    return set(waiting)


def _owners(element: Element) -> set[ElementId]:
    owners = set(element.memberships)
    if element.parent is not None:
        owners.add(element.parent)
    return owners


def belongs_to(topology: Topology, element: ElementId, goal: ElementId) -> bool:
    """Tell whether ``element`` is, stands in or is a member of ``goal``, directly or not."""
    seen: set[ElementId] = set()
    pending = [element]
    while pending:
        current = pending.pop()
        if current == goal:
            return True
        if current not in seen and current in topology.elements:
            seen.add(current)
            pending.extend(_owners(topology.elements[current]))
    return False


def check_link(topology: Topology, link: Link) -> Iterator[Violation]:
    """Yield what is unsound about one link of ``topology``."""
    key = link.id
    if not is_valid_id(key):
        yield Violation(f"'{key}' is not a valid id", (key,))
    if str(key) in topology.elements:
        yield Violation(f"'{key}' is the id of an element and of a link", (key,))
    for end in (link.source, link.target):
        if end not in topology.elements:
            yield Violation(f"link '{key}' ends at '{end}', which does not exist", (key,))
    if link.source == link.target:
        yield Violation(f"link '{key}' joins '{link.source}' to itself", (key,))
    if len(link.label) > MAX_NAME:
        yield Violation(f"the label of '{key}' has more than {MAX_NAME} characters", (key,))
    yield from _check_inferred(key, link.inferred)
    for name, value in (("weight", link.weight), ("calls", link.calls)):
        if not 0 <= value <= LARGEST_RATE:
            yield Violation(f"the {name} of '{key}' is {value}", (key,))
    source = topology.elements.get(link.source)
    if link.group and source is not None and link.group not in source.groups:
        yield Violation(f"link '{key}' names the unknown target group '{link.group}'", (key,))


def _check_layout(diagram: Diagram) -> Iterator[Violation]:
    elements, layout = diagram.topology.elements, diagram.layout
    for key, box in layout.boxes.items():
        if key not in elements:
            yield Violation(f"there is a box for '{key}', which does not exist", (key,))
        if not is_sound_box(box):
            yield Violation(f"the box of '{key}' is out of range", (key,))
    for key in elements:
        if key not in layout.boxes:
            yield Violation(f"'{key}' has no box", (key,))
    for key in sorted(layout.collapsed):
        element = elements.get(key)
        if element is None or not element.kind.is_container:
            yield Violation(f"'{key}' is collapsed, but it is no container", (key,))
    for link, points in layout.bends.items():
        if link not in diagram.topology.links:
            yield Violation(f"there are bends for '{link}', which does not exist", (link,))
        if not all(is_sound_point(point) for point in points):
            yield Violation(f"a bend of '{link}' is out of range", (link,))
    yield from _check_looks(diagram)


def _check_looks(diagram: Diagram) -> Iterator[Violation]:
    elements, layout = diagram.topology.elements, diagram.layout
    for what, keys in (("locked", layout.locked), ("hidden", layout.hidden)):
        for key in sorted(keys):
            if key not in elements:
                yield Violation(f"'{key}' is {what}, but does not exist", (key,))
    for key, rank in layout.ranks.items():
        if key not in elements:
            yield Violation(f"'{key}' lies above others, but does not exist", (key,))
        if abs(rank) > MAX_RANK:
            yield Violation(f"the place of '{key}' above others is out of range", (key,))
    for named in layout.looks:
        if named not in elements and LinkId(named) not in diagram.topology.links:
            yield Violation(f"there is a look for '{named}', which does not exist", (named,))


def is_sound_point(point: Point) -> bool:
    """Tell whether the coordinates are finite and within the canvas."""
    return all(math.isfinite(v) and abs(v) <= MAX_COORDINATE for v in (point.x, point.y))


def is_sound_box(box: Box) -> bool:
    """Tell whether place and size are finite and within the canvas."""
    return is_sound_point(Point(box.x, box.y)) and all(
        math.isfinite(v) and 1 <= v <= MAX_SIZE for v in (box.width, box.height)
    )


def check_workload(workload: Workload) -> Iterator[Violation]:
    """Yield what is unsound about a workload."""
    for name in NUMBER_FIELDS:
        value: float | None = getattr(workload, name)
        if value is not None and (not math.isfinite(value) or value < 0):
            yield Violation(f"the workload's {name} is {value}")
    for name in PERCENT_FIELDS:
        percent: float | None = getattr(workload, name)
        if percent is not None and percent > 100:
            yield Violation(f"the {name.replace('_', ' ')} is above 100 %")
    for label, targets in (("RTO", workload.rto_s), ("RPO", workload.rpo_s)):
        for disruption, value in targets.items():
            if not math.isfinite(value) or value < 0:
                yield Violation(f"the {label} for {disruption.value} is {value}")
