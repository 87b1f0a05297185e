"""`tenet open`: the window, loaded only here because Qt takes its time."""

import os
import sys
from typing import TYPE_CHECKING

import click

from designer.cli.output import BAD_INPUT, complain, refuse

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("file", required=False)
@click.pass_context
def open(ctx: click.Context, file: str | None) -> None:  # noqa: A001 - the command's name
    """Open FILE in the window; a new design without FILE."""
    ctx.exit(open_window(file))


def open_window(file: str | None) -> int:
    """Open the window, with the design in ``file`` if given; return the exit code."""
    if file is not None:
        _require_readable(file)
    if not _has_display():
        complain(
            "There is no display to open a window on; 'tenet score FILE' and "
            "'tenet export FILE -o PICTURE' need none."
        )
        return BAD_INPUT
    try:
        from designer.ui.application import run
    except ImportError as error:
        complain(f"The window cannot start, since a library of Qt is missing: {error}.")
        return BAD_INPUT
    return run(file)


def open_grading_window(folder: "Path | None") -> int:
    """Open the grading window on an output folder, if given; return the exit code."""
    if not _has_display():
        complain("There is no display to open a window on; 'tenet grade' needs none.")
        return BAD_INPUT
    try:
        from designer.ui.application import run_grading
    except ImportError as error:
        complain(f"The window cannot start, since a library of Qt is missing: {error}.")
        return BAD_INPUT
    return run_grading(folder)


def _require_readable(file: str) -> None:
    # Before Qt: a wrong name is answered at once and with the same sentence as everywhere.
    from pathlib import Path

    from designer.importers.dispatch import require_known
    from designer.importers.sniffing import is_foreign
    from designer.storage.diagram_file import FileRejected, read

    try:
        if is_foreign(Path(file)):
            # Its content is read by the window, in a process of its own.
            require_known(Path(file))
        else:
            read(file)
    except FileRejected as error:
        refuse(str(error))


def _has_display() -> bool:
    """Tell whether Qt would find a display; without one it would abort the process."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
