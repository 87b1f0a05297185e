"""Whether changes are small, tested and reversible."""

from designer.review.check import Check
from designer.review.checks.practices import ROLLBACK, pipeline
from designer.review.checks.presence import add, has_any
from designer.review.checks.stated import every, of_services
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source, Verdict
from designer.rules.statements import is_not, state

_PIPELINE = pipeline("brings changes to production")

CHECKS = (
    Check(
        id="OPS-05",
        pillar=Pillar.OPERATIONS,
        choice="ops_pipeline",
        title="A pipeline makes changes",
        severity=Severity.HIGH,
        asks="Does a pipeline bring changes to production?",
        why="By hand each change is a little different, and rare, and so large.",
        advice="Draw the pipeline from the repository to production.",
        limits="Pipelines outside AWS are seen only when drawn as CodePipeline or CodeDeploy.",
        sources=(Source("Well-Architected Operational Excellence Pillar", "prepare"),),
        judge=_PIPELINE.judge,
        fixes=_PIPELINE.fixes,
    ),
    Check(
        id="OPS-06",
        pillar=Pillar.OPERATIONS,
        choice="ops_tested",
        title="Changes are tested by a program",
        severity=Severity.MEDIUM,
        asks="Is every change built and tested by a program?",
        why="What is not tested by a program is tested by users.",
        advice="Draw CodeBuild in the pipeline.",
        limits="Builds elsewhere are not seen; the team can answer.",
        sources=(Source("Well-Architected Operational Excellence Pillar", "prepare"),),
        judge=has_any(
            ("codebuild",),
            "Nothing is drawn that builds and tests changes.",
            otherwise=Verdict.UNKNOWN,
        ),
        fixes=add("codebuild", "Add CodeBuild"),
    ),
    Check(
        id="OPS-07",
        pillar=Pillar.OPERATIONS,
        choice="ops_gradual",
        title="A new version meets a part of the load first",
        severity=Severity.MEDIUM,
        asks="Does a new version meet a part of the load before all of it?",
        why="A fault then meets few users.",
        advice="Roll out blue/green, by canary or step by step.",
        limits="Looks at CodeDeploy only.",
        sources=(Source("AWS Config", "codedeploy-ec2-minimum-healthy-hosts-configured"),),
        judge=every(
            "strategy",
            "replaces the version in place",
            "all instances may get a faulty version",
            is_good=is_not("in_place"),
            where=of_services("codedeploy"),
        ),
        fixes=state("Roll out blue/green by {name}", "strategy", "blue_green"),
        needs_subject=True,
    ),
    Check(
        id="OPS-08",
        pillar=Pillar.OPERATIONS,
        choice="ops_rollback",
        title="A version that fails is taken back",
        severity=Severity.MEDIUM,
        asks="Is a version that fails taken back by itself?",
        why="Going back by hand takes as long as finding out who may.",
        advice="Turn automatic rollback on, tied to alarms.",
        limits="Looks at CodeDeploy only.",
        sources=(Source("AWS Config", "codedeploy-auto-rollback-monitor-enabled"),),
        judge=ROLLBACK.judge,
        fixes=ROLLBACK.fixes,
        needs_subject=True,
    ),
)
