"""What is saved is what is opened, in a text that changes only where the design does."""

import json
import random
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from designer.edit.apply import EditRefused, apply
from designer.model.changes import diff
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.invariants import check
from designer.model.layout import Box
from designer.model.topology import Topology
from designer.storage.diagram_file import read, read_bytes, to_text, verified, write
from designer.storage.schema import VERSION
from designer.storage.writing import natural
from tests.builders import diagram
from tests.edit.edit_strategies import any_edits
from tests.storage.strategies import diagrams

SHOP = diagram(
    """
    title Shop
    workload peak_rps=100 availability_target=99.9 rto.zone=60 rpo.region=15m
    users u "Our users"
    region r eu-west-1
      alb lb
      asg web desired=4 minimum=2
      ec2 web10 instances=2 in web
      ec2 web9 in web
      rds db multi_az
    u -> lb
    lb -> web9, web10 any
    web9, web10 -> db
    accept HA-03:web9 known and wanted
    """
)


@given(diagrams())
def test_save_then_load_is_identity(made: Diagram) -> None:
    assert check(made) == []
    text = to_text(made)
    again = read_bytes(text.encode(), "x.tenet")
    assert again == made
    assert diff(made, again).is_empty
    assert to_text(again) == text


@given(diagrams())
def test_the_text_is_json_with_one_thing_a_line(made: Diagram) -> None:
    text = to_text(made)
    raw = json.loads(text)
    lines = text.split("\n")
    for element in raw["elements"]:
        assert sum(line.startswith(f'{{"id": "{element["id"]}", "kind"') for line in lines) == 1
    things = ("elements", "links", "boxes", "bends", "waivers")
    fixed = 6 + len(made.extra) + 1  # the head's fields, one bracket before and one after
    blocks = sum(len(raw[name]) + (2 if raw[name] else 1) for name in things)
    for name in ("collapsed", "locked", "hidden", "ranks", "looks"):
        if getattr(made.layout, name):
            blocks += len(raw[name]) + 2
    for name in ("answers", "milestones"):
        if getattr(made.review, name):
            blocks += len(raw[name]) + 2
    assert len(lines) - 1 == fixed + blocks
    assert text.endswith("}\n")


@settings(max_examples=25)
@given(st.data())
def test_what_edits_make_files_hold(data: st.DataObject) -> None:
    now = data.draw(st.sampled_from([EMPTY, SHOP]))
    for _ in range(data.draw(st.integers(1, 8))):
        try:
            now = apply(now, data.draw(any_edits(now)))
        except EditRefused:
            continue
    assert read_bytes(verified(now, "x.tenet"), "x.tenet") == now


@given(diagrams(), st.randoms(use_true_random=False))
def test_the_text_does_not_depend_on_the_order_of_insertion(
    made: Diagram, chance: random.Random
) -> None:
    elements = list(made.topology.elements.items())
    links = list(made.topology.links.items())
    boxes = list(made.layout.boxes.items())
    for items in (elements, links, boxes):
        chance.shuffle(items)
    shuffled = replace(
        made,
        topology=Topology(elements=FrozenMap(dict(elements)), links=FrozenMap(dict(links))),
        layout=replace(made.layout, boxes=FrozenMap(dict(boxes))),
    )
    assert to_text(shuffled) == to_text(made)


def test_ids_stand_in_natural_order() -> None:
    text = to_text(SHOP)
    assert text.index('{"id": "web9"') < text.index('{"id": "web10"')
    ids = ["ec2-10", "ec2-2", "a1b2", "a1b10", "a01", "a1", "2", "10"]
    assert sorted(ids, key=natural) == ["2", "10", "a01", "a1", "a1b2", "a1b10", "ec2-2", "ec2-10"]


def test_one_change_touches_one_line() -> None:
    before = to_text(SHOP).split("\n")
    key = ElementId("db")
    renamed = replace(SHOP.topology.elements[key], name="Orders")
    topology = replace(SHOP.topology, elements=SHOP.topology.elements.with_item(key, renamed))
    after = to_text(replace(SHOP, topology=topology)).split("\n")
    assert len(before) == len(after)
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def test_whole_numbers_have_no_fraction() -> None:
    layout = SHOP.layout
    boxes = layout.boxes.with_item(ElementId("db"), Box(-0.0, 12.5, 96.0, 1e5))
    text = to_text(replace(SHOP, layout=replace(layout, boxes=boxes)))
    assert '"db": [0, 12.5, 96, 100000]' in text
    assert '"rpo_s": {"region": 900}' in text


def test_text_that_cannot_be_seen_is_left_out_when_writing(tmp_path: Path) -> None:
    elements = SHOP.topology.elements
    ghost = replace(elements[ElementId("db")], name="a\x00b\ud800c\u202ed", note="1\r\n2\x1b[2J")
    topology = Topology(elements=elements.with_item(ghost.id, ghost), links=SHOP.topology.links)
    path = tmp_path / "shop.tenet"
    write(path, replace(SHOP, topology=topology))
    read_again = read(path).topology.elements[ghost.id]
    assert (read_again.name, read_again.note) == ("abcd", "1\n2[2J")


def test_a_byte_order_mark_and_foreign_line_ends_are_accepted() -> None:
    text = to_text(SHOP)
    assert read_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "x.tenet") == SHOP


def test_what_is_left_out_takes_its_default() -> None:
    made = read_bytes(
        b'{"format": "tenet", "version": "1.0", "elements": [{"id": "s3-1", "service": "s3"}],'
        b'"boxes": {"s3-1": [0, 0, 96, 96]}}',
        "x.tenet",
    )
    element: Element = made.topology.elements[ElementId("s3-1")]
    assert (element.kind.value, element.name) == ("resource", "S3 bucket")
    assert made.title == "Untitled"


def test_fields_of_a_newer_minor_version_survive() -> None:
    text = (
        to_text(SHOP)
        .replace(f'"{VERSION}"', '"1.7"')
        .replace('"service": "rds"', '"service": "rds", "badge": {"b": [1, null], "a": "é"}')
        .replace('"kind": "request"', '"kind": "request", "width": 2.5', 1)
        .replace('"workload": {', '"workload": {"budget": 10, ')
        .replace('"title"', '"palette": ["x"],\n"title"')
    )
    made = read_bytes(text.encode(), "x.tenet")
    again = to_text(made)
    for kept in (
        '"badge": {"a": "é", "b": [1, null]}',
        '"width": 2.5',
        '"budget": 10',
        '"palette": ["x"]',
    ):
        assert again.count(kept) == 1
    assert read_bytes(again.encode(), "x.tenet") == made
