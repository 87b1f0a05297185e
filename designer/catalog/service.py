"""The shape of a catalog row: everything the program knows about one service."""

from dataclasses import dataclass, field
from enum import Enum

from designer.model.elements import Element, Kind, Value
from designer.model.frozen import FrozenMap
from designer.model.workload import Disruption


class Category(Enum):
    """The palette's sections, in the order shown."""

    CONTAINERS = "Containers"
    CLIENTS = "Users and clients"
    EDGE = "DNS and edge"
    NETWORK = "Networking"
    BALANCING = "Load balancing"
    COMPUTE = "Compute"
    DATABASE = "Databases"
    STORAGE = "Storage"
    INTEGRATION = "Messaging and integration"
    SECURITY = "Security and identity"
    MANAGEMENT = "Management"
    ANALYTICS = "Analytics and machine learning"
    DEVELOPER = "Developer tools"


class Scope(Enum):
    """The failure domain a service's parts live in."""

    # Members are single, and the hash of a member's name costs a call in Python each time.
    __hash__ = object.__hash__

    ZONAL = "zonal"  # each replica lives in one zone and fails with it
    REGIONAL = "regional"  # spread over the Region's zones by AWS; fails with the Region
    GLOBAL = "global"  # outside every Region
    EXTERNAL = "external"  # not AWS's: users, data centres, the internet


class Role(Enum):
    """What a service does for a request, from the client inwards."""

    # Members are single, and the hash of a member's name costs a call in Python each time.
    __hash__ = object.__hash__

    CLIENT = "client"
    DNS = "dns"
    EDGE = "edge"
    GATEWAY = "gateway"
    BALANCER = "balancer"
    COMPUTE = "compute"
    PROXY = "proxy"
    CACHE = "cache"
    STORE = "store"
    BUFFER = "buffer"  # accepts work now and hands it on later: queue, topic, stream, bus
    NETWORK = "network"
    SUPPORT = "support"  # security, management, analytics: beside the request
    PLACE = "place"  # containers


class ReplicaModel(Enum):
    """How a service's replicas, and so its zonal failure events, are counted."""

    ONE = "one"  # a single replica
    COUNT = "count"  # as many as ``count_property`` states; k follows from demand
    STANDBY = "standby"  # a second replica when ``multi_az_property`` is true
    CLUSTER = "cluster"  # one writer and ``count_property`` readers; one must be left
    QUORUM = "quorum"  # ``count_property`` nodes of which a majority must be left
    MANAGED = "managed"  # AWS replicates inside the scope: one event for the service


class PropertyType(Enum):
    """How a property is edited and stored."""

    BOOL = "bool"
    INT = "int"
    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    LIST = "list"  # tuple of short texts, for example zone names


class Confidence(Enum):
    """How well a figure is established."""

    OFFICIAL = "official"  # the AWS page was read
    SECONDARY = "secondary"  # quoted by a third party
    RECALLED = "recalled"  # to be checked again before it is quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One thing a drawing may state about an element.

    Attributes:
        key: name in files and rules; a unit suffix where there is a unit.
        default: AWS's own default, which is what "not stated" is scored at; None when AWS has
            none (then "not stated" is scored as absent).
        best: the value that scores best; the upper end of the interval for "not stated".
            None when a better value cannot be told.
        tenets: which tenets the value matters to, by name ("availability", "scalability",
            "elasticity", "fault_tolerance", "durability"); empty when no tenet asks.
        pillars: which Well-Architected pillars it matters to ("operations", "security",
            "reliability", "performance", "cost").
    """

    key: str
    label: str
    type: PropertyType
    help: str
    default: Value | None = None
    best: Value | None = None
    unit: str = ""
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    tenets: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityFigure:
    """Availability in percent, for one replica (``node``) or the whole service.

    The first figure whose ``when`` holds is used; ``conditions.holds`` says when it does.
    """

    of: str  # "node" or "service"
    sla: float
    designed_for: float | None = None
    when: FrozenMap[str, Value] = field(default_factory=FrozenMap)
    source: str
    confidence: Confidence


class StepKind(Enum):
    """The steps of a recovery, in the order they are taken; the values name them for people."""

    SURVIVE = "survive"
    DETECT = "detect"
    DECIDE = "decide"
    PROVISION = "provision"
    REPLACE = "replace"
    REPAIR = "repair"
    REDEPLOY = "redeploy"
    FAIL_OVER = "fail over"
    RESTORE = "restore"
    COPY = "copy data"
    RE_ROUTE = "re-route"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryFigure:
    """How the service recovers from one disruption by itself or by a feature.

    ``step`` is what ``rto_s`` goes into. AWS's figure includes the time to detect the failure,
    unless it is ``by_hand``: then people have to notice, decide and start it.

    ``rpo_property`` names a property (in seconds or hours by its suffix) whose value, stated or
    by default, replaces ``rpo_s``. The figure with the least RPO, then RTO, whose ``when`` holds
    is used; see ``conditions.recovery_figures``.
    """

    disruption: Disruption
    rto_s: float
    rpo_s: float
    by: str
    step: StepKind = StepKind.SURVIVE
    by_hand: bool = False
    when: FrozenMap[str, Value] = field(default_factory=FrozenMap)
    rpo_property: str = ""
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """How the service fails.

    Attributes:
        scope: failure domain of its replicas.
        replicas: how replicas are counted.
        count_property: property with the number of instances, readers or nodes.
        multi_az_property: property that turns the standby on.
        failover_property: property that makes failover automatic; "" when it always is.
        default_count: number of replicas when the property is not stated.
        zonal_when: values of properties that confine a regional service to one zone; see
            ``conditions.scope_of``.
    """

    scope: Scope
    replicas: ReplicaModel = ReplicaModel.ONE
    count_property: str = ""
    multi_az_property: str = ""
    failover_property: str = ""
    failover_s: float = 0.0
    default_count: int = 1
    zonal_when: FrozenMap[str, Value] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaling:
    """How the service grows and shrinks.

    Attributes:
        vertical: it can be given a bigger size.
        size_property: property with the size it has, an instance type; "".
        machine: instance type that ``unit_rps`` is the capacity of, and that is assumed when no
            size is stated; "" when sizes are not chosen.
        horizontal: "group" (more instances of a fleet), "replicas" (read replicas or shards),
            "managed" (AWS adds capacity), "none" (one fixed part).
        elastic: "managed" (always), "policy" (when ``policy_property`` states a policy),
            "none".
        policy_property: property that holds the scaling policy; "" when there is none.
        max_property: property with the largest number of instances; "".
        reaction_s: seconds from more load to more capacity when elastic.
        unit_rps: requests a second one replica serves when nothing is stated; None unknown.
        limit_rps: documented ceiling of a managed service; None for "practically none".
        unit: what one replica is called.
        ramp: how a managed service grows: "environments" (Lambda's rate), "on_demand" (twice the
            previous peak) or "" (all at once after ``reaction_s``).
        ramp_floor_rps: requests a second that an on-demand service takes when it is new.
        ramp_window_s: seconds until a new peak raises the ceiling of an on-demand service.
        source: where the figures come from; "" when there are none.
    """

    vertical: bool = False
    size_property: str = ""
    machine: str = ""
    horizontal: str = "none"
    elastic: str = "none"
    policy_property: str = ""
    max_property: str = ""
    reaction_s: float | None = None
    unit_rps: float | None = None
    limit_rps: float | None = None
    unit: str = "instance"
    ramp: str = ""
    ramp_floor_rps: float | None = None
    ramp_window_s: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignNames:
    """What other formats call the service; used by importers and exporters."""

    drawio: tuple[str, ...] = ()
    cloudformation: tuple[str, ...] = ()
    terraform: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One row of the catalog.

    Attributes:
        key: stable name in files, for example ``alb``.
        name: short name shown under the icon.
        full_name: AWS's own full name.
        synonyms: further search words and abbreviations, lower case.
        summary: one sentence on what it is for.
        kind: what elements of it are (container kind, resource, actor, note).
        icon: path below the icon folder of ``diagrams`` ("aws/compute/ec2.png"), or
            "own:NAME" for a picture in ``assets/icons``.
        diagrams_class: dotted class name in ``diagrams``, or "" for a custom icon.
        stands_in: container kinds it may stand in; ``canvas`` stands for the open canvas.
        stateful: it keeps data that must survive (a data store).
        durability_nines: nines of yearly durability of what it stores; None when not a store.
        durability_source: where that figure comes from.
    """

    key: str
    name: str
    full_name: str
    category: Category
    kind: Kind
    role: Role
    summary: str
    icon: str
    diagrams_class: str
    stands_in: frozenset[str]
    failure: Failure
    synonyms: tuple[str, ...] = ()
    properties: tuple[Property, ...] = ()
    availability: tuple[AvailabilityFigure, ...] = ()
    recovery: tuple[RecoveryFigure, ...] = ()
    scaling: Scaling = field(default_factory=Scaling)
    stateful: bool = False
    durability_nines: float | None = None
    durability_source: str = ""
    names: ForeignNames = field(default_factory=ForeignNames)
    source: str = ""
    _index: dict[str, Property] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the properties: every figure of every element looks some of them up."""
        self._index.update({found.key: found for found in reversed(self.properties)})

    def property(self, key: str) -> Property | None:
        """Return the property called ``key``, or None."""
        return self._index.get(key)

    def value(self, element: Element, key: str) -> Value | None:
        """Return what ``element`` states for ``key``, else AWS's default, else None."""
        stated = element.properties.get(key)
        if stated is not None:
            return stated
        found = self._index.get(key)
        return None if found is None else found.default
