"""The rule manual, made from the rules' own words so that it cannot fall behind them."""

from designer.rules import ALL_RULES, RULE_SET_VERSION
from designer.rules.rule import Rule
from designer.rules.tenets import Tenet


def manual() -> str:
    """Return the manual of all rules as Markdown."""
    parts = [
        "# The rules\n",
        f"Rule set {RULE_SET_VERSION}: {len(ALL_RULES)} rules over five tenets. This page is made "
        "from the rules themselves (`tenet catalog rules --format markdown`).\n",
    ]
    for tenet in Tenet:
        parts.append(f"## {tenet.title}\n")
        parts.append(f"*{tenet.question}*\n")
        parts.extend(entry(rule) for rule in ALL_RULES if rule.tenet is tenet)
    return "\n".join(parts)


def entry(rule: Rule) -> str:
    """Return one rule's page as Markdown."""
    sources = "; ".join(
        f"{source.title} ({source.reference})" if source.reference else source.title
        for source in rule.sources
    )
    lines = (
        f"### {rule.id} {rule.title}\n",
        f"{rule.asks} *Severity: {rule.severity.value}.*\n",
        f"- **Why.** {rule.why}",
        f"- **What to do.** {rule.advice}",
        f"- **What it cannot see.** {rule.limits}",
        f"- **Fix by one click.** {'yes' if rule.has_fixes else 'no'}",
        f"- **Sources.** {sources}\n",
    )
    return "\n".join(lines)
