"""The words of the rules are part of the product: complete, plain and in one form."""

import re

import pytest

from designer.rules import ALL_RULES, rule, rule_set_hash
from designer.rules.rule import Rule
from designer.rules.tenets import Tenet


@pytest.mark.parametrize("each", ALL_RULES, ids=lambda each: each.id)
def test_words_are_complete(each: Rule) -> None:
    assert each.asks.endswith("?")
    for text in (each.why, each.advice, each.limits):
        assert text.endswith(".")
        assert not re.search(r"TODO|XXX|lorem|\{|\}", text)
        assert "  " not in text
    assert not each.title.endswith(".")
    assert each.sources
    assert all(source.title for source in each.sources)


def test_ids_are_unique_and_carry_their_tenet() -> None:
    ids = [each.id for each in ALL_RULES]
    assert len(set(ids)) == len(ids)
    prefixes = {
        Tenet.AVAILABILITY: "HA",
        Tenet.SCALABILITY: "SC",
        Tenet.ELASTICITY: "EL",
        Tenet.FAULT_TOLERANCE: "FT",
        Tenet.DURABILITY: "DU",
    }
    for each in ALL_RULES:
        assert re.fullmatch(prefixes[each.tenet] + r"-\d\d", each.id)


def test_each_tenet_has_four_rules_and_a_dozen_have_fixes() -> None:
    for tenet in Tenet:
        assert sum(1 for each in ALL_RULES if each.tenet is tenet) >= 4
    assert len(ALL_RULES) >= 20
    assert sum(1 for each in ALL_RULES if each.has_fixes) >= 12


def test_rules_are_found_by_id_in_any_case() -> None:
    assert rule("ha-01").id == "HA-01"
    with pytest.raises(KeyError):
        rule("HA-99")
    assert re.fullmatch(r"[0-9a-f]{12}", rule_set_hash())
