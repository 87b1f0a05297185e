"""Routes of connectors: orthogonal, from border to border, around pictures, and repeatable."""

import random
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.edit.apply import apply
from designer.edit.edits import Collapse
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point
from designer.model.topology import Topology
from designer.render.folding import folded
from designer.render.link_labels import LabelPlace
from designer.render.obstacles import Rectangle
from designer.render.ports import outlet
from designer.render.routing import Router, route
from designer.resources import sample_files
from designer.storage.diagram_file import read
from tests.render.drawings import Sheet, serverless, three_tier

T = TypeVar("T")
DRAWINGS = [three_tier, serverless]


@st.composite
def sheets(draw: st.DrawFn) -> Diagram:
    """Resources in any places, some in a group, with links between any two."""
    sheet = Sheet()
    count = draw(st.integers(2, 9))
    has_group = draw(st.booleans())
    if has_group:
        sheet.box("box", Kind.GROUP, "Group", (200, 120, 320, 260), service="group")
    step = st.integers(-8, 12).map(lambda n: n * 37.0)
    for index in range(count):
        name = draw(st.sampled_from(["", "A", "Web server", "A rather long name of a thing"]))
        sheet.put(f"n{index}", "ec2", name, (draw(step), draw(step)))
    ends = [f"n{index}" for index in range(count)] + (["box"] if has_group else [])
    for _ in range(draw(st.integers(1, 10))):
        source, target = draw(st.sampled_from(ends)), draw(st.sampled_from(ends))
        if source != target:
            bends = draw(st.lists(st.tuples(step, step), max_size=2))
            sheet.link(source, target, draw(st.sampled_from(["", "HTTPS"])), bends=tuple(bends))
    return sheet.diagram()


def strokes(points: tuple[Point, ...]) -> list[Rectangle]:
    return [
        (min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)) for a, b in pairwise(points)
    ]


def enters(stroke: Rectangle, box: Rectangle) -> bool:
    return (
        (
            stroke[0] < box[2] - 0.5
            and box[0] + 0.5 < stroke[2]
            and stroke[1] < box[3] - 0.5
            and box[1] + 0.5 < stroke[3]
        )
        or (
            stroke[0] == stroke[2]
            and box[0] + 0.5 < stroke[0] < box[2] - 0.5
            and stroke[1] < box[3] - 0.5
            and box[1] + 0.5 < stroke[3]
        )
        or (
            stroke[1] == stroke[3]
            and box[1] + 0.5 < stroke[1] < box[3] - 0.5
            and stroke[0] < box[2] - 0.5
            and box[0] + 0.5 < stroke[2]
        )
    )


def crossed(diagram: Diagram, link: LinkId, points: tuple[Point, ...]) -> list[ElementId]:
    ends = diagram.topology.links[link]
    found = []
    for key, element in diagram.topology.elements.items():
        if key in (ends.source, ends.target):
            continue
        solid = outlet(element, diagram.layout.boxes[key]).solid
        if any(enters(stroke, box) for stroke in strokes(points) for box in solid):
            found.append(key)
    return found


def on_border(diagram: Diagram, element: ElementId, point: Point) -> bool:
    left, top, right, bottom = outlet(
        diagram.topology.elements[element], diagram.layout.boxes[element]
    ).border
    within = left - 0.01 <= point.x <= right + 0.01 and top - 0.01 <= point.y <= bottom + 0.01
    distances = (point.x - left, point.x - right, point.y - top, point.y - bottom)
    return within and min(map(abs, distances)) < 0.01


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_routes_are_orthogonal_and_end_on_borders(diagram: Diagram) -> None:
    routes = route(diagram)
    assert routes.keys() == diagram.topology.links.keys()
    for key, points in routes.items():
        assert len(points) >= 2
        for a, b in pairwise(points):
            assert a.x == b.x or a.y == b.y
        link = diagram.topology.links[key]
        assert on_border(diagram, link.source, points[0])
        assert on_border(diagram, link.target, points[-1])


def stood_in_for(diagram: Diagram, key: ElementId, other: ElementId) -> Diagram:
    """Take ``key`` away and let its links end at ``other``, as a collapsed container does."""
    topology, layout = diagram.topology, diagram.layout
    if key == other or topology.elements[key].kind.is_container:
        return diagram
    links = {
        link.id: replace(
            link,
            source=other if link.source == key else link.source,
            target=other if link.target == key else link.target,
        )
        for link in topology.links.values()
        if {link.source, link.target} != {key, other}
    }
    return replace(
        diagram,
        topology=Topology(elements=topology.elements.without(key), links=FrozenMap(links)),
        layout=replace(
            layout,
            boxes=layout.boxes.without(key),
            bends=FrozenMap({k: v for k, v in layout.bends.items() if k in links}),
        ),
    )


@settings(max_examples=40, deadline=None)
@given(sheets())
def test_routing_twice_gives_the_same(diagram: Diagram) -> None:
    first, second = Router(diagram), Router(diagram)
    assert first.routes == second.routes
    assert first.labels == second.labels


@settings(max_examples=80, deadline=None)
@given(sheets(), st.data())
def test_following_changes_ends_where_routing_anew_does(
    diagram: Diagram, data: st.DataObject
) -> None:
    router = Router(diagram)
    for _ in range(3):
        diagram = changed(diagram, data)
        shown, labels = dict(router.routes), dict(router.labels)
        reported = router.update(diagram)
        fresh = Router(diagram)
        assert router.routes == fresh.routes
        assert router.labels == fresh.labels
        for key in {*shown, *router.routes}:
            same = shown.get(key) == router.routes.get(key)
            assert (same and labels.get(key) == router.labels.get(key)) or key in reported


@settings(max_examples=80, deadline=None)
@given(sheets(), st.data())
def test_following_in_pieces_ends_where_routing_anew_does(
    diagram: Diagram, data: st.DataObject
) -> None:
    """Changes come while the work on those before is not done, and links in any order."""
    router = Router()
    shown: dict[LinkId, tuple[Point, ...]] = {}
    labels: dict[LinkId, LabelPlace] = {}
    for _ in range(4):
        router.follow(diagram)
        router.prefer(list(diagram.topology.links)[-2:])
        for _ in range(data.draw(st.integers(0, 30))):
            router.advance(most=data.draw(st.integers(1, 3)))
        assert router.stale <= diagram.topology.links.keys()
        for key in router.news():
            keep(shown, key, router.routes.get(key))
            keep(labels, key, router.labels.get(key))
        assert shown == router.routes
        assert labels == router.labels
        diagram = changed(diagram, data)
    router.update(diagram)
    fresh = Router(diagram)
    assert router.is_settled
    assert not router.stale
    assert router.routes == fresh.routes
    assert router.labels == fresh.labels


def test_a_box_that_collapses_takes_its_links_along_one_by_one() -> None:
    diagram = read(next(path for path in sample_files() if path.stem == "three-tier"))
    for key, element in diagram.topology.elements.items():
        if not element.kind.is_container:
            continue
        router = Router(diagram)
        for one in (apply(diagram, Collapse(ids=frozenset((key,)))), diagram):
            seen = folded(one).diagram
            router.follow(seen)
            while router.advance(most=1):
                pass
            assert router.routes == Router(seen).routes


def keep(known: dict[LinkId, T], key: LinkId, value: T | None) -> None:
    if value is None:
        known.pop(key, None)
    else:
        known[key] = value


def changed(diagram: Diagram, data: st.DataObject) -> Diagram:
    topology, layout = diagram.topology, diagram.layout
    key = data.draw(st.sampled_from(sorted(topology.elements)))
    what = data.draw(st.sampled_from(["move", "rename", "resize", "unlink", "fold"]))
    if what == "move":
        dx, dy = data.draw(st.integers(-3, 3)), data.draw(st.integers(-3, 3))
        moved = layout.boxes[key].moved(40.0 * dx, 33.0 * dy)
        return diagram.with_layout(replace(layout, boxes=layout.boxes.with_item(key, moved)))
    if what == "resize":
        box = layout.boxes[key]
        grown = Box(box.x, box.y, box.width + 30, box.height + 10)
        return diagram.with_layout(replace(layout, boxes=layout.boxes.with_item(key, grown)))
    if what == "rename":
        named = replace(topology.elements[key], name="Another name")
        elements = topology.elements.with_item(key, named)
        return diagram.with_topology(replace(topology, elements=elements))
    if what == "fold":
        return stood_in_for(diagram, key, data.draw(st.sampled_from(sorted(topology.elements))))
    if not topology.links:
        return diagram
    link = data.draw(st.sampled_from(sorted(topology.links)))
    bare = diagram.with_topology(replace(topology, links=topology.links.without(link)))
    return bare.with_layout(replace(layout, bends=layout.bends.without(link)))


def test_nearly_all_routes_avoid_the_pictures_of_others() -> None:
    chance = random.Random(20)
    total = hit = 0
    for _ in range(60):
        sheet = Sheet()
        cells = chance.sample([(c, r) for c in range(6) for r in range(5)], 16)
        for index, (column, row) in enumerate(cells):
            jitter = chance.uniform(-18, 18), chance.uniform(-14, 14)
            at = (column * 150 + jitter[0], row * 140 + jitter[1])
            sheet.put(f"n{index}", "ec2", f"Server {index}", at)
        for _ in range(18):
            source, target = chance.sample(range(len(cells)), 2)
            sheet.link(f"n{source}", f"n{target}")
        diagram = sheet.diagram()
        for key, points in route(diagram).items():
            total += 1
            hit += bool(crossed(diagram, key, points))
    assert total > 1000
    assert hit / total < 0.02


@pytest.mark.parametrize("draw", DRAWINGS)
def test_drawings_of_people_are_routed_clear_of_everything(draw: type[Sheet]) -> None:
    diagram = draw()
    assert isinstance(diagram, Diagram)
    for key, points in route(diagram).items():
        assert crossed(diagram, key, points) == []


def test_neighbours_in_a_row_are_joined_by_one_straight_stroke() -> None:
    sheet = Sheet()
    sheet.put("a", "ec2", "A", (0, 0))
    sheet.put("b", "ec2", "B", (200, 6))
    key = sheet.link("a", "b")
    points = route(sheet.diagram())[key]
    assert len(points) == 2
    assert points[0].y == points[1].y


def test_links_both_ways_run_side_by_side() -> None:
    sheet = Sheet()
    sheet.put("a", "ec2", "A", (0, 0))
    sheet.put("b", "ec2", "B", (200, 0))
    there, back = sheet.link("a", "b"), sheet.link("b", "a")
    routes = route(sheet.diagram())
    assert len(routes[there]) == len(routes[back]) == 2
    assert abs(routes[there][0].y - routes[back][0].y) >= 8


def test_a_link_goes_around_what_stands_between() -> None:
    sheet = Sheet()
    sheet.put("a", "ec2", "A", (0, 0))
    sheet.put("wall", "ec2", "Wall", (150, 0))
    sheet.put("b", "ec2", "B", (300, 0))
    key = sheet.link("a", "b")
    diagram = sheet.diagram()
    points = route(diagram)[key]
    assert crossed(diagram, key, points) == []
    assert len(points) > 2


def test_a_link_to_a_group_ends_at_its_border() -> None:
    diagram = three_tier()
    link = next(k for k, v in diagram.topology.links.items() if v.target == "group")
    box = diagram.layout.boxes[ElementId("group")]
    end = route(diagram)[link][-1]
    assert end.x == box.x
    assert box.y < end.y < box.bottom


def test_a_link_from_inside_reaches_the_border_from_inside() -> None:
    sheet = Sheet()
    sheet.box("box", Kind.GROUP, "Group", (0, 0, 400, 300), service="group")
    sheet.put("a", "ec2", "A", (150, 100), "box")
    key = sheet.link("a", "box")
    points = route(sheet.diagram())[key]
    assert all(0 <= point.x <= 400 and 0 <= point.y <= 300 for point in points)


def test_a_box_that_holds_neither_end_is_gone_around() -> None:
    sheet = Sheet()
    sheet.put("a", "ec2", "A", (0, 200))
    sheet.put("b", "ec2", "B", (700, 200))
    sheet.box("zone", Kind.ZONE, "Zone", (180, 180, 400, 90), service="zone")
    key = sheet.link("a", "b")
    zone = (180.0, 180.0, 580.0, 270.0)
    points = route(sheet.diagram())[key]
    assert not any(enters(stroke, zone) for stroke in strokes(points))


def test_routes_pass_through_the_bends_of_the_user() -> None:
    sheet = Sheet()
    sheet.put("a", "ec2", "A", (0, 0))
    sheet.put("b", "ec2", "B", (400, 300))
    bends = ((250.0, 28.0), (250.0, 200.0))
    key = sheet.link("a", "b", bends=bends)
    points = route(sheet.diagram())[key]
    for x, y in bends:
        assert any(
            left <= x <= right and top <= y <= bottom
            for left, top, right, bottom in strokes(points)
        )


def test_an_update_without_change_reports_nothing() -> None:
    diagram = three_tier()
    router = Router(diagram)
    assert router.update(diagram) == frozenset()
    assert router.update(replace(diagram, title="Another")) == frozenset()


def test_removing_everything_leaves_nothing() -> None:
    router = Router(three_tier())
    assert router.update(EMPTY) == three_tier().topology.links.keys()
    assert router.routes == {}
    assert router.labels == {}


def test_a_preview_is_orthogonal_and_ends_at_the_pointer() -> None:
    router = Router(three_tier())
    points = router.preview(ElementId("alb"), Point(700, 600))
    assert points[-1] == Point(700, 600)
    assert on_border(three_tier(), ElementId("alb"), points[0])
    for a, b in pairwise(points):
        assert a.x == b.x or a.y == b.y


def test_coordinates_at_the_limits_are_routed() -> None:
    sheet = Sheet()
    sheet.put("a", "ec2", "A", (-1e6, -1e6))
    sheet.put("b", "ec2", "B", (1e6 - 100, 1e6 - 100))
    sheet.put("huge", "note", "N", (-5e4, -5e4), kind=Kind.NOTE, size=(1e5, 1e5))
    key = sheet.link("a", "b", "far")
    assert len(route(sheet.diagram())[key]) >= 2


def test_labels_stay_clear_of_pictures_where_there_is_room() -> None:
    for diagram in (three_tier(), serverless()):
        router = Router(diagram)
        labelled = {k for k, v in diagram.topology.links.items() if v.label}
        assert router.labels.keys() == labelled
        for place in router.labels.values():
            box = (place.box.x, place.box.y, place.box.right, place.box.bottom)
            for key, element in diagram.topology.elements.items():
                for solid in outlet(element, diagram.layout.boxes[key]).solid:
                    assert not enters(box, solid)
