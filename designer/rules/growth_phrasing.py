"""Words for capacity: where growth stops and why, what a machine is called, how much is run."""

import math

from designer.analysis.capacity import Capacity, Tier
from designer.analysis.flow import Cut
from designer.analysis.growth import Growth
from designer.analysis.zone_loss import Fleet
from designer.catalog.loader import catalog
from designer.catalog.service import Category, Role, Service
from designer.model.ids import ElementId
from designer.model.topology import Topology
from designer.rules.phrasing import count, listed, names

_CALLED = {
    Role.CACHE: "the cache",
    Role.COMPUTE: "the server tier",
    Role.STORE: "the store",
    Role.PROXY: "the proxy",
    Role.BUFFER: "the buffer",
    Role.GATEWAY: "the gateway",
    Role.BALANCER: "the load balancer",
    Role.EDGE: "the edge service",
}


def rate(rps: float | None) -> str:
    """Return requests a second for people.

    >>> rate(4000.0), rate(0.25), rate(None), rate(float("inf"))
    ('4,000 req/s', '0.25 req/s', 'not known', 'no known limit')
    """
    if rps is None:
        return "not known"
    if math.isinf(rps):
        return "no known limit"
    return f"{rps:,.0f} req/s" if rps >= 10 or rps == int(rps) else f"{rps:.2g} req/s"


def bare_rate(rps: float | None) -> str:
    """Return a rate without its unit, for columns.

    >>> bare_rate(4000.0), bare_rate(None), bare_rate(float("inf"))
    ('4,000', '?', 'no limit')
    """
    if rps is None:
        return "?"
    return "no limit" if math.isinf(rps) else rate(rps).removesuffix(" req/s")


def machine(name: str) -> str:
    """Return what people call an instance type.

    >>> machine("db.r7g.large"), machine("task.16vcpu"), machine("bundle.4xlarge")
    ('db.r7g.large', '16 vCPUs a task', 'the 4xlarge bundle')
    """
    family, _, size = name.rpartition(".")
    if family == "task":
        return f"{size.removesuffix('vcpu')} vCPUs a task"
    return f"the {size} bundle" if family == "bundle" else name


def growth_sentence(growth: Growth, capacity: Capacity, topology: Topology) -> str:
    """Return where growth stops and why, in one sentence."""
    if not capacity.tiers:
        return "No requests reach anything whose capacity could be told."
    if growth.grown_rps is None:
        return "The capacity of no tier is known, so nothing can be said of where growth stops."
    if math.isinf(growth.grown_rps):
        return "No tier of known capacity stops growth."
    stops = [tier for tier in capacity.tiers if tier.id in growth.stops]
    first = stops[0]
    row = catalog().get(topology.elements[ElementId(first.id)].service)
    sentence = f"Growth stops at {rate(growth.grown_rps).replace('req/s', 'requests/s')}: "
    sentence += f"{_kind(row)} {first.name} {reason(first)}"
    if len(stops) > 1:
        others = listed([tier.name for tier in stops[1:]])
        sentence += f"; {others} {'give' if len(stops) > 2 else 'gives'} out at the same load"
    if first.unit_assumed and math.isinf(first.limit_rps):
        sentence += " (the capacity of one is assumed)"
    return f"{sentence}."


def proof_sentence(growth: Growth, cut: Cut, topology: Topology) -> str:
    """Return what a maximum flow says of where growth stops."""
    if math.isinf(cut.load_rps):
        return "No cut of known capacity lies between the journeys and what they end at."
    called = names(topology, cut.tiers)
    text = f"A maximum flow proves that no split of the requests gets beyond {rate(cut.load_rps)}: "
    text += f"every request of a journey passes {called}."
    if growth.grown_rps is not None and cut.load_rps > growth.grown_rps * (1 + 1e-9):
        text += " Weights after the servers' capacities would reach that."
    return text


def _kind(row: Service | None) -> str:
    if row is None:
        return "the tier"
    if row.role is Role.STORE and row.category is Category.DATABASE:
        return "the database"
    return _CALLED.get(row.role, "the tier")


def reason(tier: Tier) -> str:
    """Return why ``tier`` grows no further, to follow its name."""
    if tier.grown_rps is not None and tier.grown_rps >= tier.limit_rps:
        return f"lets through {rate(tier.limit_rps)} at most, by its throttle or quota"
    return f"{_size(tier)} and {_number(tier)}"


def _size(tier: Tier) -> str:
    if not tier.vertical:
        return "has no bigger size"
    if not tier.largest:
        return "has no bigger size that is known"
    if tier.size_growth > 1:
        return f"ends at {machine(tier.largest)}, the largest of its family"
    return f"is at its largest size ({machine(tier.largest)})"


def _number(tier: Tier) -> str:
    if tier.readers is not None:
        return f"has {count(tier.readers, 'read replica') if tier.readers else 'no read replicas'}"
    if tier.replicas_max > tier.replicas:
        return f"has a maximum of {tier.replicas_max:g}"
    if tier.horizontal == "none" or not tier.can_grow:
        return "has nothing beside it" if tier.replicas <= 1 else f"stays at {tier.replicas}"
    return f"is at its maximum of {tier.replicas_max:g}"


def stability(fleet: Fleet) -> str:
    """Return what runs and what must run to lose a zone at peak; "" when neither is known."""
    has, needs = fleet.provisioned_percent, fleet.stable_percent
    if not fleet.is_judged or has is None:
        return ""
    if needs is None:
        return f"{has:,.0f} % of the peak runs, all in one zone"
    return f"{has:,.0f} % of the peak runs in {fleet.zones} zones; {needs:,.0f} % lets one be lost"


def mark(growth: Growth, capacity: Capacity, tier: Tier) -> str:
    """Return whether growth stops at ``tier``, or it is tightest at peak; "" for most."""
    found = ["stops"] if tier.id in growth.stops else []
    if tier.id == capacity.bottleneck and tier.headroom is not None:
        found.append("tightest")
    return ", ".join(found)


def tier_account(tier: Tier) -> str:
    """Return how the figures of ``tier`` come about, a sentence a line."""
    guess = " (assumed)" if tier.unit_assumed else ""
    parts = count(tier.replicas, "part")
    lines = [f"{tier.name}: {rate(tier.now_rps)} with {parts}."]
    if tier.unit_rps:
        lines.append(f"One carries {rate(tier.unit_rps)}{guess}.")
    if tier.machine:
        stated = " (no size is stated, so this one is assumed)" if tier.machine_assumed else ""
        lines.append(f"Size: {machine(tier.machine)}{stated}.")
        if tier.size_growth > 1:
            lines.append(
                f"Vertical growth: {tier.size_growth:.3g} times, up to {machine(tier.largest)}."
            )
    if math.isinf(tier.replicas_max):
        lines.append("Horizontal growth: AWS adds capacity.")
    elif tier.growth > 1:
        lines.append(f"Horizontal growth: {tier.growth:.3g} times, to {tier.replicas_max:g}.")
    else:
        lines.append("Horizontal growth: none as drawn.")
    if not math.isinf(tier.limit_rps):
        lines.append(f"A throttle or quota lets {rate(tier.limit_rps)} through.")
    visits = "request" if tier.visits == 1 else "requests"
    lines.append(f"It gets {tier.visits:.3g} {visits} for each one of the workload.")
    if tier.headroom is not None and not math.isinf(tier.headroom):
        lines.append(f"At its maximum number it carries {tier.headroom:.3g} times the peak.")
    return "\n".join(lines)
