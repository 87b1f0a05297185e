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
    FindingMarks,
    LayoutKind,
)
from designer.exporters.plan import POINTS, planned
from designer.exporters.svg import embedded, svg_of
from designer.exporters.worker_client import (
    TIME_LIMIT_S,
    GraphvizWorker,
    WorkerFailed,
    shared_worker,
)
from designer.model.diagram import Diagram
from designer.render.arrange.view import arranged_view
from designer.render.primitives import DisplayList
from designer.render.remarks import Remark
from designer.render.scene import SceneOptions, display_list, heading_of
from designer.render.theme import THEMES, Theme
from designer.storage.atomic import atomic_write

if TYPE_CHECKING:
    from designer.exporters.raster.pictures import Pixels
    from designer.scoring.scorecard import Scorecard


_FINE_ICONS = 4.0
"""Pixels of icons for each unit of the canvas on a page, as many as they mostly have."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be drawn, with its positions, and how."""

    diagram: Diagram
    options: ExportOptions
    shown: SceneOptions

    @property
    def theme(self) -> Theme:
        return THEMES[self.options.theme]

    @property
    def title(self) -> str:
        """What a reader of the file is told that it shows."""
        return heading_of(self.diagram)

    def opaque(self) -> "_Order":
        return replace(self, shown=replace(self.shown, transparent=False))


def _ordered(diagram: Diagram, options: ExportOptions, card: "Scorecard | None") -> _Order:
    remarks: tuple[Remark, ...] = ()
    grade = None
    if options.scores or options.findings is not FindingMarks.NONE:
        from designer.exporters.judgement import grade_of, judged, remarks_of

        card = judged(diagram) if card is None else card
        grade = grade_of(card) if options.scores else None
        if options.findings is not FindingMarks.NONE:
            remarks = remarks_of(card)
    if options.layout is LayoutKind.ARRANGED:
        diagram = arranged_view(diagram)
    shown = SceneOptions(
        heading=options.heading,
        transparent=options.transparent,
        legend=options.legend,
        grade=grade,
        remarks=remarks,
        key=options.findings is FindingMarks.KEY,
        margin=options.margin,
        aspect=options.aspect,
    )
    return _Order(diagram=diagram, options=options, shown=shown)


def picture(
    diagram: Diagram,
    form: str,
    options: ExportOptions,
    worker: GraphvizWorker | None = None,
    card: "Scorecard | None" = None,
) -> tuple[bytes, Engine, str]:
    """Return the picture's bytes, who drew it, and what the user should know.

    ``card`` is the score of ``diagram``, for a badge or findings; it is made where it is needed
    and not given.
    """
    order = _ordered(cleaned(diagram), options, card)
    try:
        content, message = _FORMATS[form](order, worker or shared_worker())
        return content, Engine.GRAPHVIZ, message
    except (WorkerFailed, ParseError) as error:
        content, message = _OWN[form](order)
        reason = f"{error}".rstrip(".")
        shown = f"{reason}. The picture was drawn without Graphviz."
        return content, Engine.OWN, f"{shown} {message}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """What Graphviz wrote, the icon files it names, and the true size of the picture in px."""

    svg: bytes
    icons: frozenset[Path]
    size: tuple[float, float]

    def embedded(self, title: str, fine: float = 0.0) -> str:
        """Return the document with its icons: as they are, or of ``fine`` pixels to a px."""
        names = {str(path): path for path in self.icons}
        if not fine:
            return embedded(self.svg, names, title=title, size=self.size)
        data = _icons_at(fine * 96 / 72)
        return embedded(self.svg, names, data=data, shared=False, size=self.size)


def _drawn(order: _Order, worker: GraphvizWorker) -> _Drawn:
    # Imported late: the package behind it takes a tenth of a second that few commands need.
    from designer.exporters.diagrams_adapter import dot_of

    plan = planned(order.diagram, order.theme, order.shown)
    dot, icons = dot_of(plan)
    left, bottom, right, top = plan.area
    # Every link brings its path, so there is no simpler drawing to ask for; but a process that was
    # killed deserves another.
    written = worker.draw_any((dot, dot), "svg", TIME_LIMIT_S)
    size = ((right - left) / POINTS, (top - bottom) / POINTS)
    return _Drawn(svg=written, icons=icons, size=size)


def _svg(order: _Order, worker: GraphvizWorker) -> tuple[bytes, str]:
    return _drawn(order, worker).embedded(order.title).encode("utf-8"), ""


def _pdf(order: _Order, worker: GraphvizWorker) -> tuple[bytes, str]:
    """Write the page by Qt from Graphviz's SVG.

    Graphviz's own page has coarser dashes, and letters set apart unevenly.
    """
    from designer.exporters.raster.pages import pdf_of_svg

    document = _drawn(order, worker).embedded(order.title, _FINE_ICONS)
    return pdf_of_svg(document, order.title), ""


def _png(order: _Order, worker: GraphvizWorker) -> tuple[bytes, str]:
    return _pixels(order, "png", worker)


def _jpg(order: _Order, worker: GraphvizWorker) -> tuple[bytes, str]:
    return _pixels(order.opaque(), "jpg", worker)


def _pixels(order: _Order, form: str, worker: GraphvizWorker) -> tuple[bytes, str]:
    from designer.exporters.raster.pictures import image_of_svg, largest_scale

    drawn = _drawn(order, worker)
    asked = order.options.scale_for(drawn.size[0])
    scale = largest_scale(*drawn.size, asked)
    ground = None if order.shown.transparent else order.theme.background
    image = image_of_svg(drawn.embedded(order.title, scale), scale, ground, drawn.size)
    return _encoded(image, form, order.options, scale), _scale_message(asked, scale)


def _encoded(image: "Pixels", form: str, options: ExportOptions, scale: float) -> bytes:
    from designer.exporters.raster.encoding import jpeg, png

    dpi = options.dpi_for(scale)
    return png(image, dpi) if form == "png" else jpeg(image, dpi, options.quality)


def _icons_at(scale: float) -> Callable[[Path, float], bytes]:
    from designer.exporters.raster.painting import scaled_icon

    def scaled(path: Path, width: float) -> bytes:
        return scaled_icon(path, width * scale)

    return scaled


def _own_svg(order: _Order) -> tuple[bytes, str]:
    return svg_of(_display(order), title=order.title).encode("utf-8"), ""


def _own_pdf(order: _Order) -> tuple[bytes, str]:
    from designer.exporters.raster.pages import pdf_of

    return pdf_of(_display(order), order.title), ""


def _own_png(order: _Order) -> tuple[bytes, str]:
    return _own_pixels(order, "png")


def _own_jpg(order: _Order) -> tuple[bytes, str]:
    return _own_pixels(order.opaque(), "jpg")


def _own_pixels(order: _Order, form: str) -> tuple[bytes, str]:
    from designer.exporters.raster.pictures import image_of, largest_scale

    drawing = _display(order)
    asked = order.options.scale_for(drawing.area.width)
    scale = largest_scale(drawing.area.width, drawing.area.height, asked)
    image = image_of(drawing, scale)
    return _encoded(image, form, order.options, scale), _scale_message(asked, scale)


def _display(order: _Order) -> DisplayList:
    return display_list(order.diagram, order.theme, order.shown)


def _scale_message(asked: float, used: float) -> str:
    if used >= asked:
        return ""
    return (
        f"A picture {asked:g} times the canvas would be too large; it is {used:.2g} times as large."
    )


_FORMATS = {"png": _png, "jpg": _jpg, "jpeg": _jpg, "svg": _svg, "pdf": _pdf}
_OWN = {"png": _own_png, "jpg": _own_jpg, "jpeg": _own_jpg, "svg": _own_svg, "pdf": _own_pdf}
