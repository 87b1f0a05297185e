"""Where a design is entered from the internet, and where its data lies."""

from collections.abc import Iterator

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Role, Service
from designer.model.elements import Element, Kind
from designer.model.links import LinkKind

_WEB = frozenset({"cloudfront", "alb", "clb", "api-gateway", "appsync", "amplify", "app-runner"})
MACHINES = frozenset({"ec2", "spot", "asg", "ecs", "eks", "beanstalk", "emr", "lightsail"})
_DATA = frozenset({Role.STORE, Role.CACHE})


def web_entrances(facts: Facts) -> Iterator[Element]:
    """Yield what answers web requests from outside: what is asked by clients, edge or DNS."""
    topology = facts.topology
    rows = catalog()
    for element in topology.elements.values():
        row = rows.get(element.service)
        if row is None or element.service not in _WEB:
            continue
        if row.value(element, "scheme") == "internal":
            continue
        yield element


def has_web_entrance(facts: Facts) -> bool:
    """Tell whether the design is entered from the web, be it by a server that is asked directly."""
    return next(web_entrances(facts), None) is not None or bool(bare_machines(facts))


def bare_machines(facts: Facts) -> tuple[Element, ...]:
    """Return the machines that clients ask with nothing before them but DNS."""
    topology = facts.topology
    found: dict[str, Element] = {}
    for link in topology.links.values():
        source, target = topology.elements[link.source], topology.elements[link.target]
        is_outside = source.kind is Kind.ACTOR or source.service == "route53"
        if link.kind is LinkKind.REQUEST and is_outside and target.service in MACHINES:
            found[target.id] = target
    return tuple(found.values())


def keeps_data(row: Service) -> bool:
    """Tell whether elements of a service keep data."""
    return row.role in _DATA


def data_stores(facts: Facts) -> Iterator[Element]:
    """Yield what keeps data."""
    rows = catalog()
    for element in facts.topology.elements.values():
        row = rows.get(element.service)
        if row is not None and element.kind is Kind.RESOURCE and keeps_data(row):
            yield element


def has_data(facts: Facts) -> bool:
    """Tell whether anything in the design keeps data."""
    return next(data_stores(facts), None) is not None


def has_machines(facts: Facts) -> bool:
    """Tell whether the design runs machines whose operating system is the customer's."""
    return any(element.service in MACHINES for element in facts.topology.elements.values())


def in_public_subnet(facts: Facts, element: Element) -> bool:
    """Tell whether an element stands in a public subnet."""
    return any(outer.service == "public-subnet" for outer in facts.topology.ancestors(element.id))


def in_vpc(facts: Facts, element: Element) -> bool:
    """Tell whether an element stands in a VPC."""
    return facts.topology.around(element.id, Kind.VPC) is not None
