"""Says in plain values what a scorecard has to say on a picture: numbered findings and a grade."""

from designer.model.diagram import Diagram
from designer.render.remarks import Grade, Remark, TenetPoints
from designer.rules.rule import Verdict
from designer.scoring.engine import score
from designer.scoring.scorecard import Scorecard, ScoredFinding, listed


def judged(diagram: Diagram) -> Scorecard:
    """Return the score of ``diagram`` under the usual profile, as the window has it."""
    return score(diagram)


def remarks_of(card: Scorecard) -> tuple[Remark, ...]:
    """Return the findings, numbered from 1 in the order in which the window lists them."""
    return tuple(_remark(number, item) for number, item in enumerate(listed(card.findings), 1))


def _remark(number: int, item: ScoredFinding) -> Remark:
    finding = item.finding
    return Remark(
        number=number,
        severity=finding.severity.value,
        sentence=finding.sentence,
        detail=_detail(item),
        elements=finding.elements,
        is_open=finding.verdict is Verdict.UNKNOWN,
        is_accepted=bool(item.accepted),
    )


def _detail(item: ScoredFinding) -> str:
    if item.accepted:
        return f"Accepted: {item.accepted}"
    finding = item.finding
    stated = "not stated" if finding.verdict is Verdict.UNKNOWN else finding.severity.value
    words = f"{finding.tenet.title} · {stated}"
    return f"{words} · −{item.points:.1f} points" if item.points >= 0.05 else words


def grade_of(card: Scorecard) -> Grade:
    """Return the letter, the overall points and those of each tenet."""
    return Grade(
        letter=card.letter,
        overall=card.overall,
        tenets=tuple(TenetPoints(title=one.tenet.title, points=one.low) for one in card.tenets),
    )
