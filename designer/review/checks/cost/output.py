"""Whether output can be set against cost."""

from designer.review.check import Check
from designer.review.checks.borrowed import by_rules
from designer.review.checks.presence import add, has_any
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source

CHECKS = (
    Check(
        id="COST-11",
        pillar=Pillar.COST,
        choice="cost_load_known",
        title="The load is stated",
        severity=Severity.LOW,
        asks="Is the peak load stated?",
        why="Without the load nobody can say what a request costs.",
        advice="State it in the workload.",
        limits="As the rule SC-03.",
        sources=(Source("Well-Architected Cost Optimization Pillar", "optimize over time"),),
        judge=by_rules("SC-03"),
    ),
    Check(
        id="COST-12",
        pillar=Pillar.COST,
        choice="cost_metrics",
        title="Output is measured",
        severity=Severity.MEDIUM,
        asks="Is there something that measures output?",
        why="Cost alone says nothing.",
        advice="Add CloudWatch.",
        limits="Which metrics are kept is not asked.",
        sources=(Source("Well-Architected Cost Optimization Pillar", "optimize over time"),),
        judge=has_any(
            ("cloudwatch", "quicksight", "prometheus", "grafana"),
            "Nothing is drawn that measures output.",
        ),
        fixes=add("cloudwatch", "Add CloudWatch"),
    ),
    Check(
        id="COST-13",
        pillar=Pillar.COST,
        choice="cost_explored",
        title="Cost is looked at",
        severity=Severity.MEDIUM,
        asks="Is cost looked at by service and over time?",
        why="The bill is one number; the question is what it consists of.",
        advice="Add Cost Explorer.",
        limits="Reports outside AWS are not seen.",
        sources=(
            Source("Well-Architected Cost Optimization Pillar", "expenditure and usage awareness"),
        ),
        judge=has_any(("cost-explorer",), "Nothing is drawn by which cost is looked at."),
        fixes=add("cost-explorer", "Add Cost Explorer"),
    ),
)
