"""A design as a Python program for the `diagrams` package that draws its picture when it is run.

No text of a design can become code: every one is a literal, and variables are made from scratch.
The program is one that a person could have written: boxes nested as blocks, links as arrows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from designer.catalog.loader import catalog
from designer.exporters.clean_text import cleaned
from designer.exporters.options import LayoutKind
from designer.exporters.python_helpers import ARRANGED, DRAWN, TAKEN
from designer.exporters.python_text import (
    Call,
    Expression,
    Names,
    chained,
    flat,
    imported,
    laid,
    literal,
    stem,
)
from designer.exporters.svg import number
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.layout import Box, Point, bounds
from designer.model.links import Link, LinkKind, LinkRole
from designer.render import shapes
from designer.render.dress import container_style, link_style, look_of
from designer.render.folding import captioned
from designer.render.primitives import SOLID
from designer.render.routing import Router
from designer.render.scene import heading_of
from designer.render.stacking import is_spanning, stacked_containers
from designer.render.text import wrap
from designer.render.theme import BORDER_WIDTH, DOTTED, ICON_SIZE, LABEL_SIZE, LIGHT, LinkStyle

_POINTS = 0.75  # of a scene unit; 72 points are an inch
_USUAL_LINE = LinkStyle(colour="").width
_LABEL_WIDTH = 128.0
_BLANK = "diagrams.generic.blank.Blank"
# Services that the package has no class for, and the picture that comes nearest.
_STAND_INS = {
    "rds-proxy": "diagrams.aws.database.RDSInstance",
    "gwlb": "diagrams.aws.network.ElasticLoadBalancing",
    "memorydb": "diagrams.aws.database.ElasticacheForRedis",
}
# Names that Windows keeps for devices, whatever their ending.
_NOT_FILES = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_MARKUP = re.compile(r"\A\s*<.*>\s*\Z", re.DOTALL)


def to_python(diagram: Diagram, *, layout: LayoutKind = LayoutKind.DRAWN) -> str:
    """Return the program, formatted; the same design gives the same text.

    Args:
        layout: "drawn" gives every place and path as on the canvas; "arranged" leaves them to
            Graphviz, which makes the program shorter and easier to change.
    """
    shown = captioned(cleaned(diagram))
    return "\n".join(_Program(shown, layout).lines()) + "\n"


def _label(text: str) -> str:
    """Return a text as a label that Graphviz shows as it is, without escapes or markup of its."""
    text = _ENTITY.sub("&amp;", text).replace("\\", "\\\\")
    return text.replace("<", "&lt;", 1) if _MARKUP.match(text) else text


@dataclass(slots=True)
class _Styles:
    """Constants for looks, named after what first has each; in the order of their first use."""

    names: Names
    made: dict[str, str] = field(default_factory=dict)

    def of(self, wish: str, value: str) -> str:
        """Return the constant that holds ``value``."""
        if value not in self.made:
            self.made[value] = self.names.fresh(wish).upper()
        return self.made[value]


class _Program:
    """Writes the program of one diagram that is clean and as seen."""

    def __init__(self, diagram: Diagram, layout: LayoutKind) -> None:
        self._diagram = diagram
        self._topology = diagram.topology
        self._is_drawn = layout is LayoutKind.DRAWN
        self._router = Router(diagram) if self._is_drawn else None
        self._classes: dict[str, str] = {"diagrams.Diagram": "Diagram"}
        self._styles = _Styles(Names(("graph", "nodes", "note", "unknown", "anchor")))
        self._variables: dict[ElementId, str] = {}
        self._uses: set[str] = set()
        linked = (
            end for link in self._topology.links.values() for end in (link.source, link.target)
        )
        self._linked = frozenset(linked)
        stacked = stacked_containers(self._topology, diagram.layout)
        self._stack = {element.id: (at, element) for at, element in enumerate(stacked)}
        self._names = Names(TAKEN)
        self._keys = self._cluster_keys()
        area = self._area()
        self._origin = Point(area.x, area.bottom)

    def lines(self) -> Iterator[str]:
        """Yield the program."""
        body = [*self._opening(), *self._content(None, 4), *self._edges()]
        helpers = DRAWN if self._is_drawn else ARRANGED
        yield from helpers.docstring.splitlines()
        yield ""
        yield from imported(self._classes)
        yield ""
        yield from helpers.graph.splitlines()
        constants = [*helpers.constants(self._uses), *self._style_lines()]
        yield from helpers.functions(self._uses)
        if constants:
            yield from constants
        yield ""
        yield from body

    def _style_lines(self) -> Iterator[str]:
        for value, name in self._styles.made.items():
            yield f"{name} = {value}"

    # -- the diagram itself
    def _opening(self) -> Iterator[str]:
        arguments: list[Expression] = [
            literal(_label(heading_of(self._diagram))),
            f"filename={literal(_file_name(self._diagram))}",
            "show=False",
        ]
        if not self._is_drawn:
            arguments.append('direction="TB"')
        arguments += ["graph_attr=GRAPH", "node_attr=NODES"]
        lines = list(laid(Call("with Diagram(", tuple(arguments)), 0, ":"))
        yield from lines
        if not self._topology.elements:
            yield "    pass"

    def _cluster_keys(self) -> dict[ElementId, str]:
        """Return, of each container whose label cannot name its cluster, a key that can."""
        labels = [_label(e.name) for e in self._topology.containers]
        taken = set(labels)
        keys: dict[ElementId, str] = {}
        for element, label in zip(self._topology.containers, labels, strict=True):
            is_end = element.id in self._linked and not self._is_drawn
            if labels.count(label) == 1 and label == element.name and not is_end and label:
                continue
            key = str(element.id)
            while key in taken:
                key += "-"
            taken.add(key)
            keys[element.id] = key
        return keys

    # -- nodes and boxes
    def _content(self, parent: ElementId | None, indent: int) -> Iterator[str]:
        inside = [self._topology.elements[key] for key in self._topology.children(parent)]
        for element in inside:
            if not element.kind.is_container:
                yield from self._node(element, indent)
        # What spans others is drawn over them.
        ordered = (self._stack[e.id] for e in inside if e.kind.is_container)
        for _, element in sorted(ordered, key=lambda pair: pair[0]):
            yield from self._cluster(element, indent)

    def _cluster(self, element: Element, indent: int) -> Iterator[str]:
        self._use("diagrams.Cluster")
        label, key = literal(_label(element.name)), self._keys.get(element.id)
        box = self._diagram.layout.boxes[element.id]
        name = label if key is None else literal(key)
        attributes = self._box_attributes(element, box, "" if key is None else label)
        yield from laid(Call("with Cluster(", (name, attributes)), indent, ":")
        children = self._topology.children(element.id)
        if element.id in self._linked or not children:
            yield from self._anchor(element, box, indent + 4)
        yield from self._content(element.id, indent + 4)

    def _box_attributes(self, element: Element, box: Box, label: str) -> Expression:
        style = self._box_style(element)
        if not self._is_drawn:
            if not label:
                return f"graph_attr={style}"
            return Call("graph_attr={", (f"**{style}", f'"label": {label}'), "}")
        self._uses.add("box")
        corners = (Point(box.x, box.bottom), Point(box.right, box.y))
        places = [number(side) for corner in corners for side in self._spot(corner)]
        more = [f"label={label}"] if label else []
        return Call("graph_attr=box(", (style, *places, *more))

    def _anchor(self, element: Element, box: Box, indent: int) -> Iterator[str]:
        """Write the invisible node that links to a box end at, and that keeps it from vanishing."""
        self._use("diagrams.Node")
        self._uses.add("anchor")
        arguments = ['""', "**ANCHOR"]
        if self._is_drawn:
            x, y = self._spot(box.centre)
            arguments.append(f'pos="{number(x)},{number(y)}!"')
        yield from self._assigned(element, Call("Node(", tuple(arguments)), indent)

    def _node(self, element: Element, indent: int) -> Iterator[str]:
        box = self._diagram.layout.boxes[element.id]
        if element.kind is Kind.NOTE:
            yield from self._assigned(element, self._note(element, box), indent)
            return
        dotted = _class_of(element)
        icon = shapes.icon_box(box)
        lines = _lines(element.name, max(box.width * 1.2, 96.0) if self._is_drawn else _LABEL_WIDTH)
        arguments: list[Expression] = [literal(_label("\n".join(lines)))]
        if dotted == _BLANK:
            self._uses.add("unknown")
            arguments.append("**UNKNOWN")
        if self._is_drawn:
            self._uses.add("at")
            x, y = self._spot(icon.centre)
            more = [number(x), number(y)]
            if len(lines) != 1:
                more.append(f"lines={len(lines)}")
            if abs(icon.width - ICON_SIZE) > 0.01:
                more.append(f"icon={number(icon.width * _POINTS)}")
            arguments.append(Call("**at(", tuple(more)))
        yield from self._assigned(element, Call(f"{self._use(dotted)}(", tuple(arguments)), indent)

    def _note(self, element: Element, box: Box) -> Call:
        self._use("diagrams.Node")
        self._uses.add("note")
        room = max(box.width - 16.0, LABEL_SIZE)
        lines = wrap(element.name, room, LABEL_SIZE, 1000) or ("",)
        # Each line ends with Graphviz's sign for "to the left".
        arguments = [literal("".join(f"{_label(line)}\\l" for line in lines)), "**NOTE"]
        if self._is_drawn:
            x, y = self._spot(box.centre)
            arguments += [
                f'pos="{number(x)},{number(y)}!"',
                f'width="{box.width * _POINTS / 72:.2f}"',
                f'height="{box.height * _POINTS / 72:.2f}"',
            ]
        return Call("Node(", tuple(arguments))

    def _assigned(self, element: Element, made: Call, indent: int) -> Iterator[str]:
        if element.id in self._linked:
            name = self._names.fresh(element.name, element.id)
            self._variables[element.id] = name
            made = Call(f"{name} = {made.head}", made.arguments, made.end)
        yield from laid(made, indent)

    # -- links
    def _edges(self) -> Iterator[str]:
        if self._topology.links:
            yield ""
        for link in self._topology.links.values():
            source, target = (self._variables[end] for end in (link.source, link.target))
            yield from chained((source, self._edge(link), target), ">>", 4)

    def _edge(self, link: Link) -> Expression:
        self._use("diagrams.Edge")
        arguments: list[Expression] = []
        if link.label:
            word = "label" if self._is_drawn else "xlabel"
            arguments.append(f"{word}={literal(_label(link.label))}")
        arguments.append(f"**{self._line_style(link)}")
        if self._router is not None:
            route = self._router.routes.get(link.id, ())
            if len(route) > 1:
                self._uses.add("along")
                corners = [self._pair(point) for point in route]
                place = self._router.labels.get(link.id)
                if link.label and place is not None:
                    corners.append(f"label_at={self._pair(place.box.centre)}")
                arguments.append(Call("**along(", tuple(corners)))
        else:
            for word, end in (("ltail", link.source), ("lhead", link.target)):
                if end in self._keys:
                    arguments.append(f"{word}={literal('cluster_' + self._keys[end])}")
        return Call("Edge(", tuple(arguments))

    # -- looks
    def _box_style(self, element: Element) -> str:
        style = container_style(element, LIGHT, look_of(self._diagram.layout, element.id))
        arguments = [literal(style.border)]
        if style.dash != SOLID:
            arguments.append(f"style={literal(_stroke(style.dash))}")
        if style.fill and not is_spanning(self._topology, element.id):
            arguments.append(f"fill={literal(style.fill)}")
        if style.centred:
            arguments.append('title="c"')
        if style.width != BORDER_WIDTH:
            arguments.append(f"width={number(style.width * _POINTS)}")
        self._uses.add("frame")
        wish = element.service if element.kind is not Kind.NOTE else "note"
        return self._styles.of(wish, flat(Call("frame(", tuple(arguments))))

    def _line_style(self, link: Link) -> str:
        style = link_style(link, LIGHT, look_of(self._diagram.layout, link.id))
        arguments = [literal(style.colour)]
        if style.dash != SOLID:
            arguments.append(f"style={literal(_stroke(style.dash))}")
        if style.width != _USUAL_LINE:
            arguments.append(f"width={number(style.width * _POINTS)}")
        self._uses.add("line")
        is_plain = link.kind is not LinkKind.REQUEST or link.role is LinkRole.REQUIRED
        wish = link.kind.value if is_plain else link.role.value
        return self._styles.of(wish, flat(Call("line(", tuple(arguments))))

    # -- places
    def _area(self) -> Box:
        boxes = [
            shapes.outline(element, self._diagram.layout.boxes[key])
            for key, element in self._topology.elements.items()
        ]
        return bounds(boxes) or Box(0.0, 0.0, 0.0, 0.0)

    def _spot(self, point: Point) -> tuple[float, float]:
        """Return a place of the canvas in points from the lower left corner, y upwards."""
        return (point.x - self._origin.x) * _POINTS, (self._origin.y - point.y) * _POINTS

    def _pair(self, point: Point) -> str:
        x, y = self._spot(point)
        return f"({number(x)}, {number(y)})"

    def _use(self, dotted: str) -> str:
        """Return the name that a class goes by in the program."""
        if dotted not in self._classes:
            module, _, own = dotted.rpartition(".")
            taken = set(self._classes.values())
            name = own if own not in taken else f"{module.rpartition('.')[2].title()}{own}"
            self._classes[dotted] = name
        return self._classes[dotted]


def _class_of(element: Element) -> str:
    service = catalog().get(element.service)
    own = "" if service is None else service.diagrams_class
    return own or _STAND_INS.get(element.service, _BLANK)


def _lines(name: str, room: float) -> tuple[str, ...]:
    """Return a label's lines, all of them: a program keeps the whole name."""
    return wrap(name, room, LABEL_SIZE, 1000) or ("",)


def _stroke(dash: tuple[float, ...]) -> str:
    return "dotted" if dash == DOTTED else "dashed"


def _file_name(diagram: Diagram) -> str:
    name = stem(heading_of(diagram)) or "diagram"
    return f"{name}_diagram" if _NOT_FILES.fullmatch(name) else name
