"""Whether the workload is run by code."""

from designer.review.check import Check
from designer.review.checks.practices import templates
from designer.review.checks.presence import add, has_any
from designer.review.checks.stated import every
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source, Verdict
from designer.rules.statements import state

_TEMPLATES = templates("the infrastructure comes")

CHECKS = (
    Check(
        id="OPS-01",
        pillar=Pillar.OPERATIONS,
        choice="ops_templates",
        title="Infrastructure comes from templates",
        severity=Severity.HIGH,
        asks="Is the infrastructure described by templates?",
        why="What was clicked together cannot be reviewed, repeated or taken back.",
        advice="Draw CloudFormation, and describe everything by templates.",
        limits="Templates of other makers are seen only when drawn as CloudFormation.",
        sources=(Source("Well-Architected Operational Excellence Pillar", "prepare"),),
        judge=_TEMPLATES.judge,
        fixes=_TEMPLATES.fixes,
    ),
    Check(
        id="OPS-02",
        pillar=Pillar.OPERATIONS,
        choice="ops_runbooks",
        title="Procedures run by themselves",
        severity=Severity.MEDIUM,
        asks="Are procedures scripts that run by themselves?",
        why="At night, under pressure, the third step is forgotten.",
        advice="Draw Systems Manager, and turn procedures into runbooks.",
        limits="Scripts kept elsewhere are not seen.",
        sources=(Source("Well-Architected Operational Excellence Pillar", "operate"),),
        judge=has_any(
            ("systems-manager", "step-functions"), "Nothing is drawn that runs procedures."
        ),
        fixes=add("systems-manager", "Add Systems Manager"),
    ),
    Check(
        id="OPS-03",
        pillar=Pillar.OPERATIONS,
        choice="ops_no_logins",
        title="Nobody logs in to servers",
        severity=Severity.LOW,
        asks="Are servers run without anybody logging in to them by an open port?",
        why="What was changed by hand on one server is different on all others.",
        advice="Use Session Manager and runbooks.",
        limits="Whether somebody logs in all the same is not known.",
        sources=(Source("Well-Architected Operational Excellence Pillar", "operate"),),
        judge=every(
            "session_manager",
            "is reached by an open port",
            "people may log in and change it by hand",
        ),
        fixes=state("Reach {name} by Session Manager", "session_manager", True),
    ),
    Check(
        id="OPS-04",
        pillar=Pillar.OPERATIONS,
        choice="ops_versioned",
        title="Code is under version control",
        severity=Severity.MEDIUM,
        asks="Is the code of applications and infrastructure under version control?",
        why="Without history nobody can tell what changed, or go back.",
        advice="Keep it in a repository.",
        limits="Most repositories are not drawn; the team can answer.",
        sources=(Source("Well-Architected Operational Excellence Pillar", "prepare"),),
        judge=has_any(("codecommit",), "No repository is drawn.", otherwise=Verdict.UNKNOWN),
        fixes=add("codecommit", "Add CodeCommit"),
    ),
)
