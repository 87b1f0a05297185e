"""The words of the panel for risks, points, work and states."""

from collections.abc import Sequence

from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.review.lens import Risk
from designer.review.plan import Work
from designer.review.result import AnsweredBy
from designer.ui.review_messages import ChoiceSheet, PillarSheet, QuestionSheet

WORK = {
    Work.ANSWER: "answer it",
    Work.STATE: "state a property",
    Work.ADD: "add to the drawing",
    Work.REDESIGN: "change the drawing",
    Work.PRACTICE: "a way of working",
}
_RISKS = {Risk.HIGH: "high risk", Risk.MEDIUM: "medium risk", Risk.NONE: "no risk"}
_MOST_NAMES = 4


def risk_words(question: QuestionSheet) -> str:
    """Say how a question stands."""
    if not question.is_applicable:
        return "does not apply"
    if question.risk is not None:
        return _RISKS[question.risk]
    if not question.is_answered:
        return "not answered"
    if question.best is Risk.NONE:
        return f"{_RISKS[question.worst]}, or none: it is not all answered"
    return f"{_RISKS[question.worst]}, or {question.best.title}: it is not all answered"


def points(low: float | None, high: float | None) -> str:
    """Write the points that are certain, and those that are possible."""
    if low is None or high is None:
        return "–"
    least, most = f"{low:.0f}", f"{high:.0f}"
    return least if least == most else f"{least}–{most}"


def counts(pillar: PillarSheet) -> str:
    """Count the risks of a pillar and what is open."""
    if pillar.low is None:
        return "nothing applies"
    found = [
        f"{number} {word}"
        for number, word in (
            (pillar.high_risks, "high"),
            (pillar.medium_risks, "medium"),
            (pillar.open_questions, "open"),
        )
        if number
    ]
    return " · ".join(found) or "no risks"


def verdict(choice: ChoiceSheet) -> str:
    """Say what the drawing says of a choice, or that nobody does."""
    if choice.by is AnsweredBy.DRAWING:
        if not choice.applies:
            return "Yes: nothing is drawn that it could be about"
        return "Yes, by the drawing" if choice.state else "No, by the drawing"
    if choice.by is AnsweredBy.TEAM:
        return "Yes, says the team" if choice.state else "No, says the team"
    return "Not answered"


def names_of(diagram: Diagram, ids: Sequence[str]) -> str:
    """Name elements, the first few of many."""
    elements = diagram.topology.elements
    named = [
        " ".join(elements[ElementId(key)].name.split()) or key
        for key in ids
        if ElementId(key) in elements
    ]
    more = len(named) - _MOST_NAMES
    if more > 1:
        return f"{', '.join(named[:_MOST_NAMES])} and {more} more"
    return ", ".join(named)
