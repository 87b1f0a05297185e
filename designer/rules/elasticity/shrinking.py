"""Whether what has grown shrinks again."""

from collections.abc import Iterable, Iterator
from math import ceil

from designer.analysis.capacity import Tier
from designer.analysis.facts import Facts
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.rules.elasticity.fleets import following
from designer.rules.phrasing import name
from designer.rules.rule import Finding, Fix, Judgement, Option, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step, state
from designer.rules.tenets import Tenet

_SCALE_IN = "scale_in"
_COMFORT = 0.5  # share of their capacity at which instances are kept (target tracking's default)
_ENOUGH = 2  # one may fail at any hour
_TOO_MUCH = 2.0


def _shrinks(facts: Facts) -> Iterable[Judgement]:
    for fleet in following(facts, _SCALE_IN):
        good = fleet.properties.get(_SCALE_IN) is not False
        yield Judgement(
            verdict=Verdict.PASS if good else Verdict.FAIL,
            elements=(fleet.id,),
            sentence=f"{name(facts.topology, fleet.id)} grows and never shrinks: scaling in is "
            "turned off.",
        )


def _quiet(facts: Facts) -> Iterator[tuple[Tier, int, int]]:
    """Yield every fleet with its stated minimum and the number the quiet hours need."""
    base = facts.workload.base_rps
    if base is None:
        return
    for tier in facts.capacity.tiers:
        least = facts.services.count(tier.id, "minimum")
        if least is None or tier.managed or not tier.unit_rps:
            continue
        zones = len(facts.locations.zones_of(tier.id))
        needed = ceil(tier.visits * base / (tier.unit_rps * _COMFORT))
        yield tier, least, max(needed, zones, _ENOUGH)


def _idle(facts: Facts) -> Iterable[Judgement]:
    for tier, least, needed in _quiet(facts):
        if least <= needed * _TOO_MUCH:
            yield Judgement(verdict=Verdict.PASS, elements=(tier.id,))
            continue
        guess = " (the capacity of one is assumed)" if tier.unit_assumed else ""
        yield Judgement(
            verdict=Verdict.UNKNOWN if tier.unit_assumed else Verdict.FAIL,
            elements=(tier.id,),
            sentence=f"{name(facts.topology, tier.id)} never runs fewer than {least}, but the "
            f"quiet hours need {needed}{guess}.",
        )


def _fewer(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    for tier, _least, needed in _quiet(facts):
        if tier.id in finding.elements:
            title = f"Let {name(diagram.topology, tier.id)} shrink to {needed}"
            edit = SetProperty(ids=frozenset({tier.id}), key="minimum", value=needed)
            yield one_step(title, edit, Option.LEAST_COST)


RULES = (
    Rule(
        id="EL-09",
        tenet=Tenet.ELASTICITY,
        title="What grows by itself shrinks by itself",
        severity=Severity.MEDIUM,
        asks="May every policy also remove instances?",
        why="A fleet that only grows has the size of its worst day from then on, and pays for it.",
        advice="Allow scaling in; protect the instances that must finish their work one by one.",
        limits="Protection of single instances is not drawn.",
        sources=(
            Source("The tenet's own text: does it grow and shrink by itself?"),
            Source(
                "EC2 Auto Scaling User Guide: target tracking, disable scale in",
                "as-scaling-target-tracking",
            ),
        ),
        check=_shrinks,
        fixes=state("Let {name} scale in", _SCALE_IN, True),
    ),
    Rule(
        id="EL-10",
        tenet=Tenet.ELASTICITY,
        title="The quiet hours run few instances",
        severity=Severity.LOW,
        asks="Is the smallest number near what the quiet hours need?",
        why="A minimum that was set for the day makes the night as dear as the day.",
        advice="Set the minimum to what the base load needs, at least one in each zone and two "
        "in all.",
        limits="Asked only when the base load is stated. Whoever keeps a high minimum to survive "
        "the loss of a zone without launching anything may accept the finding.",
        sources=(
            Source("EC2 Auto Scaling User Guide: scaling limits", "asg-capacity-limits"),
            Source("Well-Architected, Cost: supply resources dynamically", "COST09-BP03"),
        ),
        check=_idle,
        fixes=_fewer,
    ),
)
