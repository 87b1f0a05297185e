"""`tenet simulate`: what happens to a design, without changing it."""

from typing import TYPE_CHECKING, Any

import click

from designer.cli.output import FINE, refuse, say_json
from designer.cli.reading import foreign_options, one_design

if TYPE_CHECKING:
    from rich.console import RenderableType

    from designer.analysis.autoscaling.loads import Load
    from designer.analysis.autoscaling.simulation import Course
    from designer.analysis.what_if import WhatIf
    from designer.model.diagram import Diagram
    from designer.model.ids import ElementId


@click.command()
@click.argument("file", metavar="FILE")
@click.argument("also", nargs=-1, metavar="")
@click.option(
    "--fail",
    "failing",
    multiple=True,
    metavar="ID...",
    help="What fails, all of it at once: ids of elements, zones or Regions (a box fails with all "
    "it holds), or names that only one thing has. May be given several times.",
)
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
    help="Tables for people, or JSON as 'tenet catalog schema simulate' documents it.",
)
@foreign_options
@click.pass_context
def simulate(
    ctx: click.Context,
    file: str,
    also: tuple[str, ...],
    failing: tuple[str, ...],
    load: str | None,
    form: str,
    page: int | None,
    parameters_given: tuple[str, ...],
) -> None:
    """Tell what breaks in FILE when something fails, or how each tier follows a load; or both."""
    if also and not failing:
        refuse(f"Simulate one file at a time: '{also[0]}' is one too many.")
    design = one_design(file, page, parameters_given)
    if load is None and not failing:
        refuse("Say what to simulate: --fail ID, --load PROFILE or --load FILE.csv.")
    answer, run = _simulated(design, (*failing, *also), load)
    if form == "json":
        say_json(_data(design, answer, run))
    else:
        _print(f"{design.title} ({file})", design, answer, run)
    ctx.exit(FINE)


def _simulated(
    design: "Diagram", failing: tuple[str, ...], load: str | None
) -> "tuple[WhatIf | None, tuple[Load, tuple[Course, ...]] | None]":
    from designer.analysis.facts import Facts

    facts = Facts(design.topology, design.workload)
    answer: WhatIf | None = None
    lost: dict[ElementId, float] = {}
    if failing:
        from designer.analysis.what_if import what_if
        from designer.cli.failing import failing_ids

        answer = what_if(facts, failing_ids(failing, facts))
        for tier in answer.tiers:
            lost |= {u: 1 - s for u, s in zip(tier.units, tier.shares, strict=True) if s < 1}
    if load is None:
        return answer, None
    from designer.cli.load_run import courses_under, load_called

    chosen = load_called(load, facts)
    return answer, (chosen, courses_under(chosen, facts, lost))


def _data(
    design: "Diagram", answer: "WhatIf | None", run: "tuple[Load, tuple[Course, ...]] | None"
) -> dict[str, Any]:
    from designer.cli.load_run import load_data
    from designer.scoring.simulation_schema import SCHEMA_VERSION
    from designer.scoring.what_if_json import what_if_data

    return {
        "schema": f"tenet-simulate/{SCHEMA_VERSION}",
        "title": design.title,
        "what_if": None if answer is None else what_if_data(answer, design),
        "load": None if run is None else load_data(*run),
    }


def _print(
    title: str,
    design: "Diagram",
    answer: "WhatIf | None",
    run: "tuple[Load, tuple[Course, ...]] | None",
) -> None:
    from rich.text import Text

    from designer.cli.failure_text import failure_parts
    from designer.cli.load_text import load_parts
    from designer.cli.tables import heading, print_all

    parts: list[RenderableType] = [heading(title)]
    if answer is not None:
        parts += failure_parts(answer, design)
    if run is not None:
        parts += [Text()] if answer is not None else []
        parts += load_parts(*run)
    print_all(parts)
