"""Copying, pasting and duplicating parts of a drawing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.edit import fragments
from designer.edit.apply import EditRefused, apply
from designer.edit.edits import Collapse, Insert, SetBends
from designer.edit.fragments import Fragment
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, LinkId
from designer.model.invariants import check
from designer.model.layout import Point
from tests.builders import diagram

START = diagram(
    """
    region r eu-west-1
      vpc v
        alb lb-1
        asg fleet
        zone a
          subnet s1
            ec2 web-1 "Web" in fleet
            rds db
        zone b
          subnet s2
            ec2 web-2 in fleet
    lb-1 -> web-1, web-2 2
    web-1, web-2 -> db
    """
)
BENT = apply(START, SetBends(id=LinkId("web-1--db"), points=(Point(5, 6),)))


def by_id(insert: Insert) -> dict[str, Element]:
    return {element.id: element for element in insert.elements}


def test_copy_takes_contents_and_links_between() -> None:
    piece = fragments.copy(BENT, ["a", "web-1", "lb-1", "web-1--db"])
    assert [e.id for e in piece.elements] == ["lb-1", "a", "s1", "web-1", "db"]
    assert [link.id for link in piece.links] == ["lb-1--web-1", "web-1--db"]
    assert [e.id for e in piece.roots] == ["lb-1", "a"]
    assert piece.boxes == {e.id: BENT.layout.boxes[e.id] for e in piece.elements}
    assert piece.bends == {"web-1--db": (Point(5, 6),)}
    assert piece.collapsed == frozenset()
    # One of the two targets that the load balancer needed stayed behind.
    assert piece.elements[0].groups == {"group-1": 1}


def test_copy_leaves_groups_without_links_behind() -> None:
    assert fragments.copy(START, ["lb-1"]).elements[0].groups == {}
    assert fragments.copy(START, []) == Fragment()
    with pytest.raises(EditRefused, match="gone"):
        fragments.copy(START, ["gone"])


def test_duplicate_stands_beside_with_new_ids_and_next_names() -> None:
    insert = fragments.duplicate(BENT, ["web-1", "db"])
    after = apply(BENT, insert)
    assert check(after) == []
    assert set(by_id(insert)) == {"web-3", "db-1"}
    web = after.topology.elements[ElementId("web-3")]
    assert (web.name, web.parent, web.memberships) == ("Web 2", "s1", ("fleet",))
    assert after.layout.boxes[web.id] == START.layout.boxes[ElementId("web-1")].moved(24, 24)
    (link,) = insert.links
    assert (link.id, link.source, link.target) == ("web-1-db-1", "web-3", "db-1")
    assert after.layout.bends[link.id] == (Point(29, 30),)


def test_duplicate_of_a_container_points_inwards() -> None:
    insert = fragments.duplicate(START, ["v"])
    made = by_id(insert)
    assert made["v-1"].parent == "r"
    assert made["a-1"].parent == "v-1"
    assert made["web-3"].memberships == ("fleet-1",)
    assert made["lb-2"].groups == {"group-1": 2}
    inner = {link.source for link in insert.links} | {link.target for link in insert.links}
    assert inner <= set(made)


def test_paste_stands_where_it_is_wished() -> None:
    piece = fragments.copy(START, ["web-1"])
    pasted = fragments.paste(START, piece, 0, 0, ElementId("s2"))
    assert by_id(pasted)["web-3"].parent == "s2"
    assert apply(START, pasted).topology.elements[ElementId("web-3")].memberships == ("fleet",)


def test_paste_goes_back_where_it_came_from() -> None:
    piece = fragments.copy(START, ["s1"])
    assert by_id(fragments.paste(START, piece, 1, 1))["s1-1"].parent == "a"
    # A subnet in a subnet is impossible: the wish gives way.
    assert by_id(fragments.paste(START, piece, 1, 1, ElementId("s2")))["s1-1"].parent == "a"


def test_paste_far_from_its_container_stands_on_the_canvas() -> None:
    piece = fragments.copy(START, ["web-1"])
    assert by_id(fragments.paste(START, piece, 90_000, 0))["web-3"].parent is None


def test_paste_into_another_drawing_forgets_what_is_not_there() -> None:
    pasted = fragments.paste(EMPTY, fragments.copy(BENT, ["r"]), 0, 0)
    after = apply(EMPTY, pasted)
    assert check(after) == []
    assert len(after.topology.elements) == len(BENT.topology.elements)
    assert len(after.topology.links) == len(BENT.topology.links)
    alone = fragments.paste(EMPTY, fragments.copy(START, ["web-1"]), 0, 0)
    assert by_id(alone)["web-1"].memberships == ()


def test_paste_into_a_group_ends_the_membership_beside_it() -> None:
    piece = fragments.copy(START, ["web-1"])
    pasted = fragments.paste(START, piece, 0, 0, ElementId("fleet"))
    assert by_id(pasted)["web-3"].memberships == ()


def test_paste_refuses_what_can_stand_nowhere() -> None:
    with pytest.raises(EditRefused, match="cannot stand in the open canvas"):
        fragments.paste(EMPTY, fragments.copy(START, ["s1"]), 0, 0)
    with pytest.raises(EditRefused, match="is not a container"):
        fragments.paste(START, fragments.copy(START, ["web-1"]), 0, 0, ElementId("db"))
    with pytest.raises(EditRefused, match="no element with the id “gone”"):
        fragments.paste(START, fragments.copy(START, ["web-1"]), 0, 0, ElementId("gone"))


@given(st.data())
def test_any_part_can_be_repeated(data: st.DataObject) -> None:
    drawing: Diagram = BENT
    for _ in range(3):
        ids = data.draw(st.sets(st.sampled_from(sorted(drawing.topology.elements)), max_size=3))
        before = drawing
        insert = fragments.duplicate(drawing, ids)
        drawing = apply(drawing, insert)
        assert check(drawing) == []
        assert len(drawing.topology.elements) == len(before.topology.elements) + len(
            insert.elements
        )
        assert before.topology.elements.items() <= drawing.topology.elements.items()
        assert before.topology.links.items() <= drawing.topology.links.items()


def test_a_collapsed_container_is_pasted_collapsed() -> None:
    closed = apply(START, Collapse(ids=frozenset({ElementId("s1")})))
    after = apply(closed, fragments.duplicate(closed, ["s1"]))
    (new,) = after.layout.collapsed - {"s1"}
    assert after.topology.elements[new].kind is Kind.SUBNET
