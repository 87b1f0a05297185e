"""What makes a design better never costs points of a criterion that asks for something good."""

import os
from random import Random

from designer.analysis.parameters import DEFAULT
from designer.grading.grade import grade
from designer.grading.result import SubmissionResult
from designer.grading.rubric import Rubric
from designer.grading.rubric_file.reading import rubric_of
from designer.model.diagram import Diagram
from designer.scoring.engine import score
from tests.builders import diagram
from tests.scoring.drawings import drawing
from tests.scoring.operators import OPERATORS, better

DRAWINGS = int(os.environ.get("TENET_EXAMPLES", "16"))

# Findings and what is "at most" are left out: a queue that helps may lack its own dead letters.
SCORES = "".join(
    f'[[criterion]]\ntitle = "{tenet}"\nkind = "score"\ntenet = "{tenet}"\nat_least = 100\n'
    "scaled_from = 0\npoints = 100\n"
    for tenet in ("availability", "scalability", "elasticity", "fault_tolerance", "durability")
)
RUBRIC: Rubric = rubric_of(
    f"""
title = "Monotone"
{SCORES}
[[criterion]]
title = "servers"
kind = "element"
element = ["ec2", "asg", "ecs", "fargate"]
at_least = 9
zones = 3
points = 90
[[criterion]]
title = "path"
kind = "relation"
from = "Users and clients"
to = ["rds", "aurora", "dynamodb", "s3"]
points = 10
[[criterion]]
title = "zone"
kind = "survives"
failure = "any zone"
points = 10
[[criterion]]
title = "region"
kind = "survives"
failure = "any region"
points = 10
[[criterion]]
title = "recovery"
kind = "recovery"
disruption = "zone"
rto = "1 h"
rpo = "5 min"
points = 10
""".encode()
)


def graded(drawn: Diagram) -> SubmissionResult:
    return grade(drawn, score(drawn), RUBRIC)


def lost(before: SubmissionResult, after: SubmissionResult) -> list[str]:
    return [
        f"{one.id}: {one.points} -> {other.points} ({one.found} / {other.found})"
        for one, other in zip(before.criteria, after.criteria, strict=True)
        if other.points < one.points
    ]


def test_no_improvement_costs_points() -> None:
    tried = 0
    for seed in range(DRAWINGS):
        random, drawn = Random(seed), drawing(seed)
        made = better(drawn, random.choice(sorted(OPERATORS)), random)
        if made is None or made.before != DEFAULT or made.after != DEFAULT:
            continue
        tried += 1
        assert lost(graded(drawn), graded(made.diagram)) == [], f"drawing {seed}: {made.what}"
    assert tried > DRAWINGS / 4


def test_the_check_bites() -> None:
    both = "users u\nregion r eu-west-1\n  alb lb\n  zone a\n    ec2 one\n{}u -> lb\nlb -> one{}"
    safe = diagram(both.format("  zone b\n    ec2 two\n", ", two"))
    assert lost(graded(safe), graded(diagram(both.format("", ""))))
