"""Where icon, label and title lie."""

from hypothesis import given
from hypothesis import strategies as st

from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.render.shapes import icon_box, icon_name, label_lines, outline, title
from designer.render.theme import LIGHT
from designer.resources import icon_file

PLACES = st.floats(-1e5, 1e5)
BOXES = st.builds(Box, PLACES, PLACES, st.floats(1, 2000), st.floats(1, 2000))
NAMES = st.text(max_size=60)


def resource(name: str, service: str = "ec2") -> Element:
    return Element(id=ElementId("one"), kind=Kind.RESOURCE, service=service, name=name)


def container(name: str) -> Element:
    return Element(id=ElementId("one"), kind=Kind.VPC, service="vpc", name=name)


def test_the_icon_of_a_default_box_is_56_px_at_the_top() -> None:
    assert icon_box(Box(10, 20, 96, 96)) == Box(30, 20, 56, 56)


def test_a_default_box_has_room_for_two_lines() -> None:
    lines = label_lines("A name that is much too long for two lines of text", Box(0, 0, 96, 96))
    assert len(lines) == 2
    assert all(line.anchor.x == 48 for line in lines)
    assert lines[0].anchor.y > 56


@given(NAMES, BOXES)
def test_the_outline_covers_icon_and_label(name: str, box: Box) -> None:
    whole = outline(resource(name), box).grown(0.01)
    assert whole.contains(icon_box(box))
    for line in label_lines(name, box):
        assert whole.holds(line.anchor)


@given(NAMES, BOXES)
def test_a_title_never_reaches_beyond_a_box_with_room_for_its_icon(name: str, box: Box) -> None:
    style = LIGHT.container(Kind.VPC)
    placed = title(container(name), box, style)
    if box.width > 60:
        assert placed.area.x >= box.x - 0.01
        assert placed.area.right <= box.right + 0.01


def test_icons_are_named_after_the_catalog_and_exist() -> None:
    assert icon_name(resource("x")) == "aws/compute/ec2.png"
    assert icon_name(resource("x", "no-such-service")) == "tenet/generic.png"
    assert icon_file(icon_name(container("x"))) is not None
