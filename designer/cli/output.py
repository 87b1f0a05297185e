"""The only door to the terminal: text from a file arrives without what could steer it."""

import json
import sys
from typing import NoReturn

import click

from designer.model.text import clean_text

FINE, BELOW, BAD_INPUT = 0, 1, 2


def printable(text: str) -> str:
    """Return ``text`` without control, escape and other characters that cannot be seen."""
    return clean_text(text, lines=True)


def say(text: str = "") -> None:
    """Print ``text`` to standard output."""
    click.echo(printable(text))


def say_json(data: object) -> None:
    """Print ``data`` as JSON, two spaces a level, keys in the order given."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False))


def complain(text: str) -> None:
    """Print one sentence to standard error."""
    click.echo(clean_text(text), err=True)


def refuse(text: str) -> NoReturn:
    """Print one sentence to standard error and leave with the exit code for bad input."""
    complain(text)
    sys.exit(BAD_INPUT)
