"""The display list: what is painted, and in which order."""

from dataclasses import replace

import pytest

from designer.model.diagram import EMPTY
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.render.primitives import Align, Icon, Line, Rect, Text, arrow_head, extent_of
from designer.render.scene import (
    SceneOptions,
    display_list,
    heading_of,
)
from designer.render.stacking import is_spanning, stacked_containers
from designer.render.theme import DARK, LIGHT
from tests.render.drawings import Sheet, serverless, three_tier


def test_outer_containers_come_first_and_spanning_groups_last() -> None:
    order = [
        element.id for element in stacked_containers(three_tier().topology, three_tier().layout)
    ]
    assert order[:3] == ["cloud", "region", "vpc"]
    assert order.index(ElementId("zone-a")) < order.index(ElementId("app-a"))
    assert order[-1] == "group"


def test_a_group_that_holds_its_members_does_not_span() -> None:
    sheet = Sheet()
    sheet.box("in", Kind.SCALING_GROUP, "Group", (0, 0, 300, 200), service="asg")
    sheet.put("a", "ec2", "A", (20, 40), "in")
    topology = sheet.diagram().topology
    assert [is_spanning(topology, key) for key in topology.elements] == [False, False]


def test_spanning_groups_let_through_what_they_lie_over() -> None:
    frames = {
        item.owner: item
        for item in display_list(three_tier(), LIGHT).items
        if isinstance(item, Rect)
    }
    assert frames["group"].fill is None
    assert frames["public-a"].fill == "#F2F6E8"


def test_boxes_then_lines_then_pictures() -> None:
    items = display_list(three_tier(), LIGHT).items
    last_frame = max(i for i, item in enumerate(items) if isinstance(item, Rect))
    lines = [i for i, item in enumerate(items) if isinstance(item, Line)]
    users = next(i for i, item in enumerate(items) if item.owner == "users")
    assert last_frame < min(lines)
    assert max(lines) < users


def test_everything_lies_in_the_area() -> None:
    drawing = display_list(three_tier(), LIGHT)
    for item in drawing.items:
        assert drawing.area.contains(extent_of(item))


def test_every_element_and_link_is_painted() -> None:
    diagram = serverless()
    owners = {item.owner for item in display_list(diagram, DARK).items}
    assert owners >= {*diagram.topology.elements, *diagram.topology.links}


def test_dark_outlines_get_a_plate_below_them() -> None:
    items = [item for item in display_list(serverless(), DARK).items if item.owner == "client"]
    assert isinstance(items[0], Rect)
    assert items[0].fill == DARK.plate
    assert isinstance(items[1], Icon)
    assert items[0].box.contains(items[1].box)


def test_the_heading_is_the_title_unless_nobody_gave_one() -> None:
    assert heading_of(replace(EMPTY, title="Two\n lines")) == "Two lines"
    assert heading_of(EMPTY) == ""
    headed = display_list(three_tier(), LIGHT)
    assert any(isinstance(i, Text) and i.text.startswith("Three-tier") for i in headed.items)
    bare = display_list(three_tier(), LIGHT, SceneOptions(heading=False))
    assert len(bare.items) == len(headed.items) - 1
    assert bare.area.height < headed.area.height


def test_an_empty_diagram_is_a_small_blank() -> None:
    drawing = display_list(EMPTY, LIGHT)
    assert drawing.items == ()
    assert drawing.area == Box(-24, -24, 48, 48)


def test_a_transparent_drawing_has_no_ground() -> None:
    assert display_list(EMPTY, DARK).background == DARK.background
    assert display_list(EMPTY, DARK, SceneOptions(transparent=True)).background is None


def test_the_same_diagram_gives_the_same_list() -> None:
    assert display_list(three_tier(), LIGHT) == display_list(three_tier(), LIGHT)


def test_an_arrowhead_touches_the_end_and_points_along_the_last_stroke() -> None:
    line = next(i for i in display_list(serverless(), LIGHT).items if isinstance(i, Line))
    head = arrow_head(line.points)
    assert head is not None
    assert head[0] == line.points[-1]
    before, tip = line.points[-2], line.points[-1]
    along_x = before.y == tip.y
    assert (head[2].y == tip.y) if along_x else (head[2].x == tip.x)


def test_a_line_without_length_has_no_arrowhead() -> None:
    point = display_list(EMPTY, LIGHT).area.centre
    assert arrow_head((point, point)) is None


@pytest.mark.parametrize(
    ("align", "left"), [(Align.LEFT, 10), (Align.CENTRE, 0), (Align.RIGHT, -10)]
)
def test_text_takes_its_space_from_its_anchor(align: Align, left: float) -> None:
    text = Text(
        anchor=Box(10, 10, 0, 0).centre, text="x", size=10, colour="#000000", extent=20, align=align
    )
    assert text.box == Box(left, 1, 20, 11.5)
