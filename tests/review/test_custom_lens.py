"""Custom lenses: what is valid comes back the same, what is not is refused with its JSON path."""

import copy
import json
import os
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from designer.model.diagram import EMPTY
from designer.review.custom_lens import LARGEST_BYTES, LensRefused, read_lens, write_lens
from designer.review.engine import review
from designer.review.questions import WELL_ARCHITECTED

EXAMPLES = int(os.environ.get("TENET_EXAMPLES", "40"))

# The structure of AWS's published sample, with words of our own.
SAMPLE: dict[str, Any] = {
    "schemaVersion": "2021-11-01",
    "name": "Shop lens",
    "description": "What our shops are asked.",
    "pillars": [
        {
            "id": "pillar_operations",
            "name": "Operations",
            "questions": [
                {
                    "id": "ops_1",
                    "title": "How do you watch the shop?",
                    "description": "Somebody has to notice.",
                    "helpfulResource": {"displayText": "Why", "url": "https://example.com/why"},
                    "choices": [
                        {
                            "id": "ops_1_alarms",
                            "title": "Alarms",
                            "helpfulResource": {"displayText": "Alarms call somebody."},
                            "improvementPlan": {
                                "displayText": "Add alarms",
                                "url": "https://example.com/alarms",
                            },
                            "additionalResources": [
                                {
                                    "type": "HELPFUL_RESOURCE",
                                    "content": [
                                        {"displayText": "More", "url": "https://example.com/more"}
                                    ],
                                }
                            ],
                        },
                        {
                            "id": "ops_1_logs",
                            "title": "Logs",
                            "improvementPlan": {"displayText": "Keep logs"},
                        },
                        {"id": "ops_1_no", "title": "None of these"},
                    ],
                    "riskRules": [
                        {"condition": "ops_1_alarms && ops_1_logs", "risk": "NO_RISK"},
                        {"condition": "ops_1_alarms || ops_1_logs", "risk": "MEDIUM_RISK"},
                        {"condition": "default", "risk": "HIGH_RISK"},
                    ],
                }
            ],
        }
    ],
}


def _bytes(raw: object) -> bytes:
    return json.dumps(raw).encode()


def test_the_published_structure_comes_back() -> None:
    lens = read_lens(_bytes(SAMPLE))
    assert json.loads(write_lens(lens)) == SAMPLE
    assert lens.id == "shop-lens"


def test_our_own_lens_can_be_taken_to_aws() -> None:
    text = write_lens(WELL_ARCHITECTED)
    again = read_lens(text.encode())
    assert again.pillars == WELL_ARCHITECTED.pillars


def _choice(rng: random.Random, key: str) -> dict[str, Any]:
    row: dict[str, Any] = {"id": key, "title": f"Practice {rng.random()}"}
    if not key.endswith("_no") or rng.random() < 0.5:
        row["improvementPlan"] = {"displayText": "Do it"}
    if rng.random() < 0.3:
        row["helpfulResource"] = {"displayText": "Why", "url": "https://example.com"}
    return row


def _condition(rng: random.Random, keys: list[str], depth: int = 0) -> str:
    if depth > 3 or rng.random() < 0.4:
        return rng.choice(keys)
    one, other = (_condition(rng, keys, depth + 1) for _ in range(2))
    return rng.choice([f"!{one}", f"({one} && {other})", f"{one} || {other}", f"({one})"])


def _question(rng: random.Random, key: str) -> dict[str, Any]:
    keys = [f"{key}_c{n}" for n in range(rng.randint(1, 14))]
    keys += [f"{key}_no"] if rng.random() < 0.7 else []
    rules = [
        {"condition": _condition(rng, keys), "risk": rng.choice(["NO_RISK", "MEDIUM_RISK"])}
        for _ in range(rng.randint(0, 2))
    ]
    return {
        "id": key,
        "title": f"How {rng.random()}?",
        "description": "",
        "choices": [_choice(rng, each) for each in keys],
        "riskRules": [*rules, {"condition": "default", "risk": "HIGH_RISK"}],
    }


def _generated(seed: int) -> dict[str, Any]:
    rng = random.Random(seed)
    return {
        "schemaVersion": "2021-11-01",
        "name": f"Lens {seed}",
        "description": "",
        "pillars": [
            {
                "id": f"pillar_{p}",
                "name": f"Pillar {p}",
                "questions": [_question(rng, f"q_{p}_{q}") for q in range(rng.randint(1, 5))],
            }
            for p in range(rng.randint(1, 5))
        ],
    }


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_a_valid_lens_comes_back_and_is_answered(seed: int) -> None:
    raw = _generated(seed)
    lens = read_lens(_bytes(raw))
    assert json.loads(write_lens(lens)) == raw
    result = review(EMPTY, lens)
    assert [state.key for state in result.questions] == [
        f"lens-{seed}:{question.id}" for question in lens.questions
    ]
    for pillar in result.pillars:
        assert pillar.low is not None
        assert pillar.high is not None
        assert 0 <= pillar.low <= pillar.high <= 100


def _set(key: str, value: Any) -> Callable[[dict[str, Any]], str]:
    def change(row: dict[str, Any]) -> str:
        row[key] = value
        return f".{key}"

    return change


def _drop(key: str) -> Callable[[dict[str, Any]], str]:
    def change(row: dict[str, Any]) -> str:
        del row[key]
        return f".{key}"

    return change


BROKEN: dict[str, list[Callable[[dict[str, Any]], str]]] = {
    "lens": [
        _set("schemaVersion", "1"),
        _drop("name"),
        _set("name", "x" * 129),
        _set("pillars", []),
        _set("pillars", {}),
        _set("description", 5),
    ],
    "pillar": [_set("id", "a b"), _set("name", ""), _drop("questions"), _set("questions", None)],
    "question": [
        _set("id", "x"),
        _set("title", None),
        _set("choices", []),
        _set("riskRules", []),
        _set("riskRules", [{"condition": "default", "risk": "NO_RISK"}] * 2),
    ],
    "choice": [_set("id", "é" * 5), _drop("title"), _set("improvementPlan", {"url": "file:///x"})],
    "rule": [
        _set("condition", "nobody_knows"),
        _set("condition", "&&"),
        _set("risk", "SOME"),
        _drop("risk"),
    ],
}


def _broken(seed: int) -> tuple[dict[str, Any], str]:
    rng = random.Random(seed)
    raw = copy.deepcopy(_generated(seed))
    path, row, level = "$", raw, rng.choice(list(BROKEN))
    for name, key in (("pillar", "pillars"), ("question", "questions")):
        if level != "lens" and not (level == "pillar" and name == "question"):
            at = rng.randrange(len(row[key]))
            path, row = f"{path}.{key}[{at}]", row[key][at]
    if level in ("choice", "rule"):
        key = "choices" if level == "choice" else "riskRules"
        at = rng.randrange(len(row[key])) if level == "choice" else len(row[key]) - 1
        path, row = f"{path}.{key}[{at}]", row[key][at]
    return raw, path + rng.choice(BROKEN[level])(row)


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_a_broken_lens_is_refused_where_it_is_broken(seed: int) -> None:
    raw, path = _broken(seed)
    with pytest.raises(LensRefused) as caught:
        read_lens(_bytes(raw))
    assert caught.value.path.startswith(path)
    assert caught.value.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is not JSON"),
        (b"[1,", "is not JSON, line 1"),
        (b"[]", "should be an object"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "nests deeper"),
        (b" " * (LARGEST_BYTES + 1), "at most 500,000 bytes"),
    ],
)
def test_what_is_no_lens_at_all(data: bytes, reason: str) -> None:
    with pytest.raises(LensRefused) as caught:
        read_lens(data)
    assert reason in str(caught.value)


def test_an_id_that_stands_twice() -> None:
    raw = copy.deepcopy(SAMPLE)
    raw["pillars"].append(copy.deepcopy(raw["pillars"][0]))
    raw["pillars"][1]["id"] = "another"
    with pytest.raises(LensRefused) as caught:
        read_lens(_bytes(raw))
    assert caught.value.path == "$.pillars[1].questions[0].id"


def test_no_lens_from_a_file_shares_answers_with_the_pillars() -> None:
    lens = replace(WELL_ARCHITECTED, name="Well-Architected")
    assert read_lens(write_lens(lens).encode()).id == "well-architected-lens"
