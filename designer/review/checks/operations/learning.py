"""Whether it can be told afterwards what happened."""

from designer.review.check import Check
from designer.review.checks.presence import add, has_any
from designer.review.checks.stated import every
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source
from designer.rules.statements import state

CHECKS = (
    Check(
        id="OPS-13",
        pillar=Pillar.OPERATIONS,
        choice="ops_metrics",
        title="Metrics and logs are collected",
        severity=Severity.HIGH,
        asks="Are metrics and logs collected?",
        why="What was not measured cannot be learned from.",
        advice="Add CloudWatch.",
        limits="What is collected is not asked.",
        sources=(Source("Well-Architected Operational Excellence Pillar", "operate"),),
        judge=has_any(
            ("cloudwatch", "prometheus", "grafana"),
            "Nothing is drawn that collects metrics and logs.",
        ),
        fixes=add("cloudwatch", "Add CloudWatch"),
    ),
    Check(
        id="OPS-14",
        pillar=Pillar.OPERATIONS,
        choice="ops_traces",
        title="Requests can be followed",
        severity=Severity.LOW,
        asks="Can a request be followed through all parts?",
        why="With several parts, each of them is the last to have been quick.",
        advice="Add X-Ray.",
        limits="Tracing by other tools is not seen.",
        sources=(Source("Well-Architected Operational Excellence Pillar", "operate"),),
        judge=has_any(("xray",), "Nothing is drawn that follows requests through the parts."),
        fixes=add("xray", "Add X-Ray"),
    ),
    Check(
        id="OPS-15",
        pillar=Pillar.OPERATIONS,
        choice="ops_entrance_logs",
        title="Entrances keep logs",
        severity=Severity.LOW,
        asks="Do entrances keep a log of requests?",
        why="The log says what users met while it failed.",
        advice="Turn access logs on.",
        limits="How long they are kept is not asked.",
        sources=(Source("AWS Config", "elb-logging-enabled"),),
        judge=every(
            "access_logs", "writes no access log", "what users met cannot be told afterwards"
        ),
        fixes=state("Turn access logs on for {name}", "access_logs", True),
    ),
)
