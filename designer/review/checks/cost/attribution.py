"""Whether spending belongs to somebody."""

from designer.review.check import Check
from designer.review.checks.practices import ACCOUNTS
from designer.review.checks.stated import every
from designer.review.pillars import Pillar
from designer.rules.rule import Severity, Source
from designer.rules.statements import state

CHECKS = (
    Check(
        id="COST-16",
        pillar=Pillar.COST,
        choice="cost_tags",
        title="Cost allocation tags are on",
        severity=Severity.MEDIUM,
        asks="Are cost allocation tags on?",
        why="What belongs to nobody is never turned off.",
        advice="Turn cost allocation tags on.",
        limits="Which tags there are is not asked.",
        sources=(Source("AWS Config", "required-tags"),),
        judge=every("cost_tags", "attributes no cost", "spending may belong to nobody"),
        fixes=state("Attribute cost by tags in {name}", "cost_tags", True),
        needs_subject=True,
    ),
    Check(
        id="COST-17",
        pillar=Pillar.COST,
        choice="cost_accounts",
        title="Accounts are apart",
        severity=Severity.LOW,
        asks="Do teams and stages have accounts of their own?",
        why="The account is the plainest line on the bill.",
        advice="Draw Organizations, or the accounts.",
        limits="One account that is drawn says nothing of others.",
        sources=(
            Source("Well-Architected Cost Optimization Pillar", "expenditure and usage awareness"),
        ),
        judge=ACCOUNTS.judge,
        fixes=ACCOUNTS.fixes,
    ),
)
