"""Whether the way between a data centre and AWS outlives a line, a tunnel or a location."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.rules.phrasing import name
from designer.rules.rule import Finding, Fix, Judgement, Option, Rule, Severity, Source, Verdict
from designer.rules.statements import at_least, judge_statement, one_step, state
from designer.rules.tenets import Tenet

_APART = ("high", "maximum")


def _locations(facts: Facts) -> Iterable[Judgement]:
    lines = facts.topology.of_service("direct-connect")
    for element in lines:
        called = name(facts.topology, element.id)
        stated = element.properties.get("resiliency")
        if stated in _APART:
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
        elif stated is None:
            yield Judgement(
                verdict=Verdict.UNKNOWN,
                elements=(element.id,),
                sentence=f"The drawing does not say into how many locations {called} leads; a "
                "single line ends in one.",
            )
        else:
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(element.id,),
                sentence=f"All lines of {called} end in one Direct Connect location.",
                scenario="That location loses power, or a digger finds its fibre.",
            )


def _second_location(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    for key in finding.elements:
        element = diagram.topology.elements.get(ElementId(key))
        if element is None or element.properties.get("resiliency") in _APART:
            continue
        called, ids = name(diagram.topology, element.id), frozenset({element.id})
        for value, title, option in (
            ("high", f"Lead {called} into two locations", Option.LEAST_COST),
            (
                "maximum",
                f"Lead two lines of {called} into each of two locations",
                Option.BEST_RECOVERY,
            ),
        ):
            yield one_step(title, SetProperty(ids=ids, key="resiliency", value=value), option)


RULES = (
    Rule(
        id="FT-14",
        tenet=Tenet.FAULT_TOLERANCE,
        title="VPN connections keep both tunnels up",
        severity=Severity.MEDIUM,
        asks="Does every VPN connection use both of its tunnels?",
        why="AWS takes one tunnel's end down for maintenance without asking; the other one is "
        "there to carry on.",
        advice="Configure both tunnels on the customer's device, and let routing choose.",
        limits="AWS always makes two tunnels; unless the drawing says otherwise both are taken to "
        "be used.",
        sources=(
            Source("Trusted Advisor: VPN Tunnel Redundancy", "S45wrEXrLz"),
            Source("Trusted Advisor: Site-to-Site VPN has a tunnel in DOWN status", "c18d2gz123"),
        ),
        check=lambda facts: judge_statement(
            facts, "tunnels", at_least(2), "does not keep both of its tunnels up"
        ),
        fixes=state("Use both tunnels of {name}", "tunnels", 2),
    ),
    Rule(
        id="FT-15",
        tenet=Tenet.FAULT_TOLERANCE,
        title="Direct Connect ends in two locations",
        severity=Severity.MEDIUM,
        asks="Does every Direct Connect lead into at least two locations?",
        why="Lines, devices and whole locations fail and are maintained; two lines into one "
        "building fail with the building.",
        advice="Order a line into each of two locations, two into each for critical workloads.",
        limits="A VPN that stands by for the line helps, but carries less; it is judged as a "
        "path of its own.",
        sources=(
            Source("Trusted Advisor: AWS Direct Connect Location Resiliency", "c1dfpnchv2"),
            Source("AWS Direct Connect resiliency recommendations"),
        ),
        check=_locations,
        fixes=_second_location,
    ),
)
