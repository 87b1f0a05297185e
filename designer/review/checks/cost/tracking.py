"""Whether spending is followed and announced."""

from designer.review.check import Check
from designer.review.checks.practices import ALARMS
from designer.review.checks.presence import add, has_any
from designer.review.checks.stated import every
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source
from designer.rules.statements import state

CHECKS = (
    Check(
        id="COST-01",
        pillar=Pillar.COST,
        choice="cost_budgets",
        title="A budget warns",
        severity=Severity.HIGH,
        asks="Is there a budget?",
        why="A mistake in a loop spends a year's budget in a night.",
        advice="Add a budget for the workload.",
        limits="Budgets of the organisation are seen only when drawn.",
        sources=(
            Source("Well-Architected Cost Optimization Pillar", "expenditure and usage awareness"),
        ),
        judge=has_any(("budgets",), "No budget is drawn."),
        fixes=add("budgets", "Add a budget"),
    ),
    Check(
        id="COST-02",
        pillar=Pillar.COST,
        choice="cost_budgets",
        title="Budgets have alerts",
        severity=Severity.MEDIUM,
        asks="Is somebody told before the budget is spent?",
        why="A limit that nobody hears of limits nothing.",
        advice="Turn alerts on.",
        limits="Whom they tell is not asked.",
        sources=(
            Source("Well-Architected Cost Optimization Pillar", "expenditure and usage awareness"),
        ),
        judge=every("alerts", "tells nobody", "nobody may be told before it is spent"),
        fixes=state("Let {name} alert somebody", "alerts", True),
    ),
    Check(
        id="COST-03",
        pillar=Pillar.COST,
        choice="cost_anomalies",
        title="Cost is explored",
        severity=Severity.MEDIUM,
        asks="Is there something that follows spending?",
        why="Spending that leaves its course is a mistake or a theft.",
        advice="Add Cost Explorer with anomaly detection.",
        limits="Reports outside AWS are not seen.",
        sources=(
            Source("Well-Architected Cost Optimization Pillar", "expenditure and usage awareness"),
        ),
        judge=has_any(("cost-explorer",), "Nothing is drawn that follows spending."),
        fixes=add("cost-explorer", "Add Cost Explorer"),
    ),
    Check(
        id="COST-04",
        pillar=Pillar.COST,
        choice="cost_anomalies",
        title="Anomalies are detected",
        severity=Severity.LOW,
        asks="Is somebody told when spending leaves its usual course?",
        why="A budget notices the sum, not the change.",
        advice="Turn anomaly detection on.",
        limits="Whom it tells is not asked.",
        sources=(
            Source("Well-Architected Cost Optimization Pillar", "expenditure and usage awareness"),
        ),
        judge=every(
            "anomaly_detection",
            "detects no anomalies",
            "unusual spending may be noticed on the bill only",
        ),
        fixes=state("Detect anomalies in {name}", "anomaly_detection", True),
    ),
    Check(
        id="COST-05",
        pillar=Pillar.COST,
        choice="cost_usage_alarms",
        title="Usage is watched",
        severity=Severity.LOW,
        asks="Does something watch usage?",
        why="What costs is used first.",
        advice="Add CloudWatch.",
        limits="What is watched is not asked.",
        sources=(
            Source("Well-Architected Cost Optimization Pillar", "expenditure and usage awareness"),
        ),
        judge=has_any(("cloudwatch", "grafana"), "Nothing is drawn that watches usage."),
        fixes=add("cloudwatch", "Add CloudWatch"),
    ),
    Check(
        id="COST-06",
        pillar=Pillar.COST,
        choice="cost_usage_alarms",
        title="Usage has alarms",
        severity=Severity.LOW,
        asks="Are alarms set?",
        why="A metric that nobody looks at calls nobody.",
        advice="Set alarms on usage.",
        limits="Which metrics have alarms is not asked.",
        sources=(Source("AWS Config", "cloudwatch-alarm-action-check"),),
        judge=ALARMS.judge,
        fixes=ALARMS.fixes,
    ),
)
