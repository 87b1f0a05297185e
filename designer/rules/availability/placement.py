"""Whether container tasks are dealt out over zones before anything else."""

from designer.rules.rule import Rule, Severity, Source
from designer.rules.statements import judge_statement, state
from designer.rules.tenets import Tenet

SPREAD = "spread_zones"

RULES = (
    Rule(
        id="HA-19",
        tenet=Tenet.AVAILABILITY,
        title="Tasks are spread over zones first",
        severity=Severity.MEDIUM,
        asks="Does every container service place its tasks by zone before anything else?",
        why="Packing tasks tightly or by chance may put all of them into one zone.",
        advice="Make spreading over zones the first placement strategy; pack within the zone.",
        limits="Services on Fargate are spread by AWS and not asked.",
        sources=(Source("Trusted Advisor: Amazon ECS Multi-AZ placement strategy", "c1z7dfpz02"),),
        check=lambda facts: judge_statement(
            facts,
            "placement",
            lambda value: value == SPREAD,
            "does not place its tasks by zone, so all may land in one",
        ),
        fixes=state("Spread the tasks of {name} over zones", "placement", SPREAD),
    ),
)
