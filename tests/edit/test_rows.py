"""Copies in a row have the next name and stand in the next free place."""

import pytest

from designer.edit import fragments
from designer.edit.apply import apply
from designer.edit.rows import free_shift, next_name
from designer.model.ids import ElementId
from tests.builders import diagram

START = diagram(
    """
    region r eu-west-1
      vpc v
        zone a "Zone a"
          subnet s "Subnet a"
            ec2 web "Web server a"
            rds db "Orders"
    web -> db
    """
)


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Web server A", {"Web server A"}, "Web server B"),
        ("Web server A", {"Web server A", "Web server B"}, "Web server C"),
        ("Web", {"Web"}, "Web 2"),
        ("Web", {"Web", "Web 2"}, "Web 3"),
        ("node-09", set(), "node-10"),
        ("eu-west-1a", set(), "eu-west-1b"),
        ("Zone Z", set(), "Zone Z 2"),
        ("S3", set(), "S3 2"),
        ("VPC 10.0.0.0/16", set(), "VPC 10.0.0.0/16 2"),
        ("Data", set(), "Data 2"),
        ("W" * 200, set(), "W" * 200),
    ],
)
def test_names_count_on(name: str, taken: set[str], expected: str) -> None:
    assert next_name(name, taken) == expected


def test_a_product_keeps_its_figure() -> None:
    assert next_name("Route 53", {"Route 53"}, "Route 53") == "Route 53 2"
    assert next_name("Route 53 2", {"Route 53", "Route 53 2"}, "Route 53") == "Route 53 3"


def test_what_stands_in_a_copy_goes_by_its_letter() -> None:
    after = apply(START, fragments.duplicate(START, ["a"]))
    new = after.topology.elements.keys() - START.topology.elements.keys()
    assert {after.topology.elements[key].name for key in new} == {
        "Zone b", "Subnet b", "Web server b", "Orders"
    }  # fmt: skip


def test_each_copy_goes_where_nothing_stands() -> None:
    drawn, last = START, ElementId("web")
    for _ in range(6):
        shift = free_shift(drawn, [last])
        made = fragments.duplicate(drawn, [last], *shift)
        drawn, last = apply(drawn, made), made.elements[0].id
    boxes = [drawn.layout.boxes[key] for key in drawn.topology.children(ElementId("s"))]
    assert len(boxes) == 8
    assert not any(one.overlaps(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
