"""Whether a failure, once it strikes, is noticed and answered without people."""

from collections.abc import Callable, Iterable

from designer.analysis.facts import Facts
from designer.catalog.service import Role, Service
from designer.model.elements import Element
from designer.model.links import LinkKind, LinkRole
from designer.rules.phrasing import name
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import having, is_true, judge_statement, state
from designer.rules.tenets import Tenet


def _has_copies(element: Element, service: Service) -> bool:
    counted = service.failure.count_property
    found = service.value(element, counted) if counted else None
    return isinstance(found, int) and found > 0


def _dns(facts: Facts) -> Iterable[Judgement]:
    for element, service in having(facts.topology, "health_checks"):
        if service.role not in (Role.DNS, Role.EDGE):
            continue
        links = facts.topology.outgoing(element.id)
        if len(links) < 2 and not any(link.role is LinkRole.STANDBY for link in links):
            continue
        called = name(facts.topology, element.id)
        stated = element.properties.get("health_checks")
        if stated is True:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
        else:
            told = "is not stated to probe" if stated is None else "does not probe"
            yield Judgement(
                verdict=Verdict.UNKNOWN if stated is None else Verdict.FAIL,
                elements=(element.id,),
                sentence=f"{called} {told} its targets, so it goes on sending users to one that "
                "is down.",
            )


def _takes_work(facts: Facts) -> Callable[[Element, Service], bool]:
    """Tell who takes work that nobody waits for: buffers, and targets of asynchronous links."""

    def takes(element: Element, service: Service) -> bool:
        if service.role is Role.BUFFER:
            return True
        return bool(facts.topology.incoming(element.id, LinkKind.ASYNC))

    return takes


RULES = (
    Rule(
        id="FT-05",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Copies take over by themselves",
        severity=Severity.HIGH,
        asks="Is a standby promoted without people?",
        why="A copy that waits for somebody to wake up is a backup, not a failover.",
        advice="Turn automatic failover on.",
        limits="Only failover that the service itself offers is seen.",
        sources=(Source("Trusted Advisor: ElastiCache Multi-AZ clusters", "ECHdfsQ402"),),
        check=lambda facts: judge_statement(
            facts,
            "automatic_failover",
            is_true,
            "has copies that wait for people to promote them",
            where=_has_copies,
        ),
        fixes=state("Turn automatic failover on for {name}", "automatic_failover", True),
    ),
    Rule(
        id="FT-06",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Routing leaves out what is down",
        severity=Severity.MEDIUM,
        asks="Does DNS or the accelerator probe the targets it chooses between?",
        why="A record without a health check sends users to a dead end until somebody edits it.",
        advice="Attach health checks to failover, weighted and latency records.",
        limits="Alias records that evaluate their target's health count as health checks.",
        sources=(
            Source("Route 53 Developer Guide: DNS failover", "dns-failover"),
            Source("Trusted Advisor: Route 53 Deleted Health Checks", "Cb877eB72b"),
        ),
        check=_dns,
        fixes=state("Let {name} probe its targets", "health_checks", True),
    ),
    Rule(
        id="FT-07",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Work that fails is set aside",
        severity=Severity.LOW,
        asks="Do queues and asynchronous functions have a dead-letter queue?",
        why="One message that cannot be processed blocks the others or is lost without a trace.",
        advice="Give the queue or function a dead-letter queue and an alarm on its length.",
        limits="An on-failure destination serves as well; state it as a dead-letter queue.",
        sources=(
            Source(
                "Trusted Advisor: AWS Lambda functions without a dead-letter queue", "c18d2gz182"
            ),
            Source("Trusted Advisor: AWS Lambda On Failure Event Destinations", "c1dfprch05"),
        ),
        check=lambda facts: judge_statement(
            facts,
            "dead_letter_queue",
            is_true,
            "loses or repeats for ever what it cannot process",
            where=_takes_work(facts),
        ),
        fixes=state("Give {name} a dead-letter queue", "dead_letter_queue", True),
    ),
)
