"""Makes links of what an estate tells: listeners and targets, admissions, and ways out."""

from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.importers.estate import Admission, Estate, Subnet
from designer.importers.graph import Key, Part
from designer.importers.settling import is_compute
from designer.model.elements import Kind
from designer.model.links import LinkKind, LinkRole

_ADMINISTRATION = frozenset({22, 3389})
_ASKING = frozenset({Role.COMPUTE, Role.BALANCER, Role.PROXY, Role.GATEWAY, Role.EDGE})
_ANSWERING = frozenset(
    {Role.COMPUTE, Role.STORE, Role.CACHE, Role.PROXY, Role.BALANCER, Role.BUFFER}
)
_MOST_PAIRS = 400  # of one rule between two groups


def wire(estate: Estate) -> None:
    """Add the links; all parts have to stand where they stand for good."""
    _forward(estate)
    _admit(estate)
    _lead_out(estate)


def _forward(estate: Estate) -> None:
    """Link each load balancer with the targets of the groups its listeners forward to."""
    for key, group in estate.target_groups.items():
        for balancer in dict.fromkeys(group.balancers):
            part = estate.graph.parts.get(balancer)
            if part is None:
                continue
            for name, value in group.properties.items():
                part.properties.setdefault(name, value)
            for target in dict.fromkeys(group.targets):
                estate.graph.relate(balancer, target)
        if not group.balancers and group.targets:
            names = ", ".join(estate.graph.parts[t].name for t in group.targets[:3])
            sentence = f"No listener here forwards to the target group of {names}."
            estate.graph.skipped(sentence, *group.targets, place=key)


def _admit(estate: Estate) -> None:
    """Link what is in one security group with what is in the group that admits it."""
    holders: dict[Key, list[Part]] = {}
    for key, groups in estate.secured.items():
        for group in groups:
            if key in estate.graph.parts:
                holders.setdefault(group, []).append(estate.graph.parts[key])
    linked = {source for source, _, _ in estate.graph.relations}
    for rule in estate.admissions:
        if rule.source == rule.target or _is_administration(rule):
            continue
        pairs = [
            (source, target)
            for source in holders.get(rule.source, ())
            for target in holders.get(rule.target, ())
        ]
        for source, target in pairs[:_MOST_PAIRS]:
            _admit_one(estate, rule, source, target, linked)


def _admit_one(
    estate: Estate, rule: Admission, source: Part, target: Part, linked: set[Key]
) -> None:
    roles = catalog()[source.service].role, catalog()[target.service].role
    if roles[0] not in _ASKING or roles[1] not in _ANSWERING or source.key == target.key:
        return
    if roles[0] is Role.BALANCER and (source.key in linked or roles[1] is Role.BALANCER):
        return
    if (target.key, source.key, LinkKind.REQUEST) in estate.graph.relations:
        return
    if (source.key, target.key, LinkKind.REQUEST) in estate.graph.relations:
        return
    relation = estate.graph.relate(source.key, target.key)
    if relation is not None:
        sentence = f"{source.name} asks {target.name}: the security group of one admits the other."
        estate.graph.inferred(sentence, relation.key, place=rule.place)


def _is_administration(rule: Admission) -> bool:
    return rule.ports is not None and rule.ports[0] == rule.ports[1] in _ADMINISTRATION


def _lead_out(estate: Estate) -> None:
    """Link compute with the NAT gateways that its subnets' default routes lead to."""
    for key, standing in estate.standings.items():
        part = estate.graph.parts.get(key)
        if part is None or not is_compute(part):
            continue
        subnets = [estate.subnets[name] for name in standing.subnets if name in estate.subnets]
        icons = [icon for icon, group in estate.fleets.items() if group == key]
        placed = {icon: estate.graph.parts[icon].parent for icon in icons}
        for subnet in subnets:
            sources = [icon for icon, place in placed.items() if place == subnet.key]
            for via in _ways_out(estate, subnet):
                for source in sources or [key]:
                    estate.graph.relate(source, via, role=LinkRole.OPTIONAL)


def _ways_out(estate: Estate, subnet: Subnet) -> list[Key]:
    table = subnet.table or estate.main_tables.get(subnet.vpc or "")
    return [
        via
        for via in estate.routes.get(table or "", ())
        if via in estate.graph.parts
        and estate.graph.parts[via].service != "igw"
        and estate.graph.parts[via].kind is Kind.RESOURCE
    ]
