"""What a script draws, by keys and without geometry, and what its names stand for."""

from dataclasses import dataclass, field

from designer.importers.limits import MAX_PARTS, MAX_RELATIONS
from designer.storage.refusal import Refused

PLAIN_NODE = "diagrams.Node"
"""The class of nodes without an icon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """A node; ``cluster`` is the key of the innermost cluster around it, or ""."""

    key: str
    dotted: str
    label: str
    cluster: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A cluster; ``outer`` is the key of the one around it, or ""."""

    key: str
    label: str
    outer: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """An edge as it is drawn: from ``source`` to ``target`` when it points forward."""

    source: str
    target: str
    points_forward: bool
    points_back: bool
    label: str
    style: str
    line: int


@dataclass(slots=True)
class Sketch:
    """One ``Diagram`` of a script."""

    title: str
    icons: dict[str, Icon] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    remarks: dict[str, int] = field(default_factory=dict)

    def add_icon(self, dotted: str, label: str, cluster: str, line: int) -> "Node":
        """Return the new node."""
        if len(self.icons) + len(self.boxes) >= MAX_PARTS:
            raise Refused(f"line {line}", f"draws more than {MAX_PARTS:,} parts")
        key = f"node {len(self.icons)}"
        self.icons[key] = Icon(key=key, dotted=dotted, label=label, cluster=cluster, line=line)
        return Node(key, self)

    def add_box(self, label: str, outer: str, line: int) -> str:
        """Return the key of the new cluster."""
        if len(self.icons) + len(self.boxes) >= MAX_PARTS:
            raise Refused(f"line {line}", f"draws more than {MAX_PARTS:,} parts")
        key = f"cluster {len(self.boxes)}"
        self.boxes[key] = Box(key=key, label=label, outer=outer, line=line)
        return key

    def add_arrow(self, arrow: Arrow) -> None:
        """Add an edge."""
        if len(self.arrows) >= MAX_RELATIONS:
            raise Refused(f"line {arrow.line}", f"draws more than {MAX_RELATIONS:,} connections")
        self.arrows.append(arrow)


# -- what names and expressions of a script come to, beside plain Python data
@dataclass(frozen=True, slots=True)
class Imported:
    """A module, class or function by its dotted name."""

    dotted: str


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A node that is drawn in ``sketch``."""

    key: str
    sketch: Sketch


@dataclass(frozen=True, slots=True, eq=False)
class Pen:
    """An ``Edge(...)``, on its way from the nodes ``starts``."""

    label: str = ""
    style: str = ""
    points_forward: bool = False
    points_back: bool = False
    starts: tuple[Node, ...] = ()


class Unknown:
    """What cannot be told without running the script."""


UNKNOWN = Unknown()
