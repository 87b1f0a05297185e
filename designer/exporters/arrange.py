"""Finds positions for a diagram with Graphviz, so that a picture needs nobody's layout.

Only positions are Graphviz's; borders, connectors and labels are drawn as for any other layout.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from designer.exporters.diagrams_adapter import arranging_dot_of
from designer.exporters.plan import POINTS, Edge, Group, Node, Plan
from designer.exporters.worker_client import TIME_LIMIT_S, GraphvizWorker, WorkerFailed
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, IdSource, LinkId
from designer.model.layout import Box, Layout
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.topology import Topology
from designer.render.scene import is_spanning
from designer.render.text import LINE_HEIGHT, text_width, wrap
from designer.render.theme import ICON_SIZE, LABEL_SIZE, LIGHT

_LABEL_WIDTH = 112.0
_LABEL_LINES = 3
_NOTE_WIDTH = 200.0
_NOTE_LINES = 12
_BOX_SIDE = 96.0


def arranged(
    diagram: Diagram, worker: GraphvizWorker, time_limit_s: float = TIME_LIMIT_S
) -> Diagram:
    """Return ``diagram`` with new positions and without bends.

    A group whose members stand in several boxes becomes one box in each of them, since boxes
    that Graphviz lays out are a tree; what is returned is therefore for showing, not for editing.

    Raises:
        WorkerFailed: Graphviz found no positions.
    """
    split = split_groups(diagram)
    plan = _Skeleton(split).plan()
    # Without ranks from the links there is little left that can go wrong.
    loose = replace(plan, edges=tuple(replace(edge, ranks=False) for edge in plan.edges))
    dots = (arranging_dot_of(plan), arranging_dot_of(loose))
    answer = worker.draw_any(dots, "json0", time_limit_s)
    boxes = _boxes(answer, split)
    return split.with_layout(Layout(boxes=FrozenMap(boxes)))


def split_groups(diagram: Diagram) -> Diagram:
    """Return ``diagram`` with each group that spans boxes replaced by one group in each box."""
    topology = diagram.topology
    spanning = [key for key in topology.elements if is_spanning(topology, key)]
    if not spanning:
        return diagram
    splitter = _Splitter(topology)
    for key in spanning:
        splitter.split(key)
    return replace(
        diagram,
        topology=splitter.topology(),
        layout=Layout(boxes=diagram.layout.boxes),
    )


class _Splitter:
    """Replaces groups by pieces."""

    def __init__(self, topology: Topology) -> None:
        self._elements = dict(topology.elements)
        self._links = dict(topology.links)
        self._ids = IdSource({*topology.elements, *map(str, topology.links)})

    def split(self, key: ElementId) -> None:
        """Put the members of ``key`` that stand in one box into a group of their own there."""
        whole = self._elements[key]
        places: dict[ElementId | None, list[ElementId]] = {}
        for element in self._elements.values():
            if element.parent == key or key in element.memberships:
                place = whole.parent if element.parent == key else element.parent
                places.setdefault(place, []).append(element.id)
        pieces: list[ElementId] = []
        for place, members in places.items():
            piece = self._ids.element(key)
            pieces.append(piece)
            self._elements[piece] = replace(whole, id=piece, parent=place, memberships=())
            for member in members:
                element = self._elements[member]
                groups = tuple(group for group in element.memberships if group != key)
                self._elements[member] = replace(element, parent=piece, memberships=groups)
        del self._elements[key]
        self._join(key, pieces)

    def _join(self, key: ElementId, pieces: list[ElementId]) -> None:
        for link_id, link in list(self._links.items()):
            if key not in (link.source, link.target):
                continue
            del self._links[link_id]
            for piece in pieces:
                made = LinkId(self._ids.fresh(link_id))
                source = piece if link.source == key else link.source
                target = piece if link.target == key else link.target
                self._links[made] = replace(link, id=made, source=source, target=target)

    def topology(self) -> Topology:
        """Return what has become of the topology."""
        return Topology(elements=FrozenMap(self._elements), links=FrozenMap(self._links))


class _Skeleton:
    """The sizes of nodes and the nesting of groups: all that a layout depends on."""

    def __init__(self, diagram: Diagram) -> None:
        self._topology = diagram.topology

    def plan(self) -> Plan:
        """Return a plan without positions."""
        groups, nodes = self._content(None)
        edges = tuple(edge for link in self._topology.links.values() for edge in self._edges(link))
        return Plan(theme=LIGHT, groups=groups, nodes=nodes, edges=edges)

    def _content(self, parent: ElementId | None) -> tuple[tuple[Group, ...], tuple[Node, ...]]:
        children = [self._topology.elements[key] for key in self._topology.children(parent)]
        groups = tuple(self._group(child) for child in children if child.kind.is_container)
        nodes = tuple(_node(child) for child in children if not child.kind.is_container)
        return groups, nodes

    def _group(self, element: Element) -> Group:
        groups, nodes = self._content(element.id)
        return Group(
            key=element.id,
            title=" ".join(element.name.split()),
            style=LIGHT.container(element.kind, element.service),
            groups=groups,
            nodes=nodes,
            anchor=f"in.{element.id}" if not groups and not nodes else "",
        )

    def _edges(self, link: Link) -> Iterator[Edge]:
        tail, head = self._inner(link.source), self._inner(link.target)
        if tail == head:
            return
        is_secondary = link.role in (LinkRole.OPTIONAL, LinkRole.STANDBY)
        yield Edge(
            tail=tail,
            head=head,
            style=LIGHT.link(link.kind, link.role),
            ranks=link.kind in (LinkKind.REQUEST, LinkKind.ASYNC)
            and not is_secondary
            and self._topology.elements[link.target].kind is not Kind.ACTOR,
        )

    def _inner(self, key: ElementId) -> str:
        """Return the node that stands for an element: itself, or one inside a box."""
        if not self._topology.elements[key].kind.is_container:
            return key
        inside = [
            other
            for other in self._topology.descendants(key)
            if not self._topology.elements[other].kind.is_container
        ]
        if inside:
            return inside[len(inside) // 2]
        empty = [other for other in self._topology.descendants(key) if self._is_empty(other)]
        return f"in.{empty[0] if empty else key}"

    def _is_empty(self, key: ElementId) -> bool:
        return not self._topology.children(key)


def _node(element: Element) -> Node:
    width, height = size_of(element)
    return Node(
        key=element.id,
        lines=(),
        icon="",
        diagrams_class="",
        icon_side=0.0,
        size=(width * POINTS, height * POINTS),
    )


def size_of(element: Element) -> tuple[float, float]:
    """Return the width and height in px that a resource, an actor or a note needs."""
    step = LABEL_SIZE * LINE_HEIGHT
    if element.kind is Kind.NOTE:
        lines = wrap(element.name, _NOTE_WIDTH, LABEL_SIZE, _NOTE_LINES)
        widest = max((text_width(line, LABEL_SIZE) for line in lines), default=0.0)
        return widest + 20.0, len(lines) * step + 18.0
    lines = wrap(element.name, _LABEL_WIDTH, LABEL_SIZE, _LABEL_LINES)
    return _BOX_SIDE, max(_BOX_SIDE, ICON_SIZE + 4.0 + len(lines) * step)


def _boxes(answer: bytes, diagram: Diagram) -> dict[ElementId, Box]:
    """Return the boxes in Graphviz's answer, in scene units on whole px.

    Raises:
        WorkerFailed: it lacks an element or makes no sense.
    """
    try:
        found = dict(_read(json.loads(answer).get("objects", []), diagram.topology.elements))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise WorkerFailed("Graphviz gave positions that make no sense") from error
    if missing := [key for key in diagram.topology.elements if key not in found]:
        raise WorkerFailed(f"Graphviz gave no position for {missing[0]}")
    return found


def _read(
    objects: list[dict[str, Any]], elements: Mapping[ElementId, Element]
) -> Iterator[tuple[ElementId, Box]]:
    for item in objects:
        name = str(item["name"])
        if name.startswith("cluster_"):
            key = ElementId(name.removeprefix("cluster_"))
            left, bottom, right, top = (float(value) / POINTS for value in item["bb"].split(","))
            yield key, Box(round(left), round(-top), round(right - left), round(top - bottom))
        elif (key := ElementId(name)) in elements:
            x, y = (float(value) / POINTS for value in item["pos"].split(","))
            width, height = size_of(elements[key])
            yield key, Box(round(x - width / 2), round(-y - height / 2), width, height)
