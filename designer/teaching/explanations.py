"""Short explanations of what is shown, from tenets to single checks, each with its source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from designer.responsibility.areas import Area, Model
from designer.review.checks import ALL_CHECKS
from designer.review.lens import Question
from designer.review.pillars import Pillar
from designer.review.questions import WELL_ARCHITECTED
from designer.rules import ALL_RULES
from designer.rules.rule import Source
from designer.rules.tenets import Tenet

_RELIABILITY = "AWS Well-Architected Framework, Reliability Pillar"
_SHARED = "AWS, Shared Responsibility Model (aws.amazon.com/compliance/shared-responsibility-model)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One topic in a few sentences of plain text.

    Attributes:
        key: for example ``tenet:durability``, ``pillar:security``, ``practice:sec_data``,
            ``area:guest_os``, ``model:serverless``, ``rule:HA-03``, ``check:SEC-18``.
        source: where it comes from.
    """

    key: str
    title: str
    text: str
    source: str


_TENETS: dict[Tenet, str] = {
    Tenet.AVAILABILITY: "A workload is highly available when users do not notice that a part of it "
    "has failed. That takes at least two of everything that is needed, in places that do not fail "
    "together, and something before them that sends work only to what answers. Availability is the "
    "share of the year in which requests are served: 99.9 % leaves almost nine hours.",
    Tenet.SCALABILITY: "A workload scales when more load needs more parts and no new design. "
    "Vertically a server becomes bigger, until there is no bigger one; horizontally servers are "
    "added beside each other, which needs something that spreads the work and servers that keep no "
    "state of their own. The tier that stops growing first says how far the whole can grow.",
    Tenet.ELASTICITY: "A scalable workload can grow; an elastic one does so by itself, and shrinks "
    "again. A metric rises, a policy adds instances, they warm up, and serve. What counts is how "
    "long that takes beside how fast the load comes, and that nothing runs for which there is no "
    "load.",
    Tenet.FAULT_TOLERANCE: "A workload tolerates faults when no single failure stops it, and when "
    "what happens next is decided beforehand: the failure is noticed, the failed part is left out, "
    "another takes over, and what is left carries the load. Two parts in one zone share the fate "
    "of the zone.",
    Tenet.DURABILITY: "Data are durable when they survive what can happen to them: a disk, a zone, "
    "a Region, and a mistake. The recovery point objective (RPO) says how much may be lost, the "
    "recovery time objective (RTO) how long it may take. Copies that follow at once protect "
    "against hardware, and copy every mistake; only backups and versions bring back what was.",
}

_PILLARS: dict[Pillar, tuple[str, str]] = {
    Pillar.OPERATIONS: (
        "How a workload is run and changed. Operations are code, changes are small and can be "
        "taken back, failure is tried before it happens, and every event changes a procedure.",
        "Operational Excellence",
    ),
    Pillar.SECURITY: (
        "How data and systems are protected: who may do what, who did what, what is encrypted, "
        "and what happens when somebody breaks in all the same.",
        "Security",
    ),
    Pillar.RELIABILITY: (
        "Whether the workload does what it should when it should, and comes back by itself when "
        "it does not. It asks about recovery that is automatic and tested, growth by many small "
        "parts, and change by code.",
        "Reliability",
    ),
    Pillar.PERFORMANCE: (
        "Whether resources fit their use: the right store for each way of reading, answers from "
        "near the user, no servers where none are needed, and experiments that show it.",
        "Performance Efficiency",
    ),
    Pillar.COST: (
        "Whether what is spent is known, needed, and attributed to those who can change it; and "
        "whether AWS does what it does for everybody.",
        "Cost Optimization",
    ),
}


@cache
def explanations() -> dict[str, Explanation]:
    """Return every explanation by its key."""
    return {each.key: each for each in _all()}


def explanation(key: str) -> Explanation:
    """Return one explanation; raise KeyError when there is none."""
    return explanations()[key]


def _all() -> Iterator[Explanation]:
    for tenet, text in _TENETS.items():
        yield Explanation(
            key=f"tenet:{tenet.value}",
            title=tenet.title,
            text=f"{tenet.question} {text}",
            source=_RELIABILITY,
        )
    for pillar, (text, name) in _PILLARS.items():
        yield Explanation(
            key=f"pillar:{pillar.value}",
            title=pillar.title,
            text=text,
            source=f"AWS Well-Architected Framework, {name} Pillar",
        )
    for question in WELL_ARCHITECTED.questions:
        yield from _practices(question)
    for area in Area:
        yield Explanation(
            key=f"area:{area.value}", title=area.title, text=area.explanation, source=_SHARED
        )
    for model in Model:
        yield Explanation(
            key=f"model:{model.value}",
            title=f"Services that are {model.title}",
            text=model.explanation,
            source="AWS whitepaper, AWS Security Best Practices",
        )
    for rule in ALL_RULES:
        yield Explanation(
            key=f"rule:{rule.id}",
            title=f"{rule.id} {rule.title}",
            text=f"{rule.asks} {rule.why} {rule.advice}",
            source=_sources(rule.sources),
        )
    for check in ALL_CHECKS:
        yield Explanation(
            key=f"check:{check.id}",
            title=f"{check.id} {check.title}",
            text=f"{check.asks} {check.why} {check.advice}",
            source=_sources(check.sources),
        )


def _sources(sources: Iterable[Source]) -> str:
    return "; ".join(f"{source.title} {source.reference}".strip() for source in sources)


def _practices(question: Question) -> Iterator[Explanation]:
    page = next(c.help.url for c in question.choices if c.help is not None)
    yield Explanation(
        key=f"practice:{question.id}",
        title=question.title,
        text=question.description,
        source=page,
    )
    for choice in question.choices:
        if choice.improvement is not None:
            yield Explanation(
                key=f"practice:{choice.id}",
                title=choice.title,
                text=f"{question.description} {choice.improvement.text}",
                source=choice.improvement.url,
            )
