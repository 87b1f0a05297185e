"""What templates and Terraform say about an AWS estate beyond what is there, in one vocabulary.

A dialect tells, in any order, which subnet lies in which zone, where a table's default route goes,
which target group a listener forwards to, which security group admits which. ``settling`` and
``wiring`` make places and links of it when all is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from designer.catalog.loader import catalog, region_names
from designer.catalog.service import Role
from designer.importers.graph import Key, Part, ResourceGraph
from designer.model.links import LinkKind, LinkRole

CLOUD, REGION = "the cloud", "the region"


@dataclass(frozen=True, slots=True)
class ZoneMark:
    """A zone as the source tells it; marks are equal when it is the same zone.

    Attributes:
        symbol: what tells it apart from other zones.
        name: what the drawing calls it.
        is_literal: the name is AWS's own, as "eu-west-1a".
    """

    symbol: str
    name: str = field(compare=False)
    is_literal: bool = field(default=False, compare=False)


@dataclass(slots=True, kw_only=True)
class Subnet:
    """A subnet, declared or stood in for.

    Attributes:
        zone: None when the source does not tell it.
        is_public: stated or hinted; a default route decides before it. None for no hint.
        table: key of its route table.
        is_placeholder: not declared in the source, only referred to.
        is_list: stands for several subnets of which not even the number is known.
    """

    key: Key
    vpc: Key | None = None
    zone: ZoneMark | None = None
    is_public: bool | None = None
    table: Key | None = None
    is_placeholder: bool = False
    is_list: bool = False


@dataclass(slots=True, kw_only=True)
class Standing:
    """Where a part runs, as far as it is told.

    Attributes:
        copies: how many of it run at once, where that decides whether it is in all the zones; 1
            for a single database that may be in any of its subnets. None: it is in all of them.
    """

    subnets: list[Key] = field(default_factory=list)
    zones: list[ZoneMark] = field(default_factory=list)
    vpc: Key | None = None
    copies: int | None = None


@dataclass(slots=True, kw_only=True)
class Admission:
    """A security group's rule that lets another one in.

    Attributes:
        ports: first and last; None for all.
    """

    target: Key
    source: Key
    ports: tuple[int, int] | None
    place: str = ""


@dataclass(slots=True, kw_only=True)
class TargetGroup:
    """A load balancer's target group.

    Attributes:
        properties: health checks and the like, which the balancer's row has.
    """

    balancers: list[Key] = field(default_factory=list)
    targets: list[Key] = field(default_factory=list)
    properties: dict[str, bool | int | float] = field(default_factory=dict)


class Estate:
    """The graph with everything that is told about it."""

    def __init__(self, region: str = "") -> None:
        """Begin with the cloud and one Region, ``region`` by its code when it is known."""
        self.graph = ResourceGraph()
        self.subnets: dict[Key, Subnet] = {}
        self.standings: dict[Key, Standing] = {}
        self.secured: dict[Key, list[Key]] = {}
        self.admissions: list[Admission] = []
        self.target_groups: dict[Key, TargetGroup] = {}
        self.routes: dict[Key, list[Key]] = {}
        self.main_tables: dict[Key, Key] = {}
        self.one_subnet_a_zone: list[list[Key]] = []
        self.fleets: dict[Key, str] = {}
        self.graph.add(CLOUD, "cloud", "AWS Cloud")
        place = region_names().get(region)
        name = f"Region: {region}" if region and place else "Region"
        part = self.graph.add(REGION, "region", name, parent=CLOUD)
        if place:
            part.properties["region_code"] = region

    # -- places
    def vpc(self, key: Key, name: str, *, place: str = "", is_placeholder: bool = False) -> Part:
        """Return the VPC ``key``; a placeholder is one that the source only refers to."""
        is_new = key not in self.graph.parts
        part = self.graph.add(key, "vpc", name, parent=REGION, place=place)
        if is_new and is_placeholder:
            sentence = f"The VPC “{name}” is not declared here; it stands for what is passed in."
            self.graph.inferred(sentence, key, place=place)
        return part

    def subnet(
        self, key: Key, name: str, *, place: str = "", is_placeholder: bool = False
    ) -> Subnet:
        """Return the subnet ``key``, to be completed by whoever knows more about it."""
        found = self.subnets.get(key)
        if found is None:
            self.graph.add(key, "private-subnet", name, parent=REGION, place=place)
            found = self.subnets[key] = Subnet(key=key, is_placeholder=is_placeholder)
        return found

    def stand(
        self,
        key: Key,
        subnets: Iterable[Key] = (),
        *,
        zones: Iterable[ZoneMark] = (),
        vpc: Key | None = None,
        copies: int | None = None,
    ) -> None:
        """Tell where the part ``key`` runs; what is told twice adds up."""
        standing = self.standings.setdefault(key, Standing())
        standing.subnets += [subnet for subnet in subnets if subnet not in standing.subnets]
        standing.zones += [zone for zone in zones if zone not in standing.zones]
        standing.vpc = vpc or standing.vpc
        standing.copies = copies if copies is not None else standing.copies

    def stand_like(self, key: Key, other: Key) -> None:
        """Let a copy of which no place is told run in the subnets of its original, as AWS does."""
        own, told = self.standings.get(key), self.standings.get(other)
        if told is not None and (own is None or not (own.subnets or own.zones or own.vpc)):
            self.stand(key, told.subnets, vpc=told.vpc, copies=1)

    def stand_by(self, key: Key, other: Key) -> None:
        """Let a volume, which lies in a zone and in no VPC, stand by what it is attached to."""
        own, told = self.standings.get(key), self.standings.get(other)
        if told is not None and told.subnets and (own is None or not own.subnets):
            self.stand(key, told.subnets)

    def cover_zones(self, subnets: list[Key]) -> None:
        """Tell that ``subnets`` make a database's group."""
        if len(subnets) == 2:
            # AWS refuses a database's group that covers fewer than two zones.
            self.one_subnet_a_zone.append(subnets)

    # -- links
    def use(
        self,
        source: Key,
        target: Key,
        *,
        kind: LinkKind | None = None,
        role: LinkRole = LinkRole.REQUIRED,
        label: str = "",
        because: str = "",
        place: str = "",
    ) -> None:
        """Link two parts; what has no kind is sent to buffers and asked of all else.

        Args:
            because: why it is thought so, when the source does not state the link itself.
        """
        parts = self.graph.parts
        if source not in parts or target not in parts or source == target:
            return
        if kind is None:
            is_buffer = catalog()[parts[target].service].role is Role.BUFFER
            kind = LinkKind.ASYNC if is_buffer else LinkKind.REQUEST
        is_new = (source, target, kind) not in self.graph.relations
        relation = self.graph.relate(source, target, kind, role=role, label=label)
        if relation is not None and is_new and because:
            sentence = f"{parts[source].name} uses {parts[target].name}: {because}."
            self.graph.inferred(sentence, relation.key, place=place)

    # -- routes
    def route(self, table: Key, via: Key) -> None:
        """Tell that the default route of ``table`` leads to the gateway ``via``."""
        self.routes.setdefault(table, []).append(via)

    # -- load balancing
    def target_group(self, key: Key) -> TargetGroup:
        """Return the target group ``key``."""
        return self.target_groups.setdefault(key, TargetGroup())

    # -- security groups
    def secure(self, key: Key, groups: Iterable[Key]) -> None:
        """Tell the security groups of the part ``key``."""
        held = self.secured.setdefault(key, [])
        held += [group for group in groups if group not in held]

    def admit(
        self, target: Key, source: Key, ports: tuple[int, int] | None = None, *, place: str = ""
    ) -> None:
        """Tell that the security group ``target`` lets in what is in ``source``."""
        self.admissions.append(Admission(target=target, source=source, ports=ports, place=place))
