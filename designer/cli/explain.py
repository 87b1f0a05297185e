"""`tenet explain`: everything a rule has to say about itself."""

import textwrap

import click

from designer.cli.output import refuse, say

_WIDTH = 88


@click.command()
@click.argument("rule_id", metavar="RULE")
def explain(rule_id: str) -> None:
    """Explain RULE, for example HA-01: what it asks, why, what to do, what it cannot see."""
    from designer.rules import ALL_RULES, rule

    try:
        found = rule(rule_id)
    except KeyError:
        known = ", ".join(each.id for each in ALL_RULES)
        refuse(f"There is no rule '{rule_id}'; there are {known}.")
    say(f"{found.id}  {found.title}")
    say(f"{found.tenet.title}, severity {found.severity.value}")
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
