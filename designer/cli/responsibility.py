"""`tenet responsibility`: who answers for what in a design, and what of yours is open."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from designer.cli.output import FINE, say_json
from designer.cli.reading import foreign_options, one_design

if TYPE_CHECKING:
    from rich.console import RenderableType

    from designer.responsibility.design import Duty, Responsibility


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help="Tables for people, or JSON.",
)
@foreign_options
@click.pass_context
def responsibility(
    ctx: click.Context, file: str, form: str, page: int | None, parameters_given: tuple[str, ...]
) -> None:
    """Show who answers for what in the design in FILE: AWS, you, or both."""
    from designer.responsibility.design import responsibility as found_in

    design = one_design(file, page, parameters_given)
    found = found_in(design)
    if form == "json":
        from designer.responsibility.responsibility_json import responsibility_data

        say_json(responsibility_data(found, design))
    else:
        from designer.cli.tables import print_all

        print_all(_parts(f"{design.title} ({file})", found))
    ctx.exit(FINE)


def _parts(title: str, found: "Responsibility") -> "Iterator[RenderableType]":
    from rich.text import Text

    from designer.cli.tables import cell, heading, table
    from designer.responsibility.areas import Area
    from designer.responsibility.design import Standing

    yield heading(title)
    if not found.rows:
        yield cell("Nothing is drawn that anybody answers for.")
        return
    yield table(
        (
            ("Service", False),
            *((area.short, True) for area in Area),
        ),
        (
            [
                f"{_name(own.service)}{f' ×{len(ids)}' if len(ids) > 1 else ''}"
                f" ({own.model.title})",
                *(_LETTERS[own.lines[area].party.value] for area in Area),
            ]
            for own, ids in found.rows
        ),
        flexible=0,
    )
    yield cell("A: AWS answers for it. S: shared. Y: you do.")
    yield Text()
    yield heading("Yours to do")
    for standing in (Standing.MISSING, Standing.NOT_STATED, Standing.DONE):
        for duty in found.duties:
            if duty.standing is standing:
                yield from _duty(duty)
    silent = [duty for duty in found.duties if duty.standing is Standing.NOT_SHOWN]
    if silent:
        yield Text()
        yield heading("Yours as well, though no drawing shows it")
        for area in Area:
            names = [_name(duty.service) for duty in silent if duty.area is area]
            if names:
                yield cell(f"- {area.title}: {', '.join(dict.fromkeys(names))}.")


_LETTERS = {"aws": "A", "shared": "S", "customer": "Y"}
_MARKS = {"missing": "MISSING", "not stated": "not stated", "done": "done"}


def _name(service: str) -> str:
    from designer.catalog.loader import catalog

    return catalog()[service].name


def _duty(duty: "Duty") -> "Iterator[RenderableType]":
    from designer.cli.tables import cell

    mark = _MARKS[duty.standing.value]
    yield cell(f"- [{mark}] {_name(duty.service)}: {duty.area.title}. {duty.line.sentence}")
    for check, sentence in duty.reasons:
        yield cell(f"    {check}: {sentence}")
