"""Whether changes are made by code."""

from designer.review.check import Check
from designer.review.checks.practices import ROLLBACK, pipeline, templates
from designer.review.checks.presence import add, has_any
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source, Verdict

_TEMPLATES = templates("the infrastructure comes")
_PIPELINE = pipeline("makes the changes")

CHECKS = (
    Check(
        id="REL-14",
        pillar=Pillar.RELIABILITY,
        choice="rel_templates",
        title="Infrastructure comes from templates",
        severity=Severity.HIGH,
        asks="Is the infrastructure described by templates?",
        why="What was clicked together cannot be made again after a disaster.",
        advice="Draw CloudFormation, and describe everything by templates.",
        limits="Templates of other makers are seen only when drawn as CloudFormation.",
        sources=(Source("Well-Architected Reliability Pillar", "change management"),),
        judge=_TEMPLATES.judge,
        fixes=_TEMPLATES.fixes,
    ),
    Check(
        id="REL-15",
        pillar=Pillar.RELIABILITY,
        choice="rel_pipeline",
        title="A pipeline makes the changes",
        severity=Severity.MEDIUM,
        asks="Does a pipeline make the changes?",
        why="A change by hand is the most frequent cause of failure.",
        advice="Draw the pipeline.",
        limits="Pipelines outside AWS are seen only when drawn as CodePipeline or CodeDeploy.",
        sources=(Source("Well-Architected Reliability Pillar", "change management"),),
        judge=_PIPELINE.judge,
        fixes=_PIPELINE.fixes,
    ),
    Check(
        id="REL-16",
        pillar=Pillar.RELIABILITY,
        choice="rel_rollback",
        title="A change that fails is undone",
        severity=Severity.MEDIUM,
        asks="Is a change that fails undone by itself?",
        why="The time to go back is the time it is down.",
        advice="Turn automatic rollback on.",
        limits="Looks at CodeDeploy only.",
        sources=(Source("AWS Config", "codedeploy-auto-rollback-monitor-enabled"),),
        judge=ROLLBACK.judge,
        fixes=ROLLBACK.fixes,
        needs_subject=True,
    ),
    Check(
        id="REL-17",
        pillar=Pillar.RELIABILITY,
        choice="rel_quotas",
        title="Quotas are watched",
        severity=Severity.LOW,
        asks="Does something watch quotas?",
        why="A quota is met for the first time on the busiest day.",
        advice="Draw Trusted Advisor.",
        limits="Service Quotas has no symbol of its own; the team can answer.",
        sources=(Source("Well-Architected Reliability Pillar", "foundations"),),
        judge=has_any(
            ("trusted-advisor",), "Nothing is drawn that watches quotas.", otherwise=Verdict.UNKNOWN
        ),
        fixes=add("trusted-advisor", "Add Trusted Advisor"),
    ),
)
