"""The table of formats: every row can be written, told apart by its ending, and asked for."""

import shutil
import subprocess
from dataclasses import fields, replace
from pathlib import Path

import pytest

from designer.exporters.formats import (
    FORMATS,
    ExportFormat,
    export_file,
    exported,
    format_called,
    format_of,
)
from designer.exporters.options import (
    OPTIONS,
    ExportOptions,
    LayoutKind,
    options_of,
    words_of,
)
from designer.exporters.raster.pages import pdf_of
from designer.exporters.raster.pictures import png_of
from designer.exporters.svg import svg_of
from designer.render.scene import SceneOptions, display_list
from designer.render.theme import LIGHT
from designer.storage.diagram_file import read
from designer.storage.inside.source import carries_source, source_in, with_source
from tests.render.drawings import serverless, three_tier


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
def test_every_format_is_written_and_known_by_its_endings(
    form: ExportFormat, tmp_path: Path
) -> None:
    path = tmp_path / f"x{form.ending}"
    assert export_file(serverless(), path, form) == ""
    assert path.stat().st_size > 100
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert format_called(form.id) is form
    for ending in form.endings:
        assert format_of(Path(f"x{ending.upper()}")) is form


def test_ids_endings_and_labels_are_each_of_one_format() -> None:
    endings = [ending for form in FORMATS for ending in form.endings]
    assert len(endings) == len(set(endings))
    assert len({form.id for form in FORMATS}) == len({form.label for form in FORMATS})
    assert format_of(Path("x.bmp")) is None


def test_there_is_a_row_for_each_option_and_formats_heed_no_other() -> None:
    keys = {option.key for option in OPTIONS}
    assert keys == {field.name for field in fields(ExportOptions)}
    for form in FORMATS:
        assert form.options <= keys
    for option in OPTIONS:
        assert any(form.heeds(option) for form in FORMATS)
        if option.choices:
            assert option.default in [choice.value for choice in option.choices]


def test_options_are_said_in_words_and_understood() -> None:
    assert list(words_of(ExportOptions())) == []
    told = ExportOptions(
        layout=LayoutKind.ARRANGED, scale=1.5, theme="dark", transparent=True, source=False
    )
    words = list(words_of(told))
    assert words[:4] == ["--layout", "arranged", "--scale", "1.5"]
    assert words[4:] == ["--theme", "dark", "--transparent", "--no-source"]
    said = {"layout": "arranged", "scale": 1.5, "theme": "dark", "transparent": True}
    assert options_of(said | {"source": False}) == told


@pytest.mark.parametrize(
    "form", [form for form in FORMATS if "source" in form.options], ids=lambda form: form.id
)
def test_the_design_travels_inside_unless_it_is_told_not_to(form: ExportFormat) -> None:
    drawn = replace(serverless(), title="<&>--</metadata></script>é€")
    # The design as it is, not as the picture shows it.
    options = ExportOptions(scale=1.0, layout=LayoutKind.ARRANGED)
    content = exported(drawn, form, options).content
    assert source_in(content) == drawn
    bare = exported(drawn, form, replace(options, source=False)).content
    assert source_in(bare) is None
    assert not carries_source(bare)
    assert len(bare) < len(content)


def test_what_is_painted_without_graphviz_carries_the_design_too() -> None:
    drawn = serverless()
    scene = display_list(drawn, LIGHT, SceneOptions())
    for content in (pdf_of(scene, "x"), png_of(scene, 1.0), svg_of(scene).encode()):
        assert source_in(with_source(content, drawn)) == drawn


@pytest.mark.skipif(shutil.which("pdfdetach") is None, reason="needs Poppler's tools")
def test_a_pdf_has_the_design_as_an_attached_file(tmp_path: Path) -> None:
    drawn = three_tier()
    scene = display_list(drawn, LIGHT, SceneOptions())
    made = {
        "graphviz": exported(drawn, format_called("pdf"), ExportOptions()).content,
        "own": with_source(pdf_of(scene, "x"), drawn),
    }
    for name, content in made.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(content)
        saved = tmp_path / f"{name}.tenet"
        done = subprocess.run(
            ["pdfdetach", "-save", "1", "-o", str(saved), str(path)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        assert read(saved) == drawn
        done = subprocess.run(
            ["pdftoppm", "-r", "40", str(path), str(tmp_path / name)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
