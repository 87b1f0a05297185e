"""Leaves out what is hidden or collapsed: a diagram to look at, made from the one that is kept.

Everything that draws asks here, so that the window and the exporters hide the same things. What is
scored never comes by.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from designer.catalog.loader import catalog
from designer.model.diagram import EMPTY, Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point
from designer.model.links import Link
from designer.model.topology import Topology
from designer.render.text import LINE_HEIGHT, elided, wrap
from designer.render.theme import TITLE_SIZE

WIDTH = 216.0
ICON = 32.0
SUMMARY_SIZE = 11.0
_INSET = 10.0
_MOST_LINES = 3
_MOST_KINDS = 5
_SIGN_ROOM = 20.0  # for the plus in the upper right corner
# Last words of names that say what a thing is: "Web server 1" and "Web server 2" are web servers.
_NOUNS = frozenset(
    {
        "broker", "bucket", "cache", "cluster", "database", "function", "gateway", "host",
        "instance", "node", "proxy", "queue", "replica", "server", "service", "table", "worker",
    }
)  # fmt: skip
_NUMBERED = re.compile(r"[\s\-_]*(?:\d+|\b[A-Za-z])?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A diagram as it is seen.

    Attributes:
        diagram: without what is hidden; a collapsed container is a solid box of kind NOTE in it,
            which lines keep out of, and links of what it holds end at that box.
        hidden: what a collapsed container holds (elements and links) -> the box or the link that
            stands for it; links within a box have that box.
        kinds: collapsed container -> the kind it has in the diagram that is kept.
        summaries: collapsed container -> what it holds in words, "" when it is empty.
    """

    diagram: Diagram = EMPTY
    hidden: Mapping[str, str] = field(default_factory=FrozenMap)
    kinds: Mapping[ElementId, Kind] = field(default_factory=FrozenMap)
    summaries: Mapping[ElementId, str] = field(default_factory=FrozenMap)

    def seen(self, key: str) -> str:
        """Return the id under which ``key`` is seen; itself when it is not hidden."""
        return self.hidden.get(key, key)


def folded(diagram: Diagram) -> Folded:
    """Return ``diagram`` as it is seen; with nothing hidden or collapsed the very same object."""
    diagram = _without_hidden(diagram)
    if not diagram.layout.collapsed:
        return Folded(diagram=diagram)
    topology, layout = diagram.topology, diagram.layout
    inside = _inside(topology, layout.collapsed)
    boxes = [key for key in topology.elements if key in layout.collapsed and key not in inside]
    held = _by_box(inside)
    summaries = {key: summary(topology, held.get(key, ())) for key in boxes}
    links, gone = _links(topology, inside)
    elements = topology.elements.without(*inside).with_items(
        {key: replace(topology.elements[key], kind=Kind.NOTE) for key in boxes}
    )
    kept = {
        key: points
        for key, points in layout.bends.items()
        if key in links and links[key] is topology.links[key]
    }
    return Folded(
        diagram=replace(
            diagram,
            topology=Topology(elements=elements, links=FrozenMap(links)),
            layout=replace(
                layout,
                boxes=layout.boxes.without(*inside).with_items(
                    {key: box_of(layout.boxes[key], text) for key, text in summaries.items()}
                ),
                bends=FrozenMap(kept),
            ),
        ),
        hidden=FrozenMap({**{str(key): str(box) for key, box in inside.items()}, **gone}),
        kinds=FrozenMap({key: topology.elements[key].kind for key in boxes}),
        summaries=FrozenMap(summaries),
    )


def hidden_ids(diagram: Diagram) -> frozenset[ElementId]:
    """Return what is hidden by itself or with what it stands in."""
    topology, hidden = diagram.topology, diagram.layout.hidden
    return hidden.union(*(topology.descendants(key) for key in hidden))


def _without_hidden(diagram: Diagram) -> Diagram:
    """Return ``diagram`` without what is hidden and the links that end there."""
    if not diagram.layout.hidden:
        return diagram
    topology = diagram.topology
    gone = hidden_ids(diagram)
    cut = [
        link.id for link in topology.links.values() if link.source in gone or link.target in gone
    ]
    elements = topology.elements.without(*gone)
    left = {
        key: replace(
            one, memberships=tuple(group for group in one.memberships if group in elements)
        )
        for key, one in elements.items()
        if not gone.isdisjoint(one.memberships)
    }
    return replace(
        diagram,
        topology=Topology(elements=elements.with_items(left), links=topology.links.without(*cut)),
        layout=diagram.layout.without(gone, cut),
    )


def captioned(diagram: Diagram) -> Diagram:
    """Return ``diagram`` as it is seen, for painters of notes: a box's name says what it holds."""
    fold = folded(diagram)
    if not fold.summaries:
        return fold.diagram
    topology = fold.diagram.topology
    elements = topology.elements
    named = {
        key: replace(elements[key], name=f"{elements[key].name}: {text or 'empty'}")
        for key, text in fold.summaries.items()
    }
    return fold.diagram.with_topology(
        Topology(elements=elements.with_items(named), links=topology.links)
    )


def _inside(topology: Topology, collapsed: Iterable[ElementId]) -> dict[ElementId, ElementId]:
    """Return what stands in a collapsed container or is its member -> the outermost such one."""
    depth = {key: sum(1 for _ in topology.ancestors(key)) for key in collapsed}
    found: dict[ElementId, ElementId] = {}

    def outermost(key: ElementId) -> ElementId:
        while key in found:
            key = found[key]
        return key

    for key in sorted(depth, key=lambda one: (depth[one], one)):
        standing = outermost(key)
        for inner in (*topology.descendants(key), *topology.members(key)):
            for one in (inner, *topology.descendants(inner)):
                # Groups may be members of each other in a ring: one of them stays in sight.
                if one != standing:
                    found.setdefault(one, standing)
    return {key: outermost(key) for key in found}


def _by_box(inside: Mapping[ElementId, ElementId]) -> dict[ElementId, list[ElementId]]:
    found: dict[ElementId, list[ElementId]] = {}
    for key, box in inside.items():
        found.setdefault(box, []).append(key)
    return found


def _links(
    topology: Topology, inside: Mapping[ElementId, ElementId]
) -> tuple[dict[LinkId, Link], dict[str, str]]:
    """Return the links that are seen, with the ends they are seen at, and those that are not."""
    seen: dict[LinkId, Link] = {}
    gone: dict[str, str] = {}
    first: dict[tuple[object, ...], LinkId] = {}
    for key, link in topology.links.items():
        source = inside.get(link.source, link.source)
        target = inside.get(link.target, link.target)
        if (source, target) == (link.source, link.target):
            seen[key] = link
        elif source == target:
            gone[key] = source
        else:
            # Of many alike from one box to another a single line is drawn.
            alike = (source, target, link.kind, link.role)
            if alike in first:
                gone[key] = first[alike]
            else:
                first[alike] = key
                seen[key] = replace(link, source=source, target=target)
    return seen, gone


def summary(topology: Topology, ids: Iterable[ElementId]) -> str:
    """Return what ``ids`` are in a few words: "3 web servers, 1 ElastiCache"."""
    counts: Counter[str] = Counter()
    boxes: Counter[str] = Counter()
    for key in ids:
        element = topology.elements[key]
        if element.kind.is_container:
            boxes[_called(element)] += 1
        elif element.kind is not Kind.NOTE:
            counts[_called(element)] += _copies(element)
    ranked = counts.most_common() or boxes.most_common()
    parts = [_counted(number, noun) for noun, number in ranked[:_MOST_KINDS]]
    more = len(ranked) - len(parts)
    return ", ".join((*parts, f"{more} more") if more else parts)


def _copies(element: Element) -> int:
    stated = element.properties.get("instances")
    return stated if isinstance(stated, int) and stated > 1 else 1


def _called(element: Element) -> str:
    """Return the noun for an element: its own name where that is one, else its service's."""
    stem = _NUMBERED.sub("", element.name)
    last = stem.rpartition(" ")[2].casefold()
    if last in _NOUNS:
        return stem[:1].lower() + stem[1:] if stem[1:2].islower() else stem
    service = catalog().get(element.service)
    if service is None:
        return element.service
    is_plain = element.kind.is_container and service.name[1:2].islower()
    return service.name.lower() if is_plain else service.name


def _counted(number: int, noun: str) -> str:
    is_word = noun.rpartition(" ")[2].islower()
    if number == 1 or not is_word or noun.endswith("s"):
        return f"{number} {noun}"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{number} {noun[:-1]}ies"
    return f"{number} {noun}s"


@dataclass(frozen=True, slots=True)
class FoldedText:
    """Where the parts of a collapsed container's box lie, in scene units."""

    icon: Box
    title: str
    title_anchor: Point
    lines: tuple[tuple[str, Point], ...]
    sign: Box


def box_of(full: Box, text: str) -> Box:
    """Return the box of a collapsed container: at the corner of its own, as high as ``text``."""
    lines = max(1, len(_wrapped(text)))
    height = 2 * _INSET + TITLE_SIZE * LINE_HEIGHT + lines * SUMMARY_SIZE * LINE_HEIGHT
    return Box(full.x, full.y, WIDTH, max(height, ICON + 2 * _INSET))


def _wrapped(text: str) -> tuple[str, ...]:
    return tuple(wrap(text, WIDTH - ICON - 3 * _INSET, SUMMARY_SIZE, _MOST_LINES))


def sign_box(box: Box) -> Box:
    """Return where in a container's box the sign stands that collapses or expands it."""
    return Box(box.right - 22, box.y + 8, 14, 14)


def folded_text(element: Element, box: Box, text: str) -> FoldedText:
    """Return what stands where in the ``box`` of a collapsed container with summary ``text``."""
    left = box.x + ICON + 2 * _INSET
    top = box.y + _INSET + 0.9 * TITLE_SIZE
    room = box.right - left - _SIGN_ROOM
    step = SUMMARY_SIZE * LINE_HEIGHT
    below = top + TITLE_SIZE * LINE_HEIGHT
    return FoldedText(
        icon=Box(box.x + _INSET, box.y + _INSET, ICON, ICON),
        title=elided(element.name, room, TITLE_SIZE),
        title_anchor=Point(left, top),
        lines=tuple(
            (line, Point(left, below + index * step))
            for index, line in enumerate(_wrapped(text or "empty"))
        ),
        sign=sign_box(box),
    )
