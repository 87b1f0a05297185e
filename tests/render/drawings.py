"""Drawings for the tests of render and exporters, laid out as a person would."""

from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Layout, Point
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.topology import Topology


class Sheet:
    """Collects elements and links of one drawing."""

    def __init__(self, title: str = "") -> None:
        self.title = title
        self.elements: dict[ElementId, Element] = {}
        self.boxes: dict[ElementId, Box] = {}
        self.links: dict[LinkId, Link] = {}
        self.bends: dict[LinkId, tuple[Point, ...]] = {}

    def box(
        self,
        key: str,
        kind: Kind,
        name: str,
        place: tuple[float, float, float, float],
        parent: str | None = None,
        service: str = "",
    ) -> str:
        """Add a container."""
        element = ElementId(key)
        self.elements[element] = Element(
            id=element,
            kind=kind,
            service=service or kind.value,
            name=name,
            parent=None if parent is None else ElementId(parent),
        )
        self.boxes[element] = Box(*place)
        return key

    def put(
        self,
        key: str,
        service: str,
        name: str,
        at: tuple[float, float],
        parent: str | None = None,
        kind: Kind = Kind.RESOURCE,
        size: tuple[float, float] = (96.0, 96.0),
        memberships: tuple[str, ...] = (),
    ) -> str:
        """Add a resource, an actor or a note with its box's upper left corner at ``at``."""
        element = ElementId(key)
        self.elements[element] = Element(
            id=element,
            kind=kind,
            service=service,
            name=name,
            parent=None if parent is None else ElementId(parent),
            memberships=tuple(ElementId(group) for group in memberships),
        )
        self.boxes[element] = Box(*at, *size)
        return key

    def link(
        self,
        source: str,
        target: str,
        label: str = "",
        kind: LinkKind = LinkKind.REQUEST,
        role: LinkRole = LinkRole.REQUIRED,
        bends: tuple[tuple[float, float], ...] = (),
    ) -> LinkId:
        """Add a link."""
        key = LinkId(f"link-{len(self.links) + 1}")
        self.links[key] = Link(
            id=key,
            source=ElementId(source),
            target=ElementId(target),
            label=label,
            kind=kind,
            role=role,
        )
        if bends:
            self.bends[key] = tuple(Point(*bend) for bend in bends)
        return key

    def diagram(self) -> Diagram:
        """Return what was collected."""
        return Diagram(
            title=self.title,
            topology=Topology(elements=FrozenMap(self.elements), links=FrozenMap(self.links)),
            layout=Layout(boxes=FrozenMap(self.boxes), bends=FrozenMap(self.bends)),
        )


def three_tier() -> Diagram:
    """Return a web application in two zones, with an Auto Scaling group across both."""
    sheet = Sheet("Three-tier web application in two zones")
    sheet.put("users", "users", "Users", (0, 330), kind=Kind.ACTOR)
    sheet.box("cloud", Kind.CLOUD, "AWS Cloud", (130, 40, 1330, 860))
    sheet.put("dns", "route53", "Amazon Route 53", (160, 120), "cloud")
    sheet.put("cdn", "cloudfront", "Amazon CloudFront", (160, 330), "cloud")
    sheet.put("waf", "waf", "AWS WAF", (160, 560), "cloud")
    sheet.box("region", Kind.REGION, "Region: eu-west-1 (Ireland)", (320, 90, 1110, 780), "cloud")
    sheet.put("bucket", "s3", "Static files", (1300, 330), "region")
    sheet.put("backup", "backup", "AWS Backup", (1300, 690), "region")
    sheet.box("vpc", Kind.VPC, "VPC 10.0.0.0/16", (350, 130, 920, 720), "region")
    sheet.put("igw", "igw", "Internet gateway", (372, 330), "vpc")
    sheet.put("alb", "alb", "Application Load Balancer", (520, 330), "vpc")
    for index, (name, top) in enumerate((("a", 165.0), ("b", 500.0))):
        zone = f"zone-{name}"
        sheet.box(zone, Kind.ZONE, f"Availability Zone {name}", (650, top, 600, 320), "vpc")
        public = sheet.box(
            f"public-{name}",
            Kind.SUBNET,
            "Public subnet",
            (670, top + 40, 150, 250),
            zone,
            "public-subnet",
        )
        app = sheet.box(
            f"app-{name}",
            Kind.SUBNET,
            "Private subnet (app)",
            (840, top + 40, 190, 250),
            zone,
            "private-subnet",
        )
        data = sheet.box(
            f"data-{name}",
            Kind.SUBNET,
            "Private subnet (data)",
            (1050, top + 40, 180, 250),
            zone,
            "private-subnet",
        )
        sheet.put(f"nat-{name}", "nat", "NAT gateway", (697, top + 130), public)
        sheet.put(
            f"web-{name}",
            "ec2",
            f"Web server {index + 1}",
            (887, top + 130),
            app,
            memberships=("group",),
        )
        role = ("primary", "standby")[index]
        sheet.put(f"db-{name}", "rds", f"RDS {role}", (1092, top + 130), data)
    sheet.box("group", Kind.SCALING_GROUP, "Auto Scaling group", (862, 245, 146, 520), "vpc", "asg")
    sheet.link("users", "dns", "DNS")
    sheet.link("users", "cdn", "HTTPS")
    sheet.link("waf", "cdn", role=LinkRole.OPTIONAL)
    sheet.link("cdn", "igw", "HTTPS")
    sheet.link("igw", "alb")
    sheet.link("cdn", "bucket", "static files")
    sheet.link("alb", "group", "HTTP")
    sheet.link("web-a", "db-a", "SQL")
    sheet.link("web-b", "db-a")
    sheet.link("db-a", "db-b", "synchronous replication", LinkKind.REPLICATION)
    sheet.link("db-a", "backup", "daily", LinkKind.BACKUP)
    sheet.link("web-a", "nat-a", role=LinkRole.OPTIONAL)
    sheet.link("web-b", "nat-b", role=LinkRole.OPTIONAL)
    return sheet.diagram()


def serverless() -> Diagram:
    """Return a serverless API with a queue, laid out in rows, without a title."""
    sheet = Sheet("")
    sheet.put("client", "mobile", "Mobile client", (0, 160), kind=Kind.ACTOR)
    sheet.box("region", Kind.REGION, "Region: us-east-1", (150, 0, 860, 480))
    sheet.put("api", "api-gateway", "Orders API", (190, 160), "region")
    sheet.put("login", "cognito", "Sign-in", (190, 330), "region")
    sheet.put("orders", "lambda", "Take order", (380, 160), "region")
    sheet.put("queue", "sqs", "Order queue", (560, 60), "region")
    sheet.put("ship", "lambda", "Ship order", (740, 60), "region")
    sheet.put("table", "dynamodb", "Orders", (740, 250), "region")
    sheet.put("topic", "sns", "Notices", (890, 60), "region")
    sheet.put(
        "note",
        "note",
        "Orders older than a year move to S3.",
        (380, 350),
        "region",
        Kind.NOTE,
        (220.0, 60.0),
    )
    sheet.link("client", "api", "HTTPS")
    sheet.link("api", "login", role=LinkRole.OPTIONAL)
    sheet.link("api", "orders")
    sheet.link("orders", "queue", kind=LinkKind.ASYNC)
    sheet.link("queue", "ship", kind=LinkKind.ASYNC)
    sheet.link("orders", "table", "put")
    sheet.link("ship", "table", "update")
    sheet.link("ship", "topic", kind=LinkKind.ASYNC)
    sheet.link("topic", "client", "push", LinkKind.ASYNC)
    return sheet.diagram()
