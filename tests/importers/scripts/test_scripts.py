"""Scripts for the diagrams package read into exact topologies, without running any of them."""

import ast
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.importers.dispatch import import_file, read
from designer.importers.refusal import ImportRefused
from designer.importers.result import NoteKind, Page
from designer.importers.scripts.names import service_of
from designer.importers.source import Format, Source
from designer.storage.refusal import Refused

HEAD = """
from diagrams import Cluster, Diagram, Edge
from diagrams.aws.compute import EC2, ECS as Containers, Lambda
from diagrams.aws.database import RDS, ElastiCache
from diagrams.aws.integration import SQS
from diagrams.aws.network import ALB, Route53
import diagrams.aws.storage as storage
"""


def pages(text: str) -> tuple[Page, ...]:
    data = (HEAD + text).encode()
    return read(Source(path=Path("drawn.py"), data=data), Format.SCRIPT).pages


def elements(page: Page) -> dict[str, tuple[str, str]]:
    """Service and parent's name by name."""
    topology = page.diagram.topology
    return {
        e.name: (e.service, "" if e.parent is None else topology.elements[e.parent].name)
        for e in topology.elements.values()
    }


def links(page: Page) -> set[tuple[str, str, str]]:
    topology = page.diagram.topology
    return {
        (topology.elements[i.source].name, i.kind.value, topology.elements[i.target].name)
        for i in topology.links.values()
    }


def test_nodes_clusters_and_lists() -> None:
    (page,) = pages("""
with Diagram("Web", show=False, direction="LR"):
    dns = Route53("dns")
    with Cluster("VPC"):
        lb = ALB("lb")
        with Cluster("Availability Zone a"):
            with Cluster("Public subnet"):
                one = EC2("one")
        with Cluster("Availability Zone b"):
            with Cluster("Private subnet"):
                two = EC2("two")
    dns >> lb >> [one, two] >> Edge(label="asks") >> SQS("jobs")
    storage.S3("files") << one
""")
    assert page.name == "Web"
    assert elements(page) == {
        "VPC": ("vpc", ""),
        "Availability Zone a": ("zone", "VPC"),
        "Availability Zone b": ("zone", "VPC"),
        "Public subnet": ("public-subnet", "Availability Zone a"),
        "Private subnet": ("private-subnet", "Availability Zone b"),
        "dns": ("route53", ""),
        "lb": ("alb", "VPC"),
        "one": ("ec2", "Public subnet"),
        "two": ("ec2", "Private subnet"),
        "jobs": ("sqs", ""),
        "files": ("s3", ""),
    }
    assert links(page) == {
        ("dns", "request", "lb"),
        ("lb", "request", "one"),
        ("lb", "request", "two"),
        ("one", "async", "jobs"),
        ("two", "async", "jobs"),
        ("one", "request", "files"),
    }
    labels = {
        link.label for link in page.diagram.topology.links.values() if link.kind.value == "async"
    }
    assert labels == {"asks"}


def test_loops_functions_and_texts_over_literals() -> None:
    (page,) = pages("""
NAMES = ["a", "b"]

def web(name, kind=EC2):
    return kind(f"web-{name}")

def main():
    with Diagram("Loops"):
        lb = ALB("lb")
        workers = [web(name) for name in NAMES]
        lb >> workers
        for number in range(2):
            queue = SQS("queue %d" % number)
            workers[number] >> queue
        for name, size in {"x": 1, "y": 2}.items():
            if size > 1:
                workers[0] >> Containers(name)

if __name__ == "__main__":
    main()
""")
    assert links(page) == {
        ("lb", "request", "web-a"),
        ("lb", "request", "web-b"),
        ("web-a", "async", "queue 0"),
        ("web-b", "async", "queue 1"),
        ("web-a", "request", "y"),
    }


def test_lines_without_direction_are_oriented_by_role_and_said_so() -> None:
    (page,) = pages("""
with Diagram("Lines"):
    main = RDS("primary (Multi-AZ)")
    main - RDS("replica")
    main - EC2("app")
""")
    assert links(page) == {
        ("primary (Multi-AZ)", "replication", "replica"),
        ("app", "request", "primary (Multi-AZ)"),
    }
    assert [n.kind for n in page.notes if n.kind is NoteKind.ORIENTED] == [NoteKind.ORIENTED]
    stated = {e.name: dict(e.properties) for e in page.diagram.topology.elements.values()}
    assert stated == {"primary (Multi-AZ)": {"multi_az": True}, "replica": {}, "app": {}}


def test_several_diagrams_are_pages_and_unknown_classes_are_named() -> None:
    first, second = pages("""
from diagrams.aws.game import Gamelift
from diagrams.onprem.client import Users
with Diagram("One"):
    Users("people") >> Gamelift("match")
with Diagram("Two"):
    for x in load("names.txt"):
        EC2(x)
    Lambda("f")
""")
    assert elements(first) == {"people": ("users", ""), "match": ("generic", "")}
    (unknown,) = [note for note in first.notes if note.kind is NoteKind.UNKNOWN]
    assert "diagrams.aws.game.Gamelift" in unknown.sentence
    assert elements(second) == {"f": ("lambda", "")}
    assert [n.place for n in second.notes if n.kind is NoteKind.SKIPPED] == ["line 14"]


def test_groups_are_memberships_and_a_region_has_its_code() -> None:
    (page,) = pages("""
with Diagram("Groups"):
    with Cluster("eu-west-1"):
        with Cluster("Workers"):
            EC2("w")
""")
    by_name = {e.name: e for e in page.diagram.topology.elements.values()}
    assert dict(by_name["eu-west-1"].properties) == {"region_code": "eu-west-1"}
    assert by_name["w"].parent == by_name["eu-west-1"].id
    assert by_name["w"].memberships == (by_name["Workers"].id,)


def test_nobody_waits_for_what_a_queue_or_a_bucket_brings() -> None:
    text = """
with Diagram("d"):
    queue = SQS("queue")
    Containers("shop") >> queue >> [Lambda("one"), Lambda("two")]
    storage.S3("files") >> Lambda("three") >> storage.S3("done")
"""
    (page,) = pages(text)
    topology = page.diagram.topology
    kinds = {
        (topology.elements[i.source].name, topology.elements[i.target].name): i.kind.value
        for i in topology.links.values()
    }
    assert kinds == {
        ("shop", "queue"): "async",
        ("queue", "one"): "async",
        ("queue", "two"): "async",
        ("files", "three"): "async",
        ("three", "done"): "request",
    }


def test_an_empty_diagram_says_why() -> None:
    (page,) = pages('with Diagram("Empty"):\n    pass\n')
    assert [note.sentence for note in page.notes] == ["Nothing is drawn in this diagram."]


def test_nothing_of_a_script_is_run(tmp_path: Path) -> None:
    trace = tmp_path / "ran"
    text = f"""
open({str(trace)!r}, "w").write("x")
__import__("os").system("touch {trace}")
eval("open({str(trace)!r}, 'w')")
with Diagram("D"):
    EC2(str(open({str(trace)!r}, "w")))
"""
    pages(text)
    assert not trace.exists()


@pytest.mark.parametrize(
    "text",
    [
        "x = 1",
        "with Diagram(",
        "x = " + "(" * 5000 + ")" * 5000,
        "x = " + "[" * 150 + "]" * 150,
        "x = " + "-" * 50_000 + "1",
        'with Diagram("d"):\n    a = EC2("a")\n    ' + "a >> " * 30_000 + "a",
        'with Diagram("d"):\n    for a in range(9999):\n        for b in range(99):\n            c',
        'with Diagram("d"):\n    for a in range(9999):\n        EC2("a")',
        "def f(): f(); f()\nf()",
        "\x00",
        "x = " + "9" * 100_000,
    ],
)
def test_hostile_scripts_are_refused_in_one_sentence(text: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.py"
    path.write_text(HEAD + text)
    with pytest.raises(ImportRefused) as refused:
        import_file(path)
    assert "\n" not in str(refused.value)


def test_a_label_of_a_megabyte_is_cut() -> None:
    (page,) = pages(f'with Diagram("d"):\n    EC2("{"x" * 2**20}")\n')
    assert all(len(name) <= 200 for name in elements(page))


_STATEMENTS = st.sampled_from(
    [
        'a = EC2("a")',
        'b = [RDS("b"), SQS("c")]',
        "a >> b",
        "b >> Edge() >> a",
        "a - b - a",
        "b << Edge(reverse=True) << [a, b]",
        "for x in b: x >> a",
        "b.append(a)",
        "b = b + [a] * 3",
        "a = b[0]",
        "b[1] = a",
        'with Cluster("VPC"): a = Lambda()',
        'with Diagram("inner"): a = ALB()',
        "a >> undefined",
        "break",
        "return",
        "b = b.append(b)",
        "a, *b = b",
        "del a",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_STATEMENTS, max_size=12))
def test_any_statements_are_read_or_refused(statements: list[str]) -> None:
    body = "".join(f"    {line}\n" for line in ["pass", *statements])
    try:
        tree = ast.parse(body.replace("    ", ""))
    except SyntaxError:
        tree = None
    try:
        found = pages('with Diagram("d"):\n' + body)
    except Refused:
        return
    assert tree is not None
    assert found


def test_every_row_is_found_by_its_own_class() -> None:
    assert service_of("diagrams.aws.network.NATGateway") == "nat"
    assert service_of("diagrams.aws.network.ELB") == "alb"
    assert service_of("diagrams.gcp.compute.GCE") is None


def test_labels_are_read_as_graphviz_shows_them() -> None:
    (page,) = pages(r"""
with Diagram("R&amp;D"):
    with Cluster("a", graph_attr={"label": "VPC &lt;one&gt;"}):
        EC2("C:\\\\new\\nserver &eacute; AT&T")
""")
    assert page.name == "R&D"
    assert elements(page) == {
        "VPC <one>": ("vpc", ""),
        "C:\\new server é AT&T": ("ec2", "VPC <one>"),
    }


def test_a_node_that_shows_nothing_stands_for_its_box() -> None:
    (page,) = pages("""
from diagrams import Node
HIDDEN = {"shape": "point", "style": "invis"}
with Diagram("Web"):
    lb = ALB("lb")
    with Cluster("Auto Scaling group"):
        inside = Node("", **HIDDEN)
        EC2("one")
    with Cluster("VPC"):
        Node("", **HIDDEN)
    lb >> inside
""")
    assert set(elements(page)) == {"lb", "Auto Scaling group", "one", "VPC"}
    assert links(page) == {("lb", "request", "Auto Scaling group")}


def test_a_node_without_an_icon_is_a_note_unless_lines_end_at_it() -> None:
    (page,) = pages("""
from diagrams import Node
with Diagram("Web"):
    Node("Drawn on Monday\\\\l", shape="box")
    EC2("one") >> Node("Printer")
""")
    assert elements(page) == {
        "Drawn on Monday": ("note", ""),
        "one": ("ec2", ""),
        "Printer": ("generic", ""),
    }


def test_looks_in_a_table_count() -> None:
    (page,) = pages("""
COPY = {"style": "dashed", "label": "copies"}
with Diagram("Web"):
    RDS("one") >> Edge(**COPY) >> RDS("two")
""")
    (link,) = page.diagram.topology.links.values()
    assert (link.kind.value, link.label) == ("replication", "copies")
