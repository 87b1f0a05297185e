"""Builds the picture with the `diagrams` package and returns it as DOT text.

The only module that knows `diagrams`. Its habits are held off here: it would write files into the
working folder, merge sibling clusters with one label, and take labels for markup.
"""

import os
from collections.abc import Iterable
from html import escape
from importlib import import_module
from itertools import pairwise
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Any

import diagrams
import graphviz
from diagrams.custom import Custom

from designer.exporters.clean_text import plain
from designer.exporters.plan import (
    Disc,
    Edge,
    Glyph,
    Group,
    Node,
    Piece,
    Plan,
    Spot,
    Stroke,
    Words,
)
from designer.exporters.svg import number
from designer.render.primitives import SOLID, Align
from designer.render.shapes import GENERIC_ICON
from designer.render.theme import (
    DOTTED,
    FONT_FAMILY,
    LABEL_SIZE,
    LINK_LABEL_SIZE,
    TITLE_SIZE,
)
from designer.resources import icon_file

_POINTS = 0.75
_ARROW_POINTS = 6.5
_SHARP = 4.0
"""Graphviz knows one roundness only, too much for what is hardly round."""
_LEAST_POINTS = 0.72
"""Graphviz makes no node smaller."""


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
        # Graphviz paints nodes in the order in which they are made.
        writer.area()
        writer.pieces("under", plan.under)
        writer.groups(plan.groups)
        writer.nodes(plan.nodes)
        for edge in plan.edges:
            writer.edge(edge)
        writer.pieces("over", plan.over)
    return picture.dot.source, frozenset(writer.icons)


def _graph_attributes(plan: Plan) -> dict[str, str]:
    # Every edge brings its path, so "line" is only what is left for one that would not.
    return {
        "layout": "nop2",
        "notranslate": "true",
        "splines": "line",
        "bgcolor": plan.background or "transparent",
        "pad": "0",
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
        "fontsize": number(LABEL_SIZE * _POINTS),
        "fontcolor": plan.theme.text,
    }


def _edge_attributes() -> dict[str, str]:
    return {
        "arrowhead": "vee",
        "arrowsize": number(_ARROW_POINTS / 10),
        "fontname": FONT_FAMILY,
        "fontsize": number(LINK_LABEL_SIZE * _POINTS),
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
            "penwidth": number(style.width * _POINTS),
            "fillcolor": style.fill or "transparent",
            "bgcolor": style.fill or "transparent",
            "margin": "14",
            "fontname": FONT_FAMILY,
            "fontsize": number(TITLE_SIZE * _POINTS),
            "fontcolor": style.border,
            "labelloc": "t",
            "label": _label((group.title,)) if group.title else "",
            "lp": _place(group.title_at),
            "bb": ",".join(number(value) for value in group.box),
        }

    def nodes(self, nodes: Iterable[Node]) -> None:
        """Add nodes to the group or picture that is open."""
        for node in nodes:
            self._made[node.key] = self._resource(node) if node.icon else _blank(node)

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
        return _icon_node(node, path, attributes)

    def area(self) -> None:
        """Hold the corners of the picture by what cannot be seen."""
        left, bottom, right, top = self._plan.area
        inset = _LEAST_POINTS / 2
        _point("corner.first", (left + inset, bottom + inset))
        _point("corner.last", (right - inset, top - inset))

    def pieces(self, layer: str, pieces: Iterable[Piece]) -> None:
        """Add rectangles, texts, pictures and lines that are no elements or links."""
        for turn, piece in enumerate(pieces):
            key = f"{layer}.{turn}"
            if isinstance(piece, Stroke):
                self._stroke(key, piece)
            elif isinstance(piece, Glyph):
                self._glyph(key, piece)
            elif isinstance(piece, Disc):
                _disc(key, piece)
            else:
                _words(key, piece)

    def _glyph(self, key: str, piece: Glyph) -> None:
        path = icon_file(piece.icon.name) or icon_file(GENERIC_ICON)
        if path is not None:
            self.icons.add(path)
            diagrams.Node("", nodeid=key, image=str(path), **_space(piece))

    def _stroke(self, key: str, piece: Stroke) -> None:
        line = piece.line
        ends = [_point(f"{key}.{at}", piece.path[at]) for at in (0, -1)]
        ends[0].connect(
            ends[1],
            diagrams.Edge(
                forward=line.arrow,
                color=line.stroke,
                style=_stroke_style(line.dash),
                penwidth=number(line.width * _POINTS),
                pos=spline(piece.path),
            ),
        )

    def edge(self, edge: Edge) -> None:
        """Add one edge."""
        attributes = {
            "penwidth": number(edge.style.width * _POINTS),
            "fontcolor": edge.style.colour,
            "fontname": FONT_FAMILY,
            "fontsize": number(LINK_LABEL_SIZE * _POINTS),
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


def _point(key: str, spot: Spot) -> Any:
    return diagrams.Node(
        "",
        nodeid=key,
        shape="point",
        style="invis",
        width=_inches(_LEAST_POINTS),
        height=_inches(_LEAST_POINTS),
        pos=_place(spot) + "!",
    )


def _blank(node: Node) -> Any:
    """Return a node that is not seen, at which links end."""
    return diagrams.Node(
        "",
        nodeid=node.key,
        shape="box",
        style="invis",
        width=_inches(node.size[0]),
        height=_inches(node.size[1]),
        pos=_place(node.centre) + "!",
    )


def _space(piece: Disc | Words | Glyph) -> dict[str, str]:
    return {
        "width": _inches(piece.size[0]),
        "height": _inches(piece.size[1]),
        "pos": _place(piece.centre) + "!",
    }


def _disc(key: str, piece: Disc) -> None:
    rect = piece.rect
    is_round = rect.radius * 2 >= min(rect.box.width, rect.box.height)
    style = "filled" if rect.stroke is None else f"filled,{_stroke_style(rect.dash)}"
    if rect.radius > _SHARP and not is_round:
        style += ",rounded"
    diagrams.Node(
        "",
        nodeid=key,
        shape="ellipse" if is_round else "box",
        style=style,
        color=rect.stroke or "transparent",
        penwidth=number(rect.width * _POINTS) if rect.stroke else "0",
        fillcolor=rect.fill or "transparent",
        **_space(piece),
    )


def _words(key: str, piece: Words) -> None:
    text = piece.text
    width, height = piece.size
    attributes = {"fontsize": number(text.size * _POINTS), "fontcolor": text.colour}
    words = escape(plain(text.text)) or " "
    words = f"<B>{words}</B>" if text.bold else words
    x, y = piece.centre
    if text.align is Align.LEFT:
        # Only in a cell of a table do words begin at the left edge; its sides are whole numbers.
        room = ceil(width * 1.03) + 2
        sides = f'FIXEDSIZE="TRUE" WIDTH="{room}" HEIGHT="{ceil(height)}"'
        words = _table(f'<TR><TD ALIGN="LEFT" {sides}>{words}</TD></TR>')
        x, width = x - width / 2 + room / 2, room
    else:
        words = f"<{words}>"
    diagrams.Node(
        words,
        nodeid=key,
        labelloc="c",
        width=_inches(width),
        height=_inches(ceil(height)),
        pos=_place((x, y)) + "!",
        **attributes,
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
    return f"{number(spot[0])},{number(spot[1])}"


def _inches(points: float) -> str:
    return f"{points / 72:.4f}"
