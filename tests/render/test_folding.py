from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from designer.edit.apply import EditRefused, apply
from designer.edit.edits import Collapse, Hide, SetBends, SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId, LinkId
from designer.model.invariants import check
from designer.model.layout import Point
from designer.render.folding import captioned, folded, folded_text, hidden_ids, summary
from designer.render.primitives import Text
from designer.render.routing import Router
from designer.render.scene import display_list
from designer.render.theme import LIGHT
from tests.builders import diagram
from tests.edit.edit_strategies import any_edits

SHOP = diagram(
    """
    users u
    region r eu-west-1
      vpc v
        alb lb
        asg fleet
        zone a
          subnet s1 private
            ec2 web1 "Web server 1" in fleet
            ec2 web2 "Web server 2" in fleet
            elasticache c "Sessions"
        zone b
          subnet s2 private
            ec2 web3 "Web server 3" in fleet
            rds db
    u -> lb
    lb -> web1, web2, web3
    web1, web2, web3 -> db
    web1 -> c
    """
)


def collapsed(*keys: str, start: Diagram = SHOP) -> Diagram:
    return apply(start, Collapse(ids=frozenset(ElementId(key) for key in keys)))


def test_without_collapsed_containers_the_same_diagram_is_seen() -> None:
    assert folded(SHOP).diagram is SHOP
    assert folded(SHOP).seen("web1") == "web1"


def test_what_is_hidden_is_not_drawn_nor_what_hangs_on_it() -> None:
    drawn = apply(SHOP, Hide(ids=frozenset({ElementId("a"), ElementId("fleet")})))
    seen = folded(drawn).diagram
    assert SHOP.topology.elements.keys() - seen.topology.elements.keys() == {
        "a", "s1", "web1", "web2", "c", "fleet"
    }  # fmt: skip
    assert set(seen.topology.links) == {"u--lb", "lb--web3", "web3--db"}
    assert seen.topology.elements[ElementId("web3")].memberships == ()
    assert check(seen) == []
    assert {item.owner for item in display_list(drawn, LIGHT).items if item.owner} == {
        *seen.topology.elements, *seen.topology.links
    }  # fmt: skip
    shut = folded(apply(drawn, Collapse(ids=frozenset({ElementId("v")}))))
    assert shut.summaries[ElementId("v")] == ("1 Application Load Balancer, 1 web server, 1 RDS")


def test_a_collapsed_container_hides_what_stands_in_it() -> None:
    fold = folded(collapsed("s1"))
    assert fold.summaries == {"s1": "2 web servers, 1 ElastiCache"}
    assert {key for key in fold.hidden if key in SHOP.topology.elements} == {"web1", "web2", "c"}
    assert fold.diagram.topology.elements[ElementId("s1")].kind is Kind.NOTE
    assert fold.kinds == {"s1": Kind.SUBNET}
    assert "web1" not in fold.diagram.layout.boxes
    full, small = SHOP.layout.boxes[ElementId("s1")], fold.diagram.layout.boxes[ElementId("s1")]
    assert (small.x, small.y) == (full.x, full.y)


def test_links_end_at_the_box_once_for_each_of_many_alike() -> None:
    fold = folded(collapsed("s1"))
    ends = sorted((link.source, link.target) for link in fold.diagram.topology.links.values())
    assert ends == [("lb", "s1"), ("lb", "web3"), ("s1", "db"), ("u", "lb"), ("web3", "db")]
    assert fold.seen("lb--web2") == "lb--web1"
    assert fold.seen("web1--c") == "s1"


def test_the_outermost_of_nested_boxes_is_seen() -> None:
    fold = folded(collapsed("s1", "a", "v"))
    assert set(fold.summaries) == {"v"}
    assert {fold.seen(key) for key in ("web1", "s1", "a", "lb", "db", "fleet")} == {"v"}
    assert list(fold.diagram.topology.links) == ["u--lb"]


def test_a_collapsed_scaling_group_hides_its_members_where_they_stand() -> None:
    fold = folded(collapsed("fleet"))
    assert fold.summaries == {"fleet": "3 web servers"}
    assert fold.seen("web3") == "fleet"
    assert fold.seen("s1") == "s1"


def test_bends_of_links_that_end_elsewhere_are_not_kept() -> None:
    bent = collapsed("s1")
    for key in ("lb--web1", "lb--web3"):
        bent = apply(bent, SetBends(id=LinkId(key), points=(Point(1, 2),)))
    assert set(folded(bent).diagram.layout.bends) == {"lb--web3"}


def test_a_summary_counts_servers_and_says_when_there_is_nothing_to_count() -> None:
    three = apply(SHOP, SetProperty(ids=frozenset({ElementId("web1")}), key="instances", value=3))
    assert summary(three.topology, [ElementId("web1"), ElementId("web3")]) == "4 web servers"
    assert summary(SHOP.topology, []) == ""
    assert summary(SHOP.topology, [ElementId("s1"), ElementId("s2")]) == "2 private subnets"


def test_pictures_show_the_box_with_its_summary() -> None:
    items = display_list(collapsed("s1"), LIGHT).items
    texts = [item.text for item in items if isinstance(item, Text)]
    assert "Web server 1" not in texts
    assert "2 web servers, 1" in texts or "2 web servers, 1 ElastiCache" in texts
    named = captioned(collapsed("s1")).topology.elements[ElementId("s1")].name
    assert named == "s1: 2 web servers, 1 ElastiCache"


def test_the_text_fits_its_box() -> None:
    fold = folded(collapsed("v"))
    key = ElementId("v")
    box = fold.diagram.layout.boxes[key]
    text = folded_text(fold.diagram.topology.elements[key], box, fold.summaries[key])
    assert box.contains(text.icon)
    assert box.contains(text.sign)
    assert all(box.holds(anchor) for _, anchor in text.lines)


@given(st.data())
def test_whatever_is_drawn_can_be_seen_and_routed(data: st.DataObject) -> None:
    drawn = SHOP
    for _ in range(3):
        edit = data.draw(any_edits(drawn))
        with suppress(EditRefused):
            drawn = apply(drawn, edit)
        boxes = sorted(key for key, one in drawn.topology.elements.items() if one.kind.is_container)
        chosen = data.draw(st.frozensets(st.sampled_from(boxes), max_size=3)) if boxes else ()
        drawn = collapsed(*chosen, start=drawn)
    fold = folded(drawn)
    seen = fold.diagram
    assert set(seen.layout.boxes) == set(seen.topology.elements)
    for link in seen.topology.links.values():
        assert link.source in seen.topology.elements
        assert link.target in seen.topology.elements
        assert link.source != link.target
    everything = {*drawn.topology.elements, *drawn.topology.links}
    shown = {*seen.topology.elements, *seen.topology.links}
    unseen = hidden_ids(drawn)
    for link in drawn.topology.links.values():
        if not unseen.isdisjoint((link.source, link.target)):
            everything.remove(link.id)
    assert everything - unseen - shown == set(fold.hidden)
    assert shown.isdisjoint(unseen)
    assert set(fold.hidden.values()) <= shown
    assert set(Router(seen).routes) == set(seen.topology.links)
