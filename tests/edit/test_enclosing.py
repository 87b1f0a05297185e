"""A group drawn around elements holds them and covers nobody; taken away, it leaves them."""

import pytest

from designer.edit.apply import EditRefused, apply
from designer.edit.enclosing import dissolved, enclosed
from designer.model.ids import ElementId
from designer.model.invariants import check
from tests.builders import diagram

DRAWN = diagram(
    """
region r eu-west-1
  vpc v
    zone a
      subnet s1 private
        ec2 web1
        ec2 web2
        ec2 web3
      subnet s2 private
        rds db
"""
)


def ids(*keys: str) -> frozenset[ElementId]:
    return frozenset(ElementId(key) for key in keys)


@pytest.mark.parametrize("chosen", [("web1",), ("web1", "web2"), ("web1", "web2", "web3"), ("s2",)])
def test_a_group_holds_what_it_is_drawn_around_and_covers_nothing(chosen: tuple[str, ...]) -> None:
    edit, group = enclosed(DRAWN, ids(*chosen))
    after = apply(DRAWN, edit)
    assert check(after) == []
    topology, boxes = after.topology, after.layout.boxes
    held = set(topology.children(group))
    assert held >= ids(*chosen)
    assert topology.elements[group].parent == DRAWN.topology.elements[ElementId(chosen[0])].parent
    for key in held:
        assert boxes[group].contains(boxes[key])
    for sibling in set(topology.children(topology.elements[group].parent)) - {group}:
        assert not boxes[sibling].overlaps(boxes[group])


def test_taking_the_group_away_brings_everything_back_to_where_it_stood() -> None:
    edit, group = enclosed(DRAWN, ids("web1", "web2"))
    after = apply(DRAWN, edit)
    back = apply(after, dissolved(after, [group]))
    assert back.topology == DRAWN.topology
    assert check(back) == []


def test_elements_of_different_containers_are_refused() -> None:
    with pytest.raises(EditRefused, match="one container"):
        enclosed(DRAWN, ids("web1", "db"))
