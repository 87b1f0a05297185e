"""The words of the panel for what it counts."""

from designer.ui.review_messages import PillarSheet


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
