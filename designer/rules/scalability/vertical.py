"""Whether the servers can become bigger, and whether all that may grow suffices for the plan."""

from collections.abc import Iterable, Iterator
from math import ceil

from designer.analysis.capacity import Tier
from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.model.links import LinkKind
from designer.rules.phrasing import agreed, name, names
from designer.rules.rule import Finding, Fix, Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import one_step
from designer.rules.tenets import Tenet


def _bigger(facts: Facts) -> Iterable[Judgement]:
    silent: list[ElementId] = []
    for tier in facts.capacity.tiers:
        if not tier.vertical or not tier.machine:
            continue
        if tier.machine_assumed:
            if _matters(facts, tier):
                silent.append(tier.id)
        elif tier.size_growth > 1:
            yield Judgement(verdict=Verdict.PASS, elements=(tier.id,))
        elif tier.largest:
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(tier.id,),
                sentence=f"{name(facts.topology, tier.id)} is a {tier.machine} already, the "
                "largest of its family: it cannot become bigger.",
            )
    if silent:
        yield Judgement(
            verdict=Verdict.UNKNOWN,
            elements=tuple(silent),
            subject="not-stated",
            sentence=f"The size of {names(facts.topology, silent)} is not stated, so nobody can "
            f"tell how much bigger {agreed(len(silent), 'it', 'they')} can become.",
        )


def _matters(facts: Facts, tier: Tier) -> bool:
    """Tell whether a size that is not stated is worth a question.

    Where more servers can be added the size of one is a detail; so is that of a copy, and of
    everything as long as nobody says what load there is.
    """
    copies = facts.topology.incoming(tier.id, LinkKind.REPLICATION)
    able = tier.stateful and facts.services.of(tier.id).scaling.size_property
    return bool(able) and not copies and facts.workload.peak_rps is not None


def _planned(facts: Facts) -> Iterable[Judgement]:
    for tier, wanted in _grown(facts):
        most = tier.max_rps
        if most is None or tier.headroom is None or tier.headroom < 1:
            continue  # what does not carry today's peak is judged by its own rule
        if most >= wanted:
            yield Judgement(verdict=Verdict.PASS, elements=(tier.id,))
            continue
        guess = " (the capacity of one is assumed)" if tier.unit_assumed else ""
        yield Judgement(
            verdict=Verdict.UNKNOWN if tier.unit_assumed else Verdict.FAIL,
            elements=(tier.id,),
            sentence=f"{name(facts.topology, tier.id)} carries {most:,.0f} requests a second at "
            f"most{guess}; with the planned growth the peak brings {wanted:,.0f}.",
        )


def _grown(facts: Facts) -> Iterator[tuple[Tier, float]]:
    """Yield every tier with the peak demand at the end of the planning period."""
    growth = facts.workload.growth
    if growth is None:
        return
    for tier in facts.capacity.tiers:
        if tier.demand_rps is not None:
            yield tier, tier.demand_rps * growth


def _room(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    facts = Facts(diagram.topology, diagram.workload)
    for tier, wanted in _grown(facts):
        row = catalog()[diagram.topology.elements[tier.id].service]
        if tier.id not in finding.elements or row.property("maximum") is None or not tier.unit_rps:
            continue
        most = ceil(wanted / tier.unit_rps)
        title = f"Let {name(diagram.topology, tier.id)} grow to {most}"
        yield one_step(title, SetProperty(ids=frozenset({tier.id}), key="maximum", value=most))


RULES = (
    Rule(
        id="SC-06",
        tenet=Tenet.SCALABILITY,
        title="Servers can still become bigger",
        severity=Severity.LOW,
        asks="Is there a larger size in the family of every server and database?",
        why="A larger machine is the quickest way to grow, above all for a database whose writes "
        "go to one machine; at the top of its family that way is closed.",
        advice="Stay some sizes below the largest, or split the load before the top is reached.",
        limits="Knows the sizes of the usual families. A size that is not stated is asked for only "
        "of databases and with a stated peak.",
        sources=(
            Source("The tenet's own text: can it grow vertically (bigger servers)?"),
            Source("EC2 User Guide: change the instance type", "ec2-instance-resize"),
        ),
        check=_bigger,
    ),
    Rule(
        id="SC-07",
        tenet=Tenet.SCALABILITY,
        title="There is room for the planned growth",
        severity=Severity.MEDIUM,
        asks="Does each tier, grown as far as it may, carry the peak after the planned growth?",
        why="A limit that suffices today is met on the best day of the next year.",
        advice="Raise the maximum, and the quotas of the account with it, before they are needed.",
        limits="Asked only when the workload states peak and growth; a tier that does not carry "
        "today's peak is judged by another rule.",
        sources=(
            Source(
                "Well-Architected, Reliability: ensure that a sufficient gap exists between the "
                "current quotas and the maximum usage",
                "REL01-BP06",
            ),
        ),
        check=_planned,
        fixes=_room,
    ),
)
