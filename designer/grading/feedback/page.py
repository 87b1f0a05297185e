"""A student's page: the picture, every criterion, what would have earned its points, findings."""

import re
from collections.abc import Iterable
from typing import Any

from designer.grading.adjustments import WHOLE
from designer.grading.cohort.outcome import Found, Outcome
from designer.grading.cohort.table import ClassRow, Status
from designer.grading.feedback.templates import figure, filled
from designer.grading.gradebooks.comments import RELEASED, given_by_hand
from designer.grading.result import CriterionResult, CriterionState

MOST_FINDINGS = 12
_WORDS = {
    CriterionState.MET: "met",
    CriterionState.PARTLY: "partly",
    CriterionState.NOT_MET: "not met",
    CriterionState.BY_HAND: "by hand",
    CriterionState.FAILED: "to check",
}
_UNREAD = (
    "A person has to look at this before it is graded. Open the file in the program that it was "
    "made with, save it anew, and ask whether you may hand it in again."
)
_APPLIES = {CriterionState.MET: "applies", CriterionState.NOT_MET: "does not apply"}
_DECLARATION = re.compile(rb"\A<\?xml[^>]*\?>\s*")


def page_html(row: ClassRow, rubric: str, picture: bytes) -> bytes:
    """Return the page: one HTML file that loads nothing and runs nothing.

    Args:
        rubric: its title.
        picture: an SVG document of this program's, empty for none.
    """
    return filled("page", {**page_values(row, rubric), "picture": drawn(picture)})


def drawn(picture: bytes) -> Any:
    """Return an SVG document of this program's as a part of a page; "" for none."""
    from markupsafe import Markup

    # Made by ``exporters.svg``, which escapes every text in it.
    return Markup(_DECLARATION.sub(b"", picture).decode()) if picture else ""  # noqa: S704


def page_values(row: ClassRow, rubric: str) -> dict[str, Any]:
    """Return everything that the page says, the picture apart; texts are as they came."""
    result, outcome = row.result, row.outcome
    findings = outcome.findings if outcome is not None else ()
    told = _told(findings)
    is_unread = row.status is Status.UNREADABLE
    late = result.before_late if result.before_late != result.total else None
    return {
        "name": row.entry.name,
        "rubric": rubric,
        "total": None if result.total is None else figure(result.total),
        "no_total": "Not graded yet" if is_unread else "No grade",
        "to_do": _UNREAD if is_unread else "",
        "possible": figure(result.possible),
        "letter": result.letter,
        "before_late": None if late is None else figure(late),
        "flags": [flag.sentence for flag in result.flags],
        "comment": row.adjustments[WHOLE].comment if WHOLE in row.adjustments else "",
        "chosen": _chosen(outcome),
        "numbered": any(one.number for one in told),
        "criteria": [
            {**_criterion(one, findings), "by_hand": list(given_by_hand(row, one))}
            for one in result.criteria
            if one.visibility in RELEASED
        ],
        "groups": [
            {
                "title": group.title or group.id,
                "points": figure(group.points),
                "possible": figure(group.possible),
            }
            for group in result.groups
        ],
        "findings": told,
        "further": len(findings) - len(told),
        "tenets": _scores(row),
        "others": _others(outcome),
        "notes": outcome.notes if outcome is not None else (),
        # What could not be read at all is told above already.
        "problems": outcome.problems if outcome is not None and not is_unread else (),
        "key": row.key,
    }


def _told(findings: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return the findings the page tells: those marked in the picture, then the dearest others."""
    marked = [one for one in findings if one.number]
    others = [one for one in findings if not one.number]
    return (*marked, *others[: max(0, MOST_FINDINGS - len(marked))])


def _criterion(one: CriterionResult, findings: Iterable[Found]) -> dict[str, Any]:
    is_deduction = one.possible < 0
    word = _APPLIES.get(one.state, _WORDS[one.state]) if is_deduction else _WORDS[one.state]
    is_good = one.points == 0 if is_deduction else one.state is CriterionState.MET
    state = one.state.value
    if is_deduction and one.state in _APPLIES:
        state = "met" if is_good else "not_met"
    is_open = one.state in (CriterionState.BY_HAND, CriterionState.FAILED)
    elements, rules = set(one.elements), set(one.rules)
    return {
        "state": state,
        "word": word,
        "title": one.title or one.id,
        "bonus": one.bonus,
        "counted": one.counted,
        "points": f"– of {figure(one.possible)}" if is_open else _points(one),
        "found": one.found,
        "feedback": one.feedback,
        "missing": one.missing,
        "earn": "What would have spared the points:" if is_deduction else "For the full points:",
        "marks": []
        if is_good
        else [
            f
            for f in findings
            if f.number and f.rule in rules and not elements.isdisjoint(f.elements)
        ],
    }


def _points(one: CriterionResult) -> str:
    return f"{figure(one.points)} of {figure(one.possible)}"


def _chosen(outcome: Outcome | None) -> str:
    if outcome is None or not 0 <= outcome.chosen < len(outcome.designs):
        return ""
    return outcome.designs[outcome.chosen].name


def _others(outcome: Outcome | None) -> list[dict[str, str]]:
    if outcome is None or len(outcome.designs) < 2:
        return []
    return [{"name": one.name, "total": figure(one.total)} for one in outcome.designs]


def _scores(row: ClassRow) -> list[dict[str, str]]:
    result = row.result
    if not result.tenets:
        return []
    scores = [{"title": "Overall", "score": figure(result.overall)}]
    return scores + [{"title": one.title, "score": figure(one.score)} for one in result.tenets]
