"""Who asks whom, after the services' roles: the link that a newly placed element most likely wants.

A guess for drawing only. It is made where the user can see and undo it; nothing that is read from
a file or scored depends on it.
"""

from collections.abc import Iterator

from designer.catalog.loader import catalog
from designer.catalog.placement import is_linkable, may_link, suggested_link_kind
from designer.catalog.service import Role, Service
from designer.edit.edits import AddLink
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, IdSource
from designer.model.invariants import belongs_to
from designer.model.links import Link, LinkKind

_ASKS: dict[Role, frozenset[Role]] = {
    Role.CLIENT: frozenset({Role.DNS, Role.EDGE, Role.GATEWAY, Role.BALANCER, Role.COMPUTE}),
    Role.DNS: frozenset({Role.EDGE, Role.GATEWAY, Role.BALANCER, Role.COMPUTE}),
    Role.EDGE: frozenset({Role.GATEWAY, Role.BALANCER, Role.COMPUTE}),
    Role.GATEWAY: frozenset({Role.BALANCER, Role.COMPUTE, Role.BUFFER}),
    Role.BALANCER: frozenset({Role.COMPUTE}),
    Role.COMPUTE: frozenset({Role.PROXY, Role.CACHE, Role.STORE, Role.BUFFER}),
    Role.PROXY: frozenset({Role.STORE}),
    Role.BUFFER: frozenset({Role.COMPUTE, Role.BUFFER}),
}
_FILES = "s3"


def asks(source: Service, target: Service) -> bool:
    """Tell whether an element of ``source`` typically asks one of ``target``."""
    if source.role is Role.EDGE and target.key == _FILES:
        return True
    if source.role is target.role is Role.BUFFER:
        return source.key != target.key
    return target.role in _ASKS.get(source.role, frozenset())


def upstream(diagram: Diagram, key: ElementId) -> Iterator[ElementId]:
    """Yield an element, then along its requests who asks it, each once, nearest first."""
    topology = diagram.topology
    seen, level = {key}, [key]
    while level:
        yield from level
        asking: list[ElementId] = []
        for one in level:
            # Who asks a group asks its members.
            groups = topology.elements[one].memberships
            for link in (link for at in (one, *groups) for link in topology.incoming(at)):
                is_new = link.source not in seen
                if is_new and link.kind in (LinkKind.REQUEST, LinkKind.ASYNC):
                    seen.add(link.source)
                    asking.append(link.source)
        level = asking


def suggested_link(diagram: Diagram, new: ElementId, anchor: ElementId) -> AddLink | None:
    """Return the link that joins ``new`` to the journey of ``anchor``, or None.

    The nearest element upstream of the anchor that asks services of this kind asks it; failing
    that, it asks the foremost one there that answers such services. What belongs together as box
    and content, or is joined already, is not linked.
    """
    chain = [diagram.topology.elements[key] for key in upstream(diagram, anchor)]
    own = diagram.topology.elements[new]
    for other in chain:
        if _fits(diagram, other, own):
            return link_between(diagram, other.id, new)
    for other in reversed(chain):
        if _fits(diagram, own, other):
            return link_between(diagram, new, other.id)
    return None


def link_between(diagram: Diagram, source: ElementId, target: ElementId) -> AddLink:
    """Return the edit that joins two elements by the kind of link they most likely mean."""
    elements = diagram.topology.elements
    ids = IdSource({*elements, *diagram.topology.links})
    kind = suggested_link_kind(elements[source], elements[target])
    return AddLink(link=Link(id=ids.link(), source=source, target=target, kind=kind))


def _fits(diagram: Diagram, source: Element, target: Element) -> bool:
    rows = catalog()
    asking, answering = rows.get(source.service), rows.get(target.service)
    if asking is None or answering is None or not asks(asking, answering):
        return False
    if not (is_linkable(source) and is_linkable(target)):
        return False
    kind = suggested_link_kind(source, target)
    if may_link(source, target, kind) is not None:
        return False
    return not _are_joined(diagram, source, target)


def _are_joined(diagram: Diagram, source: Element, target: Element) -> bool:
    topology = diagram.topology
    if belongs_to(topology, target.id, source.id) or belongs_to(topology, source.id, target.id):
        return True
    around = [outer.id for outer in topology.ancestors(target.id)]
    reached = {target.id, *target.memberships, *around}
    return any(link.target in reached for link in topology.outgoing(source.id))
