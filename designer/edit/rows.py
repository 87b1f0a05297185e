"""Repeats in a row: the name that comes next, and the free place beside what is repeated."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil

from designer.catalog.loader import catalog
from designer.edit.refusal import element_of
from designer.edit.room import GAP, TOP
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.model.invariants import MAX_NAME
from designer.model.layout import Box, bounds

_GRID = 8
_MOST = 12  # steps to each side and down
# Not the figure of a product or an address: "S3", "10.0.0.0/16".
_NUMBER = re.compile(r"(?P<stem>.*[\s\-_#a-z])(?P<number>\d{1,6})\Z", re.DOTALL)
_LETTER = re.compile(r"(?P<stem>.*[\s\-_\d])(?P<letter>[A-Za-z])\Z", re.DOTALL)


def next_name(name: str, taken: Collection[str], product: str = "") -> str:
    """Return ``name`` counted on until it is free: "Web server B" after A, "Web 2" after "Web".

    Figures keep their leading zeros; past Z figures follow, and so after the name of a
    ``product``: "Route 53 2".
    """
    found = _counted_on(f"{name} 1" if name == product else name)
    while found in taken:
        found = _counted_on(found)
    return found if len(found) <= MAX_NAME else name


def _counted_on(name: str) -> str:
    if match := _NUMBER.match(name):
        number = match["number"]
        return f"{match['stem']}{int(number) + 1:0{len(number)}d}"
    if (match := _LETTER.match(name)) and match["letter"] not in "Zz":
        return f"{match['stem']}{chr(ord(match['letter']) + 1)}"
    return f"{name} 2"


def named_on(
    elements: Sequence[Element], roots: Collection[ElementId], diagram: Diagram
) -> tuple[Element, ...]:
    """Return copies with the names that come next: of the outermost ones, and what goes by them.

    What stands in "Zone a" and ends with the same letter or figure follows to "Zone b".
    """
    taken = {one.name for one in diagram.topology.elements.values()}
    endings: dict[ElementId, tuple[str, str]] = {}
    made: dict[ElementId, Element] = {}
    for one in elements:
        if one.id in roots:
            service = catalog().get(one.service)
            name = next_name(one.name, taken, "" if service is None else service.name)
            endings[one.id] = _ending(one.name), _ending(name)
            taken.add(name)
            made[one.id] = replace(one, name=name)
    outer = {one.id: one.parent for one in elements}
    for one in elements:
        if one.id not in made:
            root = _root(one.id, outer)
            old, new = endings.get(root, ("", ""))
            follows = bool(old) and bool(new) and _ending(one.name) == old
            name = one.name[: -len(old)] + new if follows else one.name
            made[one.id] = replace(one, name=name)
    return tuple(made[one.id] for one in elements)


def _root(key: ElementId, outer: Mapping[ElementId, ElementId | None]) -> ElementId:
    while (parent := outer[key]) is not None and parent in outer:
        key = parent
    return key


def _ending(name: str) -> str:
    """Return the letter or figure that tells one of a row from the others; "" for none."""
    if match := _NUMBER.match(name):
        return match["number"]
    return match["letter"] if (match := _LETTER.match(name)) else ""


def free_shift(diagram: Diagram, ids: Iterable[ElementId]) -> tuple[float, float]:
    """Return by how much copies of ``ids``, which stand in one another nowhere, go aside.

    That is to the next free place in their row, else in the rows below, as long as their container
    has room; else to the right, and the container has to grow.
    """
    topology, boxes = diagram.topology, diagram.layout.boxes
    roots = [element_of(diagram, key) for key in sorted(ids)]
    area = bounds(boxes[one.id] for one in roots)
    if area is None:
        return 0.0, 0.0
    step_x, step_y = _step(area.width), _step(area.height)
    parent = roots[0].parent
    own = {one.id for one in roots}
    taken = [
        boxes[key]
        for key in topology.children(parent)
        if key in own or not topology.elements[key].kind.has_members
    ]
    outer = None if parent is None else _inside(boxes[parent])
    steps = {float(at * step_x) for at in range(1, _MOST + 1)}
    steps.update(box.right + GAP - area.x for box in taken if box.right >= area.right)
    across = [(step, 0.0) for step in sorted(steps)]
    below = [
        (float(at * step_x), float(row * step_y))
        for row in range(1, _MOST + 1)
        for at in range(-_MOST, _MOST + 1)
    ]

    def is_free(shift: tuple[float, float]) -> bool:
        spot = area.moved(*shift)
        return not any(box.overlaps(spot) for box in taken)

    if outer is not None:
        for shift in (*across, *below):
            if outer.contains(area.moved(*shift)) and is_free(shift):
                return shift
    return next((shift for shift in across if is_free(shift)), across[0])


def _step(side: float) -> int:
    return ceil((side + GAP) / _GRID) * _GRID


def _inside(box: Box) -> Box:
    return Box(box.x, box.y + TOP - GAP, box.width, box.height - TOP + GAP)
