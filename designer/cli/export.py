"""`tenet export`: a picture of a design, drawn in a process of its own, or a file for others."""

import os
import sys
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
from designer.exporters.options import (
    OPTIONS,
    ExportOptions,
    ExportRefused,
    Option,
    options_of,
)
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
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help=f"What to write: a {names_of_formats()} file, as its ending says; or a folder.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([form.id for form in FORMATS]),
    help="What to write, when OUT's ending does not say; in a folder png, unless said.",
)
@export_options
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Export N files at once; by default as many as there are processors.",
)
@click.option("--worker", is_flag=True, hidden=True)
@foreign_options
def export(
    files: tuple[str, ...],
    output: str | None,
    form: str | None,
    jobs: int | None,
    worker: bool,
    page: int | None,
    parameters_given: tuple[str, ...],
    **said: Any,
) -> None:
    """Draw the design in FILE as a picture, or write it as a file for other programs.

    FILE may be a foreign one, as of 'tenet import'. A draw.io file has native AWS shapes and can be
    imported again without loss. Several FILEs go into the folder OUT, several at once; one that
    cannot be exported does not stop the rest, and the exit code is then 1.
    """
    if worker:
        from designer.cli.export_worker import main

        sys.exit(main())
    if not files or output is None:
        raise click.UsageError("Say what to export, and where to: FILE... -o OUT")
    if not _is_folder(output, files):
        chosen = _format(output, form)
        _export_one(files[0], output, chosen, options_of(said), page, parameters_given)
        return
    from designer.cli.export_many import export_many

    chosen = format_called(form or FORMATS[0].id)
    folder = Path(output)
    sys.exit(export_many(files, folder, chosen, said, page, parameters_given, jobs))


def _is_folder(output: str, files: tuple[str, ...]) -> bool:
    return len(files) > 1 or output.endswith(("/", os.sep)) or Path(output).is_dir()


def _export_one(
    file: str,
    output: str,
    form: ExportFormat,
    options: ExportOptions,
    page: int | None,
    parameters: tuple[str, ...],
) -> None:
    diagram = one_design(file, page, parameters)
    try:
        message = export_file(diagram, Path(output), form, options)
    except ExportRefused as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"{output}: cannot be written: {reason_of(error)}")
    if message:
        complain(message)
    say(f"{output}: {form.done}")


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
