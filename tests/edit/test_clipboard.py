"""Fragments as text: there and back, and whatever else a clipboard may hold."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.edit import clipboard, fragments
from designer.edit.apply import EditRefused, apply
from designer.edit.clipboard import from_json, to_json
from designer.edit.edits import Collapse, SetBends
from designer.edit.fragments import Fragment
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Point
from tests.builders import diagram

START = apply(
    diagram(
        """
        region r eu-west-1
          asg fleet scaling_policy=target_tracking
          zone a
            subnet s1
              ec2 web "Wéb “1”" in fleet
              rds db multi_az backup_interval_h=0.5 backup_retention_days=7
        lb lb
        """.replace("lb lb", "alb lb")
        + "\nlb -> web any\nweb -> db standby"
    ),
    SetBends(id=LinkId("web--db"), points=(Point(1.5, 2), Point(3, 4))),
)


def rows() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(to_json(fragments.copy(START, ["r", "lb"])))
    return data


@given(st.sets(st.sampled_from(sorted(START.topology.elements))))
def test_comes_back_as_it_was(ids: set[str]) -> None:
    piece = fragments.copy(START, ids)
    back = from_json(to_json(piece))
    assert back == piece
    for one, other in zip(piece.elements, back.elements, strict=True):
        for key, value in one.properties.items():
            assert type(other.properties[key]) is type(value)


def test_an_empty_fragment_comes_back() -> None:
    assert from_json(to_json(Fragment())) == Fragment()


@pytest.mark.parametrize(
    "text",
    ["", "hello", "{}", "[]", "null", '{"format": 1}', "[" * 100_000, "\x00", '{"elements": []}'],
)
def test_refuses_other_text(text: str) -> None:
    with pytest.raises(EditRefused, match="no part of a diagram"):
        from_json(text)


def test_refuses_another_version() -> None:
    with pytest.raises(EditRefused, match="another version"):
        from_json(json.dumps({**rows(), "format": "tenet-fragment-2"}))


def test_refuses_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    text = to_json(fragments.copy(START, ["r"]))
    monkeypatch.setattr(clipboard, "MAX_ITEMS", 3)
    with pytest.raises(EditRefused, match="too much"):
        from_json(text)
    monkeypatch.setattr(clipboard, "MAX_TEXT", 30)
    with pytest.raises(EditRefused, match="too much"):
        from_json(text)


BROKEN: dict[str, tuple[str, str, object]] = {
    "id": ("elements", "id", "Not an id"),
    "twice": ("elements", "id", "fleet"),
    "kind": ("elements", "kind", "balloon"),
    "wrong kind": ("elements", "kind", "subnet"),
    "parent loop": ("elements", "parent", "s1"),
    "long name": ("elements", "name", "x" * 300),
    "no box": ("elements", "box", [0, 0, 1]),
    "flat box": ("elements", "box", [0, 0, 0, 1]),
    "far box": ("elements", "box", [1e300, 0, 1, 1]),
    "property": ("elements", "properties", {"a": {"b": 1}}),
    "needed": ("elements", "groups", {"g": -1}),
    "unknown field": ("elements", "colour", "red"),
    "source": ("links", "source", "gone"),
    "loop": ("links", "source", "web"),
    "link id": ("links", "id", "web"),
    "role": ("links", "role", "often"),
    "label": ("links", "label", "x" * 300),
    "group": ("links", "group", "gone"),
    "bends": ("links", "bends", [[1e300, 0]]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_refuses_what_is_unsound(name: str) -> None:
    table, field, value = BROKEN[name]
    data = rows()
    data[table][0][field] = value
    with pytest.raises(EditRefused) as caught:
        from_json(json.dumps(data))
    assert caught.value.reason.startswith(("The clipboard ", "A name may have"))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_refuses_numbers_that_are_not_finite(number: str) -> None:
    text = to_json(fragments.copy(START, ["db"])).replace("0.5", number)
    assert number in text
    with pytest.raises(EditRefused):
        from_json(text)


def test_cleans_text() -> None:
    data = rows()
    data["elements"][0]["name"] = "a\u202eb"
    data["links"][0]["label"] = "c\u0007d"
    piece = from_json(json.dumps(data))
    assert (piece.elements[0].name, piece.links[0].label) == ("ab", "cd")


def test_what_is_collapsed_stays_so_through_the_clipboard() -> None:
    drawn = diagram("region r eu-west-1\n  vpc v\n    zone a")
    closed = apply(drawn, Collapse(ids=frozenset({ElementId("v")})))
    piece = fragments.copy(closed, ["r"])
    assert from_json(to_json(piece)).collapsed == {"v"}
    assert "collapsed" not in to_json(fragments.copy(drawn, ["r"]))
