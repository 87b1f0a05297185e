"""`tenet improve`: the shortest list of fixes that takes a design to its targets."""

import sys
from typing import TYPE_CHECKING

import click

from designer.cli.output import BELOW, FINE, refuse, say_json
from designer.cli.reading import foreign_options, one_design

if TYPE_CHECKING:
    from designer.model.diagram import Diagram
    from designer.scoring.improve import Progress
    from designer.scoring.targets import Targets


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--target",
    "wanted",
    multiple=True,
    metavar="TARGET",
    help="What to reach, as often as needed: a score (90) or letter (A) overall; TENET=80 or "
    "TENET=B; uptime=99.95 (percent of the year); rto.zone=5m or rpo.region=1h (s, m, h, d). "
    "Without it, what the design itself states.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help="Tables for people, or JSON.",
)
@click.option(
    "-o", "--output", metavar="OUT.tenet", help="Write the design with all fixes made to this file."
)
@click.option(
    "--seconds",
    type=click.FloatRange(1, 3600),
    default=120,
    show_default=True,
    metavar="N",
    help="Search no longer than this.",
)
@foreign_options
@click.pass_context
def improve(
    ctx: click.Context,
    file: str,
    wanted: tuple[str, ...],
    form: str,
    output: str | None,
    seconds: float,
    page: int | None,
    parameters_given: tuple[str, ...],
) -> None:
    """Search fixes of FILE until its targets are met; FILE itself is not changed.

    Exit code 0 when the targets are met, 1 when no list of fixes meets them.
    """
    design = one_design(file, page, parameters_given)
    from designer.scoring.improve import improve as search
    from designer.scoring.targets import stated_targets

    targets = _read(wanted) if wanted else stated_targets(design.workload)
    if targets.is_empty:
        refuse("The design states no target; say what to reach, for example --target 80.")
    plan = search(design, targets, _progress(), most_seconds=seconds)
    if output is not None:
        _write(output, plan.diagram)
    if form == "json":
        from designer.scoring.plan_json import plan_data

        say_json(plan_data(plan, design))
    else:
        from designer.cli.improve_text import plan_parts
        from designer.cli.tables import heading, print_all

        print_all((heading(f"{design.title} ({file})"), *plan_parts(plan, output or "")))
    ctx.exit(FINE if plan.is_reached else BELOW)


def _read(wanted: tuple[str, ...]) -> "Targets":
    from designer.scoring.targets import Targets, TargetWrong, with_target

    targets = Targets()
    for text in wanted:
        try:
            targets = with_target(targets, text)
        except TargetWrong as error:
            refuse(str(error))
    return targets


def _progress() -> "Progress":
    """Return what tells a person at a terminal how far the search is."""

    def tell(_share: float, what: str) -> bool:
        if sys.stderr.isatty():
            click.echo(f"\r\033[K{what}", nl=False, err=True)
        return True

    return tell


def _write(output: str, design: "Diagram") -> None:
    from designer.storage.diagram_file import SaveFailed, write

    try:
        write(output, design)
    except SaveFailed as error:
        refuse(str(error))
