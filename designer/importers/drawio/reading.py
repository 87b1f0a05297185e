"""Turns one page of a draw.io file into a diagram, step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from designer.importers.drawio.boxes import mark_holders, says_public_or_private, settle_boxes
from designer.importers.drawio.cells import Cell, cells_of, page_data
from designer.importers.drawio.components import Component, chosen
from designer.importers.drawio.drawing import Drawing
from designer.importers.drawio.lines import LineWork, connections_of
from designer.importers.drawio.nesting import nested
from designer.importers.drawio.notes import NoteBook, shown
from designer.importers.drawio.own import OwnPage, damaged, joined
from designer.importers.drawio.scaling import settle_scaling_icons
from designer.importers.drawio.shapes import Shape, What, shapes_of
from designer.importers.drawio.source import SourcePage
from designer.importers.drawio.texts import settle_texts
from designer.importers.result import Note, NoteKind, Page, finished
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.storage.carried import ATTRIBUTE
from designer.storage.refusal import Refused


def page_of(page: SourcePage, title: str) -> Page:
    """Return the diagram of ``page``, called ``title``, with notes.

    Raises:
        Refused: the page is larger than allowed.
    """
    cells = cells_of(page.model)
    head = page_data(page.model, ATTRIBUTE)
    if not head:
        diagram, notes, _ = _read(cells, title)
        return finished(page.name or title, diagram, notes)
    own = OwnPage(head, cells)
    try:
        if own.is_whole:
            return finished(page.name or title, own.diagram(), ())
        read, notes, ids = _read(cells, title)
        diagram, known = joined(own, read, ids)
    except Refused as error:
        diagram, notes, _ = _read(cells, title)
        return finished(page.name or title, diagram, [damaged(error), *notes])
    theirs = {cell: key for cell, key in known.items() if cell not in own.ids}
    return finished(page.name or title, diagram, _about(notes, ids, theirs))


def _about(notes: Sequence[Note], ids: Mapping[str, str], kept: Mapping[str, str]) -> list[Note]:
    """Return the notes that are about cells in ``kept``, with the ids these have there."""
    renamed = {ids[cell]: key for cell, key in kept.items() if cell in ids}
    found: list[Note] = []
    for note in notes:
        known = tuple(renamed[key] for key in note.ids if key in renamed)
        if known or not note.ids:
            found.append(replace(note, ids=known))
    return found


def _read(cells: Sequence[Cell], title: str) -> tuple[Diagram, list[Note], Mapping[str, str]]:
    """Return the diagram that ``cells`` draw, notes on it, and its ids by cell."""
    book = NoteBook()
    shapes = shapes_of(cells)
    mark_holders(shapes)
    settle_texts(shapes)
    settle_boxes(shapes)
    owners = _owners(shapes)
    work = connections_of(cells, shapes, owners)
    linked = {end.shape for connection in work.connections for end in connection.ends}
    components = chosen(shapes, linked, book.tell_of)
    boxes, inner = _real_boxes(shapes, components, book)
    for connection in work.connections:
        for end in connection.ends:
            end.shape = inner.get(end.shape, end.shape)
    _tell_lines(work, book)
    settle_scaling_icons(boxes, components, work, book)
    nesting = nested(boxes, [component.shape for component in components])
    drawing = Drawing(boxes, components, nesting, book)
    diagram = drawing.diagram(title, work)
    if not cells:
        book.tell(NoteKind.SKIPPED, "The page is empty.")
    elif not diagram.topology.elements:
        book.tell(NoteKind.SKIPPED, "Nothing on the page is an AWS component or names one.")
    return diagram, book.notes(drawing.ids), drawing.ids


def _owners(shapes: Sequence[Shape]) -> dict[str, str]:
    """Return which cells count as another shape for lines that end at them."""
    owners = {told: shape.key for shape in shapes for told in shape.told}
    by_parent: dict[str, list[Shape]] = {}
    for shape in shapes:
        by_parent.setdefault(shape.cell.parent, []).append(shape)
    for shape in shapes:
        if shape.what is not What.DECORATION or shape.key in owners:
            continue
        inner = [s for s in by_parent.get(shape.key, ()) if s.what in (What.ICON, What.PLAIN)]
        if len(inner) == 1:
            owners[shape.key] = inner[0].key
    return owners


def _real_boxes(
    shapes: Sequence[Shape], components: Sequence[Component], book: NoteBook
) -> tuple[list[Shape], dict[str, str]]:
    """Return the boxes that become containers, and the one component in each that does not.

    A bare frame around one icon is only looks.
    """
    things = [component.shape for component in components if not component.is_note]
    found: list[Shape] = []
    inner: dict[str, str] = {}
    for shape in shapes:
        if not shape.is_box:
            continue
        only = _only_thing(shape, shapes, things) if _is_bare(shape) else None
        if only is not None:
            inner[shape.key] = only.key
            shape.kind, shape.what = None, What.PLAIN
            book.tell(
                NoteKind.SKIPPED,
                "A box without a label around a single component is left out; lines that end at it "
                "end at the component.",
                shape.key,
            )
            continue
        if shape.kind is Kind.SUBNET and not says_public_or_private(shape):
            name = shown(shape.text) if shape.lines else "A subnet without a label"
            book.tell(
                NoteKind.INFERRED,
                f"{name} does not say whether it is public; it is taken for a private subnet.",
                shape.key,
            )
        found.append(shape)
    return found, inner


def _is_bare(shape: Shape) -> bool:
    return shape.kind is Kind.GROUP and not shape.lines and shape.what is not What.FRAME


def _only_thing(shape: Shape, shapes: Sequence[Shape], things: Sequence[Shape]) -> Shape | None:
    inside = [thing for thing in things if shape.box.holds(thing.box.centre)]
    if len(inside) != 1:
        return None
    holds_box = any(
        other.is_box
        and other is not shape
        and other.box.area < shape.box.area
        and shape.box.holds(other.box.centre)
        for other in shapes
    )
    return None if holds_box else inside[0]


def _tell_lines(work: LineWork, book: NoteBook) -> None:
    if work.frames:
        count = len(work.frames)
        what = (
            "A line that ends at nothing is"
            if count == 1
            else f"{count} lines that end at nothing are"
        )
        book.tell(NoteKind.SKIPPED, f"{what} left out as decoration.", *work.frames)
    if work.loose:
        for key in work.loose:
            book.tell(
                NoteKind.SKIPPED,
                "A line is left out: one of its ends reaches nothing that it could mean.",
                key,
            )
