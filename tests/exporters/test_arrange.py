"""Positions by Graphviz: everything keeps its place in the tree, and nothing overlaps."""

import sys
from collections.abc import Iterator
from itertools import combinations

import pytest

from designer.exporters.arrange import arranged, split_groups
from designer.exporters.worker_client import GraphvizWorker, WorkerFailed
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.invariants import check
from tests.render.drawings import Sheet, serverless, three_tier


@pytest.fixture(scope="module")
def worker() -> Iterator[GraphvizWorker]:
    made = GraphvizWorker()
    yield made
    made.close()


@pytest.mark.parametrize("diagram", [three_tier(), serverless(), EMPTY], ids=["3", "s", "empty"])
def test_children_lie_in_their_boxes_and_siblings_apart(
    diagram: Diagram, worker: GraphvizWorker
) -> None:
    result = arranged(diagram, worker)
    assert check(result) == []
    boxes, topology = result.layout.boxes, result.topology
    for key, element in topology.elements.items():
        if element.parent is not None:
            assert boxes[element.parent].contains(boxes[key])
    for parent in (None, *topology.elements):
        for one, other in combinations(topology.children(parent), 2):
            assert not boxes[one].overlaps(boxes[other])


def test_a_group_across_boxes_becomes_one_group_in_each() -> None:
    result = split_groups(three_tier())
    topology = result.topology
    pieces = topology.of_kind(Kind.SCALING_GROUP)
    assert {piece.parent for piece in pieces} == {"app-a", "app-b"}
    assert {piece.name for piece in pieces} == {"Auto Scaling group"}
    assert topology.elements[ElementId("web-a")].parent in {piece.id for piece in pieces}
    targets = {link.target for link in topology.outgoing(ElementId("alb"))}
    assert targets == {piece.id for piece in pieces}


def test_a_diagram_without_such_groups_is_left_as_it_is() -> None:
    diagram = serverless()
    assert split_groups(diagram) is diagram


def test_empty_boxes_and_links_to_them_have_a_place(worker: GraphvizWorker) -> None:
    sheet = Sheet()
    sheet.box("one", Kind.GROUP, "Empty with a long title", (0, 0, 50, 50), service="group")
    sheet.box("two", Kind.GROUP, "", (0, 0, 50, 50), service="group")
    sheet.box("in", Kind.GROUP, "", (0, 0, 50, 50), "two", service="group")
    sheet.link("one", "two")
    result = arranged(sheet.diagram(), worker)
    assert check(result) == []
    assert result.layout.boxes[ElementId("one")].width > 100


def test_answers_without_a_place_for_each_are_refused() -> None:
    code = (
        "import struct, sys\n"
        "sys.stdin.buffer.read(8)\n"
        'for part in (b\'{"ok": true, "message": ""}\', b\'{"objects": []}\'):\n'
        "    sys.stdout.buffer.write(struct.pack('>I', len(part)) + part)\n"
    )
    worker = GraphvizWorker((sys.executable, "-I", "-c", code))
    with pytest.raises(WorkerFailed, match="no position"):
        arranged(serverless(), worker)
    worker.close()
