"""A population of small random drawings, quick to make, each with its meaning spelled out.

A `Drawing` holds in full what the engine has to infer from the topology drawn of it: what each unit
consists of, what its parts fail with, which targets are alternatives. Nothing here or in
`every_state` uses the engine. Events carry the names that the engine gives them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from designer.model.elements import Element, Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.topology import Topology

MOST_ELEMENTS = 16
MOST_EVENTS = 17  # 131,072 states at most
USER = "user"

Event = str


@dataclass(slots=True)
class Part:
    """One replica: its own event, the zone and Region it fails with, the icon it stands under."""

    event: Event
    domains: tuple[Event, ...]
    icon: str


@dataclass(slots=True)
class Want:
    """Targets of which some number must work; without a name the drawing does not group them."""

    targets: list[str]
    needed: int
    name: str = ""
    standby: str = ""


@dataclass(slots=True)
class Unit:
    """Something that serves when enough parts work and every want is met."""

    name: str
    service: str
    box: str | None
    stated: dict[str, Value]
    parts: list[Part]
    needed: int = 1
    wants: list[Want] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)
    # Of a scaling group: where each icon stands, and what an icon needs by itself.
    icons: dict[str, str] = field(default_factory=dict)
    icon_wants: dict[str, list[Want]] = field(default_factory=dict)


@dataclass(slots=True)
class Drawing:
    """Units by name; zones by name with their Region; replica sets, each a primary and copies."""

    zones: dict[str, str]
    units: dict[str, Unit]
    sets: list[list[str]]
    copies: list[tuple[str, str]]

    @property
    def size(self) -> int:
        """The number of elements drawn."""
        icons = sum(len(unit.icons) for unit in self.units.values())
        return len(set(self.zones.values())) + len(self.zones) + len(self.units) + icons

    def events(self) -> list[Event]:
        """Return every elementary event once."""
        found: dict[Event, None] = {}
        for unit in self.units.values():
            for part in unit.parts:
                found.update(dict.fromkeys((part.event, *part.domains)))
        return list(found)

    def edges(self) -> Iterator[tuple[str, str]]:
        """Yield who needs whom."""
        for unit in self.units.values():
            for want in (*unit.wants, *(w for ws in unit.icon_wants.values() for w in ws)):
                for target in want.targets:
                    yield unit.name, target


# ------------------------------------------------------------------------------- making one


def drawing(seed: int) -> Drawing:
    """Return the random drawing of ``seed``; the same each time."""
    random = Random(seed)
    while True:
        found = _made(random)
        if found.size <= MOST_ELEMENTS and 2 <= len(found.events()) <= MOST_EVENTS:
            return found


def _made(random: Random) -> Drawing:
    regions = ["r1"] if random.random() < 0.65 else ["r1", "r2"]
    zones = {
        f"{region}{letter}": region
        for region in regions
        for letter in "abc"[: random.choice([1, 2, 2, 3])]
    }
    made = Drawing(zones=zones, units={USER: Unit(USER, "users", None, {}, [])}, sets=[], copies=[])
    for number in range(random.randint(2, 11)):
        unit = _unit(random, f"p{number}", zones)
        made.units[unit.name] = unit
    names = [name for name in made.units if name != USER]
    _replicate(random, made, names)
    _want(random, made, names)
    return made


def _zone_event(zone: str, region: str) -> Event:
    return f"zone:{region}/{zone}"


def _unit(random: Random, name: str, zones: dict[str, str]) -> Unit:
    service = random.choice(_SERVICES)
    return _MAKERS[service](random, name, zones)


def _zonal(random: Random, name: str, zones: dict[str, str]) -> Unit:
    zone = random.choice(list(zones))
    region, count = zones[zone], random.choice([1, 1, 2, 3])
    needed = random.randint(1, count)
    within = (_zone_event(zone, region), f"region:{region}")
    parts = [Part(f"{name}#{i}", within, name) for i in range(count)]
    return Unit(name, "ec2", zone, {"instances": count, "needed": needed}, parts, needed)


def _spread(random: Random, name: str, zones: dict[str, str]) -> Unit:
    """Make a fleet in the Region's box that states its zones, or states none of them."""
    region = random.choice(list(zones.values()))
    inside = [zone for zone in zones if zones[zone] == region]
    used = random.sample(inside, random.randint(0, len(inside)))
    count = random.randint(1, 3)
    needed = random.randint(1, count)
    stated: dict[str, Value] = {"instances": count, "needed": needed}
    if used:
        stated["zones"] = tuple(used)
    parts = [
        Part(
            f"{name}#{i}",
            (_zone_event(used[i % len(used)] if used else "?", region), f"region:{region}"),
            name,
        )
        for i in range(count)
    ]
    return Unit(name, "ec2", region, stated, parts, needed)


def _store(random: Random, name: str, zones: dict[str, str]) -> Unit:
    """Make a database: a primary in a zone, its standbys in the Region's other zones."""
    zone = random.choice(list(zones))
    region = zones[zone]
    service = random.choice(["rds", "aurora"])
    copies = random.choice([0, 1]) if service == "rds" else random.choice([0, 1, 2])
    stated: dict[str, Value] = {"replicas": copies}
    if service == "rds":
        stated = {"multi_az": copies == 1} if copies or random.random() < 0.5 else {}
    others = [other for other in zones if zones[other] == region and other != zone] or ["~1"]
    order = [zone, *others]
    parts = [
        Part(
            f"{name}#{i}",
            (_zone_event(order[i % len(order)], region), f"region:{region}"),
            name,
        )
        for i in range(copies + 1)
    ]
    return Unit(name, service, zone, stated, parts)


def _managed(random: Random, name: str, zones: dict[str, str]) -> Unit:
    region = random.choice(list(zones.values()))
    service = random.choice(["lambda", "s3", "dynamodb", "sqs", "alb"])
    return Unit(name, service, region, {}, [Part(f"{name}#", (f"region:{region}",), name)])


def _one_zone_balancer(random: Random, name: str, zones: dict[str, str]) -> Unit:
    zone = random.choice(list(zones))
    region = zones[zone]
    part = Part(f"{name}#", (f"region:{region}", _zone_event(zone, region)), name)
    return Unit(name, "alb", region, {"zones": (zone,)}, [part])


def _worldwide(random: Random, name: str, zones: dict[str, str]) -> Unit:
    service = random.choice(["route53", "cloudfront"])
    return Unit(name, service, None, {}, [Part(f"{name}#", (), name)])


def _group(random: Random, name: str, zones: dict[str, str]) -> Unit:
    """Make a scaling group whose members stand in zones and belong to it all the same."""
    region = random.choice(list(zones.values()))
    inside = [zone for zone in zones if zones[zone] == region]
    icons = {f"{name}i{i}": random.choice(inside) for i in range(random.randint(1, 3))}
    count = random.randint(len(icons), 4)
    needed = random.randint(1, count)
    parts = []
    for i in range(count):
        icon = list(icons)[i % len(icons)]
        parts.append(
            Part(f"{name}#{i}", (_zone_event(icons[icon], region), f"region:{region}"), icon)
        )
    stated: dict[str, Value] = {"desired": count, "needed": needed}
    return Unit(name, "asg", region, stated, parts, needed, icons=icons)


_MAKERS = {
    "zonal": _zonal,
    "spread": _spread,
    "store": _store,
    "managed": _managed,
    "one zone": _one_zone_balancer,
    "worldwide": _worldwide,
    "group": _group,
}
_SERVICES = ["zonal"] * 4 + ["store"] * 3 + ["managed"] * 4 + ["group"] * 3
_SERVICES += ["spread", "spread", "one zone", "worldwide"]


def _replicate(random: Random, made: Drawing, names: list[str]) -> None:
    """Draw replication between alike databases of one Region; most of it makes them one set."""
    for service in ("rds", "aurora"):
        for region in set(made.zones.values()):
            alike = [
                made.units[name]
                for name in names
                if made.units[name].service == service
                and made.zones[made.units[name].box or ""] == region
            ]
            if len(alike) < 2 or random.random() < 0.25:
                continue
            primary, *copies = alike[: random.choice([2, 2, 3])]
            made.copies += [(primary.name, copy.name) for copy in copies]
            # Multi-AZ stated to be off makes the copies read replicas.
            if primary.stated.get("multi_az") is not False:
                made.sets.append([primary.name, *(copy.name for copy in copies)])


def _want(random: Random, made: Drawing, names: list[str]) -> None:
    user = made.units[USER]
    first = random.sample(names, min(len(names), random.choice([1, 1, 2])))
    user.wants = [Want([name], 1, f"g{number}") for number, name in enumerate(first)]
    for name in names:
        unit = made.units[name]
        unit.wants = _random_wants(random, made, unit, names)
        if unit.icons and random.random() < 0.5:
            for icon in unit.icons:
                if random.random() < 0.7:
                    unit.icon_wants[icon] = _random_wants(random, made, unit, names, icon=True)


def _random_wants(
    random: Random, made: Drawing, unit: Unit, names: list[str], *, icon: bool = False
) -> list[Want]:
    others = [name for name in names if name != unit.name]
    random.shuffle(others)
    found: list[Want] = []
    while others and random.random() < 0.55:
        size = min(len(others), random.choice([1, 1, 2, 2, 3]))
        targets, others = others[:size], others[size:]
        want = Want(targets, random.randint(1, size), f"g{len(found)}")
        if size > 1 and random.random() < 0.2:
            want.standby = targets[-1]
        found.append(want)
    if icon:
        return found
    if others and random.random() < 0.2:
        unit.optional.append(others.pop())
    pair = _pair(random, made, others)
    if pair and random.random() < 0.5:
        found.append(Want(pair, 1, standby=pair[1]))
    return found


def _pair(random: Random, made: Drawing, others: list[str]) -> list[str]:
    """Return a target and one of the same service to stand by for it, without a named group."""
    for first in others:
        for second in others:
            services = (made.units[first].service, made.units[second].service)
            if first != second and services[0] == services[1] in ("ec2", "rds", "asg", "lambda"):
                return [first, second]
    return []


# --------------------------------------------------------------------------------- drawing it


def topology_of(made: Drawing) -> Topology:
    """Draw ``made``."""
    elements: dict[ElementId, Element] = {}
    links: dict[LinkId, Link] = {}

    def add(
        key: str,
        kind: Kind,
        service: str,
        parent: str | None,
        stated: dict[str, Value],
        wants: list[Want],
        group: str = "",
    ) -> None:
        elements[ElementId(key)] = Element(
            id=ElementId(key),
            kind=kind,
            service=service,
            name=key,
            parent=None if parent is None else ElementId(parent),
            memberships=(ElementId(group),) if group else (),
            properties=FrozenMap(stated),
            groups=FrozenMap({want.name: want.needed for want in wants if want.name}),
        )

    for region in dict.fromkeys(made.zones.values()):
        add(region, Kind.REGION, "region", None, {}, [])
    for zone, region in made.zones.items():
        add(zone, Kind.ZONE, "zone", region, {}, [])
    for unit in made.units.values():
        kind = _KINDS.get(unit.service, Kind.RESOURCE)
        add(unit.name, kind, unit.service, unit.box, unit.stated, unit.wants)
        for icon, zone in unit.icons.items():
            add(
                icon, Kind.RESOURCE, "ec2", zone, {}, unit.icon_wants.get(icon, []), group=unit.name
            )
    for link in _links(made):
        links[link.id] = link
    return Topology(elements=FrozenMap(elements), links=FrozenMap(links))


_KINDS = {"users": Kind.ACTOR, "asg": Kind.SCALING_GROUP}


def _links(made: Drawing) -> Iterator[Link]:
    for unit in made.units.values():
        for source, wants in ((unit.name, unit.wants), *unit.icon_wants.items()):
            for want in wants:
                for target in want.targets:
                    buffered = made.units[target].service == "sqs"
                    yield Link(
                        id=LinkId(f"{source}-{want.name}-{target}"),
                        source=ElementId(source),
                        target=ElementId(target),
                        kind=LinkKind.ASYNC if buffered else LinkKind.REQUEST,
                        role=LinkRole.STANDBY if target == want.standby else LinkRole.REQUIRED,
                        group=want.name,
                    )
        for target in unit.optional:
            yield Link(
                id=LinkId(f"{unit.name}-optional-{target}"),
                source=ElementId(unit.name),
                target=ElementId(target),
                role=LinkRole.OPTIONAL,
            )
    for primary, copy in made.copies:
        yield Link(
            id=LinkId(f"{primary}-copies-{copy}"),
            source=ElementId(primary),
            target=ElementId(copy),
            kind=LinkKind.REPLICATION,
        )


# ----------------------------------------------------------------------------- what is in it


def features(made: Drawing) -> Counter[str]:
    """Return which of the things that make evaluation hard occur in ``made``."""
    found: Counter[str] = Counter()
    units = made.units.values()
    wants = [w for u in units for w in (*u.wants, *(w for ws in u.icon_wants.values() for w in ws))]
    edges = set(made.edges())
    for name, has in (
        ("cycle", _has_cycle(edges)),
        ("optional", any(unit.optional for unit in units)),
        ("standby", any(want.standby and want.name for want in wants)),
        ("standby without a group", any(want.standby and not want.name for want in wants)),
        ("any of several", any(want.needed == 1 < len(want.targets) for want in wants)),
        ("k of n targets", any(1 < want.needed < len(want.targets) for want in wants)),
        ("all of several", any(want.needed == len(want.targets) > 1 for want in wants)),
        ("k of n replicas", any(1 < unit.needed < len(unit.parts) for unit in units)),
        ("members across zones", any(len(set(unit.icons.values())) > 1 for unit in units)),
        ("members with needs of their own", any(any(u.icon_wants.values()) for u in units)),
        ("replica set", any({t for _, t in edges} & set(group) for group in made.sets)),
        ("read replicas", len(made.copies) > sum(len(group) - 1 for group in made.sets)),
        ("zones stated without a box", any(len(_stated_zones(unit)) > 1 for unit in units)),
        ("unstated zone", any("/?" in d for u in units for p in u.parts for d in p.domains)),
        ("two Regions", len(set(made.zones.values())) == 2),
        ("buffer", any(made.units[target].service == "sqs" for _, target in edges)),
    ):
        found[name] = int(has)
    return found


def _stated_zones(unit: Unit) -> tuple[str, ...]:
    zones = unit.stated.get("zones", ())
    return zones if isinstance(zones, tuple) else ()


def _has_cycle(edges: set[tuple[str, str]]) -> bool:
    """Tell whether some unit needs itself, by taking away what is needed by nothing."""
    left = set(edges)
    while True:
        needed = {target for _, target in left}
        rest = {edge for edge in left if edge[0] in needed}
        if rest == left:
            return bool(left)
        left = rest
