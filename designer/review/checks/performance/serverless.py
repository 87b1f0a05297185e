"""Whether AWS runs what need not run on servers of one's own."""

from designer.review.check import Check
from designer.review.checks.borrowed import by_rules, fixes_of_rules
from designer.review.checks.own_servers import (
    databases_run_by_aws,
    runs_without_servers,
)
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source

CHECKS = (
    Check(
        id="PERF-09",
        pillar=Pillar.PERFORMANCE,
        choice="perf_no_servers",
        title="Programs run without servers",
        severity=Severity.LOW,
        asks="Do programs run as functions or containers without servers?",
        why="Nobody sizes, patches or waits for what AWS runs.",
        advice="Use Lambda, Fargate or App Runner where the work allows it.",
        limits="Some work needs a server; say why it does not apply.",
        sources=(Source("Well-Architected Performance Efficiency Pillar", "compute and hardware"),),
        judge=runs_without_servers,
    ),
    Check(
        id="PERF-10",
        pillar=Pillar.PERFORMANCE,
        choice="perf_managed_data",
        title="AWS runs the databases",
        severity=Severity.MEDIUM,
        asks="Are databases in AWS run by AWS?",
        why="A database of one's own is as quick as the person who tunes it.",
        advice="Move it to RDS, Aurora or DynamoDB.",
        limits="Databases on servers drawn as EC2 are not told from other servers.",
        sources=(Source("Well-Architected Performance Efficiency Pillar", "data management"),),
        judge=databases_run_by_aws,
    ),
    Check(
        id="PERF-11",
        pillar=Pillar.PERFORMANCE,
        choice="perf_elastic_data",
        title="Stores follow the load",
        severity=Severity.LOW,
        asks="Does the capacity of stores follow the load?",
        why="A store of fixed size is too large or too small.",
        advice="Use on-demand or serverless capacity, or auto scaling.",
        limits="As the rules EL-05 and EL-11.",
        sources=(Source("Well-Architected Performance Efficiency Pillar", "data management"),),
        judge=by_rules("EL-05", "EL-11"),
        fixes=fixes_of_rules,
    ),
)
