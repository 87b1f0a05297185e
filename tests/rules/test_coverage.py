"""Every question that the rules set out to answer has a rule that says so."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from designer.rules import ALL_RULES, rule
from designer.rules.tenets import Tenet

HERE = Path(__file__).parent
CHECKS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (HERE / "trusted_advisor.yaml").read_text("utf-8")
)
SENTENCES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (HERE / "tenet_sentences.yaml").read_text("utf-8")
)
SAID = [
    pytest.param(Tenet(tenet), sentence, id=sentence["says"])
    for tenet, sentences in SENTENCES.items()
    for sentence in sentences
]


@pytest.mark.parametrize("check", CHECKS["drawn"], ids=lambda check: check["check"])
def test_each_check_that_can_be_drawn_is_named_by_its_rules(check: dict[str, Any]) -> None:
    assert check["rules"]
    naming = {each.id for each in ALL_RULES if check["id"] in {s.reference for s in each.sources}}
    assert naming == set(check["rules"])


def test_rules_cite_no_check_that_is_not_one() -> None:
    known = {check["id"] for checks in CHECKS.values() for check in checks}
    cited = {
        (each.id, source.title, source.reference)
        for each in ALL_RULES
        for source in each.sources
        if source.title.startswith("Trusted Advisor")
    }
    assert {found for found in cited if found[2] not in known} == set()


def test_checks_are_listed_once() -> None:
    listed = [check["id"] for checks in CHECKS.values() for check in checks]
    assert len(set(listed)) == len(listed)
    assert all(re.fullmatch(r"[A-Za-z0-9]{9,10}", key) for key in listed)


@pytest.mark.parametrize(("tenet", "sentence"), SAID)
def test_each_sentence_of_a_tenet_has_its_rules(tenet: Tenet, sentence: dict[str, Any]) -> None:
    assert sentence["says"] in tenet.question
    assert [rule(key).id for key in sentence["rules"]] == sentence["rules"]
    assert sentence["rules"]


@pytest.mark.parametrize("tenet", [Tenet(tenet) for tenet in SENTENCES], ids=lambda t: t.value)
def test_no_part_of_a_question_is_left_out(tenet: Tenet) -> None:
    rest = tenet.question
    for sentence in SENTENCES[tenet.value]:
        rest = rest.replace(sentence["says"], "")
    assert set(re.findall(r"[a-z]+", rest.lower())) <= {"and", "it", "the"}
