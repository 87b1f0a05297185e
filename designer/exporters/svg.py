"""SVG that carries its icons inside: from a display list, or from what Graphviz wrote."""

import base64
import struct
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from defusedxml.ElementTree import fromstring

from designer.exporters.clean_text import plain
from designer.model.layout import Box, Point
from designer.render.primitives import DisplayList, Icon, Line, Rect, Text, arrow_head
from designer.render.shapes import GENERIC_ICON
from designer.render.theme import DASHED, DOTTED, FONT_FAMILY
from designer.resources import icon_file

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
FONTS = f"'{FONT_FAMILY}', Arial, Helvetica, sans-serif"
_HREF = f"{{{XLINK}}}href"
_PX_PER_POINT = 96 / 72
_ENLARGED = 8
_DASHES = {"5,2": DASHED, "1,5": DOTTED}
"""Ours for what Graphviz writes: its strokes are too close together and its dots too faint."""

register_namespace("", SVG)
register_namespace("xlink", XLINK)

IconData = Callable[[Path, float], bytes]
"""Gives the PNG bytes of an icon file that will be shown so many px wide."""


def stored(path: Path, _width: float) -> bytes:
    """Return an icon as it is on disk."""
    return path.read_bytes()


class _Icons:
    """The pictures of one document, each written once and used by reference.

    ``shared`` is off where each place needs its own size, as Qt's painter does for clean edges.
    """

    def __init__(self, root: Element, data: IconData, shared: bool) -> None:
        self._definitions = Element(f"{{{SVG}}}defs")
        root.insert(0, self._definitions)
        self._root = root
        self._data = data
        self._shared = shared
        self._known: dict[Path, tuple[str, float]] = {}

    def place(self, path: Path, box: Box) -> Element:
        """Return the element that shows the picture in ``box``."""
        if not self._shared:
            attributes = {
                "x": number(box.x),
                "y": number(box.y),
                "width": number(box.width),
                "height": number(box.height),
            }
            uri = _data_uri(self._data(path, box.width))
            return Element(f"{{{SVG}}}image", {_HREF: uri, **attributes})
        if path not in self._known:
            self._known[path] = self._defined(path)
        key, ratio = self._known[path]
        # Scaled by a transform, since not every viewer scales a symbol by width and height.
        scale = min(box.width, box.height / ratio)
        x, y = box.x + (box.width - scale) / 2, box.y + (box.height - scale * ratio) / 2
        place = f"translate({number(x)} {number(y)}) scale({number(scale)})"
        return Element(f"{{{SVG}}}use", {_HREF: f"#{key}", "transform": place})

    def _defined(self, path: Path) -> tuple[str, float]:
        """Write a picture one unit wide; return its id and its height for that width."""
        content = self._data(path, 0.0)
        width, height = _png_size(content)
        key, ratio = f"icon-{len(self._known) + 1}", height / width
        attributes = {"id": key, "width": "1", "height": f"{ratio:g}"}
        SubElement(self._definitions, f"{{{SVG}}}image", {_HREF: _data_uri(content), **attributes})
        return key, ratio

    def finish(self) -> None:
        """Leave no empty list of definitions behind."""
        if not len(self._definitions):
            self._root.remove(self._definitions)


def _png_size(content: bytes) -> tuple[int, int]:
    # PNG specification, 11.2.2: width and height open the IHDR chunk, which comes first.
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _data_uri(content: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(content).decode("ascii")


def number(value: float) -> str:
    """Return a coordinate with at most two decimals and no trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def embedded(
    written: bytes,
    icons: Mapping[str, Path],
    *,
    title: str = "",
    data: IconData = stored,
    shared: bool = True,
    size: tuple[float, float] | None = None,
) -> str:
    """Return Graphviz's SVG with its pictures inside and sizes in px.

    Args:
        written: what Graphviz wrote.
        icons: the files the drawing may show, by the name it gives them; others are dropped.
        title: what a screen reader says the picture is.
        data: gives the bytes to embed.
        shared: write each picture once and refer to it.
        size: true width and height in px, which Graphviz rounds to whole points.

    Raises:
        xml.etree.ElementTree.ParseError: ``written`` is no XML.
    """
    root: Element = fromstring(written, forbid_dtd=False)
    width, height = _size_px(root) if size is None else size
    root.set("width", number(width))
    root.set("height", number(height))
    shown = (0.0, 0.0, width / _PX_PER_POINT, height / _PX_PER_POINT)
    root.set("viewBox", " ".join(number(value) for value in shown))
    pictures = _Icons(root, data, shared)
    _replace_images(root, icons, pictures)
    pictures.finish()
    for element in root.iter():
        if not shared and element.tag == f"{{{SVG}}}text":
            _enlarge(element)
        # Qt's painter takes no list of fonts.
        if shared and element.get("font-family") == FONT_FAMILY:
            element.set("font-family", FONTS)
        if dash := _DASHES.get(element.get("stroke-dasharray", "")):
            element.set("stroke-dasharray", " ".join(number(part * 0.75) for part in dash))
    _entitle(root, title)
    return _document(root)


def _enlarge(text: Element) -> None:
    """Write a text in large letters that are shown small: Qt's painter cuts sizes to integers."""
    for name in ("x", "y", "font-size"):
        text.set(name, number(float(text.get(name, "0")) * _ENLARGED))
    text.set("transform", f"scale({1 / _ENLARGED:g})")


def _size_px(root: Element) -> tuple[float, float]:
    shown = [float(value) for value in root.get("viewBox", "0 0 0 0").split()]
    return shown[2] * _PX_PER_POINT, shown[3] * _PX_PER_POINT


def _replace_images(parent: Element, icons: Mapping[str, Path], pictures: _Icons) -> None:
    for index, child in enumerate(list(parent)):
        if child.tag != f"{{{SVG}}}image":
            _replace_images(child, icons, pictures)
            continue
        path = icons.get(child.get(_HREF, ""))
        if path is None:
            parent.remove(child)
            continue
        x, y, width, height = (
            float(child.get(name, "0").removesuffix("px").removesuffix("pt"))
            for name in ("x", "y", "width", "height")
        )
        parent[index] = pictures.place(path, Box(x, y, width, height))


def _entitle(root: Element, title: str) -> None:
    root.set("role", "img")
    if title:
        heading = Element(f"{{{SVG}}}title")
        heading.text = plain(title)
        root.insert(0, heading)


def _document(root: Element) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def svg_of(
    drawing: DisplayList, *, title: str = "", data: IconData = stored, shared: bool = True
) -> str:
    """Return a display list as an SVG document; 1 px is one scene unit."""
    area = drawing.area
    root = Element(
        f"{{{SVG}}}svg",
        {
            "width": number(area.width),
            "height": number(area.height),
            "viewBox": " ".join(
                number(value) for value in (area.x, area.y, area.width, area.height)
            ),
            "font-family": FONTS,
        },
    )
    pictures = _Icons(root, data, shared)
    if drawing.background is not None:
        root.append(_rect(Rect(box=area, fill=drawing.background)))
    for item in drawing.items:
        root.extend(_elements(item, pictures))
    pictures.finish()
    _entitle(root, title)
    return _document(root)


def _elements(item: Rect | Line | Text | Icon, pictures: _Icons) -> Iterator[Element]:
    if isinstance(item, Rect):
        yield _rect(item)
    elif isinstance(item, Line):
        yield from _line(item)
    elif isinstance(item, Text):
        if item.patch is not None:
            yield _rect(Rect(box=item.box.grown(1.0), fill=item.patch))
        yield _text(item)
    else:
        path = icon_file(item.name) or icon_file(GENERIC_ICON)
        if path is not None:
            yield pictures.place(path, item.box)


def _rect(item: Rect) -> Element:
    attributes = {
        "x": number(item.box.x),
        "y": number(item.box.y),
        "width": number(item.box.width),
        "height": number(item.box.height),
        "fill": item.fill or "none",
    }
    if item.radius:
        attributes["rx"] = number(item.radius)
    if item.stroke is not None:
        attributes |= _stroke(item.stroke, item.width, item.dash)
    return Element(f"{{{SVG}}}rect", attributes)


def _stroke(colour: str, width: float, dash: tuple[float, ...]) -> dict[str, str]:
    attributes = {"stroke": colour, "stroke-width": number(width)}
    if dash:
        attributes["stroke-dasharray"] = " ".join(number(part) for part in dash)
    return attributes


def _line(item: Line) -> Iterator[Element]:
    head = arrow_head(item.points) if item.arrow else None
    shown = item.points if head is None else (*item.points[:-1], head[2])
    attributes = {"points": _points(shown), "fill": "none"}
    yield Element(f"{{{SVG}}}polyline", attributes | _stroke(item.stroke, item.width, item.dash))
    if head is not None:
        yield Element(f"{{{SVG}}}polygon", {"points": _points(head), "fill": item.stroke})


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{number(point.x)},{number(point.y)}" for point in points)


def _text(item: Text) -> Element:
    attributes = {
        "x": number(item.anchor.x),
        "y": number(item.anchor.y),
        "font-size": number(item.size),
        "fill": item.colour,
        "text-anchor": item.align.value,
    }
    if item.bold:
        attributes["font-weight"] = "bold"
    made = Element(f"{{{SVG}}}text", attributes)
    made.text = plain(item.text)
    return made
