"""Whether fleets follow the load by themselves."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.service import Role, Service
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element, Value
from designer.rules.phrasing import name, span
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import having, is_not, judge_statement, one_step, state
from designer.rules.tenets import Tenet

_AUTO_SCALING = Source("EC2 Auto Scaling User Guide: dynamic scaling", "as-scale-based-on-demand")
_REL07 = Source("Well-Architected, Reliability: use automation when scaling", "REL07-BP01")


def _policy(facts: Facts) -> Iterable[Judgement]:
    return judge_statement(
        facts,
        "scaling_policy",
        is_not("none", "manual"),
        "does not follow the load by itself",
        where=lambda _element, service: service.role is Role.COMPUTE,
    )


def _scheduled(facts: Facts) -> Iterable[Judgement]:
    for element, service in having(facts.topology, "scaling_policy"):
        policy = service.value(element, "scaling_policy")
        if policy in (None, "none", "manual"):
            continue
        if policy == "scheduled":
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(element.id,),
                sentence=f"{name(facts.topology, element.id)} scales by the clock only; a crowd at "
                "another hour finds it unprepared.",
            )
        else:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))


def _range(facts: Facts) -> Iterable[Judgement]:
    for element, service in having(facts.topology, "maximum"):
        if service.property("minimum") is None:
            continue
        low = service.value(element, "minimum")
        high = service.value(element, "maximum")
        if "maximum" not in element.properties and not _moves(low, high):
            called = name(facts.topology, element.id)
            yield Judgement(
                verdict=Verdict.UNKNOWN,
                elements=(element.id,),
                sentence=f"The maximum of {called} is not stated, so nobody can tell how far it "
                "grows.",
            )
        elif not _moves(low, high):
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(element.id,),
                sentence=f"{name(facts.topology, element.id)} has room for {high} at most and "
                f"{low} at least: it cannot move.",
            )
        else:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))


def _moves(low: Value | None, high: Value | None) -> bool:
    return not isinstance(high, int) or not isinstance(low, int) or high > low


def _wider(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    for element, service in having(diagram.topology, "maximum"):
        if element.id not in finding.elements:
            continue
        figures = [service.value(element, key) for key in ("desired", "minimum", "maximum")]
        most = max([f for f in figures if isinstance(f, int)], default=1)
        title = f"Let {name(diagram.topology, element.id)} grow to {max(4, most * 4)}"
        yield one_step(
            title,
            SetProperty(ids=frozenset({element.id}), key="maximum", value=max(4, most * 4)),
        )


SLOW_S = 300.0


def _slow(facts: Facts) -> Iterable[Judgement]:
    for element, service in having(facts.topology, "warm_up_s"):
        value = service.value(element, "warm_up_s")
        if value is None or not isinstance(value, int | float):
            continue
        if value > SLOW_S:
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(element.id,),
                sentence=f"A new instance of {name(facts.topology, element.id)} serves only after "
                f"{span(float(value))}; a sudden crowd is gone by then.",
            )
        else:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))


def _is_provisioned(element: Element, service: Service) -> bool:
    return service.value(element, "capacity_mode") != "on_demand"


RULES = (
    Rule(
        id="EL-01",
        tenet=Tenet.ELASTICITY,
        title="Fleets follow the load",
        severity=Severity.HIGH,
        asks="Does every fleet have a policy that adds and removes instances by itself?",
        why="A fleet that only people resize is too small in the rush and too big at night.",
        advice="Give the group a target-tracking policy on CPU or requests for each target.",
        limits="The policy's metric and target are not judged, only that there is a policy.",
        sources=(_AUTO_SCALING, _REL07),
        check=_policy,
        fixes=state("Scale {name} by target tracking", "scaling_policy", "target_tracking"),
    ),
    Rule(
        id="EL-02",
        tenet=Tenet.ELASTICITY,
        title="Scaling follows metrics, not the clock alone",
        severity=Severity.MEDIUM,
        asks="Does scaling react to what happens and not to a timetable only?",
        why="A timetable knows yesterday's load; a flash crowd keeps no timetable.",
        advice="Add target tracking beside the timetable.",
        limits="A load that truly follows the clock, such as a nightly batch, is served well "
        "by a timetable.",
        sources=(_AUTO_SCALING,),
        check=_scheduled,
        fixes=state("Scale {name} by target tracking", "scaling_policy", "target_tracking"),
    ),
    Rule(
        id="EL-03",
        tenet=Tenet.ELASTICITY,
        title="Fleets have room to move",
        severity=Severity.MEDIUM,
        asks="Is the largest number of instances above the smallest?",
        why="A policy cannot add an instance when the maximum is already running.",
        advice="Set the maximum to several times the minimum and check the account's quotas.",
        limits="Quotas of the account are not drawn and so not checked.",
        sources=(Source("EC2 Auto Scaling User Guide: scaling limits", "asg-capacity-limits"),),
        check=_range,
        fixes=_wider,
    ),
    Rule(
        id="EL-04",
        tenet=Tenet.ELASTICITY,
        title="New instances serve soon",
        severity=Severity.LOW,
        asks="Is a new instance ready within five minutes?",
        why="What takes longer to start than the rush takes to pass cannot help.",
        advice="Bake the software into the image, use a warm pool, or start from containers.",
        limits="The stated warm-up is believed; the boot time itself is assumed.",
        sources=(Source("EC2 Auto Scaling User Guide: warm pools", "ec2-auto-scaling-warm-pools"),),
        check=_slow,
        fixes=state("Bring {name}'s warm-up to two minutes", "warm_up_s", 120),
    ),
    Rule(
        id="EL-05",
        tenet=Tenet.ELASTICITY,
        title="Provisioned capacity moves with the load",
        severity=Severity.MEDIUM,
        asks="Does provisioned table or stream capacity scale automatically?",
        why="Fixed capacity is refused requests in the rush and money wasted at night.",
        advice="Turn auto scaling on, or change to on-demand capacity.",
        limits="Very even loads are cheaper with fixed capacity.",
        sources=(
            Source(
                "DynamoDB Developer Guide: managing throughput with auto scaling", "AutoScaling"
            ),
        ),
        check=lambda facts: judge_statement(
            facts,
            "auto_scaling",
            lambda value: value is True,
            "keeps its capacity fixed",
            where=_is_provisioned,
        ),
        fixes=state("Turn auto scaling on for {name}", "auto_scaling", True),
    ),
)
