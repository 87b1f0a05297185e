"""Whether the quotas of services that scale by themselves let the peak through."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from designer.analysis.facts import Facts
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.rules.phrasing import name, names
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step, state
from designer.rules.tenets import Tenet

_FUNCTION, _QUEUE = "lambda", "sqs"
_SHORTEST_S = 0.1  # Lambda Developer Guide: one environment takes ten requests a second at most
_FIFO_RPS = 300.0  # SQS Developer Guide, quotas: API calls a second, without batches
_FIFO_BATCHED = 10.0


@dataclass(frozen=True, slots=True)
class _Busy:
    """Environments of one function that are busy at peak: at least, at most."""

    function: ElementId
    least: float
    most: float

    @property
    def is_told(self) -> bool:
        return self.least == self.most


def _busy(facts: Facts) -> Iterator[_Busy]:
    for element in facts.topology.of_service(_FUNCTION):
        demand = facts.demand.at_peak(element.id)
        if not demand:
            continue
        stated = facts.services.number(element.id, "duration_s")
        longest = facts.services.number(element.id, "timeout_s") or _SHORTEST_S
        least = _SHORTEST_S if stated is None else max(stated, _SHORTEST_S)
        most = max(least, longest if stated is None else least)
        yield _Busy(element.id, demand * least, demand * most)


def _by_region(facts: Facts) -> dict[str, list[_Busy]]:
    found: dict[str, list[_Busy]] = {}
    for busy in _busy(facts):
        found.setdefault(facts.locations.region_of(busy.function) or "", []).append(busy)
    return found


def _quota(facts: Facts, region: list[_Busy]) -> int:
    """Return the account's quota in a Region: what any function there states, else AWS's own."""
    functions = [busy.function for busy in region]
    stated = [f for f in functions if facts.services.is_stated(f, "concurrency")]
    return min(facts.services.count(f, "concurrency") or 0 for f in stated or functions)


def _concurrency(facts: Facts) -> Iterable[Judgement]:
    for region in _by_region(facts).values():
        quota = _quota(facts, region)
        ids = tuple(busy.function for busy in region)
        called = names(facts.topology, ids)
        least, most = sum(b.least for b in region), sum(b.most for b in region)
        if most <= quota:
            yield Judgement(verdict=Verdict.PASS, elements=ids)
        elif least > quota:
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=ids,
                sentence=f"The peak keeps {ceil(least):,} executions of {called} busy at once; "
                f"the account's quota is {quota:,}.",
            )
        else:
            silent = tuple(busy.function for busy in region if not busy.is_told)
            yield Judgement(
                verdict=Verdict.UNKNOWN,
                elements=silent,
                sentence=f"How long {names(facts.topology, silent)} takes on average is not "
                f"stated; if as long as its timeout allows, the peak keeps {ceil(most):,} "
                f"executions busy at once, and the account's quota is {quota:,}.",
            )


def _raise_quota(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    for region in _by_region(facts).values():
        ids = frozenset(busy.function for busy in region)
        if ids.isdisjoint(finding.elements):
            continue
        wanted = ceil(sum(busy.most for busy in region) * 1.2 / 1000) * 1000
        title = f"Have the quota of executions raised to {wanted:,}"
        yield one_step(title, SetProperty(ids=ids, key="concurrency", value=wanted))


def _fifo(facts: Facts) -> Iterable[Judgement]:
    for queue in facts.topology.of_service(_QUEUE):
        demand = facts.demand.at_peak(queue.id)
        if queue.properties.get("queue_type") != "fifo" or demand is None:
            continue
        called = name(facts.topology, queue.id)
        if facts.services.is_on(queue.id, "high_throughput") or demand <= _FIFO_RPS:
            yield Judgement(verdict=Verdict.PASS, elements=(queue.id,))
            continue
        certain = demand > _FIFO_RPS * _FIFO_BATCHED
        batches = "even in batches of ten" if certain else "unless they come in batches"
        yield Judgement(
            verdict=Verdict.FAIL if certain else Verdict.UNKNOWN,
            elements=(queue.id,),
            sentence=f"{called} keeps the order and takes {_FIFO_RPS:,.0f} messages a second; the "
            f"peak brings {demand:,.0f}, which is too many {batches}.",
        )


RULES = (
    Rule(
        id="SC-08",
        tenet=Tenet.SCALABILITY,
        title="The quota of executions lets the peak through",
        severity=Severity.HIGH,
        asks="Is the account's quota of concurrent executions above what the peak keeps busy?",
        why="All functions of an account share one quota in a Region; past it every one of them "
        "is refused, also those that others need.",
        advice="State the average duration, shorten it, or have the quota raised beforehand.",
        limits="Executions at once are requests a second times their average duration. Functions "
        "that are not drawn use the same quota.",
        sources=(
            Source("Lambda Developer Guide: function scaling", "lambda-concurrency"),
            Source(
                "Well-Architected, Reliability: aware of service quotas and constraints",
                "REL01-BP01",
            ),
        ),
        check=_concurrency,
        fixes=_raise_quota,
    ),
    Rule(
        id="SC-09",
        tenet=Tenet.SCALABILITY,
        title="Ordered queues take the peak",
        severity=Severity.MEDIUM,
        asks="Does every FIFO queue take as many messages as the peak brings?",
        why="A queue that keeps the order has a narrow quota; past it the senders are refused.",
        advice="Turn high throughput on, send in batches, or use a standard queue where the order "
        "does not matter.",
        limits="High throughput orders within each message group only, which is rarely drawn.",
        sources=(Source("SQS Developer Guide: message quotas", "quotas-messages"),),
        check=_fifo,
        fixes=state("Turn high throughput on for {name}", "high_throughput", True),
    ),
)
