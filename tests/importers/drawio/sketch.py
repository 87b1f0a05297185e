"""Writes draw.io pages for tests in a few words, in draw.io's own styles.

    page(group("vpc", "v", 0, 0, 400, 300), icon("ec2", "web", 40, 60), line("u", "web"))

Places are absolute unless ``parent`` is given, as in draw.io.
"""

import base64
import zlib
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from designer.importers.drawio import read
from designer.importers.result import ImportResult, NoteKind, Page
from designer.importers.source import Source
from designer.model.elements import Element
from designer.model.ids import ElementId

ICON = 48
_BOTTOM = "html=1;verticalLabelPosition=bottom;verticalAlign=top;"
ZONE = "fillColor=none;strokeColor=#147EBA;dashed=1;verticalAlign=top;fontStyle=0;html=1;"
OLD_ZONE = "rounded=1;arcSize=10;dashed=1;strokeColor=#F59D56;fillColor=none;dashPattern=8 4;"
PUBLIC = "strokeColor=#7AA116;fillColor=#F2F6E8;"
PRIVATE = "strokeColor=#00A4A6;fillColor=#E6F6F7;"
BOX = "rounded=0;whiteSpace=wrap;html=1;"
TEXT = "text;html=1;strokeColor=none;fillColor=none;align=center;verticalAlign=middle;"


def cell(
    key: str,
    style: str,
    x: float,
    y: float,
    width: float,
    height: float,
    text: str = "",
    *,
    parent: str = "1",
) -> str:
    """Return a vertex."""
    return (
        f"<mxCell id={quoteattr(key)} value={quoteattr(text)} style={quoteattr(style)} "
        f'vertex="1" parent={quoteattr(parent)}><mxGeometry x="{x}" y="{y}" width="{width}" '
        f'height="{height}" as="geometry"/></mxCell>'
    )


def icon(
    name: str,
    key: str,
    x: float,
    y: float,
    text: str = "",
    *,
    size: float = ICON,
    parent: str = "1",
) -> str:
    """Return a resource icon of the current library; ``aws3.NAME`` for one of the old one."""
    if name.startswith("aws3"):
        style = f"shape=mxgraph.{name};{_BOTTOM}"
    else:
        style = f"shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.{name};{_BOTTOM}"
    return cell(key, style, x, y, size, size, text, parent=parent)


def group(
    name: str,
    key: str,
    x: float,
    y: float,
    width: float,
    height: float,
    text: str = "",
    *,
    more: str = "",
    parent: str = "1",
) -> str:
    """Return an AWS group's frame."""
    shape = "groupCenter" if name == "auto_scaling_group" else "group"
    style = f"shape=mxgraph.aws4.{shape};grIcon=mxgraph.aws4.group_{name};html=1;{more}"
    return cell(key, style, x, y, width, height, text, parent=parent)


def zone(
    key: str, x: float, y: float, width: float, height: float, text: str = "Availability Zone"
) -> str:
    """Return a zone as the library draws it: a dashed rectangle without any AWS shape."""
    return cell(key, ZONE, x, y, width, height, text)


def subnet(
    key: str, x: float, y: float, width: float, height: float, text: str, *, parent: str = "1"
) -> str:
    """Return a subnet as the library draws it: with the shape of a security group."""
    more = PUBLIC if "ublic" in text else PRIVATE
    return group("security_group", key, x, y, width, height, text, more=more, parent=parent)


def words(key: str, x: float, y: float, text: str, width: float = 80, height: float = 20) -> str:
    """Return a free text."""
    return cell(key, TEXT, x, y, width, height, text)


def line(
    source: str = "",
    target: str = "",
    text: str = "",
    *,
    style: str = "endArrow=classic;html=1;",
    start: tuple[float, float] | None = None,
    end: tuple[float, float] | None = None,
    corners: tuple[tuple[float, float], ...] = (),
    key: str = "",
) -> str:
    """Return a line; loose ends are given by ``start`` and ``end``."""
    inner = ""
    for name, point in (("sourcePoint", start), ("targetPoint", end)):
        if point is not None:
            inner += f'<mxPoint x="{point[0]}" y="{point[1]}" as="{name}"/>'
    if corners:
        dots = "".join(f'<mxPoint x="{x}" y="{y}"/>' for x, y in corners)
        inner += f'<Array as="points">{dots}</Array>'
    ends = f"source={quoteattr(source)} " if source else ""
    ends += f"target={quoteattr(target)} " if target else ""
    key = key or f"e{source}{target}{start}{end}"
    return (
        f"<mxCell id={quoteattr(key)} value={quoteattr(text)} style={quoteattr(style)} "
        f'edge="1" parent="1" {ends}><mxGeometry relative="1" as="geometry">{inner}'
        "</mxGeometry></mxCell>"
    )


def model(*cells: str) -> str:
    """Return a bare ``mxGraphModel``."""
    root = '<mxCell id="0"/><mxCell id="1" parent="0"/>' + "".join(cells)
    return f"<mxGraphModel><root>{root}</root></mxGraphModel>"


def packed(xml: str) -> str:
    """Return ``xml`` in draw.io's compressed form."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = deflater.compress(quote(xml, safe="~()*!.'").encode()) + deflater.flush()
    return base64.b64encode(data).decode()


def mxfile(*pages: str, compressed: bool = False) -> str:
    """Return a file of ``pages``, each a bare model."""
    body = "".join(
        f'<diagram id="p{i}" name="Page {i}">{packed(page) if compressed else page}</diagram>'
        for i, page in enumerate(pages, 1)
    )
    return f'<mxfile host="app.diagrams.net">{body}</mxfile>'


def imported(data: str | bytes, name: str = "sketch.drawio") -> ImportResult:
    """Return what the importer makes of ``data``."""
    content = data if isinstance(data, bytes) else data.encode()
    return read(Source(path=Path(name), data=content))


def page(*cells: str) -> Page:
    """Return what the importer makes of one page of ``cells``."""
    (found,) = imported(mxfile(model(*cells))).pages
    return found


def tree(found: Page) -> dict[str, str]:
    """Return "service in parent's name" by name, with "+ group" for memberships."""
    elements = found.diagram.topology.elements
    lines: dict[str, str] = {}
    for element in elements.values():
        text = element.service
        if element.parent is not None:
            text += f" in {elements[element.parent].name}"
        for other in element.memberships:
            text += f" + {elements[other].name}"
        name = element.name
        while name in lines:
            name += "'"
        lines[name] = text
    return lines


def links(found: Page) -> list[str]:
    """Return the links as "A -> B", with "~>", "=>", "+>" as in the tests' language, sorted."""
    topology = found.diagram.topology
    arrows = {"request": "->", "async": "~>", "replication": "=>", "backup": "+>"}
    made = []
    for link in topology.links.values():
        one, other = topology.elements[link.source].name, topology.elements[link.target].name
        text = f"{one} {arrows[link.kind.value]} {other}"
        made.append(text + (f" ({link.label})" if link.label else ""))
    return sorted(made)


def named(found: Page, name: str) -> Element:
    """Return the only element called ``name``."""
    (key,) = found.diagram.topology.named(name)
    return found.diagram.topology.elements[ElementId(key)]


def told(found: Page, kind: NoteKind) -> list[str]:
    """Return the sentences of the notes of ``kind``."""
    return [note.sentence for note in found.notes if note.kind is kind]
