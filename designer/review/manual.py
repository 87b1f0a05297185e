"""The manual of the pillars, made from questions and checks so that it cannot fall behind them."""

from collections.abc import Iterator

from designer.review.check import Check
from designer.review.checks import ALL_CHECKS
from designer.review.lens import Question, Risk
from designer.review.questions import WELL_ARCHITECTED

_RISKS = {Risk.NONE: "no risk", Risk.MEDIUM: "medium risk", Risk.HIGH: "high risk"}


def manual() -> str:
    """Return the manual of all questions and checks as Markdown."""
    questions = WELL_ARCHITECTED.questions
    choices = sum(len(question.choices) - 1 for question in questions)
    parts = [
        "# The pillars\n",
        f"{len(questions)} questions with {choices} practices over the five Well-Architected "
        f"pillars; {len(ALL_CHECKS)} checks read practices from the drawing. This page is made "
        "from the questions and checks themselves (`tenet catalog pillars --format markdown`).\n",
    ]
    for pillar in WELL_ARCHITECTED.pillars:
        parts.append(f"## {pillar.name}\n")
        parts.extend(_question(question) for question in pillar.questions)
        parts.append(f"### Checks: {pillar.name}\n")
        parts.extend(_check(check) for check in ALL_CHECKS if check.pillar.value == pillar.id)
    return "\n".join(parts)


def _question(question: Question) -> str:
    lines = [
        f"### {question.title}\n",
        f"{question.description}\n",
        "| practice | answered by | how to get there |",
        "|---|---|---|",
        *_rows(question),
        "",
        *(f"- {_RISKS[rule.risk]}: `{rule.text}`" for rule in question.rules),
        "",
    ]
    return "\n".join(lines)


def _rows(question: Question) -> Iterator[str]:
    for choice in question.choices:
        if choice.is_none_of_these:
            continue
        ids = [check.id for check in ALL_CHECKS if check.choice == choice.id]
        by = f"the drawing ({', '.join(ids)})" if ids else "the team: no drawing shows it"
        advice = "" if choice.improvement is None else choice.improvement.text
        yield f"| {choice.title} (`{choice.id}`) | {by} | {advice} |"


def _check(check: Check) -> str:
    sources = "; ".join(
        f"{source.title} ({source.reference})" if source.reference else source.title
        for source in check.sources
    )
    lines = (
        f"#### {check.id} {check.title}\n",
        f"{check.asks} *Severity: {check.severity.value}.*\n",
        f"- **Why.** {check.why}",
        f"- **What to do.** {check.advice}",
        f"- **What it cannot see.** {check.limits}",
        f"- **Fix by one click.** {'yes' if check.has_fixes else 'no'}",
        f"- **Sources.** {sources}\n",
    )
    return "\n".join(lines)
