"""Whether AWS does the heavy lifting."""

from designer.review.check import Check
from designer.review.checks.own_servers import (
    databases_run_by_aws,
    runs_without_servers,
)
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source

CHECKS = (
    Check(
        id="COST-14",
        pillar=Pillar.COST,
        choice="cost_managed_data",
        title="AWS runs the databases",
        severity=Severity.MEDIUM,
        asks="Are databases in AWS run by AWS?",
        why="Backups, patches and failover take a person's time each week.",
        advice="Move it to RDS, Aurora or DynamoDB.",
        limits="Databases on servers drawn as EC2 are not told from other servers.",
        sources=(Source("Well-Architected Cost Optimization Pillar", "cost effective resources"),),
        judge=databases_run_by_aws,
    ),
    Check(
        id="COST-15",
        pillar=Pillar.COST,
        choice="cost_managed_compute",
        title="Programs run without servers",
        severity=Severity.LOW,
        asks="Do programs run where nobody patches a system?",
        why="Servers are paid while they wait.",
        advice="Use Lambda, Fargate or App Runner where the work allows it.",
        limits="Large steady loads can be cheaper on servers; say why it does not apply.",
        sources=(Source("Well-Architected Cost Optimization Pillar", "cost effective resources"),),
        judge=runs_without_servers,
    ),
)
