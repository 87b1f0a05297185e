"""The table of formats: every row can be written, told apart by its ending, and asked for."""

from dataclasses import fields
from pathlib import Path

import pytest

from designer.exporters.formats import FORMATS, ExportFormat, export_file, format_called, format_of
from designer.exporters.options import OPTIONS, ExportOptions, LayoutKind, options_of, words_of
from tests.render.drawings import serverless


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
    told = ExportOptions(layout=LayoutKind.ARRANGED, scale=1.5, theme="dark", transparent=True)
    words = list(words_of(told))
    assert words[:4] == ["--layout", "arranged", "--scale", "1.5"]
    assert words[4:7] == ["--theme", "dark", "--transparent"]
    said = {"layout": "arranged", "scale": 1.5, "theme": "dark", "transparent": True}
    assert options_of(said) == told
