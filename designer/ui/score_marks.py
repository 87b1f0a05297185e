"""What of a scorecard is shown on the canvas: one mark for each element found fault with."""

from designer.rules.rule import Verdict
from designer.scoring.scorecard import Scorecard, ScoredFinding
from designer.ui.canvas.marks import Mark


def marks_of(card: Scorecard) -> dict[str, Mark]:
    """Return the marks by element: failed rules, and what matters but is not stated."""
    found: dict[str, list[ScoredFinding]] = {}
    for item in card.findings:
        if not item.accepted and item.finding.verdict is Verdict.FAIL:
            for key in item.finding.elements:
                found.setdefault(key, []).append(item)
    asked = {question.element for question in card.questions}
    marks = {}
    for key in sorted({*found, *asked}):
        items = sorted(found.get(key, ()), key=lambda item: item.finding.severity.rank)
        marks[key] = Mark(
            severity=items[0].finding.severity.value if items else "",
            count=len(items),
            sentences=tuple(item.finding.sentence for item in items),
            not_stated=key in asked,
        )
    return marks
