"""Sets of options that suit a purpose, and options kept as text until the next time."""

import json
from dataclasses import dataclass

from designer.exporters.formats import FORMATS, ExportFormat, format_called
from designer.exporters.options import (
    OPTIONS,
    ExportOptions,
    ExportRefused,
    FindingMarks,
    options_of,
    said_of,
)

_SLIDE_PX, _SLIDE_INCHES = 3840.0, 40 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One purpose: its name in the dialog, the format, and how it is exported."""

    id: str
    label: str
    form: ExportFormat
    options: ExportOptions


PRESETS = (
    Preset(
        id="slide",
        label="16:9 slide",
        form=format_called("png"),
        # As wide as a slide of PowerPoint and Google Slides: it fills one without being scaled.
        options=ExportOptions(
            width=_SLIDE_PX, dpi=round(_SLIDE_PX / _SLIDE_INCHES), aspect=16 / 9, legend=True
        ),
    ),
    Preset(
        id="document",
        label="Document",
        form=format_called("png"),
        options=ExportOptions(scale=3.0, margin=8.0),
    ),
    Preset(
        id="poster",
        label="Poster",
        form=format_called("pdf"),
        options=ExportOptions(legend=True, scores=True, findings=FindingMarks.KEY, margin=64.0),
    ),
    Preset(
        id="transparent",
        label="Transparent",
        form=format_called("png"),
        options=ExportOptions(transparent=True, heading=False, margin=8.0),
    ),
)


def preset_of(form: ExportFormat, options: ExportOptions) -> Preset | None:
    """Return the preset that is just these options, but for whether the design goes along."""
    for preset in PRESETS:
        if preset.form is form and said_of(preset.options) | {"source": options.source} == said_of(
            options
        ):
            return preset
    return None


def kept(form: ExportFormat, options: ExportOptions) -> str:
    """Return format and options as text for `read_kept`."""
    return json.dumps({"form": form.id} | said_of(options))


def read_kept(text: str) -> tuple[ExportFormat, ExportOptions]:
    """Return what ``kept`` was given; the usual ones for a text of another version or damaged."""
    try:
        data = json.loads(text)
        form, options = format_called(data.pop("form")), options_of(data)
        switches = [getattr(options, option.key) for option in OPTIONS if not option.choices]
        return form, options if {type(one) for one in switches} <= {bool} else ExportOptions()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ExportRefused):
        return FORMATS[0], ExportOptions()
