"""Every sample as a picture: compared with what was looked at, in both themes.

TENET_UPDATE_GOLDEN=1 draws the reference pictures anew; look at them before keeping them.
"""

import os
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from designer.exporters.diagrams_adapter import dot_of
from designer.exporters.diagrams_image import Engine, picture
from designer.exporters.options import ExportOptions, FindingMarks, LayoutKind
from designer.exporters.plan import planned
from designer.exporters.worker_client import GraphvizWorker
from designer.render.theme import THEMES
from designer.storage.diagram_file import read
from tests.exporters.pinned import FOLDER, assert_pinned, without_pictures, without_places
from tests.render.drawings import three_tier

_SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.tenet"))
_PICTURES = FOLDER / "pictures"
_QUARTER = ExportOptions(scale=0.25)
_FULL = ExportOptions(scale=0.5, legend=True, scores=True, findings=FindingMarks.KEY)
_FAR = 40
"""Channels may differ by so much before a pixel counts: edges are smoothed elsewhere a bit else."""


@pytest.fixture(scope="module")
def worker() -> Iterator[GraphvizWorker]:
    made = GraphvizWorker()
    yield made
    made.close()


def differing(first: QImage, second: QImage) -> float:
    """Return the share of pixels that differ visibly; 1 for pictures of different sizes."""
    if first.size() != second.size():
        return 1.0
    form = QImage.Format.Format_RGB32
    one, other = (image.convertToFormat(form).constBits() for image in (first, second))
    count = sum(
        abs(one[at] - other[at]) > _FAR
        or abs(one[at + 1] - other[at + 1]) > _FAR
        or abs(one[at + 2] - other[at + 2]) > _FAR
        for at in range(0, len(one), 4)
    )
    return 4 * count / len(one)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: path.stem)
def test_a_sample_looks_as_it_did(path: Path, theme: str, worker: GraphvizWorker) -> None:
    content, engine, _ = picture(read(path), "png", replace(_QUARTER, theme=theme), worker)
    assert engine is Engine.GRAPHVIZ
    kept = _PICTURES / f"{path.stem}-{theme}.png"
    if os.environ.get("TENET_UPDATE_GOLDEN"):
        _PICTURES.mkdir(exist_ok=True)
        kept.write_bytes(content)
    assert differing(QImage.fromData(content), QImage(str(kept))) < 0.002


def test_a_change_is_seen(worker: GraphvizWorker) -> None:
    diagram = read(_SAMPLES[0])
    key = next(key for key, one in diagram.topology.elements.items() if not one.kind.is_container)
    boxes = diagram.layout.boxes.with_items({key: diagram.layout.boxes[key].moved(30.0, 0.0)})
    moved = diagram.with_layout(replace(diagram.layout, boxes=boxes))
    before, after = (picture(one, "png", _QUARTER, worker)[0] for one in (diagram, moved))
    assert differing(QImage.fromData(before), QImage.fromData(before)) == 0.0
    assert differing(QImage.fromData(before), QImage.fromData(after)) > 0.004


@pytest.mark.parametrize(
    ("name", "theme", "layout"),
    [
        ("three-tier", "light", LayoutKind.ARRANGED),
        ("student-two-zones-on-paper", "dark", LayoutKind.DRAWN),
    ],
)
def test_a_full_picture_is_as_pinned(
    name: str, theme: str, layout: LayoutKind, worker: GraphvizWorker
) -> None:
    path = next(path for path in _SAMPLES if path.stem == name)
    options = replace(_FULL, theme=theme, layout=layout)
    content, _, _ = picture(read(path), "svg", options, worker)
    assert_pinned(f"{name}-full.svg", without_pictures(content.decode()))


@pytest.mark.parametrize("name", ["reliability-99-9", "serverless-api"])
def test_the_dot_text_of_a_sample_is_as_pinned(name: str) -> None:
    path = next(path for path in _SAMPLES if path.stem == name)
    text = dot_of(planned(read(path), THEMES["light"]))[0]
    assert_pinned(f"{name}.dot", without_places(text))


def test_the_same_full_picture_has_the_same_bytes_and_pixels() -> None:
    # Each by a process of its own, so that nothing that is kept warm can hide a difference.
    made = []
    for _ in range(2):
        worker = GraphvizWorker()
        try:
            made.append([picture(three_tier(), f, _FULL, worker)[0] for f in ("svg", "png")])
        finally:
            worker.close()
    assert made[0] == made[1]


@pytest.mark.parametrize("breaks", [False, True])
def test_a_pdf_is_vectors_with_its_fonts_inside(
    breaks: bool, worker: GraphvizWorker, tmp_path: Path
) -> None:
    used = GraphvizWorker(("false",)) if breaks else worker
    content, engine, _ = picture(three_tier(), "pdf", _FULL, used)
    assert engine is (Engine.OWN if breaks else Engine.GRAPHVIZ)
    streams = [
        _inflated(found[1])
        for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    ]
    assert any(b"Liberation" in part for part in (content, *streams))
    assert any(b"/FontFile2" in part for part in (content, *streams))
    # Text is set as text and lines are stroked: no page that is one large picture.
    assert any(re.search(rb"T[jJ]\b", part) for part in streams)
    if shutil.which("pdffonts"):
        path = tmp_path / "picture.pdf"
        path.write_bytes(content)
        told = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
        rows = told.stdout.splitlines()[2:]
        assert rows
        assert all("Liberation" in row and row.split()[-5] == "yes" for row in rows)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream
