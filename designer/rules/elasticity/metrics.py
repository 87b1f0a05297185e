"""Whether scaling follows a metric that tells how many instances are needed, and soon."""

import re
from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.model.elements import Element
from designer.model.ids import ElementId
from designer.rules.elasticity.fleets import following, is_fed_by_queue
from designer.rules.phrasing import agreed, name, names
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import is_true, judge_together, state
from designer.rules.tenets import Tenet

_METRIC, _DETAILED = "scaling_metric", "detailed_monitoring"
# EC2 Auto Scaling User Guide, "Choose metrics": these do not move in proportion to the capacity.
_UNFIT = re.compile(
    r"requestcount$|requests?$|latency|responsetime|messagesvisible$|queue(length|depth|size)$"
    r"|memoryfree|status"
)
_PER_INSTANCE = re.compile(r"backlog|(messages?|queue\w*)(foreach|per|each)\w+")
_OF_MACHINES = re.compile(r"cpu|network|disk")
_CPU, _BACKLOG = "CPU", "Queue backlog for each instance"


def _plain(element: Element) -> str:
    """Return the metric without spaces and signs; "" when none is stated or usual."""
    value = catalog()[element.service].value(element, _METRIC)
    return re.sub(r"[^a-z]", "", value.casefold()) if isinstance(value, str) else ""


def _fit(facts: Facts) -> Iterable[Judgement]:
    silent: list[ElementId] = []
    for fleet in following(facts, _METRIC):
        if is_fed_by_queue(facts, fleet.id):
            continue
        metric = _plain(fleet)
        if not metric:
            silent.append(fleet.id)
        elif _UNFIT.search(metric):
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(fleet.id,),
                sentence=f"{name(facts.topology, fleet.id)} scales on "
                f"“{fleet.properties.get(_METRIC)}”, which does not fall when instances are "
                "added in proportion.",
            )
        else:
            yield Judgement(verdict=Verdict.PASS, elements=(fleet.id,))
    if silent:
        yield Judgement(
            verdict=Verdict.UNKNOWN,
            elements=tuple(silent),
            subject="not-stated",
            sentence=f"The metric that {names(facts.topology, silent)} "
            f"{agreed(len(silent), 'scales', 'scale')} on is not stated.",
        )


def _backlog(facts: Facts) -> Iterable[Judgement]:
    for fleet in following(facts, _METRIC):
        if not is_fed_by_queue(facts, fleet.id):
            continue
        metric = _plain(fleet)
        if _PER_INSTANCE.search(metric):
            yield Judgement(verdict=Verdict.PASS, elements=(fleet.id,))
            continue
        called = name(facts.topology, fleet.id)
        told = f"scales on “{fleet.properties.get(_METRIC)}”" if metric else "does not say on what"
        yield Judgement(
            verdict=Verdict.FAIL if metric else Verdict.UNKNOWN,
            elements=(fleet.id,),
            sentence=f"{called} works off a queue and {told}; only the backlog for each instance "
            "tells how many are needed.",
        )


def _soon(facts: Facts) -> Iterable[Judgement]:
    told = [f for f in following(facts, _DETAILED) if _OF_MACHINES.search(_plain(f))]
    yield from judge_together(
        facts,
        told,
        _DETAILED,
        is_true,
        "hears of its load every five minutes only",
        "as AWS leaves it, the metrics of its machines come every five minutes",
    )


RULES = (
    Rule(
        id="EL-06",
        tenet=Tenet.ELASTICITY,
        title="The metric falls when instances are added",
        severity=Severity.LOW,
        asks="Does each policy follow a metric that is halved by twice as many instances?",
        why="A policy that tracks the latency or the load balancer's sum of requests adds "
        "instances that do not move the metric, until the maximum is reached.",
        advice="Track the CPU, or the requests for each target.",
        limits="The metric is read by its name; one of your own is believed.",
        sources=(
            Source(
                "EC2 Auto Scaling User Guide: target tracking, choose metrics",
                "as-scaling-target-tracking",
            ),
        ),
        check=_fit,
        fixes=state("Scale {name} on the CPU", _METRIC, _CPU),
    ),
    Rule(
        id="EL-07",
        tenet=Tenet.ELASTICITY,
        title="Workers follow their queue",
        severity=Severity.MEDIUM,
        asks="Do fleets that work off a queue scale on its backlog for each instance?",
        why="Workers are busy whether ten messages wait or ten million; the CPU does not tell.",
        advice="Divide the messages that wait by the instances, and track that number.",
        limits="The metric is read by its name.",
        sources=(
            Source("EC2 Auto Scaling User Guide: scaling based on SQS", "as-using-sqs-queue"),
        ),
        check=_backlog,
        fixes=state("Scale {name} on the backlog for each instance", _METRIC, _BACKLOG),
    ),
    Rule(
        id="EL-08",
        tenet=Tenet.ELASTICITY,
        title="Scaling hears of the load every minute",
        severity=Severity.LOW,
        asks="Is detailed monitoring on where machines' own metrics drive the scaling?",
        why="Without it the metric is up to five minutes old before the first alarm can count it.",
        advice="Turn detailed monitoring on in the launch template.",
        limits="Asked where the metric is stated and one of the machines'; requests for each "
        "target are counted every minute anyway.",
        sources=(
            Source("Trusted Advisor: Amazon EC2 detailed monitoring not enabled", "c18d2gz144"),
            Source(
                "EC2 Auto Scaling User Guide: enable detailed monitoring",
                "enable-as-instance-metrics",
            ),
        ),
        check=_soon,
        fixes=state("Turn detailed monitoring on for {name}", _DETAILED, True),
    ),
)
