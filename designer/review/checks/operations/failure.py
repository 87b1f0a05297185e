"""Whether failure is anticipated, and known when it comes."""

from designer.review.check import Check
from designer.review.checks.borrowed import by_rules, fixes_of_rules
from designer.review.checks.practices import ALARMS, WATCH
from designer.review.checks.presence import add, has_any
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source

CHECKS = (
    Check(
        id="OPS-09",
        pillar=Pillar.OPERATIONS,
        choice="ops_experiments",
        title="Parts are broken on purpose",
        severity=Severity.MEDIUM,
        asks="Are parts broken on purpose to see whether the design holds?",
        why="What was never tried fails in a way that nobody thought of.",
        advice="Draw Fault Injection Service, and begin with one instance.",
        limits="Experiments by other tools are not seen.",
        sources=(Source("Well-Architected Operational Excellence Pillar", "prepare"),),
        judge=has_any(("fis",), "Nothing is drawn that breaks parts on purpose."),
        fixes=add("fis", "Add Fault Injection Service"),
    ),
    Check(
        id="OPS-10",
        pillar=Pillar.OPERATIONS,
        choice="ops_alarms",
        title="Something watches",
        severity=Severity.HIGH,
        asks="Is there something that watches and can call somebody?",
        why="Users are a bad alarm.",
        advice="Add CloudWatch with alarms.",
        limits="Whom the alarm calls is not asked.",
        sources=(Source("Well-Architected Operational Excellence Pillar", "operate"),),
        judge=WATCH.judge,
        fixes=WATCH.fixes,
    ),
    Check(
        id="OPS-11",
        pillar=Pillar.OPERATIONS,
        choice="ops_alarms",
        title="Alarms are set",
        severity=Severity.MEDIUM,
        asks="Are alarms set on what is watched?",
        why="A metric that nobody looks at calls nobody.",
        advice="Set alarms on what users notice.",
        limits="Which metrics have alarms is not asked.",
        sources=(Source("AWS Config", "cloudwatch-alarm-action-check"),),
        judge=ALARMS.judge,
        fixes=ALARMS.fixes,
    ),
    Check(
        id="OPS-12",
        pillar=Pillar.OPERATIONS,
        choice="ops_no_single_points",
        title="No single failure stops it",
        severity=Severity.HIGH,
        asks="Does the drawing hold when any one part or zone fails?",
        why="The drawing itself can be broken, at no cost, before anything is built.",
        advice="Apply the fixes of the findings on single points of failure.",
        limits="As the rules FT-01, FT-02 and FT-03.",
        sources=(Source("Well-Architected Operational Excellence Pillar", "prepare"),),
        judge=by_rules("FT-01", "FT-02", "FT-03"),
        fixes=fixes_of_rules,
    ),
)
