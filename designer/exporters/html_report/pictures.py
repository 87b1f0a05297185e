"""The drawing in both colour schemes as SVG to stand in a page, its icons stored once for both."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import fromstring

from designer.exporters.svg import SVG, XLINK, svg_of
from designer.exporters.svg import number as _written
from designer.model.diagram import Diagram
from designer.render.primitives import DisplayList, Rect
from designer.render.remarks import Remark
from designer.render.scene import SceneOptions, display_list
from designer.render.theme import DARK, LIGHT, Theme

_HREF = f"{{{XLINK}}}href"
_MARK = re.compile(r"mark (\d+)")


def pictures_of(diagram: Diagram, remarks: tuple[Remark, ...] = ()) -> str:
    """Return the icons and two drawings, of the classes "in-light" and "in-dark"; "" for nothing.

    The page's style shows one of them. Marks of ``remarks`` lead to ``#finding-NUMBER``.
    """
    if not diagram.topology.elements:
        return ""
    icons = _Icons()
    drawings = [
        _drawing(diagram, remarks, theme, icons, kind)
        for theme, kind in ((LIGHT, "in-light"), (DARK, "in-dark"))
    ]
    return "\n".join([icons.written(), *drawings])


class _Icons:
    """Pictures that several drawings refer to, by their content."""

    def __init__(self) -> None:
        self._root = Element(
            f"{{{SVG}}}svg", {"class": "icons", "width": "0", "height": "0", "aria-hidden": "true"}
        )
        self._defined = Element(f"{{{SVG}}}defs")
        self._root.append(self._defined)
        self._keys: dict[str, str] = {}

    def key(self, image: Element) -> str:
        """Return the id under which ``image`` is stored."""
        content = image.get(_HREF, "")
        if content not in self._keys:
            self._keys[content] = f"icon-{len(self._keys) + 1}"
            image.set("id", self._keys[content])
            self._defined.append(image)
        return self._keys[content]

    def written(self) -> str:
        """Return them as one SVG element that takes no room."""
        return tostring(self._root, encoding="unicode")


def _drawing(
    diagram: Diagram, remarks: tuple[Remark, ...], theme: Theme, icons: _Icons, kind: str
) -> str:
    shown = SceneOptions(heading=False, transparent=True, remarks=remarks)
    drawing = display_list(diagram, theme, shown)
    root: Element = fromstring(svg_of(drawing, title=f"Drawing of {diagram.title}"))
    keys: dict[str, str] = {}
    for defined in root.findall(f"{{{SVG}}}defs"):
        for image in list(defined):
            keys[f"#{image.get('id', '')}"] = f"#{icons.key(image)}"
        root.remove(defined)
    for used in root.iter(f"{{{SVG}}}use"):
        used.set(_HREF, keys[used.get(_HREF, "")])
    root.extend(_ways(drawing))
    # Scaled by the page; the sizes stay for the one that a reader takes out of it.
    root.set("class", kind)
    return tostring(root, encoding="unicode")


def _ways(drawing: DisplayList) -> Iterator[Element]:
    """Yield a link over each mark, to the finding, or the first of several, that it stands for."""
    for item in drawing.items:
        if not isinstance(item, Rect) or (number := _MARK.match(item.owner)) is None:
            continue
        way = Element(f"{{{SVG}}}a", {"href": f"#finding-{number[1]}", "class": "way"})
        way.set("aria-label", f"Finding {item.owner.removeprefix('mark ')}")
        sides = ("x", "y", "width", "height")
        places = {side: _written(getattr(item.box, side)) for side in sides}
        way.append(Element(f"{{{SVG}}}rect", {**places, "fill": "transparent"}))
        yield way
