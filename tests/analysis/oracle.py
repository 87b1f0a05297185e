"""Brute force for the success circuit: the definition, read directly, one failure state at a time.

It shares nothing with the engine: no circuit, no grouping, no replica placement. A `Design` says in
full what the engine has to infer from the topology that `topology_of` draws of it.
"""

from dataclasses import dataclass, field, replace
from random import Random
from typing import Protocol

from designer.model.elements import Element, Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.topology import Topology

Event = str
Replica = tuple[Event, str | None, str | None]  # its own event, its zone, its Region


@dataclass
class Part:
    """A unit: k of its replicas must work; a replica may have needs of its own."""

    name: str
    service: str
    replicas: list[Replica]
    needed: int = 1
    # Each group: the targets, and how many must work.
    groups: list[tuple[list[str], int]] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)
    # For scaling groups: the icon of each replica, and the groups an icon needs by itself.
    icons: list[str] = field(default_factory=list)
    icon_groups: dict[str, list[tuple[list[str], int]]] = field(default_factory=dict)
    zone: str | None = None
    region: str | None = None


@dataclass
class Design:
    """All parts; the actor is the part called "user"."""

    zones: dict[str, str]  # zone -> Region
    parts: dict[str, Part]

    def events(self) -> list[Event]:
        """Return every elementary event."""
        found: dict[Event, None] = {}
        for part in self.parts.values():
            for own, zone, region in part.replicas:
                found[own] = None
                if zone:
                    found[f"zone {zone}"] = None
                if region:
                    found[f"region {region}"] = None
        return list(found)


def serving(design: Design, down: frozenset[Event]) -> dict[str, bool]:
    """Return which parts serve: least fixpoint over choices, greatest over conjunctions inside."""
    chosen: dict[tuple[str, str, int], bool] = {}
    while True:
        up = _greatest(design, down, chosen)
        following = dict(chosen)
        for part in design.parts.values():
            for owner, groups in (("", part.groups), *part.icon_groups.items()):
                for number, (targets, needed) in enumerate(groups):
                    if _is_choice(targets, needed):
                        works = sum(up[target] for target in targets) >= needed
                        following[part.name, owner, number] = works
        if following == chosen:
            return up
        chosen = following


def _is_choice(targets: list[str], needed: int) -> bool:
    return len(targets) > 1 and needed < len(targets)


def _greatest(
    design: Design, down: frozenset[Event], chosen: dict[tuple[str, str, int], bool]
) -> dict[str, bool]:
    up = dict.fromkeys(design.parts, True)
    while True:
        following = {}
        for part in design.parts.values():
            count = 0
            for index, (own, zone, region) in enumerate(part.replicas):
                if own in down or f"zone {zone}" in down or f"region {region}" in down:
                    continue
                icon = part.icons[index] if part.icons else ""
                count += not icon or _met(part, icon, up, chosen)
            works = count >= part.needed or part.service == "users"
            following[part.name] = works and _met(part, "", up, chosen)
        if following == up:
            return up
        up = following


def _met(
    part: Part, owner: str, up: dict[str, bool], chosen: dict[tuple[str, str, int], bool]
) -> bool:
    groups = part.icon_groups.get(owner, []) if owner else part.groups
    return all(
        chosen.get((part.name, owner, number), False)
        if _is_choice(targets, needed)
        else all(up[target] for target in targets)
        for number, (targets, needed) in enumerate(groups)
    )


# ---------------------------------------------------------------------------- random designs


def random_design(random: Random, size: int) -> Design:
    """Return a random design of at most ``size`` parts besides the user."""
    regions = ["r1"] if random.random() < 0.6 else ["r1", "r2"]
    zones = {
        f"{region}{letter}": region
        for region in regions
        for letter in "abc"[: random.randint(1, 3)]
    }
    parts: dict[str, Part] = {}
    for number in range(random.randint(2, size)):
        part = _random_part(random, f"p{number}", regions, zones)
        parts[part.name] = part
    names = list(parts)
    user = Part(name="user", service="users", replicas=[])
    parts["user"] = user
    user.groups = [([name], 1) for name in random.sample(names, random.randint(1, 2))]
    for part in list(parts.values()):
        if part.name != "user":
            _random_needs(random, part, names)
    return Design(zones=zones, parts=parts)


def _random_part(random: Random, name: str, regions: list[str], zones: dict[str, str]) -> Part:
    zone = random.choice(list(zones))
    region = zones[zone]
    service = random.choice(["ec2", "ec2", "rds", "lambda", "alb", "asg", "s3"])
    if service in ("lambda", "alb", "s3"):
        return Part(name, service, [(f"{name}#", None, region)], region=region)
    if service == "rds":
        own: list[Replica] = [(f"{name}#0", zone, region)]
        others = [z for z in zones if zones[z] == region and z != zone]
        if others and random.random() < 0.5:
            own.append((f"{name}#1", others[0], region))
        return Part(name, service, own, zone=zone, region=region)
    if service == "ec2":
        count = random.randint(1, 3)
        own = [(f"{name}#{i}", zone, region) for i in range(count)]
        needed = random.randint(1, count)
        return Part(name, service, own, needed, zone=zone, region=region)
    inside = [z for z in zones if zones[z] == region]
    icons = {f"{name}i{i}": random.choice(inside) for i in range(random.randint(1, 3))}
    count = random.randint(len(icons), 4)
    order = [list(icons)[i % len(icons)] for i in range(count)]
    own = [(f"{name}#{i}", icons[icon], region) for i, icon in enumerate(order)]
    return Part(name, "asg", own, random.randint(1, count), icons=order, region=region)


def _random_needs(random: Random, part: Part, names: list[str]) -> None:
    part.groups = _random_groups(random, part, names)
    if part.icons and random.random() < 0.5:
        for icon in dict.fromkeys(part.icons):
            if random.random() < 0.7:
                part.icon_groups[icon] = _random_groups(random, part, names)


def _random_groups(random: Random, part: Part, names: list[str]) -> list[tuple[list[str], int]]:
    others = [name for name in names if name != part.name]
    random.shuffle(others)
    groups: list[tuple[list[str], int]] = []
    while others and random.random() < 0.55:
        size = min(len(others), random.choice([1, 1, 2, 2, 3]))
        targets, others = others[:size], others[size:]
        groups.append((targets, random.randint(1, size)))
    if others and random.random() < 0.15:
        part.optional.append(others[0])
    return groups


# ----------------------------------------------------------------------------- as a drawing


class Adder(Protocol):
    """Adds one element to a drawing."""

    def __call__(
        self,
        key: str,
        kind: Kind,
        service: str,
        parent: str | None = None,
        memberships: tuple[ElementId, ...] = (),
        **properties: Value,
    ) -> None:
        """Add it."""


def topology_of(design: Design) -> Topology:
    """Draw ``design``: boxes, icons and links, every group named by the user."""
    elements: dict[ElementId, Element] = {}
    links: dict[LinkId, Link] = {}

    def add(
        key: str,
        kind: Kind,
        service: str,
        parent: str | None = None,
        memberships: tuple[ElementId, ...] = (),
        **properties: Value,
    ) -> None:
        elements[ElementId(key)] = Element(
            id=ElementId(key),
            kind=kind,
            service=service,
            name=key,
            parent=None if parent is None else ElementId(parent),
            memberships=memberships,
            properties=FrozenMap(properties),
        )

    for region in dict.fromkeys(design.zones.values()):
        add(region, Kind.REGION, "region")
    for zone, region in design.zones.items():
        add(zone, Kind.ZONE, "zone", region)
    for part in design.parts.values():
        _draw(part, add)
    for part in design.parts.values():
        _link(part.name, part.groups, elements, links)
        for icon, groups in part.icon_groups.items():
            _link(icon, groups, elements, links)
        for target in part.optional:
            key = LinkId(f"{part.name}-optional-{target}")
            links[key] = Link(
                id=key,
                source=ElementId(part.name),
                target=ElementId(target),
                role=LinkRole.OPTIONAL,
            )
    return Topology(elements=FrozenMap(elements), links=FrozenMap(links))


def _draw(part: Part, add: Adder) -> None:
    if part.service == "users":
        add(part.name, Kind.ACTOR, "users")
    elif part.service == "asg":
        add(
            part.name,
            Kind.SCALING_GROUP,
            "asg",
            part.region,
            desired=len(part.replicas),
            needed=part.needed,
        )
        for icon in dict.fromkeys(part.icons):
            zone = part.replicas[part.icons.index(icon)][1]
            add(icon, Kind.RESOURCE, "ec2", zone, (ElementId(part.name),))
    elif part.service == "ec2":
        count = len(part.replicas)
        add(part.name, Kind.RESOURCE, "ec2", part.zone, instances=count, needed=part.needed)
    elif part.service == "rds":
        add(part.name, Kind.RESOURCE, "rds", part.zone, multi_az=len(part.replicas) == 2)
    else:
        add(part.name, Kind.RESOURCE, part.service, part.region)


def _link(
    source: str,
    groups: list[tuple[list[str], int]],
    elements: dict[ElementId, Element],
    links: dict[LinkId, Link],
) -> None:
    own = elements[ElementId(source)]
    stated = {f"g{number}": needed for number, (_, needed) in enumerate(groups)}
    elements[own.id] = replace(own, groups=FrozenMap(stated))
    for number, (targets, _) in enumerate(groups):
        for target in targets:
            key = LinkId(f"{source}-{number}-{target}")
            links[key] = Link(
                id=key,
                source=own.id,
                target=ElementId(target),
                kind=LinkKind.REQUEST,
                group=f"g{number}",
            )
