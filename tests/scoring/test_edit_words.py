"""Edits said in words."""

from designer.edit.edits import (
    AddElement,
    AddLink,
    Batch,
    Edit,
    Move,
    Reconnect,
    Remove,
    Reparent,
    SetLink,
    SetProperty,
    SetTitle,
)
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box
from designer.model.links import Link, LinkKind, LinkRole
from designer.scoring.edit_words import words_of
from tests.builders import diagram

DRAWN = diagram(
    """
    users u
    region r eu-west-1
      vpc v
        zone a
          ec2 one "Server one"
          ec2 two
        zone other
      s3 b
    u -> one -> b
    """
)
ONE = ElementId("one")


def _words(*edits: Edit) -> tuple[str, ...]:
    return words_of(DRAWN, Batch(edits=edits, label="all"))


def test_properties() -> None:
    bucket = frozenset({ElementId("b")})
    assert _words(
        SetProperty(ids=bucket, key="versioning", value=True),
        SetProperty(ids=bucket, key="versioning", value=False),
        SetProperty(ids=bucket, key="versioning", value=None),
    ) == (
        "b: Versioning on",
        "b: Versioning off (was on)",
        "b: Versioning not stated (was off)",
    )


def test_elements_and_links() -> None:
    made = Element(
        id=ElementId("three"),
        kind=Kind.RESOURCE,
        service="ec2",
        name="Third",
        parent=ElementId("a"),
    )
    assert _words(
        AddElement(element=made, box=Box(5000, 5000, 64, 64)),
        AddLink(link=Link(id=LinkId("new"), source=ElementId("u"), target=made.id)),
        Reconnect(id=LinkId("u--one"), source=ElementId("u"), target=ElementId("two")),
        SetLink(id=LinkId("one--b"), role=LinkRole.OPTIONAL),
        SetLink(id=LinkId("new"), kind=LinkKind.ASYNC),
        Move(ids=frozenset({ONE}), dx=8, dy=0),
        Remove(ids=frozenset({"one--b", "two"})),
        SetTitle(title="New"),
    ) == (
        "Add: EC2 instance “Third” in a",
        "u asks Third",
        "u asks two instead of Server one",
        "Server one can do without b",
        "u hands work to Third",
        "Remove: two",
        "Remove the link from Server one to b",
        "Edit title",
    )


def test_places() -> None:
    moved = Reparent(ids=frozenset({ONE}), parent=None)
    assert _words(moved) == ("Place Server one in the open canvas",)
