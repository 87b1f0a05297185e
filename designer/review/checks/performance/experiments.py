"""Whether an experiment takes an afternoon."""

from designer.review.check import Check
from designer.review.checks.practices import templates
from designer.review.checks.presence import add, has_any
from designer.review.checks.stated import every, of_services
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source
from designer.rules.statements import is_not, state

_TEMPLATES = templates("a copy could be made")

CHECKS = (
    Check(
        id="PERF-12",
        pillar=Pillar.PERFORMANCE,
        choice="perf_measured",
        title="Latency is measured",
        severity=Severity.MEDIUM,
        asks="Are latency and load measured in production?",
        why="What users wait for is seldom what was tested.",
        advice="Add CloudWatch or X-Ray.",
        limits="What is measured is not asked.",
        sources=(Source("Well-Architected Performance Efficiency Pillar", "process and culture"),),
        judge=has_any(
            ("cloudwatch", "xray", "prometheus", "grafana"),
            "Nothing is drawn that measures latency and load.",
        ),
        fixes=add("cloudwatch", "Add CloudWatch"),
    ),
    Check(
        id="PERF-13",
        pillar=Pillar.PERFORMANCE,
        choice="perf_copies",
        title="A copy can be made by code",
        severity=Severity.MEDIUM,
        asks="Can a copy of the workload be made by code?",
        why="Only who can throw a copy away dares to try something.",
        advice="Draw CloudFormation.",
        limits="Templates of other makers are seen only when drawn as CloudFormation.",
        sources=(Source("Well-Architected Performance Efficiency Pillar", "process and culture"),),
        judge=_TEMPLATES.judge,
        fixes=_TEMPLATES.fixes,
    ),
    Check(
        id="PERF-14",
        pillar=Pillar.PERFORMANCE,
        choice="perf_split",
        title="Two versions can serve side by side",
        severity=Severity.LOW,
        asks="Can two versions serve side by side?",
        why="Two versions under the same load are the fairest comparison.",
        advice="Roll out blue/green or by canary.",
        limits="Looks at CodeDeploy only.",
        sources=(Source("Well-Architected Performance Efficiency Pillar", "process and culture"),),
        judge=every(
            "strategy",
            "replaces the version in place",
            "two versions cannot be compared",
            is_good=is_not("in_place"),
            where=of_services("codedeploy"),
        ),
        fixes=state("Roll out blue/green by {name}", "strategy", "blue_green"),
        needs_subject=True,
    ),
)
