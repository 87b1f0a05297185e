"""The words of the panel for counts and names."""

from collections.abc import Sequence

from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.ui.review_messages import PillarSheet

_MOST_NAMES = 4


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
