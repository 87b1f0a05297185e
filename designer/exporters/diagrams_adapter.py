"""Builds the picture with the `diagrams` package and returns it as DOT text.

The only module that knows `diagrams`. Its habits are held off here: it would write files into the
working folder, merge sibling clusters with one label, and take labels for markup.
"""

import os
from collections.abc import Iterable
from html import escape
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any

import diagrams
import graphviz
from diagrams.custom import Custom

from designer.exporters.clean_text import plain
from designer.exporters.plan import Edge, Group, Node, Plan, Spot
from designer.render.primitives import SOLID
from designer.render.scene import PLATE_MARGIN
from designer.render.shapes import GENERIC_ICON
from designer.render.theme import (
    CORNER_ICON_SIZE,
    DOTTED,
    FONT_FAMILY,
    HEADING_SIZE,
    LABEL_SIZE,
    LINK_LABEL_SIZE,
    TITLE_SIZE,
)
from designer.resources import icon_file

_POINTS = 0.75
_ARROW_POINTS = 6.5
HEADING_KEY = "heading."


class _Picture(diagrams.Diagram):  # type: ignore[misc]  # the package has no types
    """A diagram that only gathers: the original runs `dot` and writes files when it is left."""

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        diagrams.setdiagram(None)
        diagrams.setcluster(None)

    def render(self) -> None:
        """Write nothing."""


def dot_of(plan: Plan) -> tuple[str, frozenset[Path]]:
    """Return the DOT text of a picture and the icon files it names."""
    with _Picture(
        "",
        filename=os.devnull,
        show=False,
        direction="TB",
        graph_attr=_graph_attributes(plan),
        node_attr=_node_attributes(plan),
        edge_attr=_edge_attributes(),
    ) as picture:
        writer = _Writer(plan)
        writer.groups(plan.groups)
        writer.nodes(plan.nodes)
        if plan.heading:
            writer.heading()
        for edge in plan.edges:
            writer.edge(edge)
    return picture.dot.source, frozenset(writer.icons)


def _graph_attributes(plan: Plan) -> dict[str, str]:
    # Every edge brings its path, so "line" is only what is left for one that would not.
    return {
        "layout": "nop2",
        "notranslate": "true",
        "splines": "line",
        "bgcolor": plan.background or "transparent",
        "pad": "0.25",
        "margin": "0",
        "fontname": FONT_FAMILY,
        "outputorder": "edgesfirst",
        "charset": "UTF-8",
        "label": "",
    }


def _node_attributes(plan: Plan) -> dict[str, str]:
    return {
        "shape": "none",
        "style": "",
        "fixedsize": "true",
        "margin": "0",
        "labelloc": "b",
        "imagepos": "tc",
        "imagescale": "true",
        "fontname": FONT_FAMILY,
        "fontsize": _number(LABEL_SIZE * _POINTS),
        "fontcolor": plan.theme.text,
    }


def _edge_attributes() -> dict[str, str]:
    return {
        "arrowhead": "vee",
        "arrowsize": _number(_ARROW_POINTS / 10),
        "fontname": FONT_FAMILY,
        "fontsize": _number(LINK_LABEL_SIZE * _POINTS),
    }


class _Writer:
    """Adds the parts of a plan to the diagram that is open."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._made: dict[str, Any] = {}
        self.icons: set[Path] = set()

    def groups(self, groups: Iterable[Group]) -> None:
        """Add groups with all they hold."""
        for group in groups:
            with diagrams.Cluster(group.title, graph_attr=self._group_attributes(group)) as made:
                # The original derives the name from the label and so merges what looks alike.
                made.name = made.dot.name = f"cluster_{group.key}"
                if group.anchor:
                    self._anchor(group)
                self.nodes(group.nodes)
                self.groups(group.groups)

    def _anchor(self, group: Group) -> None:
        attributes = {
            "shape": "point",
            "style": "invis",
            "width": "0.01",
            "height": "0.01",
            "pos": _place(group.anchor_at) + "!",
        }
        self._made[group.anchor] = diagrams.Node("", nodeid=group.anchor, **attributes)

    def _group_attributes(self, group: Group) -> dict[str, str]:
        style = group.style
        return {
            "style": _stroke_style(style.dash) + (",filled" if style.fill else ""),
            "pencolor": style.border,
            "penwidth": _number(style.width * _POINTS),
            "fillcolor": style.fill or "transparent",
            "bgcolor": style.fill or "transparent",
            "margin": "14",
            "fontname": FONT_FAMILY,
            "fontsize": _number(TITLE_SIZE * _POINTS),
            "fontcolor": style.border,
            "labelloc": "t",
            "labeljust": "c" if style.centred else "l",
            "label": self._group_label(group),
            "bb": ",".join(_number(value) for value in group.box),
        }

    def _group_label(self, group: Group) -> str:
        path = icon_file(group.style.icon) if group.style.icon else None
        text = escape(plain(group.title)) or " "
        if path is None:
            return _table(f'<TR><TD HEIGHT="18">{text}</TD></TR>')
        self.icons.add(path)
        side = _number(CORNER_ICON_SIZE * _POINTS)
        plate = self._plan.theme.plate_under(group.style.icon)
        ground = f' BGCOLOR="{plate}"' if plate else ""
        return _table(
            f'<TR><TD FIXEDSIZE="TRUE" WIDTH="{side}" HEIGHT="{side}"{ground}>'
            f'<IMG SRC="{escape(str(path))}" SCALE="TRUE"/></TD>'
            f'<TD CELLPADDING="3">{text}</TD></TR>'
        )

    def nodes(self, nodes: Iterable[Node]) -> None:
        """Add nodes to the group or picture that is open."""
        for node in nodes:
            self._made[node.key] = self._note(node) if not node.icon else self._resource(node)

    def _resource(self, node: Node) -> Any:
        path = icon_file(node.icon) or icon_file(GENERIC_ICON)
        if path is not None:
            self.icons.add(path)
        attributes = {
            "width": _inches(node.size[0]),
            "height": _inches(node.size[1]),
            "pos": _place(node.centre) + "!",
        }
        if path is None:
            return diagrams.Node(_label(node.lines), nodeid=node.key, **attributes)
        if (plate := self._plan.theme.plate_under(node.icon)) is not None:
            _plate(node, plate)
        return _icon_node(node, path, attributes)

    def _note(self, node: Node) -> Any:
        attributes = {
            "shape": "box",
            "style": "filled",
            "labelloc": "c",
            "margin": "0.08,0.05",
            "fillcolor": self._plan.theme.note_fill,
            "color": self._plan.theme.note_border,
            "width": _inches(node.size[0]),
            "height": _inches(node.size[1]),
            "pos": _place(node.centre) + "!",
        }
        label = "".join(graphviz.escape(plain(line)) + "\\l" for line in node.lines)
        return diagrams.Node(graphviz.nohtml(label), nodeid=node.key, **attributes)

    def heading(self) -> None:
        """Add the title of the picture as a text of its own."""
        plan = self._plan
        diagrams.Node(
            _label((plan.heading,)),
            nodeid=HEADING_KEY,
            pos=_place(plan.heading_at) + "!",
            width=_inches(plan.heading_width),
            height=_inches(HEADING_SIZE * _POINTS),
            labelloc="c",
            fontsize=_number(HEADING_SIZE * _POINTS),
        )

    def edge(self, edge: Edge) -> None:
        """Add one edge."""
        attributes = {
            "penwidth": _number(edge.style.width * _POINTS),
            "fontcolor": edge.style.colour,
            "fontname": FONT_FAMILY,
            "fontsize": _number(LINK_LABEL_SIZE * _POINTS),
            "pos": spline(edge.path),
        }
        if edge.label:
            attributes["label"] = _edge_label(edge.label, edge.patch)
            attributes["lp"] = _place(edge.label_at)
        self._made[edge.tail].connect(
            self._made[edge.head],
            diagrams.Edge(
                forward=True,
                color=edge.style.colour,
                style=_stroke_style(edge.style.dash),
                **attributes,
            ),
        )


def _plate(node: Node, colour: str) -> None:
    """Add the ground under a picture, as a node of its own that is painted before it."""
    top = node.centre[1] + node.size[1] / 2
    side = node.icon_side + 2 * PLATE_MARGIN * _POINTS
    diagrams.Node(
        "",
        nodeid=f"plate.{node.key}",
        shape="box",
        style="filled,rounded",
        color=colour,
        fillcolor=colour,
        width=_inches(side),
        height=_inches(side),
        pos=_place((node.centre[0], top - node.icon_side / 2)) + "!",
    )


def _icon_node(node: Node, path: Path, attributes: dict[str, str]) -> Any:
    label = _label(node.lines)
    cls = _class(node.diagrams_class)
    if cls is not None:
        return cls(label, nodeid=node.key, **attributes, image=str(path))
    return Custom(label, str(path), nodeid=node.key, **attributes)


def _class(dotted: str) -> Any | None:
    module, _, name = dotted.rpartition(".")
    if not module.startswith("diagrams."):
        return None
    try:
        return getattr(import_module(module), name, None)
    except ModuleNotFoundError:
        return None


def _label(lines: Iterable[str]) -> str:
    # Joining makes an ordinary text again, which would be markup if it began with a "<".
    text: str = graphviz.nohtml("\\n".join(graphviz.escape(plain(line)) for line in lines))
    return text


def _table(rows: str) -> str:
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}</TABLE>>'


def _edge_label(lines: Iterable[str], patch: str) -> str:
    ground = f' BGCOLOR="{patch}"' if patch else ""
    text = "<BR/>".join(escape(plain(line)) for line in lines)
    return (
        f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1"{ground}>'
        f"<TR><TD>{text}</TD></TR></TABLE>>"
    )


def _stroke_style(dash: tuple[float, ...]) -> str:
    if dash == SOLID:
        return "solid"
    return "dotted" if dash == DOTTED else "dashed"


def spline(path: tuple[Spot, ...]) -> str:
    """Return a polyline as Graphviz's edge position: straight Bezier pieces and the arrow's tip.

    The line ends where the arrowhead begins, as Graphviz expects it.
    """
    tip = path[-1]
    shown = [*path[:-1], _shortened(path[-2], tip)]
    parts = [f"e,{_place(tip)}", _place(shown[0])]
    for (x0, y0), (x1, y1) in pairwise(shown):
        thirds = ((x0 + (x1 - x0) * k / 3, y0 + (y1 - y0) * k / 3) for k in (1, 2, 3))
        parts.extend(_place(spot) for spot in thirds)
    return " ".join(parts)


def _shortened(start: Spot, tip: Spot) -> Spot:
    dx, dy = tip[0] - start[0], tip[1] - start[1]
    length = max(abs(dx), abs(dy), 1e-6)
    share = min(_ARROW_POINTS / length, 0.9)
    return tip[0] - dx * share, tip[1] - dy * share


def _place(spot: Spot) -> str:
    return f"{_number(spot[0])},{_number(spot[1])}"


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _inches(points: float) -> str:
    return f"{points / 72:.4f}"
