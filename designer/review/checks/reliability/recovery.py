"""Whether failure is left out, replaced and noticed without people."""

from designer.review.check import Check
from designer.review.checks.borrowed import by_rules, fixes_of_rules
from designer.review.checks.own_servers import (
    servers_are_replaced,
)
from designer.review.checks.practices import ALARMS, WATCH
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source

CHECKS = (
    Check(
        id="REL-01",
        pillar=Pillar.RELIABILITY,
        choice="rel_left_out",
        title="What fails is left out",
        severity=Severity.HIGH,
        asks="Do load balancers and DNS leave out what fails?",
        why="A request that is sent to a dead server is lost.",
        advice="Turn health checks on.",
        limits="As the rules HA-12 and FT-06.",
        sources=(Source("Well-Architected Reliability Pillar", "failure management"),),
        judge=by_rules("HA-12", "FT-06"),
        fixes=fixes_of_rules,
    ),
    Check(
        id="REL-02",
        pillar=Pillar.RELIABILITY,
        choice="rel_replaced",
        title="Servers are replaced",
        severity=Severity.HIGH,
        asks="Is every server a member of a group that replaces it, or run by AWS?",
        why="A server that stays down leaves the next failure without a spare.",
        advice="Make servers members of an Auto Scaling group.",
        limits="Recovery of a single instance on new hardware is not counted.",
        sources=(Source("AWS Config", "autoscaling-group-elb-healthcheck-required"),),
        judge=servers_are_replaced,
    ),
    Check(
        id="REL-03",
        pillar=Pillar.RELIABILITY,
        choice="rel_takes_over",
        title="Stores have a copy that takes over",
        severity=Severity.HIGH,
        asks="Does every store have a copy that takes over by itself?",
        why="Restoring a database takes as long as it is large.",
        advice="Turn Multi-AZ or automatic failover on.",
        limits="As the rules FT-02 and FT-05.",
        sources=(Source("Well-Architected Reliability Pillar", "failure management"),),
        judge=by_rules("FT-02", "FT-05"),
        fixes=fixes_of_rules,
    ),
    Check(
        id="REL-04",
        pillar=Pillar.RELIABILITY,
        choice="rel_noticed",
        title="Something watches",
        severity=Severity.MEDIUM,
        asks="Is there something that watches whether recovery works?",
        why="Recovery that fails silently is found by users.",
        advice="Add CloudWatch.",
        limits="What is watched is not asked.",
        sources=(Source("Well-Architected Reliability Pillar", "change management"),),
        judge=WATCH.judge,
        fixes=WATCH.fixes,
    ),
    Check(
        id="REL-05",
        pillar=Pillar.RELIABILITY,
        choice="rel_noticed",
        title="Alarms are set",
        severity=Severity.LOW,
        asks="Are alarms set on what is watched?",
        why="A metric that nobody looks at calls nobody.",
        advice="Set alarms on what users notice.",
        limits="Which metrics have alarms is not asked.",
        sources=(Source("AWS Config", "cloudwatch-alarm-action-check"),),
        judge=ALARMS.judge,
        fixes=ALARMS.fixes,
    ),
)
