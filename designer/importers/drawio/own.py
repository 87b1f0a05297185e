"""Reads back pages that were written by our own export, whatever was done to them in draw.io.

A shape that carries its element's line is that element, under the name it has now and in the
container it is now in; a line that carries a link's is that link between the shapes it now joins.
What else is on the page was added there and is read like any drawing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from designer.importers.drawio.cells import Cell
from designer.importers.drawio.spatial import on_canvas
from designer.importers.result import Note, NoteKind
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, IdSource, LinkId
from designer.model.layout import Box, Layout
from designer.model.links import Link
from designer.model.topology import Topology
from designer.render.theme import BOX_SIDE, ICON_SIZE
from designer.storage.carried import ATTRIBUTE, SIZE_ATTRIBUTE, Row, reassembled, row_of
from designer.storage.refusal import Refused

_CLOSE = 0.5


class OwnPage:
    """The part of a page that we wrote.

    Attributes:
        ids: ids of elements and links by cell.
    """

    def __init__(self, head: str, cells: Sequence[Cell]) -> None:
        """Find what ``cells`` carry; ``head`` is what the page carries."""
        self._head = head
        self._cells = {cell.key: cell for cell in cells}
        self.ids: dict[str, str] = {}
        self._rows: dict[str, Row] = {}
        taken: set[str] = set()
        fresh = IdSource(taken)
        for cell in cells:
            row = (
                row_of(cell.attributes.get(ATTRIBUTE, "")) if ATTRIBUTE in cell.attributes else None
            )
            if row is None or cell.is_edge == ("service" in row):
                continue
            key = row["id"]
            if key in taken:
                # Copied in draw.io: another element that states the same.
                key = row["id"] = fresh.fresh(key)
            taken.add(key)
            self.ids[cell.key] = key
            self._rows[cell.key] = row

    @property
    def is_whole(self) -> bool:
        """Tell whether everything on the page is ours."""
        return all(
            key in self._rows or cell.labelled in self._rows for key, cell in self._cells.items()
        )

    def diagram(self) -> Diagram:
        """Return the diagram of what is ours.

        Raises:
            Refused: what is carried makes no diagram.
        """
        elements, links = [], []
        boxes: dict[str, list[float]] = {}
        bends: dict[str, list[list[float]]] = {}
        for key, row in self._rows.items():
            cell = self._cells[key]
            if cell.is_edge:
                ends = self.ids.get(cell.source), self.ids.get(cell.target)
                if None in ends:
                    continue
                row |= {"source": ends[0], "target": ends[1]}
                _relabel(row, "label", cell)
                links.append(row)
                if cell.attributes.get(SIZE_ATTRIBUTE) == "bends":
                    bends[row["id"]] = [[point.x, point.y] for point in cell.points]
            elif cell.box is not None:
                self._place(row, cell)
                elements.append(row)
                box = _element_box(cell.box, cell.attributes.get(SIZE_ATTRIBUTE))
                boxes[row["id"]] = [box.x, box.y, box.width, box.height]
        return reassembled(self._head, elements, links, boxes, bends)

    def _place(self, row: Row, cell: Cell) -> None:
        parent = self.ids.get(cell.parent)
        if parent is not None:
            row["parent"] = parent
        memberships = row.get("memberships", [])
        if isinstance(memberships, list):
            known = set(self.ids.values())
            row["memberships"] = [key for key in memberships if key in known]
        _relabel(row, "name", cell)


def _relabel(row: Row, key: str, cell: Cell) -> None:
    """Take the label that the shape has now, unless it only looks a little different."""
    known = row.get(key, "")
    if isinstance(known, str) and " ".join(known.split()) != cell.text:
        row[key] = cell.text


def _element_box(box: Box, size: str | None) -> Box:
    """Return an element's box: its shape's own, or for an icon the one it is the picture of.

    Args:
        box: of the shape.
        size: width and height that the icon carries of its element's box; None for no icon.
    """
    if size is None:
        return on_canvas(box)
    try:
        width, height = (float(part) for part in size.split())
    except ValueError:
        width = height = 0.0
    side = min(box.width, box.height)
    if not abs(min(width, height) * ICON_SIZE / BOX_SIDE - side) <= _CLOSE:
        width = height = max(side * BOX_SIDE / ICON_SIZE, 1.0)
    return on_canvas(Box(box.centre.x - width / 2, box.y, width, height))


def joined(own: OwnPage, read: Diagram, ids: Mapping[str, str]) -> tuple[Diagram, dict[str, str]]:
    """Return our diagram with what was added to its page, and the ids by cell.

    Args:
        own: what we wrote.
        read: the whole page read like any drawing.
        ids: the ids that reading gave to cells.

    Raises:
        Refused: what is carried makes no diagram.
    """
    diagram = own.diagram()
    cells = {key: cell for cell, key in ids.items()}
    fresh = IdSource({*diagram.topology.elements, *diagram.topology.links})
    new: dict[str, str] = {}
    for key in read.topology.elements:
        cell = cells.get(key, "")
        new[key] = own.ids.get(cell) or fresh.fresh(key.rstrip("0123456789-") or key)
    elements = {
        element.id: element
        for found in read.topology.elements.values()
        if (element := _moved(found, new)).id not in diagram.topology.elements
    }
    links: dict[LinkId, Link] = {}
    for found_link in read.topology.links.values():
        if cells.get(found_link.id, "").partition(">")[0] in own.ids:
            continue
        link_id = fresh.link()
        new[found_link.id] = link_id
        links[link_id] = replace(
            found_link,
            id=link_id,
            source=ElementId(new[found_link.source]),
            target=ElementId(new[found_link.target]),
        )
    topology = Topology(
        elements=diagram.topology.elements.with_items(elements),
        links=diagram.topology.links.with_items(links),
    )
    boxes = {ElementId(new[key]): box for key, box in read.layout.boxes.items()}
    boxes = {key: box for key, box in boxes.items() if key in elements}
    layout: Layout = replace(diagram.layout, boxes=FrozenMap({**diagram.layout.boxes, **boxes}))
    known = {cell: new.get(key, key) for cell, key in ids.items()} | own.ids
    return replace(diagram, topology=topology, layout=layout), known


def _moved(element: Element, new: Mapping[str, str]) -> Element:
    return replace(
        element,
        id=ElementId(new[element.id]),
        parent=None if element.parent is None else ElementId(new[element.parent]),
        memberships=tuple(ElementId(new[key]) for key in element.memberships),
    )


def damaged(error: Refused) -> Note:
    """Return the note on a page whose carried data is no longer sound."""
    return Note(
        kind=NoteKind.SKIPPED,
        sentence=f"What Tenet Designer had stored in the page is left out: {error}.",
    )
