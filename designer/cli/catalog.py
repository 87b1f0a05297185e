"""`tenet catalog`: what the program knows, printed: services, rules and schemas."""

from typing import TYPE_CHECKING, Any

import click

from designer.cli.output import refuse, say, say_json

if TYPE_CHECKING:
    from designer.catalog.service import Service

_KEY_WIDTH = 22
_form = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", help="How."
)


@click.group()
def catalog() -> None:
    """Show what the program knows."""


@catalog.command()
@_form
def services(form: str) -> None:
    """List every service that can be drawn."""
    from designer.catalog.loader import catalog as all_services

    rows = list(all_services().values())
    if form == "json":
        say_json([_service_data(row) for row in rows])
        return
    section = None
    for row in rows:
        if row.category is not section:
            section = row.category
            say(f"{section.value}")
        say(f"  {row.key:<{_KEY_WIDTH}} {row.name}: {row.summary}")


@catalog.command()
@click.argument("name")
@_form
def service(name: str, form: str) -> None:
    """Show everything about the service NAME: a key, a name or an abbreviation."""
    found = _found(name)
    if form == "json":
        say_json(_service_data(found))
        return
    from designer.cli.service_text import lines

    for line in lines(found):
        say(line)


def _found(name: str) -> "Service":
    from designer.catalog.loader import catalog as all_services
    from designer.catalog.search import search

    exact = all_services().get(name.lower())
    if exact is not None:
        return exact
    hits = search(name)
    if not hits:
        refuse(f"There is no service called '{name}'; 'tenet catalog services' lists them.")
    return hits[0]


def _service_data(row: "Service") -> dict[str, Any]:
    from designer.cli.service_text import to_data

    return to_data(row)


@catalog.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "markdown"]),
    default="table",
    help="How; markdown gives the whole manual.",
)
def rules(form: str) -> None:
    """List every rule."""
    from designer.rules import ALL_RULES

    if form == "markdown":
        from designer.rules.manual import manual

        say(manual().rstrip("\n"))
        return
    if form == "json":
        say_json(
            [
                {
                    "id": rule.id,
                    "tenet": rule.tenet.value,
                    "title": rule.title,
                    "severity": rule.severity.value,
                    "asks": rule.asks,
                    "why": rule.why,
                    "advice": rule.advice,
                    "limits": rule.limits,
                    "sources": [
                        {"title": source.title, "reference": source.reference}
                        for source in rule.sources
                    ],
                    "fixes": rule.has_fixes,
                }
                for rule in ALL_RULES
            ]
        )
        return
    tenet = None
    for rule in ALL_RULES:
        if rule.tenet is not tenet:
            tenet = rule.tenet
            say(tenet.title)
        say(f"  {rule.id:<6} {rule.severity.value:<7} {rule.title}")


@catalog.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "markdown"]),
    default="table",
    help="How: json is a lens for the AWS Well-Architected Tool, markdown the whole manual.",
)
def pillars(form: str) -> None:
    """List the questions of the five Well-Architected pillars."""
    from designer.review.questions import WELL_ARCHITECTED

    if form == "markdown":
        from designer.review.manual import manual

        say(manual().rstrip("\n"))
        return
    if form == "json":
        from designer.review.custom_lens import write_lens

        say(write_lens(WELL_ARCHITECTED).rstrip("\n"))
        return
    for pillar in WELL_ARCHITECTED.pillars:
        say(pillar.name)
        for question in pillar.questions:
            say(f"  {question.id:<18} {question.title}")


@catalog.command()
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Print the JSON schema NAME (score, simulate, diff, similar); list them without NAME."""
    from designer.grading.alike.schema import SIMILAR
    from designer.grading.difference_schema import DIFF
    from designer.scoring.schema import SCHEMAS

    schemas = {**SCHEMAS, "diff": DIFF, "similar": SIMILAR}
    if name is None:
        for known in schemas:
            say(known)
        return
    if name not in schemas:
        refuse(f"There is no schema called '{name}'; there are: {', '.join(schemas)}.")
    say_json(schemas[name])
