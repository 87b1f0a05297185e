"""Arranging a drawing or a part of it: one sound step, and nothing else is torn."""

from dataclasses import replace
from pathlib import Path

import pytest

from designer.edit.apply import apply
from designer.edit.edits import Batch
from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point, bounds
from designer.render.arrange.rearranging import (
    rearranged_contents,
    rearranged_drawing,
    rearranged_together,
)
from designer.resources import sample_files
from designer.storage.diagram_file import read
from tests.analysis.population import drawing, topology_of
from tests.builders import diagram
from tests.render.arrange.geometry import faults, strangers

_SAMPLES = [pytest.param(path, id=path.stem) for path in sample_files()]


def _whole(made: Diagram) -> Box:
    found = bounds(made.layout.boxes.values())
    assert found is not None
    return found


@pytest.mark.parametrize("path", _SAMPLES)
def test_a_drawing_is_arranged_where_it_is_and_scored_the_same(path: Path) -> None:
    before = read(path)
    after = apply(before, rearranged_drawing(before))
    assert faults(after) == []
    assert strangers(after) == []
    assert after.topology is before.topology
    assert (_whole(after).x, _whole(after).y) == (_whole(before).x, _whole(before).y)
    assert apply(after, rearranged_drawing(after)) == after


@pytest.mark.parametrize("path", _SAMPLES)
def test_any_contents_and_any_siblings_are_arranged_without_fault(path: Path) -> None:
    before = read(path)
    topology = before.topology
    for key in (None, *topology.elements):
        children = topology.children(key)
        if key is not None and children:
            assert faults(apply(before, rearranged_contents(before, [key]))) == [], key
        if len(children) > 1:
            assert faults(apply(before, rearranged_together(before, children))) == [], key
            some = children[:2]
            after = apply(before, rearranged_together(before, some))
            assert not after.layout.boxes[some[0]].overlaps(after.layout.boxes[some[1]]), key


def test_groups_follow_members_arranged_in_one_zone() -> None:
    for seed in range(60):
        made = Diagram(topology=topology_of(drawing(seed)))
        blank = dict.fromkeys(made.topology.elements, Box(0, 0, 10, 10))
        made = made.with_layout(replace(made.layout, boxes=FrozenMap(blank)))
        before = apply(made, rearranged_drawing(made))
        for zone in before.topology.elements:
            if before.topology.children(zone):
                after = apply(before, rearranged_contents(before, [zone]))
                assert faults(after) == [], (seed, zone)


def test_only_what_is_arranged_and_what_gives_way_moves() -> None:
    made = diagram("vpc v\n  ec2 a\n  ec2 b\n  rds c\ns3 far\na -> b -> c\n")
    boxes = {"v": Box(0, 0, 500, 300), "a": Box(300, 60, 96, 96), "b": Box(20, 180, 96, 96)}
    boxes |= {"c": Box(20, 50, 96, 96), "far": Box(-400, 0, 96, 96)}
    scattered = FrozenMap({ElementId(key): box for key, box in boxes.items()})
    before = made.with_layout(replace(made.layout, boxes=scattered))
    after = apply(before, rearranged_contents(before, [ElementId("v")]))
    a, b, c = (after.layout.boxes[ElementId(key)] for key in "abc")
    assert a.right < b.x < b.right < c.x
    assert a.y == b.y == c.y
    vpc = after.layout.boxes[ElementId("v")]
    assert (vpc.x, vpc.y) == (0, 0)
    assert after.layout.boxes[ElementId("far")] == boxes["far"]


def test_corners_fixed_on_links_that_moved_are_let_go_and_others_kept() -> None:
    made = diagram("vpc v\n  ec2 a\n  ec2 b\ns3 c\ns3 d\na -> b\nc => d\n")
    bends: FrozenMap[LinkId, tuple[Point, ...]]
    bends = FrozenMap({LinkId("a--b"): (Point(5, 5),), LinkId("c--d"): (Point(9, 9),)})
    before = made.with_layout(replace(made.layout, bends=bends))
    after = apply(before, rearranged_contents(before, [ElementId("v")]))
    assert set(after.layout.bends) == {LinkId("c--d")}
    assert not apply(before, rearranged_drawing(before)).layout.bends


def test_an_empty_drawing_and_no_elements_need_no_edit() -> None:
    assert rearranged_drawing(Diagram()) == Batch(edits=(), label="Arrange drawing")
    assert rearranged_together(Diagram(), ()).edits == ()
