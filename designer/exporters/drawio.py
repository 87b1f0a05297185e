"""Writes a diagram as a draw.io file: native AWS shapes in containers, lines with our corners.

Every shape and line also carries what it means to us (``storage.carried``), so that the file can be
worked on in draw.io and read back without loss.
"""

from collections.abc import Iterator
from html import escape

from designer.exporters.drawio_styles import element_style, link_style, look_style
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.layout import Box, Point
from designer.model.links import Link
from designer.model.looks import USUAL
from designer.model.text import clean_text
from designer.render import shapes
from designer.render.dress import look_of
from designer.render.routing import Router
from designer.render.stacking import stacked_containers, stacked_resources
from designer.storage.carried import ATTRIBUTE, SIZE_ATTRIBUTE, Carried, carried

SUFFIX = ".drawio"


def to_drawio(diagram: Diagram) -> str:
    """Return ``diagram`` as the text of a draw.io file with one page.

    Labels are written as plain text: draw.io reads no markup in them.
    """
    return "".join(_Writer(diagram).parts())


class _Writer:
    """Writes one diagram."""

    def __init__(self, diagram: Diagram) -> None:
        self._diagram = diagram
        self._pieces: Carried = carried(diagram)
        self._router = Router(diagram)

    def parts(self) -> Iterator[str]:
        """Yield the file's lines."""
        name = _quoted(_visible(self._diagram.title) or "Page 1")
        yield '<mxfile host="Tenet Designer" type="device">\n'
        yield f'<diagram id="page-1" name={name}>\n'
        yield '<mxGraphModel grid="1" gridSize="8" guides="1" connect="1" arrows="1" page="0">\n'
        yield "<root>\n"
        head = _quoted(self._pieces.head)
        yield f'<object label="" {ATTRIBUTE}={head} id="0"><mxCell/></object>\n'
        yield '<mxCell id="1" parent="0"/>\n'
        topology = self._diagram.topology
        for element in stacked_containers(topology, self._diagram.layout):
            yield self._shape(element)
        for element in stacked_resources(topology, self._diagram.layout):
            yield self._shape(element)
        for link in topology.links.values():
            yield self._line(link)
        yield "</root>\n</mxGraphModel>\n</diagram>\n</mxfile>\n"

    def _shape(self, element: Element) -> str:
        box = self._diagram.layout.boxes[element.id]
        corner = self._corner(element.parent)
        size = ""
        if not shapes.has_size(element.kind):
            size = f' {SIZE_ATTRIBUTE}="{box.width:.6g} {box.height:.6g}"'
        parent = "1" if element.parent is None else f"n-{element.parent}"
        layout, style = self._diagram.layout, element_style(element)
        if element.kind.is_container or element.kind is Kind.NOTE:
            # An icon's stroke is the white of its glyph.
            style += look_style(look_of(layout, element.id))
        style += look_style(USUAL, locked=element.id in layout.locked)
        return (
            f"<object label={_quoted(_visible(element.name))}{size} "
            f"{ATTRIBUTE}={_quoted(self._pieces.elements[element.id])} id={_id('n', element.id)}>"
            f'<mxCell style="{style}" vertex="1" parent="{parent}">'
            f"{_geometry(shapes.frame(element, box), corner)}</mxCell></object>\n"
        )

    def _corner(self, parent: ElementId | None) -> Point:
        if parent is None:
            return Point(0.0, 0.0)
        box = self._diagram.layout.boxes[parent]
        return Point(box.x, box.y)

    def _line(self, link: Link) -> str:
        route = self._router.routes.get(link.id, ())
        drawn = self._diagram.layout.bends.get(link.id)
        corners = route[1:-1] if drawn is None else drawn
        own = "" if drawn is None else f' {SIZE_ATTRIBUTE}="bends"'
        points = "".join(f'<mxPoint x="{_number(p.x)}" y="{_number(p.y)}"/>' for p in corners)
        array = f'<Array as="points">{points}</Array>' if points else ""
        look = look_style(look_of(self._diagram.layout, link.id))
        style = link_style(link) + look + self._ports(link, route)
        return (
            f"<object label={_quoted(_visible(link.label))}{own} "
            f"{ATTRIBUTE}={_quoted(self._pieces.links[link.id])} id={_id('l', link.id)}>"
            f'<mxCell style="{style}" edge="1" parent="1" source={_id("n", link.source)} '
            f'target={_id("n", link.target)}><mxGeometry relative="1" as="geometry">{array}'
            "</mxGeometry></mxCell></object>\n"
        )

    def _ports(self, link: Link, route: tuple[Point, ...]) -> str:
        """Return where the line leaves and enters the two shapes, as shares of their sides."""
        if len(route) < 2:
            return ""
        text = ""
        for name, key, point in (
            ("exit", link.source, route[0]),
            ("entry", link.target, route[-1]),
        ):
            element = self._diagram.topology.elements[key]
            box = shapes.frame(element, self._diagram.layout.boxes[key])
            x = min(max((point.x - box.x) / box.width, 0.0), 1.0)
            y = min(max((point.y - box.y) / box.height, 0.0), 1.0)
            text += f"{name}X={x:.3g};{name}Y={y:.3g};{name}Dx=0;{name}Dy=0;"
        return text


def _geometry(box: Box, corner: Point) -> str:
    return (
        f'<mxGeometry x="{_number(box.x - corner.x)}" y="{_number(box.y - corner.y)}" '
        f'width="{_number(box.width)}" height="{_number(box.height)}" as="geometry"/>'
    )


def _number(value: float) -> str:
    return f"{value:.15g}"


def _id(kind: str, key: str) -> str:
    return _quoted(f"{kind}-{key}")


def _visible(text: str) -> str:
    return clean_text(text, lines=True)


def _quoted(text: str) -> str:
    """Return ``text`` as the value of an XML attribute, in which line breaks last."""
    return f'"{escape(text)}"'.replace("\n", "&#10;")
