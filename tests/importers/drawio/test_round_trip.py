"""What is exported to draw.io comes back the same, and what is changed there comes back changed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from designer.exporters.drawio import to_drawio
from designer.importers.drawio.source import pages_of
from designer.model.diagram import Diagram
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.layout import Box
from designer.model.looks import Hue, Look, Stroke, Weight
from designer.scoring.engine import score
from designer.scoring.profile import profile
from designer.storage.diagram_file import read
from tests.importers.drawio.sketch import icon, imported, line
from tests.storage.strategies import diagrams

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.tenet"))


def _back(diagram: Diagram, change: Callable[[str], str] = str) -> Diagram:
    (page,) = imported(change(to_drawio(diagram))).pages
    return page.diagram


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_comes_back(sample: Path) -> None:
    diagram = read(sample)
    back = _back(diagram)
    assert back.topology == diagram.topology
    assert (back.title, back.workload, back.waivers) == (
        diagram.title,
        diagram.workload,
        diagram.waivers,
    )
    for key, box in diagram.layout.boxes.items():
        other = back.layout.boxes[key]
        for one, two in zip(_numbers(box), _numbers(other), strict=True):
            assert two == pytest.approx(one, abs=1e-3)
    assert back.layout.bends == diagram.layout.bends


def _numbers(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(diagrams())
def test_every_diagram_comes_back(diagram: Diagram) -> None:
    back = _back(diagram)
    assert back.topology == diagram.topology
    for part in ("locked", "hidden", "ranks", "looks"):
        assert getattr(back.layout, part) == getattr(diagram.layout, part)


def test_looks_are_drawn_in_draw_io_too() -> None:
    diagram = read(SAMPLES[-1])
    key = next(e.id for e in diagram.topology.elements.values() if e.kind.is_container)
    looks = FrozenMap({str(key): Look(Hue.RED, Stroke.DOTTED, Weight.THICK)})
    layout = replace(diagram.layout, looks=looks, locked=frozenset({key}))
    text = to_drawio(diagram.with_layout(layout))
    assert "strokeColor=#B8182B;dashed=1;dashPattern=1 3;strokeWidth=2.5;locked=1;" in text
    assert "locked=1" not in to_drawio(diagram)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_reader_that_knows_nothing_of_us_sees_the_same_drawing(sample: Path) -> None:
    diagram = read(sample)
    text = to_drawio(diagram)
    assert all(style.count(";;") == 0 for style in _styles(text))
    bare = text.replace("tenet=", "other=")
    (page,) = imported(bare).pages
    found = page.diagram.topology

    def services(of: Diagram) -> list[str]:
        return sorted(e.service for e in of.topology.elements.values())

    assert services(page.diagram) == services(diagram)
    zones = {e.name for e in diagram.topology.elements.values() if e.service == "zone"}
    assert zones == {e.name for e in found.elements.values() if e.service == "zone"}
    assert len(found.links) >= 0.9 * len(diagram.topology.links)


def _styles(text: str) -> list[str]:
    return [cell.get("style", "") for cell in ElementTree.fromstring(text).iter("mxCell")]


def test_the_file_is_well_formed_and_every_parent_comes_first() -> None:
    (page,) = pages_of(to_drawio(read(SAMPLES[0])).encode())
    seen: set[str] = set()
    root = page.model.find("root")
    assert root is not None
    for node in root:
        cell = node if node.tag == "mxCell" else node.find("mxCell")
        assert cell is not None
        parent = cell.get("parent")
        assert parent is None or parent in seen
        seen.add(node.get("id") or "")


THREE_TIER = next(path for path in SAMPLES if path.stem == "three-tier")


def test_what_stands_at_the_edge_of_the_canvas_comes_back() -> None:
    diagram = read(THREE_TIER)
    far = diagram.layout.boxes.with_item(ElementId("users"), Box(999_998.0, -1e6, 130.0, 130.0))
    moved = replace(diagram, layout=replace(diagram.layout, boxes=far))
    assert _back(moved).topology == moved.topology


def test_a_new_label_a_new_end_and_a_new_place_are_taken_over() -> None:
    diagram = read(THREE_TIER)

    def changed(text: str) -> str:
        text = text.replace('label="Web server A"', 'label="Shop &amp; cart"')
        return text.replace('source="n-dns" target="n-alb"', 'source="n-dns" target="n-cdn"')

    back = _back(diagram, changed).topology
    link = next(link for link in back.links.values() if link.source == "dns")
    assert back.elements[ElementId("app-a")].name == "Shop & cart"
    assert (link.target, link.id) == ("cdn", "link-2")


def test_what_is_added_in_draw_io_joins_what_was_there() -> None:
    diagram = read(THREE_TIER)

    def changed(text: str) -> str:
        added = icon("sqs", "new", -400, -400, "Jobs") + line("n-app-a", "new", key="fresh")
        return text.replace("</root>", f"{added}</root>")

    back = _back(diagram, changed).topology
    (queue,) = back.of_service("sqs")
    assert dict(back.elements) == {**diagram.topology.elements, queue.id: queue}
    (link,) = back.incoming(queue.id)
    assert (link.source, link.kind.value) == ("app-a", "async")
    assert set(diagram.topology.links) < set(back.links)


def test_what_is_deleted_or_copied_in_draw_io_is_gone_or_there_twice() -> None:
    diagram = read(THREE_TIER)

    def without_cache(text: str) -> str:
        lines = text.splitlines(keepends=True)
        kept = [row for row in lines if 'id="n-cache"' not in row]
        copied = next(row for row in lines if 'id="n-static"' in row)
        kept.insert(-4, copied.replace('id="n-static"', 'id="x9"'))
        return "".join(kept)

    back = _back(diagram, without_cache).topology
    assert "cache" not in back.elements
    assert all("cache" not in (link.source, link.target) for link in back.links.values())
    assert [e.name for e in back.of_service("s3")] == ["Static files"] * 2


def test_damaged_data_of_ours_is_told_and_the_drawing_is_read() -> None:
    (page,) = imported(
        to_drawio(read(THREE_TIER)).replace("version&quot;:&quot;1.", "version&quot;:&quot;9.", 1)
    ).pages
    assert page.diagram.topology.of_service("alb")
    assert "had stored in the page is left out" in page.notes[0].sentence


def test_markup_in_names_stays_text() -> None:
    diagram = read(THREE_TIER)
    element = next(iter(diagram.topology.elements.values()))
    hostile = replace(element, name="<b onclick='x'>&lt;i&gt;</b>")
    elements = diagram.topology.elements.with_item(element.id, hostile)
    changed = replace(diagram, topology=replace(diagram.topology, elements=elements))
    assert "html=1" not in to_drawio(changed)
    assert _back(changed).topology == changed.topology


def test_a_design_scores_the_same_after_the_round_trip() -> None:
    diagram = read(THREE_TIER)
    assert score(_back(diagram), profile()) == score(diagram, profile())
