"""Whether a security event is noticed, answered by itself, and recovered from."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.review.check import Check
from designer.review.checks.practices import ALARMS, WATCH
from designer.review.pillars import Pillar
from designer.rules.phrasing import names
from designer.rules.rule import Judgement, Severity, Source, Verdict
from designer.rules.statements import state

_LOCKS = ("vault_lock", "object_lock")
_WATCHERS = ("guardduty", "security-hub", "config", "cloudwatch", "inspector", "macie")
_ACTORS = ("lambda", "systems-manager", "step-functions", "sns")


def _untouchable(facts: Facts) -> Iterable[Judgement]:
    topology = facts.topology
    keepers = topology.of_service("backup", "s3", "glacier")
    locked = [
        keeper.id for keeper in keepers if any(keeper.properties.get(k) is True for k in _LOCKS)
    ]
    if locked:
        yield Judgement(verdict=Verdict.PASS, elements=tuple(locked))
        return
    vaults = [keeper for keeper in keepers if keeper.service == "backup"]
    silent = [vault.id for vault in vaults if "vault_lock" not in vault.properties]
    if silent:
        yield Judgement(
            verdict=Verdict.UNKNOWN,
            elements=tuple(silent),
            sentence=f"“Vault lock” is not stated for {names(topology, silent)}; who breaks in may "
            "delete the backups.",
        )
        return
    yield Judgement(
        verdict=Verdict.FAIL,
        elements=tuple(vault.id for vault in vaults),
        sentence="No backup is kept where nobody can delete it.",
    )


def _response(facts: Facts) -> Iterable[Judgement]:
    topology = facts.topology
    buses = topology.of_service("eventbridge")
    wired = [
        bus.id
        for bus in buses
        if any(topology.elements[x.source].service in _WATCHERS for x in topology.incoming(bus.id))
        and any(topology.elements[x.target].service in _ACTORS for x in topology.outgoing(bus.id))
    ]
    straight = [
        watcher.id
        for watcher in topology.of_service(*_WATCHERS)
        if any(
            topology.elements[link.target].service in ("lambda", "systems-manager")
            for link in topology.outgoing(watcher.id)
        )
    ]
    if wired or straight:
        yield Judgement(verdict=Verdict.PASS, elements=(*wired, *straight))
    else:
        yield Judgement(
            verdict=Verdict.FAIL,
            sentence="Nothing leads from what notices an event to what answers it.",
        )


CHECKS = (
    Check(
        id="SEC-30",
        pillar=Pillar.SECURITY,
        choice="sec_alarms",
        title="Something watches",
        severity=Severity.HIGH,
        asks="Is there something that watches and can call somebody?",
        why="What nobody notices lasts for months.",
        advice="Add CloudWatch with alarms.",
        limits="Whom the alarm calls is not asked.",
        sources=(Source("Well-Architected Security Pillar", "detection"),),
        judge=WATCH.judge,
        fixes=WATCH.fixes,
    ),
    Check(
        id="SEC-31",
        pillar=Pillar.SECURITY,
        choice="sec_alarms",
        title="Alarms are set",
        severity=Severity.MEDIUM,
        asks="Are alarms set on what is watched?",
        why="A metric that nobody looks at calls nobody.",
        advice="Set alarms.",
        limits="Which metrics have alarms is not asked.",
        sources=(Source("AWS Config", "cloudwatch-alarm-action-check"),),
        judge=ALARMS.judge,
        fixes=ALARMS.fixes,
    ),
    Check(
        id="SEC-32",
        pillar=Pillar.SECURITY,
        choice="sec_response",
        title="Events are answered by themselves",
        severity=Severity.LOW,
        asks="Does a path lead from what notices an event to what answers it?",
        why="A program contains an attack while people still read the first message.",
        advice="Link the detector by EventBridge to a function or a runbook.",
        limits="What the answer does is not known.",
        sources=(Source("Well-Architected Security Pillar", "incident response"),),
        judge=_response,
    ),
    Check(
        id="SEC-33",
        pillar=Pillar.SECURITY,
        choice="sec_untouchable",
        title="A backup that nobody can delete",
        severity=Severity.HIGH,
        asks="Is there a backup that nobody, however powerful, can delete before its time?",
        why="Who breaks in for ransom deletes the backups first.",
        advice="Lock the vault, or the objects in the bucket that holds backups.",
        limits="Whether the locked copy holds everything is not asked.",
        sources=(Source("AWS Config", "backup-recovery-point-manual-deletion-disabled"),),
        judge=_untouchable,
        fixes=state("Lock the vault of {name}", "vault_lock", True),
    ),
)
