"""A design as a Mermaid flowchart: boxes are subgraphs, and the arrow tells the kind of a link.

GitHub, GitLab and many wikis draw such text. Names are written with Mermaid's own entities, so
that none is taken for its syntax, for Markdown, for HTML or for an icon.
"""

import re
from collections.abc import Iterator

from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.exporters.clean_text import cleaned
from designer.exporters.python_text import Names
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.links import Link, LinkKind, LinkRole
from designer.render.dress import container_style, link_style, look_of
from designer.render.folding import captioned
from designer.render.primitives import SOLID
from designer.render.scene import heading_of
from designer.render.theme import DOTTED, LIGHT

# What may stand as it is in a text in quotation marks, whatever reads it next.
_PLAIN = re.compile(r"[^\w /+=,()?!'%.:-]|_")
# What opens a list, and an address that would become a link.
_LIST = re.compile(r"\A(\d+)\.|\A([-+])|(?<=\w):(?=//)")
# Signs that mean something even after entities are read: icons, breaks and formulas.
_LATE = re.compile(r"(?<=:)(?=fa-)|(?<=\\)(?=n)|(?<=\$)(?=\$)")
_JOINER = "\u2060"
"""Stands between two characters, is not seen, and keeps them from being read as one sign."""
_ARROWS = {
    LinkKind.REQUEST: ("-->", "--", "-->"),
    LinkKind.ASYNC: ("--o", "--", "--o"),
    LinkKind.REPLICATION: ("==>", "==", "==>"),
    LinkKind.BACKUP: ("--x", "--", "--x"),
}
_LOOSE = "-.->"
_SHAPES = {
    Role.STORE: ("[(", ")]"),
    Role.CACHE: ("[(", ")]"),
    Role.BUFFER: ("[[", "]]"),
    Role.CLIENT: ("([", "])"),
}
_WORDS = frozenset(
    {
        *("end", "graph", "flowchart", "subgraph", "direction", "default", "style", "class"),
        *("classdef", "linkstyle", "click", "call", "href", "tb", "td", "bt", "lr", "rl", "box"),
    }
)
_BOX = ("[", "]")
_NOTE = (">", "]")
_INK = LIGHT.container(Kind.CLOUD).border  # too dark for a dark page


def to_mermaid(diagram: Diagram) -> str:
    """Return the flowchart as text; the same design gives the same text.

    Requests are arrows, dotted when they are optional or stand by; asynchronous links end in a
    circle, replication is a thick arrow, backup ends in a cross.
    """
    return "\n".join(_Flowchart(captioned(cleaned(diagram))).lines()) + "\n"


def escaped(text: str) -> str:
    """Return a text in one line for between quotation marks, with entities for all that may act.

    >>> escaped('say "hi" <b>'), escaped("1. x"), escaped("AT&T;")
    ('say #34;hi#34; #60;b#62;', '1#46; x', 'AT#38;T#59;')
    """
    line = _LATE.sub(_JOINER, " ".join(text.split()))
    line = _PLAIN.sub(lambda found: f"#{ord(found[0])};", line)
    return _LIST.sub(_as_entity, line)


def _as_entity(found: re.Match[str]) -> str:
    return f"{found[1]}#46;" if found[1] else f"#{ord(found[0])};"


class _Flowchart:
    """Writes one diagram that is clean and as seen."""

    def __init__(self, diagram: Diagram) -> None:
        self._diagram = diagram
        self._topology = diagram.topology
        names = Names(_WORDS)
        self._names = {key: names.fresh(key) for key in self._topology.elements}

    def lines(self) -> Iterator[str]:
        """Yield the flowchart."""
        title = heading_of(self._diagram)
        if title:
            yield from ("---", f"title: {_yaml(title)}", "---")
        yield f"flowchart {self._direction()}"
        yield from self._content(None, 1)
        yield from self._links()
        yield from self._boxes()

    def _direction(self) -> str:
        """Return the way that the drawing runs: along its longer side."""
        boxes = self._diagram.layout.boxes.values()
        if not boxes:
            return "TB"
        width = max(box.right for box in boxes) - min(box.x for box in boxes)
        height = max(box.bottom for box in boxes) - min(box.y for box in boxes)
        return "LR" if width >= height else "TB"

    def _content(self, parent: ElementId | None, depth: int) -> Iterator[str]:
        space = "    " * depth
        for key in self._topology.children(parent):
            element = self._topology.elements[key]
            # An empty subgraph is drawn as a node anyway, and Mermaid's layout stumbles over some.
            if element.kind.is_container and self._topology.children(key):
                yield f'{space}subgraph {self._names[key]}["{escaped(element.name) or " "}"]'
                yield from self._content(key, depth + 1)
                yield f"{space}end"
            else:
                opening, closing = _shape(element)
                yield f'{space}{self._names[key]}{opening}"{_label(element)}"{closing}'

    # -- links
    def _links(self) -> Iterator[str]:
        drawn: list[str] = []
        for link in self._topology.links.values():
            yield f"    {self._link(link)}"
            drawn.append(self._link_style(link))
        members = 0
        for element in self._topology.elements.values():
            for group in element.memberships:
                if group in self._topology.elements and group != element.parent:
                    yield f"    {self._names[element.id]} -.- {self._names[group]}"
                    members += 1
        for style in dict.fromkeys(filter(None, drawn)):
            at = ",".join(str(number) for number, own in enumerate(drawn) if own == style)
            yield f"    linkStyle {at} {style}"
        if members:
            at = ",".join(str(number) for number in range(len(drawn), len(drawn) + members))
            yield f"    linkStyle {at} stroke:{LIGHT.container(Kind.SCALING_GROUP).border}"

    def _link(self, link: Link) -> str:
        source, target = self._names[link.source], self._names[link.target]
        is_loose = link.kind is LinkKind.REQUEST and link.role is not LinkRole.REQUIRED
        arrow = _LOOSE if is_loose else _ARROWS[link.kind][0]
        label = escaped(link.label)
        if not label and is_loose and link.role is LinkRole.STANDBY:
            label = "standby"
        return f'{source} {arrow}|"{label}"| {target}' if label else f"{source} {arrow} {target}"

    def _link_style(self, link: Link) -> str:
        colour = link_style(link, LIGHT, look_of(self._diagram.layout, link.id)).colour
        # The reader's own colour of lines suits a dark page, too.
        return "" if colour == LIGHT.link_colours[LinkKind.REQUEST] else f"stroke:{colour}"

    # -- boxes
    def _boxes(self) -> Iterator[str]:
        styles: dict[str, list[str]] = {}
        for element in self._topology.containers:
            style = container_style(element, LIGHT, look_of(self._diagram.layout, element.id))
            parts = [f"fill:{style.fill or 'none'}"]
            if style.dash != SOLID:
                parts.append(f"stroke-dasharray:{'2 4' if style.dash == DOTTED else '7 5'}")
            if style.border != _INK:
                parts += [f"stroke:{style.border}", f"color:{style.border}"]
            styles.setdefault(",".join(parts), []).append(self._names[element.id])
        for number, (looks, names) in enumerate(styles.items(), 1):
            yield f"    classDef box{number} {looks}"
            yield f"    class {','.join(names)} box{number}"


def _shape(element: Element) -> tuple[str, str]:
    if element.kind is Kind.NOTE:
        return _NOTE
    service = catalog().get(element.service)
    return _BOX if service is None else _SHAPES.get(service.role, _BOX)


def _label(element: Element) -> str:
    """Return the name and, where it does not say so, the service: there are no icons."""
    name = escaped(element.name)
    service = catalog().get(element.service)
    if service is None or element.kind is not Kind.RESOURCE or not name:
        return name or (escaped(service.name) if service else " ")
    said = element.name.casefold()
    if any(word.casefold() in said for word in (service.name, service.key)):
        return name
    return f"{name}<br>{escaped(service.name)}"


def _yaml(text: str) -> str:
    """Return a text as a YAML string in double quotation marks, with signs as numbers.

    Mermaid reads no entities here, but takes "<" for HTML: a wide one looks like it.
    """
    text = text.replace("<", "\uff1c")
    safe = (c if c.isalnum() or c in " .,-_()" else f"\\U{ord(c):08x}" for c in text)
    return f'"{"".join(safe)}"'
