"""Builds questions from few words: a choice has a title, what to do and where that is explained."""

from designer.review.conditions import parse
from designer.review.lens import NONE_OF_THESE, Choice, Question, Resource, Risk, RiskRule

_DOCS = "https://docs.aws.amazon.com/wellarchitected/latest/"


def choice(key: str, title: str, advice: str, page: str) -> Choice:
    """Make a choice.

    Args:
        key: its id, for example ``sec_trail``.
        advice: one sentence that says how to get there.
        page: the page of the Well-Architected documentation that the practice is from, after
            ``latest/``.
    """
    return Choice(
        id=key,
        title=title,
        help=Resource(title, _DOCS + page),
        improvement=Resource(advice, _DOCS + page),
    )


def question(
    key: str, title: str, description: str, *choices: Choice, no_risk: str, medium: str
) -> Question:
    """Make a question with "none of these" as its last choice.

    Args:
        no_risk, medium: conditions over the choices' ids; where neither holds, the risk is high.
    """
    none = Choice(id=f"{key}{NONE_OF_THESE}", title="None of these")
    return Question(
        id=key,
        title=title,
        description=description,
        choices=(*choices, none),
        rules=(
            RiskRule(condition=parse(no_risk), risk=Risk.NONE, text=no_risk),
            RiskRule(condition=parse(medium), risk=Risk.MEDIUM, text=medium),
            RiskRule(condition=None, risk=Risk.HIGH, text="default"),
        ),
    )
