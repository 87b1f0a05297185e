"""What each edit does, and what it leaves alone."""

import time
from itertools import pairwise

import pytest

from designer.edit import apply as apply_module
from designer.edit import edits
from designer.edit.apply import apply
from designer.edit.edits import Edit, describe
from designer.edit.refusal import EditRefused
from designer.model.changes import diff
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.invariants import check
from designer.model.layout import Box, Point
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.workload import Workload
from tests.builders import diagram

START = diagram(
    """
    users u
    region r eu-west-1
      vpc v
        alb lb
        asg fleet desired=2
        group tier
        zone a
          subnet s1
            ec2 web1 in fleet, tier
            rds db multi_az
        zone b
          subnet s2
            ec2 web2 in fleet
    u -> lb
    lb -> web1, web2 any
    web1 -> db all
    web2 -> db
    """
)
WEB1, WEB2, LB, DB = ElementId("web1"), ElementId("web2"), ElementId("lb"), ElementId("db")


def ids(*keys: str) -> frozenset[ElementId]:
    return frozenset(ElementId(key) for key in keys)


def element(drawing: Diagram, key: str) -> Element:
    return drawing.topology.elements[ElementId(key)]


def link(drawing: Diagram, key: str) -> Link:
    return drawing.topology.links[LinkId(key)]


def done(*steps: Edit, start: Diagram = START) -> Diagram:
    for step in steps:
        start = apply(start, step)
        assert check(start) == []
    return start


def test_every_edit_can_be_applied_and_described() -> None:
    kinds = set(Edit.__args__)
    assert set(apply_module._APPLY) == kinds
    assert set(edits._DESCRIBE) == kinds


def test_add_cleans_the_text_of_a_new_element() -> None:
    new = Element(
        id=ElementId("new"),
        kind=Kind.RESOURCE,
        service="ec2",
        name="a\u202eb\nc",
        note="one\r\ntwo\x07",
        properties=FrozenMap({"instance_type": "m7g\x00", "zones": ("a\x00",)}),
    )
    after = element(done(edits.AddElement(element=new, box=Box(0, 0, 9, 9))), "new")
    assert (after.name, after.note) == ("ab c", "one\ntwo")
    assert after.properties == {"instance_type": "m7g", "zones": ("a",)}


def test_remove_takes_contents_links_memberships_and_groups_along() -> None:
    after = done(edits.Remove(ids=frozenset({"a", "fleet"})))
    assert set(after.topology.elements) == {"u", "r", "v", "lb", "tier", "b", "s2", "web2"}
    assert set(after.topology.links) == {"u--lb", "lb--web2"}
    assert element(after, "web2").memberships == ()
    assert set(after.layout.boxes) == set(after.topology.elements)
    # The group of the load balancer shrinks with its links; it stays a group of one.
    assert element(after, "lb").groups == {"group-1": 1}
    assert element(done(edits.Remove(ids=ids("web2")), start=after), "lb").groups == {}


def test_remove_lowers_what_a_group_needs_to_what_it_has() -> None:
    both = edits.SetGrouping(
        source=LB, links=(LinkId("lb--web1"), LinkId("lb--web2")), name="pair", needed=2
    )
    after = done(both, edits.Remove(ids=frozenset({"lb--web1"})))
    assert element(after, "lb").groups == {"pair": 1}
    assert set(after.topology.elements) == set(START.topology.elements)


def test_remove_frees_bends() -> None:
    bent = done(edits.SetBends(id=LinkId("u--lb"), points=(Point(1, 2),)))
    assert done(edits.Remove(ids=ids("lb")), start=bent).layout.bends == {}


def test_move_shifts_each_element_once_and_bends_between_them() -> None:
    start = done(
        edits.SetBends(id=LinkId("web1--db"), points=(Point(1, 2),)),
        edits.SetBends(id=LinkId("u--lb"), points=(Point(3, 4),)),
    )
    after = done(edits.Move(ids=ids("a", "s1", "web1"), dx=10, dy=-5), start=start)
    for key, box in START.layout.boxes.items():
        inside = key in ("a", "s1", "web1", "db")
        assert after.layout.boxes[key] == (box.moved(10, -5) if inside else box)
    assert after.layout.bends == {"web1--db": (Point(11, -3),), "u--lb": (Point(3, 4),)}
    assert after.topology is start.topology


def test_reparent_keeps_boxes_links_and_memberships() -> None:
    after = done(edits.Reparent(ids=ids("web1"), parent=ElementId("s2")))
    assert element(after, "web1").parent == "s2"
    assert element(after, "web1").memberships == ("fleet", "tier")
    assert after.topology.links is START.topology.links
    assert after.layout is START.layout


def test_reparent_into_its_group_ends_the_membership_beside_it() -> None:
    after = done(edits.Reparent(ids=ids("web1"), parent=ElementId("fleet")))
    assert element(after, "web1").memberships == ("tier",)
    assert "web1" in after.topology.members(ElementId("fleet"))


def test_reparent_leaves_what_goes_along_where_it_is() -> None:
    after = done(edits.Reparent(ids=ids("a", "s1", "web1"), parent=ElementId("r")))
    assert [element(after, key).parent for key in ("a", "s1", "web1")] == ["r", "a", "s1"]


def test_a_property_is_held_as_its_type_says() -> None:
    after = done(edits.SetProperty(ids=ids("web1", "web2"), key="capacity_rps", value=200))
    for key in ("web1", "web2"):
        assert element(after, key).properties == {"capacity_rps": 200.0}
        assert isinstance(element(after, key).properties["capacity_rps"], float)
    cleared = edits.SetProperty(ids=ids("web1", "web2"), key="capacity_rps", value=None)
    assert done(cleared, start=after) == START


def test_a_service_of_a_newer_version_may_state_anything() -> None:
    newer = Element(id=ElementId("x"), kind=Kind.RESOURCE, service="warp", name="x")
    insert = edits.Insert(elements=(newer,), links=(), boxes={newer.id: Box(0, 0, 9, 9)})
    state = edits.SetProperty(ids=ids("x"), key="speed", value=9)
    place = edits.Reparent(ids=ids("x"), parent=ElementId("s1"))
    assert element(done(insert, state, place), "x").properties == {"speed": 9}


def test_names_and_notes_are_cleaned() -> None:
    after = done(
        edits.Rename(id=WEB1, name=" Web\x1b server\n"),
        edits.SetNote(id=WEB1, note="a\x00\r\nb"),
        edits.SetLink(id=LinkId("u--lb"), label="HT\u200bTPS"),
        edits.SetTitle(title="Shop\n", description="a\tb"),
        edits.Accept(finding="HA-01:lb", reason="we\x00 know"),
    )
    assert (element(after, "web1").name, element(after, "web1").note) == ("Web server", "a\nb")
    assert link(after, "u--lb").label == "HTTPS"
    assert (after.title, after.description) == ("Shop", "a b")
    assert after.waivers == {"HA-01:lb": "we know"}


def test_membership_is_replaced() -> None:
    after = done(edits.SetMembership(id=WEB1, groups=(ElementId("tier"),)))
    assert element(after, "web1").memberships == ("tier",)
    assert element(after, "web1").parent == "s1"


def test_a_request_has_a_weight_and_calls() -> None:
    after = done(edits.SetLink(id=LinkId("u--lb"), weight=3, calls=0.5))
    assert (link(after, "u--lb").weight, link(after, "u--lb").calls) == (3, 0.5)
    kept = apply(after, edits.SetLink(id=LinkId("u--lb"), weight=2))
    assert (link(kept, "u--lb").weight, link(kept, "u--lb").calls) == (2, 0.5)
    message = apply(after, edits.SetLink(id=LinkId("u--lb"), kind=LinkKind.ASYNC))
    assert (link(message, "u--lb").weight, link(message, "u--lb").calls) == (1, 1)
    for wrong in (-1.0, 2e6, float("nan")):
        with pytest.raises(EditRefused):
            done(edits.SetLink(id=LinkId("u--lb"), weight=wrong))


def test_a_request_that_becomes_a_message_loses_role_and_group() -> None:
    optional = edits.SetLink(id=LinkId("web1--db"), role=LinkRole.OPTIONAL)
    after = done(optional, edits.SetLink(id=LinkId("web1--db"), kind=LinkKind.ASYNC))
    changed = link(after, "web1--db")
    assert (changed.kind, changed.role, changed.group) == (
        LinkKind.ASYNC,
        LinkRole.REQUIRED,
        "",
    )
    assert element(after, "web1").groups == {}


def test_containers_collapse_and_expand_and_nothing_else_does() -> None:
    closed = done(edits.Collapse(ids=ids("s1")))
    assert closed.layout.collapsed == {"s1"}
    assert (closed.topology, closed.layout.boxes) == (START.topology, START.layout.boxes)
    assert apply(closed, edits.Collapse(ids=ids("s1"))) is closed
    assert apply(closed, edits.Collapse(ids=ids("s1"), collapsed=False)) == START
    assert apply(closed, edits.Move(ids=ids("s1"), dx=8, dy=0)).layout.collapsed == {"s1"}
    assert apply(closed, edits.Remove(ids=ids("s1"))).layout.collapsed == frozenset()
    with pytest.raises(EditRefused, match="Only a container"):
        apply(START, edits.Collapse(ids=ids("lb")))


def test_reconnect_drops_bends_and_the_group_of_the_old_source() -> None:
    bent = edits.SetBends(id=LinkId("web1--db"), points=(Point(1, 2),))
    after = done(bent, edits.Reconnect(id=LinkId("web1--db"), source=LB, target=DB))
    assert (link(after, "web1--db").source, link(after, "web1--db").group) == ("lb", "")
    assert element(after, "web1").groups == {}
    assert after.layout.bends == {}


def test_reconnect_keeps_the_group_when_only_the_target_changes() -> None:
    after = done(edits.Reconnect(id=LinkId("lb--web1"), source=LB, target=DB))
    assert link(after, "lb--web1").group == "group-1"
    assert element(after, "lb").groups == {"group-1": 1}


def test_grouping_names_the_whole_group() -> None:
    one, two = LinkId("lb--web1"), LinkId("lb--web2")
    all_needed = done(edits.SetGrouping(source=LB, links=(one, two), name="pair", needed=0))
    assert element(all_needed, "lb").groups == {"pair": 0}
    assert {link(all_needed, key).group for key in (one, two)} == {"pair"}
    fewer = done(
        edits.SetGrouping(source=LB, links=(one,), name="pair", needed=1), start=all_needed
    )
    assert (link(fewer, one).group, link(fewer, two).group) == ("pair", "")
    apart = done(edits.SetGrouping(source=LB, links=(two,), name="rest", needed=1), start=fewer)
    assert element(apart, "lb").groups == {"pair": 1, "rest": 1}
    for back in (
        edits.SetGrouping(source=LB, links=(one,), name="", needed=None),
        edits.SetGrouping(source=LB, links=(), name="pair", needed=None),
    ):
        automatic = done(back, start=apart)
        assert element(automatic, "lb").groups == {"rest": 1}
        assert link(automatic, one).group == ""


def test_bends_are_fixed_and_freed() -> None:
    bent = done(edits.SetBends(id=LinkId("u--lb"), points=(Point(1, 2), Point(3, 4))))
    assert bent.layout.bends == {"u--lb": (Point(1, 2), Point(3, 4))}
    again = edits.SetBends(id=LinkId("u--lb"), points=(Point(1, 2), Point(3, 4)))
    assert apply(bent, again) is bent
    assert done(edits.SetBends(id=LinkId("u--lb"), points=()), start=bent) == START


SAME: tuple[Edit, ...] = (
    edits.Remove(ids=frozenset()),
    edits.Move(ids=frozenset(), dx=1, dy=1),
    edits.Move(ids=ids("web1"), dx=0, dy=0),
    edits.Resize(id=WEB1, box=START.layout.boxes[WEB1]),
    edits.Reparent(ids=ids("web1"), parent=ElementId("s1")),
    edits.SetProperty(ids=ids("db"), key="multi_az", value=True),
    edits.SetProperty(ids=ids("db"), key="pitr", value=None),
    edits.Rename(id=WEB1, name="web1"),
    edits.SetNote(id=WEB1, note=""),
    edits.SetMembership(id=WEB2, groups=(ElementId("fleet"),)),
    edits.SetLink(id=LinkId("u--lb")),
    edits.SetLink(id=LinkId("u--lb"), kind=LinkKind.REQUEST, role=LinkRole.REQUIRED, label=""),
    edits.Reconnect(id=LinkId("u--lb"), source=ElementId("u"), target=LB),
    edits.SetBends(id=LinkId("u--lb"), points=()),
    edits.SetGrouping(
        source=LB, links=(LinkId("lb--web1"), LinkId("lb--web2")), name="group-1", needed=1
    ),
    edits.SetGrouping(source=WEB2, links=(LinkId("web2--db"),), name="", needed=None),
    edits.SetWorkload(workload=Workload()),
    edits.SetTitle(title="Untitled"),
    edits.Insert(elements=(), links=(), boxes={}),
    edits.Patch(changes=diff(START, START)),
    edits.Batch(edits=(), label=""),
    edits.Batch(
        edits=(edits.Rename(id=WEB1, name="x"), edits.Rename(id=WEB1, name="web1")), label=""
    ),
)


@pytest.mark.parametrize("edit", SAME, ids=describe)
def test_an_edit_that_changes_nothing_returns_the_same_diagram(edit: Edit) -> None:
    assert apply(START, edit) is START


DESCRIBED: tuple[tuple[Edit, str], ...] = (
    (edits.Move(ids=ids("a", "b", "lb"), dx=1, dy=1), "Move 3 elements"),
    (edits.Move(ids=ids("a"), dx=1, dy=1), "Move element"),
    (edits.Remove(ids=frozenset({"a"})), "Delete"),
    (edits.Remove(ids=frozenset({"a", "u--lb"})), "Delete 2 items"),
    (edits.Rename(id=WEB1, name="n" * 60), "Rename to “" + "n" * 39 + "…”"),
    (edits.SetProperty(ids=ids("db"), key="multi_az", value=True), "Set multi az"),
    (edits.SetProperty(ids=ids("db"), key="multi_az", value=None), "Clear multi az"),
    (edits.SetLink(id=LinkId("l"), role=LinkRole.STANDBY), "Set link role to standby"),
    (edits.SetGrouping(source=LB, links=(), name="", needed=None), "Group targets automatically"),
    (edits.SetGrouping(source=LB, links=(), name="g", needed=2), "Need 2 targets"),
    (edits.SetBends(id=LinkId("l"), points=()), "Route link automatically"),
    (
        edits.AddElement(
            element=Element(id=WEB1, kind=Kind.RESOURCE, service="ec2", name="w"),
            box=Box(0, 0, 1, 1),
        ),
        "Add EC2 instance",
    ),
    (edits.Batch(edits=(), label="Make it redundant"), "Make it redundant"),
)


@pytest.mark.parametrize(("edit", "text"), DESCRIBED, ids=[text for _, text in DESCRIBED])
def test_is_described_in_a_few_words(edit: Edit, text: str) -> None:
    assert describe(edit) == text


def test_one_edit_of_a_thousand_elements_is_quick() -> None:
    text = "\n".join(f"ec2 e{number}" for number in range(1000))
    links = "\n".join(f"e{one} -> e{other}" for one, other in pairwise(range(1000)))
    large = diagram(f"{text}\n{links}")
    steps: tuple[Edit, ...] = (
        edits.Move(ids=ids("e5"), dx=1, dy=1),
        edits.Rename(id=ElementId("e5"), name="x"),
        edits.Remove(ids=ids("e5")),
        edits.AddLink(link=Link(id=LinkId("x"), source=ElementId("e1"), target=ElementId("e9"))),
    )
    for step in steps:
        best = float("inf")
        for _ in range(5):
            start = time.perf_counter()
            apply(large, step)
            best = min(best, time.perf_counter() - start)
        # About 0.2 ms here at most; the bound leaves room for a slow and busy machine.
        assert best < 0.004, describe(step)
