"""Whether it can be told who did what, and whether anybody is told of threats."""

from designer.review.check import Check
from designer.review.checks.presence import add, has_any
from designer.review.checks.stated import every
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source
from designer.rules.statements import state

CHECKS = (
    Check(
        id="SEC-01",
        pillar=Pillar.SECURITY,
        choice="sec_trail",
        title="A trail records calls to AWS",
        severity=Severity.HIGH,
        asks="Does a trail record who called which function of AWS?",
        why="Without a trail nobody can tell afterwards who opened, changed or deleted what.",
        advice="Add CloudTrail, for all Regions, and keep its log files in a store of their own.",
        limits="A trail that the organisation keeps for all its accounts is seen only when drawn.",
        sources=(
            Source("AWS Config", "cloudtrail-enabled"),
            Source("Well-Architected Security Pillar", "SEC04-BP01"),
        ),
        judge=has_any(("cloudtrail",), "No trail records calls to AWS."),
        fixes=add("cloudtrail", "Add CloudTrail"),
    ),
    Check(
        id="SEC-02",
        pillar=Pillar.SECURITY,
        choice="sec_threats",
        title="Threats are detected",
        severity=Severity.MEDIUM,
        asks="Does a service watch for threats?",
        why="Stolen keys and infected servers show in logs long before they show in damage.",
        advice="Turn GuardDuty on; Security Hub gathers what it and others find.",
        limits="Products of other makers are not known.",
        sources=(
            Source("AWS Config", "guardduty-enabled-centralized"),
            Source("Well-Architected Security Pillar", "SEC04-BP02"),
        ),
        judge=has_any(
            ("guardduty", "security-hub", "detective"),
            "Nothing in the drawing watches for threats.",
        ),
        fixes=add("guardduty", "Add GuardDuty"),
    ),
    Check(
        id="SEC-03",
        pillar=Pillar.SECURITY,
        choice="sec_configuration",
        title="Configuration is recorded",
        severity=Severity.MEDIUM,
        asks="Is the configuration of resources recorded and compared with rules?",
        why="A store that is opened to the world by mistake stays open until somebody looks.",
        advice="Turn AWS Config on, with rules for what must never be.",
        limits="Says nothing of which rules there are.",
        sources=(Source("Well-Architected Security Pillar", "SEC04-BP04"),),
        judge=has_any(
            ("config", "security-hub", "control-tower"),
            "Nothing in the drawing records how resources are configured.",
        ),
        fixes=add("config", "Add AWS Config"),
    ),
    Check(
        id="SEC-10",
        pillar=Pillar.SECURITY,
        choice="sec_access_logs",
        title="Entrances write access logs",
        severity=Severity.LOW,
        asks="Do load balancers, distributions, APIs and buckets write down who asked for what?",
        why="Without a log of requests an attack can be seen but not followed.",
        advice="Turn access logs on.",
        limits="Where the logs go, and for how long, is not asked.",
        sources=(Source("AWS Config", "elb-logging-enabled"),),
        judge=every(
            "access_logs", "writes no access log", "requests cannot be followed afterwards"
        ),
        fixes=state("Turn access logs on for {name}", "access_logs", True),
    ),
    Check(
        id="SEC-11",
        pillar=Pillar.SECURITY,
        choice="sec_flow_logs",
        title="Networks write flow logs",
        severity=Severity.LOW,
        asks="Does every VPC write down which addresses talk to which?",
        why="Flow logs show what moves inside the network after somebody has broken in.",
        advice="Turn flow logs on.",
        limits="Says nothing of how long they are kept.",
        sources=(Source("AWS Config", "vpc-flow-logs-enabled"),),
        judge=every(
            "flow_logs", "writes no flow log", "who talked to whom cannot be told afterwards"
        ),
        fixes=state("Turn flow logs on for {name}", "flow_logs", True),
    ),
)
