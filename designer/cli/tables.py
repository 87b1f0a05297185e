"""Tables that look the same everywhere: in a pipe of fixed width, without colours or markup."""

import sys
from collections.abc import Iterable, Sequence
from io import StringIO

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from designer.model.text import clean_text

_PIPE_WIDTH = 100
_MOST = 140


def print_all(parts: Iterable[RenderableType]) -> None:
    """Print ``parts``, one below the other; nothing about a pipe depends on the surroundings."""
    if sys.stdout.isatty():
        screen = Console(highlight=False, markup=False, emoji=False)
        screen.width = min(screen.width, _MOST)
        for part in parts:
            screen.print(part)
        return
    written = StringIO()
    pipe = Console(
        file=written,
        width=_PIPE_WIDTH,
        height=10_000,
        force_terminal=False,
        color_system=None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in parts:
        pipe.print(part)
    for line in written.getvalue().splitlines():
        click.echo(line.rstrip())


def cell(text: str, style: str = "") -> Text:
    """Return text from anywhere as one plain line for a table."""
    return Text(clean_text(text), style=style, overflow="fold")


def tenths(value: float | None) -> str:
    """Write points with one decimal; a dash for none."""
    return "–" if value is None else f"{value:.1f}"


def heading(text: str) -> Text:
    """Return the line above a table."""
    return cell(text, "bold")


def table(
    columns: Sequence[tuple[str, bool]], rows: Iterable[Sequence[Text | str]], flexible: int
) -> Table:
    """Return a table.

    Args:
        columns: title, and whether it holds numbers (aligned to the right).
        rows: cells, from the left.
        flexible: the column that takes the room that is left; its text wraps.
    """
    made = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    for index, (title, is_number) in enumerate(columns):
        made.add_column(
            title,
            justify="right" if is_number else "left",
            no_wrap=is_number,
            ratio=1 if index == flexible else None,
        )
    for row in rows:
        made.add_row(*(entry if isinstance(entry, Text) else cell(entry) for entry in row))
    return made
