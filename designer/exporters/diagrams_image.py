"""Exports a diagram as PNG, JPEG, SVG or PDF: by Graphviz, else by our own painter."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from designer.exporters.clean_text import cleaned
from designer.exporters.options import (
    ExportOptions,
    ExportRefused,
    LayoutKind,
)
from designer.exporters.plan import planned
from designer.exporters.svg import embedded, size_px, svg_of
from designer.exporters.worker_client import (
    TIME_LIMIT_S,
    GraphvizWorker,
    WorkerFailed,
    shared_worker,
)
from designer.model.diagram import Diagram
from designer.render.arrange.arrangement import arranged
from designer.render.folding import captioned
from designer.render.primitives import DisplayList
from designer.render.scene import SceneOptions, display_list, heading_of
from designer.render.theme import THEMES
from designer.storage.atomic import atomic_write

if TYPE_CHECKING:
    from designer.exporters.raster import Pixels


class Engine(Enum):
    """Who drew the picture."""

    GRAPHVIZ = "graphviz"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportResult:
    """What became of an export.

    Attributes:
        path: the file written.
        engine: who drew it.
        message: what the user should know, in plain words; "" when all went as asked.
    """

    path: Path
    engine: Engine
    message: str


def export_image(
    diagram: Diagram,
    path: Path,
    *,
    layout: str = "drawn",
    scale: float = 1.0,
    theme: str = "light",
    transparent: bool = False,
    options: ExportOptions | None = None,
    worker: GraphvizWorker | None = None,
) -> ExportResult:
    """Write ``diagram`` as a picture; the ending of ``path`` (png, jpg, svg, pdf) names the format.

    When Graphviz fails or takes longer than 30 seconds, our own painter draws the same picture, and
    the result says so. A file that exists is replaced in one step. ``options`` says all at once;
    without it the four values before do.

    Raises:
        ExportRefused: an argument is out of range.
        OSError: the file cannot be written.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in _FORMATS:
        raise ExportRefused(
            f"{path.name}: pictures are written as png, jpg, svg or pdf, as the file's ending says"
        )
    if options is None:
        options = ExportOptions(
            layout=_layout(layout), scale=scale, theme=theme, transparent=transparent
        )
    content, engine, message = picture(diagram, form, options, worker)
    atomic_write(path, content)
    return ExportResult(path=path, engine=engine, message=message)


def _layout(name: str) -> LayoutKind:
    try:
        return LayoutKind(name)
    except ValueError:
        known = "it is drawn or arranged"
        raise ExportRefused(f"there is no layout called {name}: {known}") from None


def picture(
    diagram: Diagram, form: str, options: ExportOptions, worker: GraphvizWorker | None = None
) -> tuple[bytes, Engine, str]:
    """Return the picture's bytes, who drew it, and what the user should know."""
    diagram = cleaned(diagram)
    if options.layout is LayoutKind.ARRANGED:
        diagram = captioned(diagram)
        diagram = diagram.with_layout(arranged(diagram))
    try:
        content, message = _FORMATS[form](diagram, options, worker or shared_worker())
        return content, Engine.GRAPHVIZ, message
    except (WorkerFailed, ParseError) as error:
        content, message = _OWN[form](diagram, options)
        reason = f"{error}".rstrip(".")
        shown = f"{reason}. The picture was drawn without Graphviz."
        return content, Engine.OWN, f"{shown} {message}".strip()


def _drawn(
    diagram: Diagram, form: str, options: ExportOptions, worker: GraphvizWorker
) -> tuple[bytes, frozenset[Path]]:
    # Imported late: the package behind it takes a tenth of a second that few commands need.
    from designer.exporters.diagrams_adapter import dot_of

    dot, icons = dot_of(planned(diagram, THEMES[options.theme], transparent=options.transparent))
    # Every link brings its path, so there is no simpler drawing to ask for; but a process that was
    # killed deserves another.
    return worker.draw_any((dot, dot), form, TIME_LIMIT_S), icons


def _svg(diagram: Diagram, options: ExportOptions, worker: GraphvizWorker) -> tuple[bytes, str]:
    written, icons = _drawn(diagram, "svg", options, worker)
    names = {str(path): path for path in icons}
    return embedded(written, names, title=heading_of(diagram)).encode("utf-8"), ""


def _pdf(diagram: Diagram, options: ExportOptions, worker: GraphvizWorker) -> tuple[bytes, str]:
    content, _ = _drawn(diagram, "pdf", options, worker)
    if not content.startswith(b"%PDF-"):
        raise WorkerFailed("Graphviz wrote something that is no PDF")
    return content, ""


def _png(diagram: Diagram, options: ExportOptions, worker: GraphvizWorker) -> tuple[bytes, str]:
    return _pixels(diagram, "png", options, worker)


def _jpg(diagram: Diagram, options: ExportOptions, worker: GraphvizWorker) -> tuple[bytes, str]:
    return _pixels(diagram, "jpg", replace(options, transparent=False), worker)


def _pixels(
    diagram: Diagram, form: str, options: ExportOptions, worker: GraphvizWorker
) -> tuple[bytes, str]:
    from designer.exporters import raster

    written, icons = _drawn(diagram, "svg", options, worker)
    names = {str(path): path for path in icons}
    width, height = size_px(written)
    asked = options.scale_for(width)
    scale = raster.largest_scale(width, height, asked)
    document = embedded(written, names, data=_icons_at(scale * 96 / 72), shared=False)
    image = raster.image_of_svg(document, scale, _ground(options))
    return _encoded(image, form, options, scale), _scale_message(asked, scale)


def _ground(options: ExportOptions) -> str | None:
    return None if options.transparent else THEMES[options.theme].background


def _encoded(image: "Pixels", form: str, options: ExportOptions, scale: float) -> bytes:
    from designer.exporters import raster

    dpi = options.dpi_for(scale)
    return raster.png(image, dpi) if form == "png" else raster.jpeg(image, dpi, options.quality)


def _icons_at(scale: float) -> Callable[[Path, float], bytes]:
    from designer.exporters import raster

    def scaled(path: Path, width: float) -> bytes:
        return raster.scaled_icon(path, width * scale)

    return scaled


def _display(diagram: Diagram, options: ExportOptions) -> DisplayList:
    return display_list(
        diagram, THEMES[options.theme], SceneOptions(transparent=options.transparent)
    )


def _own_svg(diagram: Diagram, options: ExportOptions) -> tuple[bytes, str]:
    drawing = _display(diagram, options)
    return svg_of(drawing, title=heading_of(diagram)).encode("utf-8"), ""


def _own_pdf(diagram: Diagram, options: ExportOptions) -> tuple[bytes, str]:
    from designer.exporters import raster

    drawing = _display(diagram, options)
    return raster.pdf_of(drawing, heading_of(diagram)), ""


def _own_png(diagram: Diagram, options: ExportOptions) -> tuple[bytes, str]:
    return _own_pixels(diagram, "png", options)


def _own_jpg(diagram: Diagram, options: ExportOptions) -> tuple[bytes, str]:
    return _own_pixels(diagram, "jpg", replace(options, transparent=False))


def _own_pixels(diagram: Diagram, form: str, options: ExportOptions) -> tuple[bytes, str]:
    from designer.exporters import raster

    drawing = _display(diagram, options)
    asked = options.scale_for(drawing.area.width)
    scale = raster.largest_scale(drawing.area.width, drawing.area.height, asked)
    image = raster.image_of(drawing, scale)
    return _encoded(image, form, options, scale), _scale_message(asked, scale)


def _scale_message(asked: float, used: float) -> str:
    if used >= asked:
        return ""
    return (
        f"A picture {asked:g} times the canvas would be too large; it is {used:.2g} times as large."
    )


_FORMATS = {"png": _png, "jpg": _jpg, "jpeg": _jpg, "svg": _svg, "pdf": _pdf}
_OWN = {"png": _own_png, "jpg": _own_jpg, "jpeg": _own_jpg, "svg": _own_svg, "pdf": _own_pdf}
