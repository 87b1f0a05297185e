"""Whether databases, which grow hardest, are relieved or grow by themselves."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.links import LinkKind
from designer.rules.phrasing import name
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import is_true, judge_statement, one_step, state
from designer.rules.tenets import Tenet

_READERS = ("read_replicas", "replicas")


def _relief(facts: Facts) -> Iterable[Judgement]:
    for tier in facts.capacity.tiers:
        element = facts.topology.elements[ElementId(tier.id)]
        row = catalog().get(element.service)
        if row is None or row.role is not Role.STORE or tier.managed:
            continue
        if not any(row.property(key) is not None for key in _READERS):
            continue
        if is_relieved(facts, ElementId(tier.id)):
            yield Judgement(verdict=Verdict.PASS, elements=(tier.id,))
            continue
        stated = any(key in element.properties for key in _READERS)
        yield Judgement(
            verdict=Verdict.FAIL if stated else Verdict.UNKNOWN,
            elements=(tier.id,),
            sentence=f"{tier.name} takes every read and write itself: no read replica, cache or "
            "queue relieves it.",
        )


def is_relieved(facts: Facts, store: ElementId) -> bool:
    """Tell whether a read replica, a cache or a queue takes load off ``store``."""
    topology, rows = facts.topology, catalog()
    element = topology.elements[store]
    row = rows[element.service]
    for key in _READERS:
        value = row.value(element, key)
        if isinstance(value, int) and value > 0:
            return True
    if topology.outgoing(store, LinkKind.REPLICATION):
        return True
    for link in topology.incoming(store):
        asks = rows.get(topology.elements[link.source].service)
        if asks is not None and asks.role in (Role.CACHE, Role.BUFFER):
            return True
        beside = (topology.elements[x.target] for x in topology.outgoing(link.source))
        if any((r := rows.get(e.service)) is not None and r.role is Role.CACHE for e in beside):
            return True
    return False


def _reader(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    for element_id in finding.elements:
        element = diagram.topology.elements[ElementId(element_id)]
        row = catalog()[element.service]
        for key in _READERS:
            if row.property(key) is not None:
                title = f"Give {name(diagram.topology, element.id)} a replica for reads"
                yield one_step(title, SetProperty(ids=frozenset({element.id}), key=key, value=1))
                break


RULES = (
    Rule(
        id="SC-04",
        tenet=Tenet.SCALABILITY,
        title="Databases are relieved of reads",
        severity=Severity.MEDIUM,
        asks="Does a read replica, a cache or a queue take load off every database?",
        why="Servers multiply; the one database behind them does not.",
        advice="Send reads to a replica, put a cache beside it, or a queue before the writes.",
        limits="A store that partitions by itself, such as DynamoDB, is not asked.",
        sources=(Source("Well-Architected, Performance PERF03: data management", "PERF03-BP04"),),
        check=_relief,
        fixes=_reader,
    ),
    Rule(
        id="SC-05",
        tenet=Tenet.SCALABILITY,
        title="Storage grows before it is full",
        severity=Severity.LOW,
        asks="Does database storage grow by itself?",
        why="A full disk stops a database as surely as a lost one.",
        advice="Turn storage autoscaling on with a maximum you can pay for.",
        limits="Storage that cannot fill up in the life of the design needs none.",
        sources=(Source("Trusted Advisor: RDS storage autoscaling is turned off", "c1qf5bt013"),),
        check=lambda facts: judge_statement(
            facts, "storage_autoscaling", is_true, "stops when its disk is full"
        ),
        fixes=state("Let {name}'s storage grow by itself", "storage_autoscaling", True),
    ),
)
