"""The process that draws previews of exports, and pictures to be dragged, for the window.

It stays while the dialog is open, so that each change is seen at once; Graphviz has a process of
its own below it.
"""

import os
import sys
from contextlib import suppress

import msgspec

from designer.exporters.formats import ExportFormat, FormatKind, exported, format_called
from designer.exporters.options import OPTIONS, ExportOptions, ExportRefused, options_of
from designer.exporters.raster.painting import ensure_application
from designer.exporters.raster.pictures import fitted, size_of
from designer.model.diagram import EMPTY, Diagram
from designer.storage.diagram_file import FileRejected, read_bytes
from designer.ui.export_messages import MOST_CONTENT, Answer, Ask
from designer.ui.frames import Tell, serve

_PREVIEW_SCALE = 1.0
_TEXT_LINES, _TEXT_WIDTH = 60, 120
_TOLD = {
    FormatKind.DOCUMENT: "The file shows this drawing with its scores, findings and fixes.",
    FormatKind.SOURCE: "The file holds this drawing as shapes that can be edited.",
}


class _Desk:
    """Answers, and remembers the diagram that was spoken of last."""

    def __init__(self) -> None:
        self._diagram: Diagram = EMPTY

    def answer(self, body: bytes, tell: Tell) -> None:
        """Answer one question."""
        ask = msgspec.msgpack.decode(body, type=Ask)
        try:
            if ask.diagram:
                self._diagram = read_bytes(ask.diagram.encode(), "The diagram")
            form, options = format_called(ask.form), options_of(ask.said)
            if ask.width and ask.height:
                tell(_preview(ask, self._diagram, form, options))
            else:
                tell(_file(ask, self._diagram, form, options))
        except (FileRejected, ExportRefused, RuntimeError, OSError, KeyError) as error:
            tell(Answer(number=ask.number, problem=f"{error}"[:500] or type(error).__name__))


def _file(ask: Ask, diagram: Diagram, form: ExportFormat, options: ExportOptions) -> Answer:
    made = exported(diagram, form, options)
    if len(made.content) > MOST_CONTENT:
        return Answer(number=ask.number, problem="It is too large for that; export it as a file.")
    return Answer(number=ask.number, content=made.content, message=made.message)


def _preview(ask: Ask, diagram: Diagram, form: ExportFormat, options: ExportOptions) -> Answer:
    if form.kind is FormatKind.TEXT:
        return _beginning(ask, exported(diagram, form, options).content)
    # A picture of pixels is drawn small, and its true size worked out: that is quick at any scale.
    made = exported(diagram, format_called("png"), _small(form, options))
    width, height = size_of(made.content)
    scale = options.scale_for(width) if "scale" in form.options else 0.0
    return Answer(
        number=ask.number,
        png=fitted(made.content, ask.width, ask.height),
        width=round(width * scale),
        height=round(height * scale),
        dpi=options.dpi_for(scale),
        message=made.message or _TOLD.get(form.kind, ""),
    )


def _small(form: ExportFormat, options: ExportOptions) -> ExportOptions:
    """Return the options for a preview: those that the format heeds, without many pixels."""
    heeded = {o.key: getattr(options, o.key) for o in OPTIONS if form.heeds(o)}
    pixels = {"scale": _PREVIEW_SCALE, "width": None, "dpi": None, "source": False}
    return ExportOptions(**(heeded | pixels))


def _beginning(ask: Ask, content: bytes) -> Answer:
    lines = content.decode("utf-8", "replace").splitlines()
    shown = [line[:_TEXT_WIDTH] for line in lines[:_TEXT_LINES]]
    if len(lines) > len(shown):
        shown.append("…")
    return Answer(number=ask.number, text="\n".join(shown))


def main() -> int:
    """Answer until the input ends."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with suppress(OSError, AttributeError):
        os.nice(5)
    ensure_application()
    return serve(_Desk().answer)


if __name__ == "__main__":
    sys.exit(main())
