"""`tenet catalog` and `tenet explain`: everything the program knows can be printed."""

import json

import pytest

from designer.catalog.loader import catalog
from designer.rules import ALL_RULES
from designer.rules.manual import manual
from designer.scoring.schema import SCHEMAS
from tests.cli.conftest import Tenet


def test_every_service_is_listed(tenet: Tenet) -> None:
    done = tenet("catalog", "services")
    assert (done.code, done.err) == (0, "")
    listed = {line.split()[0] for line in done.out.splitlines() if line.startswith("  ")}
    assert listed == set(catalog())
    data = json.loads(tenet("catalog", "services", "--format", "json").out)
    assert [row["key"] for row in data] == list(catalog())


@pytest.mark.parametrize("name", ["alb", "ALB", "elb", "Application Load Balancer"])
def test_a_service_is_found_by_what_people_call_it(name: str, tenet: Tenet) -> None:
    done = tenet("catalog", "service", name)
    assert done.out.startswith("Application Load Balancer (alb)")
    for prop in catalog()["alb"].properties:
        assert f"  {prop.key}: {prop.label}" in done.out


def test_an_unknown_service_is_bad_input(tenet: Tenet) -> None:
    done = tenet("catalog", "service", "qqqqqq")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("There is no service called 'qqqqqq'")


def test_every_rule_is_listed(tenet: Tenet) -> None:
    out = tenet("catalog", "rules").out
    listed = [line.split()[0] for line in out.splitlines() if line.startswith("  ")]
    assert listed == [rule.id for rule in ALL_RULES]
    data = json.loads(tenet("catalog", "rules", "--format", "json").out)
    assert [row["id"] for row in data] == [rule.id for rule in ALL_RULES]
    assert tenet("catalog", "rules", "--format", "markdown").out.strip() == manual().strip()


def test_the_schemas_are_printed(tenet: Tenet) -> None:
    assert tenet("catalog", "schema").out.split() == [*SCHEMAS, "diff", "similar"]
    assert json.loads(tenet("catalog", "schema", "score").out) == SCHEMAS["score"]
    assert tenet("catalog", "schema", "nothing").code == 2


def test_a_rule_is_explained(tenet: Tenet) -> None:
    rule = ALL_RULES[0]
    done = tenet("explain", rule.id.lower())
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{rule.id}  {rule.title}\n")
    flat = " ".join(done.out.split())
    for text in (rule.asks, rule.why, rule.advice, rule.limits):
        assert " ".join(text.split()) in flat
    assert max(map(len, done.out.splitlines())) <= 100 + max(
        len(source.reference) for source in rule.sources
    )


def test_an_unknown_rule_is_bad_input(tenet: Tenet) -> None:
    done = tenet("explain", "XX-99")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("There is no rule 'XX-99'; there are ")
