"""Whether recovery is possible, targeted and tried."""

from designer.review.check import Check
from designer.review.checks.borrowed import by_rules, fixes_of_rules
from designer.review.checks.presence import add, has_any
from designer.review.checks.stated import every, of_services
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source
from designer.rules.statements import state

CHECKS = (
    Check(
        id="REL-06",
        pillar=Pillar.RELIABILITY,
        choice="rel_way_back",
        title="Every store has a way back",
        severity=Severity.HIGH,
        asks="Can every store be brought back after a mistake?",
        why="Copies copy mistakes; only backups and versions bring back what was.",
        advice="Turn backups, point-in-time recovery or versioning on.",
        limits="As the rule DU-01.",
        sources=(Source("Well-Architected Reliability Pillar", "failure management"),),
        judge=by_rules("DU-01"),
        fixes=fixes_of_rules,
    ),
    Check(
        id="REL-07",
        pillar=Pillar.RELIABILITY,
        choice="rel_targets",
        title="Recovery targets are stated",
        severity=Severity.MEDIUM,
        asks="Is it stated how soon, and how current, data must be back?",
        why="Without a target every recovery is a success.",
        advice="State RTO and RPO in the workload.",
        limits="As the rule DU-06.",
        sources=(Source("Well-Architected Reliability Pillar", "failure management"),),
        judge=by_rules("DU-06"),
    ),
    Check(
        id="REL-08",
        pillar=Pillar.RELIABILITY,
        choice="rel_restores",
        title="Restores are rehearsed",
        severity=Severity.MEDIUM,
        asks="Are restores rehearsed by a program?",
        why="A backup that was never restored may be empty.",
        advice="Turn restore testing on in AWS Backup.",
        limits="Rehearsals by hand are answered by the team.",
        sources=(Source("AWS Config", "restore-testing"),),
        judge=every(
            "restore_testing",
            "does not test its restores",
            "backups may turn out to be useless",
            where=of_services("backup"),
        ),
        fixes=state("Test restores by {name}", "restore_testing", True),
        needs_subject=True,
    ),
    Check(
        id="REL-09",
        pillar=Pillar.RELIABILITY,
        choice="rel_experiments",
        title="Failover is tried",
        severity=Severity.MEDIUM,
        asks="Is failover tried by breaking parts on purpose?",
        why="A failover that never ran is a guess.",
        advice="Draw Fault Injection Service.",
        limits="Experiments by other tools are not seen.",
        sources=(Source("Well-Architected Reliability Pillar", "failure management"),),
        judge=has_any(("fis",), "Nothing is drawn that tries failover by breaking parts."),
        fixes=add("fis", "Add Fault Injection Service"),
    ),
)
