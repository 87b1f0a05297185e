"""Adding a control never lowers a pillar: every fix of every gap of the samples."""

import os
from pathlib import Path

import pytest

from designer.model.diagram import Diagram
from designer.resources import sample_files
from designer.review.checks import ALL_CHECKS, check
from designer.review.engine import review
from designer.review.fixes import gap_fixes
from designer.review.questions import WELL_ARCHITECTED
from designer.review.result import ReviewResult
from designer.storage.diagram_file import read

SAMPLES = sample_files()
CHOSEN = SAMPLES if "TENET_EXAMPLES" in os.environ else SAMPLES[5::6]


def _reviewed(diagram: Diagram) -> ReviewResult:
    return review(diagram, WELL_ARCHITECTED, ALL_CHECKS)


@pytest.mark.parametrize("path", CHOSEN, ids=lambda path: path.stem)
def test_every_fix_closes_its_gap_and_lowers_no_pillar(path: Path) -> None:
    diagram = read(path)
    before = _reviewed(diagram)
    for gap in before.gaps:
        for option in gap_fixes(diagram, check(gap.rule), gap):
            after = _reviewed(option.after)
            assert gap.key not in {each.key for each in after.gaps}
            for old, new in zip(before.pillars, after.pillars, strict=True):
                assert (new.low or 0) >= (old.low or 0) - 1e-9, (gap.key, option.fix.title)
                assert (new.high or 0) >= (old.high or 0) - 1e-9, (gap.key, option.fix.title)
                assert new.high_risks <= old.high_risks, (gap.key, option.fix.title)
