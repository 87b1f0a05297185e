"""Every edit that cannot be made says why, in one sentence, and changes nothing."""

import math
from dataclasses import replace
from typing import Any

import pytest

from designer.edit import edits
from designer.edit.apply import EditRefused, apply
from designer.edit.edits import Edit
from designer.model.changes import ChangeSet, diff
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.looks import Hue
from designer.model.review import Answer, Milestone
from designer.model.workload import Workload
from tests.builders import diagram

START = diagram(
    """
    users u
    note hint
    s3 bucket
    region r eu-west-1
      vpc v
        alb lb
        asg fleet
        group inner
        zone a
          subnet s1
            ec2 web in fleet
            rds db
      group outer
        sqs jobs
    u -> lb
    lb -> web
    web -> db
    db +> bucket
    accept HA-01:web known
    """
)
BOX = Box(0, 0, 10, 10)


def _element(key: str = "new", service: str = "ec2", **parts: Any) -> Element:
    base = Element(id=ElementId(key), kind=Kind.RESOURCE, service=service, name="New")
    return replace(base, **parts)


def _add(element: Element, box: Box = BOX) -> Edit:
    return edits.AddElement(element=element, box=box)


def _link(
    source: str,
    target: str,
    kind: LinkKind = LinkKind.REQUEST,
    role: LinkRole = LinkRole.REQUIRED,
    key: str = "new",
    label: str = "",
    group: str = "",
) -> Edit:
    return edits.AddLink(
        link=Link(
            id=LinkId(key),
            source=ElementId(source),
            target=ElementId(target),
            kind=kind,
            role=role,
            label=label,
            group=group,
        )
    )


def _ids(*keys: str) -> frozenset[ElementId]:
    return frozenset(ElementId(key) for key in keys)


def _grouping(*links: str, name: str = "g", needed: int | None = 1, source: str = "lb") -> Edit:
    return edits.SetGrouping(
        source=ElementId(source),
        links=tuple(LinkId(key) for key in links),
        name=name,
        needed=needed,
    )


def _insert(*elements: Element, **parts: Any) -> Edit:
    boxes = FrozenMap({element.id: BOX for element in elements})
    base = edits.Insert(elements=elements, links=(), boxes=boxes)
    return replace(base, **parts)


def _state(key: str, value: Any, *ids: str) -> Edit:
    return edits.SetProperty(ids=_ids(*(ids or ("web",))), key=key, value=value)


WEB, DB = ElementId("web"), ElementId("db")
LONG = "x" * 201
LONGER = "x" * 10_001

REFUSED: dict[str, tuple[Edit, str]] = {
    "add with a taken id": (_add(_element("web")), "The id “web” is already taken."),
    "add with a link's id": (_add(_element("u--lb")), "The id “u--lb” is already taken."),
    "add with no id": (_add(_element("Web 1")), "“Web 1” cannot be an id"),
    "add with a long name": (_add(_element(name=LONG)), "at most 200 characters, not 201."),
    "add with a long note": (_add(_element(note=LONGER)), "at most 10,000 characters"),
    "add an unknown service": (_add(_element(service="abacus")), "no service “abacus”."),
    "add of the wrong kind": (_add(_element(kind=Kind.VPC)), "drawn as “resource”, not as “vpc”."),
    "add into nothing": (_add(_element(parent="gone")), "no element with the id “gone”."),
    "add into a resource": (_add(_element(parent="db")), "“db” is not a container."),
    "add where it may not stand": (
        _add(_element(service="s3", parent="s1")),
        "S3 bucket cannot stand in a subnet",
    ),
    "add a store into a scaling group": (
        _add(_element(service="rds", parent="fleet")),
        "Only compute stands in an Auto Scaling group",
    ),
    "add as a member of nothing": (_add(_element(memberships=("gone",))), "id “gone”."),
    "add as a member of a subnet": (_add(_element(memberships=("s1",))), "“s1” is not a group"),
    "add as a member twice": (
        _add(_element(memberships=("inner", "inner"))),
        "member of one group twice.",
    ),
    "add a store to a scaling group": (
        _add(_element(service="rds", memberships=("fleet",))),
        "Only compute can belong to an Auto Scaling group.",
    ),
    "add without a size": (_add(_element(), Box(0, 0, 0, 10)), "have no size."),
    "add at no place": (_add(_element(), Box(math.nan, 0, 9, 9)), "must be finite numbers."),
    "add off the canvas": (_add(_element(), Box(1e9, 0, 9, 9)), "outside the canvas"),
    "link with a taken id": (_link("u", "web", key="web"), "The id “web” is already taken."),
    "link from nothing": (_link("gone", "web"), "no element with the id “gone”."),
    "link to nothing": (_link("web", "gone"), "no element with the id “gone”."),
    "link to itself": (_link("web", "web"), "cannot be linked to itself."),
    "link a note": (_link("hint", "web"), "A note cannot be linked."),
    "link a subnet": (_link("u", "s1"), "Link something inside s1"),
    "link twice": (_link("lb", "web"), "“lb” and “web” are already joined by such a link."),
    "link with a long label": (_link("u", "web", label=LONG), "A label may have at most 200"),
    "link into no group": (_link("u", "web", group="g"), "no target group “g”"),
    "link a copy into a group": (
        _link("db", "bucket", LinkKind.REPLICATION, group="g"),
        "Only a request can be in a target group.",
    ),
    "replicate no store": (_link("web", "db", LinkKind.REPLICATION), "joins two data stores."),
    "back up to no store": (_link("db", "web", LinkKind.BACKUP), "A backup goes to a store"),
    "an optional message": (
        _link("web", "jobs", LinkKind.ASYNC, LinkRole.OPTIONAL),
        "Only a request can be optional or standby.",
    ),
    "remove nothing": (edits.Remove(ids=frozenset({"gone"})), "the id “gone”."),
    "move nothing": (edits.Move(ids=_ids("gone"), dx=1, dy=1), "the id “gone”."),
    "move for ever": (edits.Move(ids=_ids("web"), dx=math.inf, dy=0), "by finite numbers."),
    "move away": (edits.Move(ids=_ids("r"), dx=1e7, dy=0), "outside the canvas"),
    "resize nothing": (edits.Resize(id=ElementId("gone"), box=BOX), "the id “gone”."),
    "resize to nothing": (edits.Resize(id=WEB, box=Box(0, 0, 5, -1)), "have no size."),
    "reparent nothing": (edits.Reparent(ids=_ids("gone"), parent=None), "the id “gone”."),
    "reparent into nothing": (
        edits.Reparent(ids=_ids("web"), parent=ElementId("gone")),
        "the id “gone”.",
    ),
    "reparent into a resource": (edits.Reparent(ids=_ids("web"), parent=DB), "not a container."),
    "reparent into itself": (
        edits.Reparent(ids=_ids("v"), parent=ElementId("v")),
        "“v” cannot stand in itself.",
    ),
    "reparent into its own": (
        edits.Reparent(ids=_ids("v"), parent=ElementId("a")),
        "“v” cannot stand in itself.",
    ),
    "reparent where it may not stand": (
        edits.Reparent(ids=_ids("s1"), parent=None),
        "subnet cannot stand in the open canvas",
    ),
    "reparent a group whose content may not stand there": (
        edits.Reparent(ids=_ids("outer"), parent=ElementId("s1")),
        "cannot stand in a subnet",
    ),
    "a property of nothing": (_state("instances", 1, "gone"), "the id “gone”."),
    "a property without a key": (_state("", 1), "A property's key has 1 to 64 characters."),
    "an unknown property": (_state("wings", 2), "has no property “wings”."),
    "a property that one lacks": (_state("instances", 2, "web", "s1"), "no property “instances”."),
    "a number for a switch": (_state("multi_az", 1, "db"), "is either on or off."),
    "a fraction of an instance": (_state("instances", 1.5), "must be a whole number."),
    "a switch for a number": (_state("instances", True), "must be a whole number."),
    "text for a number": (_state("capacity_rps", "many"), "must be a number."),
    "too few": (_state("instances", 0), "must be at least 1."),
    "too many": (_state("instances", 10**6), "must be at most 10,000."),
    "a number for text": (_state("instance_type", 5), "must be text."),
    "no choice": (_state("scaling_policy", "magic", "fleet"), "must be one of none, manual"),
    "no list": (_state("zones", "eu-west-1a", "fleet"), "must be a list."),
    "not a number": (_state("capacity_rps", math.nan), "must be a finite number."),
    "an endless text": (_state("instance_type", LONGER), "at most 10,000 characters"),
    "rename nothing": (edits.Rename(id=ElementId("gone"), name="x"), "the id “gone”."),
    "rename to nothing": (edits.Rename(id=WEB, name=" \x00 "), "A name cannot be empty."),
    "a long name": (edits.Rename(id=WEB, name=LONG), "A name may have at most 200 characters"),
    "a note on nothing": (edits.SetNote(id=ElementId("gone"), note="x"), "the id “gone”."),
    "a long note": (edits.SetNote(id=WEB, note=LONGER), "A note may have at most 10,000"),
    "a member of nothing": (
        edits.SetMembership(id=WEB, groups=(ElementId("gone"),)),
        "the id “gone”.",
    ),
    "a member of a zone": (
        edits.SetMembership(id=WEB, groups=(ElementId("a"),)),
        "“a” is not a group and has no members.",
    ),
    "a member twice": (
        edits.SetMembership(id=WEB, groups=(ElementId("inner"), ElementId("inner"))),
        "a member of one group twice.",
    ),
    "a member of itself": (
        edits.SetMembership(id=ElementId("inner"), groups=(ElementId("inner"),)),
        "“inner” cannot be a member of itself.",
    ),
    "a member of its parent": (
        edits.SetMembership(id=ElementId("jobs"), groups=(ElementId("outer"),)),
        "already belongs to the group that it stands in.",
    ),
    "a member of its member": (
        edits.Batch(
            edits=(
                edits.SetMembership(id=ElementId("inner"), groups=(ElementId("outer"),)),
                edits.SetMembership(id=ElementId("outer"), groups=(ElementId("inner"),)),
            ),
            label="",
        ),
        "“outer” cannot be a member of itself.",
    ),
    "a role of nothing": (
        edits.SetLink(id=LinkId("gone"), label=""),
        "no link with the id “gone”.",
    ),
    "a link that becomes impossible": (
        edits.SetLink(id=LinkId("u--lb"), kind=LinkKind.REPLICATION),
        "Replication joins two data stores.",
    ),
    "a backup as standby": (
        edits.SetLink(id=LinkId("db--bucket"), role=LinkRole.STANDBY),
        "Only a request can be optional or standby.",
    ),
    "a long label": (edits.SetLink(id=LinkId("u--lb"), label=LONG), "A label may have at most 200"),
    "reconnect nothing": (
        edits.Reconnect(id=LinkId("gone"), source=WEB, target=DB),
        "no link with the id “gone”.",
    ),
    "reconnect to nothing": (
        edits.Reconnect(id=LinkId("u--lb"), source=WEB, target=ElementId("gone")),
        "no element with the id “gone”.",
    ),
    "reconnect onto another": (
        edits.Reconnect(id=LinkId("lb--web"), source=WEB, target=DB),
        "already joined by such a link.",
    ),
    "bend nothing": (edits.SetBends(id=LinkId("gone"), points=()), "no link with the id “gone”."),
    "bend out of sight": (
        edits.SetBends(id=LinkId("u--lb"), points=(Point(math.nan, 0),)),
        "must lie on the canvas.",
    ),
    "bend a hundred times": (
        edits.SetBends(id=LinkId("u--lb"), points=tuple(Point(x, 0) for x in range(101))),
        "at most 100 bends.",
    ),
    "group of nothing": (_grouping("lb--web", source="gone"), "no element with the id “gone”."),
    "group nothing": (_grouping(), "needs at least one link."),
    "group an unknown link": (_grouping("gone"), "no link with the id “gone”."),
    "group another's link": (_grouping("web--db"), "holds only its own requests."),
    "group a backup": (_grouping("db--bucket", source="db"), "holds only its own requests."),
    "group without a name": (_grouping("lb--web", name=" "), "A target group needs a name."),
    "group with a long name": (_grouping("lb--web", name=LONG), "at most 200 characters"),
    "need more than there are": (_grouping("lb--web", needed=2), "Of 1 targets"),
    "need fewer than none": (_grouping("lb--web", needed=-1), "Of 1 targets"),
    "a negative load": (edits.SetWorkload(workload=Workload(peak_rps=-1)), "peak_rps is -1."),
    "a target above all": (
        edits.SetWorkload(workload=Workload(availability_target=101)),
        "the availability target is above 100 %.",
    ),
    "no title": (edits.SetTitle(title="  "), "A title cannot be empty."),
    "a long title": (edits.SetTitle(title=LONG), "A title may have at most 200 characters"),
    "a long description": (
        edits.SetTitle(title="x", description=LONGER),
        "A description may have at most 10,000",
    ),
    "accept nothing": (edits.Accept(finding="", reason="x"), "A finding's key is one line"),
    "accept twice": (edits.Accept(finding="HA-01:web", reason="x"), "is already accepted."),
    "accept without a reason": (edits.Accept(finding="HA-02:web", reason=" "), "Say why"),
    "unaccept nothing": (edits.Unaccept(finding="HA-02:web"), "This finding is not accepted."),
    "answer no question": (
        edits.SetAnswer(question="security", answer=Answer(note="x")),
        "does not name a lens and a question of it.",
    ),
    "answer with odd choices": (
        edits.SetAnswer(question="wa:a", answer=Answer(choices=FrozenMap({"a b": True}))),
        "has too many or unusable choices.",
    ),
    "answer with a long note": (
        edits.SetAnswer(question="wa:a", answer=Answer(note=LONGER)),
        "A note may have at most 10,000 characters",
    ),
    "a milestone without a name": (
        edits.KeepMilestone(name=" ", milestone=Milestone(lens="wa", day="2026-11-25")),
        "Give the milestone a name.",
    ),
    "a milestone of no day": (
        edits.KeepMilestone(name="now", milestone=Milestone(lens="wa", day="today")),
        "names no lens or no day.",
    ),
    "drop no milestone": (
        edits.DropMilestone(name="then"),
        "There is no milestone called “then”.",
    ),
    "confirm nothing": (edits.Confirm(ids=frozenset({"gone"})), "There is no element with the id"),
    "insert a taken id": (_insert(_element("web")), "The id “web” is already taken."),
    "insert one id twice": (_insert(_element(), _element()), "Two pasted parts have one id."),
    "insert without a box": (_insert(_element(), boxes={}), "Each pasted element needs a box"),
    "insert bends of nothing": (
        _insert(_element(), bends={LinkId("x"): ()}),
        "bends for a link that is not pasted.",
    ),
    "insert something collapsed": (
        _insert(_element(), collapsed=frozenset({ElementId("new")})),
        "Only a container that is pasted can be collapsed.",
    ),
    "a number that no file holds": (
        edits.SetProperty(ids=frozenset({WEB}), key="zones", value=1e16),
        "A property must be a number of at most 1,000,000,000,000,000.",
    ),
    "insert a look of something else": (
        _insert(_element(), hidden=frozenset({ElementId("lb")})),
        "Only what is pasted can be locked, hidden or drawn otherwise.",
    ),
    "insert far above": (
        _insert(_element(), ranks={ElementId("new"): 10**9}),
        "A pasted element lies too far above or below others.",
    ),
    "lock nothing": (edits.Lock(ids=frozenset({ElementId("gone")})), "no element with the id"),
    "hide nothing": (edits.Hide(ids=frozenset({ElementId("gone")})), "no element with the id"),
    "raise nothing": (
        edits.Restack(ids=frozenset({ElementId("gone")}), to=edits.Stacking.FRONT),
        "no element with the id",
    ),
    "colour nothing": (
        edits.SetLook(ids=frozenset({"gone"}), hue=Hue.RED),
        "no element with the id",
    ),
    "collapse a server": (edits.Collapse(ids=frozenset({WEB})), "Only a container can be coll"),
    "insert into nothing": (_insert(_element(parent="gone")), "'gone', which does not exist."),
    "insert a loop": (
        _insert(
            _element("p", kind=Kind.GROUP, parent="q"), _element("q", kind=Kind.GROUP, parent="p")
        ),
        "stands in itself through a loop of parents.",
    ),
    "insert a ring of groups": (
        _insert(
            _element("p", kind=Kind.GROUP, memberships=("q",)),
            _element("q", kind=Kind.GROUP, memberships=("p",)),
        ),
        "belongs to itself through a loop of memberships.",
    ),
    "insert half a link": (
        _insert(links=(Link(id=LinkId("x"), source=WEB, target=ElementId("gone")),)),
        "ends at 'gone', which does not exist.",
    ),
    "patch a hole": (
        edits.Patch(changes=ChangeSet(elements=FrozenMap({ElementId("v"): None}))),
        "'lb' stands in 'v', which does not exist.",
    ),
    "patch a long title": (
        edits.Patch(changes=diff(Diagram(), Diagram(title=LONG))),
        "the title has more than 200 characters.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_says_why(name: str) -> None:
    edit, reason = REFUSED[name]
    with pytest.raises(EditRefused) as caught:
        apply(START, edit)
    assert reason in caught.value.reason
    assert caught.value.reason == str(caught.value)
    assert caught.value.reason.endswith(".")
    assert caught.value.reason.count(". ") == 0


def test_every_kind_of_edit_can_be_refused() -> None:
    kinds = {type(edit) for edit, _ in REFUSED.values()}
    assert kinds == set(edits.Edit.__args__)


def test_nesting_has_an_end() -> None:
    deep = diagram("\n".join(f"{' ' * depth}group g{depth}" for depth in range(17)))
    inner = _element("new", "group", kind=Kind.GROUP, parent="g16")
    with pytest.raises(EditRefused, match="nested at most 16 deep"):
        apply(deep, _add(inner))
    wide = apply(deep, _add(_element("new", "group", kind=Kind.GROUP)))
    wide = apply(wide, _add(_element("newer", "group", kind=Kind.GROUP, parent="new")))
    apply(wide, edits.Reparent(ids=_ids("new"), parent=ElementId("g14")))
    with pytest.raises(EditRefused, match="nested at most 16 deep"):
        apply(wide, edits.Reparent(ids=_ids("new"), parent=ElementId("g15")))
