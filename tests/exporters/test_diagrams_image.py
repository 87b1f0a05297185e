"""The export as a whole: formats, layouts, themes, limits, and what happens when Graphviz fails."""

import re
import struct
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from PySide6.QtGui import QColor, QImage

from designer.exporters.diagrams_image import Engine, export_image
from designer.exporters.options import ExportRefused
from designer.exporters.svg import SVG, XLINK
from designer.exporters.worker_client import GraphvizWorker
from designer.model.diagram import EMPTY
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId
from designer.model.layout import Layout
from designer.render.theme import DARK
from tests.render.drawings import Sheet, serverless, three_tier

DIES = ("import sys; sys.stdin.buffer.read(8); raise SystemExit(1)",)


@pytest.fixture(scope="module")
def worker() -> Iterator[GraphvizWorker]:
    made = GraphvizWorker()
    yield made
    made.close()


@pytest.fixture
def broken() -> GraphvizWorker:
    return GraphvizWorker((sys.executable, "-I", "-c", *DIES))


def chunks(png: bytes) -> dict[bytes, bytes]:
    """The chunks of a PNG file by name; their checksums are verified."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    found: dict[bytes, bytes] = {}
    place = 8
    while place < len(png):
        length, name = struct.unpack_from(">I4s", png, place)
        content = png[place + 8 : place + 8 + length]
        assert struct.unpack_from(">I", png, place + 8 + length)[0] == zlib.crc32(name + content)
        found[name] = content
        place += 12 + length
    return found


@pytest.mark.parametrize("layout", ["drawn", "arranged"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_every_format_layout_and_theme(
    tmp_path: Path, worker: GraphvizWorker, form: str, layout: str, theme: str
) -> None:
    path = tmp_path / f"picture.{form}"
    result = export_image(serverless(), path, layout=layout, theme=theme, worker=worker)
    assert result.engine is Engine.GRAPHVIZ
    assert result.message == ""
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF-"}
    assert path.read_bytes().startswith(starts[form])
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("layout", ["drawn", "arranged"])
def test_svg_names_no_file_and_holds_its_pictures(
    tmp_path: Path, worker: GraphvizWorker, layout: str
) -> None:
    path = tmp_path / "picture.svg"
    export_image(three_tier(), path, layout=layout, worker=worker)
    text = path.read_text(encoding="utf-8")
    root = fromstring(text)
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.endswith("href"):
                assert value.startswith(("data:image/png;base64,", "#icon-"))
            assert not re.match(r"(/|[A-Za-z]:\\|file:)", value)
    assert "site-packages" not in text
    assert str(Path.home()) not in text
    assert "<script" not in text
    # 14 resources and actors, and the corner icons of cloud, Region, VPC, six subnets and group.
    places = len(list(root.iter(f"{{{SVG}}}use")))
    assert places >= 14 + 9 + 1
    pictures = [image.get(f"{{{XLINK}}}href") for image in root.iter(f"{{{SVG}}}image")]
    assert len(pictures) == len(set(pictures))


def test_scale_sets_pixels_and_resolution(tmp_path: Path, worker: GraphvizWorker) -> None:
    sizes = {}
    for scale in (1, 2):
        path = tmp_path / f"{scale}.png"
        export_image(serverless(), path, scale=scale, worker=worker)
        found = chunks(path.read_bytes())
        sizes[scale] = struct.unpack(">II", found[b"IHDR"][:8])
        dots, _, unit = struct.unpack(">IIB", found[b"pHYs"])
        assert unit == 1
        assert dots == pytest.approx(scale * 96 / 0.0254, rel=0.01)
    assert sizes[2][0] == pytest.approx(2 * sizes[1][0], abs=2)
    assert sizes[2][1] == pytest.approx(2 * sizes[1][1], abs=2)


def test_a_picture_is_as_large_as_the_canvas(tmp_path: Path, worker: GraphvizWorker) -> None:
    path = tmp_path / "picture.png"
    export_image(serverless(), path, worker=worker)
    image = QImage(str(path))
    # The Region is 860 × 480, an actor of 96 stands 150 further left, 24 px are free around.
    assert image.width() == pytest.approx(1010 + 48, abs=24)
    assert image.height() == pytest.approx(480 + 48, abs=6)


def test_an_arranged_picture_does_not_depend_on_the_canvas(
    tmp_path: Path, worker: GraphvizWorker, broken: GraphvizWorker
) -> None:
    moved = three_tier()
    boxes = {
        key: box.moved(37.0 * index, 0.0)
        for index, (key, box) in enumerate(moved.layout.boxes.items())
    }
    moved = moved.with_layout(Layout(boxes=FrozenMap(boxes), collapsed=frozenset()))
    for used in (worker, broken):
        pictures = []
        for name, made in (("a", three_tier()), ("b", moved)):
            path = tmp_path / f"{name}.svg"
            export_image(made, path, layout="arranged", worker=used)
            pictures.append(path.read_bytes())
        assert pictures[0] == pictures[1]


def test_what_is_collapsed_is_arranged_as_one_box(tmp_path: Path, worker: GraphvizWorker) -> None:
    made = three_tier()
    folded = made.with_layout(replace(made.layout, collapsed=frozenset({ElementId("vpc")})))
    path = tmp_path / "picture.svg"
    assert export_image(folded, path, layout="arranged", worker=worker).message == ""
    text = "".join(fromstring(path.read_bytes()).itertext())
    assert "Internet gateway" not in text
    assert "VPC" in text
    assert "Amazon Route 53" in text


@pytest.mark.parametrize("fails", [False, True])
def test_the_ground_is_the_themes_or_none(
    tmp_path: Path, worker: GraphvizWorker, broken: GraphvizWorker, fails: bool
) -> None:
    path = tmp_path / "picture.png"
    used = broken if fails else worker
    export_image(serverless(), path, theme="dark", worker=used)
    assert QImage(str(path)).pixelColor(1, 1) == QColor(DARK.background)
    export_image(serverless(), path, theme="dark", transparent=True, worker=used)
    assert QImage(str(path)).pixelColor(1, 1).alpha() == 0


@pytest.mark.parametrize("form", ["png", "jpg", "svg", "pdf"])
@pytest.mark.parametrize("layout", ["drawn", "arranged"])
def test_without_graphviz_the_picture_is_painted_and_the_user_told(
    tmp_path: Path, broken: GraphvizWorker, form: str, layout: str
) -> None:
    path = tmp_path / f"picture.{form}"
    result = export_image(three_tier(), path, layout=layout, worker=broken)
    assert result.engine is Engine.OWN
    assert "without Graphviz" in result.message
    assert path.stat().st_size > 10_000


def test_both_painters_agree_on_where_things_are(
    tmp_path: Path, worker: GraphvizWorker, broken: GraphvizWorker
) -> None:
    pictures = []
    for name, used in (("a", worker), ("b", broken)):
        path = tmp_path / f"{name}.png"
        export_image(three_tier(), path, worker=used)
        pictures.append(QImage(str(path)))
    first, second = pictures
    assert abs(first.width() - second.width()) <= 4
    assert abs(first.height() - second.height()) <= 4
    same = other = 0
    for x in range(0, min(first.width(), second.width()), 7):
        for y in range(0, min(first.height(), second.height()), 7):
            a, b = first.pixelColor(x, y), second.pixelColor(x, y)
            near = abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue())
            same, other = (same + 1, other) if near < 60 else (same, other + 1)
    assert same / (same + other) > 0.95


def test_a_picture_too_large_is_reduced_and_the_user_told(
    tmp_path: Path, worker: GraphvizWorker
) -> None:
    sheet = Sheet()
    sheet.put("a", "ec2", "A", (0, 0))
    sheet.put("b", "ec2", "B", (9000, 0))
    path = tmp_path / "picture.png"
    result = export_image(sheet.diagram(), path, scale=4, worker=worker)
    assert "too large" in result.message
    assert QImage(str(path)).width() <= 16_385


def test_an_empty_diagram_is_a_blank_picture(tmp_path: Path, worker: GraphvizWorker) -> None:
    for form in ("png", "svg", "pdf"):
        path = tmp_path / f"picture.{form}"
        for layout in ("drawn", "arranged"):
            assert export_image(EMPTY, path, layout=layout, worker=worker).message == ""


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("picture.gif", {}),
        ("picture", {}),
        ("picture.png", {"scale": 0.0}),
        ("picture.png", {"scale": float("nan")}),
        ("picture.png", {"scale": 17.0}),
        ("picture.png", {"theme": "blue"}),
        ("picture.png", {"layout": "upside down"}),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    tmp_path: Path, name: str, arguments: dict[str, float | str]
) -> None:
    with pytest.raises(ExportRefused):
        export_image(EMPTY, tmp_path / name, **arguments)  # type: ignore[arg-type]  # wrong on purpose
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_exists_is_kept_when_the_new_one_cannot_be_written(
    tmp_path: Path, worker: GraphvizWorker
) -> None:
    folder = tmp_path / "not-there"
    with pytest.raises(OSError, match="not-there"):
        export_image(serverless(), folder / "picture.svg", worker=worker)


def test_the_same_diagram_gives_the_same_bytes(tmp_path: Path, worker: GraphvizWorker) -> None:
    for form in ("png", "svg"):
        first, second = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
        export_image(three_tier(), first, worker=worker)
        export_image(three_tier(), second, worker=worker)
        assert first.read_bytes() == second.read_bytes()
