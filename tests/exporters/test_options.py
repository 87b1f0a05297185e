"""The options of an export: ranges, and what they do to pixels and resolution."""

import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from designer.exporters.diagrams_image import export_image
from designer.exporters.options import ExportOptions, ExportRefused
from designer.exporters.worker_client import GraphvizWorker
from tests.render.drawings import serverless

USUAL = ExportOptions()


@pytest.fixture(scope="module")
def worker() -> Iterator[GraphvizWorker]:
    made = GraphvizWorker()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("scale", 0.0),
        ("scale", float("nan")),
        ("scale", 16.1),
        ("theme", "blue"),
        ("width", 0),
        ("width", 100_000),
        ("dpi", 0.0),
        ("dpi", float("inf")),
        ("margin", -1.0),
        ("aspect", 0.0),
        ("aspect", 11.0),
        ("quality", 101),
    ],
)
def test_a_value_out_of_range_is_refused(name: str, value: object) -> None:
    with pytest.raises(ExportRefused):
        replace(USUAL, **{name: value})  # type: ignore[arg-type]  # wrong on purpose


def test_a_width_decides_the_scale_and_the_resolution_follows_unless_given() -> None:
    asked = replace(USUAL, width=3840)
    assert asked.scale_for(960.0) == 4.0
    assert asked.dpi_for(4.0) == 384.0
    assert replace(asked, dpi=150.0).dpi_for(4.0) == 150.0


@pytest.mark.parametrize("form", ["png", "jpg"])
def test_a_picture_has_the_width_and_resolution_asked_for(
    tmp_path: Path, worker: GraphvizWorker, form: str
) -> None:
    path = tmp_path / f"picture.{form}"
    options = ExportOptions(width=1600, dpi=150.0)
    assert export_image(serverless(), path, options=options, worker=worker).message == ""
    image = QImage(str(path))
    assert image.width() == pytest.approx(1600, abs=1)
    assert image.dotsPerMeterX() == pytest.approx(150 / 0.0254, abs=40)
    assert not image.hasAlphaChannel()


def test_a_jpeg_says_its_resolution_and_is_never_transparent(
    tmp_path: Path, worker: GraphvizWorker
) -> None:
    path = tmp_path / "picture.jpeg"
    options = ExportOptions(transparent=True, scale=2.0)
    export_image(serverless(), path, options=options, worker=worker)
    content = path.read_bytes()
    # JFIF 1.02: the APP0 segment gives the unit (1: dots per inch) and both densities.
    assert content[:3] == b"\xff\xd8\xff"
    assert content[6:10] == b"JFIF"
    assert struct.unpack_from(">BHH", content, 13) == (1, 192, 192)
    assert QImage(str(path)).pixelColor(1, 1).lightness() > 250


def test_lower_quality_makes_a_smaller_file(tmp_path: Path, worker: GraphvizWorker) -> None:
    sizes = []
    for quality in (30, 95):
        path = tmp_path / f"{quality}.jpg"
        options = ExportOptions(quality=quality)
        export_image(serverless(), path, options=options, worker=worker)
        sizes.append(path.stat().st_size)
    assert sizes[0] < 0.7 * sizes[1]


def test_a_slide_of_a_width_has_the_height_of_its_shape(
    tmp_path: Path, worker: GraphvizWorker
) -> None:
    for width, height in ((1920, 1080), (1000, 750)):
        path = tmp_path / "picture.png"
        options = ExportOptions(width=float(width), aspect=width / height)
        export_image(serverless(), path, options=options, worker=worker)
        image = QImage(str(path))
        assert (image.width(), image.height()) == (width, height)
