"""The words for risks, points and states, the same in the window, in tables and on pages."""

from designer.review.result import AnsweredBy, ChoiceState, QuestionState


def risk_words(state: QuestionState) -> str:
    """Say how a question stands, a few words in lower case."""
    if not state.is_applicable:
        return "does not apply"
    if not state.is_answered:
        return "not answered"
    if state.risk is None:
        return f"{state.worst.title} risk unless the open ones are answered yes"
    return f"{state.risk.title} risk" if state.risk.title != "none" else "no risk"


def points(low: float | None, high: float | None) -> str:
    """Write the points that are certain, and those that are possible, as 12–37."""
    if low is None or high is None:
        return "–"
    least, most = f"{low:.0f}", f"{high:.0f}"
    return least if least == most else f"{least}–{most}"


def verdict(state: ChoiceState) -> str:
    """Say how a choice stands, and who says so."""
    if state.by is AnsweredBy.DRAWING:
        if not state.applies:
            return "Yes: nothing is drawn that it could be about"
        return "Yes, by the drawing" if state.state else "No, by the drawing"
    if state.by is AnsweredBy.TEAM:
        return "Yes, says the team" if state.state else "No, says the team"
    return "Not answered"
