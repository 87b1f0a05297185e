"""What makes a design better, as functions: each changes one thing that may lower no tenet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from designer.analysis.facts import Facts
from designer.analysis.graphs import mutual_dependencies
from designer.analysis.parameters import DEFAULT, Parameters
from designer.catalog.loader import catalog
from designer.catalog.placement import may_link
from designer.catalog.service import ReplicaModel, Role, Service
from designer.edit.apply import apply
from designer.edit.edits import AddElement, AddLink, Batch, Edit, Remove, SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box
from designer.model.links import Link, LinkKind, LinkRole
from designer.rules.availability.passages import RULES as PASSAGES
from designer.rules.tiers import tiers
from designer.rules.zones import zones_at_hand

_CHOOSERS = frozenset({Role.BALANCER, Role.DNS})
_FAR = Box(40000.0, 40000.0, 64.0, 64.0)
Zones = tuple[str, ...]
_COUNTS = ("desired", "instances", "replicas", "brokers", "data_nodes", "connections")


@dataclass(frozen=True, slots=True, kw_only=True)
class Better:
    """A better design, or the same one with better parts.

    Attributes:
        before, after: parameters of the parts' availability.
    """

    what: str
    diagram: Diagram
    before: Parameters = DEFAULT
    after: Parameters = DEFAULT


def _elements(drawn: Diagram) -> Iterator[tuple[Element, Service]]:
    rows = catalog()
    for element in drawn.topology.elements.values():
        if element.service in rows:
            yield element, rows[element.service]


def _set(drawn: Diagram, element: Element, **values: Value) -> Better:
    ids = frozenset({element.id})
    edits = tuple(SetProperty(ids=ids, key=key, value=value) for key, value in values.items())
    words = ", ".join(f"{key}={value}" for key, value in values.items())
    return Better(what=f"{element.id}: {words}", diagram=_done(drawn, *edits))


def _done(drawn: Diagram, *edits: Edit) -> Diagram:
    return apply(drawn, Batch(edits=edits, label="better"))


def _turned_on(*keys: str) -> Callable[[Diagram], Iterator[Better]]:
    def operator(drawn: Diagram) -> Iterator[Better]:
        for element, row in _elements(drawn):
            for key in keys:
                if row.property(key) is not None and row.value(element, key) is not True:
                    yield _set(drawn, element, **{key: True})

    return operator


def _better_parts(drawn: Diagram) -> Iterator[Better]:
    for element, _ in _elements(drawn):
        if element.kind.value in ("resource", "scaling_group"):
            low, high = (FrozenMap({str(element.id): a}) for a in (0.995, 0.99995))
            yield Better(
                what=f"{element.id} more available",
                diagram=drawn,
                before=Parameters(overrides=low),
                after=Parameters(overrides=high),
            )


def _one_more(drawn: Diagram) -> Iterator[Better]:
    facts = Facts(drawn.topology, drawn.workload)
    for element, row in _elements(drawn):
        for key in _COUNTS:
            now = row.value(element, key)
            if key == "desired":
                now = facts.placement.desired(element.id)
            if row.property(key) is None or not isinstance(now, int):
                continue
            found = row.property(key)
            if found is not None and found.maximum is not None and now >= found.maximum:
                continue
            most = row.value(element, "maximum")
            if key == "desired" and isinstance(most, int) and most <= now:
                # AWS refuses to run more than the maximum; the range must not shrink with it.
                yield _set(drawn, element, desired=now + 1, maximum=now + 1)
            else:
                yield _set(drawn, element, **{key: now + 1})


def _reader(drawn: Diagram) -> Iterator[Better]:
    for element, row in _elements(drawn):
        now = row.value(element, "read_replicas")
        if isinstance(now, int) and now < 15:
            yield _set(drawn, element, read_replicas=now + 1)


def _more_zones(drawn: Diagram, role: Role) -> Iterator[tuple[Element, Service, Zones, Zones]]:
    """Yield what could work in more zones, with the zones it works in and those it could."""
    facts = Facts(drawn.topology, drawn.workload)
    for element, row in _elements(drawn):
        if row.role is not role or row.property("zones") is None:
            continue
        if drawn.topology.around(element.id, Kind.ZONE) or drawn.topology.members(element.id):
            continue
        own = facts.locations.own_zones(element.id)
        zones = zones_at_hand(facts, element.id, max(2, len(own)))
        if len(zones) > len(own):
            yield element, row, own, zones


def _balancer_zone(drawn: Diagram) -> Iterator[Better]:
    for element, _, _, zones in _more_zones(drawn, Role.BALANCER):
        yield _set(drawn, element, zones=zones)


def _fleet_zone(drawn: Diagram) -> Iterator[Better]:
    """Run as many instances in a further zone as in each so far.

    Dealing out the same number over more zones would make each more of them matter.
    """
    facts = Facts(drawn.topology, drawn.workload)
    for element, row, own, zones in _more_zones(drawn, Role.COMPUTE):
        key = row.failure.count_property
        if not own or row.property(key) is None or row.value(element, "needed") is not None:
            continue
        each = -(-facts.placement.at_peak(element.id) // len(own))
        values: dict[str, Value] = {"zones": zones, key: each * len(zones)}
        low, high = row.value(element, "minimum"), row.value(element, "maximum")
        if isinstance(high, int) and high < each * len(zones):
            values["maximum"] = each * len(zones)
        if "minimum" in element.properties and isinstance(low, int):
            values["minimum"] = low
        yield _set(drawn, element, **values)


def _spread(drawn: Diagram) -> Iterator[Better]:
    """Let a fleet work in more zones, or put a twin of a server elsewhere behind what chooses."""
    yield from _fleet_zone(drawn)
    yield from _twins(drawn, Kind.ZONE)


def _spread_region(drawn: Diagram) -> Iterator[Better]:
    yield from _twins(drawn, Kind.REGION)


def _twins(drawn: Diagram, kind: Kind) -> Iterator[Better]:
    """Put a twin of a server into another zone or Region, chosen by all who choose the first.

    In a circle of parts that need each other nothing is an alternative, and the twin of a server
    with a volume of its own would have to share it: both are left out.
    """
    topology = drawn.topology
    circles = {key for part in mutual_dependencies(topology) for key in part}
    for element, row in _elements(drawn):
        home = topology.around(element.id, kind)
        asked = topology.incoming(element.id, LinkKind.REQUEST)
        by = [catalog()[topology.elements[link.source].service].role for link in asked]
        if row.role is not Role.COMPUTE or row.failure.replicas is not ReplicaModel.COUNT:
            continue
        if home is None or not asked or not set(by) <= _CHOOSERS:
            continue
        beside = {x.target for link in asked for x in topology.outgoing(link.source)}
        if any(link.group for link in asked) or beside & circles:
            continue
        used = [topology.elements[link.target] for link in topology.outgoing(element.id)]
        if any(catalog()[other.service].failure.replicas is ReplicaModel.ONE for other in used):
            continue
        for other in topology.of_kind(kind):
            if other.id != home.id and (kind is Kind.REGION or other.parent == home.parent):
                yield _twin(drawn, element, other.id)


def _twin(drawn: Diagram, element: Element, place: ElementId) -> Better:
    topology = drawn.topology
    twin = replace(element, id=ElementId("twin"), parent=place, memberships=())
    edits: list[Edit] = [AddElement(element=twin, box=_FAR)]
    for number, link in enumerate(topology.links_of(element.id)):
        moved = replace(link, id=LinkId(f"twin-{number}"), group="")
        if link.source == element.id:
            moved = replace(moved, source=twin.id)
        else:
            moved = replace(moved, target=twin.id)
        edits.append(AddLink(link=moved))
    return Better(what=f"a twin of {element.id} in {place}", diagram=_done(drawn, *edits))


def _gateway_per_zone(drawn: Diagram) -> Iterator[Better]:
    """Give every zone its own gateway where the work is split between zones.

    Two servers that are both needed would then need two gateways, which helps nobody.
    """
    facts = Facts(drawn.topology, drawn.workload)
    split = {unit for tier in tiers(facts) if len(tier.in_zone) > 1 for unit in tier.units}
    for rule in PASSAGES:
        for finding in rule.findings(facts)[1]:
            asked = drawn.topology.incoming(ElementId(finding.elements[0]))
            if not {link.source for link in asked} <= split:
                continue
            for fix in rule.fixes(drawn, finding):
                yield Better(what=fix.title, diagram=apply(drawn, fix.edits))


def _often(drawn: Diagram) -> Iterator[Better]:
    for element, row in _elements(drawn):
        now = row.value(element, "backup_interval_h")
        if isinstance(now, int | float) and now > 1:
            yield _set(drawn, element, backup_interval_h=max(1.0, now / 3))


def _larger_maximum(drawn: Diagram) -> Iterator[Better]:
    for element, row in _elements(drawn):
        for key in ("maximum", "throttle_rps", "shards"):
            now = row.value(element, key)
            found = row.property(key)
            if isinstance(now, int | float) and not isinstance(now, bool) and found is not None:
                most = now * 2 if found.maximum is None else min(now * 2, found.maximum)
                if most > now:
                    yield _set(drawn, element, **{key: type(now)(most)})


def _warm(drawn: Diagram) -> Iterator[Better]:
    for element, row in _elements(drawn):
        now = row.value(element, "warm_up_s")
        if isinstance(now, int | float) and now > 1:
            yield _set(drawn, element, warm_up_s=now / 2)
        if row.property("warm_pool") and row.value(element, "warm_pool") == "none":
            yield _set(drawn, element, warm_pool="running")


def _beside(drawn: Diagram) -> Iterator[Better]:
    """Put a cache beside a server, or a queue before one that stands alone behind another."""
    vpc = next(iter(drawn.topology.of_kind(Kind.VPC)), None)
    if not drawn.topology.links:
        return  # the first link tells where requests begin, which is another design
    for element, row in _elements(drawn):
        if row.role is Role.COMPUTE and vpc is not None:
            cache = _made("elasticache", vpc.id, replicas=1, automatic_failover=True)
            if may_link(element, cache, LinkKind.REQUEST) is None:
                link = _link(element.id, cache.id, role=LinkRole.OPTIONAL)
                edits = (AddElement(element=cache, box=_FAR), AddLink(link=link))
                yield Better(what=f"a cache beside {element.id}", diagram=_done(drawn, *edits))
    yield from _queues(drawn)


def _queues(drawn: Diagram) -> Iterator[Better]:
    topology, facts = drawn.topology, Facts(drawn.topology, drawn.workload)
    alone = {point.id for point in facts.single_points if not point.managed}
    region = next(iter(topology.of_kind(Kind.REGION)), None)
    for link in topology.links.values():
        ends = [topology.elements[end] for end in (link.source, link.target)]
        roles = [catalog()[end.service].role for end in ends]
        only = len(topology.incoming(link.target)) == 1 and link.kind is LinkKind.REQUEST
        if region is None or roles != [Role.COMPUTE] * 2 or not only or link.target not in alone:
            continue
        queue = _made("sqs", region.id, dead_letter_queue=True)
        edits: tuple[Edit, ...] = (
            AddElement(element=queue, box=_FAR),
            Remove(ids=frozenset({link.id})),
            AddLink(link=_link(link.source, queue.id, kind=LinkKind.ASYNC)),
            AddLink(link=_link(queue.id, link.target, kind=LinkKind.ASYNC)),
        )
        yield Better(what=f"a queue before {link.target}", diagram=_done(drawn, *edits))


def _made(service: str, place: ElementId, **values: Value) -> Element:
    return Element(
        id=ElementId("beside"),
        kind=catalog()[service].kind,
        service=service,
        name=service,
        parent=place,
        properties=FrozenMap(values),
    )


def _link(
    source: ElementId,
    target: ElementId,
    *,
    kind: LinkKind = LinkKind.REQUEST,
    role: LinkRole = LinkRole.REQUIRED,
) -> Link:
    key = LinkId(f"{source}..{target}")
    return Link(id=key, source=source, target=target, kind=kind, role=role)


OPERATORS: dict[str, Callable[[Diagram], Iterator[Better]]] = {
    "raise an availability": _better_parts,
    "add a replica": _one_more,
    "spread over a zone": _spread,
    "spread over a Region": _spread_region,
    "add a zone to a load balancer": _balancer_zone,
    "a NAT gateway per zone": _gateway_per_zone,
    "Multi-AZ": _turned_on("multi_az"),
    "point-in-time recovery": _turned_on("pitr", "automatic_backups"),
    "cross-Region copies": _turned_on(
        "cross_region_copy", "replication_region", "global_table", "global_database"
    ),
    "versioning": _turned_on("versioning"),
    "backups more often": _often,
    "larger maximum": _larger_maximum,
    "shorter warm-up": _warm,
    "read replica": _reader,
    "cache or queue": _beside,
    "automatic failover": _turned_on("automatic_failover"),
    "scaling and probing": _turned_on(
        "auto_scaling", "health_checks", "cross_zone", "dead_letter_queue", "serverless"
    ),
}


def better(drawn: Diagram, name: str, random: Random) -> Better | None:
    """Return one of the improvements that operator ``name`` can make to ``drawn``, if any."""
    found = list(OPERATORS[name](drawn))
    return random.choice(found) if found else None
