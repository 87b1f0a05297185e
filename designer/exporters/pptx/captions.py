"""The words on and behind the shapes of a slide: names, and descriptions to be read aloud."""

from designer.catalog.loader import catalog
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.links import Link, LinkKind, LinkRole

_LINKS = {
    LinkKind.REQUEST: "Request",
    LinkKind.ASYNC: "Asynchronous message",
    LinkKind.REPLICATION: "Replication",
    LinkKind.BACKUP: "Backup",
}
_ROLES = {LinkRole.REQUIRED: "", LinkRole.OPTIONAL: ", optional", LinkRole.STANDBY: ", standby"}


def called(element: Element) -> str:
    """Return what an element is called: its name, else that of its service."""
    return " ".join(element.name.split()) or service_of(element)


def service_of(element: Element) -> str:
    """Return the name of an element's service, or of its kind."""
    service = catalog().get(element.service)
    return service.name if service is not None else element.kind.value.replace("_", " ")


def element_words(diagram: Diagram, element: Element) -> str:
    """Return a sentence that says what an element is and where it stands."""
    topology = diagram.topology
    outer = [called(one) for one in topology.ancestors(element.id)]
    named = " ".join(element.name.split())
    service = service_of(element)
    what = service if named.lower() in ("", service.lower()) else f"{service}: {named}"
    return f"{what}, in {', in '.join(outer)}" if outer else what


def link_words(diagram: Diagram, link: Link) -> str:
    """Return a sentence that says what a link joins and how."""
    elements = diagram.topology.elements
    ends = f"{called(elements[link.source])} to {called(elements[link.target])}"
    label = " ".join(link.label.split())
    return f"{_LINKS[link.kind]} from {ends}{_ROLES[link.role]}" + (f": {label}" if label else "")
