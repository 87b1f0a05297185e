"""Presets are options like any others, and options are kept as text without loss."""

import json

import pytest

from designer.exporters.formats import FORMATS, format_called
from designer.exporters.options import OPTIONS, ExportOptions, LayoutKind
from designer.exporters.presets import PRESETS, Preset, kept, preset_of, read_kept


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_a_preset_is_known_by_its_options(preset: Preset) -> None:
    assert preset_of(preset.form, preset.options) is preset
    assert preset_of(format_called("drawio"), preset.options) is None
    assert read_kept(kept(preset.form, preset.options)) == (preset.form, preset.options)
    # Each sets nothing that its format does not heed.
    for option in OPTIONS:
        if not preset.form.heeds(option):
            assert getattr(preset.options, option.key) == option.default


def test_a_slide_is_filled_without_being_scaled() -> None:
    slide = next(preset.options for preset in PRESETS if preset.id == "slide")
    assert slide.width is not None
    assert slide.dpi is not None
    assert slide.width / slide.dpi == pytest.approx(13.333, abs=0.01)
    assert slide.aspect == 16 / 9


def test_options_are_kept_as_text() -> None:
    options = ExportOptions(
        layout=LayoutKind.ARRANGED, scale=1.5, theme="dark", transparent=True, source=False
    )
    assert read_kept(kept(FORMATS[1], options)) == (FORMATS[1], options)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"form": "gif"}',
        '{"form": ["png"]}',
        '{"form": "png", "layout": "upside down"}',
        '{"form": "png", "scale": 1e9}',
        '{"form": "png", "scale": "2"}',
        '{"form": "png", "transparent": "yes"}',
        '{"form": "png", "theme": {}}',
    ],
)
def test_what_is_damaged_or_of_another_version_is_the_usual(text: str) -> None:
    assert read_kept(text) == (FORMATS[0], ExportOptions())


def test_what_another_version_has_beside_is_left_out() -> None:
    text = json.dumps({"form": "svg", "theme": "dark", "sparkle": 9})
    assert read_kept(text) == (format_called("svg"), ExportOptions(theme="dark"))
