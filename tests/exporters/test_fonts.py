"""Exports carry the bundled font, and looking for fonts leaves no trace on the user's disk."""

from pathlib import Path

import pytest

from designer.exporters.raster.encoding import png
from designer.exporters.raster.pictures import image_of_svg
from designer.exporters.svg import FONTS
from designer.exporters.worker_client import GraphvizWorker
from designer.render.theme import FONT_FAMILY
from designer.resources import assets_folder

DOT = 'digraph {{ graph [layout=dot]; a [label="Front end", fontname="{}"] }}'


@pytest.mark.parametrize("asked", ["Liberation Sans", "Helvetica", "sans-serif"])
def test_text_is_set_in_the_bundled_font(asked: str) -> None:
    worker = GraphvizWorker()
    try:
        picture = worker.draw(DOT.format(asked), "pdf")
    finally:
        worker.close()
    assert b"LiberationSans" in picture


def test_looking_for_fonts_leaves_no_file_behind(
    tmp_path: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The fontconfig inside pygraphviz marks each folder that it scans.
    monkeypatch.chdir(tmp_path)
    (tmp_path / "below").mkdir()
    worker = GraphvizWorker()
    try:
        worker.draw(DOT.format("Liberation Sans"), "pdf")
    finally:
        worker.close()
    left = {path.name for folder in (tmp_path, assets_folder()) for path in folder.rglob(".uuid")}
    assert left == set()
    assert [path for path in own_folders.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("names", [FONTS, FONT_FAMILY])
def test_pixels_are_set_in_the_bundled_font_whatever_list_the_drawing_names(names: str) -> None:
    assert _painted(names) == _painted(FONT_FAMILY) != _painted("DejaVu Sans, serif")


def _painted(names: str) -> bytes:
    text = f'<text x="2" y="20" font-size="16" font-family="{names}">Wide Wall gjil</text>'
    document = f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="30">{text}</svg>'
    return png(image_of_svg(document, 1.0, "#ffffff"), 96)
