"""The program for `diagrams`: it runs by itself, draws the same graph, and no name breaks out."""

import ast
import importlib
import json
import keyword
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from designer.catalog.loader import catalog
from designer.exporters.clean_text import cleaned, plain
from designer.exporters.options import LayoutKind
from designer.exporters.python_code import to_python
from designer.importers.dispatch import import_file
from designer.importers.scripts.evaluation import Evaluation
from designer.importers.scripts.labels import shown
from designer.importers.scripts.sketch import Sketch
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.render.folding import captioned
from designer.render.scene import heading_of
from designer.render.stacking import stacked_containers
from designer.resources import sample_files, samples_folder
from designer.storage.diagram_file import read
from tests.builders import diagram
from tests.exporters.hostile import HOSTILE
from tests.exporters.hostile_designs import EXAMPLES, hostile_design
from tests.exporters.pinned import assert_pinned

RUNNER = Path(__file__).with_name("running_programs.py")
Graph = tuple[str, list[tuple[str, int]], list[tuple[str, int]], Counter[tuple[int, int, str]]]


def squeezed(text: str) -> str:
    """Return a text without its breaks, which a label has where its line is full."""
    return "".join(text.split())


class Expected:
    """The graph of a design, told from its topology: nodes and boxes in the program's order."""

    def __init__(self, design: Diagram) -> None:
        self.design = captioned(cleaned(design))
        topology = self.design.topology
        stacked = stacked_containers(topology, self.design.layout)
        self._rank = {element.id: at for at, element in enumerate(stacked)}
        self.parts: list[tuple[Element | None, int]] = []
        self.boxes: list[tuple[Element, int]] = []
        self.place: dict[ElementId, int] = {}
        self._linked = {e for k in topology.links.values() for e in (k.source, k.target)}
        self._enter(None, -1)

    def _enter(self, parent: ElementId | None, path: int) -> None:
        topology = self.design.topology
        inside = [topology.elements[key] for key in topology.children(parent)]
        for element in inside:
            if not element.kind.is_container:
                self._put(element, element.id, path)
        boxes = [element for element in inside if element.kind.is_container]
        for element in sorted(boxes, key=lambda one: self._rank[one.id]):
            at = len(self.boxes)
            self.boxes.append((element, path))
            if element.id in self._linked or not topology.children(element.id):
                self._put(None, element.id, at)
            self._enter(element.id, at)

    def _put(self, element: Element | None, key: ElementId, path: int) -> None:
        self.place[key] = len(self.parts)
        self.parts.append((element, path))

    def graph(self) -> Graph:
        links = self.design.topology.links.values()
        return (
            squeezed(heading_of(self.design)),
            [(squeezed("" if e is None else e.name), path) for e, path in self.parts],
            [(squeezed(e.name), path) for e, path in self.boxes],
            Counter((self.place[k.source], self.place[k.target], squeezed(k.label)) for k in links),
        )


def drawn_graph(found: dict[str, Any]) -> Graph:
    """Return what a program has handed to Graphviz, with labels as Graphviz shows them."""
    edges = (
        (e["from"], e["to"], squeezed(shown(e.get("label") or e.get("xlabel") or "")))
        for e in found["edges"]
    )
    return (
        squeezed(shown(found["title"] or "")),
        [(squeezed(shown(node.get("label") or "")), node["in"]) for node in found["nodes"]],
        [(squeezed(shown(box["label"] or "")), box["in"]) for box in found["clusters"]],
        Counter(edges),
    )


def ran(programs: Iterable[str], folder: Path, *more: str) -> list[dict[str, Any]]:
    """Run programs where nothing but `diagrams` is known, and return their graphs."""
    paths = []
    for number, program in enumerate(programs):
        paths.append(folder / f"program_{number}.py")
        paths[-1].write_text(program, "utf-8")
    out = folder / "graphs.json"
    subprocess.run(
        [sys.executable, "-I", str(RUNNER), str(out), *more, *map(str, paths)],
        check=True,
        timeout=500,
        env={"PATH": "", "HOME": str(folder)},
        cwd=folder,
    )
    graphs: list[dict[str, Any]] = json.loads(out.read_text("utf-8"))
    return graphs


def sketched(program: str) -> Sketch:
    """Return what our own importer reads in a program."""
    evaluation = Evaluation()
    evaluation.follow(ast.parse(program))
    (sketch,) = evaluation.sketches
    assert not evaluation.remarks | sketch.remarks
    return sketch


def read_graph(design: Diagram, sketch: Sketch) -> tuple[Graph, Graph]:
    """Return what is expected of the importer, anchors being their boxes, and what it has read."""
    expected = Expected(design)
    nodes = [(e, path) for e, path in expected.parts if e is not None]
    keys = {e.id: f"node {at}" for at, (e, _) in enumerate(nodes)}
    keys |= {e.id: f"cluster {at}" for at, (e, _) in enumerate(expected.boxes)}
    order = {key: at for at, key in enumerate([*sketch.icons, *sketch.boxes])}
    links = expected.design.topology.links.values()
    paths = {"": -1} | {key: at for at, key in enumerate(sketch.boxes)}
    title, _, boxes, _ = expected.graph()
    asked = (
        title,
        [(squeezed(e.name), path) for e, path in nodes],
        boxes,
        Counter((order[keys[k.source]], order[keys[k.target]], squeezed(k.label)) for k in links),
    )
    found = (
        squeezed(sketch.title),
        [(squeezed(icon.label), paths[icon.cluster]) for icon in sketch.icons.values()],
        [(squeezed(box.label), paths[box.outer]) for box in sketch.boxes.values()],
        Counter((order[a.source], order[a.target], squeezed(a.label)) for a in sketch.arrows),
    )
    return asked, found


def programs(designs: Iterable[Diagram]) -> Iterator[tuple[Diagram, str]]:
    for number, design in enumerate(designs):
        layout = LayoutKind.ARRANGED if number % 2 else LayoutKind.DRAWN
        yield design, to_python(design, layout=layout)


def test_programs_of_all_samples_draw_the_same_graph(tmp_path: Path) -> None:
    designs = [read(path) for path in sample_files()]
    both = [(d, to_python(d, layout=layout)) for d in designs for layout in LayoutKind]
    for (design, program), found in zip(both, ran([p for _, p in both], tmp_path), strict=True):
        assert drawn_graph(found) == Expected(design).graph()
        asked, got = read_graph(design, sketched(program))
        assert got == asked
        images = [Path(n["image"]).is_file() for n in found["nodes"] if n.get("image")]
        assert images
        assert all(images)


def test_programs_of_hostile_designs_draw_the_same_graph(tmp_path: Path) -> None:
    made = list(programs(hostile_design(seed) for seed in range(EXAMPLES)))
    for (design, program), found in zip(made, ran([p for _, p in made], tmp_path), strict=True):
        assert drawn_graph(found) == Expected(design).graph()
        asked, got = read_graph(design, sketched(program))
        assert got == asked


def test_only_classes_that_are_installed_are_named() -> None:
    for service in catalog().values():
        if service.kind.is_container:
            continue
        program = to_python(diagram(f"{service.key} x"))
        for node in ast.walk(ast.parse(program)):
            if isinstance(node, ast.ImportFrom):
                module = importlib.import_module(node.module or "")
                assert all(hasattr(module, alias.name) for alias in node.names)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_nothing_but_a_literal(name: str) -> None:
    tame, evil = (
        to_python(replace(_called(diagram("users u\nec2 web\nu -> web"), text), title=text))
        for text in ("Name", name)
    )
    shapes = [
        [
            type(node).__name__
            for node in ast.walk(ast.parse(program))
            if not isinstance(node, (ast.Constant, ast.keyword))
        ]
        for program in (tame, evil)
    ]
    # More lines of a label and another file name are literals, too.
    assert shapes[0] == shapes[1]
    for node in ast.walk(ast.parse(evil)):
        if isinstance(node, ast.Name):
            assert node.id.isascii()
            assert not keyword.iskeyword(node.id)


def test_graphviz_shows_names_as_they_are(tmp_path: Path) -> None:
    design = diagram("\n".join(f"ec2 a{number}" for number in range(len(HOSTILE))))
    topology = design.topology
    for key, name in zip(topology.elements, HOSTILE, strict=True):
        renamed = replace(topology.elements[key], name=name)
        topology = replace(topology, elements=topology.elements.with_item(key, renamed))
    (found,) = ran([to_python(replace(design, topology=topology))], tmp_path, "--drawn")
    assert found["shown"] == [squeezed(plain(name)) for name in HOSTILE]


def _called(design: Diagram, name: str) -> Diagram:
    topology = design.topology
    for key, element in topology.elements.items():
        renamed = replace(element, name=name)
        topology = replace(topology, elements=topology.elements.with_item(key, renamed))
    return replace(design, topology=topology)


def test_variables_say_what_they_hold() -> None:
    design = diagram("users u\nec2 a\nec2 b\nec2 c\nec2 d\nu -> a\nu -> b\nu -> c\nu -> d")
    names = ("2nd floor", "Web server", "Web server", "print", "日本語")
    topology = design.topology
    for key, name in zip(topology.elements, names, strict=True):
        element = replace(topology.elements[key], name=name)
        topology = replace(topology, elements=topology.elements.with_item(key, element))
    program = to_python(replace(design, topology=topology), layout=LayoutKind.ARRANGED)
    assigned = [
        node.targets[0].id
        for node in ast.walk(ast.parse(program))
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id.islower()
    ]
    first, *_, last = topology.elements
    assert assigned == [first, "web_server", "web_server_2", "print_2", last]


def test_formatters_have_nothing_to_do(tmp_path: Path) -> None:
    designs = [*(read(path) for path in sample_files()), *map(hostile_design, range(10))]
    for number, (_, program) in enumerate(programs(designs)):
        (tmp_path / f"p{number}.py").write_text(program, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--isolated", "--diff", "--no-cache", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    checked = subprocess.run(
        [
            *(sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache"),
            *("--select", "F,I,E,W", "--ignore", "E501", tmp_path),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", ["three-tier", "reliability-99-99"])
def test_a_sample_comes_back_through_the_importer(name: str, tmp_path: Path) -> None:
    design = read(samples_folder() / f"{name}.tenet")
    file = tmp_path / "program.py"
    file.write_text(to_python(design), "utf-8")
    (page,) = import_file(file).pages
    again = page.diagram.topology
    told = [
        sorted((e.service, e.name) for e in t.elements.values() if not e.kind.is_container)
        for t in (design.topology, again)
    ]
    assert told[0] == told[1]
    links = [
        Counter((t.elements[k.source].name, t.elements[k.target].name) for k in t.links.values())
        for t in (design.topology, again)
    ]
    assert links[0] == links[1]
    assert Counter(e.name for e in design.topology.containers) == Counter(
        e.name for e in again.containers
    )


@pytest.mark.parametrize("name", ["three-tier", "serverless-api"])
@pytest.mark.parametrize("layout", LayoutKind, ids=lambda layout: layout.value)
def test_pinned(name: str, layout: LayoutKind) -> None:
    design = read(samples_folder() / f"{name}.tenet")
    assert_pinned(f"{name}-{layout.value}.py.txt", to_python(design, layout=layout))


def test_an_empty_design_is_a_program(tmp_path: Path) -> None:
    (found,) = ran([to_python(diagram(""))], tmp_path)
    assert found == {"title": "", "nodes": [], "clusters": [], "edges": []}


def test_a_file_is_called_after_the_title_and_never_like_a_device() -> None:
    for title, name in (("../Über uns!", "uber_uns"), ("Con", "con_diagram"), ("日本", "diagram")):
        assert f'filename="{name}"' in to_python(replace(diagram("ec2 a"), title=title))


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_running_it_draws_the_picture(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(to_python(read(samples_folder() / "single-server.tenet")), "utf-8")
    subprocess.run([sys.executable, "-I", program], check=True, timeout=60, cwd=tmp_path)
    (picture,) = tmp_path.glob("*.png")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 10_000
