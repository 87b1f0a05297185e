"""Gradescope's `results.json`, one for each student: a test for each criterion.

Fields as Gradescope's autograder specification has them. Gradescope hides the total from students
as soon as one test is hidden, which is the rubric's choice.
"""

import json
from typing import Any

from designer.grading.cohort.table import ClassRow
from designer.grading.gradebooks.comments import AT_ONCE, comment_of, given_by_hand
from designer.grading.result import CriterionResult, CriterionState
from designer.model.text import clean_text

_OPEN = frozenset({CriterionState.BY_HAND, CriterionState.FAILED})


def results_json(row: ClassRow) -> bytes:
    """Return the file for one student."""
    result = row.result
    data: dict[str, Any] = {
        "score": result.total if result.total is not None else 0.0,
        "output": clean_text(comment_of(row, AT_ONCE)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {
            "outcome": row.key,
            "student": row.entry.code,
            "status": row.status.value,
            "letter": result.letter,
        },
        "tests": [_test(row, number, one) for number, one in enumerate(result.criteria, 1)],
    }
    return (json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _test(row: ClassRow, number: int, criterion: CriterionResult) -> dict[str, Any]:
    said = given_by_hand(row, criterion)
    parts = (criterion.feedback, criterion.found, criterion.missing, *said)
    is_deduction = criterion.possible < 0
    made: dict[str, Any] = {
        "name": clean_text(criterion.title or criterion.id),
        "number": str(number),
        "score": criterion.points,
        "max_score": 0.0 if is_deduction or criterion.bonus else criterion.possible,
        "output": clean_text(" ".join(part for part in parts if part)),
        "visibility": criterion.visibility,
        "tags": [criterion.kind, *([criterion.group] if criterion.group else [])],
        "extra_data": {"criterion": criterion.id, "counted": criterion.counted},
    }
    if criterion.state not in _OPEN:
        # Gradescope's own guess takes a deduction that was not made for a failure.
        is_fine = criterion.points == 0 if is_deduction else criterion.points >= criterion.possible
        made["status"] = "passed" if is_fine else "failed"
    return made
