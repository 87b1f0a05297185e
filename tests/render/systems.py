"""Systems at random, as people draw them: Regions, zones, tiers, services, labelled links."""

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Layout
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.topology import Topology

_LABELS = (
    "HTTPS", "SQL", "events", "reads and writes", "static content", "gRPC 50051", "cache",
    "synchronous replication", "nightly snapshot to the vault", "REST", "TLS 1.3",
)  # fmt: skip
_ENTRIES = (("cloudfront", "CloudFront"), ("route53", "Route 53"), ("api-gateway", "Orders API"))
_BESIDE = (
    ("s3", "Static files"), ("dynamodb", "Sessions"), ("sqs", "Order queue"), ("sns", "Notices"),
    ("lambda", "Image resizer"), ("kms", "Keys"), ("backup", "AWS Backup"),
    ("kinesis", "Clickstream"), ("cognito", "Customer sign-in service"), ("ecr", "Images"),
)  # fmt: skip
_APPS = (("ec2", "Web server"), ("ecs", "Order service"), ("lambda", "Price calculation function"))
_DATA = (("rds", "Orders database"), ("elasticache", "Cache"), ("aurora", "Aurora cluster"))


def system(seed: int, most: int = 60) -> Diagram:
    """Return the system of ``seed`` with 3 to ``most`` elements; positions mean nothing."""
    return _Maker(Random(seed), most).made()


@dataclass(slots=True)
class _Maker:
    random: Random
    most: int
    elements: dict[ElementId, Element] = field(default_factory=dict)
    links: dict[LinkId, Link] = field(default_factory=dict)
    tiers: dict[str, list[str]] = field(default_factory=dict)

    def made(self) -> Diagram:
        self.most = self.random.randint(min(10, self.most), self.most)
        self._add("users", Kind.ACTOR, "users", "Users", None)
        cloud = self._box("cloud", Kind.CLOUD, "cloud", "AWS Cloud", None)
        service, name = self.random.choice(_ENTRIES)
        entry = self._add("entry", Kind.RESOURCE, service, name, cloud)
        self._link("users", entry, 0.7)
        for number in range(self.random.choice((1, 1, 2, 2, 3))):
            self._region(f"r{number}", cloud, entry)
        self._note()
        keys = FrozenMap(self.elements)
        return Diagram(
            title=f"System {len(keys)}",
            topology=Topology(elements=keys, links=FrozenMap(self.links)),
            layout=Layout(boxes=FrozenMap(dict.fromkeys(keys, Box(0, 0, 10, 10)))),
        )

    def _add(
        self,
        key: str,
        kind: Kind,
        service: str,
        name: str,
        parent: str | None,
        memberships: tuple[str, ...] = (),
    ) -> str:
        if len(self.elements) >= self.most:
            return ""
        made = ElementId(key)
        self.elements[made] = Element(
            id=made,
            kind=kind,
            service=service,
            name=name,
            parent=ElementId(parent) if parent else None,
            memberships=tuple(ElementId(one) for one in memberships if one),
        )
        return key

    def _box(self, key: str, kind: Kind, service: str, name: str, parent: str | None) -> str:
        return self._add(key, kind, service, name, parent)

    def _link(
        self,
        source: str,
        target: str,
        labelled: float,
        kind: LinkKind = LinkKind.REQUEST,
        role: LinkRole = LinkRole.REQUIRED,
    ) -> None:
        if not source or not target or source == target:
            return
        key = LinkId(f"l{len(self.links)}")
        label = self.random.choice(_LABELS) if self.random.random() < labelled else ""
        self.links[key] = Link(
            id=key,
            source=ElementId(source),
            target=ElementId(target),
            label=label,
            kind=kind,
            role=role,
        )

    def _region(self, key: str, cloud: str, entry: str) -> None:
        random = self.random
        region = self._box(key, Kind.REGION, "region", f"Region {key}", cloud)
        vpc = self._box(f"{key}v", Kind.VPC, "vpc", "VPC 10.0.0.0/16", region) if region else ""
        if not vpc:
            return
        door = self._add(f"{key}lb", Kind.RESOURCE, "alb", "Application Load Balancer", vpc)
        self._link(entry, door, 0.5)
        apps, data = self._zones(key, vpc, door)
        beside = [
            self._add(f"{key}s{n}", Kind.RESOURCE, service, name, region)
            for n, (service, name) in enumerate(random.sample(_BESIDE, random.randint(0, 5)))
        ]
        for one in filter(None, beside):
            source = random.choice([*apps, door, entry]) if apps else door
            kind = random.choice((LinkKind.REQUEST, LinkKind.ASYNC, LinkKind.ASYNC))
            self._link(source, one, 0.5, kind)
        if data and beside and random.random() < 0.4:
            self._link(data[0], beside[0], 0.6, LinkKind.BACKUP)

    def _zones(self, key: str, vpc: str, door: str) -> tuple[list[str], list[str]]:
        random = self.random
        apps: list[str] = []
        data: list[str] = []
        group = ""
        if random.random() < 0.5:
            name = "Auto Scaling group"
            group = self._box(f"{key}g", Kind.SCALING_GROUP, "asg", name, vpc)
        app, store = random.choice(_APPS), random.choice(_DATA)
        tiers = random.sample(("public", "app", "data"), random.randint(1, 3))
        for letter in "abc"[: random.choice((1, 2, 2, 3))]:
            zone = self._box(
                f"{key}{letter}", Kind.ZONE, "zone", f"Availability Zone {letter}", vpc
            )
            if not zone:
                break
            self._zone(zone, tiers, (app, store), group, apps, data)
        if not any(group in one.memberships for one in self.elements.values()):
            self.elements.pop(ElementId(group), None)
            group = ""
        for target in [group] if group and random.random() < 0.6 else apps:
            self._link(door, target, 0.3)
        for first, second in pairwise(data):
            self._link(first, second, 0.6, LinkKind.REPLICATION)
        return apps, data

    def _zone(
        self,
        zone: str,
        tiers: list[str],
        services: tuple[tuple[str, str], tuple[str, str]],
        group: str,
        apps: list[str],
        data: list[str],
    ) -> None:
        random = self.random
        app, store = services
        homes = {}
        for tier in tiers:
            service = "public-subnet" if tier == "public" else "private-subnet"
            title = "Public subnet" if tier == "public" else f"Private subnet ({tier})"
            homes[tier] = self._box(f"{zone}-{tier}", Kind.SUBNET, service, title, zone) or zone
        nat = ""
        if "public" in homes:
            nat = self._add(f"{zone}-nat", Kind.RESOURCE, "nat", "NAT gateway", homes["public"])
        here = []
        for number in range(random.choice((1, 1, 2))):
            name = f"{app[1]} {number + 1}"
            home, key = homes.get("app", zone), f"{zone}-app{number}"
            made = self._add(key, Kind.RESOURCE, app[0], name, home, (group,))
            if made:
                here.append(made)
        if random.random() < 0.8:
            home = homes.get("data", zone)
            made = self._add(f"{zone}-db", Kind.RESOURCE, store[0], store[1], home)
            if made:
                data.append(made)
        for one in here:
            if data:
                self._link(one, data[-1] if random.random() < 0.7 else data[0], 0.3)
            if nat and random.random() < 0.6:
                self._link(one, nat, 0.0, role=LinkRole.OPTIONAL)
        apps += here

    def _note(self) -> None:
        if self.random.random() < 0.2:
            text = "Sessions are kept for a day; orders move to the archive after a year."
            self._add("note", Kind.NOTE, "note", text, None)
