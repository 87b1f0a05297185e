"""What can be exported to, one row for each format: command line and dialog are made from them.

A format adds one row, and a function of this module that imports its writer only when it is called.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from designer.exporters.options import ExportOptions, Option
from designer.model.diagram import Diagram
from designer.storage.atomic import atomic_write
from designer.storage.inside.source import with_source


class FormatKind(Enum):
    """What becomes of a design in a format."""

    PICTURE = "picture"
    DOCUMENT = "document"
    TEXT = "text"
    SOURCE = "source"
    """A file that another program edits."""


@dataclass(frozen=True, slots=True)
class Made:
    """The content of an exported file, and what the user should know of it; "" for nothing."""

    content: bytes
    message: str = ""


Writer = Callable[[Diagram, ExportOptions], Made]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """One row.

    Attributes:
        id: what `--format` takes.
        endings: how the names of such files end, with their dots; the first one is proposed.
        label: what the dialog calls it.
        options: keys of the `OPTIONS` that the writer heeds; the one called "source" is heeded
            for every writer of PNG, SVG, PDF and HTML, here.
        write: makes the content; same input, same bytes.
    """

    id: str
    endings: tuple[str, ...]
    label: str
    kind: FormatKind
    options: frozenset[str]
    write: Writer

    @property
    def ending(self) -> str:
        """How the name of such a file ends, unless the user says otherwise."""
        return self.endings[0]

    @property
    def done(self) -> str:
        """What is said to have happened to such a file."""
        return "drawn" if self.kind is FormatKind.PICTURE else "written"

    def heeds(self, option: Option) -> bool:
        """Tell whether ``option`` makes a difference."""
        return option.key in self.options


def _picture(form: str) -> Writer:
    def write(diagram: Diagram, options: ExportOptions) -> Made:
        from designer.exporters.diagrams_image import picture

        content, _, message = picture(diagram, form, options)
        return Made(content, message)

    return write


def _drawio(diagram: Diagram, _options: ExportOptions) -> Made:
    from designer.exporters.drawio import to_drawio

    return Made(to_drawio(diagram).encode())


def _html(diagram: Diagram, options: ExportOptions) -> Made:
    from designer.exporters.html_report.page import to_html

    made = to_html(
        diagram,
        layout=options.layout,
        pillars=options.pillars,
        responsibility=options.responsibility,
    )
    return Made(made.encode())


def _markdown(diagram: Diagram, options: ExportOptions) -> Made:
    from designer.exporters.mermaid import to_mermaid
    from designer.exporters.report.building import report_of
    from designer.exporters.report.markdown import to_markdown

    picture = to_mermaid(diagram) if diagram.topology.elements else ""
    report = report_of(diagram, pillars=options.pillars, responsibility=options.responsibility)
    return Made(to_markdown(report, picture).encode())


def _mermaid(diagram: Diagram, _options: ExportOptions) -> Made:
    from designer.exporters.mermaid import to_mermaid

    return Made(to_mermaid(diagram).encode())


def _pptx(diagram: Diagram, options: ExportOptions) -> Made:
    from designer.exporters.pptx.deck import to_pptx

    return Made(to_pptx(diagram, options))


def _python(diagram: Diagram, options: ExportOptions) -> Made:
    from designer.exporters.python_code import to_python

    return Made(to_python(diagram, layout=options.layout).encode())


_SHOWN = frozenset({"heading", "legend", "scores", "findings", "aspect", "margin"})
_DRAWN = _SHOWN | {"layout", "theme", "transparent", "source"}
_PIXELS = frozenset({"scale", "width", "dpi"})
_LENSES = frozenset({"pillars", "responsibility"})

FORMATS = (
    ExportFormat(
        id="png",
        endings=(".png",),
        label="PNG picture",
        kind=FormatKind.PICTURE,
        options=_DRAWN | _PIXELS,
        write=_picture("png"),
    ),
    ExportFormat(
        id="jpg",
        endings=(".jpg", ".jpeg"),
        label="JPEG picture",
        kind=FormatKind.PICTURE,
        options=(_DRAWN | _PIXELS | {"quality"}) - {"transparent", "source"},
        write=_picture("jpg"),
    ),
    ExportFormat(
        id="svg",
        endings=(".svg",),
        label="SVG drawing",
        kind=FormatKind.PICTURE,
        options=_DRAWN,
        write=_picture("svg"),
    ),
    ExportFormat(
        id="pdf",
        endings=(".pdf",),
        label="PDF page",
        kind=FormatKind.PICTURE,
        options=_DRAWN,
        write=_picture("pdf"),
    ),
    ExportFormat(
        id="pptx",
        endings=(".pptx",),
        label="PowerPoint slides",
        kind=FormatKind.DOCUMENT,
        options=frozenset({"layout", "theme", "scores", "findings", "aspect", "slides"}) | _LENSES,
        write=_pptx,
    ),
    ExportFormat(
        id="drawio",
        endings=(".drawio",),
        label="draw.io diagram",
        kind=FormatKind.SOURCE,
        options=frozenset(),
        write=_drawio,
    ),
    ExportFormat(
        id="python",
        endings=(".py",),
        label="Python program (diagrams)",
        kind=FormatKind.TEXT,
        options=frozenset({"layout"}),
        write=_python,
    ),
    ExportFormat(
        id="mermaid",
        endings=(".mmd", ".mermaid"),
        label="Mermaid flowchart",
        kind=FormatKind.TEXT,
        options=frozenset(),
        write=_mermaid,
    ),
    ExportFormat(
        id="html",
        endings=(".html", ".htm"),
        label="Report as a web page",
        kind=FormatKind.DOCUMENT,
        options=frozenset({"layout", "source"}) | _LENSES,
        write=_html,
    ),
    ExportFormat(
        id="markdown",
        endings=(".md", ".markdown"),
        label="Report as Markdown",
        kind=FormatKind.TEXT,
        options=_LENSES,
        write=_markdown,
    ),
)
"""The formats in the order in which they are offered."""


def format_called(key: str) -> ExportFormat:
    """Return the format with the id ``key``; raise KeyError when there is none."""
    return {form.id: form for form in FORMATS}[key]


def format_of(path: Path) -> ExportFormat | None:
    """Return the format of files that are called as ``path`` is, if there is one."""
    ending = path.suffix.lower()
    return next((form for form in FORMATS if ending in form.endings), None)


def names_of_formats(last: str = "or") -> str:
    """Return the ids in a sentence: "png, svg or pdf"."""
    *most, final = (form.id for form in FORMATS)
    return f"{', '.join(most)} {last} {final}"


def export_file(
    diagram: Diagram, path: Path, form: ExportFormat, options: ExportOptions | None = None
) -> str:
    """Write ``diagram`` to ``path``, whatever its ending, and return what the user should know.

    A file that exists is replaced in one step.

    Raises:
        ExportRefused: it cannot be made as asked.
        OSError: the file cannot be written.
    """
    made = exported(diagram, form, options or ExportOptions())
    atomic_write(path, made.content)
    return made.message


def exported(diagram: Diagram, form: ExportFormat, options: ExportOptions) -> Made:
    """Return ``diagram`` as a file in the format ``form``, with the design inside if wanted.

    Raises:
        ExportRefused: it cannot be made as asked.
    """
    made = form.write(diagram, options)
    if not options.source or "source" not in form.options:
        return made
    try:
        return replace(made, content=with_source(made.content, diagram))
    except ValueError as error:
        told = f"The file does not carry the design: {error}."
        return replace(made, message=f"{made.message} {told}".strip())
