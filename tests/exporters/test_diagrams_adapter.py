"""The DOT text: pinned, escaped, and made without touching the disk."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.exporters.clean_text import cleaned, plain
from designer.exporters.diagrams_adapter import dot_of, spline
from designer.exporters.plan import Group, planned
from designer.exporters.svg import SVG
from designer.exporters.worker_client import GraphvizWorker
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.render.theme import DARK, LIGHT, Theme
from tests.exporters.pinned import assert_pinned, without_places
from tests.render.drawings import Sheet, serverless, three_tier

HOSTILE = [
    r"\N",
    r"C:\new\table",
    "ends with \\",
    "<b>bold</b>",
    "<IMG SRC='/etc/hostname'/>",
    "<>",
    '"quoted" and {a|b}',
    "&lt; & &amp; &#65;",
    "two\nlines",
    "שלום עולם",
    "--> <!-- ]]>",
    "\x00\x1b[2J\ufffe",
    "%s %n ${x} `x`",
    "日本語 👩\u200d💻",
    "a]; b [shape=epsf shapefile=x",
]


@pytest.fixture(scope="module")
def worker() -> Iterator[GraphvizWorker]:
    made = GraphvizWorker()
    yield made
    made.close()


def dot(diagram: Diagram, theme: Theme = LIGHT) -> str:
    return dot_of(planned(cleaned(diagram), theme))[0]


def texts(worker: GraphvizWorker, diagram: Diagram) -> list[str]:
    root = fromstring(worker.draw(dot(diagram), "svg"))
    return [element.text or "" for element in root.iter(f"{{{SVG}}}text")]


@pytest.mark.parametrize(
    ("name", "diagram", "theme"),
    [("three_tier_light.dot", three_tier(), LIGHT), ("serverless_dark.dot", serverless(), DARK)],
)
def test_the_text_is_as_pinned(name: str, diagram: Diagram, theme: Theme) -> None:
    assert_pinned(name, without_places(dot(diagram, theme)))


def test_the_icons_named_are_told() -> None:
    text, icons = dot_of(planned(three_tier(), LIGHT))
    assert all(path.is_file() for path in icons)
    assert all(str(path) in text for path in icons)


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    dot(three_tier())
    assert list(tmp_path.iterdir()) == []


def named(name: str, label: str = "") -> Diagram:
    sheet = Sheet(name)
    sheet.box("box", Kind.VPC, name, (0, 0, 600, 300), service="vpc")
    sheet.put("a", "ec2", name, (40, 100), "box", size=(200.0, 180.0))
    sheet.put("b", "ec2", "B", (440, 100), "box")
    sheet.put("n", "note", name, (0, 400), kind=Kind.NOTE, size=(200.0, 100.0))
    sheet.link("a", "b", label)
    return sheet.diagram()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_shown_as_it_is(worker: GraphvizWorker, name: str) -> None:
    shown = texts(worker, named(name, name))
    expected = plain(name).split()
    joined = " ".join(shown).replace("\u00a0", " ")
    for word in expected:
        assert word in joined


@settings(max_examples=60, deadline=None)
@given(name=st.text(max_size=40), label=st.text(max_size=40))
def test_no_text_makes_graphviz_fail(worker: GraphvizWorker, name: str, label: str) -> None:
    root = fromstring(worker.draw(dot(named(name, label)), "svg"))
    icons = root.iter(f"{{{SVG}}}image")
    assert len(list(icons)) == 3


def test_siblings_with_one_name_stay_apart(worker: GraphvizWorker) -> None:
    sheet = Sheet()
    for index in range(3):
        box = sheet.box(f"s{index}", Kind.GROUP, "Same", (index * 220, 0, 200, 200))
        sheet.put(f"n{index}", "ec2", "Same", (index * 220 + 50, 60), box)
    shown = texts(worker, sheet.diagram())
    assert shown.count("Same") == 6


def test_a_subgraph_whose_id_is_a_word_of_dot_is_drawn(worker: GraphvizWorker) -> None:
    sheet = Sheet()
    sheet.box("graph", Kind.GROUP, "G", (0, 0, 300, 300))
    for index, key in enumerate(("node", "edge", "strict")):
        sheet.put(key, "ec2", key, (index * 150, 400))
    sheet.link("node", "edge")
    assert set(texts(worker, sheet.diagram())) == {"G", "node", "edge", "strict"}


def test_empty_containers_are_drawn(worker: GraphvizWorker) -> None:
    sheet = Sheet()
    sheet.box("vpc", Kind.VPC, "Empty", (0, 0, 300, 200))
    assert texts(worker, sheet.diagram()) == ["Empty"]


def test_an_empty_diagram_is_drawn(worker: GraphvizWorker) -> None:
    assert texts(worker, Sheet().diagram()) == []


def all_groups(groups: Iterable[Group]) -> Iterator[Group]:
    for group in groups:
        yield group
        yield from all_groups(group.groups)


def test_a_link_to_a_group_ends_at_its_border(worker: GraphvizWorker) -> None:
    plan = planned(three_tier(), LIGHT)
    edge = next(edge for edge in plan.edges if edge.head == "in.group")
    (group,) = (group for group in all_groups(plan.groups) if group.key == "group")
    assert edge.path[-1][0] == group.box[0]
    assert worker.draw(dot(three_tier()), "svg").count(b"<title>alb&#45;&gt;in.group</title>") == 1


def test_positions_are_those_of_the_canvas(worker: GraphvizWorker) -> None:
    sheet = Sheet()
    sheet.put("a", "ec2", "", (0, 0))
    sheet.put("b", "ec2", "", (1000, 400))
    root = fromstring(worker.draw(dot(sheet.diagram()), "svg"))
    first, second = root.iter(f"{{{SVG}}}image")
    assert float(second.get("x", "0")) - float(first.get("x", "0")) == pytest.approx(750)
    assert float(second.get("y", "0")) - float(first.get("y", "0")) == pytest.approx(300)


def test_a_spline_keeps_its_corners_and_ends_before_the_arrow() -> None:
    parts = spline(((0.0, 0.0), (90.0, 0.0), (90.0, 60.0))).split()
    assert parts[0] == "e,90,60"
    assert parts[1:5] == ["0,0", "30,0", "60,0", "90,0"]
    assert parts[-1] == "90,53.5"
