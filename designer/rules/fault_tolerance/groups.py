"""Whether a scaling group replaces what is sick, and can."""

import ipaddress
from collections.abc import Callable, Iterable

from designer.analysis.facts import Facts
from designer.catalog.service import Role, Service
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.rules.phrasing import count, name, names
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import having, is_true, judge_statement, state
from designer.rules.tenets import Tenet

_KEPT_BY_AWS = 5  # VPC User Guide: the first four addresses of a subnet and the last


def _balanced(facts: Facts) -> set[ElementId]:
    """Return the units that a load balancer sends to."""
    return {
        target.unit
        for source, targets in facts.wiring.requests.items()
        if facts.services.of(source).role is Role.BALANCER
        for target in targets
    }


def _probed(facts: Facts) -> Iterable[Judgement]:
    behind = _balanced(facts)
    return judge_statement(
        facts,
        "health_check",
        lambda value: value == "elb",
        "replaces an instance only when its host fails, not when the application does",
        where=lambda element, _service: element.id in behind,
    )


def _whose_balancer(facts: Facts) -> Iterable[Judgement]:
    behind = _balanced(facts)
    for element, _service in having(facts.topology, "health_check"):
        if element.properties.get("health_check") != "elb":
            continue
        if element.id in behind:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
            continue
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=(element.id,),
            sentence=f"{name(facts.topology, element.id)} goes by the health check of a load "
            "balancer, and none sends to it: nothing tells it which instance is sick.",
        )


def _uses_spot(facts: Facts) -> Callable[[Element, Service], bool]:
    def uses(element: Element, service: Service) -> bool:
        share = service.value(element, "spot_share")
        if isinstance(share, int | float) and share > 0:
            return True
        members = facts.topology.members(element.id)
        return any(facts.topology.elements[i].service == "spot" for i in members)

    return uses


def _free(subnet: Element) -> int | None:
    """Return how many addresses ``subnet`` has for instances; None when it does not tell."""
    stated = subnet.properties.get("free_addresses")
    if isinstance(stated, int):
        return stated
    block = subnet.properties.get("cidr")
    try:
        network = ipaddress.IPv4Network(str(block).strip(), strict=False) if block else None
    except ValueError:
        return None
    return None if network is None else max(0, network.num_addresses - _KEPT_BY_AWS)


def _addresses(facts: Facts) -> Iterable[Judgement]:
    topology = facts.topology
    for element in topology.of_kind(Kind.SCALING_GROUP):
        most = facts.services.count(element.id, "maximum")
        around = (
            topology.around(i, Kind.SUBNET) for i in (element.id, *topology.members(element.id))
        )
        subnets = {subnet.id: subnet for subnet in around if subnet is not None}
        free = [_free(subnet) for subnet in subnets.values()]
        told = [number for number in free if number is not None]
        if most is None or not told or len(told) < len(free):
            continue
        if sum(told) >= most:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
            continue
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=(element.id, *subnets),
            sentence=f"{name(topology, element.id)} may grow to {count(most, 'instance')}, but "
            f"{names(topology, subnets)} {'has' if len(subnets) == 1 else 'have'} only "
            f"{count(sum(told), 'address', 'addresses')} left for them.",
        )


RULES = (
    Rule(
        id="FT-04",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Groups replace what the load balancer finds sick",
        severity=Severity.MEDIUM,
        asks="Does every scaling group behind a load balancer use its health check?",
        why="A host that runs while its application hangs looks healthy to EC2 for ever.",
        advice="Set the group's health check type to ELB.",
        limits="Groups that stand behind no load balancer cannot use its health check and are not "
        "asked.",
        sources=(
            Source("Trusted Advisor: Auto Scaling group without ELB health check", "c18d2gz104"),
            Source("Trusted Advisor: Auto Scaling Group Health Check", "CLOG40CDO8"),
            Source("AWS Config", "autoscaling-group-elb-healthcheck-required"),
        ),
        check=_probed,
        fixes=state("Let {name} use the load balancer's health check", "health_check", "elb"),
    ),
    Rule(
        id="FT-11",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Groups answer the warning before a Spot instance is taken",
        severity=Severity.MEDIUM,
        asks="Does every group with Spot instances start a replacement when AWS warns?",
        why="Two minutes after the notice the instance is gone; a replacement started only then "
        "comes too late.",
        advice="Turn capacity rebalancing on.",
        limits="Asked only of groups with Spot instances, drawn or stated as a share.",
        sources=(
            Source("Trusted Advisor: Auto Scaling group Capacity Rebalancing", "c18d2gz103"),
            Source("AWS Config", "autoscaling-capacity-rebalancing"),
        ),
        check=lambda facts: judge_statement(
            facts,
            "capacity_rebalancing",
            is_true,
            "waits until a Spot instance is taken away before it starts another",
            where=_uses_spot(facts),
        ),
        fixes=state("Let {name} rebalance its capacity", "capacity_rebalancing", True),
    ),
    Rule(
        id="FT-12",
        tenet=Tenet.FAULT_TOLERANCE,
        title="A group's load balancer is there",
        severity=Severity.MEDIUM,
        asks="Does a load balancer send to every group that goes by its health check?",
        why="A group that points at a balancer which is gone neither gets requests nor learns "
        "which instance is sick.",
        advice="Draw the balancer before the group, or let the group go by its hosts' status.",
        limits="Whether images and launch templates still exist is not drawn.",
        sources=(
            Source("Trusted Advisor: Auto Scaling Group Resources", "8CNsSllI5v"),
            Source("Trusted Advisor: Auto Scaling Group Health Check", "CLOG40CDO8"),
        ),
        check=_whose_balancer,
        fixes=state("Let {name} go by its hosts' status", "health_check", "ec2"),
    ),
    Rule(
        id="FT-13",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Subnets have addresses for the whole group",
        severity=Severity.MEDIUM,
        asks="Do a group's subnets have an address for every instance it may start?",
        why="A replacement that gets no address is not started, and the group stays as small as "
        "the failure left it.",
        advice="Give the group larger subnets, or more of them.",
        limits="Asked only where the drawing states the subnets' blocks or free addresses; what "
        "else stands in them is not counted.",
        sources=(Source("Trusted Advisor: Auto Scaling available IPs in Subnets", "Cjxm268ch1"),),
        check=_addresses,
    ),
)
