"""Whether every tier can grow with the load."""

from collections.abc import Iterable

from designer.analysis.capacity import Tier
from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.rules.phrasing import name
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.scaling_groups import group_servers
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet
from designer.rules.trial import tried

_REL07 = Source("Well-Architected, Reliability REL07-BP03", "REL07-BP03")


def _fixed(facts: Facts) -> Iterable[Judgement]:
    for tier in facts.capacity.tiers:
        if tier.stateful or tier.managed:
            continue
        if tier.can_grow:
            yield Judgement(verdict=Verdict.PASS, elements=(tier.id,))
            continue
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=(tier.id,),
            sentence=f"{tier.name} has a fixed size: nothing puts more servers beside it.",
        )


def _headroom(facts: Facts) -> Iterable[Judgement]:
    for tier in facts.capacity.tiers:
        if tier.headroom is None or tier.max_rps is None or tier.demand_rps is None:
            continue
        if tier.headroom >= 1:
            yield Judgement(verdict=Verdict.PASS, elements=(tier.id,))
            continue
        guess = " (the capacity of one is assumed)" if tier.unit_assumed else ""
        yield Judgement(
            verdict=Verdict.UNKNOWN if tier.unit_assumed else Verdict.FAIL,
            elements=(tier.id,),
            sentence=f"{tier.name} carries {tier.max_rps:,.0f} requests a second at most{guess}; "
            f"the peak brings {tier.demand_rps:,.0f}.",
        )


def _raise(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    for tier in facts.capacity.tiers:
        if tier.id in finding.elements:
            yield from _raised(diagram, tier)


def _raised(diagram: Diagram, tier: Tier) -> Iterable[Fix]:
    row = catalog()[diagram.topology.elements[ElementId(tier.id)].service]
    key = next((k for k in ("maximum", "throttle_rps", "shards") if row.property(k)), None)
    if key is None or not tier.demand_rps or not tier.unit_rps:
        return
    wanted = tier.demand_rps * 2
    value = int(wanted) + 1 if key == "throttle_rps" else int(-(-wanted // tier.unit_rps))
    found = row.property(key)
    if found is not None and found.maximum is not None:
        value = min(value, int(found.maximum))
    title = f"Let {name(diagram.topology, tier.id)} grow to carry twice the peak"
    yield one_step(title, SetProperty(ids=frozenset({tier.id}), key=key, value=value))


def _peak(facts: Facts) -> Iterable[Judgement]:
    if not facts.capacity.tiers:
        return
    if facts.workload.peak_rps is not None:
        yield Judgement(verdict=Verdict.PASS, subject="peak")
        return
    yield Judgement(
        verdict=Verdict.UNKNOWN,
        subject="peak",
        sentence="No peak load is stated, so capacity cannot be held against it.",
    )


RULES = (
    Rule(
        id="SC-01",
        tenet=Tenet.SCALABILITY,
        title="Servers can be added beside the existing ones",
        severity=Severity.HIGH,
        asks="Can every tier of servers grow horizontally?",
        why="A bigger server ends at the biggest one sold; more servers have no such end.",
        advice="Put the servers into an Auto Scaling group or a container service.",
        limits="Servers that keep state in themselves cannot simply be multiplied.",
        sources=(Source("The tenet's own text: can it grow horizontally?"), _REL07),
        check=_fixed,
        fixes=group_servers,
    ),
    Rule(
        id="SC-02",
        tenet=Tenet.SCALABILITY,
        title="Every tier carries the peak",
        severity=Severity.HIGH,
        asks="Does each tier, grown as far as it may, carry the peak?",
        why="A chain carries what its weakest link carries.",
        advice="Raise the maximum of the tier that gives out first.",
        limits="Rests on the stated peak and on the capacity of one instance.",
        sources=(_REL07,),
        check=_headroom,
        fixes=tried(_headroom, _raise),
    ),
    Rule(
        id="SC-03",
        tenet=Tenet.SCALABILITY,
        title="The peak load is stated",
        severity=Severity.LOW,
        asks="Does the workload say how many requests the peak brings?",
        why="Large enough has no meaning without a number.",
        advice="State peak and base load in the workload's properties.",
        limits="Loads that are not requests are best stated as requests all the same.",
        sources=(Source("Well-Architected, Reliability REL07-BP04: load test", "REL07-BP04"),),
        check=_peak,
    ),
)
