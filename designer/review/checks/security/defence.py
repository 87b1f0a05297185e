"""Whether attacks are refused and weaknesses closed without anybody remembering to."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.service import Service
from designer.model.elements import Element
from designer.model.links import LinkKind
from designer.review.check import Check
from designer.review.checks.entrances import (
    bare_machines,
    has_machines,
    has_web_entrance,
    web_entrances,
)
from designer.review.checks.presence import add, has_any
from designer.review.checks.stated import every
from designer.review.pillars import Pillar
from designer.rules.phrasing import names
from designer.rules.rule import Judgement, Severity, Source, Verdict
from designer.rules.statements import state

_EDGE = ("cloudfront", "global-accelerator", "amplify")


def _flood(facts: Facts) -> Iterable[Judgement]:
    """Pass where floods meet the edge first, or Shield Advanced."""
    topology = facts.topology
    shields = [s.id for s in topology.of_service("shield") if s.properties.get("advanced") is True]
    entrances = [e for e in web_entrances(facts) if e.service not in _EDGE]
    entrances += bare_machines(facts)
    edges = tuple(e.id for e in topology.of_service(*_EDGE))
    if shields or (edges and not entrances):
        yield Judgement(verdict=Verdict.PASS, elements=(*shields, *edges))
        return
    bare = [e.id for e in entrances if not _behind_edge(facts, e)]
    if bare:
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=tuple(bare),
            subject="edge",
            sentence=f"Nothing at the edge absorbs a flood of requests to {names(topology, bare)}.",
        )
    elif entrances:
        yield Judgement(verdict=Verdict.PASS, elements=edges)


def _behind_edge(facts: Facts, element: Element) -> bool:
    topology = facts.topology
    asked_by = [
        topology.elements[link.source]
        for link in topology.incoming(element.id)
        if link.kind is LinkKind.REQUEST
    ]
    return any(asker.service in (*_EDGE, "route53") for asker in asked_by)


def _own_system(_facts: Facts, element: Element, _service: Service) -> bool:
    return element.service in ("ec2", "spot", "asg", "ecs", "eks")


CHECKS = (
    Check(
        id="SEC-12",
        pillar=Pillar.SECURITY,
        choice="sec_web_firewall",
        title="A web firewall stands at the entrance",
        severity=Severity.HIGH,
        asks="Does a web firewall look at requests before they reach the workload?",
        why="Most attacks on web applications are known and can be refused by a rule.",
        advice="Add AWS WAF to the distribution, load balancer or API.",
        limits="Any web firewall in the drawing counts for all entrances.",
        sources=(Source("AWS Config", "alb-waf-enabled"),),
        judge=has_any(
            ("waf", "firewall-manager"),
            "No web firewall stands before what the web can reach.",
            has_web_entrance,
        ),
        fixes=add("waf", "Add AWS WAF"),
    ),
    Check(
        id="SEC-13",
        pillar=Pillar.SECURITY,
        choice="sec_flood",
        title="Floods meet the edge first",
        severity=Severity.MEDIUM,
        asks="Do requests from the internet come in at the edge of AWS's network?",
        why="Shield protects CloudFront, Global Accelerator and Route 53 at no charge, far from "
        "the servers.",
        advice="Let requests come in by CloudFront or Global Accelerator, found by Route 53.",
        limits="How large a flood is absorbed is not asked.",
        sources=(Source("AWS Best Practices for DDoS Resiliency", "edge locations"),),
        judge=_flood,
    ),
    Check(
        id="SEC-14",
        pillar=Pillar.SECURITY,
        choice="sec_weaknesses",
        title="Weaknesses are searched for",
        severity=Severity.MEDIUM,
        asks="Is something searching servers, images and functions for known weaknesses?",
        why="New weaknesses become known every day, in software that has not changed.",
        advice="Turn Inspector on.",
        limits="Products of other makers are not known.",
        sources=(Source("Security Hub", "Inspector.1"),),
        judge=has_any(
            ("inspector",),
            "Nothing searches servers and images for known weaknesses.",
            has_machines,
        ),
        fixes=add("inspector", "Add Amazon Inspector"),
    ),
    Check(
        id="SEC-15",
        pillar=Pillar.SECURITY,
        choice="sec_weaknesses",
        title="Images are scanned when stored",
        severity=Severity.LOW,
        asks="Is every container image scanned when it is stored?",
        why="A weak image is copied to every task that runs it.",
        advice="Turn scanning on for the registry.",
        limits="What is done about the results is not asked.",
        sources=(Source("AWS Config", "ecr-private-image-scanning-enabled"),),
        judge=every("scan_on_push", "scans no images", "weak images are run unnoticed"),
        fixes=state("Scan images pushed to {name}", "scan_on_push", True),
    ),
    Check(
        id="SEC-16",
        pillar=Pillar.SECURITY,
        choice="sec_patches",
        title="Operating systems are patched",
        severity=Severity.HIGH,
        asks="Are operating systems patched by a schedule or by new images?",
        why="Who runs the system has to patch it; AWS does so only for managed services.",
        advice="Patch by Systems Manager, replace images, or move to a managed service.",
        limits="How soon after its release a patch is applied is not asked.",
        sources=(Source("AWS Config", "ec2-managedinstance-patch-compliance-status-check"),),
        judge=every(
            "patched",
            "is not patched by itself",
            "its operating system may be years old",
            where=_own_system,
        ),
        fixes=state("Patch {name} by a schedule", "patched", True),
    ),
    Check(
        id="SEC-17",
        pillar=Pillar.SECURITY,
        choice="sec_metadata",
        title="Credentials are handed out by token only",
        severity=Severity.MEDIUM,
        asks="Do instances require a token before they hand out their credentials (IMDSv2)?",
        why="A server that can be made to fetch an address hands its role to the attacker.",
        advice="Require IMDSv2.",
        limits="Images that require it by themselves are not known.",
        sources=(Source("AWS Config", "ec2-imdsv2-check"),),
        judge=every(
            "imdsv2",
            "hands out its credentials without a token",
            "a forged request may be handed its credentials",
        ),
        fixes=state("Require IMDSv2 on {name}", "imdsv2", True),
    ),
)
