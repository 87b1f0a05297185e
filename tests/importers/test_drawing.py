"""What the neutral graph becomes: legal places, legal links, marks on what was inferred."""

import pytest

from designer.edit.apply import apply
from designer.edit.edits import Confirm
from designer.importers.drawing import page_of
from designer.importers.graph import ResourceGraph
from designer.importers.refusal import ImportRefused
from designer.importers.result import ImportResult, NoteKind
from designer.importers.wire import from_bytes, to_bytes
from designer.model.ids import ElementId, LinkId
from designer.model.links import LinkKind
from designer.scoring.engine import score
from designer.scoring.profile import profile
from designer.storage.diagram_file import read_bytes, to_text
from designer.storage.refusal import Refused


def _small() -> ResourceGraph:
    graph = ResourceGraph()
    graph.add("Net", "vpc", parent="Place")
    graph.add("Place", "region", "Region")
    graph.add("Web", "ec2", parent="Net", place="Resources.Web").properties["instances"] = 0
    graph.add("Files", "s3", parent="Net")
    graph.add("Mail", "route53", parent="Net")
    graph.relate("Web", "Files")
    graph.relate("Web", "Net")
    graph.inferred("Web reads Files: its role may.", "Web > Files", "Web")
    return graph


def test_a_graph_becomes_a_sound_diagram_with_boxes_inside_their_parents() -> None:
    diagram = page_of(_small(), "small").diagram
    topology, boxes = diagram.topology, diagram.layout.boxes
    parents = {element.name: element.parent for element in topology.elements.values()}
    assert parents == {
        "Region": None,
        "VPC": "region-1",
        "EC2 instance": "vpc-1",
        "S3 bucket": "vpc-1",
        "Route 53": None,  # no VPC and no Region takes it
    }
    for element in topology.elements.values():
        if element.parent is not None:
            assert boxes[element.parent].contains(boxes[element.id])
    siblings = [boxes[key] for key in topology.children(ElementId("vpc-1"))]
    assert not any(a.overlaps(b) for a in siblings for b in siblings if a is not b)


def test_what_the_catalog_refuses_is_left_out_and_noted() -> None:
    page = page_of(_small(), "small")
    (link,) = page.diagram.topology.links.values()
    assert (link.source, link.target) == ("ec2-instance-1", "s3-bucket-1")
    assert not page.diagram.topology.elements[ElementId("ec2-instance-1")].properties
    assert [(note.kind, note.ids) for note in page.notes] == [
        (NoteKind.INFERRED, ("link-1", "ec2-instance-1")),
        (NoteKind.SKIPPED, ("ec2-instance-1",)),
        (NoteKind.SKIPPED, ("ec2-instance-1", "vpc-1")),
    ]


def test_inferred_facts_mark_until_confirmed_and_are_never_scored() -> None:
    marked = page_of(_small(), "small").diagram
    key, link = ElementId("ec2-instance-1"), LinkId("link-1")
    assert marked.topology.elements[key].inferred == ("Web reads Files: its role may.",)
    confirmed = apply(marked, Confirm(ids=frozenset({key, link})))
    assert not confirmed.topology.elements[key].inferred
    assert not confirmed.topology.links[link].inferred
    assert apply(confirmed, Confirm(ids=frozenset({key}))) is confirmed
    assert read_bytes(to_text(marked).encode(), "x") == marked
    cards = [score(diagram, profile("standard")) for diagram in (marked, confirmed)]
    assert cards[0].overall == cards[1].overall
    assert cards[0].findings == cards[1].findings


def test_a_loop_of_parents_is_opened() -> None:
    graph = ResourceGraph()
    graph.add("A", "group", parent="B")
    graph.add("B", "group", parent="A")
    graph.add("C", "group", parent="C")
    assert len(page_of(graph, "loop").diagram.topology.elements) == 3


def test_an_empty_graph_needs_a_reason() -> None:
    with pytest.raises(Refused, match="nothing that can be drawn"):
        page_of(ResourceGraph(), "empty")
    graph = ResourceGraph()
    graph.skipped("AWS::IAM::Role is not drawn.")
    assert page_of(graph, "empty").notes[0].sentence == "AWS::IAM::Role is not drawn."


def test_relations_are_one_each_and_the_stronger_stays() -> None:
    graph = _small()
    assert graph.relate("Web", "Web") is None
    assert graph.relate("Web", "Nobody") is None
    first = graph.relate("Web", "Files")
    assert graph.relate("Web", "Files") is first
    assert graph.relate("Web", "Files", LinkKind.ASYNC) is not first


def test_a_result_survives_the_way_between_processes() -> None:
    result = ImportResult(format="cloudformation", pages=(page_of(_small(), "small"),))
    again = from_bytes(to_bytes(result), "x")
    assert to_text(again.pages[0].diagram) == to_text(result.pages[0].diagram)
    assert again.pages[0].notes == result.pages[0].notes
    with pytest.raises(ImportRefused, match=r"^x: line 3: is bad$"):
        from_bytes(to_bytes(ImportRefused("y", "line 3", "is bad")), "x")
    with pytest.raises(ImportRefused, match="no answer"):
        from_bytes(b"Killed", "x")
