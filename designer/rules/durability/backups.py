"""Whether what is lost by mistake or malice can be brought back."""

from collections.abc import Iterable

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Service
from designer.edit.edits import SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element, Value
from designer.model.ids import ElementId
from designer.model.links import LinkKind
from designer.model.workload import Disruption
from designer.rules.phrasing import name
from designer.rules.rule import Finding, Fix, Judgement, Option, Rule, Severity, Source, Verdict
from designer.rules.statements import at_least, is_true, judge_statement, one_step, state
from designer.rules.tenets import Tenet

ENOUGH_DAYS = 7


def _no_backup(facts: Facts) -> Iterable[Judgement]:
    for row in facts.recovery.rows:
        if row.disruption is not Disruption.SOFTWARE or row.store is None:
            continue
        called = name(facts.topology, row.store)
        if row.rpo_s is not None:
            yield Judgement(verdict=Verdict.PASS, elements=(row.store,))
            continue
        yield Judgement(
            verdict=Verdict.FAIL,
            elements=(row.store,),
            sentence=f"Nothing brings {called} back after a deletion or corruption.",
            scenario=f"A bad deployment deletes the data in {called}.",
        )


# What turns a way back on, in the order preferred: the value for each property a row may have.
_WAYS_BACK: tuple[tuple[str, Value, str], ...] = (
    ("pitr", True, "Turn point-in-time recovery on for {name}"),
    ("versioning", True, "Keep versions in {name}"),
    ("automatic_backups", True, "Back {name} up every day"),
    ("backup_interval_h", 24, "Take a snapshot of {name} every day"),
)


def _bring_back(diagram: Diagram, finding: Finding) -> Iterable[Fix]:
    for element_id in finding.elements:
        element = diagram.topology.elements[ElementId(element_id)]
        service = catalog()[element.service]
        for key, value, title in _WAYS_BACK:
            if service.property(key) is None or element.properties.get(key) == value:
                continue
            if key == "backup_interval_h" and service.property("automatic_backups") is not None:
                continue  # how often says nothing while backups are off
            text = title.format(name=name(diagram.topology, element_id))
            yield one_step(
                text,
                SetProperty(ids=frozenset({element.id}), key=key, value=value),
                Option.BEST_RECOVERY if key == "pitr" else Option.LEAST_CHANGE,
            )


def _kept(facts: Facts) -> Iterable[Judgement]:
    def keeps_data(element: Element, service: Service) -> bool:
        # A copy is as good as its original's backups.
        copies = facts.topology.incoming(element.id, LinkKind.REPLICATION)
        return service.stateful and not copies

    return judge_statement(
        facts,
        "backup_retention_days",
        at_least(ENOUGH_DAYS),
        "keeps backups for less than a week",
        where=keeps_data,
    )


RULES = (
    Rule(
        id="DU-01",
        tenet=Tenet.DURABILITY,
        title="Every store can be brought back after a mistake",
        severity=Severity.HIGH,
        asks="Does every data store have a backup, versions or point-in-time recovery?",
        why="A deletion or a corruption is copied to every replica within a second; only an "
        "earlier copy brings the data back.",
        advice="Turn automatic backups and point-in-time recovery on, keep versions in buckets.",
        limits="A backup made by a tool that is not drawn is not seen; draw it or link the store "
        "to AWS Backup.",
        sources=(
            Source("Trusted Advisor: Amazon RDS Backups", "opQPADkZvH"),
            Source("Trusted Advisor: Amazon RDS Continuous Backup Not Enabled", "44fde09ab5"),
            Source("Trusted Advisor: DynamoDB Point-in-time Recovery", "c18d2gz138"),
            Source("Trusted Advisor: Amazon EBS Snapshots", "H7IgTzjTYb"),
            Source("Well-Architected, Reliability REL09-BP01", "REL09-BP01"),
        ),
        check=_no_backup,
        fixes=_bring_back,
    ),
    Rule(
        id="DU-02",
        tenet=Tenet.DURABILITY,
        title="Backups are kept for a week or longer",
        severity=Severity.MEDIUM,
        asks="Are automatic backups kept for at least seven days?",
        why="A corruption that is noticed on Monday has often begun the week before.",
        advice="Keep backups for 7 to 35 days.",
        limits="Rules of law may ask for longer; those are not known here. Replicas are not asked.",
        sources=(Source("Trusted Advisor: Amazon RDS Backups", "opQPADkZvH"),),
        check=_kept,
        fixes=state("Keep backups of {name} for 14 days", "backup_retention_days", 14),
    ),
    Rule(
        id="DU-03",
        tenet=Tenet.DURABILITY,
        title="Buckets keep versions",
        severity=Severity.MEDIUM,
        asks="Does every bucket keep earlier versions?",
        why="Eleven nines of durability protect against lost disks, not against an overwrite.",
        advice="Turn versioning on, with a lifecycle rule for old versions.",
        limits="Buckets whose content can be made again need no versions; accept the finding.",
        sources=(Source("Trusted Advisor: Amazon S3 Bucket Versioning", "R365s2Qddf"),),
        check=lambda facts: judge_statement(
            facts, "versioning", is_true, "keeps no earlier versions"
        ),
        fixes=state("Keep versions in {name}", "versioning", True),
    ),
)
