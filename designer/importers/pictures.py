"""Opens pictures that carry their own design: what was drawn comes back, exactly as it was."""

from designer.importers.result import ImportResult, Note, NoteKind, Page
from designer.importers.source import Source
from designer.model.text import one_line
from designer.storage.inside.source import source_in
from designer.storage.refusal import Refused

_JPEG = b"\xff\xd8\xff"


def read(source: Source) -> ImportResult:
    """Return the design inside a picture (PNG, SVG, PDF) or a report (HTML).

    Raises:
        Refused: it carries none, or what it carries is damaged, too large or no sound design.
    """
    if source.data.startswith(_JPEG):
        raise Refused("", "is a JPEG picture, which carries no design; PNG, SVG and PDF do")
    diagram = source_in(source.data)
    if diagram is None:
        raise Refused("", "carries no design: it was not exported by Tenet Designer, or without it")
    notes: tuple[Note, ...] = ()
    if not diagram.topology.elements:
        notes = (Note(kind=NoteKind.SKIPPED, sentence="The design in the picture is empty."),)
    # As it was: nothing here is inferred, and a design of ours has been checked when it was read.
    page = Page(name=one_line(diagram.title, 200), diagram=diagram, notes=notes)
    return ImportResult(format="picture", pages=(page,))
