"""`tenet simulate`: what happens to a design, without changing it."""

import click

from designer.cli.output import BAD_INPUT, FINE, refuse, say_json
from designer.cli.reading import read_all


@click.command(short_help="Send a load through a design.")
@click.argument("file", metavar="FILE")
@click.option(
    "--load",
    metavar="PROFILE|CSV",
    help="How the load moves: steady, diurnal, flash, ramp or batch, between the design's base and "
    "peak load; or a CSV file with the columns time and load (requests a second).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help="Tables for people, or JSON.",
)
@click.pass_context
def simulate(ctx: click.Context, file: str, load: str | None, form: str) -> None:
    """Tell how each tier of FILE follows a load: too few, too many, and what it costs in hours."""
    designs, bad = read_all((file,))
    if bad:
        ctx.exit(BAD_INPUT)
    if load is None:
        refuse("Say what to simulate: --load PROFILE or --load FILE.csv.")
    from designer.analysis.facts import Facts
    from designer.cli.load_run import courses_under, load_called, load_data

    ((_, design),) = designs
    facts = Facts(design.topology, design.workload)
    chosen = load_called(load, facts)
    courses = courses_under(chosen, facts)
    if form == "json":
        say_json({"title": design.title, "load": load_data(chosen, courses)})
    else:
        from designer.cli.load_text import load_parts
        from designer.cli.tables import heading, print_all

        print_all((heading(f"{design.title} ({file})"), *load_parts(chosen, courses)))
    ctx.exit(FINE)
