"""Parts of a drawing on their own: what copy takes, paste gives back and duplicate repeats."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from designer.catalog.loader import catalog
from designer.catalog.placement import Refusal, may_stand
from designer.edit.edits import Insert
from designer.edit.link_edits import tidied_groups
from designer.edit.refusal import EditRefused, element_of
from designer.edit.rows import named_on
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, IdSource, LinkId
from designer.model.invariants import belongs_to
from designer.model.layout import Box, Layout, Point
from designer.model.links import Link
from designer.model.looks import Look
from designer.model.topology import Topology

_NUMBER_AT_END = re.compile(r"-\d+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Elements with all they hold, and the links that have both ends among them.

    The outermost elements still name the containers and groups they come from.
    """

    elements: tuple[Element, ...] = ()
    links: tuple[Link, ...] = ()
    boxes: FrozenMap[ElementId, Box] = field(default_factory=FrozenMap)
    bends: FrozenMap[LinkId, tuple[Point, ...]] = field(default_factory=FrozenMap)
    collapsed: frozenset[ElementId] = frozenset()
    locked: frozenset[ElementId] = frozenset()
    hidden: frozenset[ElementId] = frozenset()
    ranks: FrozenMap[ElementId, int] = field(default_factory=FrozenMap)
    looks: FrozenMap[str, Look] = field(default_factory=FrozenMap)

    @property
    def roots(self) -> tuple[Element, ...]:
        """The elements that stand in none of the others."""
        own = {element.id for element in self.elements}
        return tuple(element for element in self.elements if element.parent not in own)

    @property
    def layout(self) -> Layout:
        """How it is drawn."""
        return Layout(
            boxes=self.boxes,
            bends=self.bends,
            collapsed=self.collapsed,
            locked=self.locked,
            hidden=self.hidden,
            ranks=self.ranks,
            looks=self.looks,
        )


def copy(diagram: Diagram, ids: Iterable[str]) -> Fragment:
    """Return the elements of ``ids`` with all they hold, and the links between them.

    Ids of links are left out: a link goes along when both its ends do. The order is that of the
    diagram. Raises EditRefused for an id that is neither.
    """
    topology, layout = diagram.topology, diagram.layout
    taken: set[ElementId] = set()
    for key in ids:
        if LinkId(key) in topology.links:
            continue
        element = element_of(diagram, key)
        taken.add(element.id)
        taken.update(topology.descendants(element.id))
    links = {
        key: link
        for key, link in topology.links.items()
        if link.source in taken and link.target in taken
    }
    elements = FrozenMap({key: e for key, e in topology.elements.items() if key in taken})
    elements = elements.with_items(tidied_groups(elements, FrozenMap(links), elements))
    return Fragment(
        elements=tuple(elements.values()),
        links=tuple(links.values()),
        boxes=FrozenMap({key: layout.boxes[key] for key in elements}),
        bends=FrozenMap({key: layout.bends[key] for key in links if key in layout.bends}),
        collapsed=layout.collapsed & taken,
        locked=layout.locked & taken,
        hidden=layout.hidden & taken,
        ranks=FrozenMap({key: rank for key, rank in layout.ranks.items() if key in taken}),
        looks=FrozenMap(
            {key: look for key, look in layout.looks.items() if key in elements or key in links}
        ),
    )


def paste(
    diagram: Diagram, fragment: Fragment, dx: float, dy: float, parent: ElementId | None = None
) -> Insert:
    """Return the edit that adds ``fragment`` under new ids, shifted by ``dx``, ``dy``.

    Each outermost element stands in ``parent`` if it may, else in the container it was copied
    from if that is still there and around its new place, else on the open canvas. Raises
    EditRefused when it may stand in none of them.
    """
    if parent is not None and not element_of(diagram, parent).kind.is_container:
        raise EditRefused(f"“{element_of(diagram, parent).name}” is not a container.")

    def place(element: Element) -> ElementId | None:
        return _place(diagram, element, parent, fragment.boxes[element.id].moved(dx, dy))

    return _renewed(diagram, fragment, dx, dy, place)


def duplicate(diagram: Diagram, ids: Iterable[str], dx: float = 24, dy: float = 24) -> Insert:
    """Return the edit that repeats elements beside themselves, in the same containers.

    Names count on: "Web server B" after "Web server A".
    """
    fragment = copy(diagram, ids)
    made = _renewed(diagram, fragment, dx, dy, lambda element: element.parent)
    own = {element.id for element in made.elements}
    roots = {element.id for element in made.elements if element.parent not in own}
    return replace(made, elements=named_on(made.elements, roots, diagram))


def replicate(diagram: Diagram, ids: Iterable[str], dx: float = 24, dy: float = 0) -> Insert:
    """Return the edit that repeats elements with the links that join them to others.

    A replica asks and is asked as what it repeats: links to elements outside go along, without
    their corners. Of a request the replica joins the same target group.
    """
    fragment = copy(diagram, ids)
    made = duplicate(diagram, ids, dx, dy)
    names = {old.id: new.id for old, new in zip(fragment.elements, made.elements, strict=True)}
    taken = {*diagram.topology.elements, *diagram.topology.links, *names.values()}
    source = IdSource({*taken, *(link.id for link in made.links)})
    outside = [
        link
        for link in diagram.topology.links.values()
        if (link.source in names) != (link.target in names)
    ]
    links = tuple(
        replace(
            link,
            id=LinkId(source.fresh(_stem(link.id))),
            source=names.get(link.source, link.source),
            target=names.get(link.target, link.target),
        )
        for link in outside
    )
    return replace(made, links=(*made.links, *links))


def alone(diagram: Diagram, ids: Iterable[str]) -> Diagram:
    """Return a diagram of nothing but ``ids``, what they hold, and the links between them."""
    return as_diagram(copy(diagram, ids))


def as_diagram(fragment: Fragment) -> Diagram:
    """Return a fragment as a diagram of its own, without what it names outside itself."""
    own = {element.id for element in fragment.elements}
    elements = {
        element.id: replace(
            element,
            parent=element.parent if element.parent in own else None,
            memberships=tuple(group for group in element.memberships if group in own),
        )
        for element in fragment.elements
    }
    links = {link.id: link for link in fragment.links}
    return Diagram(
        topology=Topology(elements=FrozenMap(elements), links=FrozenMap(links)),
        layout=fragment.layout,
    )


def _place(
    diagram: Diagram, element: Element, wish: ElementId | None, box: Box
) -> ElementId | None:
    topology, boxes = diagram.topology, diagram.layout.boxes
    refusal = _refusal(topology, element, wish)
    if wish is not None and refusal is None:
        return wish
    origin = element.parent
    if (
        origin in boxes
        and origin is not None
        and topology.elements[origin].kind.is_container
        and boxes[origin].holds(box.centre)
        and _refusal(topology, element, origin) is None
    ):
        return origin
    if _refusal(topology, element, None) is None:
        return None
    raise EditRefused("" if refusal is None else refusal.reason)


def _refusal(topology: Topology, element: Element, parent: ElementId | None) -> Refusal | None:
    service = catalog().get(element.service)
    return None if service is None else may_stand(topology, service, parent)


def _renewed(
    diagram: Diagram,
    fragment: Fragment,
    dx: float,
    dy: float,
    place: Callable[[Element], ElementId | None],
) -> Insert:
    """Give every element and link a new id, and let all references follow."""
    topology = diagram.topology
    source = IdSource({*topology.elements, *topology.links})
    names = {e.id: ElementId(source.fresh(_stem(e.id))) for e in fragment.elements}
    link_names = {link.id: LinkId(source.fresh(_stem(link.id))) for link in fragment.links}
    parents = {element.id: place(element) for element in fragment.roots}

    def renewed(element: Element) -> Element:
        outer = element.parent
        parent = names[outer] if outer in names else parents[element.id]
        return replace(
            element,
            id=names[element.id],
            parent=parent,
            memberships=_memberships(diagram, element, names, parent),
        )

    return Insert(
        elements=tuple(renewed(element) for element in fragment.elements),
        links=tuple(
            replace(
                link,
                id=link_names[link.id],
                source=names[link.source],
                target=names[link.target],
            )
            for link in fragment.links
        ),
        boxes=FrozenMap({names[key]: box.moved(dx, dy) for key, box in fragment.boxes.items()}),
        bends=FrozenMap(
            {
                link_names[key]: tuple(point.moved(dx, dy) for point in points)
                for key, points in fragment.bends.items()
            }
        ),
        collapsed=frozenset(names[key] for key in fragment.collapsed),
        # Whoever repeats something wants to see it and to put it somewhere.
        locked=frozenset(names[key] for key in fragment.locked - parents.keys()),
        hidden=frozenset(names[key] for key in fragment.hidden - parents.keys()),
        ranks=FrozenMap(
            {names[key]: rank for key, rank in fragment.ranks.items() if key not in parents}
        ),
        looks=FrozenMap(
            {
                str(names.get(ElementId(key)) or link_names[LinkId(key)]): look
                for key, look in fragment.looks.items()
            }
        ),
    )


def _memberships(
    diagram: Diagram,
    element: Element,
    names: dict[ElementId, ElementId],
    parent: ElementId | None,
) -> tuple[ElementId, ...]:
    """Keep the groups that come along, and those of the diagram that are still groups there."""
    elements = diagram.topology.elements
    kept: list[ElementId] = []
    for group in element.memberships:
        if group in names:
            kept.append(names[group])
        elif (
            group in elements
            and elements[group].kind.has_members
            # Standing in a group already makes it a member.
            and (parent is None or not belongs_to(diagram.topology, parent, group))
        ):
            kept.append(group)
    return tuple(kept)


def _stem(key: str) -> str:
    return _NUMBER_AT_END.sub("", key)
