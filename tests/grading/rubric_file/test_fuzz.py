"""Whatever a rubric holds, it is read or refused in one sentence; nothing else comes out."""

import os
from random import Random

from designer.grading.grade import grade
from designer.grading.rubric_file.reading import rubric_of
from designer.grading.rubric_file.template import template
from designer.grading.rubric_file.writing import to_toml
from designer.scoring.engine import score
from designer.storage.refusal import Refused
from tests.builders import diagram

EXAMPLES = int(os.environ.get("TENET_EXAMPLES", "150"))
# Without a total, which most changes would contradict.
BODY = [
    line for line in template().splitlines() if line.strip() and not line.startswith(("#", "total"))
]
VALUES = [
    "true",
    "-1",
    "1e400",
    "nan",
    "9" * 5000,
    '""',
    '"any zone"',
    '"HA-*"',
    "[]",
    "[[]]",
    "{}",
    '{name = "x"}',
    '{in = {in = {in = {in = {in = {in = {in = "vpc"}}}}}}}',
    '["ec2", 3]',
    "1979-05-27",
    "07:32:00",
    "[" * 200 + "]" * 200,
    '"\\u202e\\u0000\\ud7ff"',
    '{multi_az = ">= maybe"}',
]
SHOP = diagram("users u\nregion r\n  alb lb\n  ec2 one\n  rds db\nu -> lb -> one -> db")
CARD = score(SHOP)


def mutated(chance: Random) -> str:
    lines = list(BODY)
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(lines))
        action = chance.random()
        key, sign, _ = lines[at].partition(" = ")
        if sign and action < 0.6:
            lines[at] = f"{key} = {chance.choice(VALUES)}"
        elif action < 0.75:
            del lines[at]
        elif action < 0.9:
            lines.insert(at, lines[chance.randrange(len(lines))])
        else:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
    return "\n".join(lines)


def test_a_rubric_is_read_or_refused_and_grades_without_a_broken_check() -> None:
    read = 0
    refusals: list[str] = []
    for seed in range(EXAMPLES):
        text = mutated(Random(seed))
        try:
            rubric = rubric_of(text.encode("utf-8", "replace"))
        except Refused as error:
            refusals.append(str(error))
            continue
        read += 1
        result = grade(SHOP, CARD, rubric)
        broken = [c.found for c in result.criteria if c.state.value == "failed"]
        assert broken == [], f"seed {seed}"
        assert result.total is not None
        assert result.total >= 0
        assert rubric_of(to_toml(rubric).encode()) == rubric, f"seed {seed}"
    assert read > EXAMPLES / 40
    assert all(text and "\n" not in text for text in refusals)
