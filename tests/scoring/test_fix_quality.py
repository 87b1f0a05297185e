"""Every fix keeps its word: it removes its finding, lowers nothing, and is done once.

The rules' own fixes are tried here, before anything is left out of what is offered.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from designer.analysis.facts import Facts
from designer.edit.apply import apply
from designer.edit.refusal import EditRefused
from designer.model.diagram import Diagram
from designer.rules import ALL_RULES, rule
from designer.rules.rule import Finding, Fix, Rule
from designer.scoring.engine import Totals, totals_of
from designer.storage.diagram_file import read_bytes
from tests.builders import diagram
from tests.scoring.drawings import drawing

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.tenet"))
CASES = sorted((ROOT / "tests" / "rules" / "cases").glob("*/*.yaml"))
DRAWINGS, CHUNK, RULES_EACH = 2000, 100, 6
MOST_FIXES = 3
LOOKED_AT = 300
FIXING = [each.id for each in ALL_RULES if each.has_fixes]


def _facts(drawn: Diagram) -> Facts:
    return Facts(drawn.topology, drawn.workload, importance=False)


def _broken_word(drawn: Diagram, before: Totals, judge: Rule, finding: Finding, fix: Fix) -> str:
    """Return what is wrong with ``fix``, or "" for nothing."""
    try:
        fixed = apply(drawn, fix.edits)
    except EditRefused as refusal:
        return f"is refused: {refusal}"
    if fixed == drawn:
        return "changes nothing"
    facts = _facts(fixed)
    if any(other.key == finding.key for other in judge.findings(facts)[1]):
        return "does not remove the finding"
    after = totals_of(facts)
    for tenet, points in before.tenets.items():
        if after.tenets.get(tenet, -1.0) < points - 1e-6:
            return f"lowers {tenet.value}: {points} -> {after.tenets.get(tenet)}"
    for again in judge.fixes(fixed, finding):
        if again.title == fix.title and apply(fixed, again.edits) != fixed:
            return "is offered a second time"
    return ""


def _tried(drawn: Diagram, judge: Rule, findings: tuple[Finding, ...]) -> Iterator[Fix]:
    """Yield the fixes of some findings of one rule, each found to keep its word."""
    before = totals_of(_facts(drawn))
    for finding in findings:
        fixes = list(judge.fixes(drawn, finding))
        assert len(fixes) <= MOST_FIXES, finding.key
        for fix in fixes:
            wrong = _broken_word(drawn, before, judge, finding, fix)
            assert wrong == "", f"{finding.key}: “{fix.title}” {wrong}"
            yield fix


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, DRAWINGS, CHUNK))
def test_fixes_keep_their_word_on_generated_designs(start: int) -> None:
    tried: Counter[str] = Counter()
    for seed in range(start, start + CHUNK):
        drawn = drawing(seed)
        facts = _facts(drawn)
        found = {key: got for key in FIXING if (got := rule(key).findings(facts)[1])}
        # Those that have had their turn least often, so that the rare ones are not missed.
        for key in sorted(found, key=lambda key: tried[key])[:RULES_EACH]:
            one = found[key][seed % len(found[key])]
            tried[key] += max(1, sum(1 for _ in _tried(drawn, rule(key), (one,))))
    assert len(tried) >= 25, tried
    assert tried.total() >= 4 * CHUNK, tried


@pytest.mark.slow
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_fixes_keep_their_word_on_samples(path: Path) -> None:
    drawn = read_bytes(path.read_bytes(), path.name)
    facts = _facts(drawn)
    for key in FIXING:
        list(_tried(drawn, rule(key), rule(key).findings(facts)[1]))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_fixes_keep_their_word_on_the_rules_own_cases(path: Path) -> None:
    for case in yaml.safe_load(path.read_text("utf-8")):
        judge = rule(case["rule"])
        drawn = diagram(case["drawing"])
        if judge.has_fixes:
            list(_tried(drawn, judge, judge.findings(_facts(drawn))[1]))


# Where to begin to look for a generated design in which the rule offers a fix.
FIRST_SEEN: dict[str, int] = {
    "DU-01": 2,
    "DU-02": 0,
    "DU-03": 15,
    "DU-04": 1,
    "DU-05": 0,
    "DU-08": 20,
    "DU-10": 3,
    "DU-11": 3,
    "DU-12": 3,
    "DU-13": 3,
    "DU-16": 126,
    "DU-17": 0,
    "EL-01": 4,
    "EL-02": 10,
    "EL-03": 2,
    "EL-04": 0,
    "EL-05": 1,
    "FT-01": 2,
    "FT-02": 0,
    "FT-03": 0,
    "FT-04": 7,
    "FT-05": 80,
    "FT-06": 48,
    "FT-07": 11,
    "FT-08": 15,
    "FT-10": 2,
    "FT-12": 38,
    "FT-15": 56,
    "FT-16": 73,
    "FT-17": 157,
    "FT-18": 62,
    "FT-19": 23,
    "FT-20": 5,
    "FT-24": 2,
    "FT-26": 7,
    "FT-27": 18,
    "HA-01": 0,
    "HA-02": 24,
    "HA-03": 33,
    "HA-04": 2,
    "HA-05": 4,
    "HA-08": 3,
    "HA-09": 8,
    "HA-10": 3,
    "HA-11": 7,
    "HA-12": 0,
    "HA-13": 140,
    "HA-15": 60,
    "HA-16": 97,
    "HA-17": 16,
    "HA-18": 15,
    "HA-19": 5,
    "HA-20": 46,
    "SC-02": 4,
    "SC-04": 0,
    "SC-05": 3,
}


@pytest.mark.parametrize(("key", "seed"), FIRST_SEEN.items())
def test_a_rule_is_exercised_by_generated_designs(key: str, seed: int) -> None:
    judge = rule(key)
    for number in range(seed, min(DRAWINGS, seed + LOOKED_AT)):
        drawn = drawing(number)
        findings = judge.findings(_facts(drawn))[1]
        if findings and list(_tried(drawn, judge, findings)):
            return
    pytest.fail(f"no design from {seed} on gives {key} something to mend")


def test_rules_that_no_generated_design_exercises_have_cases_with_a_fix() -> None:
    fixed = {
        case["rule"]
        for path in CASES
        for case in yaml.safe_load(path.read_text("utf-8"))
        if "fix" in case
    }
    assert [key for key in FIXING if key not in FIRST_SEEN and key not in fixed] == []
