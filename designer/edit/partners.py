"""What usually comes with an element that was just placed, each offer ready as one edit.

A table of makers by service and role; an offer that cannot be made where the element stands is
not made.
"""

from collections.abc import Callable, Iterator

from designer.catalog.loader import catalog
from designer.catalog.placement import with_article
from designer.catalog.service import Role
from designer.edit.beside import add_beside, front_spot
from designer.edit.edits import Rename, SetProperty
from designer.edit.flow import link_between, upstream
from designer.edit.networks import network_in_region, vpc_with_subnets, zones_in_region
from designer.edit.offer import Offer
from designer.edit.placing import Draft, add_to, service_of
from designer.edit.refusal import EditRefused
from designer.edit.spread import (
    add_at_home,
    add_group_across,
    crossed_places,
    fill_group,
    homes,
    stretch_across,
    vpc_around,
)
from designer.model.diagram import Diagram
from designer.model.elements import Kind, Value
from designer.model.ids import ElementId

Maker = Callable[[Diagram, ElementId], Offer]


def partners(diagram: Diagram, key: ElementId) -> tuple[Offer, ...]:
    """Return what may be offered for the element ``key``, the most usual first."""
    found: list[Offer] = []
    for maker in _makers(diagram, key):
        try:
            found.append(maker(diagram, key))
        except EditRefused:
            continue
    return tuple(found)


def _makers(diagram: Diagram, key: ElementId) -> Iterator[Maker]:
    element = diagram.topology.elements[key]
    service = catalog().get(element.service)
    children = diagram.topology.children(key)
    if element.kind is Kind.REGION and not children:
        yield from (_network(2), _network(3), _zones(2), _zones(3))
    if element.kind is Kind.VPC:
        places = homes(diagram, key)
        if not places or not _has_subnets(diagram, key):
            yield from (_subnets(public=True), _subnets(public=False))
        elif not _has_role(diagram, key, Role.BALANCER):
            yield from (_balancer("alb"), _balancer("nlb"))
    if service is None:
        return
    if service.role is Role.BALANCER and not diagram.topology.outgoing(key):
        yield from (_group_behind, _servers_behind)
    if element.kind is Kind.SCALING_GROUP:
        yield from (_across, _members)
    if service.role is Role.COMPUTE:
        yield from _behind_compute(diagram, key, service.key)
    if service.key == "rds":
        yield from (_standby, _read_replica)
    if service.key == "sqs":
        yield _behind("lambda", "a Lambda function that works it off")
    if service.role is Role.EDGE and service.key == "cloudfront":
        yield _behind("s3", "an S3 bucket for static files")
    if service.role is not Role.CLIENT and service.role not in (Role.NETWORK, Role.SUPPORT):
        yield from _in_front(diagram, key)


def _behind_compute(diagram: Diagram, key: ElementId, service: str) -> Iterator[Maker]:
    rows = catalog()
    asked = {
        rows[diagram.topology.elements[link.target].service].role
        for link in diagram.topology.outgoing(key)
        if diagram.topology.elements[link.target].service in rows
    }
    if service == "lambda":
        if not diagram.topology.incoming(key):
            yield _before("api-gateway", "an API Gateway in front")
        if Role.STORE not in asked:
            yield _behind("dynamodb", "a DynamoDB table")
        return
    if Role.STORE not in asked:
        yield _database
    if Role.CACHE not in asked and Role.STORE in asked:
        yield _behind("elasticache", "a cache beside it")


def _has_subnets(diagram: Diagram, vpc: ElementId) -> bool:
    elements = diagram.topology.elements
    return any(elements[k].kind is Kind.SUBNET for k in diagram.topology.descendants(vpc))


def _has_role(diagram: Diagram, vpc: ElementId, role: Role) -> bool:
    rows, elements = catalog(), diagram.topology.elements
    found = (rows.get(elements[key].service) for key in diagram.topology.descendants(vpc))
    return any(row is not None and row.role is role for row in found)


# -- networks
def _network(count: int) -> Maker:
    def make(diagram: Diagram, key: ElementId) -> Offer:
        edit, vpc = network_in_region(diagram, key, count)
        return Offer(text=f"VPC in {count} zones", edit=edit, focus=vpc)

    return make


def _zones(count: int) -> Maker:
    def make(diagram: Diagram, key: ElementId) -> Offer:
        edit = zones_in_region(diagram, key, count)
        return Offer(text=f"{count} zones only", edit=edit, focus=key)

    return make


def _subnets(*, public: bool) -> Maker:
    def make(diagram: Diagram, key: ElementId) -> Offer:
        text = "Public and private subnets" if public else "Private subnets only"
        return Offer(text=text, edit=vpc_with_subnets(diagram, key, public, True), focus=key)

    return make


# -- what balances, and what stands behind
def _balancer(service_key: str) -> Maker:
    def make(diagram: Diagram, key: ElementId) -> Offer:
        draft, service = Draft(diagram), service_of(service_key)
        made = add_to(draft, service, front_spot(diagram, service, key), key)
        return _partner(draft, f"with {with_article(service.name)}", made)

    return make


def _group_behind(diagram: Diagram, key: ElementId) -> Offer:
    vpc, count = _network_of(diagram, key)
    draft = Draft(diagram)
    group = add_group_across(draft, vpc, service_of("asg"))
    draft.do(link_between(draft.diagram, key, group))
    return _partner(draft, f"with an Auto Scaling group in {_zone_count(count)}", group)


def _servers_behind(diagram: Diagram, key: ElementId) -> Offer:
    vpc, count = _network_of(diagram, key)
    draft, made = Draft(diagram), []
    for place in homes(diagram, vpc):
        made.append(add_at_home(draft, service_of("ec2"), place))
        draft.do(link_between(draft.diagram, key, made[-1]))
    return _partner(draft, f"with a target group in {_zone_count(count)}", made[0])


def _members(diagram: Diagram, key: ElementId) -> Offer:
    draft = Draft(diagram)
    made = fill_group(draft, key)
    if not made:
        raise EditRefused("The group covers no subnet without an instance.")
    count = len(crossed_places(diagram, key))
    where = "" if count == 1 else f" in each of {_zone_count(count)}"
    return _partner(draft, f"with an instance{where}", key)


def _across(diagram: Diagram, key: ElementId) -> Offer:
    """Stretch an empty group over all zones of its VPC."""
    vpc, count = _network_of(diagram, key)
    topology = diagram.topology
    if topology.members(key) or topology.children(key):
        raise EditRefused("The group has members.")
    if topology.elements[key].parent != vpc or len(crossed_places(diagram, key)) == count:
        raise EditRefused("The group lies across the zones, or within one.")
    draft = Draft(diagram)
    stretch_across(draft, vpc, key)
    return _partner(draft, f"across {_zone_count(count)}, with an instance in each", key)


# -- stores
def _database(diagram: Diagram, key: ElementId) -> Offer:
    draft = Draft(diagram)
    made = add_beside(draft, service_of("rds"), key)
    _make_multi_az(draft, made)
    draft.do(link_between(draft.diagram, key, made))
    return _partner(draft, "with a Multi-AZ database", made)


def _standby(diagram: Diagram, key: ElementId) -> Offer:
    if diagram.topology.elements[key].properties.get("multi_az") is True:
        raise EditRefused("The database has a standby.")
    draft = Draft(diagram)
    _make_multi_az(draft, key)
    other = _other_home(diagram, key)
    where = "another zone" if other is None else _zone_name(diagram, other)
    return _partner(draft, f"with a standby in {where} (Multi-AZ)", key)


def _make_multi_az(draft: Draft, key: ElementId) -> None:
    """State that a database has a standby, and say so under its picture."""
    _state(draft, key, multi_az=True)
    name = draft.diagram.topology.elements[key].name
    if "multi-az" not in name.lower():
        draft.do(Rename(id=key, name=f"{name} (Multi-AZ)"))


def _read_replica(diagram: Diagram, key: ElementId) -> Offer:
    other = _other_home(diagram, key)
    if other is None:
        raise EditRefused("There is no other zone.")
    topology = diagram.topology
    if any(e.service == "rds" for e in (topology.elements[k] for k in topology.children(other))):
        raise EditRefused("There is a replica.")
    draft = Draft(diagram)
    made = add_at_home(draft, service_of("rds"), other, "Read replica")
    draft.do(link_between(draft.diagram, key, made))
    return _partner(draft, f"with a read replica in {_zone_name(diagram, other)}", key)


# -- along the journey
def _behind(service_key: str, text: str) -> Maker:
    def make(diagram: Diagram, key: ElementId) -> Offer:
        asked = {
            diagram.topology.elements[k.target].service for k in diagram.topology.outgoing(key)
        }
        if service_key in asked:
            raise EditRefused("It has one.")
        draft = Draft(diagram)
        made = add_beside(draft, service_of(service_key), key)
        draft.do(link_between(draft.diagram, key, made))
        return _partner(draft, f"with {text}", key)

    return make


def _before(service_key: str, text: str) -> Maker:
    def make(diagram: Diagram, key: ElementId) -> Offer:
        draft = Draft(diagram)
        made = add_beside(draft, service_of(service_key), key)
        draft.do(link_between(draft.diagram, made, key))
        return _partner(draft, f"with {text}", made)

    return make


def _in_front(diagram: Diagram, key: ElementId) -> Iterator[Maker]:
    """Offer what is missing between the users and the front of the element's journey."""
    rows, elements = catalog(), diagram.topology.elements
    roles = [(rows[elements[k].service].role, k) for k in upstream(diagram, key)
             if elements[k].service in rows]  # fmt: skip
    present = {role for role, _ in roles}
    if Role.CLIENT in present:
        return
    if not present & {Role.BALANCER, Role.GATEWAY, Role.EDGE, Role.DNS}:
        return
    if not present & {Role.DNS, Role.EDGE}:
        yield _chain(("cloudfront", "route53", "users"), "CloudFront, Route 53 and users in front")
    if Role.DNS not in present:
        yield _chain(("route53", "users"), "Route 53 and users in front")
    else:
        yield _chain(("users",), "users in front")


def _chain(keys: tuple[str, ...], text: str) -> Maker:
    def make(diagram: Diagram, key: ElementId) -> Offer:
        draft, made = Draft(diagram), []
        target = list(upstream(diagram, key))[-1]
        for service_key in keys:
            new = add_beside(draft, service_of(service_key), target)
            draft.do(link_between(draft.diagram, new, target))
            made.append(new)
            target = new
        return _partner(draft, f"with {text}", made[0])

    return make


def _partner(draft: Draft, text: str, focus: ElementId) -> Offer:
    label = f"Add {text.removeprefix('with ')}"
    shown = f"{text[0].upper()}{text[1:]}"
    return Offer(text=shown, edit=draft.batch(label), focus=focus)


def _state(draft: Draft, key: ElementId, **values: Value) -> None:
    for name, value in values.items():
        draft.do(SetProperty(ids=frozenset({key}), key=name, value=value))


def _network_of(diagram: Diagram, key: ElementId) -> tuple[ElementId, int]:
    vpc = vpc_around(diagram, key)
    count = 0 if vpc is None else len(homes(diagram, vpc))
    if vpc is None or count < 2:
        raise EditRefused("There are no two zones.")
    return vpc, count


def _other_home(diagram: Diagram, key: ElementId) -> ElementId | None:
    vpc, zone = vpc_around(diagram, key), diagram.topology.around(key, Kind.ZONE)
    if vpc is None or zone is None:
        return None
    for place in homes(diagram, vpc, for_data=True):
        own = diagram.topology.around(place, Kind.ZONE)
        if place != zone.id and (own is None or own.id != zone.id):
            return place
    return None


def _zone_name(diagram: Diagram, place: ElementId) -> str:
    element = diagram.topology.elements[place]
    zone = element if element.kind is Kind.ZONE else diagram.topology.around(place, Kind.ZONE)
    return "another zone" if zone is None else zone.name


def _zone_count(count: int) -> str:
    words = {1: "one zone", 2: "two zones", 3: "three zones"}
    return words.get(count, f"{count} zones")
