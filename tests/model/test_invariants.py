"""Each thing that can be wrong with a diagram is found, named once, and nothing else is."""

import math
import time
from dataclasses import replace
from typing import Any

import pytest

from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.invariants import belongs_to, check
from designer.model.layout import Box, Layout, Point
from designer.model.links import Link
from designer.model.topology import Topology
from designer.model.workload import Disruption, Workload
from tests.builders import diagram

START = diagram(
    """
    group g
    group h
    region r
      zone z
        subnet s
          ec2 web in g
    rds db
    web -> db any
    """
)
BOX = Box(0, 0, 10, 10)


def element(key: str, **parts: Any) -> Diagram:
    """The start with one element changed."""
    old = START.topology.elements[ElementId(key)]
    elements = START.topology.elements.with_item(ElementId(key), replace(old, **parts))
    return START.with_topology(Topology(elements=elements, links=START.topology.links))


def link(**parts: Any) -> Diagram:
    """The start with its link changed."""
    old = START.topology.links[LinkId("web--db")]
    links = FrozenMap({LinkId(parts.pop("key", old.id)): replace(old, **parts)})
    return START.with_topology(Topology(elements=START.topology.elements, links=links))


def box(key: str, value: Box) -> Diagram:
    """The start with one box changed."""
    boxes = START.layout.boxes.with_item(ElementId(key), value)
    return START.with_layout(Layout(boxes=boxes))


def bends(key: str, *points: Point) -> Diagram:
    """The start with a bent link."""
    return START.with_layout(replace(START.layout, bends=FrozenMap({LinkId(key): points})))


def workload(**parts: Any) -> Diagram:
    """The start with another workload."""
    return replace(START, workload=Workload(**parts))


def renamed_key() -> Diagram:
    """The start with an element under another id than its own."""
    elements = dict(START.topology.elements)
    elements[ElementId("other")] = elements.pop(ElementId("h"))
    boxes = dict(START.layout.boxes)
    boxes[ElementId("other")] = boxes.pop(ElementId("h"))
    return replace(
        START,
        topology=Topology(elements=FrozenMap(elements), links=START.topology.links),
        layout=Layout(boxes=FrozenMap(boxes)),
    )


UNSOUND: dict[str, tuple[Diagram, str]] = {
    "title": (replace(START, title="x" * 201), "the title has more than 200 characters"),
    "description": (
        replace(START, description="x" * 10_001),
        "the description has more than 10,000 characters",
    ),
    "key of an element": (renamed_key(), "'h' is held under the id 'other'"),
    "key of a link": (link(key="other"), "'web--db' is held under the id 'other'"),
    "name": (element("web", name="x" * 201), "the name of 'web' has more than 200 characters"),
    "note": (element("web", note="x" * 10_001), "the note of 'web' has more than 10,000 charact"),
    "parent": (element("web", parent="gone"), "'web' stands in 'gone', which does not exist"),
    "no container": (element("web", parent="db"), "'web' stands in 'db', which is no container"),
    "own parent": (element("g", parent="g"), "'g' stands in itself through a loop of parents"),
    "twice a member": (
        element("web", memberships=("g", "g")),
        "'web' is a member of one group twice",
    ),
    "member of nothing": (
        element("web", memberships=("gone",)),
        "'web' is a member of 'gone', which does not exist",
    ),
    "member of a zone": (
        element("web", memberships=("z",)),
        "'web' cannot be a member of 'z'",
    ),
    "property": (
        element("web", properties=FrozenMap({"warm_up_s": math.nan})),
        "property 'warm_up_s' of 'web' is not a finite number",
    ),
    "needed": (
        element("web", groups=FrozenMap({"group-1": -1})),
        "target group 'group-1' of 'web' needs -1 targets",
    ),
    "link's id": (link(key="web", id="web"), "'web' is the id of an element and of a link"),
    "link's bad id": (link(key="A", id="A"), "'A' is not a valid id"),
    "source": (link(source="gone", group=""), "link 'web--db' ends at 'gone', which does not"),
    "target": (link(target="gone"), "link 'web--db' ends at 'gone', which does not exist"),
    "to itself": (link(target="web"), "link 'web--db' joins 'web' to itself"),
    "label": (link(label="x" * 201), "the label of 'web--db' has more than 200 characters"),
    "target group": (link(group="g"), "link 'web--db' names the unknown target group 'g'"),
    "lone box": (box("gone", BOX), "there is a box for 'gone', which does not exist"),
    "no box": (
        START.with_layout(Layout(boxes=START.layout.boxes.without(ElementId("h")))),
        "'h' has no box",
    ),
    "no width": (box("web", Box(0, 0, 0, 5)), "the box of 'web' is out of range"),
    "far away": (box("web", Box(2e6, 0, 5, 5)), "the box of 'web' is out of range"),
    "nowhere": (box("web", Box(math.nan, 0, 5, 5)), "the box of 'web' is out of range"),
    "too large": (box("web", Box(0, 0, math.inf, 5)), "the box of 'web' is out of range"),
    "lone bends": (bends("gone"), "there are bends for 'gone', which does not exist"),
    "collapsed": (
        START.with_layout(replace(START.layout, collapsed=frozenset({ElementId("web")}))),
        "'web' is collapsed, but it is no container",
    ),
    "bend": (bends("web--db", Point(0, math.inf)), "a bend of 'web--db' is out of range"),
    "load": (workload(peak_rps=-1.0), "the workload's peak_rps is -1.0"),
    "growth": (workload(growth=math.nan), "the workload's growth is nan"),
    "target of availability": (
        workload(availability_target=100.1),
        "the availability target is above 100 %",
    ),
    "RTO": (
        workload(rto_s=FrozenMap({Disruption.ZONE: -1.0})),
        "the RTO for zone is -1.0",
    ),
    "RPO": (
        workload(rpo_s=FrozenMap({Disruption.REGION: math.inf})),
        "the RPO for region is inf",
    ),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_finds_exactly_what_is_wrong(name: str) -> None:
    drawing, message = UNSOUND[name]
    violations = check(drawing)
    assert [violation.message for violation in violations if message in violation.message]
    assert len(violations) == 1


def test_sound_diagrams_have_no_violations() -> None:
    assert check(START) == []
    assert check(EMPTY) == []


def test_an_invalid_id_of_an_element_is_found() -> None:
    bad = Element(id=ElementId("Web 1"), kind=Kind.RESOURCE, service="ec2", name="x")
    drawing = Diagram(
        topology=Topology(elements=FrozenMap({bad.id: bad})),
        layout=Layout(boxes=FrozenMap({bad.id: BOX})),
    )
    assert [v.message for v in check(drawing)] == ["'Web 1' is not a valid id"]


def test_a_loop_of_parents_blames_those_in_it() -> None:
    drawing = element("r", parent="s")
    blamed = {key for violation in check(drawing) for key in violation.ids}
    assert {"r", "z", "s"} <= blamed


def test_a_loop_of_memberships_blames_those_in_it() -> None:
    elements = START.topology.elements
    ring = elements.with_items(
        {
            ElementId("g"): replace(elements[ElementId("g")], memberships=(ElementId("h"),)),
            ElementId("h"): replace(elements[ElementId("h")], parent=ElementId("g")),
        }
    )
    drawing = START.with_topology(Topology(elements=ring, links=START.topology.links))
    messages = [violation.message for violation in check(drawing)]
    assert "'g' belongs to itself through a loop of memberships" in messages


def test_belonging_follows_parents_and_memberships() -> None:
    topology = START.topology
    for owner in ("web", "s", "z", "r", "g"):
        assert belongs_to(topology, ElementId("web"), ElementId(owner))
    for stranger in ("h", "db", "gone"):
        assert not belongs_to(topology, ElementId("web"), ElementId(stranger))
    assert not belongs_to(topology, ElementId("r"), ElementId("web"))


@pytest.mark.parametrize("depth", [16, 17])
def test_depth_has_a_limit(depth: int) -> None:
    drawing_text = "\n".join(f"{' ' * level}group g{level}" for level in range(depth + 1))
    lines = drawing_text if depth == 16 else drawing_text.rsplit("\n", 1)[0]
    drawing = diagram(lines)
    if depth == 17:
        last = ElementId(f"g{depth}")
        inner = Element(
            id=last, kind=Kind.GROUP, service="group", name="x", parent=ElementId("g16")
        )
        drawing = replace(
            drawing,
            topology=Topology(elements=drawing.topology.elements.with_item(last, inner)),
            layout=Layout(boxes=drawing.layout.boxes.with_item(last, BOX)),
        )
        assert [v.message for v in check(drawing)] == ["'g17' stands more than 16 containers deep"]
    else:
        assert check(drawing) == []


def test_endless_nesting_is_judged_in_linear_time() -> None:
    keys = [ElementId(f"g{number}") for number in range(20_000)]
    elements = {
        key: Element(
            id=key,
            kind=Kind.GROUP,
            service="group",
            name="x",
            parent=keys[index - 1] if index else None,
            memberships=(keys[0],) if index > 1 else (),
        )
        for index, key in enumerate(keys)
    }
    drawing = Diagram(
        topology=Topology(elements=FrozenMap(elements)),
        layout=Layout(boxes=FrozenMap(dict.fromkeys(keys, BOX))),
    )
    start = time.perf_counter()
    violations = check(drawing)
    # Quadratic work would take minutes; this takes a quarter of a second here.
    assert time.perf_counter() - start < 5
    assert len(violations) == len(keys) - 17


def test_a_link_with_two_faults_is_blamed_for_both() -> None:
    bad = Link(id=LinkId("x"), source=ElementId("gone"), target=ElementId("gone"))
    topology = Topology(elements=START.topology.elements, links=FrozenMap({bad.id: bad}))
    messages = [violation.message for violation in check(START.with_topology(topology))]
    assert messages == [
        "link 'x' ends at 'gone', which does not exist",
        "link 'x' ends at 'gone', which does not exist",
        "link 'x' joins 'gone' to itself",
    ]
