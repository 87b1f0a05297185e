"""Draws realistic designs by the thousand from a seed, for tests of the score and of the fixes.

Hypothesis would shrink what fails but takes ten times as long to draw; here a seed names a drawing.
"""

from collections.abc import Callable
from random import Random

from designer.catalog.loader import catalog
from designer.catalog.service import Property, PropertyType
from designer.model.diagram import Diagram
from tests.builders import diagram

_STORES = ("rds", "aurora", "dynamodb", "documentdb", "neptune", "keyspaces", "opensearch")
_KEEPING = ("s3", "efs", "fsx", "ebs", "redshift", "timestream", "glacier", "memorydb")
_FLEETS = ("asg", "ecs", "fargate", "eks", "beanstalk")
# Stated with the right figures elsewhere, or of no meaning when drawn by chance.
_LEFT_OUT = frozenset(
    {
        *("zones", "desired", "minimum", "maximum", "instances", "needed"),
        *("cidr", "zone_name", "free_addresses", "region_code", "instance_type"),
        *("instance_class", "schedule", "scaling_metric", "engine", "target_value"),
    }
)
_FIGURES: dict[str, tuple[float, ...]] = {
    "capacity_rps": (50, 200, 1500),
    "warm_up_s": (30, 200, 400, 900),
    "backup_retention_days": (1, 3, 7, 30),
    "backup_interval_h": (1, 12, 24, 48),
    "connections": (1, 2),
    "throttle_rps": (50, 1000, 20000),
    "shards": (1, 2, 8),
    "brokers": (1, 2, 3),
    "data_nodes": (1, 2, 3),
    "hsms": (1, 2),
    "replicas": (0, 1, 2),
    "read_replicas": (0, 1, 2),
}


def drawing(seed: int) -> Diagram:
    """Return the design of number ``seed``, always the same."""
    return diagram(drawn_text(seed))


def drawn_text(seed: int) -> str:
    """Return the design of number ``seed`` in the language of `tests.builders`."""
    return "\n".join(_Drawing(Random(seed)).lines())


class _Drawing:
    """One design while it is drawn: element lines by box, and links."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.links: list[str] = []
        self.count = 0

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def new(self, service: str, *words: str, member: str = "") -> tuple[str, str]:
        """Return an id and the line of an element with some properties stated by chance."""
        self.count += 1
        key = f"{service}-{self.count}"
        taken = {word.partition("=")[0].removeprefix("off:") for word in words}
        row = catalog()[service]
        stated = [
            self.value(found)
            for found in row.properties
            if found.key not in _LEFT_OUT and found.key not in taken and self.chance(0.3)
        ]
        line = " ".join(
            [service, key, *words, *filter(None, stated), *(["in", member] if member else [])]
        )
        return key, line

    def value(self, found: Property) -> str:
        match found.type:
            case PropertyType.BOOL:
                return found.key if self.chance(0.5) else f"off:{found.key}"
            case PropertyType.CHOICE:
                return f"{found.key}={self.random.choice(found.choices)}"
            case PropertyType.INT | PropertyType.NUMBER if found.key in _FIGURES:
                figure = self.random.choice(_FIGURES[found.key])
                if found.minimum is not None and figure < found.minimum:
                    return ""
                return f"{found.key}={figure}"
            case _:
                return ""

    def sizes(self) -> list[str]:
        """Return minimum, desired and maximum that AWS would accept, or some of them."""
        low = self.random.choice((1, 1, 2, 3))
        now = low + self.random.choice((0, 0, 1, 2))
        high = now + self.random.choice((0, 0, 2, 6))
        words = [f"minimum={low}", f"desired={now}", f"maximum={high}"]
        return words if self.chance(0.7) else words[:0]

    # ------------------------------------------------------------------------- parts

    def lines(self) -> list[str]:
        random = self.random
        zones = random.choice((1, 2, 2, 3))
        head, source = self.head()
        boxes: list[list[str]] = [[] for _ in range(zones)]
        vpc: list[str] = []
        region: list[str] = []
        asked = self.front(vpc, region, boxes, source)
        servers = self.servers(vpc, region, boxes)
        self.link(asked, servers, random.choice(("", "", "", " any")))
        if self.chance(0.3):
            deeper = self.servers(vpc, region, boxes)
            if self.chance(0.4):
                between = self.put(vpc, "alb", *self.zones(zones))
                self.link(servers, [between])
                self.link([between], deeper)
            else:
                self.link(servers, deeper)
            if self.chance(0.15):
                self.link(deeper[:1], servers[:1])
            servers = [*servers, *deeper]
        self.stores(vpc, region, boxes, servers)
        self.beside(vpc, region, boxes, servers)
        lines = [*head, "region r eu-west-1", *self.indented(region, 2), "  vpc v"]
        lines += self.indented(vpc, 4)
        for number, box in enumerate(boxes):
            lines.append(f"    zone z{number} eu-west-1{'abc'[number]}")
            lines.append(f"      subnet p{number} public")
            public = [line for line in box if line.startswith("nat ")]
            lines += self.indented(public, 8)
            lines.append(f"      subnet s{number}")
            lines += self.indented([line for line in box if line not in public], 8)
        if self.chance(0.2):
            lines += self.second_region(asked)
        return [*lines, *self.links]

    def indented(self, lines: list[str], by: int) -> list[str]:
        return [" " * by + line for line in lines]

    def put(self, box: list[str], service: str, *words: str, member: str = "") -> str:
        key, line = self.new(service, *words, member=member)
        box.append(line)
        return key

    def link(
        self, sources: list[str], targets: list[str], tail: str = "", sign: str = "->"
    ) -> None:
        pairs = [(a, b) for a in sources for b in targets if a != b]
        if pairs and set(sources).isdisjoint(targets):
            self.links.append(f"{', '.join(sources)} {sign} {', '.join(targets)}{tail}")

    def zones(self, zones: int) -> list[str]:
        """Return the words that state some zones, or none."""
        if self.chance(0.4):
            return []
        some = self.random.randint(1, zones)
        return ["zones=" + ",".join(f"eu-west-1{'abc'[i]}" for i in range(some))]

    def head(self) -> tuple[list[str], list[str]]:
        random, words = self.random, list[str]()
        if self.chance(0.5):
            words.append(f"peak_rps={random.choice((40, 300, 2500))} base_rps=20")
            words += random.choice(([], [], ["load_shape=flash"], ["load_shape=ramp"]))
        if self.chance(0.4):
            words.append(f"availability_target={random.choice((99, 99.9, 99.99, 99.995))}")
        if self.chance(0.3):
            words.append(
                f"rto.zone={random.choice((60, 900))} rpo.region={random.choice((5, 900))}"
            )
        if self.chance(0.15):
            words.append(f"rto.software={random.choice((60, 7200))} rpo.software=60")
        lines = [f"workload {' '.join(words)}"] if words else []
        if self.chance(0.9):
            return [*lines, "users u"], ["u"]
        return lines, []

    def front(
        self, vpc: list[str], region: list[str], boxes: list[list[str]], source: list[str]
    ) -> list[str]:
        """Draw what stands before the servers; return who asks them."""
        asked = source
        if self.chance(0.4):
            edge = self.put(region, self.random.choice(("route53", "cloudfront", "route53")))
            self.links += [f"{s} -> {edge}" for s in asked]
            asked = [edge]
        if self.chance(0.65):
            zones = len(boxes)
            service = self.random.choice(("alb", "alb", "nlb", "clb"))
            if self.chance(0.15):
                balancer = self.put(boxes[0], service)
            else:
                balancer = self.put(vpc, service, *self.zones(zones))
            self.links += [f"{s} -> {balancer}" for s in asked]
            asked = [balancer]
        elif self.chance(0.3):
            gateway = self.put(region, self.random.choice(("api-gateway", "appsync")))
            self.links += [f"{s} -> {gateway}" for s in asked]
            asked = [gateway]
        return asked

    def servers(self, vpc: list[str], region: list[str], boxes: list[list[str]]) -> list[str]:
        """Draw one tier; return its ids."""
        random = self.random
        kind = random.random()
        if kind < 0.4:
            used = random.randint(1, len(boxes))
            many = random.choice((1, 1, 1, 2, 4))
            return [
                self.put(box, "ec2", f"instances={many if i else random.choice((1, 2, 6))}")
                for i, box in enumerate(boxes[:used])
            ]
        if kind < 0.55:
            group = self.put(vpc, "asg", *self.sizes())
            for box in boxes[: random.randint(1, len(boxes))]:
                self.put(box, "ec2", member=group)
            return [group]
        if kind < 0.85:
            words = [*self.sizes(), *self.zones(len(boxes))]
            return [self.put(vpc, random.choice(_FLEETS), *words)]
        if kind < 0.95:
            place = random.choice((region, vpc, boxes[0]))
            return [self.put(place, "lambda", *(self.zones(len(boxes)) if place is vpc else []))]
        service = random.choice(("step-functions", "app-runner", "batch"))
        return [self.put(region, service)]

    def stores(
        self, vpc: list[str], region: list[str], boxes: list[list[str]], servers: list[str]
    ) -> None:
        random = self.random
        for _ in range(random.choice((0, 1, 1, 2))):
            service = random.choice(_STORES)
            row = catalog()[service]
            zonal = row.failure.scope.value == "zonal"
            key = self.put(random.choice(boxes) if zonal else region, service)
            self.link(servers, [key])
            if service == "rds" and self.chance(0.2):
                copy = self.put(random.choice(boxes), "rds")
                self.links.append(f"{key} => {copy}")
            if self.chance(0.2):
                vault = self.put(region, "backup")
                self.links.append(f"{key} +> {vault}")
        if self.chance(0.5):
            service = random.choice(_KEEPING)
            zonal = catalog()[service].failure.scope.value == "zonal"
            words = [f"storage_class={random.choice(('regional', 'one_zone'))}"]
            key = self.put(
                random.choice(boxes) if zonal else region, service, *(words * (service == "efs"))
            )
            self.link(servers[:1] if service == "ebs" else servers, [key])

    def beside(
        self, vpc: list[str], region: list[str], boxes: list[list[str]], servers: list[str]
    ) -> None:
        """Draw caches, queues, gateways and whatever else stands around a design."""
        random = self.random
        draws: list[tuple[float, Callable[[], None]]] = [
            (0.2, lambda: self.cache(boxes, servers)),
            (0.25, lambda: self.queue(vpc, region, boxes, servers)),
            (0.3, lambda: self.ways_out(vpc, boxes, servers)),
            (0.12, lambda: self.office(region, servers)),
            (0.15, lambda: self.support(region, vpc, boxes, servers)),
            (0.12, lambda: self.idle_circle(boxes)),
        ]
        for share, make in draws:
            if random.random() < share:
                make()

    def cache(self, boxes: list[list[str]], servers: list[str]) -> None:
        service = self.random.choice(("elasticache", "elasticache", "dax"))
        key = self.put(self.random.choice(boxes), service)
        self.link(servers, [key], self.random.choice(("", " optional")))

    def queue(
        self, vpc: list[str], region: list[str], boxes: list[list[str]], servers: list[str]
    ) -> None:
        random = self.random
        service = random.choice(("sqs", "sns", "eventbridge", "kinesis", "msk", "mq"))
        zonal = service in ("msk", "mq")
        key = self.put(random.choice(boxes) if zonal else region, service)
        self.link(servers, [key], sign="~>")
        workers = self.servers(vpc, region, boxes)
        self.link([key], workers, sign="~>")

    def ways_out(self, vpc: list[str], boxes: list[list[str]], servers: list[str]) -> None:
        random = self.random
        kind = random.random()
        if kind < 0.6:
            self.link(servers, [self.put(boxes[0], "nat")])
        elif kind < 0.8:
            endpoint = random.choice(("interface", "gateway_load_balancer"))
            words = [f"endpoint_type={endpoint}", *self.zones(len(boxes))]
            self.link(servers, [self.put(vpc, "vpc-endpoint", *words)])
        else:
            self.link(servers, [self.put(vpc, "network-firewall", *self.zones(len(boxes)))])

    def office(self, region: list[str], servers: list[str]) -> None:
        service = self.random.choice(("site-to-site-vpn", "direct-connect"))
        key = self.put(region, service)
        self.link(servers, [key])

    def support(
        self, region: list[str], vpc: list[str], boxes: list[list[str]], servers: list[str]
    ) -> None:
        service = self.random.choice(
            ("kms", "secrets-manager", "cloudhsm", "transit-gateway", "resolver-endpoint", "ecr")
        )
        words = self.zones(len(boxes)) if catalog()[service].property("zones") else []
        place = vpc if service in ("resolver-endpoint", "cloudhsm") else region
        key = self.put(place, service, *words)
        self.link(servers, [key])

    def idle_circle(self, boxes: list[list[str]]) -> None:
        one, other = self.put(boxes[0], "ec2"), self.put(boxes[-1], "ec2")
        self.links += [f"{one} -> {other}", f"{other} -> {one}"]

    def second_region(self, asked: list[str]) -> list[str]:
        """Draw a smaller copy elsewhere, which may or may not be asked."""
        balancer, server = self.new("alb"), self.new("ec2")
        database = self.new("rds")
        self.links += [f"{balancer[0]} -> {server[0]}", f"{server[0]} -> {database[0]}"]
        routers = [key for key in asked if key.startswith("route53")]
        if routers and self.chance(0.5):
            self.links.append(f"{routers[0]} -> {balancer[0]}{' standby' * self.chance(0.5)}")
        lines = ["region r2 eu-central-1", "  vpc v2", f"    {balancer[1]}"]
        return [*lines, "    zone y0 eu-central-1a", f"      {server[1]}", f"      {database[1]}"]
