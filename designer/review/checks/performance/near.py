"""Whether the workload is near to its users."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.model.elements import Element, Kind
from designer.review.check import Check
from designer.review.checks.entrances import has_web_entrance
from designer.review.checks.presence import has_any
from designer.review.pillars import Pillar
from designer.rules.rule import Judgement, Severity, Source, Verdict
from designer.rules.statements import state

_BY_PLACE = ("latency", "geolocation", "geoproximity")


def _serving_regions(facts: Facts) -> tuple[Element, ...]:
    topology = facts.topology
    used = {
        region.id
        for element in topology.elements.values()
        if element.kind is Kind.RESOURCE
        and (region := topology.around(element.id, Kind.REGION)) is not None
    }
    return tuple(region for region in topology.of_kind(Kind.REGION) if region.id in used)


def several_regions(facts: Facts) -> Iterable[Judgement]:
    """Judge whether two Regions or more hold resources."""
    regions = _serving_regions(facts)
    ids = tuple(region.id for region in regions)
    if len(regions) > 1:
        yield Judgement(verdict=Verdict.PASS, elements=ids)
    elif regions:
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=ids,
            sentence=f"All users are served from {regions[0].name}.",
        )
    else:
        yield Judgement(verdict=Verdict.UNKNOWN, sentence="No Region is drawn.")


def steered(facts: Facts) -> Iterable[Judgement]:
    """Judge whether users are led to the nearest of several Regions."""
    if len(_serving_regions(facts)) < 2:
        return
    topology = facts.topology
    accelerators = tuple(e.id for e in topology.of_service("global-accelerator"))
    answering = topology.of_service("route53")
    near = [e.id for e in answering if e.properties.get("routing_policy") in _BY_PLACE]
    if near or accelerators:
        yield Judgement(verdict=Verdict.PASS, elements=(*near, *accelerators))
        return
    stated = [e.id for e in answering if "routing_policy" in e.properties]
    called = [e.id for e in answering]
    yield Judgement(
        verdict=Verdict.FAIL if stated else Verdict.UNKNOWN,
        elements=tuple(stated or called),
        subject="routing",
        sentence="Users are not led to the Region that answers soonest."
        if stated
        else "How users are led to a Region is not stated.",
    )


CHECKS = (
    Check(
        id="PERF-06",
        pillar=Pillar.PERFORMANCE,
        choice="perf_edge",
        title="Answers come from the edge",
        severity=Severity.MEDIUM,
        asks="Do users meet the edge of AWS near them?",
        why="The way to a far Region takes longer than the answer.",
        advice="Add CloudFront or Global Accelerator.",
        limits="Any edge in the drawing counts for all entrances.",
        sources=(
            Source(
                "Well-Architected Performance Efficiency Pillar", "networking and content delivery"
            ),
        ),
        judge=has_any(
            ("cloudfront", "global-accelerator", "amplify"),
            "No answer comes from the edge.",
            has_web_entrance,
        ),
    ),
    Check(
        id="PERF-07",
        pillar=Pillar.PERFORMANCE,
        choice="perf_regions",
        title="Several Regions serve",
        severity=Severity.LOW,
        asks="Does the workload serve from several Regions?",
        why="Users on another continent wait for light itself.",
        advice="Serve from a second Region where users are far.",
        limits="Where users are is not known.",
        sources=(
            Source(
                "Well-Architected Performance Efficiency Pillar", "networking and content delivery"
            ),
        ),
        judge=several_regions,
    ),
    Check(
        id="PERF-08",
        pillar=Pillar.PERFORMANCE,
        choice="perf_steered",
        title="Users are led to the nearest Region",
        severity=Severity.LOW,
        asks="Are users led to the Region that answers soonest?",
        why="A second Region helps only who is led to it.",
        advice="Let Route 53 answer by latency, or use Global Accelerator.",
        limits="Asked only where several Regions are drawn.",
        sources=(
            Source(
                "Well-Architected Performance Efficiency Pillar", "networking and content delivery"
            ),
        ),
        judge=steered,
        fixes=state("Answer by latency at {name}", "routing_policy", "latency"),
        needs_subject=True,
    ),
)
