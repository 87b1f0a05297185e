"""Runs the cases of the checks: a drawing, the verdict, the exact ids blamed or shown, the fix."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from designer.analysis.facts import Facts
from designer.model.diagram import Diagram
from designer.review.check import Outcome
from designer.review.checks import ALL_CHECKS, check
from designer.review.engine import review
from designer.review.fixes import gap_fixes
from designer.review.questions import WELL_ARCHITECTED
from designer.review.result import ReviewResult
from designer.rules.rule import no_fixes
from tests.builders import diagram

CASES = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{case['check']}-{case['name']}")
        for file in sorted(CASES.glob("*/*.yaml"))
        for case in yaml.safe_load(file.read_text("utf-8"))
    ]


def _outcome(check_id: str, drawn: Diagram) -> Outcome:
    return check(check_id).outcome(Facts(drawn.topology, drawn.workload))


def _review(drawn: Diagram) -> ReviewResult:
    return review(drawn, WELL_ARCHITECTED, ALL_CHECKS)


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    drawn = diagram(case["drawing"])
    found = _outcome(case["check"], drawn)
    assert found.verdict.value == case["verdict"], [gap.sentence for gap in found.gaps]
    assert {frozenset(gap.elements) for gap in found.gaps} == {
        frozenset(ids) for ids in case.get("blames", [])
    }
    if "shows" in case:
        assert set(found.evidence) == set(case["shows"])
    for gap in found.gaps:
        assert gap.sentence.endswith(".")
        assert "{" not in gap.sentence
    if "fix" not in case:
        return
    offered = gap_fixes(drawn, check(case["check"]), found.gaps[0])
    assert [f for f in offered if case["fix"] in f.fix.title], [f.fix.title for f in offered]
    choice = found.gaps[0].choice
    for each in offered:
        keys = {gap.key for gap in _outcome(case["check"], each.after).gaps}
        assert found.gaps[0].key not in keys
        assert not gap_fixes(each.after, check(case["check"]), found.gaps[0])
        before, after = (
            next(
                (state.low, question.low)
                for state in _review(one).pillars
                for question in state.questions
                if any(c.choice.id == choice for c in question.choices)
            )
            for one in (drawn, each.after)
        )
        assert all((new or 0) >= (old or 0) - 1e-9 for old, new in zip(before, after, strict=True))


def test_every_check_has_a_case_that_misses_and_one_that_passes() -> None:
    verdicts: dict[str, set[str]] = {}
    fixed: set[str] = set()
    for case in _cases():
        row = case.values[0]
        verdicts.setdefault(row["check"], set()).add(row["verdict"])
        fixed |= {row["check"]} if "fix" in row else set()
    for each in ALL_CHECKS:
        assert "pass" in verdicts.get(each.id, set()), each.id
        assert verdicts[each.id] & {"fail", "unknown"}, each.id
        assert each.fixes is no_fixes or each.id in fixed, each.id


def test_every_check_answers_a_choice_of_its_pillar() -> None:
    places = {
        choice.id: pillar.id
        for pillar in WELL_ARCHITECTED.pillars
        for question in pillar.questions
        for choice in question.choices
    }
    assert len({each.id for each in ALL_CHECKS}) == len(ALL_CHECKS)
    for each in ALL_CHECKS:
        assert places[each.choice] == each.pillar.value, each.id
        for text in (each.asks, each.why, each.advice, each.limits):
            assert text[0].isupper()
            assert text[-1] in ".?", each.id
