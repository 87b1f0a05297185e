"""Adding a control to any small drawing never lowers a pillar: every service and every statement.

Fixes borrowed from the tenets' rules redraw the workload itself; what they bring for the first time
states what the pillars ask of it, so they are held to it, too.
"""

import os
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designer.edit.apply import apply
from designer.edit.refusal import EditRefused
from designer.model.diagram import Diagram
from designer.review.check import Gap
from designer.review.checks import ALL_CHECKS, check
from designer.review.engine import review
from designer.review.questions import WELL_ARCHITECTED
from designer.review.result import ReviewResult
from tests.scoring.small_designs import drawings

EXAMPLES = int(os.environ.get("TENET_EXAMPLES", "3"))
ROUNDS, TRIED = 3, 4
NOTHING = 1e-9


def reviewed(drawn: Diagram) -> ReviewResult:
    return review(drawn, WELL_ARCHITECTED, ALL_CHECKS)


def controls(drawn: Diagram, gap: Gap) -> Iterator[tuple[str, Diagram]]:
    """Yield what each fix makes of the drawing, whatever it does to the tenets."""
    for fix in check(gap.rule).fixes(drawn, gap):
        try:
            yield f"{gap.key}: {fix.title}", apply(drawn, fix.edits)
        except EditRefused:
            continue


@pytest.mark.timeout(3600)
@given(drawings(), st.integers(0, 2**32))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_control_more_never_lowers_a_pillar(drawn: Diagram, seed: int) -> None:
    chance = Random(seed)
    for _ in range(ROUNDS):
        before = reviewed(drawn)
        asked = chance.sample(before.gaps, min(TRIED, len(before.gaps)))
        better = [each for gap in asked for each in controls(drawn, gap)]
        for told, after in better:
            for old, new in zip(before.pillars, reviewed(after).pillars, strict=True):
                assert (new.low or 0.0) >= (old.low or 0.0) - NOTHING, told
                assert (new.high or 0.0) >= (old.high or 0.0) - NOTHING, told
                assert new.high_risks <= old.high_risks, told
        if better:
            # The next control meets a drawing that has this one, and whatever this one asks for.
            drawn = chance.choice(better)[1]
