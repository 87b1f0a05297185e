"""Runs the rule cases: a drawing, the verdict, the exact ids blamed, and what the fix does."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from designer.analysis.facts import Facts
from designer.edit.apply import apply
from designer.model.diagram import Diagram
from designer.rules import ALL_RULES, rule
from designer.rules.rule import Finding, Verdict
from designer.scoring.engine import totals
from designer.scoring.fixes import options
from tests.builders import diagram

CASES = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    found = []
    for file in sorted(CASES.glob("*/*.yaml")):
        for case in yaml.safe_load(file.read_text("utf-8")):
            found.append(pytest.param(case, id=f"{case['rule']}-{case['name']}"))
    return found


def _run(rule_id: str, drawn: Diagram) -> tuple[Verdict, tuple[Finding, ...]]:
    return rule(rule_id).findings(Facts(drawn.topology, drawn.workload))


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    drawn = diagram(case["drawing"])
    verdict, findings = _run(case["rule"], drawn)
    assert verdict.value == case["verdict"], [f.sentence for f in findings]
    blamed = {frozenset(f.elements) for f in findings}
    assert blamed == {frozenset(ids) for ids in case.get("blames", [])}
    assert len({finding.key for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.sentence.endswith(".")
        assert "{" not in finding.sentence
    if "fix" in case:
        _check_fix(case, drawn, findings[0])


def _check_fix(case: dict[str, Any], drawn: Diagram, finding: Finding) -> None:
    previews = options(drawn, finding)
    assert [p.fix.title for p in previews if case["fix"] in p.fix.title], (
        case["fix"],
        [p.fix.title for p in previews],
    )
    for preview in previews:
        fixed = apply(drawn, preview.fix.edits)
        _, after = _run(case["rule"], fixed)
        assert finding.key not in {f.key for f in after}, preview.fix.title
        assert preview.gain >= -1e-9
        before, now = (totals(d.topology, d.workload) for d in (drawn, fixed))
        assert all(now.tenets[t] >= score - 1e-9 for t, score in before.tenets.items())
        again = {p.fix.title for p in options(fixed, finding)}
        assert preview.fix.title not in again, "applying it a second time does nothing"


def test_every_rule_has_a_case_that_finds_and_one_that_passes() -> None:
    verdicts: dict[str, set[str]] = {}
    for case in _cases():
        verdicts.setdefault(case.values[0]["rule"], set()).add(case.values[0]["verdict"])
    missing = [
        each.id
        for each in ALL_RULES
        if "pass" not in verdicts.get(each.id, set())
        or not verdicts.get(each.id, set()) & {"fail", "unknown"}
    ]
    assert missing == []
