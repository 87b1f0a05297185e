"""Whether stores follow the load, and whether a sudden crowd finds anything prepared."""

from collections.abc import Iterable

from designer.analysis.elasticity import Mechanism
from designer.analysis.facts import Facts
from designer.catalog.service import Role
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.workload import LoadShape
from designer.rules.phrasing import agreed, name, names, span
from designer.rules.rule import Finding, Fix, Judgement, Option, Rule, Severity, Source, Verdict
from designer.rules.statements import having, one_step
from designer.rules.tenets import Tenet

_STORES = frozenset({Role.STORE, Role.CACHE})
_STIFF = frozenset({Mechanism.NONE, Mechanism.MANUAL})
_POOL = "warm_pool"
_SUDDEN_S = 240.0  # three one-minute datapoints until the alarm, and a minute to start
_DOUBLE = 2.0

_WAYS: tuple[tuple[str, str | bool, str, Option], ...] = (
    (
        "scaling_policy",
        "target_tracking",
        "Scale the readers of {name} by target tracking",
        Option.LEAST_CHANGE,
    ),
    ("serverless", True, "Make {name} serverless", Option.BEST_RECOVERY),
)


def _follow(facts: Facts) -> Iterable[Judgement]:
    silent: list[ElementId] = []
    for tier in facts.elasticity.tiers:
        row = facts.services.of(tier.id)
        ways = [key for key, *_ in _WAYS if row.property(key) is not None]
        if row.role not in _STORES or not ways:
            continue
        if tier.mechanism not in _STIFF:
            yield Judgement(verdict=Verdict.PASS, elements=(tier.id,))
        elif any(facts.services.is_stated(tier.id, key) for key in ways):
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(tier.id,),
                sentence=f"{name(facts.topology, tier.id)} keeps its size whatever the load.",
            )
        else:
            silent.append(tier.id)
    if silent:
        yield Judgement(
            verdict=Verdict.UNKNOWN,
            elements=tuple(silent),
            subject="not-stated",
            sentence=f"Whether {names(facts.topology, silent)} "
            f"{agreed(len(silent), 'follows', 'follow')} the load is not stated; as AWS leaves "
            f"{agreed(len(silent), 'it', 'them')}, the size stays as it is.",
        )


def _move(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    topology = diagram.topology
    for key, value, title, option in _WAYS:
        able = {element.id for element, _ in having(topology, key)}
        ids = [ElementId(i) for i in finding.elements if i in able]
        # One edit for all of them, or the finding would stay.
        if ids and len(ids) == len(finding.elements):
            edit = SetProperty(ids=frozenset(ids), key=key, value=value)
            yield one_step(title.format(name=names(topology, ids)), edit, option)


def _sudden(facts: Facts) -> Iterable[Judgement]:
    if facts.workload.load_shape is not LoadShape.FLASH:
        return
    room = {tier.id: tier.headroom_now for tier in facts.capacity.tiers}
    for tier in facts.elasticity.tiers:
        if facts.services.of(tier.id).role is not Role.COMPUTE or tier.reaction_s is None:
            continue
        ready = tier.reaction_s <= _SUDDEN_S or (room.get(tier.id) or 0.0) >= _DOUBLE
        yield Judgement(
            verdict=Verdict.PASS if ready else Verdict.FAIL,
            elements=(tier.id,),
            sentence=f"The load comes as a flash crowd, and {name(facts.topology, tier.id)} has "
            f"new instances only after {span(tier.reaction_s)}.",
            scenario="The load doubles within minutes.",
        )


def _prepare(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    for element, _ in having(diagram.topology, _POOL):
        if element.id not in finding.elements:
            continue
        called = name(diagram.topology, element.id)
        for state_of, option in (
            ("stopped", Option.LEAST_COST),
            ("running", Option.BEST_RECOVERY),
        ):
            edit = SetProperty(ids=frozenset({element.id}), key=_POOL, value=state_of)
            yield one_step(f"Keep a warm pool of {state_of} instances for {called}", edit, option)


RULES = (
    Rule(
        id="EL-11",
        tenet=Tenet.ELASTICITY,
        title="Stores follow the load",
        severity=Severity.LOW,
        asks="Do databases and caches that can scale by themselves do so?",
        why="Servers that multiply in the rush all ask the same store, which stays as it is.",
        advice="Let the number of readers or nodes follow a metric, or choose the serverless kind.",
        limits="Stores whose service offers neither, such as RDS instances, are not asked; more "
        "readers help reads only.",
        sources=(
            Source(
                "Aurora User Guide: auto scaling with replicas", "Aurora.Integrating.AutoScaling"
            ),
            Source("ElastiCache User Guide: scaling clusters automatically", "AutoScaling"),
        ),
        check=_follow,
        fixes=_move,
    ),
    Rule(
        id="EL-12",
        tenet=Tenet.ELASTICITY,
        title="Sudden crowds find something prepared",
        severity=Severity.MEDIUM,
        asks="Where the load comes as a flash crowd, is new capacity there within four minutes?",
        why="Metric, alarm and launch together take longer than the crowd takes to come.",
        advice="Keep a warm pool, run twice the usual number, or raise the number by a timetable "
        "before the event.",
        limits="Asked only when the workload's load shape is a flash crowd. A tier that carries "
        "twice the peak already needs nothing.",
        sources=(
            Source("EC2 Auto Scaling User Guide: warm pools", "ec2-auto-scaling-warm-pools"),
            Source("Well-Architected, Reliability: use automation when scaling", "REL07-BP01"),
        ),
        check=_sudden,
        fixes=_prepare,
    ),
)
