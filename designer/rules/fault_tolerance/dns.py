"""Whether DNS leads users to what still works, completely and soon."""

from collections.abc import Iterable, Iterator

from designer.analysis.facts import Facts
from designer.catalog.placement import may_link
from designer.edit.edits import AddLink, SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element
from designer.model.ids import ElementId, IdSource
from designer.model.links import Link, LinkKind, LinkRole
from designer.rules.phrasing import name, names, span
from designer.rules.rule import Finding, Fix, Judgement, Option, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step, state
from designer.rules.tenets import Tenet

# Trusted Advisor's threshold for records that fail over.
LONGEST_TTL_S = 60.0
_DNS = "route53"


def _alternatives(facts: Facts, dns: Element) -> tuple[ElementId, ...]:
    """Return the first targets of ``dns`` that stand in for each other; empty without any."""
    for choice in facts.grouping.choices(dns.id):
        if 0 < choice.needed < len(choice.units):
            return choice.units
    return ()


def _pairs(facts: Facts) -> Iterable[Judgement]:
    for element in facts.topology.of_service(_DNS):
        if element.properties.get("routing_policy") != "failover":
            continue
        if len({target.unit for target in facts.wiring.requests.get(element.id, ())}) >= 2:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
            continue
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=(element.id,),
            sentence=f"{name(facts.topology, element.id)} routes by failover, but has no second "
            "record to fail over to.",
        )


def _second_record(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    """Offer a standby record for what is like the only target and stands somewhere else."""
    facts, topology = Facts(diagram.topology, diagram.workload), diagram.topology
    for key in finding.elements:
        dns = topology.elements.get(ElementId(key))
        asked = () if dns is None else topology.outgoing(dns.id, LinkKind.REQUEST)
        if len({link.target for link in asked}) > 1:
            continue
        for link in asked[:1]:
            for other in _elsewhere(facts, link.target):
                if dns is None or may_link(dns, topology.elements[other], LinkKind.REQUEST):
                    continue
                ids = IdSource({*topology.elements, *topology.links})
                new = Link(id=ids.link(), source=dns.id, target=other, role=LinkRole.STANDBY)
                yield one_step(
                    f"Let {name(topology, other)} be the second record", AddLink(link=new)
                )
                return


def _elsewhere(facts: Facts, target: ElementId) -> Iterator[ElementId]:
    own = facts.topology.elements[target]
    for other in facts.topology.of_service(own.service):
        if other.id != target and facts.locations.anchor(other.id) != facts.locations.anchor(
            target
        ):
            yield other.id


def _policy(facts: Facts) -> Iterable[Judgement]:
    for element in facts.topology.of_service(_DNS):
        targets = _alternatives(facts, element)
        if not targets:
            continue
        stated = element.properties.get("routing_policy")
        if stated is not None and stated != "simple":
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
            continue
        called, of = name(facts.topology, element.id), names(facts.topology, targets)
        told = "answers with all of" if stated else "is not stated to choose between"
        yield Judgement(
            verdict=Verdict.UNKNOWN if stated is None else Verdict.FAIL,
            elements=(element.id,),
            sentence=f"{called} {told} {of}; a simple record names every target, also one that "
            "is down.",
            scenario=f"{name(facts.topology, targets[0])} fails.",
        )


def _choose(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    topology = diagram.topology
    for key in finding.elements:
        element = topology.elements.get(ElementId(key))
        if element is None or element.properties.get("routing_policy") not in (None, "simple"):
            continue
        ids, called = frozenset({element.id}), name(topology, element.id)
        probes = SetProperty(ids=ids, key="health_checks", value=True)
        for value, title, option in (
            (
                "failover",
                f"Let {called} fail over from one target to the other",
                Option.LEAST_CHANGE,
            ),
            ("latency", f"Let {called} lead each user to the nearest target", Option.BEST_RECOVERY),
        ):
            policy = SetProperty(ids=ids, key="routing_policy", value=value)
            yield one_step(title, (policy, probes), option)


def _soon(facts: Facts) -> Iterable[Judgement]:
    for element in facts.topology.of_service(_DNS):
        fails_over = element.properties.get("routing_policy") == "failover"
        probed = element.properties.get("health_checks") is True
        if not (fails_over or (probed and _alternatives(facts, element))):
            continue
        called = name(facts.topology, element.id)
        ttl_s = element.properties.get("ttl_s")
        if not isinstance(ttl_s, int | float):
            yield Judgement(
                verdict=Verdict.UNKNOWN,
                elements=(element.id,),
                sentence=f"How long resolvers keep the answers of {called} is not stated; as "
                "often made, it is five minutes after every failover.",
            )
        elif ttl_s > LONGEST_TTL_S:
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(element.id,),
                sentence=f"Resolvers keep the answers of {called} for {span(ttl_s)}, and send "
                "users to what has failed for as long.",
            )
        else:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))


RULES = (
    Rule(
        id="FT-16",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Failover records have a second one",
        severity=Severity.HIGH,
        asks="Does every failover record have a primary and a secondary target?",
        why="A failover without a place to go is a failure with another name.",
        advice="Give the record a second target, at best in another Region.",
        limits="Targets are read from the links drawn from the DNS.",
        sources=(Source("Trusted Advisor: Route 53 Failover Resource Record Sets", "b73EEdD790"),),
        check=_pairs,
        fixes=_second_record,
    ),
    Rule(
        id="FT-17",
        tenet=Tenet.FAULT_TOLERANCE,
        title="DNS has a failover strategy",
        severity=Severity.MEDIUM,
        asks="Does DNS choose between alternatives by a policy that can leave one out?",
        why="Simple records carry no health checks: every resolver gets all targets, the dead one "
        "too.",
        advice="Route by failover, weight, latency or place, each with health checks.",
        limits="Asked only where DNS leads to targets that stand in for each other.",
        sources=(
            Source("The tenet's own text: is there a failover strategy?"),
            Source("Route 53 Developer Guide: choosing a routing policy", "routing-policy"),
        ),
        check=_policy,
        fixes=_choose,
    ),
    Rule(
        id="FT-18",
        tenet=Tenet.FAULT_TOLERANCE,
        title="DNS answers are forgotten within a minute",
        severity=Severity.LOW,
        asks="Is the time to live of records that fail over a minute at most?",
        why="What a resolver remembers is where users go, whatever the health check says.",
        advice="Set the time to live of failover records to 60 seconds, or use alias records.",
        limits="Alias records have 60 seconds by themselves; state them as such.",
        sources=(Source("Trusted Advisor: Route 53 High TTL Resource Record Sets", "C056F80cR3"),),
        check=_soon,
        fixes=state("Let resolvers forget the answers of {name} after a minute", "ttl_s", 60.0),
    ),
)
