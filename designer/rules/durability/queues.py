"""Whether what failed is kept longer than what waits."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.model.elements import Element
from designer.model.links import LinkKind
from designer.model.topology import Topology
from designer.rules.phrasing import name, span
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import state
from designer.rules.tenets import Tenet

_QUEUE = "sqs"
_LONGEST_DAYS = 14
_DAY_S = 86400.0


def _set_aside(topology: Topology, queue: Element) -> Iterable[Element]:
    """Yield the queues drawn as the dead-letter queue of ``queue``."""
    for link in topology.outgoing(queue.id, LinkKind.ASYNC):
        target = topology.elements[link.target]
        if target.service == _QUEUE and target.id != queue.id:
            yield target


def _days(queue: Element) -> float:
    value = catalog()[_QUEUE].value(queue, "retention_days")
    return float(value) if isinstance(value, int | float) else 0.0


def _kept(facts: Facts) -> Iterable[Judgement]:
    topology = facts.topology
    for queue in topology.of_service(_QUEUE):
        for aside in _set_aside(topology, queue):
            days = _days(aside)
            if days > _days(queue) or days >= _LONGEST_DAYS:
                yield Judgement(verdict=Verdict.PASS, elements=(aside.id,))
                continue
            stated = "retention_days" in aside.properties
            told = "" if stated else ", as AWS leaves it"
            yield Judgement(
                verdict=Verdict.FAIL if stated else Verdict.UNKNOWN,
                elements=(aside.id,),
                sentence=f"{name(topology, aside.id)} keeps what failed for {span(days * _DAY_S)}"
                f"{told}, counted from when it entered {name(topology, queue.id)}, which keeps it "
                f"as long; it may be gone before anybody has looked.",
            )


RULES = (
    Rule(
        id="DU-15",
        tenet=Tenet.DURABILITY,
        title="Dead letters are kept longer than the queue's own",
        severity=Severity.LOW,
        asks="Does every dead-letter queue keep messages longer than the queue it serves?",
        why="A message's age goes on counting when it is moved: one that waited three days in a "
        "queue of four has a single day left among the dead letters.",
        advice="Keep dead letters for 14 days, the longest that SQS offers.",
        limits="A queue that another queue leads to is taken to be its dead-letter queue.",
        sources=(
            Source(
                "SQS Developer Guide: dead-letter queues, message retention",
                "sqs-dead-letter-queues",
            ),
        ),
        check=_kept,
        fixes=state("Keep dead letters in {name} for 14 days", "retention_days", _LONGEST_DAYS),
    ),
)
