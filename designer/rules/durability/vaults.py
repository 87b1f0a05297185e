"""Whether the backups themselves survive malice and mistakes, and can be used when needed."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.model.elements import Element, Kind
from designer.model.links import LinkKind
from designer.model.topology import Topology
from designer.rules.phrasing import names
from designer.rules.rule import Judgement, Rule, Severity, Source, Verdict
from designer.rules.statements import is_true, judge_together, state
from designer.rules.tenets import Tenet

_VAULT, _BUCKET = "backup", "s3"


def _buckets(topology: Topology) -> list[Element]:
    """Return the buckets that keep backups of something."""
    return [e for e in topology.of_service(_BUCKET) if topology.incoming(e.id, LinkKind.BACKUP)]


def _locked(facts: Facts) -> Iterable[Judgement]:
    undone = "can be emptied by whoever administers the account"
    silent = "as AWS leaves it, whoever administers the account can empty it"
    vaults, buckets = facts.topology.of_service(_VAULT), _buckets(facts.topology)
    yield from judge_together(facts, vaults, "vault_lock", is_true, undone, silent)
    for judged in judge_together(facts, buckets, "object_lock", is_true, undone, silent):
        if judged.verdict is Verdict.UNKNOWN:
            yield Judgement(
                verdict=Verdict.UNKNOWN,
                elements=judged.elements,
                subject="buckets",
                sentence=judged.sentence,
            )
        else:
            yield judged


def _elsewhere(facts: Facts) -> Iterable[Judgement]:
    topology, alone = facts.topology, list[Element]()
    for vault in topology.of_service(_VAULT):
        kept = [link.source for link in topology.incoming(vault.id, LinkKind.BACKUP)]
        own = topology.around(vault.id, Kind.ACCOUNT)
        if own is not None and kept and all(topology.around(e, Kind.ACCOUNT) != own for e in kept):
            yield Judgement(verdict=Verdict.PASS, elements=(vault.id,))
        else:
            alone.append(vault)
    yield from judge_together(
        facts,
        alone,
        "cross_account_copy",
        is_true,
        "keeps its backups in the account they are made in",
        "who takes over the account can delete data and backups together",
    )


def _rehearsed(facts: Facts) -> Iterable[Judgement]:
    vaults = facts.topology.of_service(_VAULT)
    yield from judge_together(
        facts,
        vaults,
        "restore_testing",
        is_true,
        f"is never asked to give anything back before it has to: {_nobody(facts, vaults)}",
        "whether a backup can be restored, and how long it takes, is not known until then",
    )


def _nobody(facts: Facts, vaults: Iterable[Element]) -> str:
    sources = [
        link.source
        for vault in vaults
        for link in facts.topology.incoming(vault.id, LinkKind.BACKUP)
    ]
    what = names(facts.topology, dict.fromkeys(sources)) or "what it keeps"
    return f"no restore of {what} is rehearsed"


RULES = (
    Rule(
        id="DU-10",
        tenet=Tenet.DURABILITY,
        title="Backups cannot be deleted before their time",
        severity=Severity.LOW,
        asks="Are the vaults and buckets that keep backups locked?",
        why="Who encrypts data for ransom deletes the backups first, and so does a script that "
        "tidies up too much.",
        advice="Turn the vault lock on, or object lock for a bucket.",
        limits="Asked only where a vault, or a bucket that backups lead to, is drawn.",
        sources=(
            Source("AWS Backup Developer Guide: vault lock", "vault-lock"),
            Source("Well-Architected, Reliability: secure and encrypt backups", "REL09-BP02"),
        ),
        check=_locked,
        fixes=lambda diagram, finding: (
            *state("Lock {name}", "vault_lock", True)(diagram, finding),
            *state("Lock the objects of {name}", "object_lock", True)(diagram, finding),
        ),
    ),
    Rule(
        id="DU-11",
        tenet=Tenet.DURABILITY,
        title="Backups are kept in another account",
        severity=Severity.LOW,
        asks="Is there a copy of every backup that the account's administrators cannot reach?",
        why="Stolen credentials reach everything in one account: the data and its backups.",
        advice="Copy the backups to a vault of another account of the organisation.",
        limits="Asked only where AWS Backup is drawn; a vault drawn in an account of its own "
        "counts as elsewhere.",
        sources=(
            Source(
                "AWS Backup Developer Guide: copies across accounts", "create-cross-account-backup"
            ),
            Source("Well-Architected, Reliability: secure and encrypt backups", "REL09-BP02"),
        ),
        check=_elsewhere,
        fixes=state("Copy the backups of {name} to another account", "cross_account_copy", True),
    ),
    Rule(
        id="DU-12",
        tenet=Tenet.DURABILITY,
        title="Restores are rehearsed",
        severity=Severity.LOW,
        asks="Are backups restored on a schedule, to see that it works and how long it takes?",
        why="Nobody wants backups; people want restores, and an untested one fails on the day it "
        "is needed.",
        advice="Let AWS Backup restore and check copies by a restore testing plan.",
        limits="Asked only where AWS Backup is drawn; rehearsals by hand are to be stated alike.",
        sources=(
            Source(
                "Well-Architected, Reliability: perform periodic recovery of the data to verify "
                "backup integrity and processes",
                "REL09-BP04",
            ),
        ),
        check=_rehearsed,
        fixes=state("Rehearse restores from {name}", "restore_testing", True),
    ),
)
