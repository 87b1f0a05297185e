"""Marks of findings: one at each element, in the colour of its severity, many of them in one."""

from hypothesis import given
from hypothesis import strategies as st

from designer.model.layout import Box
from designer.render.marks import MARK_SIDE, mark, ranges
from designer.render.primitives import DisplayList, Rect, Text
from designer.render.remarks import Remark
from designer.render.scene import SceneOptions, display_list
from designer.render.theme import LIGHT
from tests.render.drawings import three_tier


def remark(
    number: int,
    *elements: str,
    severity: str = "high",
    is_open: bool = False,
    is_accepted: bool = False,
) -> Remark:
    return Remark(
        number=number,
        severity=severity,
        sentence=f"Finding {number}.",
        elements=elements,
        is_open=is_open,
        is_accepted=is_accepted,
    )


def drawn(*remarks: Remark) -> DisplayList:
    return display_list(three_tier(), LIGHT, SceneOptions(remarks=remarks))


def numbers(drawing: DisplayList) -> list[str]:
    return [
        item.text
        for item in drawing.items
        if isinstance(item, Text) and item.owner.startswith("mark ")
    ]


def place(drawing: DisplayList, number: int) -> Box:
    (box,) = (
        item.box
        for item in drawing.items
        if isinstance(item, Rect) and item.owner == f"mark {number}"
    )
    return box


def test_a_finding_is_marked_at_each_element_it_names() -> None:
    assert numbers(drawn(remark(1, "web-a", "web-b"), remark(2, "alb"))) == ["1", "1", "2"]


def test_what_is_not_drawn_gets_no_mark() -> None:
    assert numbers(drawn(remark(1, "gone"), remark(2))) == []


def test_a_mark_stands_beside_its_element() -> None:
    diagram = three_tier()
    boxes = diagram.layout.boxes
    drawing = drawn(remark(1, "nat-a"), remark(2, "vpc"))
    near = next(box for key, box in boxes.items() if key == "nat-a").grown(MARK_SIDE)
    assert near.contains(place(drawing, 1))
    vpc = next(box for key, box in boxes.items() if key == "vpc")
    assert vpc.contains(place(drawing, 2))
    assert place(drawing, 2).y < vpc.y + 40


def test_a_link_is_marked_beside_its_line() -> None:
    assert numbers(drawn(remark(1, "link-3"))) == ["1"]


def test_many_at_one_place_share_a_mark() -> None:
    crowd = [remark(number, "web-a") for number in range(1, 10)]
    assert numbers(drawn(*crowd)) == ["1", "2", "3", "4–9"]


def test_severity_is_told_by_colour_and_what_is_open_or_accepted_by_shape() -> None:
    box = Box(0, 0, MARK_SIDE, MARK_SIDE)
    plain, open_one, accepted = (
        next(item for item in mark(one, box, LIGHT) if isinstance(item, Rect))
        for one in (
            remark(1, severity="medium"),
            remark(2, is_open=True),
            remark(3, is_accepted=True),
        )
    )
    assert plain.fill == LIGHT.severity("medium")
    assert (open_one.fill, open_one.stroke) == (LIGHT.background, LIGHT.severity("high"))
    assert plain.radius == open_one.radius == MARK_SIDE / 2
    assert accepted.radius < MARK_SIDE / 4
    assert accepted.fill == LIGHT.muted


@given(st.sets(st.integers(1, 60), min_size=1))
def test_numbers_in_short_can_be_read_back(chosen: set[int]) -> None:
    found: set[int] = set()
    for part in ranges(sorted(chosen)).split(", "):
        first, _, last = part.partition("–")
        found.update(range(int(first), int(last or first) + 1))
    assert found == chosen
