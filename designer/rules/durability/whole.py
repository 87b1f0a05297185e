"""Whether the design as a whole, not only each store, is back in time."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.model.workload import Disruption
from designer.rules.phrasing import span
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.tenets import Tenet

_AFTER = {
    Disruption.SOFTWARE: "a bad deployment or deletion",
    Disruption.INFRASTRUCTURE: "the loss of a host",
    Disruption.ZONE: "the loss of a zone",
    Disruption.REGION: "the loss of a Region",
}


def _back(facts: Facts) -> Iterable[Judgement]:
    recovery = facts.recovery
    # A store that is late or lost has a finding of its own.
    told = {row.disruption for row in recovery.rows if row.rto_met is False or row.unrecoverable}
    for row in recovery.workload:
        if row.rto_met is None or row.disruption in told:
            continue
        subject = row.disruption.value
        if row.rto_met or row.rto_s is None or row.rto_target_s is None:
            yield Judgement(verdict=Verdict.PASS, subject=subject)
            continue
        strategy = ""
        if row.disruption is Disruption.REGION:
            strategy = f" The strategy that is drawn: {recovery.strategy.value}."
        yield Judgement(
            verdict=Verdict.FAIL,
            subject=subject,
            sentence=f"After {_AFTER[row.disruption]} the design serves again in "
            f"{span(row.rto_s)} ({row.by}), which misses the RTO of {span(row.rto_target_s)} by "
            f"{span(row.rto_s - row.rto_target_s)}.{strategy}",
        )


RULES = (
    Rule(
        id="DU-09",
        tenet=Tenet.DURABILITY,
        title="The whole design is back within the RTO",
        severity=Severity.HIGH,
        asks="Does the design serve again within the RTO, its servers and its routing included?",
        why="A database that is restored in time helps nobody while the servers are still being "
        "built and the users still sent to the old place.",
        advice="Keep more of the second place running: from backup and restore over a pilot light "
        "and a warm standby to multi-site, and let DNS or an accelerator re-route by itself.",
        limits="The time to notice and decide, to repair and to build are assumed where the "
        "workload does not state them. Stores that are late by themselves are judged by their "
        "own rule.",
        sources=(
            Source(
                "Well-Architected, Reliability: use defined recovery strategies to meet the "
                "recovery objectives",
                "REL13-BP02",
            ),
            Source("The tenet's own text: within the RTO (time that may be lost)"),
        ),
        check=_back,
    ),
)
