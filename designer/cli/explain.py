"""`tenet explain`: everything a rule, or a check of a pillar, has to say about itself."""

import textwrap
from typing import TYPE_CHECKING

import click

from designer.cli.output import refuse, say

if TYPE_CHECKING:
    from designer.review.check import Check
    from designer.rules.rule import Rule

_WIDTH = 88


@click.command()
@click.argument("rule_id", metavar="RULE")
def explain(rule_id: str) -> None:
    """Explain RULE, for example HA-01 or SEC-18: what it asks, why, what to do, what it misses."""
    found, asked_by = _found(rule_id)
    say(f"{found.id}  {found.title}")
    say(f"{asked_by}, severity {found.severity.value}")
    for title, text in (
        ("What it asks", found.asks),
        ("Why", found.why),
        ("What to do", found.advice),
        ("What it cannot see", found.limits),
    ):
        say()
        say(title)
        _say_wrapped(text)
    say()
    say("Sources")
    for source in found.sources:
        text = f"{source.title}: {source.reference}" if source.reference else source.title
        _say_wrapped(text, bullet="- ")
    if found.has_fixes:
        say()
        say("The window offers fixes for it, each previewed with the points it brings.")


def _found(rule_id: str) -> "tuple[Rule | Check, str]":
    """Return what is called ``rule_id`` and the title of what asks for it; leave without any."""
    from designer.review.checks import ALL_CHECKS
    from designer.rules import ALL_RULES

    known: dict[str, tuple[Rule | Check, str]] = {
        **{each.id: (each, each.tenet.title) for each in ALL_RULES},
        **{each.id: (each, each.pillar.title) for each in ALL_CHECKS},
    }
    if rule_id.upper() not in known:
        refuse(f"There is no rule '{rule_id}'; there are {', '.join(known)}.")
    return known[rule_id.upper()]


def _say_wrapped(text: str, bullet: str = "") -> None:
    first = "  " + bullet
    say(
        textwrap.fill(
            text,
            _WIDTH,
            initial_indent=first,
            subsequent_indent=" " * len(first),
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
