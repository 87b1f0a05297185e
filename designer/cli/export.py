"""`tenet export`: a picture of a design, drawn in a process of its own, or a file for others."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from designer.cli.output import complain, refuse, say
from designer.cli.reading import foreign_options, one_design
from designer.exporters.formats import (
    FORMATS,
    ExportFormat,
    FormatKind,
    export_file,
    format_called,
    format_of,
    names_of_formats,
)
from designer.exporters.options import OPTIONS, ExportRefused, Option, options_of
from designer.storage.file_bytes import reason_of

Command = TypeVar("Command", bound=Callable[..., Any])


def export_options(command: Command) -> Command:
    """Add what can be asked of an export."""
    for option in reversed(OPTIONS):
        command = _added(option)(command)
    return command


def _added(option: Option) -> Callable[[Command], Command]:
    told = f"{option.help} {_heeded(option)}".strip()
    if option.most is not None:
        kind = click.FloatRange(0.0, option.most, min_open=True)
        return click.option(
            option.flag, option.key, type=kind, default=option.default, metavar="N", help=told
        )
    if option.choices:
        words = click.Choice([choice.word for choice in option.choices])
        usual = option.word_of(option.default)
        return click.option(option.flag, option.key, type=words, default=usual, help=told)
    return click.option(
        option.flag,
        option.key,
        is_flag=True,
        flag_value=not option.default,
        default=option.default,
        help=told,
    )


def _heeded(option: Option) -> str:
    """Say which formats heed ``option``, when only few do."""
    heeding = [form.id for form in FORMATS if form.heeds(option)]
    return "" if len(heeding) > 2 else f"Only for {' and '.join(heeding)}."


@click.command()
@click.argument("file")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT",
    help=f"What to write: a {names_of_formats()} file, as its ending says.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.id for form in FORMATS]),
    help="What to write, when OUT's ending does not say.",
)
@export_options
@foreign_options
def export(
    file: str,
    output: str,
    form: str | None,
    page: int | None,
    parameters_given: tuple[str, ...],
    **said: object,
) -> None:
    """Draw the design in FILE as a picture, or write it as a file for other programs.

    FILE may be a foreign one, as of 'tenet import'. A draw.io file has native AWS shapes and can be
    imported again without loss.
    """
    chosen = _format(output, form)
    diagram = one_design(file, page, parameters_given)
    try:
        message = export_file(diagram, Path(output), chosen, options_of(said))
    except ExportRefused as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"{output}: cannot be written: {reason_of(error)}")
    if message:
        complain(message)
    say(f"{output}: {chosen.done}")


def _format(output: str, asked: str | None) -> ExportFormat:
    """Return the format to write; leave when nothing names one, or a name contradicts it."""
    named = format_of(Path(output))
    if asked is None:
        if named is None:
            refuse(f"{output}: write a {names_of_formats()} file, as the file's ending says")
        return named
    form = format_called(asked)
    is_free = named is None and form.kind is not FormatKind.PICTURE
    if named is not form and not is_free:
        refuse(f"{output}: the name of a {form.id} file ends in {form.ending}")
    return form
