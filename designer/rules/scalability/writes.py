"""Whether the one writer of a database keeps up, with the writes and with the connections."""

from collections.abc import Iterable
from math import ceil

from designer.analysis.facts import Facts
from designer.catalog.service import ReplicaModel, Role
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.links import LinkKind
from designer.rules.phrasing import name, names
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet

_ONE_WRITER = frozenset({ReplicaModel.STANDBY, ReplicaModel.CLUSTER})
_FUNCTION, _PROXY = "lambda", "rds-proxy"
_POOLED = ("rds", "aurora")


def _writes(facts: Facts) -> Iterable[Judgement]:
    for tier in facts.capacity.tiers:
        row = facts.services.of(tier.id)
        writer = row.role is Role.STORE and row.failure.replicas in _ONE_WRITER
        if not writer or tier.demand_rps is None or not tier.unit_rps:
            continue
        carries = tier.unit_rps * (facts.services.count(tier.id, "shards") or 1)
        share = facts.services.number(tier.id, "write_share")
        writes = tier.demand_rps * (1.0 if share is None else share / 100)
        if writes <= carries:
            yield Judgement(verdict=Verdict.PASS, elements=(tier.id,))
            continue
        known = share is not None and not tier.unit_assumed
        what = "" if share is not None else ", if all of it are writes; their share is not stated"
        guess = " (assumed)" if tier.unit_assumed else ""
        yield Judgement(
            verdict=Verdict.FAIL if known else Verdict.UNKNOWN,
            elements=(tier.id,),
            sentence=f"The one writer of {name(facts.topology, tier.id)} takes {carries:,.0f} "
            f"requests a second{guess}; the peak brings {writes:,.0f}{what}.",
        )


def _split(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    for tier in facts.capacity.tiers:
        able = facts.services.of(tier.id).property("shards") is not None
        if tier.id not in finding.elements or not able or not tier.unit_rps or not tier.demand_rps:
            continue
        shards = ceil(tier.demand_rps / tier.unit_rps)
        title = f"Split {name(diagram.topology, tier.id)} into {shards} shards"
        yield one_step(title, SetProperty(ids=frozenset({tier.id}), key="shards", value=shards))


def _pooled(facts: Facts) -> Iterable[Judgement]:
    topology = facts.topology
    for store in topology.of_service(*_POOLED):
        asking = [
            topology.elements[link.source] for link in topology.incoming(store.id, LinkKind.REQUEST)
        ]
        direct = [element.id for element in asking if element.service == _FUNCTION]
        if direct:
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(store.id, *dict.fromkeys(direct)),
                sentence=f"Every execution of {names(topology, dict.fromkeys(direct))} opens a "
                f"connection of its own to {name(topology, store.id)}, which has some hundreds.",
            )
        elif any(element.service == _PROXY for element in asking):
            yield Judgement(verdict=Verdict.PASS, elements=(store.id,))


RULES = (
    Rule(
        id="SC-12",
        tenet=Tenet.SCALABILITY,
        title="One writer keeps up with the writes",
        severity=Severity.MEDIUM,
        asks="Does the machine that takes a database's writes carry those of the peak?",
        why="Readers and caches take reads away; every write still goes to the one writer, and "
        "only splitting the data or a bigger machine helps that.",
        advice="Split the data into shards, move what is written most into DynamoDB, or put a "
        "queue before the writes.",
        limits="Asked only when the peak is stated. Without the share of writes all requests "
        "could be writes, and the question stays open.",
        sources=(
            Source("Well-Architected, Performance: use purpose-built data stores", "PERF03-BP01"),
            Source("The tenet's own text: can it grow horizontally?"),
        ),
        check=_writes,
        fixes=_split,
    ),
    Rule(
        id="SC-13",
        tenet=Tenet.SCALABILITY,
        title="Functions share the connections of a database",
        severity=Severity.MEDIUM,
        asks="Does a proxy stand between functions and their relational database?",
        why="A thousand executions open a thousand connections; the database refuses them long "
        "before its processors are busy.",
        advice="Let the functions ask RDS Proxy, which keeps a pool of connections.",
        limits="Functions that use Aurora's Data API need no connections; accept the finding.",
        sources=(Source("RDS User Guide: RDS Proxy", "rds-proxy"),),
        check=_pooled,
    ),
)
