"""What a drawing of ours carries along in another program's file, so that it comes back whole.

Each shape carries its element's line of our own file and each connection its link's, as JSON text;
the page carries the rest. Places and parents are left to the other program: they may be changed
there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from designer.model.diagram import Diagram
from designer.storage.building import build
from designer.storage.json_text import parse
from designer.storage.migrations import migrate
from designer.storage.refusal import Refused
from designer.storage.writing import natural, to_text

ATTRIBUTE = "tenet"
SIZE_ATTRIBUTE = "tenet_size"
_DRAWN = ("elements", "links", "boxes", "bends")
# ASCII alone: some characters that JSON can hold have no place in XML.
_encode = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode

Row = dict[str, Any]


@dataclass(slots=True)
class Carried:
    """The pieces of one diagram.

    Attributes:
        head: the fields of the file that are drawn nowhere, as JSON text.
        elements: each element without its parent, as JSON text by id.
        links: each link without its ends, as JSON text by id.
    """

    head: str
    elements: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)


def carried(diagram: Diagram) -> Carried:
    """Take ``diagram`` apart."""
    raw = json.loads(to_text(diagram))
    head = {key: value for key, value in raw.items() if key not in _DRAWN}
    pieces = Carried(_encode(head))
    for row in raw["elements"]:
        pieces.elements[row["id"]] = _encode({k: v for k, v in row.items() if k != "parent"})
    for row in raw["links"]:
        kept = {k: v for k, v in row.items() if k not in ("source", "target")}
        pieces.links[row["id"]] = _encode(kept)
    return pieces


def row_of(text: str) -> Row | None:
    """Return what a shape or connection carries; None when it is no row."""
    try:
        row = parse(text.encode())
    except Refused:
        return None
    return dict(row) if isinstance(row.get("id"), str) else None


def reassembled(
    head: str,
    elements: list[Row],
    links: list[Row],
    boxes: Mapping[str, list[float]],
    bends: Mapping[str, list[list[float]]],
) -> Diagram:
    """Return the diagram of pieces that were found again.

    Args:
        head: what the page carries.
        elements: rows with their parents, where these still exist.
        links: rows with their ends.
        boxes: x, y, width and height by element.
        bends: corners by link.

    Raises:
        Refused: the pieces do not make a diagram of a format that is known.
    """
    raw = dict(parse(head.encode()))
    # The order of our own files, which some lists of a score follow.
    elements = sorted(elements, key=lambda row: natural(str(row["id"])))
    links = sorted(links, key=lambda row: natural(str(row["id"])))
    raw |= {"elements": elements, "links": links, "boxes": dict(boxes), "bends": dict(bends)}
    known = {str(row["id"]) for row in elements}
    for name in ("collapsed", "locked", "hidden"):
        if isinstance(raw.get(name), list):
            raw[name] = [key for key in raw[name] if key in known]
    for name, there in (("ranks", known), ("looks", known.union(str(row["id"]) for row in links))):
        if isinstance(raw.get(name), dict):
            raw[name] = {key: value for key, value in raw[name].items() if key in there}
    return build(migrate(raw))
