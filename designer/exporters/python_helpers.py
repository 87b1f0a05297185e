"""What a program for the `diagrams` package begins with: looks, and how to put things in place."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

_DOCSTRING = '''"""An AWS architecture, drawn with the diagrams package.

Needs Graphviz (https://graphviz.org) and "pip install diagrams". Running it writes a
PNG picture into the present folder. {places}
"""'''

_FONT = "Liberation Sans"

_DRAWN_GRAPH = f"""\
GRAPH = {{
    "layout": "nop2",
    "splines": "line",
    "fontname": "{_FONT}",
    "fontsize": "17",
    "fontcolor": "#232F3E",
    "labelloc": "t",
    "labeljust": "l",
    "bgcolor": "white",
    "pad": "0.3",
    "dpi": "192",
    "outputorder": "edgesfirst",
}}
NODES = {{
    "shape": "none",
    "style": "",
    "margin": "0",
    "labelloc": "b",
    "imagepos": "tc",
    "fontname": "{_FONT}",
    "fontsize": "9",
    "fontcolor": "#232F3E",
}}"""

_ARRANGED_GRAPH = f"""\
GRAPH = {{
    "compound": "true",
    "forcelabels": "true",
    "nodesep": "0.55",
    "ranksep": "0.65",
    "fontname": "{_FONT}",
    "fontsize": "22",
    "fontcolor": "#232F3E",
    "labelloc": "t",
    "labeljust": "l",
    "bgcolor": "white",
    "pad": "0.35",
    "dpi": "192",
    "outputorder": "edgesfirst",
}}
NODES = {{
    "shape": "none",
    "style": "",
    "margin": "0",
    "labelloc": "b",
    "imagepos": "tc",
    "fontname": "{_FONT}",
    "fontsize": "14",
    "fontcolor": "#232F3E",
}}"""

_AT = '''
def at(x, y, lines=1, icon=42):
    """Put the middle of an icon at (x, y), points to the right and up; its label is below."""
    height = icon + 3 + 10.8 * lines
    return {
        "pos": f"{x},{y + icon / 2 - height / 2}!",
        "width": f"{icon / 72:.4f}",
        "height": f"{height / 72:.4f}",
    }
'''

_BOX = '''
def box(style, left, bottom, right, top, label=None):
    """Put a box between these sides; its label is its name unless another is given."""
    placed = {**style, "bb": f"{left},{bottom},{right},{top}"}
    return placed if label is None else {**placed, "label": label}
'''

_ALONG = '''
def along(*corners, label_at=None):
    """Lead a line straight from corner to corner; its arrow ends at the last one."""
    (x1, y1), (x2, y2) = corners[-2:]
    tip = min(6.5 / max(abs(x2 - x1), abs(y2 - y1), 1e-6), 0.9)
    line = [*corners[:-1], (x2 - (x2 - x1) * tip, y2 - (y2 - y1) * tip)]
    curve = [f"e,{x2},{y2}", "{:.2f},{:.2f}".format(*line[0])]
    for (x1, y1), (x2, y2) in zip(line, line[1:]):
        for part in (1 / 3, 2 / 3, 1):
            curve.append(f"{x1 + (x2 - x1) * part:.2f},{y1 + (y2 - y1) * part:.2f}")
    place = {} if label_at is None else {"lp": "{},{}".format(*label_at)}
    return {"pos": " ".join(curve), **place}
'''

_FRAME = '''
def frame(colour, style="solid", fill="transparent", title="l", width=1.12):
    """Give a box its colours, its line and the side of its title."""
    return {{
        "pencolor": colour,
        "fontcolor": colour,
        "style": style,
        "bgcolor": fill,
        "labeljust": title,
        "penwidth": str(width),
        "fontname": "{font}",
        "fontsize": "{size}",
        "margin": "{margin}",
    }}
'''

_LINE = '''
def line(colour, style="solid", width=0.94):
    """Give a link its colour and its line."""
    return {{
        "color": colour,
        "fontcolor": colour,
        "style": style,
        "penwidth": str(width),
        "arrowhead": "vee",
        "arrowsize": "0.65",
        "fontname": "{font}",
        "fontsize": "{size}",
    }}
'''

_ANCHOR = """\
ANCHOR = {"shape": "point", "style": "invis", "width": "0.01", "height": "0.01"}"""
_NOTE = """\
NOTE = {
    "shape": "box",
    "style": "filled",
    "fillcolor": "#FFF8DC",
    "color": "#D6C37A",
    "labelloc": "c",
    "margin": "0.08,0.05",
}"""
_UNKNOWN = 'UNKNOWN = {"shape": "box", "style": "rounded", "color": "#7D8998"}'
_CONSTANTS = {"anchor": _ANCHOR, "note": _NOTE, "unknown": _UNKNOWN}

TAKEN = ("at", "box", "along", "frame", "line")
"""Names that the program uses for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpers:
    """What goes before the picture.

    Attributes:
        graph: the attributes of the graph and of all nodes.
        texts: functions by name.
    """

    docstring: str
    graph: str
    texts: dict[str, str]

    def functions(self, used: Collection[str]) -> Iterator[str]:
        """Yield the lines of the functions that are used, with the empty lines around them."""
        chosen = [text for name, text in self.texts.items() if name in used]
        for text in chosen:
            yield ""
            yield from text.rstrip("\n").split("\n")
        if chosen:
            yield ""
            yield ""

    def constants(self, used: Collection[str]) -> Iterator[str]:
        """Yield the lines of the constants that are used."""
        for name, text in _CONSTANTS.items():
            if name in used:
                yield from text.splitlines()


DRAWN = Helpers(
    docstring=_DOCSTRING.format(
        places="Places are points from the lower\nleft corner of the drawing."
    ),
    graph=_DRAWN_GRAPH,
    texts={
        "frame": _FRAME.format(font=_FONT, size="9.75", margin="14"),
        "line": _LINE.format(font=_FONT, size="8.25"),
        "at": _AT,
        "box": _BOX,
        "along": _ALONG,
    },
)
ARRANGED = Helpers(
    docstring=_DOCSTRING.format(places="Graphviz finds the places."),
    graph=_ARRANGED_GRAPH,
    texts={
        "frame": _FRAME.format(font=_FONT, size="14", margin="18"),
        "line": _LINE.format(font=_FONT, size="13"),
    },
)
